using System.Buffers;
using System.Buffers.Text;

namespace Assay.Text.Secrets;

/// <summary>Decodes base 64 as it stands in files.</summary>
internal static class Base64Text
{
    /// <summary>Longest text that is decoded.</summary>
    public const int MaximumLength = 64 * 1024;

    /// <summary>Decodes base 64 for URLs, padded or not (RFC 4648 5); empty when it is none.</summary>
    public static byte[] DecodeUrl(ReadOnlySpan<byte> text)
    {
        text = text.TrimEnd((byte)'=');
        if (text.IsEmpty || text.Length > MaximumLength)
        {
            return [];
        }

        var bytes = new byte[(text.Length * 3 / 4) + 3];
        return Base64Url.DecodeFromUtf8(text, bytes, out _, out var written) == OperationStatus.Done ? bytes[..written] : [];
    }

    /// <summary>Decodes base 64 that may be broken into lines, also as <c>\n</c> in a constant, and quoted; empty when anything else stands in it.</summary>
    public static byte[] DecodeLines(ReadOnlySpan<byte> text)
    {
        if (text.Length > MaximumLength)
        {
            return [];
        }

        var letters = new byte[text.Length];
        var count = 0;
        for (var i = 0; i < text.Length; i++)
        {
            var value = text[i];
            if (value == '\\' && i + 1 < text.Length && text[i + 1] is (byte)'n' or (byte)'r' or (byte)'t')
            {
                i++;
            }
            else if (char.IsAsciiLetterOrDigit((char)value) || value is (byte)'+' or (byte)'/' or (byte)'=')
            {
                letters[count++] = value;
            }
            else if (value is not ((byte)' ' or (byte)'\t' or (byte)'\r' or (byte)'\n' or (byte)'"' or (byte)'\'' or (byte)',' or (byte)'\\'))
            {
                return [];
            }
        }

        var bytes = new byte[(count * 3 / 4) + 3];
        return Base64.DecodeFromUtf8(letters.AsSpan(0, count), bytes, out _, out var written) == OperationStatus.Done ? bytes[..written] : [];
    }
}
