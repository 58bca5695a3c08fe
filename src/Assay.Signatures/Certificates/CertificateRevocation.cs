using System.Collections.Concurrent;
using Assay.Signatures.Cms;

namespace Assay.Signatures.Certificates;

/// <summary>Looks certificates up in revocation lists; a list counts only when the certificate's issuer signed it. Thread-safe.</summary>
internal sealed class CertificateRevocation(IReadOnlyList<RevocationList> lists)
{
    private const int MaximumRemembered = 4096;

    // By identity: the lists of the settings are few and live as long as this object.
    private readonly ConcurrentDictionary<(RevocationList List, PublicKey Issuer), bool> _signed = [];

    /// <summary>Says whether and when a certificate of a chain was revoked.</summary>
    /// <param name="chain">The chain.</param>
    /// <param name="index">Which certificate of it.</param>
    /// <param name="embedded">What came with the message; null when nothing did.</param>
    public Revocation? Find(CertificateChain chain, int index, EmbeddedRevocation? embedded)
    {
        if ((lists.Count == 0 && embedded is null) || chain.IssuerKey(index) is not { } issuer)
        {
            return null;
        }

        var certificate = chain.Certificates[index];
        foreach (var list in lists)
        {
            if (list.Issuer.Matches(certificate.Issuer) && list.Find(certificate) is { } revocation && IsSigned(list, issuer))
            {
                return revocation;
            }
        }

        return embedded?.Find(certificate, issuer);
    }

    private bool IsSigned(RevocationList list, PublicKey issuer)
    {
        if (_signed.TryGetValue((list, issuer), out var known))
        {
            return known;
        }

        var isSigned = Verify(list.Algorithm, list.ToBeSigned.Span, list.Signature.Span, issuer);
        if (_signed.Count < MaximumRemembered)
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
