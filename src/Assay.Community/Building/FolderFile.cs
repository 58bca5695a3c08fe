using System.Security.Cryptography;
using Assay.Community.Index;
using Assay.Packages;
using NuGet.Versioning;

namespace Assay.Community.Building;

/// <summary>A file of a folder: whose package it is, and what the index knows of it.</summary>
/// <param name="Location">Where it lies.</param>
/// <param name="Name">Lower-case id; null when nothing tells it.</param>
/// <param name="Version">Normalised version, lower-case; null when nothing tells it.</param>
/// <param name="Sha256">Its bytes; null when they could not be read.</param>
/// <param name="Size">How many these are.</param>
/// <param name="Defect">Why it is not read; null when it can be.</param>
internal sealed record FolderFile(PackageLocation Location, string? Name, string? Version, byte[]? Sha256, long Size, string? Defect)
{
    private const string NoManifest = "Its manifest, or the version in it, cannot be read.";

    /// <summary>Tells what a file is; one whose bytes the index knows under the same extractor is not opened as a package.</summary>
    public static FolderFile Identify(PackageLocation location, KnownVersions known, string? extractor, CancellationToken cancellation)
    {
        try
        {
            var file = location.Open();
            var sha256 = SHA256.HashData(file.Bytes);
            if (known.ByBytes(sha256) is { } before && string.Equals(before.Extractor, extractor, StringComparison.Ordinal))
            {
                return new FolderFile(location, before.Name, before.Version, sha256, file.Size, null);
            }

            if (ManifestLookup.Find(file, UnpackBudget.Default, cancellation) is { } manifest && NuGetVersion.TryParse(manifest.Version, out var version))
            {
                return new FolderFile(location, manifest.Id.ToLowerInvariant(), version.ToNormalizedString().ToLowerInvariant(), sha256, file.Size, null);
            }

            var (name, text) = ByFileName(Path.GetFileNameWithoutExtension(location.Path));
            return new FolderFile(location, name, text, sha256, file.Size, NoManifest);
        }
        catch (PackageSourceException exception)
        {
            return new FolderFile(location, null, null, null, 0, exception.Message);
        }
    }

    // `A.B.1.0.0`: the id ends where what follows is a version.
    private static (string? Name, string? Version) ByFileName(string name)
    {
        for (var dot = name.IndexOf('.', StringComparison.Ordinal); dot > 0; dot = name.IndexOf('.', dot + 1))
        {
            if (dot + 1 < name.Length && char.IsAsciiDigit(name[dot + 1]) && NuGetVersion.TryParse(name[(dot + 1)..], out var version))
            {
                return (name[..dot].ToLowerInvariant(), version.ToNormalizedString().ToLowerInvariant());
            }
        }

        return (null, null);
    }
}
