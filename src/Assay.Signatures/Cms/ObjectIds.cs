namespace Assay.Signatures.Cms;

/// <summary>Object identifiers of the formats that are read.</summary>
internal static class ObjectIds
{
    // RFC 5652
    public const string Data = "1.2.840.113549.1.7.1";
    public const string SignedData = "1.2.840.113549.1.7.2";
    public const string ContentType = "1.2.840.113549.1.9.3";
    public const string MessageDigest = "1.2.840.113549.1.9.4";
    public const string SigningTime = "1.2.840.113549.1.9.5";
    public const string CounterSignature = "1.2.840.113549.1.9.6";

    // RFC 3161, RFC 5126, RFC 5035
    public const string TimestampInfo = "1.2.840.113549.1.9.16.1.4";
    public const string TimestampToken = "1.2.840.113549.1.9.16.2.14";
    public const string SigningCertificate = "1.2.840.113549.1.9.16.2.12";
    public const string SigningCertificateV2 = "1.2.840.113549.1.9.16.2.47";
    public const string CommitmentType = "1.2.840.113549.1.9.16.2.16";
    public const string ProofOfOrigin = "1.2.840.113549.1.9.16.6.1";
    public const string ProofOfReceipt = "1.2.840.113549.1.9.16.6.2";

    // Microsoft: Authenticode and catalogues
    public const string AuthenticodeContent = "1.3.6.1.4.1.311.2.1.4";
    public const string AuthenticodeTimestampToken = "1.3.6.1.4.1.311.3.3.1";
    public const string NestedSignature = "1.3.6.1.4.1.311.2.4.1";
    public const string TrustList = "1.3.6.1.4.1.311.10.1";

    // NuGet
    public const string ServiceIndex = "1.3.6.1.4.1.311.84.2.1.1.1";
    public const string PackageOwners = "1.3.6.1.4.1.311.84.2.1.1.2";

    // RFC 5280
    public const string SubjectKeyId = "2.5.29.14";
    public const string KeyUsage = "2.5.29.15";
    public const string BasicConstraints = "2.5.29.19";
    public const string RevocationListNumber = "2.5.29.20";
    public const string RevocationReason = "2.5.29.21";
    public const string IssuingDistributionPoint = "2.5.29.28";
    public const string CertificatePolicies = "2.5.29.32";
    public const string RevocationListAddresses = "2.5.29.31";
    public const string AuthorityKeyId = "2.5.29.35";
    public const string ExtendedKeyUsage = "2.5.29.37";
    public const string AuthorityInformation = "1.3.6.1.5.5.7.1.1";
    public const string OcspAddress = "1.3.6.1.5.5.7.48.1";
    public const string OcspBasicResponse = "1.3.6.1.5.5.7.48.1.1";
    public const string OcspInRevocationData = "1.3.6.1.5.5.7.16.2";
    public const string AnyUsage = "2.5.29.37.0";
    public const string CodeSigning = "1.3.6.1.5.5.7.3.3";
    public const string TimeStamping = "1.3.6.1.5.5.7.3.8";
    public const string OcspSigning = "1.3.6.1.5.5.7.3.9";

    // X.520
    public const string CommonName = "2.5.4.3";
    public const string Country = "2.5.4.6";
    public const string Organization = "2.5.4.10";

    // Keys: RFC 8017, RFC 5480, RFC 3279
    public const string Rsa = "1.2.840.113549.1.1.1";
    public const string RsaPss = "1.2.840.113549.1.1.10";
    public const string MaskGeneration1 = "1.2.840.113549.1.1.8";
    public const string EllipticCurve = "1.2.840.10045.2.1";
    public const string Dsa = "1.2.840.10040.4.1";
}
