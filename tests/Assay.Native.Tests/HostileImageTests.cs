using System.Buffers.Binary;
using Assay.Model;
using Assay.TestInputs;

namespace Assay.Native.Tests;

public sealed class HostileImageTests
{
    private const int MaximumFacts = 50_000;

    public static TheoryData<ArtifactKind> Kinds => [ArtifactKind.NativeImage, ArtifactKind.ManagedAssembly, ArtifactKind.Elf, ArtifactKind.MachO];

    [Theory]
    [MemberData(nameof(Kinds))]
    public void Every_field_at_its_extremes_ends_in_facts(ArtifactKind kind)
    {
        var image = Sample(kind);
        foreach (var value in (ReadOnlySpan<uint>)[0, 1, 0x7FFF_FFFF, 0x8000_0000, 0xFFFF_FFFF])
        {
            for (var at = 0; at + 4 <= image.Length; at += at < 2048 ? 2 : 32)
            {
                var hostile = (byte[])image.Clone();
                BinaryPrimitives.WriteUInt32LittleEndian(hostile.AsSpan(at), value);

                Assert.InRange(Read.From(hostile, kind).Count, 0, MaximumFacts);
            }
        }
    }

    [Theory]
    [MemberData(nameof(Kinds))]
    public void Any_change_of_bytes_ends_in_the_same_facts_twice(ArtifactKind kind)
    {
        var image = Sample(kind);
        var random = new Random(7);
        for (var round = 0; round < 3000; round++)
        {
            var hostile = (byte[])image.Clone();
            for (var i = random.Next(1, 8); i > 0; i--)
            {
                hostile[random.Next(random.Next(2) == 0 ? Math.Min(1024, hostile.Length) : hostile.Length)] = (byte)random.Next(256);
            }

            hostile = hostile[..random.Next(hostile.Length - (hostile.Length / 8), hostile.Length)];
            var (first, second) = (Read.From(hostile, kind), Read.From(hostile, kind));
            Assert.Equal(first.Imports, second.Imports);
            Assert.Equal(first.Anomalies, second.Anomalies);
            Assert.Equal(first.Count, second.Count);
        }
    }

    [Theory]
    [MemberData(nameof(Kinds))]
    public void An_image_cut_anywhere_ends_in_facts(ArtifactKind kind)
    {
        var image = Sample(kind);
        for (var length = 0; length < image.Length; length += length < 2048 ? 3 : 61)
        {
            Assert.InRange(Read.From(image[..length], kind).Count, 0, MaximumFacts);
        }
    }

    [Fact]
    public void A_resource_folder_that_contains_itself_is_stated_and_ends()
    {
        var builder = PeBuilder.WithCode();
        var data = new Bytes(builder.NextAddress);
        data.U32(0).U32(0).U32(0).U16(0).U16(2).U32(10).U32(0x8000_0000).U32(11).U32(0x8000_0000);
        builder.Section(".rsrc", data.ToArray(), PeBuilder.Data).Directory(2, data.Position - 32, 32);

        Assert.Equal(["misleading-structure: resource-loop"], Read.Pe(builder.Build()).Anomalies);
    }

    [Fact]
    public void More_programs_than_are_derived_are_a_problem()
    {
        var inner = PeBuilder.WithCode().Build();
        var appended = PeBuilder.WithCode();
        appended.Overlay = [.. Enumerable.Repeat(inner, 17).SelectMany(bytes => bytes)];
        var embedded = PeBuilder.WithCode().Resources([.. Enumerable.Range(100, 65).Select(type => (type, inner))]);

        Assert.Equal(16, Read.Pe(appended.Build()).Derived.Count);
        Assert.Equal(ProblemId.LimitFindings, Assert.Single(Read.Pe(appended.Build()).Problems).Id);
        Assert.Equal(64, Read.Pe(embedded.Build()).Derived.Count);
        Assert.Equal(ProblemId.LimitFindings, Assert.Single(Read.Pe(embedded.Build()).Problems).Id);
    }

    [Fact]
    public void Libraries_that_share_one_table_of_names_do_not_multiply_it()
    {
        // 2,000 rows name the same 2,000 functions: four million in all.
        var builder = PeBuilder.WithCode();
        var start = builder.NextAddress;
        var data = new Bytes(start, wide: true);
        data.PadTo(start + (2001 * 20));
        var library = data.Position;
        data.Text("a.dll");
        var name = data.Position;
        data.U16(0).Text("Function").Align(8);
        var thunks = data.Position;
        for (var i = 0; i < 2000; i++)
        {
            data.Address(name);
        }

        data.Address(0);
        for (var i = 0; i < 2000; i++)
        {
            data.Patch32(start + (i * 20), thunks);
            data.Patch32(start + (i * 20) + 12, library);
        }

        var read = Read.Pe(builder.Section(".idata", data.ToArray(), PeBuilder.Data).Directory(1, start, 40_000).Build());

        Assert.Equal(["a!Function"], read.Imports);
    }

    [Fact]
    public void Images_that_share_one_table_of_symbols_do_not_multiply_it()
    {
        var builder = new MachOBuilder().Needs("/usr/lib/libSystem.B.dylib");
        for (var i = 0; i < 30_000; i++)
        {
            builder.Symbol("_open", 1);
        }

        var image = builder.Build();
        var fat = MachOBuilder.Fat([.. Enumerable.Repeat((0x0100_0007u, Array.Empty<byte>()), 40), (0x0100_0007u, image)]);
        for (var i = 0; i < 40; i++)
        {
            fat.AsSpan(8 + (40 * 20) + 8, 8).CopyTo(fat.AsSpan(8 + (i * 20) + 8));
        }

        var read = Read.MachO(fat);

        Assert.Equal(["libc!open"], read.Imports);
        Assert.Equal(ProblemId.LimitSteps, Assert.Single(read.Problems).Id);
    }

    [Fact]
    public void More_imports_than_are_stated_are_a_problem()
    {
        var builder = new ElfBuilder().Needs("libc.so.6");
        for (var i = 0; i < 20_010; i++)
        {
            builder.Import($"function{i}x").Export($"export{i}x");
        }

        var read = Read.Elf(builder.Build());

        Assert.Equal((20_000, 20_000), (read.Imports.Length, read.Exports.Length));
        Assert.Equal(["20010"], read.Metadata("image.exports"));
        Assert.Equal(ProblemId.LimitFindings, Assert.Single(read.Problems).Id);
    }

    [Fact]
    public void Version_records_that_go_in_a_circle_end()
    {
        var image = new ElfBuilder().Needs("libc.so.6", 2).Import("open", 2).Build();
        var record = image.AsSpan().IndexOf((ReadOnlySpan<byte>)[1, 0, 1, 0]);
        Assert.True(record > 0);

        // Both distances lead back to themselves: 2^32 - 16 wraps no 64-bit offset, so that the next record lies outside; 16 repeats the bytes behind.
        foreach (var distance in (ReadOnlySpan<uint>)[1, 16, 0xFFFF_FFF0])
        {
            BinaryPrimitives.WriteUInt32LittleEndian(image.AsSpan(record + 12), distance);
            BinaryPrimitives.WriteUInt32LittleEndian(image.AsSpan(record + 28), distance);
            Assert.Equal(["libc!open"], Read.Elf(image).Imports);
        }
    }

    private static byte[] Sample(ArtifactKind kind)
    {
        switch (kind)
        {
            case ArtifactKind.Elf:
                return new ElfBuilder { Interpreter = "/lib/ld.so", SearchPath = "/opt", InitFunctions = 1 }.Needs("libc.so.6", 2).Needs("libm.so.6", 3).Import("open", 2).Import("sin", 3).Import("socket").Export("own").Build();
            case ArtifactKind.MachO:
                var image = new MachOBuilder().Needs("/usr/lib/libSystem.B.dylib").Symbol("_open", 1).Symbol("_own", 0).Build();
                return MachOBuilder.Fat((0x0100_0007, image), (0x0100_000C, image))[..^32];
            default:
                var builder = PeBuilder.WithCode().Imports(("kernel32.dll", ["CopyFileW", "MoveFileW"]), ("ws2_32.dll", ["13"])).DelayImports(("urlmon.dll", ["URLDownloadToFileW"]))
                    .Exports("sample.dll", ["First", "Second"], "NTDLL.X").Resources((10, PeBuilder.WithCode().Build()), (16, new byte[64]));
                builder.Overlay = PeBuilder.WithCode().Build();
                return builder.Build();
        }
    }
}
