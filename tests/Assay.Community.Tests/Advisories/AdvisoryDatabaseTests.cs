using System.Text;
using Assay.Model;

namespace Assay.Community.Tests.Advisories;

public sealed class AdvisoryDatabaseTests : IDisposable
{
    private readonly AdvisoryFolder _folder = new();

    [Fact]
    public void What_was_imported_is_found_by_package_in_any_letter_case()
    {
        _folder.Write("a.json", AdvisoryFolder.Record("GHSA-a", "Contoso.Logging", more: """ "aliases": ["CVE-2026-1"], "summary": "A\n long  line", """));
        _folder.Write("b.json", AdvisoryFolder.Record("CVE-2026-1", "contoso.logging", """ "versions": ["1.0.0"] """));
        _folder.Write("c.json", AdvisoryFolder.Record("MAL-2026-1", "Evil"));

        var database = _folder.Import().Database;

        var vulnerability = Assert.Single(database.Of("nuget", "CONTOSO.logging"));
        Assert.Equal(("CVE-2026-1", "GHSA-a"), (vulnerability.Id, Assert.Single(vulnerability.Aliases)));
        Assert.Equal(["cve", "github"], vulnerability.Statements.Select(statement => statement.Source));
        Assert.Equal("A long line", vulnerability.Statements[1].Summary);
        Assert.Empty(database.Of("psgallery", "Contoso.Logging"));
        Assert.Empty(database.Of("nuget", "Contoso"));
        Assert.Equal("Evil", Assert.Single(database.Malicious!.Items).Package);
        Assert.StartsWith("malicious-packages-", database.Malicious.Id, StringComparison.Ordinal);
        Assert.Equal(new DatedInput(database.Database.Id, "2026-01-02"), database.Database);
        Assert.Equal(["cve", "github", "malicious-packages"], database.Sources.Select(source => source.Id));
    }

    [Fact]
    public void Equal_records_are_equal_bytes_and_another_day_of_import_is_the_same_id()
    {
        _folder.Write("1/a.json", AdvisoryFolder.Record("GHSA-a", "A"));
        _folder.Write("1/b.json", AdvisoryFolder.Record("GHSA-b", "B"));
        _folder.Write("2/y.json", AdvisoryFolder.Record("GHSA-a", "A"));
        _folder.Write("2/x.json", AdvisoryFolder.Record("GHSA-b", "B"));

        var first = _folder.Import(paths: "1");
        var second = _folder.Import(paths: "2");
        var later = AdvisoryImport.Run(first.Database, [Path.Combine(_folder.Path, "2")], null, AdvisoryFolder.Today.AddDays(1), null, TestContext.Current.CancellationToken);

        Assert.Equal(first.Bytes, second.Bytes);
        Assert.Equal(first.Database.Database, later.Database.Database);
        Assert.NotEqual(first.Bytes, later.Bytes);
        Assert.Equal(first.Bytes, AdvisoryFile.Serialize(first.Database.ToContent()));
    }

    [Fact]
    public void Every_package_of_many_is_found_and_none_that_is_not_there()
    {
        var lines = new StringBuilder();
        for (var i = 0; i < 3_000; i++)
        {
            lines.AppendLine(AdvisoryFolder.Record($"GHSA-{i}", i % 2 == 0 ? $"P{i}" : $"P{i - 1}.Sub"));
        }

        _folder.Write("all.ndjson", lines.ToString());
        var database = _folder.Import().Database;

        for (var i = 0; i < 3_000; i++)
        {
            Assert.Equal($"GHSA-{i}", Assert.Single(database.Of("nuget", i % 2 == 0 ? $"p{i}" : $"p{i - 1}.sub")).Id);
            Assert.Empty(database.Of("nuget", $"p{i}x"));
        }

        Assert.Equal(3_000, database.All().Count());
    }

    [Theory]
    [InlineData("{\"schema\":1,\"id\":\"malicious-packages-1\",\"date\":\"\",\"items\":[]}", "import them again")]
    [InlineData("{\"assay-advisories\":{\"schema\":9}\n", "import them again")]
    [InlineData("", "no advisory database")]
    [InlineData("[]", "no advisory database")]
    [InlineData("{\"assay-advisories\":\n", "cannot be read")]
    [InlineData("{\"assay-advisories\":{\"schema\":\"x\"}\n", "cannot be read")]
    public void Other_files_are_refused_with_the_reason(string text, string reason)
    {
        var path = _folder.Write("advisories.json", text);

        Assert.Contains(reason, Assert.Throws<AdvisoryException>(() => AdvisoryDatabase.Read(path)).Message, StringComparison.Ordinal);
    }

    [Fact]
    public void A_missing_file_is_refused() => Assert.Throws<AdvisoryException>(() => AdvisoryDatabase.Read(Path.Combine(_folder.Path, "missing")));

    [Fact]
    public void Changed_and_cut_files_are_refused()
    {
        var bytes = Sample();
        var random = new Random(11);
        for (var i = 0; i < 3_000; i++)
        {
            var changed = bytes.ToArray();
            var place = random.Next(changed.Length);
            changed[place] ^= (byte)(1 << random.Next(8));
            try
            {
                Use(AdvisoryDatabase.Parse(changed));

                // Only what the hash does not cover may change unnoticed: the first line.
                Assert.True(place < Array.IndexOf(bytes, (byte)'\n'), $"{place}");
            }
            catch (AdvisoryException)
            {
                // Said to the user.
            }
        }

        for (var length = 0; length < bytes.Length; length += 7)
        {
            Assert.Throws<AdvisoryException>(() => AdvisoryDatabase.Parse(bytes.AsMemory(0, length)));
        }
    }

    [Fact]
    public void A_file_of_somebody_else_with_a_right_hash_is_read_or_refused()
    {
        var bytes = Sample();
        var body = bytes.AsSpan(Array.IndexOf(bytes, (byte)'\n') + 1).ToArray();
        var header = Encoding.UTF8.GetString(bytes.AsSpan(0, bytes.Length - body.Length));
        var hash = Convert.ToHexStringLower(System.Security.Cryptography.SHA256.HashData(body));
        var random = new Random(12);
        var refused = 0;
        for (var i = 0; i < 3_000; i++)
        {
            var changed = body.ToArray();
            for (var changes = random.Next(1, 4); changes > 0; changes--)
            {
                changed[random.Next(changed.Length)] = (byte)random.Next(256);
            }

            byte[] file = [.. Encoding.UTF8.GetBytes(header.Replace(hash, Convert.ToHexStringLower(System.Security.Cryptography.SHA256.HashData(changed)), StringComparison.Ordinal)), .. changed];
            try
            {
                Use(AdvisoryDatabase.Parse(file));
            }
            catch (AdvisoryException)
            {
                refused++;
            }
        }

        Assert.InRange(refused, 500, 2_999);
    }

    public void Dispose() => _folder.Dispose();

    private byte[] Sample()
    {
        _folder.Write("a.json", AdvisoryFolder.Record("GHSA-a", "A", more: """ "aliases": ["CVE-2026-1"], "severity": [{"score": "CVSS:3.1/AV:N/AC:L/PR:N/UI:N/S:U/C:N/I:N/A:H"}], """));
        _folder.Write("b.json", AdvisoryFolder.Record("GHSA-b", "B"));
        _folder.Write("m.json", AdvisoryFolder.Record("MAL-1", "Evil"));
        _folder.Write("kev.json", """{"dateReleased": "2026-01-05T00:00:00Z", "vulnerabilities": [{"cveID": "CVE-2026-1", "dateAdded": "2026-01-04"}]}""");
        _folder.Write("epss.csv", "#model_version:v1,score_date:2026-01-06T00:00:00+0000\ncve,epss,percentile\nCVE-2026-1,0.5,0.9\n");
        return _folder.Import().Bytes;
    }

    private static void Use(AdvisoryDatabase database)
    {
        _ = database.Of("nuget", "a");
        _ = database.Of("nuget", "b");
        _ = database.Malicious;
        _ = database.All().Count();
        _ = database.ToContent();
    }
}
