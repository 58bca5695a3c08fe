using Assay.Model;

namespace Assay.Community.Tests;

public sealed class AdvisoryImportTests : IDisposable
{
    private readonly string _folder = Directory.CreateTempSubdirectory("assay-advisories-").FullName;

    [Fact]
    public void Records_of_malicious_packages_are_kept_and_others_are_not()
    {
        Write("MAL-2026-1.json", Record("MAL-2026-1", "NuGet", "Sample.Evil", "\"versions\": [\"1.0.0\", \"1.0.1\"]"));
        Write("npm/MAL-2026-2.json", Record("MAL-2026-2", "npm", "sample-evil", "\"versions\": [\"1.0.0\"]"));
        Write("GHSA-1.json", Record("GHSA-1", "NuGet", "Sample.Library", "\"versions\": [\"1.0.0\"]"));
        Write("MAL-2026-3.json", Record("MAL-2026-3", "NuGet", "Sample.Taken", "\"ranges\": [{\"type\": \"ECOSYSTEM\", \"events\": [{\"introduced\": \"0\"}, {\"fixed\": \"2.0.0\"}, {\"introduced\": \"3.0.0\"}, {\"last_affected\": \"3.1.0\"}, {\"introduced\": \"4.0.0\"}]}]"));
        Write("MAL-2026-4.json", Record("MAL-2026-4", "NuGet", "Sample.Wrong", "\"versions\": []").Replace("\"modified\"", "\"withdrawn\": \"2026-01-02T00:00:00Z\", \"modified\"", StringComparison.Ordinal));
        Write("hashes.sha256", $"# files\n{new string('A', 64)}  evil.dll\n");

        var result = AdvisoryImport.Read([_folder], TestContext.Current.CancellationToken);

        Assert.Empty(result.Problems);
        Assert.Equal(["evil.dll", "MAL-2026-1", "MAL-2026-3"], result.Packages.Items.Select(item => item.Record));
        Assert.Equal("2026-03-04", result.Packages.Date);
        Assert.Equal(["1.0.0", "1.0.1"], result.Packages.Items[1].Versions);
        Assert.Equal([new VersionSpan("0", "2.0.0", null), new VersionSpan("3.0.0", null, "3.1.0"), new VersionSpan("4.0.0", null, null)], result.Packages.Items[2].Ranges);
        Assert.Equal([new string('a', 64)], result.Packages.Items[0].Sha256);
    }

    [Fact]
    public void What_is_stored_is_read_again_and_has_the_same_bytes()
    {
        Write("a.json", Record("MAL-1", "NuGet", "Sample.Evil", "\"ranges\": [{\"type\": \"SEMVER\", \"events\": [{\"introduced\": \"0\"}]}]"));
        var packages = AdvisoryImport.Read([_folder], TestContext.Current.CancellationToken).Packages;
        var stored = Stored(packages);

        Assert.Equal(stored, Stored(AdvisoryStore.Read(stored)));
    }

    [Theory]
    [InlineData("broken.json", "{")]
    [InlineData("broken.json", "")]
    [InlineData("broken.sha256", "no hash")]
    public void A_broken_file_is_named_and_the_others_are_read(string name, string text)
    {
        Write("a.json", Record("MAL-1", "NuGet", "Sample.Evil", "\"versions\": []"));
        Write(name, text);

        var result = AdvisoryImport.Read([_folder], TestContext.Current.CancellationToken);

        Assert.Contains(name, Assert.Single(result.Problems), StringComparison.Ordinal);
        Assert.Single(result.Packages.Items);
    }

    [Fact]
    public void No_record_is_no_import()
    {
        Write("a.json", "[]");

        Assert.Throws<AdvisoryException>(() => AdvisoryImport.Read([_folder], TestContext.Current.CancellationToken));
        Assert.Throws<AdvisoryException>(() => AdvisoryImport.Read([Path.Combine(_folder, "missing")], TestContext.Current.CancellationToken));
    }

    [Theory]
    [InlineData("")]
    [InlineData("[]")]
    [InlineData("{\"schema\":1}")]
    [InlineData("{\"schema\":2,\"id\":\"a\",\"date\":\"\",\"items\":[]}")]
    [InlineData("{\"schema\":1,\"id\":\"a\",\"date\":\"\",\"items\":[{\"record\":null}]}")]
    public void Other_files_are_no_store(string text) => Assert.Throws<AdvisoryException>(() => AdvisoryStore.Read(System.Text.Encoding.UTF8.GetBytes(text)));

    [Fact]
    public void Changed_bytes_of_a_record_are_read_or_refused()
    {
        var record = System.Text.Encoding.UTF8.GetBytes(Record("MAL-1", "NuGet", "Sample.Evil", "\"versions\": [\"1.0.0\"], \"ranges\": [{\"type\": \"SEMVER\", \"events\": [{\"introduced\": \"0\"}]}]"));
        var random = new Random(5);
        for (var i = 0; i < 3_000; i++)
        {
            var changed = record.ToArray();
            changed[random.Next(changed.Length)] = (byte)random.Next(256);
            try
            {
                Assert.InRange(OsvRecord.Read(changed).Packages.Count, 0, 1);
            }
            catch (System.Text.Json.JsonException)
            {
                // Said by the import.
            }
        }
    }

    public void Dispose() => Directory.Delete(_folder, recursive: true);

    private static string Record(string id, string ecosystem, string name, string affected) =>
        $"{{\"schema_version\": \"1.7.0\", \"id\": \"{id}\", \"modified\": \"2026-03-04T05:06:07Z\", \"affected\": [{{\"package\": {{\"ecosystem\": \"{ecosystem}\", \"name\": \"{name}\"}}, {affected}}}]}}";

    private void Write(string name, string text)
    {
        var path = Path.Combine(_folder, name);
        Directory.CreateDirectory(Path.GetDirectoryName(path)!);
        File.WriteAllText(path, text);
    }

    private static byte[] Stored(MaliciousPackages packages)
    {
        using var stream = new MemoryStream();
        AdvisoryStore.Write(packages, stream);
        return stream.ToArray();
    }
}
