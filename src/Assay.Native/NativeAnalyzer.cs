using Assay.Model;
using Assay.Native.Elf;
using Assay.Native.Libraries;
using Assay.Native.MachO;
using Assay.Native.Pe;

namespace Assay.Native;

/// <summary>Reads the tables of native programs and libraries: what they import, export and embed, for which machine they are, whether they are packed or damaged. Machine code is not read.</summary>
public static class NativeAnalyzer
{
    /// <summary>Names the state of this analyser: facts of another version are read again.</summary>
    public const string Version = "2";

    /// <summary>Writes the facts of a PE, ELF or Mach-O image.</summary>
    /// <returns>Embedded programs and archives, to be read as artifacts of their own. What cannot be read becomes a problem of <paramref name="facts"/>; nothing is thrown.</returns>
    public static IReadOnlyList<DerivedArtifact> Analyze(ReadOnlyMemory<byte> image, ArtifactKind kind, FactWriter facts)
    {
        var derived = new List<DerivedArtifact>();
        var native = new NativeFacts(facts);
        switch (kind)
        {
            case ArtifactKind.NativeImage:
                PeAnalysis.Write(image, managed: false, native, derived);
                break;
            case ArtifactKind.ManagedAssembly:
                PeAnalysis.Write(image, managed: true, native, derived);
                break;
            case ArtifactKind.Elf:
                ElfAnalysis.Write(image.Span, native);
                break;
            case ArtifactKind.MachO:
                MachOAnalysis.Write(image.Span, native);
                break;
            default:
                throw new ArgumentOutOfRangeException(nameof(kind), kind, "No native image.");
        }

        // Of managed images the native part is small, unless they are of both kinds; a single-file program is native.
        if (kind != ArtifactKind.ManagedAssembly)
        {
            LibraryTexts.Write(image.Span, native);
        }

        return derived;
    }
}
