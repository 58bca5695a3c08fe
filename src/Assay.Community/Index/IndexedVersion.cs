using Assay.Model;

namespace Assay.Community.Index;

/// <summary>Whether a version could be read and is counted.</summary>
public enum VersionState
{
    /// <summary>It was read and judged.</summary>
    Read,
    /// <summary>It could not be read.</summary>
    Unreadable,
    /// <summary>It was read and is no member of the population.</summary>
    NotCounted,
}

/// <summary>A version of a package with everything that the index keeps of it.</summary>
public sealed record IndexedVersion
{
    /// <summary>Package id as the manifest writes it.</summary>
    public required string Id { get; init; }
    /// <summary>Normalised version.</summary>
    public required string Version { get; init; }
    /// <summary>Whether it could be read and is counted.</summary>
    public VersionState State { get; init; }
    /// <summary>Why it could not be read or is not counted.</summary>
    public string? Reason { get; init; }
    /// <summary><c>nuget</c> or <c>psgallery</c>; null when it could not be read.</summary>
    public string? Community { get; init; }
    /// <summary>SHA-256 of the file.</summary>
    public required byte[] Sha256 { get; init; }
    /// <summary>SHA-512 of the file as the feed tells it; null where it does not.</summary>
    public byte[]? Sha512 { get; init; }
    /// <summary>SHA-512 of the package without its signature.</summary>
    public byte[]? ContentHash { get; init; }
    /// <summary>Bytes of the file.</summary>
    public long Size { get; init; }
    /// <summary>When it was published, <c>yyyy-MM-ddTHH:mm:ssZ</c>; null where the feed does not tell.</summary>
    public string? Published { get; init; }
    /// <summary>Whether the feed shows it; null where it does not tell.</summary>
    public bool? Listed { get; init; }
    /// <summary>What the feed says about its deprecation.</summary>
    public string? Deprecated { get; init; }
    /// <summary>The day on which the index read it.</summary>
    public required DateOnly Added { get; init; }
    /// <summary>Tags, in any case and order.</summary>
    public IReadOnlyList<string> Tags { get; init; } = [];
    /// <summary>Ids of packages it depends on, in any case, each as often as one likes.</summary>
    public IReadOnlyList<string> Dependencies { get; init; } = [];
    /// <summary>The verdict of a version that was read.</summary>
    public VerdictStatus Verdict { get; init; }
    /// <summary>Ids of the rules that hold, drafts included, in any order.</summary>
    public IReadOnlyList<string> Rules { get; init; } = [];
    /// <summary>Where it was found: told when other bytes were pinned under its name.</summary>
    public string Source { get; init; } = "";
    /// <summary>What is kept of its facts; null when the index keeps none.</summary>
    public IndexedFacts? Facts { get; init; }
}

/// <summary>The facts of a version as they are stored.</summary>
/// <param name="Extractor">What read them.</param>
/// <param name="Package">The package besides its contents.</param>
/// <param name="Contents">Numbers of its contents, which are in the index before the version is.</param>
/// <param name="Terms">What the version is found by; null when it has none.</param>
public sealed record IndexedFacts(string Extractor, byte[] Package, IReadOnlyList<long> Contents, byte[]? Terms)
{
    /// <summary>Remembers what tried to read a version that could not be read; null in an index that keeps no facts.</summary>
    public static IndexedFacts? None(string? extractor) => extractor is null ? null : new(extractor, [], [], null);
}

/// <summary>What became of a version that was added.</summary>
public enum Addition
{
    /// <summary>It is new.</summary>
    Added,
    /// <summary>It was known with the same bytes, or could not be read before, and was written again.</summary>
    Renewed,
    /// <summary>Other bytes are pinned under its name: nothing but an alarm was stored.</summary>
    Alarm,
}
