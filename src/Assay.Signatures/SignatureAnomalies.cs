using System.Globalization;
using Assay.Model;
using Assay.Signatures.Certificates;
using Assay.Signatures.Cms;

namespace Assay.Signatures;

/// <summary>States what is wrong with signatures and their time stamps; certificates have their own.</summary>
internal static class SignatureAnomalies
{
    // A signature renewed before its first time stamp expires has two, for two digests four.
    private const int SensibleTimestamps = 4;

    private static readonly HashSet<string> KnownUnsigned = new(StringComparer.Ordinal)
    {
        ObjectIds.CounterSignature,
        ObjectIds.TimestampToken,
        ObjectIds.AuthenticodeTimestampToken,
        ObjectIds.NestedSignature,
        // Sealing: a second signature over the first and its time stamp.
        "1.3.6.1.4.1.311.2.4.3",
        "1.3.6.1.4.1.311.2.4.4",
        // Certificates and revocation data for the long term (RFC 5126 6.2, 6.3), and the same as the first PDF readers wrote it.
        "1.2.840.113549.1.9.16.2.21",
        "1.2.840.113549.1.9.16.2.22",
        "1.2.840.113549.1.9.16.2.23",
        "1.2.840.113549.1.9.16.2.24",
        "1.2.840.113549.1.9.16.2.25",
        "1.2.840.113549.1.9.16.2.26",
        "1.2.840.113549.1.9.16.2.27",
        "1.2.840.113549.1.9.16.2.48",
        "0.4.0.1733.2.4",
        "1.2.840.113583.1.1.8",
    };

    /// <summary>Writes the anomalies of all signers of one message.</summary>
    /// <param name="results">The signers.</param>
    /// <param name="unreadableCertificates">Certificates of the message that could not be decoded.</param>
    /// <param name="irregularities">Parts of the message that are not as the format asks.</param>
    /// <param name="facts">Where to.</param>
    /// <param name="difference">What alone makes the content differ from the signed one, as an argument; without a value when it is not known.</param>
    public static void Write(IReadOnlyList<SignerResult> results, int unreadableCertificates, IReadOnlyList<string> irregularities, SignatureFacts facts, Argument difference = default)
    {
        foreach (var result in results)
        {
            Write(result, difference, facts);
        }

        foreach (var irregularity in irregularities.Concat(results.SelectMany(result => result.Timestamps).SelectMany(stamp => stamp.Irregularities)).Distinct(StringComparer.Ordinal))
        {
            facts.Anomaly("signature-structure-irregular", new Argument("role", results.Count > 0 ? results[0].Role : null), new Argument("reason", irregularity));
        }

        if (results.Any(result => result.IsBudgetExhausted))
        {
            facts.Anomaly("signature-structure-irregular", new Argument("role", results[0].Role), new Argument("reason", "too-many-checks"));
        }

        if (unreadableCertificates > 0)
        {
            facts.Anomaly("signature-malformed", new Argument("role", results.Count > 0 ? results[0].Role : null), new Argument("reason", "certificate"));
        }
    }

    private static void Write(SignerResult result, Argument difference, SignatureFacts facts)
    {
        var role = new Argument("role", result.Role);
        var signer = Signer(result.Certificate);
        switch (result.Status)
        {
            case SignatureStatus.DigestMismatch:
            case SignatureStatus.Invalid when result.Reason == SignerOutcome.WrongValue:
                facts.Anomaly("signature-digest-mismatch", role, signer, new Argument("reason", result.Reason), difference);
                break;
            case SignatureStatus.Invalid:
                facts.Anomaly("signature-malformed", role, signer, new Argument("reason", result.Reason));
                break;
            case SignatureStatus.Unsupported:
                facts.Anomaly("signature-unsupported", role, signer, new Argument("reason", result.Reason));
                break;
        }

        if (result.TimestampCount == 0)
        {
            facts.Anomaly("signature-without-timestamp", role, signer);
        }
        else if (result.TimestampCount > SensibleTimestamps)
        {
            facts.Anomaly("signature-timestamped-too-often", role, signer, new Argument("count", result.TimestampCount.ToString(CultureInfo.InvariantCulture)));
        }

        foreach (var stamp in result.Timestamps)
        {
            Write(stamp, role, facts);
        }

        foreach (var attribute in result.Signer.UnsignedAttributes)
        {
            if (!KnownUnsigned.Contains(attribute.Type))
            {
                var size = attribute.Values.Sum(value => value.Length);
                facts.Anomaly("signature-excluded-content", role, signer, new Argument("oid", attribute.Type), new Argument("size", size.ToString(CultureInfo.InvariantCulture)));
            }
        }
    }

    private static void Write(TimestampResult stamp, Argument of, SignatureFacts facts)
    {
        var role = new Argument("role", "timestamp");
        var signer = Signer(stamp.Certificate);
        var stamped = new Argument("of", of.Value);
        if (stamp.Status is SignatureStatus.DigestMismatch or SignatureStatus.Invalid or SignatureStatus.Unsupported)
        {
            facts.Anomaly("timestamp-invalid", role, signer, stamped, new Argument("status", stamp.Status.Name()));
            return;
        }

        if (stamp.Chain is { Trust: not ChainTrust.Trusted } chain)
        {
            facts.Anomaly("timestamp-authority-unknown", role, signer, stamped, new Argument("trust", chain.Trust.Name()));
        }

        for (var i = 0; i < stamp.Chain?.CountBelowRoot; i++)
        {
            var certificate = stamp.Chain.Certificates[i];
            if (stamp.Time > certificate.NotAfter || stamp.Time < certificate.NotBefore)
            {
                facts.Anomaly("timestamp-certificate-expired", role, Signer(certificate), stamped, new Argument("not-after", SignatureFacts.TimeText(certificate.NotAfter)));
            }
        }
    }

    private static Argument Signer(Certificate? certificate) => new("signer", certificate?.Subject.DisplayName);
}
