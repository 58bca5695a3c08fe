using System.Buffers.Binary;
using Assay.Model;
using Assay.TestInputs;

namespace Assay.DotNet.Tests;

public sealed class ObfuscationTests
{
    [Theory]
    [InlineData("ConfusedByAttribute", "", "ConfuserEx")]
    [InlineData("DotfuscatorAttribute", "", "Dotfuscator")]
    [InlineData("PoweredByAttribute", "SmartAssembly.Attributes", "SmartAssembly")]
    [InlineData("ProcessedByXenocode", "Xenocode.Client.Attributes.AssemblyAttributes", "Xenocode")]
    public void The_mark_of_a_tool_names_it(string type, string @namespace, string tool)
    {
        var facts = Sample.FactsOf(@namespace.Length == 0 ? $"public class {type} : Attribute {{ }}" : $"namespace {@namespace} {{ public class {type} : Attribute {{ }} }}");

        Assert.Equal(tool, facts.Single(FactKind.Anomaly, "obfuscator-mark").Arguments!["tool"]);
    }

    [Fact]
    public void A_type_of_the_same_name_elsewhere_is_no_mark() =>
        Assert.Empty(Anomalies(Sample.FactsOf("namespace Electricity { public class PoweredByAttribute : Attribute { } }")));

    [Theory]
    [InlineData("\u0E4C\u0E4D\u0E4C", "unreadable-types")]
    [InlineData("a", "short-types")]
    public void Names_that_nobody_can_read_are_measured(string stem, string measure)
    {
        // C# names begin with a letter: marks follow one, and outnumber it.
        var types = string.Concat(Enumerable.Range(0, 30).Select(i => stem.Length == 1 ? $"class {(char)('a' + (i % 26))}{(i < 26 ? "" : "b")} {{ }} " : $"class a{string.Concat(Enumerable.Range(0, i + 1).Select(_ => stem))} {{ }} "));

        var fact = Sample.FactsOf(types).Single(FactKind.Anomaly, "obfuscated-names");

        Assert.InRange(int.Parse(fact.Arguments![measure]!, System.Globalization.CultureInfo.InvariantCulture), 90, 100);
    }

    [Fact]
    public void Very_long_names_are_measured()
    {
        var types = string.Concat(Enumerable.Range(0, 20).Select(i => $"class {new string('x', 300)}{i} {{ }} "));

        Assert.Equal("100", Sample.FactsOf(types).Single(FactKind.Anomaly, "obfuscated-names").Arguments!["long-types"]);
    }

    [Fact]
    public void Names_in_another_language_are_readable()
    {
        var types = string.Concat(Enumerable.Range(0, 30).Select(i => $"class \u041F\u043B\u0430\u0442\u0451\u0436{i} {{ }} class \u9867\u5BA2{i} {{ }} "));

        Assert.Empty(Anomalies(Sample.FactsOf(types)));
    }

    [Fact]
    public void A_name_with_look_alike_letters_is_stated_at_its_type()
    {
        var fact = Sample.FactsOf("public class P\u0430yment { }").Single(FactKind.Anomaly, "look-alike-name");

        Assert.Equal(("P\u0430yment", "Payment", "Cyrillic"), (fact.Place!.Type, fact.Arguments!["seen"], fact.Arguments["script"]));
    }

    [Fact]
    public void Texts_that_a_method_makes_of_numbers_everywhere_are_stated()
    {
        var methods = string.Concat(Enumerable.Range(0, 60).Select(i => $"public static void M{i}() {{ Console.WriteLine(D({i})); }} "));

        var fact = Sample.FactsOf($"static class C {{ static string D(int key) => new string((char)key, 1); {methods} }}").Single(FactKind.Anomaly, "encrypted-strings");

        Assert.Equal(("C::D", "60"), (fact.Arguments!["method"], fact.Arguments["users"]));
    }

    [Fact]
    public void A_table_of_messages_by_number_beside_plain_texts_is_quiet()
    {
        var methods = string.Concat(Enumerable.Range(0, 60).Select(i => $"public static void M{i}() {{ Console.WriteLine(D({i}) + \"the text of number {i}\"); }} "));

        Assert.Empty(Anomalies(Sample.FactsOf($"static class C {{ static string D(int key) => new string((char)key, 1); {methods} }}")));
    }

    [Fact]
    public void Blocks_that_return_to_a_dispatcher_in_many_methods_are_stated()
    {
        var methods = string.Concat(Enumerable.Range(0, 12).Select(i => $$"""
            static int M{{i}}(int a) { uint s = {{i}}; while (true) { switch ((s ^ 77u) % 5) { case 0: a += 3; s = s * 31 ^ 5; continue; case 1: a *= 7; s = s * 17 ^ 9; continue; case 2: a ^= 5; s = s * 3 ^ 1; continue; case 3: a -= 11; s = s * 5 ^ 2; continue; default: return a; } } }

            """));

        var fact = Sample.FactsOf($"static class C {{ {methods} }}").Single(FactKind.Anomaly, "flattened-control-flow");

        Assert.Equal("12", fact.Arguments!["methods"]);
    }

    [Fact]
    public void Plain_switches_and_loops_are_quiet()
    {
        var methods = string.Concat(Enumerable.Range(0, 12).Select(i => $$"""
            static int Switch{{i}}(int a) { for (var j = 0; j < a; j++) { Console.WriteLine(j); } return a switch { 0 => 3, 1 => 5, 2 => 9, 3 => 11, _ => {{i}} }; }
            static async Task<int> Delay{{i}}(int a) { for (var j = 0; j < a; j++) { await Task.Delay(1); await Task.Delay(2); await Task.Delay(3); await Task.Delay(4); } return a; }

            """));

        Assert.Empty(Anomalies(Sample.FactsOf($"static class C {{ {methods} }}")));
    }

    [Theory]
    [InlineData("#GUID\0\0\0", "#Junk\0\0\0", "unknown-stream")]
    [InlineData("#US\0", "#~\0\0", "repeated-stream")]
    public void Streams_that_no_compiler_writes_are_stated(string name, string other, string what)
    {
        var image = CSharpSample.Compile("class C { }");
        var root = image.AsSpan().IndexOf("BSJB"u8);
        var at = root + image.AsSpan(root).IndexOf(System.Text.Encoding.Latin1.GetBytes(name));
        System.Text.Encoding.Latin1.GetBytes(other).CopyTo(image, at);

        var facts = Sample.FactsOf(image);

        // Where the reader refuses such a file there is a problem instead; it is never silent.
        Assert.True(facts.Of(FactKind.Anomaly).Any(fact => fact.Value == "invalid-metadata" && fact.Arguments!["what"] == what) || facts.Problems.Count > 0);
    }

    [Fact]
    public void Stream_headers_that_lead_nowhere_end_the_reading()
    {
        var image = CSharpSample.Compile("class C { }");
        var root = image.AsSpan().IndexOf("BSJB"u8);
        BinaryPrimitives.WriteUInt32LittleEndian(image.AsSpan(root + 12), 0x7FFFFFF0);

        Assert.NotEmpty(Sample.FactsOf(image).Problems);
    }

    private static IEnumerable<string> Anomalies(FileFacts facts) => facts.Of(FactKind.Anomaly).Select(fact => fact.Value);
}
