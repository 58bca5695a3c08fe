using System.Text;
using Assay.Text.Scripts;

namespace Assay.Text.Batch;

/// <summary>Decodes base-64 that <c>certutil -decode</c> takes: lines with or without the marks of a certificate around them.</summary>
internal static class EncodedBlocks
{
    private const int MaximumBlocks = 16;
    private const int MaximumCharacters = 64 * 1024 * 1024;

    /// <summary>Hands back every block of the file that is marked as a certificate and is none.</summary>
    public static void Write(string text, ScriptFacts facts)
    {
        var from = 0;
        for (var i = 0; i < MaximumBlocks; i++)
        {
            var start = text.IndexOf("-----BEGIN CERTIFICATE-----", from, StringComparison.Ordinal);
            var end = start < 0 ? -1 : text.IndexOf("-----END CERTIFICATE-----", start, StringComparison.Ordinal);
            if (end < 0)
            {
                return;
            }

            // A real certificate is a DER sequence (X.690 8.9).
            if (Decode(text[(start + 27)..end]) is { Length: > 0 } bytes && bytes[0] != 0x30)
            {
                facts.Position = start;
                facts.AddDerived("Decoded", ".bin", bytes, "base-64 block of the file", recovered: true);
            }

            from = end + 25;
        }
    }

    /// <summary>Decodes lines; null when they are no base-64.</summary>
    public static byte[]? Decode(string text)
    {
        if (text.Length > MaximumCharacters)
        {
            return null;
        }

        var digits = new StringBuilder(text.Length);
        foreach (var line in text.AsSpan().EnumerateLines())
        {
            if (!line.StartsWith("-----"))
            {
                digits.Append(line.Trim());
            }
        }

        var bytes = new byte[(digits.Length * 3 / 4) + 4];
        return digits.Length >= 4 && Convert.TryFromBase64String(digits.ToString(), bytes, out var length) ? bytes[..length] : null;
    }
}
