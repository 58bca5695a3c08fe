using Assay.Model;
using Assay.Scan;

namespace Assay.Community.Tests;

public sealed class CommunityBuilderTests
{
    private const string Listens = "new TcpListener(IPAddress.Any, 80).Start();";
    private static readonly RulePack Rules = EmbeddedRules.Load();

    [Fact]
    public void The_latest_stable_version_of_each_id_is_counted()
    {
        using var folder = new PackageFolder()
            .Add("Door", "1.9.0", Listens).Add("Door", "1.10.0").Add("door", "2.0.0-beta", Listens)
            .Add("Early", "0.1.0-alpha.9").Add("Early", "0.1.0-alpha.10", Listens);

        var result = Build(folder);

        Assert.Equal([("door", "1.10.0"), ("early", "0.1.0-alpha.10")], result.Snapshot.Packages.All().Select(package => (package.Id, package.Version)));
        Assert.Equal(3, result.OtherVersions);
        Assert.Equal(["early"], Having(result.Snapshot, "opens-listening-socket"));
    }

    [Fact]
    public void Of_copies_of_one_version_the_path_decides_and_one_is_counted()
    {
        using var first = new PackageFolder().Add("door", "1.0.0", Listens);
        using var second = new PackageFolder().Add("Door", "1.0.0.0");
        var copies = first.Locations.Concat(second.Locations).OrderBy(location => location.Path, StringComparer.Ordinal).ToArray();

        var results = new[] { copies, [.. copies.Reverse()] }.Select(locations => CommunityBuilder.Build(locations, Options, cancellation: TestContext.Current.CancellationToken)).ToArray();

        Assert.Equal(Write(results[0].Snapshot), Write(results[1].Snapshot));
        Assert.Equal((1, 1), (results[0].Snapshot.Packages.Count, results[0].OtherVersions));
        Assert.Equal(copies[0].Path == first.Locations[0].Path ? ["door"] : [], Having(results[0].Snapshot, "opens-listening-socket"));
    }

    [Fact]
    public void Packages_rank_by_their_dependents_and_then_by_id()
    {
        using var folder = new PackageFolder()
            .Add("a", dependencies: ["Used", "Gone"]).Add("b", dependencies: ["used", "USED", "Some"]).Add("c", dependencies: ["c", "some"])
            .Add("Used").Add("some").Add("a", "0.9.0", dependencies: ["c"]).Add("d", dependencies: ["used"]);

        Assert.Equal(["used", "some", "a", "b", "c", "d"], Ranked(Build(folder).Snapshot));
    }

    [Fact]
    public void Packages_rank_by_downloads_when_these_are_given_and_unknown_ones_have_no_rank()
    {
        using var folder = new PackageFolder().Add("a").Add("b").Add("c").Add("d");

        var snapshot = Build(folder, options => options with { Downloads = new Dictionary<string, long> { ["b"] = 10, ["d"] = 20, ["a"] = 10, ["elsewhere"] = 99 } }).Snapshot;

        Assert.Equal(RankingKind.Downloads, snapshot.Ranking);
        Assert.Equal(["d", "a", "b"], Ranked(snapshot));
        Assert.Null(snapshot.Packages.Rank(2));
    }

    [Fact]
    public void What_cannot_be_read_or_belongs_elsewhere_is_left_out_and_said()
    {
        using var folder = new PackageFolder().Add("a").Add("b").AddFile("broken.nupkg", [1, 2, 3]).AddFile("empty.nupkg", []).Add("Mod", files: [("Mod.psd1", "@{}")]);

        var result = Build(folder);

        Assert.Equal(["a", "b"], result.Snapshot.Packages.All().Select(package => package.Id));
        Assert.Equal(["Mod.1.0.0.nupkg", "broken.nupkg", "empty.nupkg"], result.LeftOut.Select(package => package.Name));
        Assert.Equal("It belongs to psgallery, not to nuget.", result.LeftOut[0].Reason);
        Assert.Equal(0, result.OtherVersions);
    }

    [Fact]
    public void A_folder_without_a_readable_package_makes_no_snapshot()
    {
        using var folder = new PackageFolder().AddFile("broken.nupkg", [1, 2, 3]);
        Assert.Throws<SnapshotException>(() => Build(folder));
    }

    [Fact]
    public void Drafts_are_counted()
    {
        using var folder = new PackageFolder().Add("a", statements: Listens).Add("b");
        var draft = Rules with { Behaviors = [.. Rules.Behaviors.Select(rule => rule.Id == "opens-listening-socket" ? rule with { Stage = RuleStage.Draft } : rule)] };

        Assert.Equal(["a"], Having(Build(folder, options => options with { Rules = draft }).Snapshot, "opens-listening-socket"));
    }

    [Fact]
    public void The_bytes_depend_neither_on_threads_nor_on_the_order_of_packages()
    {
        using var folder = new PackageFolder();
        for (var index = 0; index < 24; index++)
        {
            folder.Add($"p{index}", statements: index % 3 == 0 ? Listens : "File.ReadAllText(input);", dependencies: [$"p{index / 2}"]);
        }

        var expected = Write(Build(folder).Snapshot);
        var shuffled = folder.Locations.Reverse();

        Assert.Equal(expected, Write(CommunityBuilder.Build(shuffled, Options with { Parallel = 8 }, cancellation: TestContext.Current.CancellationToken).Snapshot));
        Assert.Equal(expected, Write(SnapshotJson.Read(expected)));
    }

    [Fact]
    public void Progress_names_every_counted_package_once()
    {
        using var folder = new PackageFolder().Add("a").Add("b").Add("b", "2.0.0");
        var progress = new Recorder();

        CommunityBuilder.Build(folder.Locations, Options, progress, TestContext.Current.CancellationToken);

        Assert.Equal([new CommunityProgress(1, 2, "a.1.0.0.nupkg"), new CommunityProgress(2, 2, "b.2.0.0.nupkg")], progress.Reports);
    }

    private static CommunityBuildOptions Options => new() { Rules = Rules, Name = "built", Date = new DateOnly(2026, 1, 31) };

    private static CommunityBuildResult Build(PackageFolder folder, Func<CommunityBuildOptions, CommunityBuildOptions>? change = null) =>
        CommunityBuilder.Build(folder.Locations, change is null ? Options : change(Options), cancellation: TestContext.Current.CancellationToken);

    private static IEnumerable<string> Ranked(CommunitySnapshot snapshot) =>
        snapshot.Packages.Ranking.Select(snapshot.Packages.Name);

    private static IEnumerable<string> Having(CommunitySnapshot snapshot, string rule) =>
        snapshot.Rule(rule)!.Packages.Members().Select(snapshot.Packages.Name);

    private static byte[] Write(CommunitySnapshot snapshot)
    {
        using var stream = new MemoryStream();
        SnapshotJson.Write(snapshot, stream);
        return stream.ToArray();
    }

    private sealed class Recorder : IProgress<CommunityProgress>
    {
        public List<CommunityProgress> Reports { get; } = [];

        public void Report(CommunityProgress value) => Reports.Add(value);
    }
}
