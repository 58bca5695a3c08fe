using System.Text;
using System.Text.Json;
using Assay.Model;

namespace Assay.Community.Tests.Advisories;

public sealed class OsvReaderTests
{
    [Theory]
    // Several spans, in the order of the source or not.
    [InlineData("""[{"introduced": "0"}, {"fixed": "2.0.0"}, {"introduced": "3.0.0"}, {"last_affected": "3.1.0"}, {"introduced": "4.0.0"}]""", "..<2.0.0 3.0.0..3.1.0 4.0.0..")]
    [InlineData("""[{"fixed": "2.0.0"}, {"introduced": "1.0.0"}]""", "1.0.0..<2.0.0")]
    [InlineData("""[{"introduced": "1.0.0-beta1"}, {"fixed": "1.0.0-rc.2"}]""", "1.0.0-beta1..<1.0.0-rc.2")]
    [InlineData("""[{"introduced": "0"}, {"fixed": "0.29"}]""", "..<0.29")]
    [InlineData("""[{"introduced": "1.0"}, {"last_affected": "1.0"}]""", "1.0..1.0")]
    [InlineData("""[{"last_affected": "1.0"}, {"introduced": "1.0"}]""", "1.0..1.0")]
    [InlineData("""[{"introduced": "2.0"}, {"fixed": "2.0"}]""", "2.0..<2.0")]
    [InlineData("""[{"introduced": "0"}, {"limit": "5.0.0"}]""", "..<5.0.0")]
    [InlineData("""[{"introduced": "0"}, {"fixed": "9.0.0"}, {"limit": "5.0.0"}, {"limit": "6.0.0"}]""", "..<6.0.0")]
    [InlineData("""[{"introduced": "0"}, {"limit": "*"}]""", "..")]
    [InlineData("""[{"introduced": "0"}, 5, {"fixed": 7}, {}]""", "..")]
    public void Events_become_spans(string events, string expected)
    {
        var read = Read(AdvisoryFolder.Record("GHSA-1", affected: $$""" "ranges": [{"type": "ECOSYSTEM", "events": {{events}}}] """));

        Assert.Equal(expected, string.Join(' ', Assert.Single(read.Record!.Statement.Affected).Ranges.Select(Text)));
    }

    [Theory]
    [InlineData("<= 1.2.3", "..1.2.3")]
    [InlineData("< 1.2.3", "..<1.2.3")]
    [InlineData("<=1.2.3", "..1.2.3")]
    [InlineData("anything", "..")]
    public void The_last_version_that_is_known_to_be_affected_ends_an_open_span(string last, string expected)
    {
        var read = Read(AdvisoryFolder.Record("GHSA-1", affected: $$""" "ranges": [{"type": "ECOSYSTEM", "events": [{"introduced": "0"}]}], "database_specific": {"last_known_affected_version_range": "{{last}}"} """));

        Assert.Equal(expected, Text(Assert.Single(Assert.Single(read.Record!.Statement.Affected).Ranges)));
    }

    [Fact]
    public void Entries_of_one_package_are_one_and_versions_that_ranges_have_are_left_out()
    {
        var read = Read("""
            {"id": "GHSA-1", "modified": "2026-01-02T03:04:05Z", "affected": [
              {"package": {"ecosystem": "NuGet", "name": "Moq"}, "ranges": [{"type": "ECOSYSTEM", "events": [{"introduced": "4.20.0-rc"}, {"fixed": "4.20.2"}]}], "versions": ["4.20.0", "4.20.1", "4.1.0"]},
              {"package": {"ecosystem": "npm", "name": "moq"}, "versions": ["1.0.0"]},
              {"package": {"ecosystem": "NuGet", "name": "moq"}, "ranges": [{"type": "SEMVER", "events": [{"introduced": "5.0.0"}]}]}]}
            """);

        var affected = Assert.Single(read.Record!.Statement.Affected);
        Assert.Equal(("nuget", "Moq"), (affected.Community, affected.Package));
        Assert.Equal(["4.20.0-rc..<4.20.2", "5.0.0.."], affected.Ranges.Select(Text));
        Assert.Equal(["4.1.0"], affected.Versions);
    }

    [Theory]
    [InlineData("""{"ecosystem": "NuGet", "name": "A"}""", "nuget/A")]
    [InlineData("""{"ecosystem": "PSGallery", "name": "A"}""", "psgallery/A")]
    [InlineData("""{"ecosystem": "Bitnami", "name": "openssl"}""", "generic/openssl")]
    [InlineData("""{"ecosystem": "OSS-Fuzz", "name": "sqlite3"}""", "generic/sqlite")]
    [InlineData("""{"purl": "pkg:generic/zlib@1.2.11"}""", "generic/zlib")]
    [InlineData("""{"purl": "pkg:nuget/A%2EB"}""", "nuget/A.B")]
    [InlineData("""{"ecosystem": "npm", "name": "A"}""", null)]
    [InlineData("""{"ecosystem": "Debian:12", "name": "openssl", "purl": "pkg:deb/debian/openssl"}""", null)]
    [InlineData("""{"name": "A"}""", null)]
    [InlineData("7", null)]
    public void Packages_of_our_communities_are_kept(string package, string? expected)
    {
        var read = Read($$"""{"id": "X-1", "modified": "2026-01-02T03:04:05Z", "affected": [{"package": {{package}}, "versions": ["1.0.0"]}]}""");

        Assert.Equal(expected, read.Record is { } record ? $"{record.Statement.Affected[0].Community}/{record.Statement.Affected[0].Package}" : null);
    }

    [Fact]
    public void No_range_and_no_version_is_every_version_but_ranges_of_commits_are_none()
    {
        Assert.Equal(([], []), Only(""" "severity": [] """));
        Assert.Null(Read(AdvisoryFolder.Record("GHSA-1", affected: """ "ranges": [{"type": "GIT", "repo": "https://example.com", "events": [{"introduced": "0"}]}] """)).Record);
        Assert.Null(Read(AdvisoryFolder.Record("GHSA-1", affected: """ "ranges": [{"type": "ECOSYSTEM", "events": []}] """)).Record);

        static (IReadOnlyList<VersionSpan>, IReadOnlyList<string>) Only(string affected)
        {
            var package = Assert.Single(Read(AdvisoryFolder.Record("GHSA-1", affected: affected)).Record!.Statement.Affected);
            Assert.Empty(package.Ranges);
            Assert.Empty(package.Versions);
            return ([], []);
        }
    }

    [Fact]
    public void Severity_is_that_of_the_newest_vector_else_the_word()
    {
        var vectors = Read(AdvisoryFolder.Record("GHSA-1", more: """ "severity": [{"type": "CVSS_V3", "score": "CVSS:3.1/AV:N/AC:L/PR:N/UI:N/S:U/C:N/I:N/A:H"}, {"type": "CVSS_V4", "score": "CVSS:4.0/AV:N/AC:L/AT:N/PR:N/UI:N/VC:N/VI:N/VA:H/SC:N/SI:N/SA:N"}, {"type": "Ubuntu", "score": "low"}], "database_specific": {"severity": "LOW"}, """)).Record!.Statement;
        var word = Read(AdvisoryFolder.Record("GHSA-1", more: """ "severity": [], "database_specific": {"severity": "MODERATE", "cwe_ids": ["CWE-79", 3, "x", "CWE-79"]}, """)).Record!.Statement;
        var none = Read(AdvisoryFolder.Record("GHSA-1")).Record!.Statement;

        Assert.Equal([("4.0", 8.7), ("3.1", 7.5)], vectors.Cvss.Select(score => (score.Version, score.Score)));
        Assert.Equal(VulnerabilitySeverity.High, vectors.Severity);
        Assert.Equal(VulnerabilitySeverity.Medium, word.Severity);
        Assert.Equal(["CWE-79"], word.Cwes);
        Assert.Equal((VulnerabilitySeverity.Unknown, ""), (none.Severity, none.Summary));
        Assert.Equal("https://github.com/advisories/GHSA-1", none.Url);
    }

    [Fact]
    public void Withdrawn_records_and_malicious_packages_are_no_vulnerabilities()
    {
        var withdrawn = Read(AdvisoryFolder.Record("GHSA-1", more: """ "withdrawn": "2026-01-03T00:00:00Z", """));
        var malicious = Read(AdvisoryFolder.Record("MAL-2026-1"));

        Assert.True(withdrawn is { IsWithdrawn: true, Record: null, Source: "github" });
        Assert.True(malicious is { IsMalicious: true, Record: null, Malicious: [{ Package: "Sample" }] });
    }

    [Theory]
    [InlineData("{}")]
    [InlineData("""{"id": 5}""")]
    [InlineData("""{"id": "a b", "modified": "2026-01-02T03:04:05Z"}""")]
    [InlineData("""{"id": "x"}""")]
    public void Other_objects_are_no_records(string text) => Assert.Null(OsvReader.Read(Encoding.UTF8.GetBytes(text)));

    [Fact]
    public void Changed_bytes_of_a_record_are_read_or_refused()
    {
        var record = Encoding.UTF8.GetBytes(AdvisoryFolder.Record("GHSA-1", more: """ "aliases": ["CVE-2026-1"], "summary": "A", "severity": [{"type": "CVSS_V3", "score": "CVSS:3.1/AV:N/AC:L/PR:N/UI:N/S:U/C:N/I:N/A:H"}], "references": [{"type": "WEB", "url": "https://example.com/"}], "database_specific": {"severity": "HIGH", "cwe_ids": ["CWE-1"]}, """));
        var random = new Random(5);
        var read = 0;
        for (var i = 0; i < 5_000; i++)
        {
            var changed = record.ToArray();
            changed[random.Next(changed.Length)] = (byte)random.Next(256);
            try
            {
                read += OsvReader.Read(changed) is null ? 0 : 1;
            }
            catch (JsonException)
            {
                // Said by the import.
            }
        }

        Assert.True(read > 1_000, $"{read}");
    }

    private static OsvReading Read(string json) => OsvReader.Read(Encoding.UTF8.GetBytes(json))!;

    private static string Text(VersionSpan span) => $"{span.From}..{(span.Before is { } before ? "<" + before : "")}{span.Last}";
}
