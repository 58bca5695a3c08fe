using System.Text;
using System.Text.RegularExpressions;

namespace Assay.PowerShell.Folding;

/// <summary><c>-replace</c> and <c>[regex]::Replace</c>.</summary>
internal static class Replacing
{
    private static readonly System.Buffers.SearchValues<char> WholeTextMarks = System.Buffers.SearchValues.Create("_`'+&{");

    public static object? Replace(object? left, object? right, bool caseSensitive, Workspace work)
    {
        var arguments = Operators.ArgumentsOf(right);
        if (arguments.Count is 0 or > 2 || Texts.Of(arguments[0], work.Separator) is not { } pattern
            || (arguments.Count > 1 && arguments[1] is FoldedBlock) || Texts.Of(arguments.Count > 1 ? arguments[1] : null, work.Separator) is not { } replacement)
        {
            return UnknownElement.Any;
        }

        work.Use(Techniques.Replacement);
        var options = caseSensitive ? RegexOptions.None : RegexOptions.IgnoreCase;
        if (!Sequences.TryGetItems(left, out var items))
        {
            return Texts.Of(left, work.Separator) is { } text ? One(text, pattern, options, replacement, work) : UnknownElement.Any;
        }

        var result = new object?[items.Count];
        for (var i = 0; i < result.Length; i++)
        {
            result[i] = Texts.Of(items[i], work.Separator) is { } text ? One(text, pattern, options, replacement, work) : UnknownElement.Any;
        }

        return result;
    }

    /// <summary>Replaces every match, or so many as the limit says.</summary>
    public static object? One(string text, string pattern, RegexOptions options, string replacement, Workspace work, int limit = int.MaxValue)
    {
        if (work.Patterns.Matches(pattern, options, text, work, limit) is not { } matches)
        {
            return UnknownElement.Any;
        }

        // $_ and $` put the whole text into every match: what may come out is bounded before it is made.
        var dollar = replacement.Contains('$', StringComparison.Ordinal);
        var largest = dollar ? (long)replacement.Length * (text.Length + 1) : replacement.Length;
        if (matches.Count > 0 && dollar && replacement.AsSpan().IndexOfAny(WholeTextMarks) < 0)
        {
            largest = replacement.Length + text.Length;
        }

        if (largest > work.Spending.Budget.ValueLength && matches.Count > 0)
        {
            work.Spending.Reach(FoldLimit.Value);
            return UnknownElement.Any;
        }

        if ((options & RegexOptions.RightToLeft) != 0)
        {
            matches.Reverse();
        }

        var result = new StringBuilder(text.Length);
        var position = 0;
        foreach (var match in matches)
        {
            result.Append(text, position, match.Index - position);
            result.Append(dollar ? match.Result(replacement) : replacement);
            position = match.Index + match.Length;
            if (result.Length > work.Spending.Budget.ValueLength)
            {
                work.Spending.Reach(FoldLimit.Value);
                return UnknownElement.Any;
            }
        }

        result.Append(text, position, text.Length - position);
        return work.Fits(result.Length) ? result.ToString() : UnknownElement.Any;
    }
}
