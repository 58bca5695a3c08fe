using System.Text.Json;
using Assay.Community;
using Assay.Model;
using Assay.Reports;
using Assay.TestInputs;

namespace Assay.Cli.Tests;

public sealed class CommunityQueryTests
{
    [Fact]
    public async Task An_index_is_asked_and_counted_again_when_it_has_changed()
    {
        using var run = new Run();
        var index = await BuildAsync(run, "A", "B");

        await run.AssayAsync("community", "query", "id:*", "--index", index, "--count");
        Assert.Equal((0, "2\n"), (run.ExitCode, run.Output));

        await BuildAsync(run, "C");
        await run.AssayAsync("community", "query", "id:* not id:b", "--index", index, "--format", "json");

        using var json = JsonDocument.Parse(run.Output);
        Assert.Equal(2, json.RootElement.GetProperty("count").GetInt32());
        Assert.True(json.RootElement.GetProperty("population").GetProperty("current").GetBoolean());
        Assert.Equal(["A", "C"], json.RootElement.GetProperty("packages").EnumerateArray().Select(package => package.GetProperty("id").GetString()!));
        Assert.Equal("", run.Error);
    }

    [Fact]
    public async Task A_snapshot_is_asked_for_a_person_and_for_spreadsheets()
    {
        using var run = new Run();
        var snapshot = CommunitySample.Write(Path.Combine(run.Folder, "own.json"));

        await run.AssayAsync("community", "query", "rule:downloads-then-runs", "--snapshot", snapshot);
        Assert.StartsWith("2 of 4 packages of own (2026-01-31)\n", run.Output, StringComparison.Ordinal);
        Assert.Matches(@"\n +1  -  +a 1\.0\.0\n +3  -  +c 1\.0\.0\n", run.Output);

        await run.AssayAsync("community", "query", "id:*", "--format", "csv", "--limit", "2");
        Assert.Equal("id,version,rank,first-seen\na,1.0.0,1,\nb,1.0.0,2,\n", run.Output);
    }

    [Theory]
    [InlineData("=1+1", "\"'=1+1\"")]
    [InlineData("+1", "\"'+1\"")]
    [InlineData("-1", "\"'-1\"")]
    [InlineData("@a", "\"'@a\"")]
    [InlineData("\t=1", "\\u{9}=1")]
    [InlineData("  =1", "\"'  =1\"")]
    [InlineData("\uFF1D1", "\"'\uFF1D1\"")]
    [InlineData("a.b", "a.b")]
    [InlineData("a\"b,c", "\"a\"\"b,c\"")]
    [InlineData("a\r\nb", "a\\u{d}\\u{a}b")]
    [InlineData("", "")]
    public void No_cell_is_a_formula(string value, string cell) => Assert.Equal(cell, CsvCell.Encode(value));

    [Fact]
    public async Task A_wrong_query_is_shown_with_the_place()
    {
        using var run = new Run();
        await run.AssayAsync("community", "query", "tag:a and behaviour:x");

        Assert.Equal(2, run.ExitCode);
        Assert.Equal("assay: There is no field 'behaviour'; did you mean 'behavior'?\n  tag:a and behaviour:x\n            ^\n", run.Error);
        Assert.Equal("", run.Output);
    }

    [Fact]
    public async Task What_is_exported_can_be_imported_and_scans_use_it_when_it_is_newer()
    {
        IPrevalence? used = null;
        using var run = new Run { Prevalence = prevalence => used = prevalence };
        var index = await BuildAsync(run, "A", "B");
        var file = Path.Combine(run.Folder, "ours.json");

        await run.AssayAsync("community", "export", "--index", index, "-o", file);
        Assert.Equal((0, ""), (run.ExitCode, run.Output));
        await run.AssayAsync("community", "import", file);
        Assert.Equal((0, "ours of 2026-02-01: 2 packages of nuget, ranked by dependents.\n"), (run.ExitCode, run.Error));

        await run.AssayAsync("scan", run.File("pass.nupkg"));
        Assert.Equal("ours", used!.For("nuget").Snapshot.Id);
        await run.AssayAsync("scan", run.File("pass.nupkg"), "--snapshot", CommunitySample.Write(Path.Combine(run.Folder, "own.json")));
        Assert.Equal("own", used!.For("nuget").Snapshot.Id);
        await run.AssayAsync("scan", run.File("pass.nupkg"), "--no-community");
        Assert.Null(used);
    }

    [Theory]
    [InlineData("nuget", "2026-01-31", "sample", "nuget")]
    [InlineData("nuget", "2026-02-01", "imported", "nuget")]
    [InlineData("psgallery", "2020-01-01", "sample", "nuget")]
    [InlineData("psgallery", "2020-01-01", "imported", "psgallery")]
    public async Task The_newer_snapshot_of_a_community_is_used(string community, string date, string expected, string scanned)
    {
        IPrevalence? used = null;
        using var run = new Run { Prevalence = prevalence => used = prevalence };
        var file = Path.Combine(run.Folder, "own.json");
        await using (var stream = File.Create(file))
        {
            SnapshotJson.Write(CommunitySample.Of("imported", date, community), stream);
        }

        await run.AssayAsync("community", "import", file, "--quiet");
        Assert.Equal(0, run.ExitCode);
        await run.AssayAsync("scan", run.File("pass.nupkg"));

        Assert.Equal(expected, used!.For(scanned).Snapshot.Id);
    }

    [Fact]
    public async Task A_broken_snapshot_is_not_imported()
    {
        using var run = new Run();
        var file = CommunitySample.Write(Path.Combine(run.Folder, "own.json"));
        var text = await File.ReadAllTextAsync(file, TestContext.Current.CancellationToken);
        await File.WriteAllTextAsync(file, text.Replace("\"community\": 2", "\"community\": 3", StringComparison.Ordinal), TestContext.Current.CancellationToken);

        await run.AssayAsync("community", "import", file);

        Assert.Equal(2, run.ExitCode);
        Assert.Contains("are not those of its set", run.Error, StringComparison.Ordinal);
        Assert.False(Directory.Exists(Path.Combine(run.Folder, "data", "snapshots")));
    }

    [Fact]
    public async Task Statistics_and_series_are_shown()
    {
        using var run = new Run();
        var index = await BuildAsync(run, "A", "B");

        await run.AssayAsync("community", "stats", "--index", index, "--sizes");
        Assert.Equal(0, run.ExitCode);
        Assert.StartsWith("ours: 2 packages of nuget, 2 versions read; generation ", run.Output, StringComparison.Ordinal);
        Assert.Contains("Listed packages, latest version, counted on 2026-02-01: 2 packages, 2 with a rank", run.Output, StringComparison.Ordinal);
        await run.AssayAsync("community", "stats", "--index", index, "--format", "json");
        using var json = JsonDocument.Parse(run.Output);
        Assert.Equal(2, json.RootElement.GetProperty("versions").GetProperty("read").GetInt32());

        await run.AssayAsync("community", "stats", "--index", index, "--rule", RuleSample.Chain.Id);
        Assert.Contains("2026-W05   2026-02-01", run.Output.Replace("2026-W05  ", "2026-W05   ", StringComparison.Ordinal), StringComparison.Ordinal);
        await run.AssayAsync("community", "stats", "--index", index, "--rule", RuleSample.Chain.Id + "x");
        Assert.Equal(2, run.ExitCode);
        Assert.Contains($"did you mean '{RuleSample.Chain.Id}'?", run.Error, StringComparison.Ordinal);
        await run.AssayAsync("community", "stats");
        Assert.Equal(2, run.ExitCode);
    }

    [Fact]
    public async Task The_full_dump_has_a_line_for_each_version()
    {
        using var run = new Run();
        await run.AssayAsync("community", "export", "--full", "--index", await BuildAsync(run, "A", "B"));

        Assert.Equal(["A", "B"], run.Output.Split('\n', StringSplitOptions.RemoveEmptyEntries).Select(line => JsonDocument.Parse(line).RootElement.GetProperty("id").GetString()!));
    }

    private static async Task<string> BuildAsync(Run run, params string[] ids)
    {
        var folder = Path.Combine(run.Folder, "packages");
        Directory.CreateDirectory(folder);
        foreach (var id in ids)
        {
            await File.WriteAllBytesAsync(Path.Combine(folder, id + ".nupkg"), new NupkgBuilder(NupkgBuilder.Manifest(id)).Build(), TestContext.Current.CancellationToken);
        }

        var index = Path.Combine(run.Folder, "ours.db");
        await run.AssayAsync("community", "build", "--from", folder, "--name", "ours", "--index", index, "--quiet");
        Assert.Equal((0, ""), (run.ExitCode, run.Error));
        return index;
    }
}
