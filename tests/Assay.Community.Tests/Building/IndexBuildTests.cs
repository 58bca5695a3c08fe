using Assay.Community.Index;
using Assay.Model;
using Assay.Packages;
using Assay.Scan;
using Assay.TestInputs;

namespace Assay.Community.Tests.Building;

public sealed class IndexBuildTests : IDisposable
{
    private const string Listens = "new TcpListener(IPAddress.Any, 80).Start();";
    private static readonly RulePack Rules = EmbeddedRules.Load();

    private readonly string _folder = Directory.CreateTempSubdirectory("assay-build-").FullName;

    private string File => Path.Combine(_folder, "own.db");

    [Fact]
    public async Task A_second_build_opens_no_package_and_changes_nothing()
    {
        using var packages = new PackageFolder().Add("a", statements: Listens).Add("a", "2.0.0").Add("b", dependencies: ["a"]).AddFile("Broken.1.0.0.nupkg", [1, 2, 3]);
        var first = await BuildAsync(packages);
        var before = IndexDump.Of(File);
        var generation = Generation();

        var second = await BuildAsync(packages);

        Assert.Equal((3, 4, 3), (first.Read, first.Versions, first.Packages));
        Assert.Equal((0, 4, 3), (second.Read, second.Versions, second.Packages));
        Assert.Equal(["Broken.1.0.0.nupkg"], second.LeftOut.Select(package => package.Name));
        Assert.Equal(before, IndexDump.Of(File));
        Assert.Equal(generation, Generation());
    }

    [Fact]
    public async Task New_versions_are_folded_in_and_make_the_index_that_one_build_makes()
    {
        using var packages = new PackageFolder().Add("a").Add("b", dependencies: ["a"]);
        await BuildAsync(packages);
        packages.Add("a", "1.1.0", Listens).Add("c", dependencies: ["b"]);

        var second = await BuildAsync(packages);

        Assert.Equal(2, second.Read);
        var whole = Path.Combine(_folder, "whole.db");
        await BuildAsync(packages, whole);
        Assert.Equal(IndexDump.Of(whole), IndexDump.Of(File));
        Assert.Equal(Snapshot(whole), Snapshot(File));
    }

    [Fact]
    public async Task A_kept_index_and_none_give_the_same_snapshot()
    {
        using var packages = new PackageFolder().Add("a", statements: Listens, dependencies: ["b"]).Add("a", "0.9.0").Add("b").Add("b", "2.0.0-rc", Listens).Add("Mod", files: [("Mod.psd1", "@{}")]);
        await BuildAsync(packages);

        Assert.Equal(Write(CommunityBuilder.Build(packages.Locations, Options, cancellation: TestContext.Current.CancellationToken).Snapshot), Snapshot(File));
    }

    [Fact]
    public async Task Files_are_known_by_all_versions_that_ship_them()
    {
        var library = CSharpSample.CompileStatements("");
        using var packages = new PackageFolder()
            .AddFile("Own.1.0.0.nupkg", new NupkgBuilder(NupkgBuilder.Manifest("Own", "1.0.0")).Add("lib/net8.0/Own.dll", library).Build())
            .AddFile("Own.1.1.0.nupkg", new NupkgBuilder(NupkgBuilder.Manifest("Own", "1.1.0")).Add("lib/net8.0/Own.dll", library).Build())
            .AddFile("Bundle.2.0.0.nupkg", new NupkgBuilder(NupkgBuilder.Manifest("Bundle", "2.0.0")).Add("tools/Own.dll", library).Add("tools/again.dll", library).Build());
        await BuildAsync(packages);
        using var files = new IndexedFiles(File);

        Assert.Equal([new KnownFile("nuget", "Bundle", "2.0.0"), new KnownFile("nuget", "Own", "1.0.0"), new KnownFile("nuget", "Own", "1.1.0")],
            files.Of(Convert.ToHexStringLower(System.Security.Cryptography.SHA256.HashData(library))));
        Assert.Empty(files.Of(new string('0', 64)));
        Assert.Empty(files.Of(""));
        Assert.Throws<IndexException>(() => new IndexedFiles(Path.Combine(_folder, "none.db")));
    }

    [Fact]
    public async Task Other_bytes_under_a_pinned_version_are_an_alarm_that_is_said_every_time()
    {
        using var packages = new PackageFolder().Add("a", statements: Listens);
        await BuildAsync(packages);
        packages.Add("a");

        for (var round = 0; round < 2; round++)
        {
            var result = await BuildAsync(packages);
            Assert.Equal((0, 1), (result.Read, result.Versions));
            Assert.Equal("Other bytes came first as a 1.0.0; those are counted, these are not.", Assert.Single(result.Alarms).Reason);
        }

        Assert.Equal(1L, Scalar("SELECT COUNT(*) FROM alarm"));
        Assert.Contains("\"opens-listening-socket\"", System.Text.Encoding.UTF8.GetString(Snapshot(File)), StringComparison.Ordinal);
    }

    [Fact]
    public async Task What_could_not_be_read_is_kept_with_its_reason_and_read_when_its_bytes_change()
    {
        using var packages = new PackageFolder().Add("b").AddFile("a.1.0.0.nupkg", [1, 2, 3]);
        var first = await BuildAsync(packages);
        Assert.Equal("Its manifest, or the version in it, cannot be read.", Assert.Single(first.LeftOut).Reason);
        Assert.Equal(1L, Scalar("SELECT COUNT(*) FROM version WHERE state = 1 AND reason IS NOT NULL"));

        packages.Add("a");
        var second = await BuildAsync(packages);

        Assert.Equal((1, 2), (second.Read, second.Versions));
        Assert.Empty(second.LeftOut);
        Assert.Empty(second.Alarms);
        Assert.Equal(2L, Scalar("SELECT COUNT(*) FROM package p JOIN version v ON v.id = p.latest WHERE v.state = 0"));
    }

    [Fact]
    public async Task What_another_extractor_read_is_read_again()
    {
        using var packages = new PackageFolder().Add("a", statements: Listens).AddFile("Broken.1.0.0.nupkg", [1, 2, 3]);
        await BuildAsync(packages);
        var before = IndexDump.Of(File);
        Execute("UPDATE package_facts SET extractor = 'older', facts = x'00' WHERE length(facts) > 0");

        Assert.Equal(1, (await BuildAsync(packages)).Read);
        Assert.Equal(before, IndexDump.Of(File));
    }

    [Fact]
    public async Task Equal_files_are_stored_once()
    {
        using var packages = new PackageFolder();
        for (var number = 0; number < 6; number++)
        {
            packages.Add($"p{number}", files: [("tools/run.ps1", "Invoke-WebRequest https://example.invalid/a")]);
        }

        await BuildAsync(packages, parallel: 4);

        Assert.Equal(1L, Scalar($"SELECT COUNT(*) FROM content WHERE sha256 = x'{Convert.ToHexString(System.Security.Cryptography.SHA256.HashData("Invoke-WebRequest https://example.invalid/a"u8))}'"));
        Assert.Equal(6L, Scalar("SELECT COUNT(DISTINCT version) FROM file"));
        Assert.Equal(0L, Scalar("SELECT COUNT(*) FROM content WHERE id NOT IN (SELECT content FROM file)"));
    }

    [Fact]
    public async Task A_build_that_is_ended_goes_on_where_it_ended()
    {
        using var packages = new PackageFolder();
        for (var number = 0; number < 30; number++)
        {
            packages.Add($"p{number}", statements: number % 2 == 0 ? Listens : "");
        }

        var read = 0;
        for (var round = 0; round < 3; round++)
        {
            using var ending = new CancellationTokenSource();
            var progress = new Ending(ending, after: 5);
            await Assert.ThrowsAnyAsync<OperationCanceledException>(() => BuildAsync(packages, progress: progress, cancellation: ending.Token));
            read += progress.Seen;
        }

        var last = await BuildAsync(packages);

        Assert.Equal(30, read + last.Read);
        var whole = Path.Combine(_folder, "whole.db");
        await BuildAsync(packages, whole);
        Assert.Equal(IndexDump.Of(whole), IndexDump.Of(File));
    }

    [Fact]
    public async Task Downloads_rank_and_earlier_measures_are_kept()
    {
        using var packages = new PackageFolder().Add("a").Add("b");
        await BuildAsync(packages, with: options => options with { Downloads = new Dictionary<string, long> { ["a"] = 1, ["b"] = 2 }, DownloadsSource = "one.csv" });
        Assert.Equal(["b", "a"], Ranked());
        await BuildAsync(packages, with: options => options with { Date = options.Date.AddDays(1), Downloads = new Dictionary<string, long> { ["a"] = 3, ["b"] = 2 }, DownloadsSource = "two.csv" });
        Assert.Equal(["b", "a"], Ranked());
        Assert.Equal(["a", "b"], Ranked(day: 1));
        Assert.Equal(2L, Scalar("SELECT COUNT(*) FROM popularity_snapshot"));

        IEnumerable<string> Ranked(int day = 0)
        {
            using var build = CommunityIndexBuild.Open(File);
            return build.Count(Options with { Date = Options.Date.AddDays(day) }).Packages.All().OrderBy(package => package.Rank).Select(package => package.Id);
        }
    }

    [Fact]
    public async Task A_full_disk_is_said_and_what_was_committed_is_kept()
    {
        using var packages = new PackageFolder();
        for (var number = 0; number < 12; number++)
        {
            packages.Add($"p{number}", files: [("a.txt", string.Concat(Enumerable.Range(0, 3_000).Select(index => $"https://example.invalid/{number}/{index * 7919}\n")))]);
        }

        using (var build = CommunityIndexBuild.Open(File))
        {
            build.Database.Execute("PRAGMA max_page_count = 120");
            var failure = await Assert.ThrowsAsync<IndexException>(() => build.TakeInAsync([BuildSource.Folder("packages", packages.Locations)], Options, null, TestContext.Current.CancellationToken));
            Assert.True(failure.Message.Contains("There is no room left", StringComparison.Ordinal), failure.ToString());
        }

        var kept = (long)Scalar("SELECT COUNT(*) FROM version")!;
        Assert.InRange(kept, 1, 11);
        Assert.Equal(12 - kept, (await BuildAsync(packages)).Read);
    }

    public void Dispose() => Directory.Delete(_folder, recursive: true);

    private static CommunityBuildOptions Options => new() { Rules = Rules, Name = "built", Date = new DateOnly(2026, 1, 31) };

    private async Task<IndexBuildResult> BuildAsync(PackageFolder packages, string? index = null, int parallel = 2, IProgress<CommunityProgress>? progress = null, CancellationToken? cancellation = null, Func<CommunityBuildOptions, CommunityBuildOptions>? with = null)
    {
        using var build = CommunityIndexBuild.Open(index ?? File);
        var options = Options with { Parallel = parallel };
        return await build.TakeInAsync([BuildSource.Folder("packages", packages.Locations)], with?.Invoke(options) ?? options, progress, cancellation ?? TestContext.Current.CancellationToken);
    }

    private static byte[] Snapshot(string index)
    {
        using var build = CommunityIndexBuild.Open(index);
        return Write(build.Count(Options));
    }

    private static byte[] Write(CommunitySnapshot snapshot)
    {
        using var stream = new MemoryStream();
        SnapshotJson.Write(snapshot, stream);
        return stream.ToArray();
    }

    private long Generation()
    {
        using var database = IndexDatabase.OpenToRead(File);
        return IndexGeneration.Of(database);
    }

    private object? Scalar(string sql)
    {
        using var database = IndexDatabase.OpenToRead(File);
        return database.Scalar(sql);
    }

    private void Execute(string sql)
    {
        using var database = IndexDatabase.Open(File);
        database.Execute(sql);
    }

    private sealed class Ending(CancellationTokenSource source, int after) : IProgress<CommunityProgress>
    {
        public int Seen { get; private set; }

        public void Report(CommunityProgress value)
        {
            if (++Seen == after)
            {
                source.Cancel();
            }
        }
    }
}
