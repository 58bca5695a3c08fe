using Assay.Model;
using Assay.TestInputs;

namespace Assay.Native.Tests;

public sealed class ElfTests
{
    [Theory]
    [InlineData(true, false)]
    [InlineData(true, true)]
    [InlineData(false, false)]
    [InlineData(false, true)]
    public void Imports_name_the_library_that_their_version_names(bool wide, bool bigEndian)
    {
        var read = Read.Elf(new ElfBuilder(wide, bigEndian).Needs("libc.so.6", 2).Needs("libpthread.so.0", 3).Needs("libssl.so.3", 4)
            .Import("open64", 2).Import("connect", 3).Import("SSL_read", 4).Import("_ZNSs4swapERSs", 2).Import("socket").Import("frobnicate").Export("own").Build());

        Assert.Equal(["libc!open", "libc!connect", "libssl!SSL_read", "libc!socket", "unknown!frobnicate"], read.Imports);
        Assert.Equal(["own"], read.Exports);
        Assert.Equal(["libc.so.6", "libpthread.so.0", "libssl.so.3"], read.Metadata("image.needs"));
        Assert.Empty(read.Anomalies);
        Assert.Empty(read.Problems);
    }

    [Fact]
    public void A_single_needed_library_defines_what_names_none()
    {
        var read = Read.Elf(new ElfBuilder().Needs("libc.musl-x86_64.so.1").Import("frobnicate").Import("readdir").Build());

        Assert.Equal(["libc!frobnicate", "libc!readdir"], read.Imports);
    }

    [Fact]
    public void The_headers_say_machine_loader_and_start()
    {
        var read = Read.Elf(new ElfBuilder { Machine = 183, Interpreter = "/lib/ld-linux-aarch64.so.1", SearchPath = "$ORIGIN/lib", InitFunctions = 3 }.Needs("libc.so.6").Build());

        Assert.Equal(["arm64"], read.Metadata("image.machine"));
        Assert.Equal(["linux"], read.Metadata("image.system"));
        Assert.Equal(["program"], read.Metadata("image.kind"));
        Assert.Equal(["/lib/ld-linux-aarch64.so.1"], read.Metadata("image.interpreter"));
        Assert.Equal(["$ORIGIN/lib"], read.Metadata("image.search-path"));
        Assert.Equal(["3"], read.Metadata("image.start-up-functions"));
        Assert.Equal(["true"], read.Metadata("image.stripped"));
    }

    [Fact]
    public void Packed_code_is_named_by_its_packer()
    {
        var noise = Bytes.Noise(64 * 1024);

        Assert.Equal(["misleading-structure: no-section-table", "packed-executable: upx"], Read.Elf(new ElfBuilder { Code = noise, Mark = "UPX!", HasSectionTable = false }.Build()).Anomalies);
        Assert.Equal(["misleading-structure: no-section-table", "packed-executable: unknown"], Read.Elf(new ElfBuilder { Code = noise, HasSectionTable = false }.Build()).Anomalies);
        Assert.Empty(Read.Elf(new ElfBuilder { Code = noise }.Build()).Anomalies);
        Assert.Empty(Read.Elf(new ElfBuilder { Code = new byte[64 * 1024], Mark = "UPX!" }.Build()).Anomalies);
    }

    [Fact]
    public void A_cut_image_is_stated_and_a_cut_header_is_a_problem()
    {
        var image = new ElfBuilder { Code = new byte[4096] }.Needs("libc.so.6").Import("open").Build();

        var cut = Read.Elf(image[..^2048]);
        Assert.Equal(["misleading-structure: section-table-outside-file", "misleading-structure: segment-outside-file"], cut.Anomalies);
        Assert.Equal(["libc!open"], cut.Imports);
        Assert.Equal(ProblemId.ImageInvalid, Assert.Single(Read.Elf(image[..40]).Problems).Id);
    }
}
