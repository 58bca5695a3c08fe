using System.Security.Cryptography;

namespace Assay.Reports;

/// <summary>Names documents after what they say: equal content has equal names.</summary>
internal static class ContentId
{
    /// <summary>Writes a document twice: first to learn its digest, then with the UUID that follows from it (RFC 9562, 5.8, as in appendix B.2).</summary>
    /// <param name="write">Writes the document; the name is null the first time.</param>
    /// <param name="output">Takes the document.</param>
    public static void Write(Action<string?, Stream> write, Stream output)
    {
        using var hash = SHA256.Create();
        using (var nameless = new CryptoStream(Stream.Null, hash, CryptoStreamMode.Write))
        {
            write(null, nameless);
        }

        var digest = hash.Hash.AsSpan(0, 16);
        digest[6] = (byte)((digest[6] & 0x0F) | 0x80);
        digest[8] = (byte)((digest[8] & 0x3F) | 0x80);
        write(new Guid(digest, bigEndian: true).ToString("D"), output);
    }
}
