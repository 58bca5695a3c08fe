using System.Text;
using Assay.Native.Tests;
using Assay.TestInputs;

namespace Assay.Fuzz.Seeds;

/// <summary>Small native images.</summary>
internal static class ImageSeeds
{
    public static IEnumerable<byte[]> Pe()
    {
        var inner = PeBuilder.WithCode().Build();
        var small = PeBuilder.WithCode(wide: false).Build();
        var full = PeBuilder.WithCode().Imports(("kernel32.dll", ["VirtualAlloc", "12"]), ("ws2_32.dll", ["connect"])).DelayImports(("user32.dll", ["MessageBoxW"])).Exports("a.dll", ["Run", "Stop"], "b.Run").Resources((10, Encoding.ASCII.GetBytes("resource")), (24, "<assembly/>"u8.ToArray()));
        full.Overlay = "PK\u0003\u0004overlay"u8.ToArray();
        return [small, full.Build(), PeBuilder.WithCode().Resources((10, inner)).Build(), PeBuilder.WithCode().Section("UPX0", Bytes.Noise(600), PeBuilder.WritableCode).Build()];
    }

    public static IEnumerable<byte[]> Elf() =>
    [
        new ElfBuilder { Interpreter = "/lib64/ld-linux-x86-64.so.2", SearchPath = "$ORIGIN", Code = new byte[64], InitFunctions = 2, Mark = "a" }.Needs("libc.so.6").Import("system").Export("Run").Build(),
        new ElfBuilder { HasSectionTable = false }.Needs("libdl.so.2").Build(),
    ];

    public static IEnumerable<byte[]> MachO()
    {
        var image = new MachOBuilder().Needs("/usr/lib/libSystem.B.dylib").Symbol("_system", 1).Symbol("_run", 0).Build();
        return [image, new MachOBuilder(wide: false, bigEndian: true).Needs("/usr/lib/libc.dylib").Symbol("_a", 1).Build(), MachOBuilder.Fat((0x0100_0007, image), (0x0100_000C, image))];
    }
}
