using System.Security.Cryptography;
using Assay.Signatures.Authenticode;

namespace Assay.Signatures.StrongNames;

/// <summary>The digest that a strong-name signature covers (ECMA-335 II.6.2.1.3).</summary>
/// <remarks>
/// Hashed are the headers with checksum and entry of the certificate table as zeros, the section headers, and the sections in the order of the table without the signature itself.
/// What fills the headers up to their alignment and what lies behind the sections is not covered.
/// </remarks>
internal static class StrongNameDigest
{
    private const int SectionHeaderSize = 40;

    /// <summary>Hashes the image; null when its headers or sections do not lie in the file, which no runtime accepts.</summary>
    /// <param name="signature">File offset of the signature.</param>
    /// <param name="size">Bytes of the signature.</param>
    public static byte[]? Compute(PeFile file, HashAlgorithmName algorithm, int signature, int size)
    {
        // The headers are hashed with all sixteen directories, however many the file says it has.
        Span<byte> headers = stackalloc byte[PeFile.WideHeaders];
        headers = headers[..(file.IsWide ? PeFile.WideHeaders : PeFile.NarrowHeaders)];
        if (file.Header > file.Memory.Length - headers.Length || file.SectionTable > file.Memory.Length - (file.SectionCount * SectionHeaderSize))
        {
            return null;
        }

        file.Bytes.Slice(file.Header, headers.Length).CopyTo(headers);
        headers.Slice(file.CheckSum - file.Header, 4).Clear();
        headers.Slice(file.Directories - file.Header + (8 * PeFile.CertificateDirectory), 8).Clear();

        using var hash = IncrementalHash.CreateHash(algorithm);
        hash.AppendData(file.Bytes[..file.Header]);
        hash.AppendData(headers);
        hash.AppendData(file.Bytes.Slice(file.SectionTable, file.SectionCount * SectionHeaderSize));

        // Sections that share bytes would make the work a multiple of the file.
        var budget = (long)file.Memory.Length;
        for (var i = 0; i < file.SectionCount; i++)
        {
            var (offset, length) = file.RawData(i);
            budget -= length;
            if (offset > file.Memory.Length || length > file.Memory.Length - offset || budget < 0)
            {
                return null;
            }

            AppendSection(hash, file, (int)offset, (int)(offset + length), signature, signature + size);
        }

        return hash.GetHashAndReset();
    }

    private static void AppendSection(IncrementalHash hash, PeFile file, int start, int end, int signature, int signatureEnd)
    {
        if (signatureEnd <= start || signature >= end)
        {
            hash.AppendData(file.Bytes[start..end]);
            return;
        }

        hash.AppendData(file.Bytes[start..Math.Max(start, signature)]);
        hash.AppendData(file.Bytes[Math.Min(end, signatureEnd)..end]);
    }
}
