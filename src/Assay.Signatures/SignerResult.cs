using Assay.Signatures.Certificates;
using Assay.Signatures.Cms;

namespace Assay.Signatures;

/// <summary>What came out of one signer.</summary>
internal sealed record SignerResult
{
    public required string Role { get; init; }

    public required SignedMessageSigner Signer { get; init; }

    public required SignatureStatus Status { get; init; }

    /// <summary>What is wrong, in a word; null when nothing is.</summary>
    public string? Reason { get; init; }

    /// <summary>The signer's certificate; null when the message does not hold it.</summary>
    public required Certificate? Certificate { get; init; }

    /// <summary>Null when there is no certificate or nothing is verified.</summary>
    public CertificateChain? Chain { get; init; }

    /// <summary>Certificates of other authorities for the chain's root or for an authority of the chain.</summary>
    public IReadOnlyList<Certificate> CrossCertificates { get; init; } = [];

    /// <summary>True when the message asked for more checks than it may cost, so that some were left out.</summary>
    public bool IsBudgetExhausted { get; init; }

    public IReadOnlyList<TimestampResult> Timestamps { get; init; } = [];

    /// <summary>Time stamps there are, those that were not looked at too.</summary>
    public int TimestampCount { get; init; }

    /// <summary>The time stamp that counts: the first that holds and whose authority is known, else the first that holds.</summary>
    public TimestampResult? Timestamp => Timestamps.FirstOrDefault(stamp => stamp is { Status: SignatureStatus.Valid, Chain.Trust: ChainTrust.Trusted }) ?? Timestamps.FirstOrDefault(stamp => stamp.Status == SignatureStatus.Valid);

    /// <summary>When it was signed, as a time stamp proves; null without a good one.</summary>
    public DateTimeOffset? SignedAt => Timestamp?.Time;
}

/// <summary>What came out of one time stamp.</summary>
/// <param name="Kind"><c>rfc3161</c> or <c>pkcs9</c>.</param>
/// <param name="Status">Whether it stamps this signature.</param>
/// <param name="Time">When; null when it could not be read.</param>
/// <param name="Digest">Object identifier of the digest that its authority signed with; null when it could not be read.</param>
/// <param name="Imprint">Object identifier of the digest of what was stamped; null for the old form, which has none of its own.</param>
/// <param name="Certificate">The authority's certificate.</param>
/// <param name="Chain">The chain of the authority's certificate.</param>
/// <param name="Irregularities">Parts of the token that are not as the format asks.</param>
internal sealed record TimestampResult(string Kind, SignatureStatus Status, DateTimeOffset? Time, string? Digest, string? Imprint, Certificate? Certificate, CertificateChain? Chain, IReadOnlyList<string> Irregularities);
