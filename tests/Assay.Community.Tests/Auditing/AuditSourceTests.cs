using System.Text.Json;
using Assay.Model;
using Assay.TestInputs;
using NuGet.Versioning;
using VersionRange = NuGet.Versioning.VersionRange;

namespace Assay.Community.Tests.Auditing;

public sealed class AuditSourceTests
{
    private static readonly Uri Root = new("https://audit.example.com/assay/");

    [Fact]
    public void A_feed_is_a_service_index_an_index_of_pages_and_the_pages()
    {
        var files = AuditSource.Build(Root, [new AuditPage("findings", "2026-01-31", [new AuditEntry("Sample.Bad", "[1.0.0]", 3, "https://reports.example.com/nuget/Sample.Bad/1.0.0?a=1&b=2"), new AuditEntry("sample.bad", "(, 0.9.0)", 1, "https://reports.example.com/x")])]);

        var (service, index, page) = (Read(files[^1]), Read(files[^2]), Read(files[0]));
        Assert.Equal(["index.json", "vulnerabilities/index.json"], files.Where(file => file.IsEntry).Select(file => file.Path).Order(StringComparer.Ordinal));
        Assert.Equal("VulnerabilityInfo/6.7.0", service.GetProperty("resources")[0].GetProperty("@type").GetString());
        Assert.Equal("https://audit.example.com/assay/vulnerabilities/index.json", service.GetProperty("resources")[0].GetProperty("@id").GetString());
        Assert.Equal("https://audit.example.com/assay/" + files[0].Path, index[0].GetProperty("@id").GetString());
        Assert.Equal("2026-01-31T00:00:00Z", index[0].GetProperty("@updated").GetString());
        Assert.Equal(["https://reports.example.com/nuget/Sample.Bad/1.0.0?a=1&b=2", "https://reports.example.com/x"], page.GetProperty("sample.bad").EnumerateArray().Select(entry => entry.GetProperty("url").GetString()));
    }

    [Fact]
    public void A_changed_page_has_a_new_address_and_equal_pages_have_equal_files()
    {
        AuditEntry[] entries = [new("A", "[1.0.0]", 3, "https://example.com/a"), new("B", "[1.0.0]", 1, "https://example.com/b")];

        var one = AuditSource.Build(Root, [new AuditPage("findings", "2026-01-31", entries)]);
        var turned = AuditSource.Build(Root, [new AuditPage("findings", "2026-01-31", [.. entries.Reverse()])]);
        var other = AuditSource.Build(Root, [new AuditPage("findings", "2026-01-31", entries[..1])]);

        Assert.Equal(one.Select(file => (file.Path, Convert.ToHexString(file.Content))), turned.Select(file => (file.Path, Convert.ToHexString(file.Content))));
        Assert.NotEqual(one[0].Path, other[0].Path);
    }

    [Fact]
    public void Spans_that_two_sources_name_become_one_entry()
    {
        var vulnerability = new Vulnerability("CVE-2030-1", [],
        [
            Statement("dotnet", VulnerabilitySeverity.High, "https://example.com/issue", new VersionSpan("8.0.0", "8.0.4", null), new VersionSpan("6.0.0", null, "6.0.1")),
            Statement("github", VulnerabilitySeverity.Critical, "https://example.com/advisory", new VersionSpan("7.0.0", "8.0.4", null)),
        ]);

        var entries = AuditEntries.Of(vulnerability).ToArray();

        Assert.Equal(["[6.0.0, 6.0.1]", "[7.0.0, 8.0.4)"], entries.Select(entry => entry.Versions));
        Assert.All(entries, entry => Assert.Equal((3, "https://example.com/advisory"), (entry.Severity, entry.Url)));
    }

    [Fact]
    public void What_has_no_page_or_is_of_another_community_has_no_entry()
    {
        Assert.Empty(AuditEntries.Of(new Vulnerability("CVE-2030-1", [], [Statement("github", VulnerabilitySeverity.High, null, new VersionSpan("0", "2.0", null))])));
        Assert.Empty(AuditEntries.Of(new Vulnerability("CVE-2030-1", [], [Statement("github", VulnerabilitySeverity.High, "javascript:alert(1)", new VersionSpan("0", "2.0", null))])));
        Assert.Null(AuditEntries.Of(Package("psgallery"), VerdictStatus.Fail, "https://example.com/x"));
        Assert.Null(AuditEntries.Of(Package("nuget"), VerdictStatus.Pass, "https://example.com/x"));
        Assert.Null(AuditEntries.Of(Package("nuget"), VerdictStatus.Unknown, "https://example.com/x"));
        Assert.Equal(new AuditEntry("Sample", "[1.0.0]", 1, "https://example.com/x"), AuditEntries.Of(Package("nuget"), VerdictStatus.Review, "https://example.com/x"));
    }

    [Fact]
    public void Joined_spans_hold_the_versions_that_the_spans_hold_as_NuGet_reads_them()
    {
        var random = new Random(20_301);
        string[] versions = ["0.9.0", "1.0.0-alpha", "1.0.0", "1.0.1", "1.1.0", "2.0.0-rc.1", "2.0.0", "2.0.0.1", "3.0.0", "10.0.0"];
        for (var round = 0; round < 4_000; round++)
        {
            var affected = Enumerable.Range(0, random.Next(1, 4)).Select(_ => new AffectedPackage("nuget", "Sample",
                [.. Enumerable.Range(0, random.Next(0, 3)).Select(_ => Span(random, versions))], [.. Enumerable.Range(0, random.Next(0, 2)).Select(_ => versions[random.Next(versions.Length)])])).ToArray();
            var vulnerability = new Vulnerability("CVE-2030-1", [], [new AdvisoryStatement { Source = "github", Record = "GHSA-x", Url = "https://example.com/x", Affected = affected }]);

            var ranges = AuditEntries.Of(vulnerability).Select(entry => VersionRange.Parse(entry.Versions)).ToArray();

            foreach (var version in versions.Select(NuGetVersion.Parse))
            {
                var expected = affected.Any(item => Holds(item, version));
                var holders = ranges.Count(range => range.Satisfies(version));
                Assert.True(holders == (expected ? 1 : 0), $"round {round}: {version} is in {holders} of {string.Join(' ', ranges.Select(range => range.OriginalString))}");
            }
        }
    }

    private static VersionSpan Span(Random random, string[] versions)
    {
        string? Pick() => random.Next(4) == 0 ? null : versions[random.Next(versions.Length)];
        return random.Next(3) switch
        {
            0 => new VersionSpan(Pick(), Pick(), null),
            1 => new VersionSpan(Pick(), null, Pick()),
            _ => new VersionSpan(null, Pick(), null) { After = Pick() },
        };
    }

    // Said again with the versions of NuGet.
    private static bool Holds(AffectedPackage affected, NuGetVersion version) => affected is { Ranges: [], Versions: [] }
        || affected.Versions.Any(text => NuGetVersion.Parse(text) == version)
        || affected.Ranges.Any(span => (span.From is null || version >= NuGetVersion.Parse(span.From)) && (span.After is null || version > NuGetVersion.Parse(span.After))
            && (span.Before is null || version < NuGetVersion.Parse(span.Before)) && (span.Last is null || version <= NuGetVersion.Parse(span.Last)));

    private static AdvisoryStatement Statement(string source, VulnerabilitySeverity severity, string? url, params VersionSpan[] spans) =>
        new() { Source = source, Record = source, Severity = severity, Url = url, Affected = [new AffectedPackage("nuget", "Sample", spans, [])] };

    private static ReportedPackage Package(string community) => new() { Purl = null, Community = community, Id = "Sample", Version = "1.0.0", Sha256 = "", Size = 1 };

    private static JsonElement Read(AuditFile file) => JsonDocument.Parse(file.Content).RootElement;
}
