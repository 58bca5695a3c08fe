using System.IO.Compression;
using System.Resources;
using Assay.Model;
using Assay.TestInputs;
using Microsoft.CodeAnalysis;

namespace Assay.DotNet.Tests;

public sealed class HiddenContentTests
{
    private static readonly byte[] Program = CSharpSample.Compile("class Inner { }", "Inner");

    [Fact]
    public void A_plain_program_is_named_as_such() =>
        Assert.Equal("program", Read(Program, out _).Single(FactKind.Resource, "data").Arguments!["kind"]);

    [Theory]
    [InlineData("XOR 0x5A")]
    [InlineData("base-64")]
    [InlineData("hex")]
    [InlineData("deflate")]
    [InlineData("zlib")]
    [InlineData("XOR 0x5A, deflate")]
    [InlineData("base-64, deflate")]
    public void A_hidden_program_is_handed_back_as_it_was(string how)
    {
        var facts = Read(Hide(Program, how), out var derived);

        Assert.Equal(how == "zlib" ? "deflate" : how, facts.Single(FactKind.Anomaly, "hidden-program").Arguments!["how"]);
        Assert.Equal(Program, Assert.Single(derived).Bytes.ToArray());
        Assert.True(derived[0].Recovered);
    }

    [Theory]
    [InlineData("XOR 0x5A")]
    [InlineData("plain")]
    public void The_byte_arrays_of_a_resource_set_are_looked_at(string how)
    {
        using var set = new MemoryStream();
        using (var writer = new ResourceWriter(set))
        {
            writer.AddResource("greeting", "hello");
            writer.AddResource("picture", Hide(Program, how));
            writer.AddResource("number", 7);
            writer.Generate();
            Read(set.ToArray(), out var derived);

            Assert.Equal(("resource:data/picture", true), (Assert.Single(derived).Name, derived[0].Bytes.Span.SequenceEqual(Program)));
        }
    }

    [Fact]
    public void Evenly_spread_bytes_are_measured()
    {
        var random = new byte[70_000];
        new Random(3).NextBytes(random);

        var fact = Read(random, out _).Single(FactKind.Anomaly, "even-bytes");

        Assert.Equal(("resource", "data", "70000"), (fact.Arguments!["in"], fact.Arguments["name"], fact.Arguments["size"]));
    }

    [Fact]
    public void Texts_and_pictures_are_quiet()
    {
        var random = new byte[70_000];
        new Random(3).NextBytes(random);
        byte[] png = [0x89, (byte)'P', (byte)'N', (byte)'G', .. random];

        Assert.DoesNotContain(Read(png, out var none).Of(FactKind.Anomaly), fact => fact.Value == "even-bytes");
        Assert.Empty(none);
        Assert.Empty(Read(System.Text.Encoding.UTF8.GetBytes(new string('a', 70_000)), out _).Of(FactKind.Anomaly));
    }

    [Fact]
    public void Beginnings_that_a_reader_of_programs_compares_with_are_no_programs()
    {
        var image = CSharpSample.Compile("""using System; class C { static bool Is(ReadOnlySpan<byte> bytes) => bytes.Length > 5 && bytes[..5].SequenceEqual(Elf) || bytes[..6].SequenceEqual(Mz); static ReadOnlySpan<byte> Elf => [0x7F, 0x45, 0x4C, 0x46, 2]; static ReadOnlySpan<byte> Mz => [0x4D, 0x5A, 0x90, 0, 3, 0]; }""");

        Assert.Empty(AssemblyAnalyzer.Analyze(image, new FactWriter()));
    }

    [Theory]
    [InlineData(1)]
    [InlineData(2)]
    public void Changed_sets_and_streams_never_throw(int seed)
    {
        using var set = new MemoryStream();
        using var writer = new ResourceWriter(set);
        writer.AddResource("data", new byte[900]);
        writer.AddResource("text", "hello");
        writer.Generate();
        var random = new Random(seed);
        byte[][] inputs = [set.ToArray(), Hide(Program, "deflate"), Hide(Program, "base-64")];
        for (var round = 0; round < 60; round++)
        {
            var content = (byte[])inputs[round % inputs.Length].Clone();
            for (var i = random.Next(1, 6); i > 0; i--)
            {
                content[random.Next(content.Length)] = (byte)random.Next(256);
            }

            Assert.DoesNotContain(Read(content, out _).Problems, problem => problem.Id is ProblemId.MetadataInvalid or ProblemId.MetadataUnreadable or ProblemId.InternalFailure);
        }
    }

    private static FileFacts Read(byte[] resource, out IReadOnlyList<DerivedArtifact> derived)
    {
        var image = CSharpSample.Compile("class C { }", resources: [new ResourceDescription("data", () => new MemoryStream(resource), isPublic: true)]);
        var facts = new FactWriter();
        derived = AssemblyAnalyzer.Analyze(image, facts);
        return facts.ToFacts();
    }

    private static byte[] Zip(byte[] program)
    {
        using var packed = new MemoryStream();
        using (var zip = new GZipStream(packed, CompressionLevel.Optimal))
        {
            zip.Write(program);
        }

        return packed.ToArray();
    }

    private static byte[] Hide(byte[] program, string how)
    {
        using var packed = new MemoryStream();
        switch (how)
        {
            case "plain":
                return program;
            case "base-64":
                return System.Text.Encoding.ASCII.GetBytes(Convert.ToBase64String(program));
            case "hex":
                return System.Text.Encoding.ASCII.GetBytes(Convert.ToHexString(program));
            case "deflate":
                using (var deflate = new DeflateStream(packed, CompressionLevel.Optimal))
                {
                    deflate.Write(program);
                }

                return packed.ToArray();
            case "zlib":
                using (var zlib = new ZLibStream(packed, CompressionLevel.Optimal))
                {
                    zlib.Write(program);
                }

                return packed.ToArray();
            case "XOR 0x5A, deflate":
                return [.. Zip(program).Select(value => (byte)(value ^ 0x5A))];
            case "base-64, deflate":
                return System.Text.Encoding.ASCII.GetBytes(Convert.ToBase64String(Zip(program)));
            default:
                return [.. program.Select(value => (byte)(value ^ 0x5A))];
        }
    }
}
