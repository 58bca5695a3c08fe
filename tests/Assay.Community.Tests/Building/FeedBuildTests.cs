using Assay.Community.Index;
using Assay.Model;
using Assay.Packages;
using Assay.Scan;
using Assay.TestInputs;

namespace Assay.Community.Tests.Building;

/// <summary>Builds and updates an index from feeds on this machine.</summary>
public sealed class FeedBuildTests : IDisposable
{
    private static readonly RulePack Rules = EmbeddedRules.Load();

    private readonly string _folder = Directory.CreateTempSubdirectory("assay-feed-build-").FullName;
    private readonly FeedServer _server = new();

    private string File => Path.Combine(_folder, "own.db");

    [Fact]
    public async Task A_feed_is_read_with_what_it_tells()
    {
        _server.Add("Door", "1.0.0", package => package with { Downloads = 30 }).Add("Door", "2.0.0", package => package with { Downloads = 12, Listed = false, Deprecated = true }).Add("Wall", "1.0.0", package => package with { Downloads = 7 });

        var result = await BuildAsync(_server.Index);

        Assert.Equal((3, 3, 2, "nuget", 0), (result.Read, result.Versions, result.Packages, result.Community, result.Pending));
        Assert.Equal(["door 2.0.0 1.0.0", "wall 1.0.0 1.0.0"], Standing());
        Assert.Equal("2024-05-06", Scalar("SELECT first_seen FROM package WHERE name = 'door'"));
        Assert.Equal("1 1", Scalar("SELECT listed || ' ' || (published LIKE '2024-05-06T%') FROM version v JOIN package p ON p.id = v.package WHERE p.name = 'wall'"));
        Assert.Equal(3L, Scalar("SELECT COUNT(*) FROM version WHERE length(sha512) = 64"));
        Assert.Equal(2L, Scalar("SELECT COUNT(*) FROM popularity p JOIN popularity_snapshot s ON s.id = p.snapshot WHERE s.date = '2026-01-31'"));
    }

    [Fact]
    public async Task An_update_reads_what_changed_and_nothing_else()
    {
        _server.Add("Door", "1.0.0").Add("Door", "1.1.0").Add("Wall", "1.0.0").Add("Roof", "1.0.0");
        await BuildAsync(_server.Index);
        _server.Add("Door", "2.0.0").Delete("Wall", "1.0.0");
        var hidden = _server.Packages.Single(package => package.Id == "Roof");
        _server.Add(hidden with { Listed = false });
        _server.Forget();

        var result = await BuildAsync(_server.Index, day: 1);

        Assert.Equal((1, 5, 0), (result.Read, result.Versions, result.Pending));
        Assert.Equal(["door 2.0.0 2.0.0", "roof 1.0.0 ", "wall 1.0.0 "], Standing());
        Assert.Single(_server.Requests, request => request.Place.EndsWith(".nupkg", StringComparison.Ordinal));
        _server.Forget();
        Assert.Equal(0, (await BuildAsync(_server.Index, day: 1)).Read);
        Assert.DoesNotContain(_server.Requests, request => request.Place.EndsWith(".nupkg", StringComparison.Ordinal));
    }

    [Fact]
    public async Task Other_bytes_under_a_known_version_are_an_alarm()
    {
        _server.Add("Door", "1.0.0").Add("Wall", "1.0.0");
        await BuildAsync(_server.Index);
        var before = Scalar("SELECT hex(sha256) FROM version v JOIN package p ON p.id = v.package WHERE p.name = 'door'");
        _server.Add(new ServedPackage("Door", "1.0.0", new NupkgBuilder(NupkgBuilder.Manifest("Door", "1.0.0")).Add("tools/init.ps1", "1").Build()));

        var result = await BuildAsync(_server.Index, day: 1);

        Assert.Contains("Other bytes came first as Door 1.0.0", Assert.Single(result.Alarms).Reason, StringComparison.OrdinalIgnoreCase);
        Assert.Equal((1L, before), (Scalar("SELECT COUNT(*) FROM alarm"), Scalar("SELECT hex(sha256) FROM version v JOIN package p ON p.id = v.package WHERE p.name = 'door'")));
    }

    [Fact]
    public async Task A_feed_without_a_catalog_is_listed_again_and_what_is_gone_is_hidden()
    {
        _server.HasCatalog = false;
        _server.Add("Door", "1.0.0").Add("Wall", "1.0.0");
        await BuildAsync(_server.Index);
        _server.Add("Door", "2.0.0").Delete("Wall", "1.0.0");

        var result = await BuildAsync(_server.Index, day: 1);

        Assert.Equal((1, 3), (result.Read, result.Versions));
        Assert.Equal(["door 2.0.0 2.0.0", "wall 1.0.0 "], Standing());
    }

    [Fact]
    public async Task A_package_that_cannot_be_fetched_stays_in_the_queue()
    {
        _server.Add("Door", "1.0.0").Add("Wall", "1.0.0");
        _server.Answer = request => request.Place.EndsWith("wall.1.0.0.nupkg", StringComparison.Ordinal) ? new LoopbackResponse(404, []) : null;
        var first = await BuildAsync(_server.Index);
        Assert.Equal((1, 1), (first.Versions, first.Pending));
        Assert.Single(first.LeftOut);

        _server.Answer = static _ => null;
        var second = await BuildAsync(_server.Index);

        Assert.Equal((1, 2, 0), (second.Read, second.Versions, second.Pending));
    }

    [Fact]
    public async Task A_gallery_of_modules_and_scripts_is_built_and_updated()
    {
        _server.AddModule("Beta", "1.0.0", package => package with { Downloads = 30 }).AddModule("Beta", "1.1.0", package => package with { Downloads = 12 }).AddScript("Alpha", "1.0.0").AddModule("Hidden", "1.0.0", package => package with { Listed = false });

        var first = await BuildAsync(_server.Gallery);

        Assert.Equal(("psgallery", 0), (first.Community, first.Pending));
        Assert.Equal(["alpha 1.0.0 1.0.0", "beta 1.1.0 1.1.0"], Standing().Where(line => !line.StartsWith("hidden", StringComparison.Ordinal)));
        Assert.Equal(42L, Scalar("SELECT downloads FROM popularity WHERE name = 'beta'"));
        using (var build = CommunityIndexBuild.Open(File))
        {
            var snapshot = build.Count(Options(0));
            Assert.Equal(("psgallery", RankingKind.Downloads), (snapshot.Community, snapshot.Ranking));
            Assert.Equal(["beta", "alpha"], snapshot.Packages.All().Where(package => package.Rank is not null).OrderBy(package => package.Rank).Select(package => package.Id).Take(2));
        }

        _server.AddModule("Beta", "2.0.0").Delete("Alpha", "1.0.0");
        var second = await BuildAsync(_server.Gallery, day: 1);

        Assert.Equal(1, second.Read);
        Assert.Contains("beta 2.0.0 2.0.0", Standing());
        Assert.Contains("alpha 1.0.0 ", Standing());
        Assert.Equal(2L, Scalar("SELECT COUNT(*) FROM popularity_snapshot"));
    }

    public void Dispose()
    {
        _server.Dispose();
        Directory.Delete(_folder, recursive: true);
    }

    private static CommunityBuildOptions Options(int day) => new() { Rules = Rules, Name = "built", Date = new DateOnly(2026, 1, 31).AddDays(day), Parallel = 2 };

    private async Task<IndexBuildResult> BuildAsync(string feed, int day = 0)
    {
        var cancellation = TestContext.Current.CancellationToken;
        using var catalog = await FeedCatalogs.OpenAsync(new FeedCatalogOptions(feed) { KeepPackages = false, CacheFolder = Path.Combine(_folder, "cache"), ConfigurationFolder = _folder }, cancellation);
        using var build = CommunityIndexBuild.Open(File);
        return await build.TakeInAsync([BuildSource.Feed(catalog)], Options(day), null, cancellation);
    }

    private List<string> Standing()
    {
        using var database = IndexDatabase.OpenToRead(File);
        using var command = database.Prepare("SELECT p.name || ' ' || coalesce(a.version, '') || ' ' || coalesce(l.version, '') FROM package p LEFT JOIN version a ON a.id = p.latest LEFT JOIN version l ON l.id = p.latest_listed ORDER BY p.name");
        using var rows = command.ExecuteReader();
        var lines = new List<string>();
        while (rows.Read())
        {
            lines.Add(rows.GetString(0));
        }

        return lines;
    }

    private object? Scalar(string sql)
    {
        using var database = IndexDatabase.OpenToRead(File);
        return database.Scalar(sql);
    }
}
