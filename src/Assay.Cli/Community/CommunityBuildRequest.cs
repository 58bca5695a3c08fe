namespace Assay.Cli;

/// <summary>What <c>assay community build</c> was asked for.</summary>
internal sealed record CommunityBuildRequest
{
    public required IReadOnlyList<string> Folders { get; init; }
    public required string Name { get; init; }
    public string? Popularity { get; init; }
    public required DateOnly Date { get; init; }
    public required string Output { get; init; }
    public string? Rules { get; init; }
    public bool Quiet { get; init; }
    public int Parallel { get; init; } = 1;
}
