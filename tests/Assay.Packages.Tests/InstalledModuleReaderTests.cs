using System.Text;
using Assay.Model;

namespace Assay.Packages.Tests;

public sealed class InstalledModuleReaderTests
{
    [Fact]
    public void Members_lists_and_dictionaries_become_facts()
    {
        var facts = Read("""
            <Objs Version="1.1.0.1" xmlns="http://schemas.microsoft.com/powershell/2004/04">
              <Obj RefId="0"><TN RefId="0"><T>System.Management.Automation.PSCustomObject</T></TN>
                <MS>
                  <S N="Name">Sample</S><Version N="Version">1.2.0</Version><Nil N="PowerShellGetFormatVersion" />
                  <S N="ReleaseNotes">one_x000D__x000A_two</S>
                  <Obj N="Tags" RefId="1"><LST><S>first</S><S>second</S></LST></Obj>
                  <Obj N="Includes" RefId="2"><DCT><En><S N="Key">Function</S><Obj N="Value" RefId="3"><LST><S>Get-Sample</S></LST></Obj></En></DCT></Obj>
                </MS>
              </Obj>
            </Objs>
            """);

        Assert.Equal(
            [("psget.Name", "Sample"), ("psget.Version", "1.2.0"), ("psget.ReleaseNotes", "one\r\ntwo"), ("psget.Tags", "first"), ("psget.Tags", "second"), ("psget.Includes.Function", "Get-Sample")],
            facts.Records.Select(facts.ReadFact).Select(fact => (fact.Value, fact.Arguments!["value"]!)));
        Assert.All(facts.Records, record => Assert.True(record is { Kind: FactKind.Metadata, PositionKind: PositionKind.LineColumn, Position: > 2 }));
        Assert.Empty(facts.Problems);
    }

    [Theory]
    [InlineData("<!DOCTYPE x [<!ENTITY e SYSTEM 'file:///etc/passwd'>]><Objs>&e;</Objs>")]
    [InlineData("<Objs><Obj><MS>")]
    [InlineData("<Other/>")]
    [InlineData("")]
    public void Anything_else_is_a_problem_and_no_fact(string text)
    {
        var facts = Read(text);

        Assert.Equal(ProblemId.XmlUnreadable, Assert.Single(facts.Problems).Id);
        Assert.True(facts.RecordSpan.IsEmpty);
    }

    [Fact]
    public void Entries_beyond_the_limit_are_left_out_and_said()
    {
        var facts = Read($"<Objs><Obj><MS><Obj N='Tags'><LST>{string.Concat(Enumerable.Repeat("<S>x</S>", 5_000))}</LST></Obj></MS></Obj></Objs>");

        Assert.Equal(2_000, facts.Records.Count);
        Assert.Equal(ProblemId.LimitFindings, Assert.Single(facts.Problems).Id);
    }

    private static FileFacts Read(string text) => InstalledModuleReader.Read(Encoding.UTF8.GetBytes(text));
}

file static class Facts
{
    public static Fact ReadFact(this FileFacts facts, FactRecord record) => facts.Read(record);
}
