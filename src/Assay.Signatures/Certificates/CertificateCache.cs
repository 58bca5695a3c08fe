using System.Collections.Concurrent;
using System.Security.Cryptography;
using Assay.Signatures.Cms;

namespace Assay.Signatures.Certificates;

/// <summary>Remembers certificates and which key signed which, so that what many packages share is decoded and verified once. Thread-safe.</summary>
internal sealed class CertificateCache
{
    // Packages of all the corpus hold a few hundred different certificates; what does not fit is verified again.
    private const int MaximumCertificates = 4096;
    private const int MaximumLinks = 8192;

    private readonly ConcurrentDictionary<EncodedKey, Certificate> _certificates = [];
    private readonly ConcurrentDictionary<(Certificate Subject, PublicKey Issuer), bool> _links = [];

    /// <summary>Gives the one object for a certificate, whose key stays open.</summary>
    public Certificate Intern(Certificate certificate)
    {
        if (_certificates.TryGetValue(new EncodedKey(certificate.Encoded), out var known))
        {
            return known;
        }

        if (_certificates.Count >= MaximumCertificates)
        {
            return certificate;
        }

        // A copy: the certificate does not hold the message that it came with.
        var copy = Certificate.TryRead(certificate.Encoded.ToArray()) ?? certificate;
        return _certificates.GetOrAdd(new EncodedKey(copy.Encoded), copy);
    }

    /// <summary>Interns the certificates of a message.</summary>
    public IReadOnlyList<Certificate> Intern(IReadOnlyList<Certificate> certificates)
    {
        var interned = new Certificate[certificates.Count];
        for (var i = 0; i < interned.Length; i++)
        {
            interned[i] = Intern(certificates[i]);
        }

        return interned;
    }

    /// <summary>True when a key signed a certificate; false, too, when the budget is used up.</summary>
    public bool IsSignedBy(Certificate subject, PublicKey issuer, VerificationBudget budget)
    {
        if (_links.TryGetValue((subject, issuer), out var known))
        {
            return known;
        }

        if (!budget.TryTake(issuer))
        {
            return false;
        }

        var isSigned = Verify(subject, issuer);
        if (_links.Count < MaximumLinks)
        {
            _links[(subject, issuer)] = isSigned;
        }

        return isSigned;
    }

    private static bool Verify(Certificate subject, PublicKey issuer)
    {
        Span<byte> digest = stackalloc byte[Digests.MaximumSize];
        var size = Digests.Compute(subject.Algorithm.Digest, subject.ToBeSigned.Span, digest);
        return size > 0 && issuer.Verify(subject.Algorithm.Scheme, subject.Algorithm.Digest, digest[..size], subject.Signature.Span) == true;
    }

    // The last bytes of a certificate are its signature: as good as a hash.
    private readonly struct EncodedKey(ReadOnlyMemory<byte> encoded) : IEquatable<EncodedKey>
    {
        private readonly ReadOnlyMemory<byte> _encoded = encoded;

        public bool Equals(EncodedKey other) => _encoded.Span.SequenceEqual(other._encoded.Span);

        public override bool Equals(object? obj) => obj is EncodedKey other && Equals(other);

        public override int GetHashCode()
        {
            var hash = default(HashCode);
            hash.AddBytes(_encoded.Span[^Math.Min(_encoded.Length, 16)..]);
            return hash.ToHashCode();
        }
    }
}
