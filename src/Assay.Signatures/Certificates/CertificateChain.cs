namespace Assay.Signatures.Certificates;

/// <summary>The certificates from a signer to its root, as far as they were found.</summary>
/// <param name="Certificates">The signer's first.</param>
/// <param name="Trust">How the chain ends.</param>
/// <param name="TrustedRoot">The root of the list that it ends at; null for a chain that is not trusted.</param>
/// <param name="EndsAtRoot">True when the last certificate is the root itself, false when the root is known from the list only or not at all.</param>
internal sealed record CertificateChain(IReadOnlyList<Certificate> Certificates, ChainTrust Trust, TrustedRoot? TrustedRoot, bool EndsAtRoot)
{
    public Certificate Signer => Certificates[0];

    /// <summary>Name of the root, in the list or not; null when none was reached.</summary>
    public string? Root => TrustedRoot?.Name ?? (EndsAtRoot ? Certificates[^1].Subject.DisplayName : null);

    /// <summary>How many certificates stand below the root. A certificate that signs itself counts: it is judged as what signed.</summary>
    public int CountBelowRoot => EndsAtRoot ? Math.Max(Certificates.Count - 1, 1) : Certificates.Count;

    /// <summary>The key that signed a certificate of the chain; null when its issuer is not known.</summary>
    public PublicKey? IssuerKey(int index) =>
        index + 1 < Certificates.Count ? Certificates[index + 1].Key
        : EndsAtRoot ? Certificates[index].Key
        : TrustedRoot?.Key;
}
