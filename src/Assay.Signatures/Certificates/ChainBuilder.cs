using Assay.Signatures.Cms;

namespace Assay.Signatures.Certificates;

/// <summary>Finds the way from a signer's certificate to a root: every link's signature is verified (RFC 5280 6).</summary>
internal sealed class ChainBuilder(TrustedRoots roots, CertificateCache cache)
{
    private const int MaximumLength = 10;
    private const int MaximumSteps = 64;

    /// <summary>Builds the best chain: a trusted one, else the one that says most.</summary>
    public CertificateChain Build(Certificate signer, IReadOnlyList<Certificate> pool, RootPurposes purpose, VerificationBudget budget)
    {
        var search = new Search(pool, purpose, budget);
        Follow(signer, [], search);
        return search.Best ?? new CertificateChain([signer], ChainTrust.Incomplete, null, EndsAtRoot: false);
    }

    private void Follow(Certificate certificate, IReadOnlyList<Certificate> below, Search search)
    {
        if (search.IsDone || below.Count == MaximumLength || search.Steps++ >= MaximumSteps)
        {
            return;
        }

        IReadOnlyList<Certificate> path = [.. below, certificate];
        foreach (var root in roots.Find(certificate.Subject))
        {
            if ((root.Purposes & search.Purpose) != 0 && root.Is(certificate))
            {
                search.Offer(new CertificateChain(path, ChainTrust.Trusted, root, EndsAtRoot: true));
                return;
            }
        }

        var isWrong = false;
        if (!certificate.IsSelfIssued)
        {
            foreach (var root in roots.Find(certificate.Issuer))
            {
                if ((root.Purposes & search.Purpose) == 0)
                {
                    continue;
                }

                if (cache.IsSignedBy(certificate, root.Key, search.Budget))
                {
                    search.Offer(new CertificateChain(path, ChainTrust.Trusted, root, EndsAtRoot: false));
                    return;
                }

                isWrong |= certificate.Extensions.AuthorityKeyId.IsEmpty;
            }
        }

        var isIssuerKnown = false;
        foreach (var issuer in search.Pool)
        {
            if (ReferenceEquals(issuer, certificate) || path.Contains(issuer) || !issuer.Subject.Matches(certificate.Issuer) || !IsNamed(certificate, issuer))
            {
                continue;
            }

            if (!cache.IsSignedBy(certificate, issuer.Key, search.Budget) || !MayIssue(issuer, below.Count))
            {
                isWrong = true;
                continue;
            }

            isIssuerKnown = true;
            Follow(issuer, path, search);
        }

        if (certificate.IsSelfIssued && cache.IsSignedBy(certificate, certificate.Key, search.Budget))
        {
            search.Offer(new CertificateChain(path, below.Count == 0 ? ChainTrust.SelfSigned : ChainTrust.UnknownRoot, null, EndsAtRoot: true));
        }
        else if (!isIssuerKnown)
        {
            search.Offer(new CertificateChain(path, isWrong || certificate.IsSelfIssued ? ChainTrust.Invalid : ChainTrust.Incomplete, null, EndsAtRoot: false));
        }
    }

    // RFC 5280 4.2.1.1: an authority with several keys says which one signed.
    private static bool IsNamed(Certificate certificate, Certificate issuer) =>
        certificate.Extensions.AuthorityKeyId.IsEmpty || issuer.SubjectKeyId.IsEmpty || certificate.Extensions.AuthorityKeyId.Span.SequenceEqual(issuer.SubjectKeyId.Span);

    // RFC 5280 6.1.4 (k) to (n). Certificates of version 1, without extensions, are old roots: those are in the list or unknown.
    private static bool MayIssue(Certificate issuer, int authoritiesBelow) =>
        (issuer.Extensions.IsAuthority ?? issuer.IsSelfIssued) && issuer.Extensions.MaySignCertificates && !(issuer.Extensions.PathLength < authoritiesBelow);

    private sealed class Search(IReadOnlyList<Certificate> pool, RootPurposes purpose, VerificationBudget budget)
    {
        public IReadOnlyList<Certificate> Pool => pool;
        public RootPurposes Purpose => purpose;
        public VerificationBudget Budget => budget;
        public int Steps { get; set; }
        public CertificateChain? Best { get; private set; }
        public bool IsDone => Best?.Trust == ChainTrust.Trusted;

        public void Offer(CertificateChain chain)
        {
            if (Best is null || Rank(chain.Trust) > Rank(Best.Trust) || (chain.Trust == Best.Trust && chain.Certificates.Count > Best.Certificates.Count))
            {
                Best = chain;
            }
        }

        private static int Rank(ChainTrust trust) => trust switch
        {
            ChainTrust.Trusted => 4,
            ChainTrust.UnknownRoot => 3,
            ChainTrust.SelfSigned => 2,
            ChainTrust.Incomplete => 1,
            _ => 0,
        };
    }
}
