using Assay.Model;

namespace Assay.Reports;

/// <summary>What a signature is worth to somebody who relies on it.</summary>
internal enum SignatureWorth
{
    /// <summary>It fits, and a trusted authority stands behind it.</summary>
    Good,
    /// <summary>It was not verified.</summary>
    Open,
    /// <summary>It fits, and nobody who is trusted says whose it is.</summary>
    Doubtful,
    /// <summary>It does not fit.</summary>
    Bad,
}

/// <summary>The words about signatures, for all outputs.</summary>
internal static class SignatureText
{
    /// <summary>Judges a status and trust as the verifier states them, and says both in words.</summary>
    public static (SignatureWorth Worth, string Words) Of(string? status, string? trust) => (status, trust) switch
    {
        ("valid", "trusted") => (SignatureWorth.Good, "valid, trusted"),
        ("valid", "self-signed") => (SignatureWorth.Doubtful, "valid, self-issued certificate"),
        ("valid", "unknown-root") => (SignatureWorth.Doubtful, "valid, authority not known"),
        ("valid", "incomplete") => (SignatureWorth.Doubtful, "valid, authority missing"),
        ("valid", "invalid") => (SignatureWorth.Doubtful, "fits, certificate not valid"),
        ("valid", _) => (SignatureWorth.Open, "valid, certificate not judged"),
        ("digest-mismatch", _) => (SignatureWorth.Bad, "content was changed"),
        ("invalid", _) => (SignatureWorth.Bad, "not valid"),
        ("unsupported", _) => (SignatureWorth.Open, "not supported"),
        _ => (SignatureWorth.Open, "not verified"),
    };

    /// <summary>Names a role as people say it.</summary>
    public static string Role(string role) => role switch
    {
        "authenticode" => "programs",
        "script" => "scripts",
        "opc" => "packaging",
        _ => role,
    };

    /// <summary>Says how much of the code is signed; null when there is none that could be.</summary>
    public static string? Coverage(ReportedSigning signing) => signing.Files == 0 ? null
        : signing.Unsigned == signing.Files ? $"{(signing.Files == 1 ? "The one file with code carries" : $"All {Quantity.Of(signing.Files, "file")} with code carry")} no signature."
        : string.Join(", ",
            new[]
            {
                $"{signing.Signed} of {Quantity.Of(signing.Files, "file")} with code signed",
                signing.Broken > 0 ? $"{signing.Broken} with a signature that does not fit" : null,
                signing.Unverified > 0 ? $"{signing.Unverified} not verified" : null,
                signing.Unsigned > 0 ? $"{signing.Unsigned} not signed" : null,
            }.Where(part => part is not null)) + ".";

    /// <summary>The day of a time as facts spell it.</summary>
    public static string? Day(string? time) => time is { Length: >= 10 } ? time[..10] : time;

    /// <summary>Says when signatures were made, by their time stamps.</summary>
    public static string Stamped(ReportedSigner signer) => (Day(signer.SignedFrom), Day(signer.SignedUntil)) switch
    {
        (null, _) or (_, null) => "no time stamp",
        var (from, until) when from == until => $"stamped {from}",
        var (from, until) => $"stamped {from} to {until}",
    };

    /// <summary>Names the owner of a certificate with the organisation where that says more.</summary>
    public static string Name(ReportedSigner signer) => signer.Organization is { Length: > 0 } organization && !signer.Name.Contains(organization, StringComparison.OrdinalIgnoreCase) ? $"{signer.Name} ({organization})" : signer.Name;

    /// <summary>Gives the owners that a repository vouched for; none for other signers.</summary>
    public static IReadOnlyList<string> Owners(PackageReport report, ReportedSigner signer) =>
        report.Signatures.FirstOrDefault(signature => signature.Role == signer.Role && signature.Thumbprint == signer.Thumbprint && signature.Owners is not null)?.Owners ?? [];
}
