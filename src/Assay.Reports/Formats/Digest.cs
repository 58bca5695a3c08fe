namespace Assay.Reports;

/// <summary>Tells digests from other texts: reports that were read from a file may hold anything.</summary>
internal static class Digest
{
    public static bool IsSha256(string? text) => text is { Length: 64 } && text.All(char.IsAsciiHexDigit);

    /// <summary>Gives a SHA-512 as hexadecimal from base-64; null for anything else.</summary>
    public static string? Sha512(string? base64)
    {
        Span<byte> bytes = stackalloc byte[64];
        return base64 is { Length: 88 } && Convert.TryFromBase64String(base64, bytes, out var length) && length == 64 ? Convert.ToHexStringLower(bytes) : null;
    }
}
