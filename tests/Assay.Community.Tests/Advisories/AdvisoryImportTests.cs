using System.IO.Compression;
using System.Text;
using Assay.Model;
using Assay.TestInputs;

namespace Assay.Community.Tests.Advisories;

public sealed class AdvisoryImportTests : IDisposable
{
    private readonly AdvisoryFolder _folder = new();

    [Fact]
    public void Records_of_malicious_packages_and_hashes_are_kept()
    {
        _folder.Write("MAL-2026-1.json", AdvisoryFolder.Record("MAL-2026-1", "Sample.Evil", """ "versions": ["1.0.0", "1.0.1"] """));
        _folder.Write("npm/MAL-2026-2.json", AdvisoryFolder.Record("MAL-2026-2", "sample-evil").Replace("NuGet", "npm", StringComparison.Ordinal));
        _folder.Write("MAL-2026-3.json", AdvisoryFolder.Record("MAL-2026-3", "Sample.Taken", """ "ranges": [{"type": "ECOSYSTEM", "events": [{"introduced": "0"}, {"fixed": "2.0.0"}, {"introduced": "3.0.0"}]}] """));
        _folder.Write("MAL-2026-4.json", AdvisoryFolder.Record("MAL-2026-4", "Sample.Wrong", more: """ "withdrawn": "2026-01-02T00:00:00Z", """));
        _folder.Write("hashes", $"# files\n{new string('A', 64)}  evil.dll\n");

        var result = _folder.Import();

        Assert.Empty(result.Problems);
        var packages = result.Database.Malicious!;
        Assert.Equal(["evil.dll", "MAL-2026-1", "MAL-2026-3"], packages.Items.Select(item => item.Record));
        Assert.Equal("2026-01-02", packages.Date);
        Assert.Equal(["1.0.0", "1.0.1"], packages.Items[1].Versions);
        Assert.Equal([new VersionSpan(null, "2.0.0", null), new VersionSpan("3.0.0", null, null)], packages.Items[2].Ranges);
        Assert.Equal([new string('a', 64)], packages.Items[0].Sha256);
        Assert.False(result.Database.HasVulnerabilities);
        Assert.Equal((2, 1), result.Database.SourceDetails.Where(source => source.Name == "malicious-packages").Select(source => (source.Records, source.Withdrawn)).Single());
    }

    public static TheoryData<string> Forms => ["json", "array", "list", "ndjson", "zip", "gzip", "mark"];

    [Theory]
    [MemberData(nameof(Forms))]
    public void Records_are_read_in_every_form_and_told_by_their_content(string form)
    {
        var (one, two) = (AdvisoryFolder.Record("GHSA-a", "A"), AdvisoryFolder.Record("GHSA-b", "B"));
        switch (form)
        {
            case "json":
                _folder.Write("1", one);
                _folder.Write("2.txt", two);
                break;
            case "array":
                _folder.Write("all.csv", $"\n [{one},\n{two}]");
                break;
            case "list":
                _folder.Write("all", $"{{\"next\": 1, \"vulns\": [{one}, {two}]}}");
                break;
            case "ndjson":
                _folder.Write("all", $"{one}\n\n{two}\n");
                break;
            case "zip":
                _folder.Write("all.json", new RawZip().Add(new RawEntry("GHSA-a.json", Encoding.UTF8.GetBytes(one)), new RawEntry("below/GHSA-b.json", Encoding.UTF8.GetBytes(two))).Build());
                break;
            case "gzip":
                _folder.Write("all", Gzip($"{one}\n{two}"));
                break;
            default:
                _folder.Write("1", "\uFEFF" + one);
                _folder.Write("2", "\uFEFF[" + two + "]");
                break;
        }

        var result = _folder.Import();

        Assert.Empty(result.Problems);
        Assert.Equal(["GHSA-a", "GHSA-b"], result.Database.All().Select(item => item.Id));
        Assert.Equal("2026-02-01", Assert.Single(result.Database.SourceDetails).Imported);
    }

    [Fact]
    public void A_collection_replaces_what_its_source_said_before_and_leaves_the_others()
    {
        _folder.Write("first/a.json", AdvisoryFolder.Record("GHSA-a", "A"));
        _folder.Write("first/b.json", AdvisoryFolder.Record("GHSA-b", "B"));
        _folder.Write("first/c.json", AdvisoryFolder.Record("CVE-2026-1", "C"));
        _folder.Write("second/b.json", AdvisoryFolder.Record("GHSA-b", "B2"));
        _folder.Write("second/d.json", AdvisoryFolder.Record("GHSA-d", "D"));
        _folder.Write("third/npm.json", AdvisoryFolder.Record("GHSA-e", "E").Replace("NuGet", "npm", StringComparison.Ordinal));
        _folder.Write("third/own.json", AdvisoryFolder.Record("X-1", "X"));

        var first = _folder.Import(paths: "first").Database;
        var second = _folder.Import(first, paths: "second").Database;
        var third = _folder.Import(second, paths: "third").Database;

        Assert.Equal(["CVE-2026-1", "GHSA-b", "GHSA-d"], second.All().Select(item => item.Id));
        Assert.Single(second.Of("nuget", "B2"));
        Assert.Empty(second.Of("nuget", "B"));

        // A collection without a record of a source says nothing of it.
        Assert.Equal(["CVE-2026-1", "GHSA-b", "GHSA-d", "X-1"], third.All().Select(item => item.Id));
    }

    [Fact]
    public void A_single_record_is_added_and_one_that_was_taken_back_is_removed()
    {
        _folder.Write("all/a.json", AdvisoryFolder.Record("GHSA-a", "A"));
        _folder.Write("all/b.json", AdvisoryFolder.Record("GHSA-b", "B"));
        _folder.Write("c.json", AdvisoryFolder.Record("GHSA-c", "C"));
        _folder.Write("a.json", AdvisoryFolder.Record("GHSA-a", "A", more: """ "withdrawn": "2026-01-03T00:00:00Z", """));

        var all = _folder.Import(paths: "all").Database;
        var more = _folder.Import(all, paths: "c.json").Database;
        var less = _folder.Import(more, paths: "a.json").Database;

        Assert.Equal(["GHSA-a", "GHSA-b", "GHSA-c"], more.All().Select(item => item.Id));
        Assert.Equal(["GHSA-b", "GHSA-c"], less.All().Select(item => item.Id));
        Assert.Equal((2, 1), less.SourceDetails.Select(source => (source.Records, source.Withdrawn)).Single());
    }

    [Fact]
    public void Of_a_record_in_two_exports_the_newer_one_counts_once()
    {
        _folder.Write("1/a.json", AdvisoryFolder.Record("GHSA-a", "New").Replace("2026-01-02T", "2026-01-09T", StringComparison.Ordinal));
        _folder.Write("2/a.json", AdvisoryFolder.Record("GHSA-a", "Old"));

        var database = _folder.Import().Database;

        Assert.Single(Assert.Single(database.Of("nuget", "New")).Statements);
        Assert.Empty(database.Of("nuget", "Old"));
        Assert.Equal("2026-01-09", database.Database.Date);
    }

    [Fact]
    public void The_source_can_be_named()
    {
        _folder.Write("a.json", AdvisoryFolder.Record("GHSA-a", "A"));

        var database = _folder.Import(source: "own").Database;

        Assert.Equal("own", Assert.Single(database.Sources).Id);
        Assert.Equal("own", database.Of("nuget", "A")[0].Statements[0].Source);
    }

    [Theory]
    [InlineData("""{"title": "x", "dateReleased": "2026-01-05T10:00:00Z", "vulnerabilities": [{"cveID": "CVE-2026-1", "dateAdded": "2026-01-04", "dueDate": "2026-01-25", "knownRansomwareCampaignUse": "Known"}, {"cveID": 5}, {"cveID": "CVE-2026-9", "dateAdded": "soon"}]}""", "2026-01-05")]
    [InlineData("cveID,vendorProject,dateAdded,shortDescription,dueDate,knownRansomwareCampaignUse\r\n\"CVE-2026-1\",\"A, \"\"B\"\"\",\"2026-01-04\",\"two\nlines\",\"2026-01-25\",\"known\"\r\n", "2026-01-04")]
    public void The_catalogue_of_exploited_vulnerabilities_is_joined_by_CVE(string catalogue, string date)
    {
        _folder.Write("a.json", AdvisoryFolder.Record("GHSA-a", "A", more: """ "aliases": ["CVE-2026-1"], """));
        _folder.Write("catalogue", catalogue);

        var database = _folder.Import().Database;

        Assert.Equal(new KnownExploitation("2026-01-04", "2026-01-25", true), Assert.Single(database.Of("nuget", "A")).Exploited);
        Assert.Contains(new DatedInput("kev", date), database.Sources);
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public void Scores_of_named_CVEs_are_kept_whatever_is_read_first(bool packed)
    {
        const string Csv = "#model_version:v2025.03.14,score_date:2026-01-06T12:55:00Z\ncve,epss,percentile\nCVE-1999-0001,0.01,0.5\nCVE-2026-1,0.03125,0.861\nCVE-2026-2,2,0.5\nCVE-2026-2,x,y\n";
        _folder.Write("a-scores", packed ? Gzip(Csv) : Encoding.UTF8.GetBytes(Csv));
        _folder.Write("b.json", AdvisoryFolder.Record("GHSA-a", "A", more: """ "aliases": ["CVE-2026-1"], """));

        var database = _folder.Import().Database;

        var vulnerability = Assert.Single(database.Of("nuget", "A"));
        Assert.Equal((0.03125, 0.861), (vulnerability.Epss!.Value, vulnerability.EpssPercentile!.Value));
        Assert.Equal(("2026-01-06", 1), database.SourceDetails.Where(source => source.Name == "epss").Select(source => (source.Date, source.Records)).Single());
    }

    [Fact]
    public void A_vulnerability_index_of_NuGet_is_read_with_its_pages_and_joins_the_GHSA()
    {
        _folder.Write("feed/index.json", """[{"@name": "base", "@id": "https://feed.example/v/base.json", "@updated": "2026-01-07T00:00:00Z"}, {"@name": "update", "@id": "https://feed.example/v/update.json", "@updated": "2026-01-08T00:00:00Z"}]""");
        _folder.Write("feed/base.json", """{"contoso.logging": [{"severity": 2, "url": "https://github.com/advisories/GHSA-a", "versions": "(, 2.0.0)"}, {"severity": 3, "url": "https://github.com/advisories/GHSA-a", "versions": "(3.0.0, 3.1.0]"}], "broken": [{"severity": 1, "url": "https://x.example/1", "versions": "?"}, 5], "any": [{"severity": 0, "url": "https://x.example/2", "versions": "(, )"}]}""");
        _folder.Write("feed/update.json", "[]");
        _folder.Write("a.json", AdvisoryFolder.Record("GHSA-a", "Contoso.Logging", more: """ "aliases": ["CVE-2026-1"], """));

        foreach (var paths in (string[][])[["feed", "a.json"], ["feed/index.json", "a.json"]])
        {
            var result = _folder.Import(paths: paths);
            var vulnerability = Assert.Single(result.Database.Of("nuget", "contoso.logging"));
            var statement = vulnerability.Statements[1];

            Assert.Empty(result.Problems);
            Assert.Equal("CVE-2026-1", vulnerability.Id);
            Assert.Equal(("nuget:feed", "GHSA-a", VulnerabilitySeverity.Critical), (statement.Source, statement.Record, statement.Severity));
            Assert.Equal([new VersionSpan(null, "2.0.0", null), new VersionSpan(null, null, "3.1.0") { After = "3.0.0" }], statement.Affected[0].Ranges);
            Assert.Empty(Assert.Single(result.Database.Of("nuget", "any")).Statements[0].Affected[0].Ranges);
            Assert.Contains(new DatedInput("nuget:feed", "2026-01-08"), result.Database.Sources);
        }
    }

    [Theory]
    [InlineData("broken.json", "{")]
    [InlineData("broken.json", "")]
    [InlineData("broken.json", "{\"id\": \"GHSA-1\", \"affected\": [}")]
    [InlineData("broken.sha256", "0000000000000000000000000000000000000000000000000000000000000000 a\nno hash")]
    [InlineData("broken.zip", "PK\u0003\u0004")]
    [InlineData("broken.gz", "\u001f\u008b\u0008")]
    public void A_broken_file_is_named_and_the_others_are_read(string name, string text)
    {
        _folder.Write("a.json", AdvisoryFolder.Record("GHSA-a", "A"));
        _folder.Write(name, Encoding.Latin1.GetBytes(text));

        var result = _folder.Import();

        Assert.Contains(result.Problems, problem => problem.Contains(name, StringComparison.Ordinal));
        Assert.Single(result.Database.All());
    }

    [Fact]
    public void Files_of_other_content_in_a_folder_are_passed_over_and_folders_of_version_control_are_not_entered()
    {
        _folder.Write("README.md", "# Records");
        _folder.Write("other.json", "{\"a\": 1}");
        _folder.Write(".git/x.json", "{");
        _folder.Write("a.json", AdvisoryFolder.Record("GHSA-a", "A"));

        var result = _folder.Import();

        Assert.Empty(result.Problems);
        Assert.Equal(2, result.OtherRecords);
    }

    [Fact]
    public void Nothing_that_a_database_keeps_is_no_import()
    {
        _folder.Write("a.json", AdvisoryFolder.Record("GHSA-a", "A").Replace("NuGet", "npm", StringComparison.Ordinal));

        Assert.Throws<AdvisoryException>(() => _folder.Import());
        Assert.Throws<AdvisoryException>(() => _folder.Import(paths: "missing"));
        Assert.Contains("none of the forms", Assert.Throws<AdvisoryException>(() => _folder.Import(paths: Path.GetFileName(_folder.Write("x.md", "# Text")))).Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Archives_cost_no_more_than_their_limits()
    {
        var limits = AdvisoryLimits.Default with { ContentBytes = 1_000_000, Archive = AdvisoryLimits.Default.Archive with { EntryBytes = 1_000_000, TotalBytes = 2_000_000, EntriesPerArchive = 10 } };
        byte[][] bombs =
        [
            Gzip(new string(' ', 2_000_000)),
            new RawZip().Add(new RawEntry("a.json", new byte[1_500_000])).Build(),
            new RawZip().Add([.. Enumerable.Range(0, 50).Select(i => new RawEntry($"{i}.json", "{}"u8.ToArray()))]).Build(),
            new RawZip().Add(new RawEntry("a.zip", new RawZip().Add(new RawEntry("b.json", "{}"u8.ToArray())).Build())).Build(),
        ];

        foreach (var bomb in bombs)
        {
            var reader = new AdvisoryReader(new AdvisoryBatch(), null, limits);
            reader.Read("bomb", bomb, "group", isCollection: false, TestContext.Current.CancellationToken);
            Assert.NotEmpty(reader.Problems);
        }
    }

    [Theory]
    [InlineData("exploited.json", """{"title": "x", "dateReleased": "2026-01-05", "vulnerabilities": [{"cveID": "CVE-2026-1", "dateAdded": "2026-01-04"},""", "{},", "{}]}", 1_000_000, "more than 1000000 entries")]
    [InlineData("exploited.csv", "cveID,dateAdded,dueDate,knownRansomwareCampaignUse\nCVE-2026-1,2026-01-04,,\n", "a\n", "a\n", 1_000_000, "more than 1000000 entries")]
    [InlineData("exploited.json", """{"title": "x", "dateReleased": "2026-01-05", "vulnerabilities": [{"cveID": "CVE-2026-1", "dateAdded": "2026-01-04", "shortDescription": " """, "x", "\"}]}", 8 << 20, "more than 8388608 bytes")]
    [InlineData("index.json", "[", """{"@name": "base", "@id": "https://feed.example/v/base.json", "@updated": "2026-01-07T00:00:00Z"},""", "{}]", 64, "more than 64 entries")]
    [InlineData("page.json", """{"contoso": [{"severity": 2, "url": "https://x.example/1", "versions": "(, )"}, " """, "x", "\"]}", 8 << 20, "more than 8388608 bytes")]
    public void A_list_beyond_its_limits_is_refused_as_a_whole(string name, string start, string repeated, string end, int count, string said)
    {
        _folder.Write("a.json", AdvisoryFolder.Record("GHSA-a", "A", more: """ "aliases": ["CVE-2026-1"], """));
        _folder.Write(name, start + new StringBuilder().Insert(0, repeated, count) + end);

        var result = _folder.Import();

        Assert.Contains(said, Assert.Single(result.Problems), StringComparison.Ordinal);
        Assert.Null(Assert.Single(result.Database.All()).Exploited);
    }

    [Fact]
    public void Any_bytes_are_read_or_named()
    {
        string[] seeds =
        [
            AdvisoryFolder.Record("GHSA-a", "A"), $"[{AdvisoryFolder.Record("GHSA-a", "A")}]", "{\"vulns\":[{}]}", """{"vulnerabilities":[{"cveID":"CVE-2026-1","dateAdded":"2026-01-04"}]}""",
            "cve,epss,percentile\nCVE-2026-1,0.5,0.9\n", "cveID,dateAdded\nCVE-2026-1,2026-01-04\n", """{"a":[{"severity":2,"url":"https://x.example/1","versions":"(, 2.0.0)"}]}""",
            """[{"@name":"base","@id":"https://x.example/base.json","@updated":"2026-01-07T00:00:00Z"}]""", new string('a', 64) + "  x",
        ];
        var random = new Random(21);
        var read = 0;
        for (var i = 0; i < 9_000; i++)
        {
            var bytes = Encoding.UTF8.GetBytes(seeds[i % seeds.Length]);
            for (var changes = random.Next(4); changes > 0; changes--)
            {
                bytes[random.Next(bytes.Length)] = (byte)random.Next(256);
            }

            var batch = new AdvisoryBatch();
            var reader = new AdvisoryReader(batch, null, AdvisoryLimits.Default);
            reader.Read("x", bytes.AsMemory(0, random.Next(4) == 0 ? random.Next(bytes.Length) : bytes.Length), "group", isCollection: false, TestContext.Current.CancellationToken);
            var content = new AdvisoryContent();
            batch.Apply(content, "2026-02-01");
            read += AdvisoryDatabase.Parse(AdvisoryFile.Serialize(content)).Sources.Count;
        }

        Assert.True(read > 2_000, $"{read}");
    }

    [Fact]
    public void A_cancelled_import_ends()
    {
        _folder.Write("a.json", AdvisoryFolder.Record("GHSA-a", "A"));

        Assert.Throws<OperationCanceledException>(() => AdvisoryImport.Run(null, [_folder.Path], null, AdvisoryFolder.Today, null, new CancellationToken(canceled: true)));
    }

    public void Dispose() => _folder.Dispose();

    private static byte[] Gzip(string text)
    {
        using var packed = new MemoryStream();
        using (var gzip = new GZipStream(packed, CompressionLevel.Fastest))
        {
            gzip.Write(Encoding.UTF8.GetBytes(text));
        }

        return packed.ToArray();
    }
}
