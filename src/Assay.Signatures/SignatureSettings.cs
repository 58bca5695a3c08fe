using Assay.Signatures.Certificates;

namespace Assay.Signatures;

/// <summary>What signatures are verified against. Nothing here is read from the machine or the network.</summary>
public sealed record SignatureSettings
{
    /// <summary>Verifies against the bundled roots.</summary>
    public static SignatureSettings Default { get; } = new();

    /// <summary>Verifies nothing: signatures are stated as they describe themselves.</summary>
    public static SignatureSettings Off { get; } = new() { Verify = false };

    /// <summary>Whether signatures are verified.</summary>
    public bool Verify { get; init; } = true;

    /// <summary>Authorities that are trusted; null for the bundled list.</summary>
    public TrustedRoots? Roots { get; init; }

    /// <summary>Revocation lists besides those that signatures carry.</summary>
    public IReadOnlyList<RevocationList> RevocationLists { get; init; } = [];

    /// <summary>SHA-256 thumbprints (lower-case hexadecimal digits) of certificates that are not accepted, besides the bundled ones.</summary>
    public IReadOnlyCollection<string> DeniedThumbprints { get; init; } = [];

    /// <summary>A text that is the same for settings that verify alike: what was read under one is kept apart from what was read under another.</summary>
    public string Identity => string.Join('\n',
    [
        Verify ? "verify" : "off",
        Roots is null ? "bundled roots" : string.Join(' ', Roots.All.Select(root => root.Thumbprint).Order(StringComparer.Ordinal)),
        string.Join(' ', RevocationLists.Select(list => list.Digest).Order(StringComparer.Ordinal)),
        string.Join(' ', DeniedThumbprints.Order(StringComparer.Ordinal)),
    ]);
}
