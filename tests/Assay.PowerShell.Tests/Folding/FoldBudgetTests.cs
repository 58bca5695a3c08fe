using System.Diagnostics;
using System.Globalization;
using System.Text;
using Assay.PowerShell.Folding;

namespace Assay.PowerShell.Tests.Folding;

/// <summary>Scripts that ask for more work than anybody should do.</summary>
public sealed class FoldBudgetTests
{
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(20);

    [Theory]
    [InlineData("'a' * 1e9")]
    [InlineData("'a' * 2147483647")]
    [InlineData("@(1) * 1e9")]
    [InlineData("1..2000000000")]
    [InlineData("'{0,2000000000}' -f 'a'")]
    [InlineData("'{0:D2000000000}' -f 1")]
    [InlineData("'a'.PadLeft(2000000000)")]
    [InlineData("[string]::new('a', 2000000000)")]
    [InlineData("[byte[]]::new(2000000000)")]
    [InlineData("$s = 'a'; while ($true) { $s += $s }; $s")]
    [InlineData("$s = 'aa'; for (;;) { $s = $s.Replace('a', 'aa') }; $s")]
    [InlineData("$s = 'aa'; for (;;) { $s = $s -replace 'a', '$_$_' }; $s")]
    [InlineData("$a = ,1; for (;;) { $a += $a }; $a")]
    [InlineData("$i = 0; while ($true) { $i++ }; $i")]
    [InlineData("for ($i = 0; $i -lt 100000; $i++) { for ($j = 0; $j -lt 100000; $j++) { $k = $j } }; $k")]
    [InlineData("1..100000 | % { 1..100000 | % { $_ } }")]
    [InlineData("function f { f }; f")]
    [InlineData("function f($x) { f ($x + 'a'); f ($x + 'b') }; f 'a'")]
    [InlineData("function f($n) { if ($n -lt 2) { return $n }; (f ($n - 1)) + (f ($n - 2)) }; f 35")]
    [InlineData("$f = { & $f; & $f }; & $f")]
    [InlineData("$t = 'iex $t'; iex $t")]
    [InlineData("$t = 'iex ($t + $t); iex $t'; iex $t")]
    [InlineData("$s = ('a' * 100000) + '!'; $s -match '(a+)+$'")]
    [InlineData("$s = ('a' * 30) + '!'; $s -match '^(?=(a+)+$)b'")]
    [InlineData("$s = ('a' * 4000) + 'b'; $s -like ('*a' * 1000)")]
    [InlineData("$b = [Text.StringBuilder]::new(); for (;;) { [void]$b.Append('aaaaaaaaaaaaaaaa') }; $b.ToString()")]
    [InlineData("$l = [Collections.ArrayList]::new(); for (;;) { [void]$l.Add(1) }; $l")]
    [InlineData("$h = @{}; $i = 0; for (;;) { $h[$i++] = 'x' }; $h")]
    [InlineData("$x = 1; for (;;) { $x = $x * 1.5; $x = [bigint]'9' * [bigint]'9' }; $x")]
    [InlineData("$x = [bigint]'9999999999'; for (;;) { $x = $x * $x }; $x")]
    public void A_bomb_spends_the_budget_and_gives_nothing(string script)
    {
        var watch = Stopwatch.StartNew();

        var folded = FoldedScript.Fold(PowerShellScript.Parse(script), FoldBudget.Default with { Steps = 300_000 });

        Assert.False(folded.HasFailed);
        Assert.True(watch.Elapsed < Patience, watch.Elapsed.ToString());
        Assert.DoesNotContain(folded.Script.Root.DescendantsAndSelf(), node => folded.ValueOf(node).Text is { Length: > 5_000_000 });
    }

    // Each branch that changes what a variable holds has a copy of its own.
    [Theory]
    [InlineData("$s = [Text.StringBuilder]::new('a' * 4000000)", "if ($u) { $s.Append('x')", "}")]
    [InlineData("$s = [Collections.ArrayList]@(1..200000)", "if ($u) { $s.Add(1)", "}")]
    [InlineData("$s = @{}; foreach ($i in 1..20000) { $s[$i] = 1 }", "if ($u) { $s[1] = 2", "}")]
    [InlineData("$s = 1..200000", "if ($u) { $s[1] = 2", "}")]
    [InlineData("$s = [IO.MemoryStream]::new([byte[]](,1 * 1000000))", "while ($u) { $s.Position = 1", "}")]
    public void Copies_of_branches_take_of_the_budget_what_they_hold(string start, string opening, string closing)
    {
        var script = $"{start}\n{string.Concat(Enumerable.Repeat(opening + "\n", 100))}{string.Concat(Enumerable.Repeat(closing, 100))}";

        // 64 Mi characters may be computed, of two bytes each.
        Assert.InRange(Allocated(script, FoldBudget.Default), 0, 256L * 1024 * 1024);
    }

    [Theory]
    [InlineData("do {", "} while ($u)")]
    [InlineData("while (1) {", "}")]
    [InlineData("foreach ($a in 1, 2, 3) {", "}")]
    [InlineData("1, 2, 3 | % {", "}")]
    public void Nested_loops_allocate_little_for_each_step(string opening, string closing)
    {
        const int Steps = 200_000;
        var script = string.Concat(Enumerable.Repeat(opening, 60)) + string.Concat(Enumerable.Range(0, 300).Select(number => $"$v{number} = 1;")) + string.Concat(Enumerable.Repeat(closing, 60));

        Assert.InRange(Allocated(script, FoldBudget.Default with { Steps = Steps }), 0, 110L * Steps);
    }

    private static long Allocated(string script, FoldBudget budget)
    {
        var parsed = PowerShellScript.Parse(script);
        FoldedScript.Fold(parsed, budget);
        var before = GC.GetAllocatedBytesForCurrentThread();
        var folded = FoldedScript.Fold(parsed, budget);
        Assert.False(folded.HasFailed);
        return GC.GetAllocatedBytesForCurrentThread() - before;
    }

    [Fact]
    public void Compressed_zeros_stop_at_the_ratio()
    {
        using var packed = new MemoryStream();
        using (var deflate = new System.IO.Compression.DeflateStream(packed, System.IO.Compression.CompressionLevel.SmallestSize, leaveOpen: true))
        {
            deflate.Write(new byte[50_000_000]);
        }

        var script = $"[IO.StreamReader]::new([IO.Compression.DeflateStream]::new([IO.MemoryStream][Convert]::FromBase64String('{Convert.ToBase64String(packed.ToArray())}'), 'Decompress')).ReadToEnd()";

        var folded = FoldedScript.Fold(PowerShellScript.Parse(script), FoldBudget.Default);

        Assert.Equal(FoldLimit.Value, folded.Reached);
        Assert.True(folded.Output.IsUnknown);
    }

    [Theory]
    [InlineData("for ($i = 0; $i -lt 90000; $i++) { for ($j = 0; $j -lt 90000; $j++) { } }", FoldLimit.Steps)]
    [InlineData("for ($i = 0; $i -lt 300000; $i++) { }", FoldLimit.Turns)]
    [InlineData("$a = 'x' * 5000000", FoldLimit.Value)]
    [InlineData("for ($i = 0; $i -lt 50; $i++) { $a = ([string]$i) * 2000000 }", FoldLimit.Total)]
    [InlineData("for ($i = 0; $i -lt 300; $i++) { iex ('Get-Item ' + $i) }", FoldLimit.Layers)]
    [InlineData("$f = { & $f }; $a = & $f", FoldLimit.Depth)]
    [InlineData("'a' + 'b'", FoldLimit.None)]
    public void The_limit_that_ended_it_is_named(string script, FoldLimit reached)
    {
        var folded = FoldedScript.Fold(PowerShellScript.Parse(script), FoldBudget.Default);

        Assert.Equal(reached, folded.Reached);
    }

    [Fact]
    public void Fifty_thousand_operands_are_one_text()
    {
        var script = string.Join('+', Enumerable.Range(0, 50_000).Select(i => i % 2 == 0 ? "'ab'" : "[char]99"));

        var folded = FoldedScript.Fold(PowerShellScript.Parse(script), FoldBudget.Default);

        Assert.Equal(string.Concat(Enumerable.Repeat("abc", 25_000)), Assert.Single(folded.Output.Items));
    }

    [Fact]
    public void Ten_thousand_calls_in_a_row_are_followed_without_recursion()
    {
        var script = "'a'" + string.Concat(Enumerable.Repeat(".Trim()", 10_000));

        var folded = FoldedScript.Fold(PowerShellScript.Parse(script), FoldBudget.Default);

        Assert.Equal("a", Assert.Single(folded.Output.Items));
    }

    [Fact]
    public void A_text_that_grows_by_one_character_a_turn_is_recovered_whole()
    {
        const string Script = "$s = ''; for ($i = 0; $i -lt 60000; $i++) { $s += [char](65 + $i % 26) }; $s";

        var folded = FoldedScript.Fold(PowerShellScript.Parse(Script), FoldBudget.Default);

        Assert.Equal(FoldLimit.None, folded.Reached);
        Assert.Equal(60_000, Assert.IsType<string>(Assert.Single(folded.Output.Items)).Length);
    }

    [Fact]
    public void Nothing_after_a_spent_budget_is_lost_but_loops_and_calls()
    {
        const string Script = "for (;;) { for (;;) { $i++; $j = $i } }; iex ('Write-' + 'Host x'); & ('Get-' + 'Item') y";

        var folded = FoldedScript.Fold(PowerShellScript.Parse(Script), FoldBudget.Default with { Steps = 5_000 });

        Assert.Equal(FoldLimit.Steps, folded.Reached);
        var names = folded.Script.Root.DescendantsAndSelf().OfType<CommandAst>().Select(command => folded.ValueOf(command.Elements[0]).Text);
        Assert.Contains("Get-Item", names);
    }

    [Fact]
    public void Half_a_million_statements_take_time_in_proportion()
    {
        var small = Time(Statements(20_000));
        var large = Time(Statements(200_000));

        Assert.True(large < (small * 40) + 2_000, string.Create(CultureInfo.InvariantCulture, $"{small} ms, {large} ms"));
    }

    private static double Time(string script)
    {
        var parsed = PowerShellScript.Parse(script);
        var watch = Stopwatch.StartNew();
        var folded = FoldedScript.Fold(parsed, FoldBudget.Default);
        Assert.False(folded.HasFailed);
        return watch.Elapsed.TotalMilliseconds;
    }

    private static string Statements(int count)
    {
        var text = new StringBuilder();
        for (var i = 0; i < count; i++)
        {
            text.Append(CultureInfo.InvariantCulture, $"$v{i % 500} = 'a' + $v{(i + 1) % 500}.Length; if ($x) {{ Get-Item $v{i % 7} }}\n");
        }

        return text.ToString();
    }

    [Theory]
    [InlineData("if ($x) { ", " }")]
    [InlineData("& { ", " }")]
    [InlineData("foreach ($i in $x) { ", " }")]
    [InlineData("foreach ($i in 1,2) { ", " }")]
    [InlineData("function f { ", " }; f")]
    [InlineData("try { ", " } catch { }")]
    [InlineData("1,2 | % { ", " }")]
    [InlineData("$(", ")")]
    [InlineData("(", ")")]
    [InlineData("\"$(", ")\"")]
    [InlineData("@(,", ")")]
    [InlineData("while ($x) { $y = 1; ", " }")]
    [InlineData("switch ($x) { 1 { ", " } 2 { $z = 3 } }")]
    public void Deep_nesting_costs_no_more_than_its_size(string open, string close)
    {
        var script = string.Concat(Enumerable.Repeat(open, 180)) + "$q = 'a'" + string.Concat(Enumerable.Repeat(close, 180));
        var watch = Stopwatch.StartNew();

        var folded = FoldedScript.Fold(PowerShellScript.Parse(script), FoldBudget.Default with { Steps = 300_000 });

        Assert.False(folded.HasFailed);
        Assert.True(watch.Elapsed < Patience, watch.Elapsed.ToString());
    }
}
