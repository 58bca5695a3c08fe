namespace Assay.Scan.Comparing;

/// <summary>Orders families of licences by what they ask for.</summary>
internal static class LicenseRank
{
    // What is on no list has no rank.
    private static readonly string[] FreestFirst = ["public-domain", "permissive", "weak-copyleft", "strong-copyleft", "network-copyleft", "source-available", "no-derivatives", "non-commercial", "proprietary"];

    /// <summary>Gives the rank of the strictest; null when one has none or there is none.</summary>
    public static int? Of(IReadOnlyList<string> families)
    {
        var ranks = families.Select(family => Array.IndexOf(FreestFirst, family)).ToArray();
        return ranks.Length == 0 || ranks.Contains(-1) ? null : ranks.Max();
    }
}
