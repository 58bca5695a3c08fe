namespace Assay.Cli;

/// <summary>What <c>assay community build</c> or <c>update</c> was asked for.</summary>
internal sealed record CommunityBuildRequest
{
    /// <summary>Folders and feeds; none for those that the index was built from.</summary>
    public required IReadOnlyList<string> From { get; init; }
    /// <summary>Name of the community; null for the one that the index has.</summary>
    public string? Name { get; init; }
    /// <summary>File of the index; null to keep none.</summary>
    public string? Index { get; init; }
    public bool LatestOnly { get; init; }
    public string? Popularity { get; init; }
    public required DateOnly Date { get; init; }
    public string? Output { get; init; }
    public string? Rules { get; init; }
    public bool Quiet { get; init; }
    public int Parallel { get; init; } = 1;
}
