using System.Diagnostics;
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

    [Theory]
    [InlineData("var s = new string(new[] { 'a', 'b' }); while (true) { s = s + s; }")]
    [InlineData("var b = new StringBuilder(); b.Append(\"a\"); b.Append(\"b\"); for (;;) { b.Append(b.ToString()); }")]
    [InlineData("var i = 0; var c = new string(new[] { 'a', 'b' }); while (true) { i ^= 1; }")]
    [InlineData("var s = new string(new[] { 'a', 'b' }); Again(s);")]
    [InlineData("var s = new string(new[] { 'a', 'b' }); var a = new long[int.MaxValue]; a[7] = 1;")]
    [InlineData("var s = new string(new[] { 'a', 'b' }).PadLeft(int.MaxValue);")]
    [InlineData("var s = new string(new[] { 'a', 'b' }); for (var i = 0; i < 100; i++) { s = s.Replace(\"a\", s); }")]
    [InlineData("var s = new string(new[] { 'a', 'b' }); var x = Enumerable.Range(0, int.MaxValue).Select(i => i ^ 3).ToArray();")]
    public void Endless_and_growing_code_ends_within_the_budget(string statements)
    {
        var clock = Stopwatch.StartNew();
        var facts = Sample.FactsOf("using System.Text; public class C { static string Again(string s) => Again(new string(s.Reverse().ToArray())); void M() { " + statements + " File.Delete(\"x\"); } }");

        Assert.NotEmpty(facts.Of(FactKind.Call));
        Assert.True(facts.Complete);
        Assert.True(clock.Elapsed < TimeSpan.FromSeconds(20), $"took {clock.Elapsed}");
    }

    [Fact]
    public void Code_that_always_spends_its_budget_is_said_when_the_assembly_has_more_of_it()
    {
        var methods = string.Concat(Enumerable.Range(0, 40).Select(i => $"void M{i}() {{ var s = new string(new[] {{ 'a', 'b' }}); var i = 0; while (true) {{ i ^= s.Length; }} }}"));
        var facts = Sample.FactsOf("public class C { " + methods + " }");

        Assert.Contains(facts.Problems, problem => problem.Id == ProblemId.LimitSteps);
        Assert.True(facts.Complete);
    }

    [Fact]
    public void What_depends_on_a_parameter_is_not_known()
    {
        var facts = Sample.FactsOf("using System.Text; public class C { void M(string input, byte key) { var b = Convert.FromBase64String(\"aHR0cA==\"); for (var i = 0; i < b.Length; i++) b[i] ^= key; File.Delete(Encoding.UTF8.GetString(b)); } }");

        Assert.DoesNotContain(facts.Of(FactKind.String), fact => fact.Derivation == Derivation.Recovered);
        Assert.Equal("result System.Text.Encoding::GetString", facts.Single(FactKind.Call, "System.IO.File::Delete").Arguments.Shown());
    }

    [Fact]
    public void What_a_loop_over_something_unknown_builds_is_not_known()
    {
        var facts = Sample.FactsOf("using System.Text; public class C { void M(List<string> items) { var b = new StringBuilder(); b.Append(\"a\"); b.Append(\"b\"); foreach (var item in items) { b.Append(item.Length); } File.Delete(b.ToString()); } }");

        Assert.DoesNotContain(facts.Of(FactKind.String), fact => fact.Derivation != Derivation.Literal);
    }

    [Fact]
    public void Two_ways_that_give_different_texts_give_none()
    {
        var facts = Sample.FactsOf("using System.Text; public class C { void M(bool way) { var b = way ? \"YQ==\" : \"Yg==\"; var s = Encoding.UTF8.GetString(Convert.FromBase64String(b)); File.Delete(s); File.Delete(Encoding.UTF8.GetString(Convert.FromBase64String(\"Yw==\"))); } }");

        Assert.Equal(["result System.Text.Encoding::GetString", "\"c\""], facts.Of(FactKind.Call).Where(fact => fact.Value == "System.IO.File::Delete").Select(fact => fact.Arguments.Shown()));
    }

    [Theory]
    [InlineData("try { new WebClient().DownloadString(input); } catch { }", 1)]
    [InlineData("try { new WebClient().DownloadString(input); } catch (Exception) { }", 1)]
    [InlineData("try { new WebClient().DownloadString(input); } catch (WebException) { }", 0)]
    [InlineData("try { new WebClient().DownloadString(input); } catch (Exception e) { Console.WriteLine(e); }", 0)]
    public void A_handler_that_ignores_all_errors_says_what_it_guards(string statements, int count)
    {
        var facts = Sample.FactsOf("public class C { void M(string input) { " + statements + " } }");

        var anomalies = facts.Of(FactKind.Anomaly).Where(fact => fact.Value == "ignores-all-errors").ToArray();
        Assert.Equal(count, anomalies.Length);
        Assert.All(anomalies, anomaly => Assert.Equal("\"System.Net.WebClient\", \"System.Net.WebClient::DownloadString\"", anomaly.Arguments.Shown()));
    }

    [Theory]
    [InlineData(1)]
    [InlineData(2)]
    public void Changed_bytes_of_decoding_code_never_throw_and_give_the_same_facts_twice(int seed)
    {
        var image = TestInputs.CSharpSample.Compile("""
            using System; using System.IO; using System.Linq; using System.Text; using System.IO.Compression;
            public class C
            {
                static readonly byte[] Key = { 1, 2, 3, 4, 5, 6, 7, 8, 9 };
                static string Get(string s, int k) { var c = s.ToCharArray(); for (var i = 0; i < c.Length; i++) c[i] = (char)(c[i] ^ Key[i % 9] ^ k); Array.Reverse(c); return new string(c); }
                static void Run() { File.Delete(Get("abcdefgh", 3)); File.Delete(Encoding.UTF8.GetString(Convert.FromBase64String("YWJj"))); var b = new StringBuilder(); foreach (var c in "xyz") b.Append((char)(c + 1)); File.Delete(b.ToString()); File.Delete(new string("cba".Select((c, i) => (char)(c ^ Key[i])).ToArray())); }
            }
            """);
        var random = new Random(seed);
        for (var round = 0; round < 150; round++)
        {
            var changed = (byte[])image.Clone();
            for (var i = random.Next(1, 6); i > 0; i--)
            {
                changed[random.Next(changed.Length)] = (byte)random.Next(256);
            }

            Assert.Equal(Shown(Sample.FactsOf(changed)), Shown(Sample.FactsOf(changed)));
        }
    }

    private static string Shown(FileFacts facts) => string.Join('\n', facts.Records.Select(record => facts.Read(record) is var fact ? $"{fact.Kind} {fact.Value} {fact.Arguments.Shown()} {fact.Derivation} {fact.Position}" : ""));
}
