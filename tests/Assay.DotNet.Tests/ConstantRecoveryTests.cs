using Assay.Model;

namespace Assay.DotNet.Tests;

/// <summary>Constants that code computes: they become facts, and arguments of the calls that get them.</summary>
public sealed class ConstantRecoveryTests
{
    private const string Url = "https://example.invalid/a/b";

    [Theory]
    [InlineData("var s = Encoding.UTF8.GetString(Convert.FromBase64String(\"aHR0cHM6Ly9leGFtcGxlLmludmFsaWQvYS9i\"));", "base-64, bytes as text")]
    [InlineData("var s = Encoding.ASCII.GetString(Convert.FromHexString(\"68747470733a2f2f6578616d706c652e696e76616c69642f612f62\"));", "numbers of another base, bytes as text")]
    [InlineData("var c = \"b/a/dilavni.elpmaxe//:sptth\".ToCharArray(); Array.Reverse(c); var s = new string(c);", "character codes, reversal")]
    [InlineData("var s = new string(\"b/a/dilavni.elpmaxe//:sptth\".Reverse().ToArray());", "character codes, reversal")]
    [InlineData("var s = new string(new[] { 'h', 't', 't', 'p', 's', ':', '/', '/', 'e', 'x', 'a', 'm', 'p', 'l', 'e', '.', 'i', 'n', 'v', 'a', 'l', 'i', 'd', '/', 'a', '/', 'b' });", "character codes")]
    [InlineData("var k = new byte[] { 50, 46, 46, 42, 41, 96, 117, 117, 63, 34, 59, 55, 42, 54, 63, 116, 51, 52, 44, 59, 54, 51, 62, 117, 59, 117, 56 }; for (var i = 0; i < k.Length; i++) k[i] ^= 0x5A; var s = Encoding.UTF8.GetString(k);", "exclusive or, character codes, bytes as text")]
    [InlineData("var k = \"iuuqt;00fybnqmf/jowbmje0b0c\"; var b = new StringBuilder(); foreach (var c in k) b.Append((char)(c - 1)); var s = b.ToString();", "character codes, concatenation")]
    [InlineData("var b = new StringBuilder(); b.Append(\"https\").Append(\"://example.\"); b.Append(\"invalid\").Append('/').Append(\"a/b\"); var s = b.ToString();", "concatenation")]
    [InlineData("var x = \"6874747073\" + \"3a2f2f6578616d706c652e696e76616c69642f612f62\"; var y = new byte[x.Length / 2]; for (var i = 0; i < y.Length; i++) y[i] = Convert.ToByte(x.Substring(i * 2, 2), 16); var s = Encoding.UTF8.GetString(y);", "numbers of another base, bytes as text, concatenation")]
    [InlineData("var k = new byte[] { 75, 71, 80 }; var s = new string(\"#3$;4jdh5333'?5q9\\\"!2>1.c1\\u007f&d2\".Select((c, i) => (char)(c ^ k[i % k.Length])).ToArray()); s = Url;", null)]
    public void A_decoded_address_is_a_text_and_an_argument(string statements, string? how)
    {
        if (how is null)
        {
            how = "exclusive or, character codes";
            var mask = new byte[] { 75, 71, 80 };
            var hidden = string.Concat(Url.Select((c, i) => "\\u" + (c ^ mask[i % 3]).ToString("x4", System.Globalization.CultureInfo.InvariantCulture)));
            statements = "var k = new byte[] { 75, 71, 80 }; var s = new string(\"" + hidden + "\".Select((c, i) => (char)(c ^ k[i % k.Length])).ToArray());";
        }

        var facts = Sample.FactsOf("using System.Text; public class C { async Task M() { " + statements + " await new HttpClient().GetStringAsync(s); } }");

        var text = Assert.Single(facts.Of(FactKind.String), fact => fact.Value == Url);
        Assert.Equal(how == "concatenation" ? Derivation.Folded : Derivation.Recovered, text.Derivation);
        Assert.Equal(how, text.Arguments!["how"]);
        Assert.Equal(("C", "M"), (text.Place!.Type, text.Place.Method));
        var argument = facts.Single(FactKind.Call, "System.Net.Http.HttpClient::GetStringAsync").Arguments!.Items[1];
        Assert.Equal((Url, text.Derivation), (argument.Value, argument.Derivation));
    }

    [Fact]
    public void A_decoder_of_the_assembly_is_followed_with_its_constants()
    {
        var facts = Sample.FactsOf("""
            public static class Decoder
            {
                private static readonly byte[] Key = { 3, 5, 7 };
                public static string Get(string text, int step) { var c = text.ToCharArray(); for (var i = 0; i < c.Length; i++) c[i] = (char)(c[i] ^ Key[i % Key.Length] ^ step); return new string(c); }
            }
            public class C { void M() { Process.Start(Decoder.Get("fim+ht`", 1), "x"); } }
            """);

        Assert.Contains(facts.Of(FactKind.Process), fact => fact.Derivation == Derivation.Recovered);
    }

    [Fact]
    public void A_field_that_a_constructor_alone_writes_is_known_elsewhere()
    {
        var facts = Sample.FactsOf("""
            public class C
            {
                private static readonly string Program = "cmd" + Environment.NewLine.Length.ToString().Substring(9);
                private static readonly string Tool = "netsh";
                private readonly string _file = "/etc/passwd";
                void M() { Process.Start(Tool, "x"); System.IO.File.ReadAllText(_file); Process.Start(Program); }
            }
            """);

        facts.Single(FactKind.Process, "netsh");
        facts.Single(FactKind.Path, "/etc/passwd");
        Assert.Single(facts.Of(FactKind.Process));
    }

    [Fact]
    public void A_local_that_is_written_again_in_a_straight_line_is_known()
    {
        var facts = Sample.FactsOf("public class C { void M() { var s = \"ne\"; s += \"ts\"; s = s + \"h\"; Process.Start(s); } }");

        Assert.Equal(Derivation.Folded, facts.Single(FactKind.Process, "netsh").Derivation);
    }

    [Fact]
    public void A_resource_that_code_unpacks_is_read()
    {
        var image = Resources.SampleImage();
        var facts = new FactWriter();
        var derived = AssemblyAnalyzer.Analyze(Resources.WithResource("data", Resources.Combine(Resources.Zip(image), 0x5A), "using System.IO.Compression; public class C { void M() { var r = typeof(C).Assembly.GetManifestResourceStream(\"data\"); var m = new MemoryStream(); r.CopyTo(m); var b = m.ToArray(); for (var i = 0; i < b.Length; i++) b[i] ^= 0x5A; var o = new MemoryStream(); new GZipStream(new MemoryStream(b), CompressionMode.Decompress).CopyTo(o); System.Reflection.Assembly.Load(o.ToArray()); } }"), facts);

        var program = Assert.Single(derived, artifact => artifact.Name.StartsWith("Program#", StringComparison.Ordinal));
        Assert.Equal("compression, exclusive or", program.How);
        Assert.True(program.Recovered);
        Assert.Equal(image, program.Bytes.ToArray());
        Assert.Contains(derived, artifact => artifact.Name == "resource:data" && artifact.Bytes.Span.SequenceEqual(image));
        facts.ToFacts();
    }
}
