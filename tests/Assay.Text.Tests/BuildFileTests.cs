using System.Text;
using Assay.Model;

namespace Assay.Text.Tests;

public sealed class BuildFileTests
{
    [Fact]
    public void Every_UsingTask_is_stated_with_its_attributes_and_place()
    {
        var facts = Analyze("""
            <Project>
              <UsingTask TaskName="A" AssemblyFile="$(X)a.dll" />
              <UsingTask TaskName="B" TaskFactory="RoslynCodeTaskFactory"><Task><Code>x</Code></Task></UsingTask>
            </Project>
            """);

        Assert.Equal([("UsingTask", 2, 4), ("UsingTask", 3, 4)], facts.Records.Select(record => (facts.Strings[record.Value], record.Position, record.Column)));
        Assert.Equal("$(X)a.dll", facts.Arguments[facts.Records[0].Arguments]["AssemblyFile"]);
        Assert.Equal("RoslynCodeTaskFactory", facts.Arguments[facts.Records[1].Arguments]["TaskFactory"]);
    }

    [Theory]
    [InlineData("<Project><UsingTask")]
    [InlineData("<!DOCTYPE x [<!ENTITY a 'b'>]><Project/>")]
    [InlineData("")]
    public void What_is_no_build_file_is_a_problem(string text) => Assert.Equal(ProblemId.XmlUnreadable, Assert.Single(Analyze(text).Problems).Id);

    [Fact]
    public void Nesting_deeper_than_the_limit_ends_the_reading() =>
        Assert.Equal(ProblemId.LimitSteps, Assert.Single(Analyze(string.Concat(Enumerable.Repeat("<a>", 400))).Problems).Id);

    private static FileFacts Analyze(string text)
    {
        var writer = new FactWriter();
        BuildFileAnalyzer.Analyze(Encoding.UTF8.GetBytes(text), writer);
        return writer.ToFacts();
    }
}
