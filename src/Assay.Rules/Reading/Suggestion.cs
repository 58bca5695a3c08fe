namespace Assay.Rules;

/// <summary>Finds what a person may have meant.</summary>
public static class Suggestion
{
    private const int LongestText = 100;

    /// <summary>Gives up to three names: nearest by edit distance, then those that contain the text.</summary>
    public static IReadOnlyList<string> Closest(string text, IEnumerable<string> names) =>
    [
        .. names.Select(name => (Name: name, Distance: Distance(text, name)))
            .Where(candidate => candidate.Distance <= LargestDistance(text) || (text.Length >= 3 && candidate.Name.Contains(text, StringComparison.OrdinalIgnoreCase)))
            .OrderBy(candidate => candidate.Distance).ThenBy(candidate => candidate.Name, StringComparer.Ordinal)
            .Take(3).Select(candidate => candidate.Name),
    ];

    /// <summary>Gives "; did you mean a or b?", or nothing.</summary>
    public static string Ask(string text, IEnumerable<string> names) => Closest(text, names) is { Count: > 0 } closest ? $"; did you mean {string.Join(" or ", closest.Select(name => $"'{name}'"))}?" : "";

    // Levenshtein's distance, case ignored, one row at a time. A longer text is no typing mistake; of names that are too long or too short the difference is enough, which is the distance of those that contain the text. The work stays bounded.
    private static int Distance(string left, string right)
    {
        if (left.Length > LongestText)
        {
            return int.MaxValue;
        }

        var difference = Math.Abs(left.Length - right.Length);
        if (difference > LargestDistance(left))
        {
            return difference;
        }

        Span<int> row = stackalloc int[right.Length + 1];
        for (var j = 0; j < row.Length; j++)
        {
            row[j] = j;
        }

        for (var i = 1; i <= left.Length; i++)
        {
            var diagonal = row[0];
            row[0] = i;
            for (var j = 1; j <= right.Length; j++)
            {
                var replaced = diagonal + (char.ToLowerInvariant(left[i - 1]) == char.ToLowerInvariant(right[j - 1]) ? 0 : 1);
                diagonal = row[j];
                row[j] = Math.Min(replaced, Math.Min(row[j], row[j - 1]) + 1);
            }
        }

        return row[right.Length];
    }

    private static int LargestDistance(string text) => Math.Max(2, text.Length / 3);
}
