using System.Security.Cryptography;

namespace Assay.Signatures.Authenticode;

/// <summary>The digest of a PE image: "Windows Authenticode Portable Executable Signature Format", Calculating the PE Image Hash.</summary>
/// <remarks>
/// <code>
/// | headers | checksum | headers | entry of the certificate table | headers, sections, data behind them | certificate table | data behind it |
/// |  hashed |          |  hashed |                                |              hashed                 |                   |    hashed      |
/// </code>
/// Sections follow each other in the file as linkers write them, so that hashing them in the order of their offsets and then what no section names is hashing the file from its beginning to its end.
/// </remarks>
internal static class ImageDigest
{
    // A certificate table begins at a multiple of eight bytes: before one is appended the file is filled up with zeros.
    private const int TableAlignment = 8;

    public static byte[] Compute(PeFile file, HashAlgorithmName algorithm, bool withDataBehindTable = true)
    {
        using var hash = IncrementalHash.CreateHash(algorithm);
        AppendHeaders(hash, file, out var next);
        if (!file.HasWholeTable)
        {
            hash.AppendData(file.Bytes[next..]);
            Fill(hash, file.Memory.Length);
            return hash.GetHashAndReset();
        }

        var table = Math.Max(next, (int)file.TableStart);
        hash.AppendData(file.Bytes[next..table]);
        if (withDataBehindTable)
        {
            hash.AppendData(file.Bytes[(int)(file.TableStart + file.TableSize)..]);
        }

        return hash.GetHashAndReset();
    }

    /// <summary>Hashes from the beginning to the entry of the certificate table, without checksum and entry; <paramref name="next"/> is where the rest begins.</summary>
    internal static void AppendHeaders(IncrementalHash hash, PeFile file, out int next)
    {
        hash.AppendData(file.Bytes[..file.CheckSum]);
        next = file.CheckSum + 4;
        if (file.DirectoryCount <= PeFile.CertificateDirectory)
        {
            return;
        }

        var entry = file.Directories + (8 * PeFile.CertificateDirectory);
        hash.AppendData(file.Slice(next, entry - next));
        next = Math.Min(entry + 8, file.Memory.Length);
    }

    private static void Fill(IncrementalHash hash, int length)
    {
        Span<byte> zeros = stackalloc byte[TableAlignment];
        zeros.Clear();
        hash.AppendData(zeros[..(-length & (TableAlignment - 1))]);
    }
}
