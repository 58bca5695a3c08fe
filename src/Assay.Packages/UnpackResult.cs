using Assay.Model;

namespace Assay.Packages;

/// <summary>Looks at one artifact while its bytes are at hand and hands back content that it found inside.</summary>
/// <param name="index">Index in <see cref="UnpackResult.Artifacts"/>; the input itself has 0.</param>
/// <param name="artifact">The artifact; its bytes are valid only during the visit.</param>
/// <returns>Content that goes through the same door as entries do, with this artifact as its parent.</returns>
public delegate IReadOnlyList<DerivedArtifact> ArtifactVisitor(int index, Artifact artifact);

/// <summary>Tells what an input holds.</summary>
/// <param name="Artifacts">All artifacts, the input first, in the order of reading. One that was not read has an empty hash and was not visited.</param>
/// <param name="Problems">What could not be read, and what installers would read differently.</param>
/// <param name="Sha256">SHA-256 of the input, lower-case hexadecimal.</param>
/// <param name="ContentHash">SHA-512 (base-64) of a NuGet package without its signature entry, as NuGet computes it; null for anything else.</param>
public sealed record UnpackResult(IReadOnlyList<ArtifactInfo> Artifacts, IReadOnlyList<Problem> Problems, string Sha256, string? ContentHash);
