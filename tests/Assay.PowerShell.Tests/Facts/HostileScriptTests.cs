using System.Text;
using Assay.Model;

namespace Assay.PowerShell.Tests.Facts;

/// <summary>Inputs that would make a careless reader slow, deep or large.</summary>
public sealed class HostileScriptTests
{
    public static TheoryData<string, string> Scripts => new()
    {
        { "nested brackets", new string('(', 20_000) },
        { "nested blocks", string.Concat(Enumerable.Repeat("& { ", 5_000)) },
        { "a long sum", "$x = " + string.Join(" + ", Enumerable.Repeat("'a'", 20_000)) },
        { "a long sum of variables", "$x = " + string.Join(" + ", Enumerable.Repeat("$a", 20_000)) + "\n& $x" },
        { "a long pipeline", string.Join(" | ", Enumerable.Repeat("Select-Object $_", 2_000)) + " | iex" },
        { "a long chain of members", "$a" + string.Concat(Enumerable.Repeat(".b('c')", 20_000)) },
        { "variables that name each other", string.Concat(Enumerable.Range(0, 64).Select(i => string.Concat(Enumerable.Repeat($"$v{i} = $v{i + 1}\n", 12)))) + "iex $v0\n& $v0\n. $v0\n$v0.Go()" },
        { "joined paths that double", string.Concat(Enumerable.Range(0, 64).Select(i => $"$v{i} = Join-Path $v{i + 1} $v{i + 1}\n")) + "Get-Content $v0\n. $v0" },
        { "aliases in a circle", "sal a b\nsal b c\nsal c a\na 1\nb 2" },
        { "a variable given itself", "$x = $x\n$x = ($x)\niex $x\n$x.Go()\n. $x" },
        { "a layer that is itself", "$c = 'iex $c'\niex $c" },
        { "command lines in command lines", "cmd /c " + string.Concat(Enumerable.Repeat("cmd /c ", 2_000)) + "calc" },
        { "many parameters", "Get-Item " + string.Concat(Enumerable.Repeat("-Path a ", 20_000)) },
        { "many elements", "Get-Item " + string.Join(',', Enumerable.Repeat("a", 50_000)) },
        { "many tables", "$p = " + string.Concat(Enumerable.Repeat("@{ a = ", 150)) + "1" + new string('}', 150) + "\nGet-Item @p -X $p" },
        { "many short comments", string.Concat(Enumerable.Repeat("# sig begin signature bloc\n", 20_000)) + "Get-Date" },
        { "a line of one word", new string('a', 1_000_000) },
        { "every odd character", "\0\uFEFF\uFFFE`\u0001$(${}@{}[]'\"\uD800 & . ' " },
        { "nothing", "" },
    };

    [Theory]
    [MemberData(nameof(Scripts))]
    public void A_hostile_script_ends_soon_and_says_the_same_twice(string name, string script)
    {
        var first = Count(script, "sample.ps1");
        var second = Count(script, "sample.psd1");

        Assert.True(first > 0 || script.Length == 0 || script.Length < 100 || name.StartsWith("nested", StringComparison.Ordinal), name);
        Assert.Equal(first, Count(script, "sample.ps1"));
        Assert.True(second >= 0);
    }

    [Fact]
    public void Cut_scripts_never_fail()
    {
        const string Script = "function f([string]$a = 'x') { iex \"$($a + 'b')\" | % { $_.B(1)[0] } > c } #requires -Modules @{ ModuleName='a' }\n@{ RootModule = if ($x) { 'a' } }; Add-Type -MemberDefinition '[DllImport(\"a\")] extern b(' -Name x; powershell -enc QQ==; $env:A = & ('{0}' -f 'b') @p";
        for (var length = 0; length <= Script.Length; length++)
        {
            Count(Script[..length], "sample.psd1");
            Count(Script[length..], "sample.ps1");
        }
    }

    private static int Count(string script, string name)
    {
        var facts = new FactWriter();
        var derived = PowerShellAnalyzer.Analyze(Encoding.UTF8.GetBytes(script), name, recovered: false, facts, out _);
        return facts.Count + derived.Count;
    }

    [Fact]
    public void Code_that_was_passed_over_is_a_problem_and_the_facts_are_incomplete()
    {
        var facts = FactList.Of(new string('(', 2_000) + "Get-Item" + new string(')', 2_000) + "\nGet-Date").Facts;

        Assert.Equal((ProblemId.LimitDepth, "1:"), Assert.Single(facts.Problems) is var problem ? (problem.Id, problem.Location![..2]) : default);
        Assert.False(facts.Complete);
        Assert.Contains("Get-Date", facts.Strings);
    }

    [Fact]
    public void Values_that_were_not_computed_for_want_of_steps_are_a_problem()
    {
        var facts = FactList.Of("$x = 'a'; for ($i = 0; $i -lt 100000000; $i++) { $x = $x.Replace('a', 'b') }; iex $x").Facts;

        Assert.Equal(ProblemId.LimitSteps, Assert.Single(facts.Problems).Id);
    }
}
