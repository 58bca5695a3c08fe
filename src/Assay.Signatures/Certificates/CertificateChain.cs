namespace Assay.Signatures.Certificates;

/// <summary>The certificates from a signer to its root, as far as they were found.</summary>
/// <param name="Certificates">The signer's first.</param>
/// <param name="Trust">How the chain ends.</param>
/// <param name="Root">Name of the root, in the list or not; null when none was reached.</param>
/// <param name="EndsInMessage">True when the last certificate is the root itself, false when the root is known from the list only.</param>
internal sealed record CertificateChain(IReadOnlyList<Certificate> Certificates, ChainTrust Trust, string? Root, bool EndsInMessage)
{
    public Certificate Signer => Certificates[0];

    /// <summary>Every certificate but the root.</summary>
    public IEnumerable<Certificate> BelowRoot => EndsInMessage ? Certificates.Take(Math.Max(Certificates.Count - 1, 1)) : Certificates;
}
