using System.Buffers.Text;
using System.IO.Compression;
using System.Text;

namespace Assay.DotNet.Recovery;

/// <summary>Programs in base-64 and compression, by how they begin.</summary>
internal static class EncodedContent
{
    private const int MaximumBytes = 16 * 1024 * 1024;

    /// <summary>Decodes a text that is a program, or compressed data that is one.</summary>
    public static bool TryDecode(string text, out byte[] content, out string how)
    {
        how = "base-64";
        content = [];
        if (text.Length > MaximumBytes || !TryFromBase64(text, out var bytes))
        {
            return false;
        }

        content = bytes;
        if (ExecutableContent.IsExecutable(bytes))
        {
            return true;
        }

        if (TryUnzip(bytes) is { } unpacked && ExecutableContent.IsExecutable(unpacked))
        {
            (content, how) = (unpacked, "base-64, compression");
            return true;
        }

        return false;
    }

    /// <summary>The text of an encoded command: base-64 over UTF-16; null when it is none.</summary>
    public static string? TryDecodeCommand(string text) =>
        text.Length <= MaximumBytes && TryFromBase64(text, out var bytes) && bytes.Length % 2 == 0 ? Encoding.Unicode.GetString(bytes) : null;

    private static bool TryFromBase64(string text, out byte[] bytes)
    {
        bytes = [];
        if (!Base64.IsValid(text, out var length))
        {
            return false;
        }

        bytes = new byte[length];
        return Convert.TryFromBase64String(text, bytes, out _);
    }

    /// <summary>Unpacks gzip (RFC 1952); null when it is none, or larger than the limit.</summary>
    public static byte[]? TryUnzip(byte[] packed)
    {
        if (!packed.AsSpan().StartsWith((ReadOnlySpan<byte>)[0x1F, 0x8B, 0x08]))
        {
            return null;
        }

        try
        {
            using var unpacking = new GZipStream(new MemoryStream(packed, writable: false), CompressionMode.Decompress);
            using var output = new MemoryStream();
            var buffer = new byte[16 * 1024];
            for (int read; (read = unpacking.Read(buffer)) > 0;)
            {
                output.Write(buffer, 0, read);
                if (output.Length > MaximumBytes)
                {
                    return null;
                }
            }

            return output.ToArray();
        }
        catch (InvalidDataException)
        {
            // Begins like compressed data and is none.
            return null;
        }
    }
}
