using System.Security.Cryptography;
using System.Text;
using System.Text.RegularExpressions;
using AngleSharp.Html.Parser;
using Assay.Model;
using Assay.Reports.Html;

namespace Assay.Reports.Tests;

public sealed partial class HtmlReportTests
{
    [Fact]
    public void The_small_report_is_its_golden_file() => GoldenFile.Check("vulnerable.html", WithoutStyle(HtmlSamples.Render(PlainSamples.Vulnerable)));

    [Fact]
    public void The_trojan_is_its_golden_file() => GoldenFile.Check("trojan.html", WithoutStyle(HtmlSamples.Render(TrojanSample.Report)));

    [Fact]
    public void The_policy_allows_nothing_but_the_style_sheet_of_the_page()
    {
        var page = new HtmlParser().ParseDocument(HtmlSamples.Render(TrojanSample.Report));
        var style = page.QuerySelectorAll("style").Single().TextContent;
        var hash = Convert.ToBase64String(SHA256.HashData(Encoding.UTF8.GetBytes(style)));

        Assert.Equal($"default-src 'none'; style-src 'sha256-{hash}'; base-uri 'none'; form-action 'none'", page.QuerySelector("meta[http-equiv=Content-Security-Policy]")!.GetAttribute("content"));
        Assert.DoesNotContain("url(", style, StringComparison.OrdinalIgnoreCase);
        Assert.DoesNotContain("@import", style, StringComparison.OrdinalIgnoreCase);
        Assert.Empty(page.QuerySelectorAll("script, img, iframe, object, embed, link, base, form, [style], [src]"));
    }

    [Fact]
    public void Every_section_heading_and_link_within_the_page_has_its_target()
    {
        foreach (var (name, report) in HtmlSamples.All)
        {
            var page = new HtmlParser().ParseDocument(HtmlSamples.Render(report));
            Assert.Single(page.QuerySelectorAll("h1"));
            Assert.All(page.QuerySelectorAll("a[href^='#']"), link => Assert.True(page.GetElementById(link.GetAttribute("href")![1..]) is not null, $"{name}: {link.OuterHtml}"));
            Assert.All(page.QuerySelectorAll("[aria-labelledby]"), element => Assert.True(page.GetElementById(element.GetAttribute("aria-labelledby")!) is not null, $"{name}: {element.Id}"));
        }
    }

    [Fact]
    public void Equal_reports_give_equal_bytes() => Assert.Equal(HtmlSamples.Render(TrojanSample.Report), HtmlSamples.Render(TrojanSample.Report with { SchemaVersion = 1 }));

    [Fact]
    public void Every_text_of_a_package_is_shown_as_text()
    {
        const string hostile = "<script>alert(1)</script>\"'><img src=x onerror=alert(1)>\u202egpj\u200b\u001b]0;";
        var page = new HtmlParser().ParseDocument(HtmlSamples.Render(HtmlSamples.Hostile(hostile)));

        Assert.Empty(page.QuerySelectorAll("script, img, [onerror]"));
        Assert.Contains("<script>alert(1)</script>\"'><img src=x onerror=alert(1)>\\u{202e}gpj\\u{200b}\\u{1b}]0;", page.QuerySelector("h1")!.TextContent, StringComparison.Ordinal);
        Assert.DoesNotContain(page.DocumentElement.OuterHtml, character => character is '\u202e' or '\u200b' or '\u001b');
        Assert.All(page.QuerySelectorAll("a"), link => Assert.Matches("^(#|https://(attack|cwe)\\.mitre\\.org/)", link.GetAttribute("href")!));
    }

    [Fact]
    public void An_id_with_letters_that_look_like_others_says_so()
    {
        var report = PlainSamples.Clean with { Package = PlainSamples.Clean.Package with { Id = "Newtonsoft.Js\u043en" } };
        Assert.Contains("\u043e (U+043E)", new HtmlParser().ParseDocument(HtmlSamples.Render(report)).QuerySelector(".foreign")!.TextContent, StringComparison.Ordinal);
        Assert.Null(new HtmlParser().ParseDocument(HtmlSamples.Render(PlainSamples.Clean)).QuerySelector(".foreign"));
    }

    [Fact]
    public void A_text_of_a_megabyte_is_cut()
    {
        // The report holds it several hundred times.
        Assert.InRange(HtmlSamples.Render(HtmlSamples.Hostile(new string('x', 1_000_000))).Length, 100_000, 3_000_000);
        Assert.InRange(HtmlSamples.Render(HtmlSamples.Hostile(string.Concat(Enumerable.Repeat("a.", 500_000)))).Length, 100_000, 3_000_000);
    }

    [Fact]
    public void The_first_five_findings_stand_open_and_the_others_behind_a_disclosure()
    {
        var page = new HtmlParser().ParseDocument(HtmlSamples.Render(TrojanSample.Report));
        Assert.Equal(5, page.QuerySelectorAll("#issues > article").Length);
        Assert.Equal(TrojanFindings.Issues.Count - 5, page.QuerySelectorAll("#issues > details article").Length);
        Assert.Equal(5, page.QuerySelectorAll("#behaviors > article").Length);
        Assert.Equal(TrojanFindings.Behaviors.Count - 5, page.QuerySelectorAll("#behaviors > details article").Length);
    }

    [Fact]
    public void Each_tier_says_count_and_share_and_a_tier_that_does_not_exist_says_so()
    {
        var page = new HtmlParser().ParseDocument(HtmlSamples.Render(HtmlSamples.Rare));
        var bars = page.QuerySelectorAll("#behaviors > article:first-of-type .tiers [role=img]").Select(bar => bar.GetAttribute("aria-label")!).ToArray();

        Assert.Equal(["Top 100: 0 of 100 packages, 0 %", "Top 1,000: 7 of 1,000 packages, 0.7 %", "Community: 1,095 of 400,000 packages, 0.27 %"], bars);
        Assert.Contains("fewer packages are ranked", page.QuerySelector("#behaviors .tiers")!.TextContent, StringComparison.Ordinal);
    }

    [Fact]
    public void Without_a_snapshot_the_reason_is_said_once_and_no_bar_is_drawn()
    {
        var report = TrojanSample.Report with { Issues = [.. TrojanFindings.Issues.Select(issue => issue with { Prevalence = Prevalence.NoSnapshot })] };
        var page = new HtmlParser().ParseDocument(HtmlSamples.Render(report));
        Assert.Equal(Prevalence.NoSnapshot.Sentence, page.QuerySelector("#issues > p.note")!.TextContent);
        Assert.Empty(page.QuerySelectorAll("#issues .bar"));
    }

    [Fact]
    public void The_same_evidence_in_several_files_is_one_place_with_several_files()
    {
        var evidence = TrojanFindings.Behaviors[4].Evidence[0];
        var report = TrojanSample.Report with { Behaviors = [TrojanFindings.Behaviors[4] with { Evidence = [evidence, evidence with { Artifact = "lib/net9.0/other.dll" }] }] };
        var place = new HtmlParser().ParseDocument(HtmlSamples.Render(report)).QuerySelectorAll("#behaviors .evidence > li").Single();
        Assert.Equal([evidence.Artifact, "lib/net9.0/other.dll"], place.QuerySelectorAll(".file").Select(file => file.TextContent));
    }

    private static string WithoutStyle(string html) => StyleSha256().Replace(Style().Replace(html, "<style></style>"), "sha256-");

    [GeneratedRegex("<style>.*?</style>", RegexOptions.Singleline)]
    private static partial Regex Style();

    [GeneratedRegex("sha256-[A-Za-z0-9+/=]+")]
    private static partial Regex StyleSha256();
}
