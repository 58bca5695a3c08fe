namespace Assay.Rules;

/// <summary>Patterns with <c>*</c> (any run) and <c>?</c> (one character).</summary>
internal static class Glob
{
    /// <summary>Compares the whole text; at most length of text times length of pattern steps.</summary>
    public static bool Matches(ReadOnlySpan<char> text, ReadOnlySpan<char> pattern, bool ignoreCase)
    {
        int t = 0, p = 0, star = -1, retry = 0;
        while (t < text.Length)
        {
            if (p < pattern.Length && pattern[p] == '*')
            {
                star = p++;
                retry = t;
            }
            else if (p < pattern.Length && (pattern[p] == '?' || Same(pattern[p], text[t], ignoreCase)))
            {
                p++;
                t++;
            }
            else if (star >= 0)
            {
                // Only the last star needs another try: an earlier one cannot do better with fewer characters left.
                p = star + 1;
                t = ++retry;
            }
            else
            {
                return false;
            }
        }

        return pattern[p..].IndexOfAnyExcept('*') < 0;
    }

    /// <summary>Gives the longest run of plain characters: every match contains it.</summary>
    public static string LongestLiteral(string pattern) =>
        pattern.Split('*', '?').MaxBy(piece => piece.Length) ?? "";

    private static bool Same(char left, char right, bool ignoreCase) =>
        left == right || (ignoreCase && char.ToUpperInvariant(left) == char.ToUpperInvariant(right));
}
