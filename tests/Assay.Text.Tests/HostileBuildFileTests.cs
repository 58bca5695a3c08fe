using System.Text;
using Assay.Model;

namespace Assay.Text.Tests;

public sealed class HostileBuildFileTests
{
    private static readonly string[] Seeds =
    [
        """<Project Sdk="A"><PropertyGroup Condition="'$(X)' == ''"><A>$([System.String]::Join(';', 'a', "b"))%3B@(I)</A><B>$(A.Replace('a', '$(A)')[0])</B></PropertyGroup><ItemGroup><I Include="a;$(B)" /></ItemGroup></Project>""",
        """<Project><UsingTask TaskName="T" TaskFactory="CodeTaskFactory"><ParameterGroup><P /></ParameterGroup><Task><Using Namespace="N" /><Code Type="Fragment" Language="cs"><![CDATA[ a(); ]]></Code></Task></UsingTask><Target Name="X"><T P="1" /></Target></Project>""",
        """<Project><Target Name="X" BeforeTargets="Build"><Exec Command="cmd /c &quot;a ^&amp; b &gt; c&quot; | powershell -enc QQBBAEEA &amp; if exist x (sh -c 'd; e')" WorkingDirectory="$(X)" /><Copy SourceFiles="@(I->'%(Identity)')" DestinationFolder="$(D)" /></Target></Project>""",
    ];

    [Fact]
    public void Nesting_deeper_than_the_limit_ends_the_reading() =>
        Assert.Equal(ProblemId.LimitSteps, Assert.Single(BuildFileTests.Analyze(string.Concat(Enumerable.Repeat("<a>", 400))).Facts.Problems).Id);

    [Fact]
    public void More_elements_than_the_limit_end_the_reading()
    {
        var facts = BuildFileTests.Analyze($"<Project>{string.Concat(Enumerable.Repeat("<Target><a/></Target>", 150_000))}</Project>").Facts;

        Assert.Contains(facts.Problems, problem => problem.Id == ProblemId.LimitSteps);
        Assert.False(facts.Complete);
    }

    [Theory]
    [InlineData(40, true)]
    [InlineData(60, false)]
    public void Commands_of_more_characters_than_the_limit_are_left_out_and_said(int commands, bool isWhole)
    {
        var facts = BuildFileTests.Analyze($"<Project><PropertyGroup><A>{new string('x', 20_000)}</A></PropertyGroup><Target Name=\"T\">{string.Concat(Enumerable.Repeat("<Exec Command=\"a $(A)\" />", commands))}</Target></Project>").Facts;

        Assert.Equal(isWhole, !facts.Problems.Any(problem => problem.Id == ProblemId.LimitSteps));
        Assert.Equal(isWhole ? commands : 52, facts.RecordSpan.ToArray().Count(record => record.Kind == FactKind.Process));
    }

    [Theory]
    [InlineData("$(")]
    [InlineData("$([")]
    [InlineData("@(")]
    [InlineData("$(A.Replace('a', '")]
    [InlineData("'")]
    [InlineData("\\\"")]
    [InlineData("^")]
    [InlineData(";; ")]
    [InlineData(")")]
    [InlineData("if exist x ")]
    [InlineData("> ")]
    [InlineData("a|")]
    [InlineData("$([System.String]::Concat(")]
    public void A_huge_attribute_of_any_repeated_mark_is_read_in_bounded_work(string mark)
    {
        var text = string.Concat(Enumerable.Repeat(mark, 400_000 / mark.Length)).Replace("\"", "&quot;", StringComparison.Ordinal).Replace(">", "&gt;", StringComparison.Ordinal);

        var facts = BuildFileTests.Analyze($"""<Project><PropertyGroup><A>aaaa</A></PropertyGroup><Target Name="T"><Exec Command="sh {text}" /></Target></Project>""").Facts;

        BuildFileTests.Single(facts, FactKind.Task, "Exec");
    }

    [Fact]
    public void Properties_that_double_each_other_stop_at_the_budget()
    {
        var properties = string.Concat(Enumerable.Range(1, 60).Select(i => $"<A{i}>$(A{i - 1})$(A{i - 1})$(A{i - 1})$(A{i - 1})</A{i}>"));

        var facts = BuildFileTests.Analyze($"""<Project><PropertyGroup><A0>aaaaaaaaaaaaaaaa</A0>{properties}</PropertyGroup><Target Name="T"><Exec Command="$(A60) $(A59)" /></Target></Project>""").Facts;

        Assert.Contains(facts.Problems, problem => problem.Id == ProblemId.LimitSteps);
        Assert.All(facts.Strings, text => Assert.InRange(text.Length, 0, 2 * 1024 * 1024));
    }

    [Fact]
    public void Chains_of_functions_on_a_long_text_stop_at_the_budget()
    {
        var chain = "$(A" + string.Concat(Enumerable.Repeat(".Replace('a', 'b').Replace('b', 'a')", 30)) + ".Remove(0))";

        var facts = BuildFileTests.Analyze($"<Project><PropertyGroup><A>{new string('a', 500_000)}</A>{string.Concat(Enumerable.Repeat($"<B>{chain}</B>", 400))}</PropertyGroup></Project>").Facts;

        Assert.Contains(facts.Problems, problem => problem.Id == ProblemId.LimitSteps);
    }

    [Fact]
    public void The_number_of_scripts_is_limited_and_said()
    {
        var tasks = string.Concat(Enumerable.Range(0, 400).Select(i => $"""<Exec Command="powershell -Command Get-Item {i}" />"""));

        var (derived, facts) = BuildFileTests.Analyze($"""<Project><Target Name="T">{tasks}</Target></Project>""");

        Assert.Equal(256, derived.Count);
        Assert.Contains(facts.Problems, problem => problem.Id == ProblemId.LimitSteps);
    }

    [Fact]
    public void Mutated_build_files_are_read_or_are_a_problem_and_give_the_same_facts_twice()
    {
        var random = new Random(20);
        const string Marks = "$()[]'\"`<>&;|%@^/\\ .,:=aX0\n";
        for (var round = 0; round < 3_000; round++)
        {
            var text = new StringBuilder(Seeds[round % Seeds.Length]);
            for (var change = random.Next(1, 6); change > 0; change--)
            {
                var at = random.Next(text.Length);
                switch (random.Next(3))
                {
                    case 0:
                        text[at] = Marks[random.Next(Marks.Length)];
                        break;
                    case 1:
                        text.Insert(at, Marks[random.Next(Marks.Length)]);
                        break;
                    default:
                        text.Remove(at, Math.Min(random.Next(1, 8), text.Length - at));
                        break;
                }
            }

            var (derived, facts) = BuildFileTests.Analyze(text.ToString());
            var (again, same) = BuildFileTests.Analyze(text.ToString());

            Assert.Equal(facts.Records, same.Records);
            Assert.Equal(facts.Strings, same.Strings);
            Assert.Equal(derived.Select(code => code.Name), again.Select(code => code.Name));
        }
    }
}
