using Assay.Model;

namespace Assay.CSharp.Tests;

/// <summary>Where source may mean two things, the compiler's parser tries one to its end and goes back: inside of each other they double its work.</summary>
public sealed class AmbiguousSourceTests
{
    private const long MiB = 1 << 20;

    // What tokens read again may take when all are read that the limit allows: up to eight kilobytes for each.
    private const long MostBytes = 300 * MiB;

    private static readonly string[] Tokens =
        "( ) [ ] { } < > , ; . : ? ?? => = == + - * & && | ! ~ .. ?. ++ a b A.B int var new new() is as in out ref if( for( foreach( while( switch case default return using( await static class record from select where let join into with not and or 1 \"s\" 'c' $\"{ }\" @ typeof( lock( this base stackalloc ?[ a?[ ?[0] (= (a= [f( ([ ={ ?[] )+ ]: )= }+".Split(' ');

    private static readonly string[] Starts = ["", "[", "class C { ", "class C { int x = ", "class C { void M() { ", "class C { void M() { x = a", "namespace N { "];

    [Theory]
    [InlineData("(=<=>new() {new() {")]
    [InlineData("(=")]
    [InlineData("f(a, b =")]
    [InlineData("?[")]
    [InlineData("a ? /**/ [")]
    [InlineData("a?[b=>")]
    [InlineData("?[0]")]
    [InlineData(" && b?[0]")]
    [InlineData("?[0]?.b")]
    [InlineData("([=")]
    [InlineData("=>f([")]
    [InlineData("[static ([a(]:")]
    [InlineData("[f($\"{")]
    [InlineData("$\"{(a=")]
    [InlineData("$\"\"\"{a?[")]
    [InlineData("! } is using( . a ?[ $\"{ [a( ")]
    [InlineData("?[ , ; b")]
    [InlineData("a?[ )=(")]
    public void What_may_mean_two_things_seventeen_times_inside_of_each_other_is_a_problem(string opening)
    {
        var (facts, allocated) = Sample.Costs($"class C {{ void M() {{ x = a{string.Concat(Enumerable.Repeat(opening, 17))}");

        Assert.Equal(ProblemId.LimitSteps, Assert.Single(facts.Problems).Id);
        Assert.InRange(allocated, 0, 32 * MiB);
    }

    [Theory]
    [InlineData("if (a?[0] == 1 && a?[1] == 2 && b?[0] == 3 && b?[1] == 4 && c?[0]?[1] == 5) { }")]
    [InlineData("int?[] n = null; string?[]? s = null; var t = (n as int?[], s ?? []);")]
    [InlineData("while ((line = Read(buffer, (count = 10))) != null) { F(x => { y = x; G(z => { w = z; H(v => { while ((u = v) != null) { } }); }); }); }")]
    [InlineData("var s = $\"{a[$\"{b[0]} {c?[1]}\"]} {(d = $\"{e[1]}\")}\";")]
    [InlineData("F(from a in b let c = (from d in e let f = (from g in h let i = g select i) select f) select c);")]
    public void What_people_write_is_read(string statement)
    {
        var facts = Sample.FactsOfText($"class C {{ List<string?[]> A {{ get; }} List<int?[]> B {{ get; }} void M(int a = 1) {{ {statement} System.IO.File.Delete(\"after\"); }} }}");

        facts.Single(FactKind.Call, "System.IO.File::Delete");
        Assert.Empty(facts.Problems);
    }

    [Theory]
    [InlineData("class C { void M() { ", "[$\"s\"]")]
    [InlineData("class C { void M() { x is ", "[$\"s\"]\n")]
    [InlineData("class C { void M() { foreach (var v in vs) $$\"\"\"][$$\"\"\"", "][$$\"\"\"")]
    [InlineData("class C { void M() { ", "[f(] $\"s\")")]
    [InlineData("class C { void M() { x = ", "] [f( ]:")]
    public void Lists_in_a_row_that_are_no_attributes_are_a_problem(string start, string list)
    {
        var (facts, allocated) = Sample.Costs(start + string.Concat(Enumerable.Repeat(list, 800)));

        Assert.Equal(ProblemId.LimitSteps, Assert.Single(facts.Problems).Id);
        Assert.InRange(allocated, 0, 48 * MiB);
    }

    [Fact]
    public void Hundreds_of_attributes_in_a_row_are_read()
    {
        var attributes = string.Concat(Enumerable.Range(0, 800).Select(number => $"[assembly: A({number}, \"s\", typeof(B[]))]\n"));
        var facts = Sample.FactsOfText($"{attributes}{attributes.Replace("assembly: ", "", StringComparison.Ordinal)}class C {{ void M() {{ a[0][1][2] = b[0][1]; System.IO.File.Delete(\"after\"); }} }}");

        facts.Single(FactKind.Call, "System.IO.File::Delete");
        Assert.Empty(facts.Problems);
    }

    [Fact]
    public void Large_tables_of_lists_in_lists_are_read()
    {
        var table = string.Join(", ", Enumerable.Repeat("[[1, 2, 3], [4, 5, 6]]", 4_000));
        var facts = Sample.FactsOfText($"class C {{ int[][][] Table = [{table}]; void M() {{ System.IO.File.Delete(\"after\"); }} }}");

        facts.Single(FactKind.Call, "System.IO.File::Delete");
        Assert.Empty(facts.Problems);
    }

    [Fact]
    public void Short_sequences_of_tokens_repeated_cost_in_proportion_or_are_a_problem()
    {
        var random = new Random(20);
        for (var round = 0; round < 150; round++)
        {
            var unit = string.Concat(Enumerable.Range(0, random.Next(1, 7)).Select(_ => Tokens[random.Next(Tokens.Length)] + " "));
            var start = Starts[random.Next(Starts.Length)];
            foreach (var count in new[] { 8, 11, 14, 17, 20, 30, 40 })
            {
                var source = start + string.Concat(Enumerable.Repeat(unit, count));
                var (facts, allocated) = Sample.Costs(source);
                Assert.True(allocated <= MostBytes, $"{source}: {allocated / MiB} MiB");
                if (facts.Problems.Any(problem => problem.Id == ProblemId.LimitSteps))
                {
                    break;
                }
            }
        }
    }
}
