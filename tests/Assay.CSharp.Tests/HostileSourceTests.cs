using System.Text;
using Assay.CSharp.Names;
using Assay.CSharp.Parsing;
using Assay.Model;
using Microsoft.CodeAnalysis.CSharp;

namespace Assay.CSharp.Tests;

public sealed class HostileSourceTests
{
    private static readonly string[] Seeds =
    [
        "using System.IO; class C { [A(1)] void M<T>(string s, ref int n) where T : class { var x = new { A = 1, s }; foreach (var c in s ?? \"\") { n += c; } File.Delete($\"{s,3:X}{{}}\" + @\"a\"\"b\" + 'c'); } }",
        "namespace N; record struct P(int X) : I { public int this[int i] { get => X; init { } } public static P operator +(P a, P b) => a with { X = a.X + b.X }; enum E { A = B, B = A } }",
        "if (x is { Length: > 1 and < 3 or 7, Y: [1, .., var z] } && y switch { null => 1, string { } t when t.Length > 1 => 2, _ => throw null } > 1) { } from a in b join c in d on a equals c group a by c into g select g;",
        "#if A\nclass B : B<B> { class D : B { const string X = Y + Z, Y = X; } }\n#endif\nunsafe { fixed (int* p = &a[0]) { *p = stackalloc int[3] { 1, 2, 3 }[1]; } } goto L; L: try { } catch (E e) when (F(out var q)) { } finally { }",
        "var a = \"\"\"\n  {x} \"\" \n  \"\"\"; var b = $$\"\"\"{{{a}}}\"\"\"; (int, string) t = (1, default); await using var d = new(); async IAsyncEnumerable<int> G() { yield return await x?.y?[0]!.Z(); }",
    ];

    [Theory]
    [InlineData("parentheses", "(", ")", 100_000)]
    [InlineData("not", "!", "", 100_000)]
    [InlineData("casts", "(int)", "", 100_000)]
    [InlineData("conditions", "a ? b : ", "", 100_000)]
    [InlineData("lambdas", "x => ", "", 100_000)]
    [InlineData("assignments", "x = ", "", 100_000)]
    [InlineData("generics", "A<", ">", 50_000)]
    [InlineData("holes", "$\"{", "}\"", 50_000)]
    [InlineData("verbatim holes", "$@\"{", "}\"", 50_000)]
    [InlineData("raw holes", "$\"\"\"{", "}\"\"\"", 50_000)]
    [InlineData("holes that do not close", "$\"{", "", 70)]
    [InlineData("lists", "[", "]", 70)]
    [InlineData("brackets in a hole", "$\"{(((((((((((((((((((((", "", 10_000)]
    [InlineData("blocks", "{", "}", 100_000)]
    [InlineData("ifs", "if (a) ", "", 100_000)]
    [InlineData("awaits", "await ", "", 100_000)]
    [InlineData("patterns", "x is not ", "", 100_000)]
    [InlineData("directives", "\n#if (((((((((((((((!!!!!!!!!!!!!!!!", "", 10_000)]
    public void Deep_nesting_is_a_problem_and_never_ends_the_process(string what, string opening, string closing, int count)
    {
        var source = "class C { object M() { return " + string.Concat(Enumerable.Repeat(opening, count)) + "1" + string.Concat(Enumerable.Repeat(closing, count)) + "; } }";

        var facts = Sample.FactsOfText(source);

        Assert.True(facts.Complete == (what == "directives"), what);
    }

    [Theory]
    [InlineData("class C { } ", ". ", 32_000)]
    [InlineData("class C { } ", ". . . . . . . . . . . . . . . . . . . . } ", 480)]
    [InlineData("class C { } ", "= ) ", 16_000)]
    [InlineData("namespace N { class C { } ", "1, ", 21_000)]
    [InlineData("namespace N; class C { } ", "; ", 32_000)]
    [InlineData("namespace N { class C { } { ", "1 + ", 16_000)]
    [InlineData("class C { int[] a = { 1, ", ":: ", 21_000)]
    public void What_the_parser_would_copy_again_and_again_is_a_problem(string start, string skipped, int count)
    {
        var source = start + string.Concat(Enumerable.Repeat(skipped, count));

        var (facts, allocated) = Sample.Costs(source);

        Assert.Equal(ProblemId.LimitSteps, Assert.Single(facts.Problems).Id);
        Assert.InRange(allocated, 0, 400L * 1024 * 1024);
    }

    [Theory]
    [InlineData(1, "\"\"\";\n")]
    [InlineData(8, "\"\"\";\n")]
    [InlineData(8, "\"\"\"\n")]
    [InlineData(8, "a\"\"\";\n")]
    [InlineData(8, "\"\", ")]
    [InlineData(8, "'', ")]
    [InlineData(8, "$\"{a}\" ")]
    [InlineData(40, "\"\"\"\";\n")]
    public void What_the_lexer_would_copy_again_and_again_is_a_problem(int holes, string inHole)
    {
        KeepLongBuffer();
        var source = $"class C {{ void M() {{ var a = {string.Concat(Enumerable.Repeat("$\"{", holes))}{string.Concat(Enumerable.Repeat(inHole, 64_000 / inHole.Length))}";

        var (facts, allocated) = Sample.Costs(source);

        Assert.Equal(ProblemId.LimitSteps, Assert.Single(facts.Problems).Id);
        Assert.InRange(allocated, 0, 4L * 1024 * 1024);
    }

    [Fact]
    public void Strings_in_the_hole_of_a_text_that_breaks_off_are_a_problem()
    {
        var source = $"class C {{ string s = $$\"\"\" values {{{{ {string.Concat(Enumerable.Repeat("@\"", 3_300))}";

        var (facts, allocated) = Sample.Costs(source);

        Assert.Equal(ProblemId.LimitSteps, Assert.Single(facts.Problems).Id);
        Assert.InRange(allocated, 0, 8L * 1024 * 1024);
    }

    [Fact]
    public void What_a_buffer_holds_whole_is_measured_in_pieces()
    {
        KeepLongBuffer();
        var broken = string.Concat(Enumerable.Repeat("$$\"\")\n", 672));
        var source = $"$$\"\"\"}}) : I where T ` notnull, new(() {{{{\n{string.Concat(Enumerable.Repeat("$$\"\"() {{\n", 15))}{broken}$$=\")\n{broken}{broken}[Obsolete(\"x\")] record class S(string Y = \"y\"{{\n=.B;\nnew() {{{{\n$$\"\"\"}}";

        var (facts, allocated) = Sample.Costs(source);

        Assert.Equal(ProblemId.LimitSteps, Assert.Single(facts.Problems).Id);
        Assert.InRange(allocated, 0, 200L * 1024 * 1024);
    }

    [Fact]
    public void An_error_that_the_compiler_cannot_place_is_no_exception() => Assert.True(Sample.FactsOfText("[0\n\n\n\n\n\0").Complete);

    [Fact]
    public void The_prefixes_of_a_namespace_without_end_are_not_kept()
    {
        var source = string.Concat(Enumerable.Range(0, 60).Select(number => $"namespace N{number}{string.Concat(Enumerable.Repeat(".A", 500))};\n"));
        var before = GC.GetAllocatedBytesForCurrentThread();

        var types = new SourceTypes(SyntaxFactory.ParseCompilationUnit(source));

        Assert.True(types.IsNamespace("N0.A.A"));
        Assert.InRange(GC.GetAllocatedBytesForCurrentThread() - before, 0, 200L * 1024 * 1024);
    }

    [Fact]
    public void A_page_of_text_with_hundreds_of_strings_in_its_holes_is_read()
    {
        var lines = string.Concat(Enumerable.Range(0, 150).Select(number => $"<p class='a'>{new string('t', 60)} {{Text(\"name{number}\", 'c')}}</p>\n"));

        Assert.True(Sample.FactsOfText($"class C {{ string M() => $@\"{lines.Replace("\"name", "@\"name", StringComparison.Ordinal)}\"; }}").Complete);
        Assert.True(Sample.FactsOfText($"class C {{ string M() => $\"\"\"\n{lines}\"\"\"; }}").Complete);
    }

    [Theory]
    [InlineData("$\"{", 100)]
    [InlineData("$\"{", 100_000)]
    [InlineData("$@\"{", 100_000)]
    [InlineData("$\"\"\"{", 100_000)]
    [InlineData("$\"{([{", 100_000)]
    [InlineData("$\"{(\"\", @\"\", '\"', [", 100_000)]
    public void The_lexer_is_stopped_in_a_token_that_goes_too_deep(string opening, int count)
    {
        // What is before may be read otherwise by the scanner of characters, so that it sees no string here.
        var text = new MeteredText("class C { object o = " + string.Concat(Enumerable.Repeat(opening, count)));

        var shape = DeepStack.Run(() => TokenNesting.Of(text).ToString(), stages: null);

        Assert.Equal(nameof(TokenShape.TooDeep), shape);
    }

    [Fact]
    public void Long_texts_with_brackets_are_no_depth()
    {
        var items = string.Concat(Enumerable.Repeat("{ (a[0]) } ", 1_500));
        var facts = Sample.FactsOfText($"/* {items} */ class C {{ string s = @\"{items}\", t = $$\"\"\" {items} {{{{ $\"{{1}}\" }}}} \"\"\"; int[][][] a = [[[1], [2]]]; void M() {{ System.IO.File.Delete($\"{{$\"{{$\"a\"}}\"}}\"); }} }}");

        facts.Single(FactKind.Call, "System.IO.File::Delete");
        Assert.Empty(facts.Problems);
    }

    [Theory]
    [InlineData("class C { void M(string", "[", 60, "[]", 1_000)]
    [InlineData("class C { } ", "[", 60, "] public class D { } ", 2_000)]
    [InlineData("class C { object o = ", "$\"{", 60, "a, ", 2_000)]
    [InlineData("namespace N; ", "", 0, "using @\"", 4_000)]
    [InlineData("class C { void M() { A", "", 0, ".B", 30_000)]
    public void What_is_broken_costs_in_proportion_to_its_length(string start, string opening, int depth, string more, int count)
    {
        var source = start + string.Concat(Enumerable.Repeat(opening, depth)) + string.Concat(Enumerable.Repeat(more, count));

        var (_, allocated) = Sample.Costs(source);

        Assert.InRange(allocated, 0, (32L * 1024 * 1024) + (8_000 * source.Length));
    }

    [Theory]
    [InlineData("namespace A;", 150, true)]
    [InlineData("namespace A;", 250, false)]
    [InlineData("namespace A {", 250, false)]
    [InlineData("class A { void M() {", 250, true)]
    public void Members_of_a_namespace_that_are_none_end_the_reading(string start, int count, bool isRead)
    {
        var facts = Sample.FactsOfText($"{start} class B {{ void M() {{ }} }} {string.Concat(Enumerable.Repeat("public a + \"\";\n", count))}");

        Assert.Equal(isRead, !facts.Problems.Any(problem => problem.Id == ProblemId.LimitSteps));
    }

    [Fact]
    public void Namespaces_of_many_delegates_and_records_are_read()
    {
        var facts = Sample.FactsOfText($"namespace A; using B; {string.Concat(Enumerable.Range(0, 500).Select(number => $"public delegate void D{number}(); record R{number}(int A);"))}");

        Assert.Empty(facts.Problems);
    }

    [Fact]
    public void Long_tables_of_numbers_are_read()
    {
        var numbers = string.Join(", ", Enumerable.Range(0, 5_000));
        var facts = Sample.FactsOfText($"namespace N; [A({numbers})] class C {{ int[] a = {{ {numbers} }}, b = [{numbers}]; void M() {{ System.IO.File.Delete(\"after\"); }} }}");

        facts.Single(FactKind.Call, "System.IO.File::Delete");
        Assert.Empty(facts.Problems);
    }

    [Fact]
    public void A_chain_of_operators_is_as_long_as_it_likes()
    {
        var facts = Sample.FactsOfText("class C { void M(int a) { var x = " + string.Concat(Enumerable.Repeat("a+", 100_000)) + "1; System.IO.File.Delete(\"after\"); } }");

        facts.Single(FactKind.Call, "System.IO.File::Delete");
        Assert.Empty(facts.Problems);
    }

    [Fact]
    public void Long_code_that_is_not_deep_is_read()
    {
        var comparisons = string.Join(" || ", Enumerable.Range(0, 2_000).Select(i => $"c == '\\u{i:x4}'"));
        var labels = string.Concat(Enumerable.Range(0, 2_000).Select(i => $"case {i}: "));
        var pattern = string.Join(" or ", Enumerable.Range(0, 2_000));
        var facts = Sample.FactsOfText($"class C {{ bool M(char c, int i) {{ switch (i) {{ {labels} break; }} System.IO.File.Delete(\"x\"); return {comparisons} || i is {pattern}; }} }}");

        facts.Single(FactKind.Call, "System.IO.File::Delete");
        Assert.Empty(facts.Problems);
    }

    [Fact]
    public void A_file_that_is_too_long_is_a_problem()
    {
        var facts = Sample.FactsOfText(new string(' ', (16 * 1024 * 1024) + 1));

        Assert.Equal(ProblemId.LimitFileSize, Assert.Single(facts.Problems).Id);
    }

    [Fact]
    public void Bytes_that_are_no_text_are_said()
    {
        var writer = new FactWriter();

        CSharpAnalyzer.Analyze(new byte[] { 0x2F, 0x2F, 0xFF, 0xC0, 0x0A }, writer);

        Assert.Equal(ProblemId.TextUndecodable, Assert.Single(writer.ToFacts().Problems).Id);
    }

    [Fact]
    public void Names_that_go_in_circles_come_to_an_end()
    {
        var facts = Sample.FactsOf("using A = B; using B = A; class X : Y { } class Y : X { const int P = Q, Q = P; void M() { new X().Z(); F(P); File.Delete(\"x\"); } }");

        facts.Single(FactKind.Call, "System.IO.File::Delete");
    }

    [Fact]
    public void Any_change_of_a_source_gives_facts_and_the_same_twice()
    {
        var random = new Random(20260101);
        var writer = new FactWriter();
        for (var round = 0; round < 1_500; round++)
        {
            var bytes = Mutate(Seeds[round % Seeds.Length], random);

            var first = Analyze(bytes, writer);

            if (round % 10 == 0)
            {
                Assert.Equal(first, Analyze(bytes, writer));
            }
        }
    }

    private static string Analyze(byte[] bytes, FactWriter writer)
    {
        CSharpAnalyzer.Analyze(bytes, writer);
        var facts = writer.ToFacts();
        return string.Join('\n', facts.Records.Select(record => facts.Read(record)).Select(fact => $"{fact.Kind} {fact.Value} {fact.Arguments.Shown()} {fact.Position}:{fact.Column}"));
    }

    private static byte[] Mutate(string seed, Random random)
    {
        const string Tokens = "(){}[]<>\"'$@#;,.=>?!&|*+-/\\\n0aA";
        var text = new StringBuilder(seed);
        for (var changes = random.Next(1, 8); changes > 0 && text.Length > 4; changes--)
        {
            var at = random.Next(text.Length);
            switch (random.Next(4))
            {
                case 0:
                    text.Remove(at, Math.Min(random.Next(1, 9), text.Length - at));
                    break;
                case 1:
                    text.Insert(at, Tokens[random.Next(Tokens.Length)]);
                    break;
                case 2:
                    text.Insert(at, text.ToString(random.Next(text.Length / 2), random.Next(1, text.Length / 2)));
                    break;
                default:
                    text[at] = Tokens[random.Next(Tokens.Length)];
                    break;
            }
        }

        var bytes = Encoding.UTF8.GetBytes(text.ToString());
        if (random.Next(4) == 0)
        {
            bytes[random.Next(bytes.Length)] = (byte)random.Next(256);
        }

        return bytes;
    }

    // The lexer keeps its buffer for the next source, and takes as much of that at once: a long token makes it long.
    private static void KeepLongBuffer() => CSharpAnalyzer.Analyze(Encoding.UTF8.GetBytes($"class C {{ string s = \"{new string('x', 100_000)}\"; }}"), new FactWriter());
}
