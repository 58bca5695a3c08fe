using System.Text.RegularExpressions;

namespace Assay.Rules;

/// <summary>Runs a regular expression on at most 4,096 characters around each hit of its literal.</summary>
internal static class RegexWindow
{
    private const int Reach = 2048;

    // A hit this near to the last one has at least Reach / 2 characters on each side in the window that was examined.
    private const int Stride = Reach / 2;

    /// <summary>Builds the expression; throws for constructs that need backtracking.</summary>
    public static Regex Build(string pattern, bool ignoreCase) =>
        new(pattern, RegexOptions.NonBacktracking | RegexOptions.CultureInvariant | (ignoreCase ? RegexOptions.IgnoreCase : RegexOptions.None));

    public static bool Matches(ReadOnlySpan<char> text, Regex expression, string literal, StringComparison comparison)
    {
        for (var start = 0; start <= text.Length;)
        {
            var hit = text[start..].IndexOf(literal, comparison);
            if (hit < 0)
            {
                return false;
            }

            hit += start;
            var from = Math.Max(0, hit - Reach);
            var to = Math.Min(text.Length, hit + Reach);
            if (expression.IsMatch(text[from..to]))
            {
                return true;
            }

            start = hit + Stride;
        }

        return false;
    }
}
