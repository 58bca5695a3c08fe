using Assay.Fuzz.Mutation;
using Assay.Fuzz.Seeds;
using Assay.Model;
using Assay.Native;

namespace Assay.Fuzz.Targets;

/// <summary>Native images.</summary>
internal static class ImageTargets
{
    public static FuzzTarget Pe { get; } = new("pe", "pe", ImageSeeds.Pe, Read(ArtifactKind.NativeImage))
    {
        Mutations = Formats.Image,
        Words = ["MZ", "PE\0\0", ".text", ".rsrc", "UPX0", "VS_VERSION_INFO"],
        Endings = [".exe", ".dll"],
        LongestInput = 128 * 1024,
    };

    public static FuzzTarget Elf { get; } = new("elf", "elf", ImageSeeds.Elf, Read(ArtifactKind.Elf))
    {
        Mutations = Formats.Binary,
        Words = ["\u007fELF", ".dynamic", ".init_array", "GLIBC_2.2.5"],
        Endings = [".so"],
    };

    public static FuzzTarget MachO { get; } = new("macho", "elf", ImageSeeds.MachO, Read(ArtifactKind.MachO))
    {
        Mutations = Formats.Binary,
        Endings = [".dylib"],
    };

    private static Action<ReadOnlyMemory<byte>, Outcome> Read(ArtifactKind kind) => Analysis.Of((input, facts) => NativeAnalyzer.Analyze(input, kind, facts));
}
