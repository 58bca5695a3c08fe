namespace Assay.Signatures.Certificates;

/// <summary>Revocation lists and OCSP answers that came with one message; the signature of each is checked once for each issuer.</summary>
internal sealed class EmbeddedRevocation
{
    private readonly List<RevocationList> _lists = [];
    private readonly List<OcspResponse> _responses = [];
    private readonly Dictionary<(object Source, PublicKey Issuer), bool> _signed = [];

    private EmbeddedRevocation()
    {
    }

    /// <summary>Decodes what a message carries; null when it carries nothing that can be read.</summary>
    public static EmbeddedRevocation? Read(IReadOnlyList<ReadOnlyMemory<byte>> lists, IReadOnlyList<ReadOnlyMemory<byte>> responses)
    {
        if (lists.Count + responses.Count == 0)
        {
            return null;
        }

        var embedded = new EmbeddedRevocation();
        embedded._lists.AddRange(lists.Select(RevocationList.TryRead).OfType<RevocationList>());
        embedded._responses.AddRange(responses.Select(OcspResponse.TryRead).OfType<OcspResponse>());
        return embedded._lists.Count + embedded._responses.Count == 0 ? null : embedded;
    }

    /// <summary>Says whether and when a certificate was revoked.</summary>
    public Revocation? Find(Certificate certificate, PublicKey issuer)
    {
        foreach (var list in _lists)
        {
            if (list.Issuer.Matches(certificate.Issuer) && list.Find(certificate) is { } revocation
                && Once(list, issuer, () => CertificateRevocation.Verify(list.Algorithm, list.ToBeSigned.Span, list.Signature.Span, issuer)))
            {
                return revocation;
            }
        }

        foreach (var response in _responses)
        {
            if (response.Find(certificate, issuer) is { } revocation && Once(response, issuer, () => response.IsSignedBy(issuer)))
            {
                return revocation;
            }
        }

        return null;
    }

    private bool Once(object source, PublicKey issuer, Func<bool> verify)
    {
        if (!_signed.TryGetValue((source, issuer), out var known))
        {
            _signed[(source, issuer)] = known = verify();
        }

        return known;
    }
}
