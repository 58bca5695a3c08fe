using Assay.Model;
using Assay.Signatures.Certificates;
using Assay.Signatures.Cms;

namespace Assay.Signatures;

/// <summary>States what is wrong with the certificates of signers and time-stamping authorities, at the time of signing.</summary>
internal sealed class CertificateAnomalies(SignatureSettings settings, CertificateCache cache)
{
    private readonly CertificateRevocation _revocation = new(settings.RevocationLists);
    private readonly Lazy<DeniedCertificates> _denied = new(() => new DeniedCertificates(settings.DeniedThumbprints));
    private readonly Lazy<WellKnownPublishers> _publishers = new(() => new WellKnownPublishers(BundledData.Lines("publishers.txt")));

    /// <summary>Writes the anomalies of all signers of one message.</summary>
    /// <param name="results">The signers.</param>
    /// <param name="pool">Certificates of the message.</param>
    /// <param name="encodedLists">Revocation lists of the message.</param>
    /// <param name="encodedResponses">OCSP responses of the message.</param>
    /// <param name="facts">Where to.</param>
    public void Write(IReadOnlyList<SignerResult> results, IReadOnlyList<Certificate> pool, IReadOnlyList<ReadOnlyMemory<byte>> encodedLists, IReadOnlyList<ReadOnlyMemory<byte>> encodedResponses, SignatureFacts facts)
    {
        var embedded = EmbeddedRevocation.Read(encodedLists, encodedResponses);
        var written = new HashSet<(string, Certificate)>();
        foreach (var result in results)
        {
            if (result.Chain is { } chain)
            {
                var writing = new CertificateWriting(facts, written, result.Role);
                WriteSigner(result, chain, writing);
                WriteChain(chain, result.SignedAt, writing, result.Role != "repository");
                WriteRevoked(chain, result.SignedAt, writing, embedded);
                WriteCross(result, writing);
            }

            foreach (var stamp in result.Timestamps)
            {
                if (stamp is { Status: SignatureStatus.Valid, Chain: { } stampChain })
                {
                    var writing = new CertificateWriting(facts, written, "timestamp");
                    WriteQuality(stampChain, writing);
                    WriteStampRevoked(stamp, stampChain, writing, embedded);
                }
            }
        }

        WriteUnused(results, pool, new CertificateWriting(facts, written, results.Count > 0 ? results[0].Role : ""));
    }

    private void WriteSigner(SignerResult result, CertificateChain chain, CertificateWriting facts)
    {
        var signer = chain.Signer;
        switch (chain.Trust)
        {
            case ChainTrust.UnknownRoot:
                facts.Add("certificate-authority-unknown", signer, new Argument("root", chain.Root));
                break;
            case ChainTrust.SelfSigned:
                facts.Add("certificate-self-issued", signer);
                break;
            case ChainTrust.Incomplete:
                facts.Add("certificate-chain-incomplete", signer, new Argument("issuer", chain.Certificates[^1].Issuer.DisplayName));
                break;
            case ChainTrust.Invalid:
                facts.Add("certificate-chain-invalid", signer);
                break;
        }

        if (chain.Trust != ChainTrust.Trusted && _publishers.Value.Find(signer.Subject) is { } publisher)
        {
            facts.Add("publisher-impersonated", signer, new Argument("publisher", publisher), new Argument("trust", chain.Trust.Name()));
        }

        if (!signer.Extensions.MaySign)
        {
            facts.Add("certificate-not-for-signing", signer);
        }

        if (result.Role != "repository" && !ExtendedValidation.Is(signer))
        {
            facts.Add("certificate-not-extended-validation", signer);
        }
    }

    private void WriteChain(CertificateChain chain, DateTimeOffset? at, CertificateWriting facts, bool isPublisher)
    {
        for (var i = 0; i < chain.CountBelowRoot; i++)
        {
            var certificate = chain.Certificates[i];
            if (at > certificate.NotAfter)
            {
                facts.Add("certificate-expired-at-signing", certificate, new Argument("not-after", SignatureFacts.TimeText(certificate.NotAfter)), new Argument("signed-at", SignatureFacts.TimeText(at)));
            }
            else if (at < certificate.NotBefore)
            {
                facts.Add("certificate-not-yet-valid-at-signing", certificate, new Argument("not-before", SignatureFacts.TimeText(certificate.NotBefore)), new Argument("signed-at", SignatureFacts.TimeText(at)));
            }

            // A certificate without the extension is for anything, but an authority that does not limit a publisher's certificate to code did not mean it to sign code.
            if (!certificate.Extensions.Allows(ObjectIds.CodeSigning) || (i == 0 && isPublisher && certificate.Extensions.Usages is null))
            {
                facts.Add("certificate-not-for-code-signing", certificate);
            }

            if (_denied.Value.Find(certificate) is { } reason)
            {
                facts.Add("certificate-denied", certificate, new Argument("reason", reason));
            }
        }

        WriteQuality(chain, facts);
    }

    // What an authority should not have issued, whatever the time.
    private static void WriteQuality(CertificateChain chain, CertificateWriting facts)
    {
        for (var i = 0; i < chain.CountBelowRoot; i++)
        {
            var certificate = chain.Certificates[i];
            if (certificate.Key.IsWeak || certificate.Algorithm.Digest is DigestAlgorithm.Md2 or DigestAlgorithm.Md5 or DigestAlgorithm.Sha1)
            {
                facts.Add("certificate-weak-key", certificate, new Argument("key", certificate.Key.Name), new Argument("digest", Digests.NameOf(certificate.Algorithm.Digest)));
            }

            if (certificate.Key.HasExplicitCurve)
            {
                facts.Add("certificate-explicit-curve", certificate);
            }

            if (certificate.SerialNumber.Length < CertificateWriting.SensibleSerialBytes)
            {
                facts.Add("certificate-short-serial", certificate, new Argument("serial", certificate.Serial));
            }

            if (!certificate.Issuer.IsComplete)
            {
                facts.Add("certificate-issuer-incomplete", certificate, new Argument("issuer", certificate.Issuer.DisplayName));
            }

            if (!certificate.Subject.IsComplete)
            {
                facts.Add("certificate-subject-incomplete", certificate);
            }

            if (!certificate.Extensions.HasRevocationAddress && !certificate.IsSelfIssued)
            {
                facts.Add("certificate-without-revocation-address", certificate);
            }
        }

        if (chain is { EndsAtRoot: true, Certificates: [.., { Key: { Family: SignatureScheme.RsaPkcs1, Bits: < CertificateWriting.SensibleRootBits } } root] } && chain.Certificates.Count > 1)
        {
            facts.Add("certificate-weak-key", root, new Argument("key", root.Key.Name));
        }
    }

    private void WriteRevoked(CertificateChain chain, DateTimeOffset? at, CertificateWriting facts, EmbeddedRevocation? embedded)
    {
        for (var i = 0; i < chain.CountBelowRoot; i++)
        {
            if (_revocation.Find(chain, i, embedded) is not { } revocation)
            {
                continue;
            }

            var revokedAt = new Argument("revoked-at", SignatureFacts.TimeText(revocation.At));
            var reason = new Argument("reason", revocation.ReasonName);
            facts.Add(at >= revocation.At ? "certificate-revoked-at-signing" : "certificate-revoked", chain.Certificates[i], revokedAt, reason);
            if (revocation.IsKeyCompromise)
            {
                facts.Add("certificate-revoked-for-key-compromise", chain.Certificates[i], revokedAt, reason);
            }
        }
    }

    // Only the authority's own certificate: a stamp that was made before its key was lost stays good (RFC 3161 4).
    private void WriteStampRevoked(TimestampResult stamp, CertificateChain chain, CertificateWriting facts, EmbeddedRevocation? embedded)
    {
        for (var i = 0; i < chain.CountBelowRoot; i++)
        {
            if (_revocation.Find(chain, i, embedded) is { } revocation && (revocation.IsKeyCompromise || stamp.Time >= revocation.At))
            {
                facts.Add("timestamp-certificate-revoked", chain.Certificates[i], new Argument("revoked-at", SignatureFacts.TimeText(revocation.At)), new Argument("reason", revocation.ReasonName));
            }
        }
    }

    private static void WriteCross(SignerResult result, CertificateWriting facts)
    {
        foreach (var cross in result.CrossCertificates)
        {
            if (cross.Issuer.CommonName == CrossCertificates.CodeVerificationRoot)
            {
                facts.Add("certificate-deprecated-cross-signature", cross, new Argument("issuer", cross.Issuer.CommonName));
            }

            if (result.SignedAt > cross.NotAfter)
            {
                facts.Add("cross-certificate-expired-at-signing", cross, new Argument("not-after", SignatureFacts.TimeText(cross.NotAfter)));
            }
        }
    }

    // What belongs to a chain: its certificates, and whoever issued one of them.
    private void WriteUnused(IReadOnlyList<SignerResult> results, IReadOnlyList<Certificate> pool, CertificateWriting facts)
    {
        var left = cache.Intern(pool).ToHashSet();
        var budget = new VerificationBudget();
        var used = new Queue<Certificate>();
        foreach (var chain in results.SelectMany(result => result.Timestamps.Select(stamp => stamp.Chain).Prepend(result.Chain)).OfType<CertificateChain>())
        {
            foreach (var certificate in chain.Certificates)
            {
                left.Remove(certificate);
                used.Enqueue(certificate);
            }
        }

        while (left.Count > 0 && used.TryDequeue(out var certificate))
        {
            foreach (var issuer in left.Where(issuer => issuer.Subject.Matches(certificate.Issuer) && cache.IsSignedBy(certificate, issuer.Key, budget)).ToArray())
            {
                left.Remove(issuer);
                used.Enqueue(issuer);
            }
        }

        foreach (var certificate in left.OrderBy(certificate => certificate.Thumbprint, StringComparer.Ordinal))
        {
            facts.Add("certificate-without-chain", certificate);
        }
    }
}
