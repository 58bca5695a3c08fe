using Assay.Community.Checking;
using Assay.Model;
using Assay.Scan;
using Assay.TestInputs;

namespace Assay.Community.Tests.Checking;

public sealed class FactStoreTests : IDisposable
{
    private const string Name = "Sample.1.0.0.nupkg\nnuget";

    private readonly string _folder = Directory.CreateTempSubdirectory("assay-facts-").FullName;
    private readonly PackageReading _reading = new Scanner(new ScanOptions { Rules = EmbeddedRules.Load(), ToolVersion = "test" }).Read(new PackageFile("Sample.1.0.0.nupkg", "", new NupkgBuilder().Add("tools/install.ps1", "Get-Item .").Build()), null, TestContext.Current.CancellationToken);

    public void Dispose() => Directory.Delete(_folder, recursive: true);

    [Fact]
    public void What_is_kept_is_found_by_content_name_and_extractor()
    {
        var store = new FactStore(_folder, "one", TimeProvider.System);
        var kept = store.Keep(_reading, _reading.Package.Sha256, Name);

        var found = store.Find(_reading.Package.Sha256, Name);

        Assert.Equal(kept.Package.Files.Select(file => file.Artifact), found!.Package.Files.Select(file => file.Artifact));
        Assert.Null(store.Find(_reading.Package.Sha256, "Other.nupkg\nnuget"));
        Assert.Null(new FactStore(_folder, "two", TimeProvider.System).Find(_reading.Package.Sha256, Name));
    }

    [Fact]
    public void A_file_that_was_changed_anywhere_is_as_good_as_none()
    {
        var store = new FactStore(_folder, "one", TimeProvider.System);
        store.Keep(_reading, _reading.Package.Sha256, Name);
        var path = Assert.Single(Directory.GetFiles(_folder, "*", SearchOption.AllDirectories));
        var whole = File.ReadAllBytes(path);
        for (var at = 0; at < whole.Length; at += Math.Max(1, whole.Length / 50))
        {
            var bytes = (byte[])whole.Clone();
            bytes[at] ^= 0x15;
            File.WriteAllBytes(path, bytes);
            Assert.Null(store.Find(_reading.Package.Sha256, Name));
        }

        File.WriteAllBytes(path, whole[..(whole.Length / 2)]);
        Assert.Null(store.Find(_reading.Package.Sha256, Name));
        File.WriteAllBytes(path, []);
        Assert.Null(store.Find(_reading.Package.Sha256, Name));
    }

    [Fact]
    public void Many_writers_at_once_leave_whole_files()
    {
        var stores = Enumerable.Range(0, 4).Select(_ => new FactStore(_folder, "one", TimeProvider.System)).ToArray();

        Parallel.For(0, 40, index => stores[index % stores.Length].Keep(_reading, _reading.Package.Sha256, $"{index % 5}"));

        Assert.Equal(5, Directory.GetFiles(_folder, "*", SearchOption.AllDirectories).Length);
        Assert.All(Enumerable.Range(0, 5), index => Assert.NotNull(stores[0].Find(_reading.Package.Sha256, $"{index}")));
    }

    [Fact]
    public void Beyond_the_limit_what_was_not_used_for_longest_goes()
    {
        new FactStore(_folder, "one", TimeProvider.System).Keep(_reading, _reading.Package.Sha256, "old");
        var old = Assert.Single(Directory.GetFiles(_folder, "*", SearchOption.AllDirectories));
        File.SetLastWriteTimeUtc(old, new DateTime(2020, 1, 1, 0, 0, 0, DateTimeKind.Utc));
        var store = new FactStore(_folder, "one", TimeProvider.System, limit: new FileInfo(old).Length + 10);
        store.Keep(_reading, _reading.Package.Sha256, "new");

        store.Trim();

        Assert.Null(store.Find(_reading.Package.Sha256, "old"));
        Assert.NotNull(store.Find(_reading.Package.Sha256, "new"));
    }

    [Fact]
    public void A_folder_that_cannot_be_written_costs_nothing_but_time()
    {
        var file = Path.Combine(_folder, "file");
        File.WriteAllText(file, "");

        var kept = new FactStore(Path.Combine(file, "below"), "one", TimeProvider.System).Keep(_reading, _reading.Package.Sha256, Name);

        Assert.Equal(_reading.Package.Files.Count, kept.Package.Files.Count);
    }
}
