using Assay.Model;
using Assay.Signatures.Cms;

namespace Assay.Signatures.Packages;

/// <summary>Verifies the signature of a NuGet package, <c>.signature.p7s</c>: who signed it, and whether the package is what was signed.</summary>
/// <remarks>NuGet: Package Signatures Technical Details; Repository Signatures and Countersignatures Technical Specification.</remarks>
public static class PackageSignatureAnalyzer
{
    /// <summary>The role of a signer that does not say for what it signed.</summary>
    internal const string UnknownRole = "unknown";

    /// <summary>Writes one <c>signature</c> fact per signer and time stamp, and what is wrong with them.</summary>
    /// <param name="signature">The signature file.</param>
    /// <param name="package">The package that it signs; null when the file is not the signature of a package.</param>
    /// <param name="verifier">Verifies.</param>
    /// <param name="facts">Where to.</param>
    public static void Analyze(ReadOnlyMemory<byte> signature, IUnsignedPackage? package, SignatureVerifier verifier, FactWriter facts)
    {
        if (SignedMessage.TryRead(signature, out var reason) is not { } message)
        {
            SignatureVerifier.WriteMalformed(UnknownRole, reason!, facts);
            return;
        }

        if (message.Signers.Count == 0)
        {
            SignatureVerifier.WriteMalformed(UnknownRole, "The signature file names no signer.", facts);
            return;
        }

        var content = message.ContentType == ObjectIds.Data ? PackageSignatureContent.TryRead(message.Content.Span) : null;
        if (content is null)
        {
            SignatureVerifier.WriteMalformed(UnknownRole, "The signature file does not state a digest of the package.", facts);
        }

        var state = content is null || package is null || !verifier.IsOn ? ContentState.Unknown : content.Check(package);
        var results = verifier.Write(message, SignatureVerifier.PackageRole, state, facts);
        if (verifier.IsOn)
        {
            PackageSignatureRules.Write(message, content, results, package is not null, facts);
        }
    }
}
