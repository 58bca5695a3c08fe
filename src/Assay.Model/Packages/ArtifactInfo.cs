namespace Assay.Model;

/// <summary>What is kept of an artifact after its bytes are gone.</summary>
/// <param name="Path">Chain of names, <c>a.nupkg!tools/b.zip!c.dll</c>; a label, never a file name.</param>
/// <param name="Name">Last name of the chain: the entry name within the container.</param>
/// <param name="Kind">What it is.</param>
/// <param name="Size">Bytes.</param>
/// <param name="Sha256">Lower-case hexadecimal.</param>
/// <param name="Parent">Index of the container or host in the list of artifacts, -1 for the input itself.</param>
/// <param name="Depth">Containers around it; 0 is the input itself.</param>
/// <param name="Derived">True when an analyser found it inside a file (a resource, an encoded command).</param>
public sealed record ArtifactInfo(string Path, string Name, ArtifactKind Kind, long Size, string Sha256, int Parent, int Depth, bool Derived)
{
    /// <summary>How a derived artifact came to be; null for others.</summary>
    public DerivedOrigin? Origin { get; init; }

    /// <summary>Digests that only catalogues list, where the container holds one; null elsewhere.</summary>
    public FileDigests? Digests { get; init; }
}

/// <summary>Digests of a file that catalogues of Windows list besides SHA-256 of the whole file, all in lower-case hexadecimal.</summary>
/// <param name="Sha1">SHA-1 of the content.</param>
public sealed record FileDigests(string Sha1)
{
    /// <summary>SHA-1 and SHA-256 of a Windows image without what a signature changes in it; empty for other files.</summary>
    public IReadOnlyList<string> OfImage { get; init; } = [];

    /// <summary>SHA-1 and SHA-256 of a text with the line breaks of the other systems; empty for other files and where they are mixed.</summary>
    public IReadOnlyList<string> WithOtherLineEnds { get; init; } = [];
}

/// <summary>How a derived artifact was obtained from its host.</summary>
/// <param name="How">What was done to obtain it (<c>base-64</c>, <c>manifest resource, deflate</c>).</param>
/// <param name="HostPlace">Index of the place in the host's <see cref="FileFacts.Places"/> that runs or holds it; <see cref="FactRecord.None"/> for the top level or when that is not known.</param>
/// <param name="Excerpt">The beginning of the text of a script or source; null for anything else, and when the input holds more derived texts than a report keeps.</param>
public sealed record DerivedOrigin(string How, int HostPlace, string? Excerpt)
{
    /// <summary>True when it was decoded from its host: what is in it is recovered.</summary>
    public bool Recovered { get; init; }
}

/// <summary>An artifact while its bytes are at hand: valid only during the visit, as the buffer is used again.</summary>
public readonly ref struct Artifact(ArtifactInfo info, byte[] buffer, int offset, int length)
{
    /// <summary>Path, kind, hash.</summary>
    public ArtifactInfo Info { get; } = info;

    /// <summary>The bytes.</summary>
    public ReadOnlySpan<byte> Bytes { get; } = buffer.AsSpan(offset, length);

    /// <summary>The same bytes for readers that need memory.</summary>
    public ReadOnlyMemory<byte> Memory { get; } = buffer.AsMemory(offset, length);

    /// <summary>What a package signature signs; null for anything else.</summary>
    public IUnsignedPackage? UnsignedPackage { get; init; }

    /// <summary>True when the content was read before and its bytes are not at hand (<see cref="DerivedArtifact.Known"/>).</summary>
    public bool IsKnown { get; init; }
}

/// <summary>Content that an analyser found inside a file and hands back, to go through the same door.</summary>
/// <param name="Name">Label below its host, <c>resource:costura.x.dll</c>.</param>
/// <param name="Bytes">The content, already decompressed where <paramref name="How"/> says so.</param>
/// <param name="How">How it was obtained (<c>manifest resource</c>, <c>manifest resource, deflate</c>).</param>
public sealed record DerivedArtifact(string Name, ReadOnlyMemory<byte> Bytes, string How)
{
    /// <summary>Index of the place of the host's facts that runs it: it runs when that place does. <see cref="FactRecord.None"/> when it belongs to the host as a whole.</summary>
    public int HostPlace { get; init; } = FactRecord.None;

    /// <summary>True when it was decoded from its host: what is in it is recovered.</summary>
    public bool Recovered { get; init; }

    /// <summary>What is known of content that was read before, whose bytes are not at hand; null for content that is.</summary>
    public KnownContent? Known { get; init; }

    /// <summary>Bytes of the content.</summary>
    public long Size => Known?.Size ?? Bytes.Length;
}

/// <summary>What identification and hashing said of content when it was read.</summary>
/// <param name="Kind">What it is; no container.</param>
/// <param name="Size">Bytes.</param>
/// <param name="Sha256">Lower-case hexadecimal.</param>
/// <param name="Excerpt">The beginning of the text of a script or source; null for anything else.</param>
public sealed record KnownContent(ArtifactKind Kind, long Size, string Sha256, string? Excerpt);
