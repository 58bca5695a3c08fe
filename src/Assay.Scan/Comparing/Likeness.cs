namespace Assay.Scan.Comparing;

/// <summary>Finds names that differ in a letter or two.</summary>
internal static class Likeness
{
    private const int ShortestName = 6;
    private const int LongestName = 128;

    /// <summary>Gives the first name at most two edits away; null when none is, or the name is so short that many are.</summary>
    public static string? Closest(string name, IEnumerable<string> others) =>
        name.Length is < ShortestName or > LongestName ? null
        : others.FirstOrDefault(other => other.Length is >= ShortestName and <= LongestName && Math.Abs(other.Length - name.Length) <= 2 && Distance(name.ToLowerInvariant(), other.ToLowerInvariant()) is 1 or 2);

    // Insertions, deletions and replacements.
    private static int Distance(string left, string right)
    {
        var row = new int[right.Length + 1];
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
                var next = Math.Min(Math.Min(row[j] + 1, row[j - 1] + 1), diagonal + (left[i - 1] == right[j - 1] ? 0 : 1));
                (diagonal, row[j]) = (row[j], next);
            }
        }

        return row[^1];
    }
}
