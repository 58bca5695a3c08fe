using Assay.TestInputs.Signing;

namespace Assay.Signatures.Tests;

/// <summary>Certificates to start from.</summary>
internal static class Shapes
{
    public static readonly CertificateShape Publisher = new() { Subject = "CN=Somebody, O=Example Software, C=DE", Usages = [TestAuthority.CodeSigning] };

    public static readonly CertificateShape Stamp = new() { Subject = "CN=Stamp, O=Example Trust, C=DE", Usages = [TestAuthority.TimeStamping] };
}
