using System.Collections.Concurrent;
using Assay.Signatures.Cms;

namespace Assay.Signatures.Certificates;

/// <summary>Looks certificates up in revocation lists; a list counts only when the certificate's issuer signed it. Thread-safe.</summary>
internal sealed class CertificateRevocation(IReadOnlyList<RevocationList> lists)
{
    private const int MaximumRemembered = 4096;

    // By identity: the lists of the settings are few and live as long as this object; those of messages come and go.
    private readonly ConcurrentDictionary<(RevocationList List, PublicKey Issuer), bool> _signed = [];

    /// <summary>Says whether and when a certificate of a chain was revoked.</summary>
    /// <param name="chain">The chain.</param>
    /// <param name="index">Which certificate of it.</param>
    /// <param name="embedded">Lists that came with the message.</param>
    /// <param name="responses">OCSP responses that came with the message.</param>
    public Revocation? Find(CertificateChain chain, int index, IReadOnlyList<RevocationList> embedded, IReadOnlyList<OcspResponse> responses)
    {
        if (lists.Count + embedded.Count + responses.Count == 0 || chain.IssuerKey(index) is not { } issuer)
        {
            return null;
        }

        var certificate = chain.Certificates[index];
        return Search(lists, certificate, issuer, remember: true) ?? Search(embedded, certificate, issuer, remember: false) ?? Search(responses, certificate, issuer);
    }

    private Revocation? Search(IReadOnlyList<RevocationList> candidates, Certificate certificate, PublicKey issuer, bool remember)
    {
        foreach (var list in candidates)
        {
            if (list.Issuer.Matches(certificate.Issuer) && list.Find(certificate) is { } revocation && IsSigned(list, issuer, remember))
            {
                return revocation;
            }
        }

        return null;
    }

    private static Revocation? Search(IReadOnlyList<OcspResponse> candidates, Certificate certificate, PublicKey issuer)
    {
        foreach (var response in candidates)
        {
            if (response.Find(certificate, issuer) is { } revocation && response.IsSignedBy(issuer))
            {
                return revocation;
            }
        }

        return null;
    }

    private bool IsSigned(RevocationList list, PublicKey issuer, bool remember)
    {
        if (_signed.TryGetValue((list, issuer), out var known))
        {
            return known;
        }

        var isSigned = Verify(list.Algorithm, list.ToBeSigned.Span, list.Signature.Span, issuer);
        if (remember && _signed.Count < MaximumRemembered)
        {
            _signed[(list, issuer)] = isSigned;
        }

        return isSigned;
    }

    /// <summary>Checks the signature of a structure that names its algorithm.</summary>
    internal static bool Verify(SignatureAlgorithm algorithm, ReadOnlySpan<byte> signed, ReadOnlySpan<byte> signature, PublicKey key)
    {
        Span<byte> digest = stackalloc byte[Digests.MaximumSize];
        var size = Digests.Compute(algorithm.Digest, signed, digest);
        return size > 0 && key.Verify(algorithm.Scheme, algorithm.Digest, digest[..size], signature) == true;
    }
}
