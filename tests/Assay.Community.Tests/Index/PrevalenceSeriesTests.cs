using System.Text;
using System.Text.Json;
using Assay.Community.Index;
using Assay.Model;

namespace Assay.Community.Tests;

public sealed class PrevalenceSeriesTests
{
    [Fact]
    public void The_first_counts_of_each_week_are_shown_and_a_changed_rule_is_marked()
    {
        using var index = RandomIndex.Make(21, 40, withDownloads: false);
        foreach (var day in (string[])["2026-11-16", "2026-11-18", "2026-11-22", "2026-11-23"])
        {
            PrevalenceStore.Renew(index.Database, PrevalenceScope.Usual, DateOnly.Parse(day));
        }

        index.JudgeBy(index.Pack with { Behaviors = [.. index.Pack.Behaviors.Select(rule => rule.Id == "rule-01" ? rule with { ConditionHash = "another" } : rule)] });
        PrevalenceStore.Renew(index.Database, PrevalenceScope.Usual, new DateOnly(2026, 12, 2));
        PrevalenceStore.Renew(index.Database, PrevalenceScope.Usual, new DateOnly(2026, 12, 31));
        PrevalenceStore.Renew(index.Database, PrevalenceScope.Usual, new DateOnly(2027, 1, 3));

        var series = PrevalenceSeries.Of(index.Database, "rule-01", PrevalenceScope.Usual);

        Assert.Equal(
            [("2026-W47", "2026-11-16", false), ("2026-W48", "2026-11-23", false), ("2026-W49", "2026-12-02", true), ("2026-W53", "2026-12-31", false)],
            series.Select(point => (point.Week, point.Date, point.IsRuleChanged)));
        Assert.Equal(["condition-of-rule-01", "another"], series.Select(point => point.Condition).Distinct());
        Assert.All(series, point => Assert.Equal(index.Population(PrevalenceScope.Usual).Values.Count(package => package.Standing.Rules.Contains("rule-01")), point.Counts.Community));
        Assert.DoesNotContain(PrevalenceSeries.Of(index.Database, "rule-02", PrevalenceScope.Usual), point => point.IsRuleChanged);
        Assert.Empty(PrevalenceSeries.Of(index.Database, "nothing", PrevalenceScope.Usual));
    }

    [Fact]
    public void The_dump_has_a_line_for_every_version_with_its_findings()
    {
        using var index = RandomIndex.Make(22, 60, withDownloads: false);
        using var stream = new MemoryStream();

        Assert.Equal(index.Versions.Count, FullDump.Write(index.Database, stream, TestContext.Current.CancellationToken));

        var lines = Encoding.UTF8.GetString(stream.ToArray()).Split('\n', StringSplitOptions.RemoveEmptyEntries).Select(line => JsonDocument.Parse(line).RootElement).ToDictionary(line => line.GetProperty("sha256").GetString()!);
        Assert.All(index.Versions, version =>
        {
            var line = lines[Convert.ToHexStringLower(version.Sha256)];
            Assert.Equal(version.Version, line.GetProperty("version").GetString());
            Assert.Equal(version.State == VersionState.Read, line.TryGetProperty("rules", out var rules));
            Assert.Equal(version.State == VersionState.Read ? version.Rules.Order() : [], rules.ValueKind == JsonValueKind.Array ? rules.EnumerateArray().Select(rule => rule.GetString()!) : []);
            Assert.Equal(version.Published, line.TryGetProperty("published", out var published) ? published.GetString() : null);
        });
    }

    [Fact]
    public void Statistics_count_what_went_in()
    {
        using var index = RandomIndex.Make(23, 120, withDownloads: true);
        var stored = PrevalenceStore.Renew(index.Database, PrevalenceScope.Usual, RandomIndex.Day);

        var statistics = CommunityStatistics.Of(index.Database);

        Assert.Equal((index.Versions.Count(version => version.State == VersionState.Read), index.Versions.Count(version => version.State == VersionState.Unreadable)), ((int)statistics.Read, (int)statistics.Unreadable));
        Assert.Equal(["later", "feed", "old"], statistics.Popularity.Select(measure => measure.Source));
        Assert.Equal(stored.Packages, Enum.GetValues<VerdictStatus>().Sum(verdict => Assert.Single(statistics.Counts).CountVerdict(verdict.ToString().ToLowerInvariant()).Community));
        Assert.Equal(100, Enum.GetValues<VerdictStatus>().Sum(verdict => stored.CountVerdict(verdict.ToString().ToLowerInvariant()).Top100));
        Assert.True(CommunityStatistics.Sizes(index.Database).Single(size => size.Table == "version").Bytes > index.Versions.Count * 16);
    }
}
