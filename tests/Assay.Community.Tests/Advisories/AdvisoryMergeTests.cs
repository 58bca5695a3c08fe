using Assay.Model;

namespace Assay.Community.Tests.Advisories;

public sealed class AdvisoryMergeTests
{
    [Fact]
    public void Records_that_name_each_other_are_one_vulnerability_with_the_CVE_as_its_name()
    {
        var merged = AdvisoryMerge.Merge([Record("github", "GHSA-b", "CVE-2026-1"), Record("dotnet", "CVE-2026-1"), Record("osv", "BIT-x-1", "GHSA-b"), Record("nuget:feed", "GHSA-b"), Record("github", "GHSA-c")]);

        Assert.Equal(["CVE-2026-1", "GHSA-c"], merged.Select(item => item.Id));
        Assert.Equal(["BIT-x-1", "GHSA-b"], merged[0].Aliases);
        Assert.Equal(["dotnet CVE-2026-1", "github GHSA-b", "nuget:feed GHSA-b", "osv BIT-x-1"], Records(merged[0]));
    }

    [Fact]
    public void Two_CVEs_stay_two_and_a_record_that_names_both_is_stated_in_each()
    {
        var merged = AdvisoryMerge.Merge([Record("github", "GHSA-a", "CVE-2026-1", "CVE-2026-2"), Record("dotnet", "CVE-2026-1"), Record("dotnet", "CVE-2026-2", "CVE-2026-1")]);

        Assert.Equal(["CVE-2026-1", "CVE-2026-2"], merged.Select(item => item.Id));
        Assert.Equal(["dotnet CVE-2026-1", "github GHSA-a"], Records(merged[0]));
        Assert.Equal(["dotnet CVE-2026-2", "github GHSA-a"], Records(merged[1]));
        Assert.Equal(["GHSA-a"], merged[0].Aliases);
    }

    [Fact]
    public void A_chain_of_aliases_between_two_CVEs_joins_what_names_none_to_both()
    {
        var merged = AdvisoryMerge.Merge([Record("github", "GHSA-a", "CVE-2026-1"), Record("github", "GHSA-b", "CVE-2026-2"), Record("osv", "X-1", "GHSA-a", "GHSA-b")]);

        Assert.Equal(["github GHSA-a", "osv X-1"], Records(merged[0]));
        Assert.Equal(["github GHSA-b", "osv X-1"], Records(merged[1]));
    }

    [Fact]
    public void Without_a_CVE_the_name_is_the_GHSA_else_the_first()
    {
        Assert.Equal("GHSA-z", Assert.Single(AdvisoryMerge.Merge([Record("osv", "A-1", "GHSA-z")])).Id);
        Assert.Equal("A-1", Assert.Single(AdvisoryMerge.Merge([Record("osv", "B-1", "A-1")])).Id);
    }

    [Fact]
    public void The_order_of_records_does_not_matter()
    {
        AdvisoryRecord[] records = [.. Enumerable.Range(0, 60).Select(i => Record("s" + (i % 3), "X-" + i, i % 5 == 0 ? ["CVE-2026-" + (i / 10), "X-" + (i * 7 % 60)] : ["X-" + (i * 3 % 60)]))];
        var random = new Random(3);
        var expected = Text(records);
        for (var i = 0; i < 50; i++)
        {
            random.Shuffle(records);
            Assert.Equal(expected, Text(records));
        }

        static string Text(AdvisoryRecord[] records) => string.Join('\n', AdvisoryMerge.Merge(records).Select(item => $"{item.Id} [{string.Join(' ', item.Aliases)}] {string.Join(' ', Records(item))}"));
    }

    [Fact]
    public void A_long_chain_takes_no_long_time()
    {
        AdvisoryRecord[] records = [.. Enumerable.Range(0, 50_000).Select(i => Record("osv", $"X-{i:00000}", $"X-{i + 1:00000}"))];

        Assert.Equal(50_000, Assert.Single(AdvisoryMerge.Merge(records)).Records.Count);
    }

    private static IEnumerable<string> Records(MergedVulnerability merged) => merged.Records.Select(record => $"{record.Source} {record.Id}");

    private static AdvisoryRecord Record(string source, string id, params string[] aliases) => new(new AdvisoryStatement { Source = source, Record = id }, aliases);
}
