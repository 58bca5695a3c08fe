using Assay.Model;
using Assay.Signatures.Certificates;

namespace Assay.Signatures;

/// <summary>Writes each anomaly of a certificate once, although several signers share their authorities.</summary>
internal sealed class CertificateWriting(SignatureFacts facts, HashSet<(string Id, Certificate Certificate)> written, string role)
{
    /// <summary>Baseline Requirements for code signing certificates 7.1: at least 64 bits from a random number generator.</summary>
    public const int SensibleSerialBytes = 8;

    /// <summary>Roots of the last century had 1,024 bits.</summary>
    public const int SensibleRootBits = 1024;

    public void Add(string id, Certificate certificate, params ReadOnlySpan<Argument> more)
    {
        if (written.Add((id, certificate)))
        {
            facts.Anomaly(id, [new Argument("role", role), new Argument("signer", certificate.Subject.DisplayName), new Argument("thumbprint", certificate.Thumbprint), .. more]);
        }
    }
}
