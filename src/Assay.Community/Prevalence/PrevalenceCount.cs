namespace Assay.Community.Index;

/// <summary>What was counted in an index. Packages are given by their numbers in it.</summary>
internal sealed record PrevalenceCount
{
    public required PrevalenceScope Scope { get; init; }
    public required DateOnly Date { get; init; }
    public required long Generation { get; init; }
    public required PackageRanking Ranking { get; init; }
    public required PackageSet Members { get; init; }
    public required IReadOnlyList<CountedRule> Rules { get; init; }
    /// <summary>Sets and columns besides those of rules, by name, in the form in which they are stored.</summary>
    public required IReadOnlyList<(string Name, byte[] Bytes)> Sets { get; init; }
}

/// <summary>A rule with the packages that have its finding.</summary>
internal sealed record CountedRule(long Number, string Name, string Condition, PackageSet Packages, TierCounts Counts);
