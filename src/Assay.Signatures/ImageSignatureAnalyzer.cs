using Assay.Model;
using Assay.Signatures.Authenticode;
using Assay.Signatures.StrongNames;

namespace Assay.Signatures;

/// <summary>Checks what signs a PE image: its Authenticode signatures and, of an assembly, its strong name.</summary>
public static class ImageSignatureAnalyzer
{
    /// <summary>Names the state of this analyser.</summary>
    public const string Version = "1";

    /// <summary>Writes one <c>signature</c> fact for each signer and time stamp and one for the strong name, and what is wrong with them.</summary>
    /// <remarks>A file without a whole PE header has no signature; the analysis of its code reports it.</remarks>
    public static void Analyze(ReadOnlyMemory<byte> image, FactWriter facts, SignatureVerifier verifier)
    {
        if (PeFile.TryRead(image) is not { } file)
        {
            return;
        }

        if (file.HasTable)
        {
            new AuthenticodeAnalyzer(file, facts, verifier).Analyze();
        }

        // A strong name says nothing about itself that could be stated without checking it.
        if (verifier.IsOn && file.Directory(PeFile.CliDirectory).Address != 0)
        {
            StrongNameAnalyzer.Analyze(file, facts, verifier.StrongNames);
        }
    }
}
