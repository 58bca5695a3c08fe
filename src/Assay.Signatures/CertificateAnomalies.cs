using Assay.Model;
using Assay.Signatures.Certificates;
using Assay.Signatures.Cms;

namespace Assay.Signatures;

/// <summary>States what is wrong with verified signatures and their certificates.</summary>
internal sealed class CertificateAnomalies(SignatureSettings settings)
{
    public void Write(SignedMessage message, IReadOnlyList<SignerResult> results, SignatureFacts facts) => Write(results, message.Certificates, facts);

    public void Write(IReadOnlyList<SignerResult> results, IReadOnlyList<Certificate> pool, SignatureFacts facts)
    {
        foreach (var result in results)
        {
            var role = new Argument("role", result.Role);
            var signer = new Argument("signer", result.Certificate?.Subject.DisplayName);
            if (result.Status == SignatureStatus.DigestMismatch)
            {
                facts.Anomaly("signature-digest-mismatch", role, signer);
            }

            if (result.Certificate is { } certificate && settings.DeniedThumbprints.Contains(certificate.Thumbprint, StringComparer.Ordinal))
            {
                facts.Anomaly("certificate-denied", role, signer);
            }
        }
    }
}
