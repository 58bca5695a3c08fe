using Assay.Model;
using Assay.TestInputs;
using Microsoft.CodeAnalysis;

namespace Assay.DotNet.Tests;

public sealed class DeclarationFactsTests
{
    [Fact]
    public void Bases_interfaces_attributes_and_methods_are_stated()
    {
        var facts = Sample.FactsOf("""
            [Obsolete("old", true)] public class C : Stream, ICloneable
            {
                public object Clone() => null; public void Send(string mnemonic, int n) { }
                public override bool CanRead => false; public override bool CanSeek => false; public override bool CanWrite => false; public override long Length => 0; public override long Position { get; set; }
                public override void Flush() { } public override int Read(byte[] b, int o, int c) => 0; public override long Seek(long o, SeekOrigin s) => 0; public override void SetLength(long l) { } public override void Write(byte[] b, int o, int c) { }
            }
            """);

        Assert.Equal("C", facts.Single(FactKind.Base, "System.IO.Stream").Place!.Type);
        facts.Single(FactKind.Base, "System.ICloneable");
        Assert.Equal("\"old\", \"true\"", facts.Single(FactKind.Attribute, "System.ObsoleteAttribute").Arguments.Shown());
        Assert.Equal("\"mnemonic\", \"n\"", facts.Single(FactKind.Method, "Send").Arguments.Shown());
        facts.Single(FactKind.Type, "System.IO.Stream");
    }

    [Fact]
    public void Module_initialisers_and_static_constructors_say_when_they_run()
    {
        var facts = Sample.FactsOf("""
            public class C { static C() { File.Delete("first use"); } [ModuleInitializer] internal static void Init() { File.Delete("load"); } void M() { File.Delete("call"); } }
            """);

        var surfaces = facts.Of(FactKind.Call).Where(f => f.Value == "System.IO.File::Delete").ToDictionary(f => f.Arguments!.Items[0].Value!, f => f.Place!.Surface);

        Assert.Equal(Surface.FirstUse, surfaces["first use"]);
        Assert.Equal(Surface.Load, surfaces["load"]);
        Assert.Equal(Surface.None, surfaces["call"]);
    }

    [Theory]
    [InlineData("public class C { }", "il")]
    [InlineData("[assembly: System.Runtime.CompilerServices.ReferenceAssembly] public class C { }", "reference")]
    [InlineData("[assembly: System.Reflection.AssemblyCulture(\"de\")]", "satellite")]
    public void The_kind_of_assembly_is_stated(string source, string kind)
    {
        var facts = Sample.FactsOf(source);

        Assert.Equal(kind, facts.Single(FactKind.Metadata, "assembly.kind").Arguments!["value"]);
    }

    [Fact]
    public void A_ready_to_run_image_is_named_and_its_IL_is_read()
    {
        // The framework's own assemblies carry native code beside the IL.
        var facts = Sample.FactsOf(File.ReadAllBytes(typeof(System.Net.Sockets.Socket).Assembly.Location));

        Assert.Equal("ready-to-run", facts.Single(FactKind.Metadata, "assembly.kind").Arguments!["value"]);
        Assert.Empty(facts.Problems);
        Assert.Contains(facts.Of(FactKind.Call), fact => fact.Value == "System.ArgumentNullException::ThrowIfNull");
    }

    [Fact]
    public void An_image_that_is_not_IL_alone_is_named_mixed_mode()
    {
        var image = CSharpSample.Compile("public class C { }");
        using var pe = new System.Reflection.PortableExecutable.PEReader(new MemoryStream(image));

        // ECMA-335 II.25.3.3: Flags at offset 16 of the CLI header; bit 0 is ILONLY.
        image[pe.PEHeaders.CorHeaderStartOffset + 16] &= 0xFE;

        Assert.Equal("mixed-mode", Sample.FactsOf(image).Single(FactKind.Metadata, "assembly.kind").Arguments!["value"]);
    }

    [Fact]
    public void Resources_that_hold_code_are_handed_back_unpacked()
    {
        var inner = CSharpSample.Compile("public class Inner { }", "Inner");
        var packed = new MemoryStream();
        using (var deflate = new System.IO.Compression.DeflateStream(packed, System.IO.Compression.CompressionLevel.Optimal, leaveOpen: true))
        {
            deflate.Write(inner);
        }

        var image = CSharpSample.Compile("public class C { }", resources:
        [
            new ResourceDescription("costura.inner.dll.compressed", () => new MemoryStream(packed.ToArray()), true),
            new ResourceDescription("plain.bin", () => new MemoryStream(inner), true),
            new ResourceDescription("text.txt", () => new MemoryStream("hello"u8.ToArray()), true),
        ]);
        var writer = new FactWriter();

        var derived = AssemblyAnalyzer.Analyze(image, writer);

        Assert.Equal(["resource:costura.inner.dll.compressed", "resource:plain.bin"], derived.Select(artifact => artifact.Name));
        Assert.All(derived, artifact => Assert.Equal(inner, artifact.Bytes.ToArray()));
        Assert.Equal(3, writer.ToFacts().Of(FactKind.Resource).Count());
    }

    [Fact]
    public void A_compressed_resource_that_unpacks_to_a_bomb_is_a_problem()
    {
        var packed = new MemoryStream();
        using (var deflate = new System.IO.Compression.DeflateStream(packed, System.IO.Compression.CompressionLevel.Fastest, leaveOpen: true))
        {
            var zeros = new byte[1 << 20];
            for (var i = 0; i < 40; i++)
            {
                deflate.Write(zeros);
            }
        }

        var image = CSharpSample.Compile("public class C { }", resources: [new ResourceDescription("a.compressed", () => new MemoryStream(packed.ToArray()), true)]);

        Assert.Contains(Sample.FactsOf(image).Problems, problem => problem.Id == ProblemId.LimitBytes);
    }
}
