using Assay.Model;
using Assay.Packages.Zip;

namespace Assay.Packages.Identification;

/// <summary>Recognises zips, and packages among them by the manifest in their root.</summary>
internal static class ZipSignatures
{
    private static readonly string[] Extensions = [".nupkg", ".snupkg", ".zip", ".vsix", ".jar", ".apk", ".aar", ".whl"];

    public static ArtifactKind? Identify(ReadOnlySpan<byte> bytes, ReadOnlySpan<char> file)
    {
        var startsAsZip = bytes.StartsWith("PK\u0003\u0004"u8) || bytes.StartsWith("PK\u0005\u0006"u8);
        if (!startsAsZip && !ClaimsZip(file))
        {
            return null;
        }

        var endRecords = EndRecordSearch.Find(bytes);
        foreach (var position in endRecords)
        {
            if (EndRecords.TryRead(bytes, position, out var ends))
            {
                return HasManifest(bytes, ends) ? ArtifactKind.NuGetPackage : ArtifactKind.Zip;
            }
        }

        return startsAsZip || endRecords.Count > 0 ? ArtifactKind.Zip : null;
    }

    private static bool ClaimsZip(ReadOnlySpan<char> file)
    {
        foreach (var extension in Extensions)
        {
            if (file.EndsWith(extension, StringComparison.OrdinalIgnoreCase))
            {
                return true;
            }
        }

        return false;
    }

    private static bool HasManifest(ReadOnlySpan<byte> bytes, EndRecords ends)
    {
        var position = ends.DirectoryStart;
        while (ZipSignature.At(bytes, position, ZipSignature.CentralHeader) && CentralHeader.TryRead(bytes, position, ends.DirectoryLimit, out var header))
        {
            if (IsManifestName(header.Name))
            {
                return true;
            }

            position += header.TotalSize;
        }

        return false;
    }

    /// <summary>A name in the root that ends in <c>.nuspec</c>, percent-encoded ones as well.</summary>
    private static bool IsManifestName(ReadOnlySpan<byte> name)
    {
        if (name.Length > 512 || (!name.Contains((byte)'%') && (name.Contains((byte)'/') || name.Length < 7)))
        {
            return false;
        }

        var path = Unpacking.EntryPath.Canonical(System.Text.Encoding.UTF8.GetString(name));
        return path.EndsWith(".nuspec", StringComparison.OrdinalIgnoreCase) && !path.Contains('/', StringComparison.Ordinal);
    }
}
