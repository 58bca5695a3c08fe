using Assay.Model;
using Assay.TestInputs;

namespace Assay.Robustness.Tests.Made;

/// <summary>Resources of assemblies, and symbols.</summary>
internal static class ResourceCases
{
    private static readonly byte[] Program = PeBuilder.WithCode(characteristics: 0x2022).Imports(("kernel32.dll", ["CreateRemoteThread", "WriteProcessMemory"])).Build();

    public static IEnumerable<MadeCase> All =>
    [
        Case("program", image => image.Resource("a.dll", Program)).Finds("starts-remote-thread").AndNothingElse(),
        Case("length-all-ones", image => { image.Resource("a", [1], length: uint.MaxValue); image.Resource("b.dll", Program); }).Says(ProblemId.ResourceUnreadable).Finds("starts-remote-thread"),
        Case("offset-outside", image => { image.Resource("a", [1], offset: 0x7FFF_FFFF); image.Resource("b.dll", Program); }).Says(ProblemId.ResourceUnreadable).Finds("starts-remote-thread"),
        Case("offset-negative", image => { image.Resource("a", [1], offset: 0xFFFF_FFF0); image.Resource("b.dll", Program); }).Says(ProblemId.ResourceUnreadable).Finds("starts-remote-thread"),
        Case("set-of-negative-entries", image => Set(image, entries: -1)).Says(ProblemId.ResourceUnreadable).Finds("starts-remote-thread"),
        Case("set-of-a-billion-entries", image => Set(image, entries: 0x3FFF_FFFF)).Says(ProblemId.ResourceUnreadable).Finds("starts-remote-thread"),
        Case("set-of-a-billion-types", image => Set(image, types: 0x3FFF_FFFF)).Says(ProblemId.ResourceUnreadable).Finds("starts-remote-thread"),
        Case("set-header-beyond", image => Set(image, header: 0x7FFF_FFF0)).Says(ProblemId.ResourceUnreadable).Finds("starts-remote-thread"),
        Case("set-header-negative", image => Set(image, header: -8)).Says(ProblemId.ResourceUnreadable).Finds("starts-remote-thread"),
        Case("set-name-offset-overflows", image => Set(image, name: int.MaxValue)).Says(ProblemId.ResourceUnreadable).Finds("starts-remote-thread"),
        Case("set-name-offset-negative", image => Set(image, name: int.MinValue)).Says(ProblemId.ResourceUnreadable).Finds("starts-remote-thread"),
        Case("set-data-offset-overflows", image => Set(image, data: int.MaxValue, value: int.MaxValue)).Says(ProblemId.ResourceUnreadable).Finds("starts-remote-thread"),
        Case("set-value-of-negative-length", image => Set(image, length: -4)).Says(ProblemId.ResourceUnreadable).Finds("starts-remote-thread"),
        Case("set-value-beyond", image => Set(image, length: 0x7FFF_FFFF)).Says(ProblemId.ResourceUnreadable).Finds("starts-remote-thread"),
        Case("set-of-ten-thousand-names-for-one-value", image => Set(image, entries: 10_000, payload: [.. Program, .. new byte[1_000_000]])).Finds("starts-remote-thread"),
        Case("compressed-noise", image => { image.Resource("a.dll.compressed", Bytes.Noise(5000)); image.Resource("b.dll", Program); }).Finds("starts-remote-thread").AndNothingElse(),
        Case("compressed-bombs", image =>
        {
            image.Resource("b.dll", Program);
            var bomb = RawZip.Deflate(new byte[17 * 1024 * 1024]);
            for (var i = 0; i < 80; i++)
            {
                image.Resource($"a{i}.dll.compressed", bomb);
            }
        }).Says(ProblemId.LimitBytes).Finds("starts-remote-thread"),
        Case("of-ten-thousand-overlapping", image =>
        {
            image.Resource("b.dll", Program);
            image.Resource("a", [.. Enumerable.Repeat<byte[]>([0x00, 0x10, 0, 0, (byte)'M', (byte)'Z', 0, 0], 10_000).SelectMany(row => row)]);
            for (var i = 0u; i < 9_000; i++)
            {
                image.Resource($"r{i}", [], offset: (uint)((Program.Length + 4 + 7) & ~7) + 4 + (8 * i));
            }
        }).Finds("starts-remote-thread"),
        new MadeCase("symbols/embedded-of-another-size", "made.dll", () => { var image = CSharpSample.CompileWithSymbols("public class C { public void M() => System.Diagnostics.Process.Start(\"calc\"); }", "/src/c.cs", embedded: true).Image; return image.U32(image.First("MPDB"u8) + 4, 0x03FF_FFFF); }).Finds("starts-process"),
        new MadeCase("symbols/embedded-noise", "made.dll", () => { var image = CSharpSample.CompileWithSymbols("public class C { public void M() => System.Diagnostics.Process.Start(\"calc\"); }", "/src/c.cs", embedded: true).Image; return image.With(image.First("MPDB"u8) + 8, Bytes.Noise(100)); }).Finds("starts-process"),
        Symbols("cut", symbols => symbols[..(symbols.Length / 2)]),
        Symbols("rows-four-billion", symbols => symbols.U32(symbols.First("#~\0\0"u8) - 4, 0x7FFF_FFFF)),
        Symbols("documents-of-themselves", symbols => symbols.With(symbols.Length - 60, Enumerable.Repeat((byte)0xFF, 60).ToArray())),
        new MadeCase("symbols/windows-directory-outside", "made.pdb", () => [.. "Microsoft C/C++ MSF 7.00\r\n\u001aDS\0\0\0"u8, .. BitConverter.GetBytes(512), .. BitConverter.GetBytes(1), .. BitConverter.GetBytes(int.MaxValue), .. BitConverter.GetBytes(int.MaxValue), .. BitConverter.GetBytes(0), .. BitConverter.GetBytes(int.MaxValue)]).Says(ProblemId.InputUnreadable),
        new MadeCase("symbols/windows-blocks-of-themselves", "made.pdb", () => ((byte[])[.. "Microsoft C/C++ MSF 7.00\r\n\u001aDS\0\0\0"u8, .. BitConverter.GetBytes(512), .. new byte[4096 - 36]]).U32(52, 1).U32(512, 1)).Says(ProblemId.InputUnreadable),
    ];

    private static MadeCase Case(string id, Action<ManagedImage> write) => new("resource/" + id, "made.dll", () => ManagedImage.Build(write));

    private static MadeCase Symbols(string id, Func<byte[], byte[]> change) => new MadeCase("symbols/portable-" + id, "made.zip", () =>
    {
        var (image, symbols) = CSharpSample.CompileWithSymbols("public class C { public void M() => System.Diagnostics.Process.Start(\"calc\"); }", "/src/c.cs", embedded: false);
        return new RawZip().Add(new RawEntry("Sample.dll", image), new RawEntry("Sample.pdb", change(symbols!))).Build();
    }).Finds("starts-process");

    // A set of byte arrays under one name (System.Resources.RuntimeResourceSet, version 2) before a program that has to be found.
    private static void Set(ManagedImage image, int header = 0, int entries = 1, int types = 0, int name = 0, int? data = null, int value = 0, int? length = null, byte[]? payload = null)
    {
        byte[] content = payload ?? [1, 2, 3];
        var count = entries is > 0 and < 100_000 ? entries : 1;
        var set = new Bytes();
        set.U32(0xBEEFCACE).U32(1).U32(header).U32(2).U32(entries).U32(types).Align(8);
        for (var i = 0; i < count; i++)
        {
            set.U32(i);
        }

        for (var i = 0; i < count; i++)
        {
            set.U32(name);
        }

        // The name "a" and the offset of its value; the value is an array of bytes with its length.
        set.U32(data ?? set.Position + 4 + 7).U8(2).U16('a').U32(value).U8(0x20).U32(length ?? content.Length).Add(content);
        image.Resource("set.resources", set.ToArray());
        image.Resource("b.dll", Program);
    }
}
