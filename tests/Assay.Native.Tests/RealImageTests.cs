using Assay.Model;

namespace Assay.Native.Tests;

/// <summary>Images of this machine, read only.</summary>
public sealed class RealImageTests
{
    [Fact]
    public void A_program_of_the_system_imports_the_C_library()
    {
        Assert.SkipUnless(File.Exists("/bin/ls"), "There is no /bin/ls on this machine.");
        var bytes = File.ReadAllBytes("/bin/ls");
        Assert.SkipUnless(bytes.AsSpan().StartsWith("\u007fELF"u8), "/bin/ls is no ELF image on this machine.");

        var read = Read.Elf(bytes);

        Assert.Contains("libc!opendir", read.Imports);
        Assert.Equal(["program"], read.Metadata("image.kind"));
        Assert.Empty(read.Anomalies);
        Assert.Empty(read.Problems);
    }

    [Fact]
    public void The_native_libraries_of_the_runtime_are_sound()
    {
        var folder = Path.GetDirectoryName(typeof(object).Assembly.Location)!;
        var libraries = Directory.EnumerateFiles(folder).Select(file => (Name: Path.GetFileName(file), Kind: Kind(file))).Where(file => file.Kind is not null).ToArray();
        Assert.SkipUnless(libraries.Length > 0, "The runtime has no native libraries beside its managed ones.");

        Assert.All(libraries, library =>
        {
            var read = Read.From(File.ReadAllBytes(Path.Combine(folder, library.Name)), library.Kind!.Value);
            Assert.Empty(read.Anomalies);
            Assert.Empty(read.Problems);
            Assert.NotEmpty(read.Imports);
        });
    }

    private static ArtifactKind? Kind(string file)
    {
        Span<byte> start = stackalloc byte[4];
        using var stream = File.OpenRead(file);
        _ = stream.ReadAtLeast(start, 4, throwOnEndOfStream: false);
        return start.SequenceEqual("\u007fELF"u8) ? ArtifactKind.Elf
            : start.SequenceEqual((ReadOnlySpan<byte>)[0xCF, 0xFA, 0xED, 0xFE]) || start.SequenceEqual((ReadOnlySpan<byte>)[0xCA, 0xFE, 0xBA, 0xBE]) ? ArtifactKind.MachO
            : null;
    }
}
