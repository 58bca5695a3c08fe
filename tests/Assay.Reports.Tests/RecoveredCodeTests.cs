using AngleSharp.Html.Parser;
using Assay.Model;

namespace Assay.Reports.Tests;

public sealed class RecoveredCodeTests
{
    [Fact]
    public void Layers_name_their_source_and_every_step_and_leave_out_what_stands_in_a_file_as_such()
    {
        var layers = new HtmlParser().ParseDocument(HtmlSamples.Render(LayeredSample.Report)).QuerySelectorAll("article.layer");

        Assert.Equal(["Sample.psm1!EncodedCommand#1.ps1", "Sample.psm1!EncodedCommand#1.ps1!Invoke-Expression#1.ps1"], layers.Select(layer => layer.QuerySelector("h3 code")!.TextContent));
        Assert.Equal(["From Sample.psm1 → base-64", "From Sample.psm1 → base-64 → joined characters"], layers.Select(layer => layer.QuerySelector(".layers")!.TextContent));
    }

    [Fact]
    public void The_layers_of_a_loose_script_are_found_by_the_path_of_their_evidence()
    {
        var behavior = LayeredSample.Report.Behaviors[0];
        var report = LayeredSample.Report with
        {
            Files = [new("a.ps1", ArtifactKind.PowerShell, 1, ""), new("a.ps1!EncodedCommand#1.ps1", ArtifactKind.PowerShell, 1, "") { Derived = new("base-64", "x") }],
            Behaviors = [behavior with { Evidence = [behavior.Evidence[0] with { Artifact = "EncodedCommand#1.ps1" }] }],
        };

        Assert.Equal("In recovered code 1, from a.ps1 → base-64", new HtmlParser().ParseDocument(HtmlSamples.Render(report)).QuerySelector("#behaviors .layers")!.TextContent);
    }

    [Fact]
    public void The_page_shows_each_layer_with_its_text_and_evidence_leads_to_it()
    {
        var page = new HtmlParser().ParseDocument(HtmlSamples.Render(LayeredSample.Report));

        var link = page.QuerySelector("#behaviors .layers a")!;
        Assert.Equal("In recovered code 2, from Sample.psm1 → base-64 → joined characters", link.ParentElement!.TextContent);
        var layer = page.QuerySelector(link.GetAttribute("href")!)!;
        Assert.Equal(["if ($true) {", "    $client = New-Object Net.WebClient"], layer.QuerySelectorAll("ol.text li").Take(2).Select(line => line.TextContent));
        Assert.Equal("The text goes on.", layer.QuerySelector(".note")!.TextContent);
        Assert.Equal(2, page.QuerySelectorAll("article.layer").Length);
    }

    [Fact]
    public void A_report_without_layers_has_no_such_section()
    {
        Assert.Null(new HtmlParser().ParseDocument(HtmlSamples.Render(TrojanSample.Report)).QuerySelector("#recovered"));
        Assert.DoesNotContain("Recovered code", TestConsole.Render(console => ConsoleReport.Write(TrojanSample.Report, console, new ConsoleReportOptions()), 80), StringComparison.Ordinal);
    }

    [Fact]
    public void Files_that_were_not_found_inside_another_have_no_such_property()
    {
        var output = new MemoryStream();
        JsonReport.Write(LayeredSample.Report, output);
        var files = System.Text.Json.JsonDocument.Parse(output.ToArray()).RootElement.GetProperty("files");

        Assert.False(files[1].TryGetProperty("derived", out _));
        Assert.Equal("base-64", files[2].GetProperty("derived").GetProperty("how").GetString());
        Assert.Equal(System.Text.Json.JsonValueKind.Null, files[6].GetProperty("derived").GetProperty("excerpt").ValueKind);
    }
}
