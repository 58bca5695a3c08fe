using System.Formats.Asn1;
using Assay.Signatures.Certificates;
using Assay.Signatures.Cms;
using Assay.Signatures.Packages;

namespace Assay.Signatures;

/// <summary>Verifies messages: every signer, its chain, its time stamps and those who countersigned. Thread-safe.</summary>
internal sealed class MessageVerification(SignatureSettings settings)
{
    private const int MaximumTimestamps = 8;

    private readonly CertificateCache _cache = new();

    private readonly Lazy<TrustedRoots> _roots = new(() => settings.Roots ?? BundledData.Roots());

    /// <summary>What is remembered of certificates.</summary>
    public CertificateCache Cache => _cache;

    public IReadOnlyList<SignerResult> Run(SignedMessage message, string role, ContentState content)
    {
        var budget = new VerificationBudget();
        var pool = settings.Verify ? _cache.Intern(message.Certificates) : message.Certificates;
        var results = new List<SignerResult>(message.Signers.Count);
        foreach (var signer in message.Signers)
        {
            var ownRole = RoleOf(signer, role);
            results.Add(RunSigner(signer, ownRole, pool, message.ContentType, message.Content, content, budget));
            foreach (var counter in signer.CounterSigners)
            {
                if (IsRepository(counter))
                {
                    results.Add(RunSigner(counter, "repository", pool, null, signer.Signature, content, budget));
                }
            }
        }

        if (budget.IsExhausted)
        {
            results[0] = results[0] with { IsBudgetExhausted = true };
        }

        return results;
    }

    /// <summary>Judges a certificate whose signature was verified elsewhere.</summary>
    public SignerResult Judge(string role, string? digest, SignatureStatus status, Certificate certificate, IReadOnlyList<Certificate> pool)
    {
        var signer = new SignedMessageSigner
        {
            Issuer = certificate.Issuer.Encoded,
            SerialNumber = certificate.SerialNumber,
            SubjectKeyId = default,
            Digest = digest ?? "",
            Algorithm = certificate.Algorithm,
            Signature = default,
            SignedAttributesEncoded = default,
            SignedAttributes = [],
            UnsignedAttributes = [],
            CounterSigners = [],
        };
        var own = settings.Verify ? _cache.Intern(certificate) : certificate;
        var ownPool = settings.Verify ? _cache.Intern(pool) : pool;
        var chain = Chain(own, ownPool, RootPurposes.CodeSigning, new VerificationBudget());
        return new SignerResult
        {
            Role = role,
            Signer = signer,
            Status = settings.Verify ? status : SignatureStatus.NotVerified,
            Certificate = own,
            Chain = chain,
            CrossCertificates = chain is null ? [] : CrossCertificates.Of(chain, ownPool),
        };
    }

    private SignerResult RunSigner(SignedMessageSigner signer, string role, IReadOnlyList<Certificate> pool, string? contentType, ReadOnlyMemory<byte> signed, ContentState content, VerificationBudget budget)
    {
        var certificate = Find(signer, pool);
        var stamps = new List<TimestampResult>();
        var count = 0;
        foreach (var counter in signer.CounterSigners)
        {
            if (!IsRepository(counter) && count++ < MaximumTimestamps)
            {
                stamps.Add(OldTimestamp(counter, pool, signer.Signature, budget));
            }
        }

        foreach (var attribute in signer.UnsignedAttributes)
        {
            if (attribute.Type is not (ObjectIds.TimestampToken or ObjectIds.AuthenticodeTimestampToken))
            {
                continue;
            }

            foreach (var token in attribute.Values)
            {
                if (count++ < MaximumTimestamps)
                {
                    stamps.Add(Timestamp(token, signer.Signature, budget));
                }
            }
        }

        var outcome = Check(signer, certificate, contentType, signed, content, budget);
        var chain = Chain(certificate, pool, RootPurposes.CodeSigning, budget);
        return new SignerResult
        {
            Role = role,
            Signer = signer,
            Status = outcome.Status,
            Reason = outcome.Reason,
            Certificate = certificate,
            Chain = chain,
            CrossCertificates = chain is null ? [] : CrossCertificates.Of(chain, pool),
            Timestamps = stamps,
            TimestampCount = count,
        };
    }

    private SignerOutcome Check(SignedMessageSigner signer, Certificate? certificate, string? contentType, ReadOnlyMemory<byte> signed, ContentState content, VerificationBudget budget)
    {
        if (!settings.Verify)
        {
            return new(SignatureStatus.NotVerified, null);
        }

        var outcome = SignerCheck.Check(signer, certificate, contentType, signed.Span, budget);
        return outcome.Status != SignatureStatus.Valid ? outcome : content switch
        {
            ContentState.Matches => outcome,
            ContentState.Differs => new(SignatureStatus.DigestMismatch, "file"),
            _ => new(SignatureStatus.NotVerified, null),
        };
    }

    // PKCS#9 6.6: a counter-signature over the signature value whose signed attributes tell the time.
    private TimestampResult OldTimestamp(SignedMessageSigner counter, IReadOnlyList<Certificate> pool, ReadOnlyMemory<byte> stamped, VerificationBudget budget)
    {
        var certificate = Find(counter, pool);
        var time = SigningTime(counter);
        var status = !settings.Verify ? SignatureStatus.NotVerified
            : time is null ? SignatureStatus.Invalid
            : AtTime(SignerCheck.Check(counter, certificate, null, stamped.Span, budget).Status, certificate);
        return new TimestampResult("pkcs9", status, time, counter.Digest, null, certificate, Chain(certificate, pool, RootPurposes.TimeStamping, budget), []);
    }

    private TimestampResult Timestamp(ReadOnlyMemory<byte> token, ReadOnlyMemory<byte> stamped, VerificationBudget budget)
    {
        if (SignedMessage.TryRead(token, out _) is not { Signers: [var signer], ContentType: ObjectIds.TimestampInfo } message || TimestampInfo.TryRead(message.Content) is not { } info)
        {
            return new TimestampResult("rfc3161", settings.Verify ? SignatureStatus.Invalid : SignatureStatus.NotVerified, null, null, null, null, null, []);
        }

        var pool = settings.Verify ? _cache.Intern(message.Certificates) : message.Certificates;
        var certificate = Find(signer, pool);
        var status = !settings.Verify ? SignatureStatus.NotVerified : info.Fits(stamped.Span) switch
        {
            true => AtTime(SignerCheck.Check(signer, certificate, message.ContentType, message.Content.Span, budget).Status, certificate),
            false => SignatureStatus.DigestMismatch,
            null => SignatureStatus.Unsupported,
        };
        return new TimestampResult("rfc3161", status, info.Time, signer.Digest, info.Digest, certificate, Chain(certificate, pool, RootPurposes.TimeStamping, budget), message.Irregularities);
    }

    // A certificate that is not for time stamping stamps nothing (RFC 3161 2.3).
    private static SignatureStatus AtTime(SignatureStatus status, Certificate? certificate) =>
        status == SignatureStatus.Valid && certificate?.Extensions.Usages?.Contains(ObjectIds.TimeStamping, StringComparer.Ordinal) != true ? SignatureStatus.Invalid : status;

    private CertificateChain? Chain(Certificate? certificate, IReadOnlyList<Certificate> pool, RootPurposes purpose, VerificationBudget budget) =>
        certificate is null || !settings.Verify ? null : new ChainBuilder(_roots.Value, _cache).Build(certificate, pool, purpose, budget);

    private static Certificate? Find(SignedMessageSigner signer, IReadOnlyList<Certificate> pool)
    {
        foreach (var certificate in pool)
        {
            if (signer.Names(certificate))
            {
                return certificate;
            }
        }

        return null;
    }

    private static DateTimeOffset? SigningTime(SignedMessageSigner signer)
    {
        if (signer.SignedAttribute(ObjectIds.SigningTime) is not { Values: [var value] })
        {
            return null;
        }

        try
        {
            return CertificateReader.ReadTime(new AsnReader(value, AsnEncodingRules.BER));
        }
        catch (Exception exception) when (exception is AsnContentException or ArgumentException)
        {
            return null;
        }
    }

    private static string RoleOf(SignedMessageSigner signer, string role) => role != SignatureVerifier.PackageRole ? role : PackageAttributes.Commitment(signer) switch
    {
        ObjectIds.ProofOfOrigin => "author",
        ObjectIds.ProofOfReceipt => "repository",
        _ => PackageSignatureAnalyzer.UnknownRole,
    };

    private static bool IsRepository(SignedMessageSigner signer) => PackageAttributes.Commitment(signer) == ObjectIds.ProofOfReceipt;
}
