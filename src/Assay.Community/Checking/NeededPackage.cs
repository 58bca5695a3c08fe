using Assay.Model;

namespace Assay.Community.Checking;

/// <summary>One package version that checked projects need, with all that they say of it.</summary>
/// <param name="Community"><c>nuget</c> or <c>psgallery</c>.</param>
/// <param name="Id">Id as it is written first.</param>
/// <param name="Version">Normalised version; null where none can be told.</param>
public sealed record NeededPackage(string Community, string Id, string? Version)
{
    /// <summary>Why no version can be told; null where one is known.</summary>
    public string? Defect { get; init; }
    /// <summary>Something checked names it itself.</summary>
    public bool Direct { get; init; }
    /// <summary>Only for building or testing, in every project.</summary>
    public bool Development { get; init; }
    /// <summary>The content hashes that lock files and restores name, base-64 of a SHA-512.</summary>
    public IReadOnlyList<string> ContentHashes { get; init; } = [];
    /// <summary>The packages that it needs, <c>id@version</c>.</summary>
    public IReadOnlyList<string> DependsOn { get; init; } = [];
    /// <summary>The lines that name it.</summary>
    public IReadOnlyList<ManifestPlace> Places { get; init; } = [];
    /// <summary>The shortest ways to it.</summary>
    public IReadOnlyList<IntroductionPath> IntroducedBy { get; init; } = [];
    /// <summary>How many projects need it.</summary>
    public int IntroducedByTotal { get; init; }

    /// <summary><c>id@version</c>.</summary>
    public string Name => Version is null ? Id : $"{Id}@{Version}";
}
