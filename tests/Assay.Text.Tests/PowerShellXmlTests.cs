using System.Text;
using Assay.Model;

namespace Assay.Text.Tests;

public sealed class PowerShellXmlTests
{
    [Fact]
    public void Script_blocks_of_formats_and_types_are_taken_out_equal_ones_once()
    {
        var (blocks, facts) = Analyze("""
            <Types>
              <Type><Name>System.IO.FileInfo</Name><Members>
                <ScriptProperty><Name>Age</Name><GetScriptBlock>(Get-Date) - $this.CreationTime</GetScriptBlock><SetScriptBlock><![CDATA[$args[0] -lt 3]]></SetScriptBlock></ScriptProperty>
                <ScriptMethod><Name>Open</Name><Script>Start-Process $this.FullName</Script></ScriptMethod>
                <CodeProperty><Name>Owner</Name><GetCodeReference><TypeName>Contoso.Owner</TypeName><MethodName>Get</MethodName></GetCodeReference></CodeProperty>
              </Members></Type>
              <View><TableColumnItem><ScriptBlock>"a &amp; b"</ScriptBlock></TableColumnItem><TableColumnItem><ScriptBlock>"a &amp; b"</ScriptBlock><ScriptBlock/><ScriptBlock> </ScriptBlock></TableColumnItem></View>
            </Types>
            """);

        Assert.Equal(
            [("ScriptBlock#1.ps1", "(Get-Date) - $this.CreationTime", "GetScriptBlock of line 3"), ("ScriptBlock#2.ps1", "$args[0] -lt 3", "SetScriptBlock of line 3"),
                ("ScriptBlock#3.ps1", "Start-Process $this.FullName", "Script of line 4"), ("ScriptBlock#4.ps1", "\"a & b\"", "ScriptBlock of line 7")],
            blocks.Select(block => (block.Name, Encoding.UTF8.GetString(block.Bytes.Span), block.How)));
        var call = facts.Read(Assert.Single(facts.Records));
        Assert.Equal((FactKind.Call, "Contoso.Owner::Get", 5), (call.Kind, call.Value, call.Position));
    }

    [Fact]
    public void Blocks_before_the_place_where_a_file_breaks_are_kept()
    {
        var (blocks, facts) = Analyze("<Types><Script>one</Script><Script>two");

        Assert.Equal("one", Encoding.UTF8.GetString(Assert.Single(blocks).Bytes.Span));
        Assert.Equal(ProblemId.XmlUnreadable, Assert.Single(facts.Problems).Id);
    }

    [Theory]
    [InlineData("<!DOCTYPE x [<!ENTITY e 'v'>]><Types><Script>&e;</Script></Types>", ProblemId.XmlUnreadable)]
    [InlineData("", ProblemId.XmlUnreadable)]
    public void A_document_type_or_no_document_is_a_problem(string text, ProblemId expected) => Assert.Equal(expected, Assert.Single(Analyze(text).Facts.Problems).Id);

    [Fact]
    public void Depth_and_number_of_blocks_are_limited_and_said()
    {
        var deep = string.Concat(Enumerable.Repeat("<a>", 400)) + "<Script>x</Script>" + string.Concat(Enumerable.Repeat("</a>", 400));
        var many = $"<Types>{string.Concat(Enumerable.Range(0, 2_100).Select(i => $"<Script>{i}</Script>"))}</Types>";

        Assert.Equal(ProblemId.LimitSteps, Assert.Single(Analyze(deep).Facts.Problems).Id);
        var (blocks, facts) = Analyze(many);
        Assert.Equal((2_000, ProblemId.LimitFindings), (blocks.Count, Assert.Single(facts.Problems).Id));
    }

    private static (IReadOnlyList<DerivedArtifact> Blocks, FileFacts Facts) Analyze(string text)
    {
        var writer = new FactWriter();
        var blocks = PowerShellXmlAnalyzer.Analyze(Encoding.UTF8.GetBytes(text), writer);
        return (blocks, writer.ToFacts());
    }
}
