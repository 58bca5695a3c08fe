using System.Buffers.Text;
using System.IO.Compression;
using System.Text;

namespace Assay.DotNet.Recovery;

/// <summary>Programs in base-64, compression and exclusive or with one byte, by how they begin.</summary>
internal static class EncodedContent
{
    private const int MaximumBytes = 16 * 1024 * 1024;
    private const int ShortestContent = 64;

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
            (content, how) = (unpacked, "base-64, deflate");
            return true;
        }

        return false;
    }

    /// <summary>Decodes a resource that is no program as it stands.</summary>
    public static bool TryDecode(ReadOnlySpan<byte> resource, out byte[] content, out string how)
    {
        content = [];
        how = "";
        if (resource.Length is < ShortestContent or > MaximumBytes)
        {
            return false;
        }

        if (resource.StartsWith("TV"u8) || resource.StartsWith("H4sI"u8))
        {
            return TryDecode(Encoding.ASCII.GetString(resource), out content, out how);
        }

        // k ^ 'M', k ^ 'Z': the key of an image; k ^ 1F, k ^ 8B, k ^ 08: that of its compressed form.
        var key = (byte)(resource[0] ^ (byte)'M');
        if (key != 0 && (resource[1] ^ key) == 'Z')
        {
            content = Combine(resource, key);
            how = $"XOR 0x{key:X2}";
            return ExecutableContent.IsImage(content);
        }

        key = (byte)(resource[0] ^ 0x1F);
        if ((resource[1] ^ key) != 0x8B || (resource[2] ^ key) != 0x08 || TryUnzip(key == 0 ? resource.ToArray() : Combine(resource, key)) is not { } unpacked)
        {
            return false;
        }

        content = unpacked;
        how = key == 0 ? "deflate" : $"XOR 0x{key:X2}, deflate";
        return key != 0 && ExecutableContent.IsExecutable(unpacked);
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

    private static byte[] Combine(ReadOnlySpan<byte> content, byte key)
    {
        var bytes = content.ToArray();
        for (var i = 0; i < bytes.Length; i++)
        {
            bytes[i] ^= key;
        }

        return bytes;
    }

    private static byte[]? TryUnzip(byte[] packed)
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
