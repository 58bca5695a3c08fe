using System.Buffers;
using System.Buffers.Text;
using Assay.Model;
using Assay.Signatures.Certificates;

namespace Assay.Signatures.Packaging;

/// <summary>States the signatures of packages that follow the Open Packaging Conventions, as extensions of Visual Studio carry them. They are not verified.</summary>
/// <remarks>ECMA-376 Part 2, 13: a part below <c>package/services/digital-signature/xml-signature</c> holds an XML signature (XMLDSig) over the other parts, with the signer's certificate in it or in a part of its own.</remarks>
public static class PackagingSignatureAnalyzer
{
    /// <summary>Names the state of this analyser.</summary>
    public const string Version = "1";

    private const string Role = "opc";
    private const int Beginning = 1024;
    private const int MaximumCertificate = 64 * 1024;

    /// <summary>Writes a <c>signature</c> fact where a file is such a part.</summary>
    public static void Analyze(ReadOnlyMemory<byte> file, SignatureVerifier verifier, FactWriter facts)
    {
        var text = file.Span;
        if (text[..Math.Min(text.Length, Beginning)].IndexOf("http://www.w3.org/2000/09/xmldsig#"u8) < 0 || text.IndexOf("http://schemas.openxmlformats.org/package/2006/digital-signature"u8) < 0)
        {
            return;
        }

        if (ReadCertificate(text) is { } certificate)
        {
            verifier.Write(Role, null, SignatureStatus.NotVerified, certificate, [certificate], facts);
        }
        else
        {
            facts.Add(FactKind.Signature, Role, arguments: new ArgumentList(new Argument("status", SignatureStatus.NotVerified.Name())));
        }
    }

    private static Certificate? ReadCertificate(ReadOnlySpan<byte> text)
    {
        var start = text.IndexOf("X509Certificate>"u8);
        if (start < 0)
        {
            return null;
        }

        text = text[(start + "X509Certificate>"u8.Length)..];
        var length = text[..Math.Min(text.Length, MaximumCertificate)].IndexOf((byte)'<');
        if (length < 0)
        {
            return null;
        }

        var encoded = new byte[Base64.GetMaxDecodedFromUtf8Length(length)];
        return Base64.DecodeFromUtf8(text[..length], encoded, out _, out var written) == OperationStatus.Done ? Certificate.TryRead(encoded.AsMemory(0, written)) : null;
    }
}
