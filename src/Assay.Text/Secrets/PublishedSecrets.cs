using System.Collections.Frozen;
using System.Security.Cryptography;
using System.Text;

namespace Assay.Text.Secrets;

/// <summary>Knows secrets that everybody has: examples of documentation, keys of emulators and test systems. They are kept as hashes, so that no scanner finds them here.</summary>
internal static class PublishedSecrets
{
    // The first 16 bytes of SHA-256 over the value without blanks and line breaks.
    private static readonly FrozenSet<string> Hashes = FrozenSet.Create(StringComparer.Ordinal,
        // AWS documentation, key id.
        "1a5d44a2dca19669d72edf4c4f1c27c4",
        // AWS documentation, key id.
        "c6ea27c534f993d31f0aef882e3d200e",
        // AWS documentation, temporary key id.
        "cb20d34a7adda2f5d2043836051e242f",
        // AWS documentation, secret key.
        "78314b11be2e581549ac1c4f616563fa",
        // AWS documentation, secret key.
        "e21b597ba6b9cafa59d9ebc4d65c0385",
        // Azurite, storage emulator.
        "0011cc25eb4320717494d2703e8cba85",
        // Cosmos DB emulator.
        "aa6547439583c3a275d4542a0df6c1ad",
        // Stripe documentation.
        "2cafc0970149a84f3b9e62eaf169f36f",
        // Stripe documentation.
        "f2d6ca16515033e5dce14eba840b979d",
        // jwt.io.
        "7f75367e7881255134e1375e723d1dea",
        // jwt.io.
        "da816f9f2c16e6c5390e7636cadc40c4",
        // RFC 7519.
        "8d4ef6536dc8895f256c1e0d95dcd197",
        // RFC 7515, symmetric key.
        "8b1b17a9740c068accab5c3d0d652c8e",
        // Telegram documentation.
        "0b5dd075ccdd03c42f4edda8e299e683",
        // RFC 7617, and the page about it in the documentation of the web platform.
        "cf4d418ed3de92d71f767db5391d5a2d",
        "73f71af093fdf1541b2c376f03436d71",
        // Vagrant, insecure key.
        "3ad8f14b04b634983ece3710397663e9",
        // Vagrant, insecure key.
        "b8456d4446be077c2158e8a931776329");

    /// <summary>True when the value is one of them.</summary>
    public static bool Contains(ReadOnlySpan<byte> value) => Hashes.Contains(Convert.ToHexStringLower(SHA256.HashData(value).AsSpan(0, 16)));

    /// <summary>Gives the letters of a key alone: neither line breaks nor quotes nor their escapes.</summary>
    public static byte[] WithoutBlanks(ReadOnlySpan<byte> body)
    {
        var text = Encoding.Latin1.GetString(body).Replace("\\n", "", StringComparison.Ordinal).Replace("\\r", "", StringComparison.Ordinal);
        return [.. text.Where(letter => char.IsAsciiLetterOrDigit(letter) || letter is '+' or '/' or '=').Select(letter => (byte)letter)];
    }
}
