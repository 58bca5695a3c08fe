namespace Assay.Model;

/// <summary>One artifact of a package with its facts and, per place, when that place's code runs.</summary>
/// <param name="Artifact">The artifact.</param>
/// <param name="Facts">Facts of its content; shared between artifacts of equal content.</param>
/// <param name="PlaceSurfaces">Surfaces by place index; empty when every place has <paramref name="Surfaces"/>.</param>
/// <param name="Surfaces">Surfaces of the file as a whole and of facts without a place.</param>
public sealed record LinkedFile(ArtifactInfo Artifact, FileFacts Facts, IReadOnlyList<Surface> PlaceSurfaces, Surface Surfaces)
{
    /// <summary>Surfaces of a fact.</summary>
    public Surface SurfacesOf(in FactRecord record) => SurfacesOf(record.Place);

    /// <summary>Surfaces of a place; those of the file without one.</summary>
    public Surface SurfacesOf(int place) => place >= 0 && place < PlaceSurfaces.Count ? PlaceSurfaces[place] : Surfaces;
}

/// <summary>Everything that was read from one package: what rules judge and what is stored.</summary>
public sealed record PackageFacts
{
    /// <summary>File name of the input.</summary>
    public required string FileName { get; init; }
    /// <summary>SHA-256 of the input, lower-case hexadecimal.</summary>
    public required string Sha256 { get; init; }
    /// <summary>SHA-512 (base-64) of the package without its signature entry; null for loose files and unreadable packages.</summary>
    public string? ContentHash { get; init; }
    /// <summary>Bytes of the input.</summary>
    public required long Size { get; init; }
    /// <summary><c>nuget</c>, <c>psgallery</c>, or null for loose files.</summary>
    public string? Community { get; init; }
    /// <summary>What the feed says of the package; null when it is not from one.</summary>
    public FeedPackageInfo? Feed { get; init; }
    /// <summary>The manifest; null when there is none or it could not be read.</summary>
    public PackageManifest? Manifest { get; init; }
    /// <summary>All artifacts, the input first, in the order of reading. <see cref="ArtifactInfo.Parent"/> counts in this list.</summary>
    public required IReadOnlyList<LinkedFile> Files { get; init; }
    /// <summary>True when the input holds files of its own; what was found inside a loose file does not make it a container.</summary>
    public bool IsContainer => Files.Any(file => file.Artifact is { Parent: 0, Derived: false });
    /// <summary>All files but the container.</summary>
    public IEnumerable<LinkedFile> Contents => IsContainer ? Files.Skip(1) : Files;
    /// <summary>How code that runs by itself was found to do so.</summary>
    public CodePaths Paths { get; init; } = CodePaths.None;
    /// <summary>Source lines of what assemblies do; null when nothing can tell them.</summary>
    public ISourceLocations? Sources { get; init; }
    /// <summary>Which components are in it, and what is known of them: added after linking, never stored.</summary>
    public PackageComposition Composition { get; init; } = PackageComposition.Unknown;
    /// <summary>All problems, in the order of reading.</summary>
    public required IReadOnlyList<Problem> Problems { get; init; }
    /// <summary>True when something that can run or could hold facts was not read.</summary>
    public required bool Incomplete { get; init; }
}
