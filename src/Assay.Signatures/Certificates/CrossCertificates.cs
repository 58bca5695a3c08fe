namespace Assay.Signatures.Certificates;

/// <summary>Finds certificates by which another authority vouches for a root or authority of a chain.</summary>
internal static class CrossCertificates
{
    /// <summary>The name of the retired authority that once vouched for roots whose keys signed Windows drivers.</summary>
    public const string CodeVerificationRoot = "Microsoft Code Verification Root";

    public static IReadOnlyList<Certificate> Of(CertificateChain chain, IReadOnlyList<Certificate> pool)
    {
        List<Certificate>? found = null;
        foreach (var certificate in pool)
        {
            if (!certificate.IsSelfIssued && certificate.Extensions.IsAuthority == true && IsAnother(certificate, chain))
            {
                found ??= [];
                found.Add(certificate);
            }
        }

        return found ?? (IReadOnlyList<Certificate>)[];
    }

    // The same name and key with another issuer; a chain may also lead through a cross-certificate of a root that is in the list.
    private static bool IsAnother(Certificate certificate, CertificateChain chain)
    {
        if (chain.TrustedRoot?.Is(certificate) == true)
        {
            return true;
        }

        for (var i = 1; i < chain.Certificates.Count; i++)
        {
            var other = chain.Certificates[i];
            if (!ReferenceEquals(other, certificate) && other.Subject.Matches(certificate.Subject) && !other.Issuer.Matches(certificate.Issuer) && other.Key.Encoded.Span.SequenceEqual(certificate.Key.Encoded.Span))
            {
                return true;
            }
        }

        return false;
    }
}
