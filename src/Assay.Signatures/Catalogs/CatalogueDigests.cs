using System.Security.Cryptography;
using Assay.Model;
using Assay.Signatures.Authenticode;

namespace Assay.Signatures.Catalogs;

/// <summary>Computes the digests by which a catalogue may list a file.</summary>
/// <remarks>
/// CryptCATAdminCalcHashFromFileHandle2 takes the image digest of a Windows image and the plain one of every other file, scripts too, whether they are signed or not
/// (measured on catalogues that makecat and New-FileCatalog made).
/// </remarks>
public static class CatalogueDigests
{
    /// <summary>Adds the digests that need the content.</summary>
    public static FileDigests Complete(FileDigests digests, ReadOnlyMemory<byte> content, ArtifactKind kind) => kind switch
    {
        ArtifactKind.ManagedAssembly or ArtifactKind.NativeImage => digests with { OfImage = OfImage(content) },
        ArtifactKind.Media or ArtifactKind.Unknown or ArtifactKind.Elf or ArtifactKind.MachO or ArtifactKind.Zip or ArtifactKind.NuGetPackage or ArtifactKind.OtherArchive or ArtifactKind.Catalogue => digests,
        _ => digests with { WithOtherLineEnds = WithOtherLineEnds(content.Span) },
    };

    private static string[] OfImage(ReadOnlyMemory<byte> image) => PeFile.TryRead(image) is not { } file ? [] :
    [
        Convert.ToHexStringLower(file.Digest(HashAlgorithmName.SHA1)),
        Convert.ToHexStringLower(file.Digest(HashAlgorithmName.SHA256)),
    ];

    // Version control gives all lines of a text the one or the other end.
    private static string[] WithOtherLineEnds(ReadOnlySpan<byte> text)
    {
        var all = text.Count((byte)'\n');
        var returns = text.Count("\r\n"u8);
        if (all == 0 || (returns != 0 && returns != all))
        {
            return [];
        }

        var removes = returns == all;
        using var old = IncrementalHash.CreateHash(HashAlgorithmName.SHA1);
        using var current = IncrementalHash.CreateHash(HashAlgorithmName.SHA256);
        while (text.IndexOf((byte)'\n') is >= 0 and var end)
        {
            Append(text[..(removes ? end - 1 : end)]);
            Append(removes ? "\n"u8 : "\r\n"u8);
            text = text[(end + 1)..];
        }

        Append(text);
        return [Convert.ToHexStringLower(old.GetHashAndReset()), Convert.ToHexStringLower(current.GetHashAndReset())];

        void Append(ReadOnlySpan<byte> part)
        {
            old.AppendData(part);
            current.AppendData(part);
        }
    }
}
