namespace Assay.Model;

/// <summary>A signature by role with what was read and verified of it. What a signature does not say is null.</summary>
/// <param name="Artifact">The file that carries it.</param>
/// <param name="Role"><c>author</c>, <c>repository</c>, <c>timestamp</c>, <c>authenticode</c>, <c>script</c>, <c>catalogue</c>, <c>strong-name</c> or <c>opc</c>.</param>
/// <param name="Digest">Digest algorithm.</param>
/// <param name="Status"><c>valid</c>, <c>digest-mismatch</c>, <c>invalid</c>, <c>unsupported</c> or <c>not-verified</c>; of strong names <c>valid</c>, <c>mismatch</c>, <c>delay-signed</c> or <c>public-signed</c>.</param>
public sealed record ReportedSignature(string Artifact, string Role, string? Digest, string? Status)
{
    /// <summary>Common name of the certificate's owner.</summary>
    public string? Signer { get; init; }
    /// <summary>Organisation of the certificate's owner.</summary>
    public string? Organization { get; init; }
    /// <summary>Common name of whoever issued the certificate.</summary>
    public string? Issuer { get; init; }
    /// <summary>SHA-256 of the certificate, lower-case hexadecimal.</summary>
    public string? Thumbprint { get; init; }
    /// <summary>Kind and size of the key (<c>rsa-2048</c>).</summary>
    public string? Key { get; init; }
    /// <summary>First instant of the certificate.</summary>
    public string? NotBefore { get; init; }
    /// <summary>Last instant of the certificate.</summary>
    public string? NotAfter { get; init; }
    /// <summary>When it was made, as its first good time stamp says.</summary>
    public string? SignedAt { get; init; }
    /// <summary><c>rfc3161</c>, <c>pkcs9</c> or <c>none</c>.</summary>
    public string? Timestamp { get; init; }
    /// <summary><c>trusted</c>, <c>unknown-root</c>, <c>self-signed</c>, <c>incomplete</c> or <c>invalid</c>.</summary>
    public string? Trust { get; init; }
    /// <summary>Common name of the authority that the chain ends at.</summary>
    public string? Root { get; init; }
    /// <summary>Of a time stamp the role that it stamps.</summary>
    public string? Of { get; init; }
    /// <summary>True for a second signature of a program.</summary>
    public bool? Nested { get; init; }
    /// <summary>Of repository signatures the owners of the package.</summary>
    public IReadOnlyList<string>? Owners { get; init; }
    /// <summary>Of repository signatures the address of the repository's service index.</summary>
    public string? ServiceIndex { get; init; }
}

/// <summary>Which code of a package is signed by whom: files that systems verify signatures of, such as assemblies, Windows programs and PowerShell files.</summary>
/// <param name="Files">Such files.</param>
/// <param name="Signed">Those with a signature that fits them, whoever made it.</param>
/// <param name="Broken">Those with a signature that does not fit them.</param>
/// <param name="Unverified">Those with a signature that was not verified.</param>
/// <param name="Unsigned">Those without.</param>
/// <param name="Signers">Who signed, those of most files first.</param>
/// <param name="UnsignedFiles">The first names of files without a signature, those that run by themselves first.</param>
/// <param name="Signatures">All signatures of the package, when the list of them was cut as well.</param>
public sealed record ReportedSigning(int Files, int Signed, int Broken, int Unverified, int Unsigned, IReadOnlyList<ReportedSigner> Signers, IReadOnlyList<string> UnsignedFiles, int Signatures)
{
    /// <summary>Nothing to sign and nothing signed.</summary>
    public static ReportedSigning None { get; } = new(0, 0, 0, 0, 0, [], [], 0);
}

/// <summary>Somebody who signed files of a package with one certificate.</summary>
/// <param name="Role">Role of the signatures.</param>
/// <param name="Name">The name to show: common name, else organisation, else thumbprint.</param>
/// <param name="Status">Status of the signatures.</param>
/// <param name="Trust">Whether the certificate is trusted; null when not known.</param>
/// <param name="Files">Files that were signed so.</param>
/// <param name="Artifact">The first of them.</param>
public sealed record ReportedSigner(string Role, string Name, string? Status, string? Trust, int Files, string Artifact)
{
    /// <summary>Organisation of the certificate's owner.</summary>
    public string? Organization { get; init; }
    /// <summary>Common name of whoever issued the certificate.</summary>
    public string? Issuer { get; init; }
    /// <summary>SHA-256 of the certificate.</summary>
    public string? Thumbprint { get; init; }
    /// <summary>Last instant of the certificate.</summary>
    public string? NotAfter { get; init; }
    /// <summary>Earliest and latest time that time stamps name.</summary>
    public string? SignedFrom { get; init; }
    /// <summary>Latest time that time stamps name.</summary>
    public string? SignedUntil { get; init; }
}
