using Assay.Model;
using Assay.Signatures.Cms;

namespace Assay.Signatures.Packages;

/// <summary>States what NuGet does not allow in a package signature.</summary>
internal static class PackageSignatureRules
{
    private const int MinimumRsaBits = 2048;

    public static void Write(SignedMessage message, PackageSignatureContent? content, IReadOnlyList<SignerResult> results, bool isInPackage, FactWriter facts)
    {
        var writing = new SignatureFacts(facts, default);
        if (message.Signers.Count > 1)
        {
            Irregular(writing, "several-signers", results[0]);
        }

        if (content is { Digests.Count: > 1 })
        {
            Irregular(writing, "several-digests", results[0]);
        }

        foreach (var result in results)
        {
            if (result.Role == PackageSignatureAnalyzer.UnknownRole)
            {
                Irregular(writing, "no-commitment", result);
            }

            if (Digests.FromObjectId(result.Signer.Digest) is not (DigestAlgorithm.Sha256 or DigestAlgorithm.Sha384 or DigestAlgorithm.Sha512))
            {
                Irregular(writing, "digest", result);
            }

            if (result.Certificate is { } certificate && (certificate.Key.Family != SignatureScheme.RsaPkcs1 || certificate.Key.Bits < MinimumRsaBits))
            {
                Irregular(writing, "key", result);
            }

            if (result.Role == "repository" && PackageAttributes.ServiceIndex(result.Signer) is null)
            {
                Irregular(writing, "no-service-index", result);
            }

            if (result.Signer.SignedAttribute(ObjectIds.SigningCertificateV2) is null)
            {
                Irregular(writing, "no-signing-certificate", result);
            }
        }

        // A repository countersigns an author, once; it does not countersign a repository.
        if (results.Count(result => result.Role == "repository") > 1)
        {
            Irregular(writing, "several-repositories", results[0]);
        }

        if (isInPackage && content is not null && results[0].Status == SignatureStatus.NotVerified)
        {
            Irregular(writing, "package-not-told", results[0]);
        }
    }

    private static void Irregular(SignatureFacts facts, string reason, SignerResult result) =>
        facts.Anomaly("package-signature-irregular", new Argument("reason", reason), new Argument("role", result.Role), new Argument("signer", result.Certificate?.Subject.DisplayName));
}
