using Assay.Model;

namespace Assay.Native.Tests;

public sealed class MachOTests
{
    [Theory]
    [InlineData(true, false)]
    [InlineData(false, true)]
    public void Imports_name_the_library_that_their_number_names(bool wide, bool bigEndian)
    {
        var read = Read.MachO(Library(wide, bigEndian).Build());

        Assert.Equal(["libc!open", "security!SecItemCopyMatching", "libc!opendir"], read.Imports);
        Assert.Equal(["own"], read.Exports);
        Assert.Equal(["macos"], read.Metadata("image.system"));
        Assert.Equal(["library"], read.Metadata("image.kind"));
        Assert.Empty(read.Anomalies);
        Assert.Empty(read.Problems);
    }

    [Fact]
    public void A_file_for_several_machines_names_each_and_states_each_import_once()
    {
        var read = Read.MachO(MachOBuilder.Fat((0x0100_0007, Library().Build()), (0x0100_000C, new MachOBuilder { Machine = 0x0100_000C }.Needs("/usr/lib/libSystem.B.dylib").Symbol("_open", 1).Symbol("_fork", 1).Build()), (12, [.. "!<arch>\n"u8, .. new byte[64]])));

        Assert.Equal(["x64", "arm64", "arm"], read.Metadata("image.machine"));
        Assert.Equal(["libc!open", "security!SecItemCopyMatching", "libc!opendir", "libc!fork"], read.Imports);
        Assert.Empty(read.Anomalies);
    }

    [Fact]
    public void An_image_outside_its_file_is_stated()
    {
        var fat = MachOBuilder.Fat((0x0100_0007, Library().Build()));
        var cut = Read.MachO(Library().Build()[..64]);

        Assert.Equal(["misleading-structure: image-outside-file"], Read.MachO(fat[..^16]).Anomalies);
        Assert.Equal(["misleading-structure: commands-outside-file"], cut.Anomalies);
        Assert.Equal(ProblemId.ImageInvalid, Assert.Single(Read.MachO(Library().Build()[..20]).Problems).Id);
    }

    private static MachOBuilder Library(bool wide = true, bool bigEndian = false) => new MachOBuilder(wide, bigEndian)
        .Needs("/usr/lib/libSystem.B.dylib").Needs("/System/Library/Frameworks/Security.framework/Versions/A/Security")
        .Symbol("_open", 1).Symbol("_SecItemCopyMatching", 2).Symbol("_opendir$INODE64", 1).Symbol("__ZdlPv", 1).Symbol("_own", 0);
}
