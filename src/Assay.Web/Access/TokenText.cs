using System.Numerics;
using System.Security.Cryptography;
using System.Text;

namespace Assay.Web.Access;

/// <summary>Tokens as their owners hold them: <c>assay_</c>, 256 random bits in 43 digits, 6 digits that check the rest.</summary>
/// <remarks>The prefix and the check let scanners for secrets tell a token from any other text, and the server refuse a mistyped one without a look into the database.</remarks>
internal static class TokenText
{
    /// <summary>What every token begins with.</summary>
    public const string Prefix = "assay_";

    private const string Digits = "0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz";
    private const int RandomBytes = 32;
    private const int RandomDigits = 43;
    private const int CheckDigits = 6;

    /// <summary>Makes a new one.</summary>
    public static string Create()
    {
        var random = Prefix + Write(new BigInteger(RandomNumberGenerator.GetBytes(RandomBytes), isUnsigned: true), RandomDigits);
        return random + Check(random);
    }

    /// <summary>Whether a text can be a token.</summary>
    public static bool IsWellFormed(string text) =>
        text.Length == Prefix.Length + RandomDigits + CheckDigits && text.StartsWith(Prefix, StringComparison.Ordinal) && text.EndsWith(Check(text[..^CheckDigits]), StringComparison.Ordinal);

    /// <summary>What is kept of a token. It needs no salt: nobody guesses 256 random bits.</summary>
    public static byte[] Hash(string text) => SHA256.HashData(Encoding.UTF8.GetBytes(text));

    private static string Check(string text) => Write(new BigInteger(Hash(text).AsSpan(0, sizeof(uint)), isUnsigned: true), CheckDigits);

    private static string Write(BigInteger number, int length) => string.Create(length, number, static (text, rest) =>
    {
        for (var place = text.Length - 1; place >= 0; place--)
        {
            rest = BigInteger.DivRem(rest, Digits.Length, out var digit);
            text[place] = Digits[(int)digit];
        }
    });
}
