namespace Assay.PowerShell.Tests;

/// <summary>Compares rows without their order; equal rows count as often as they occur.</summary>
internal static class RowComparison
{
    public static (List<string> Missing, List<string> Surplus) Compare(List<string> expected, List<string> actual)
    {
        var left = new Dictionary<string, int>(StringComparer.Ordinal);
        foreach (var row in expected)
        {
            left[row] = left.GetValueOrDefault(row) + 1;
        }

        var surplus = new List<string>();
        foreach (var row in actual)
        {
            if (left.GetValueOrDefault(row) is > 0 and var count)
            {
                left[row] = count - 1;
            }
            else
            {
                surplus.Add(row);
            }
        }

        return ([.. left.SelectMany(pair => Enumerable.Repeat(pair.Key, pair.Value))], surplus);
    }
}
