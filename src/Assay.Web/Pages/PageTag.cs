using System.Security.Cryptography;

namespace Assay.Web.Pages;

/// <summary>Validators of answers.</summary>
internal static class PageTag
{
    /// <summary>Gives the first bytes of the SHA-256.</summary>
    public static string Of(ReadOnlySpan<byte> bytes) => Convert.ToHexStringLower(SHA256.HashData(bytes)[..12]);
}
