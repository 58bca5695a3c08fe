using Assay.Model;
using Assay.Packages;
using Assay.Rules;
using Assay.Scan;
using NuGet.Versioning;

namespace Assay.Community.Tests;

/// <summary>Counts again, the slow and plain way: a report for every package, then one look at all of them for every rule.</summary>
public sealed class IndependentCountTests
{
    private static readonly RulePack Rules = EmbeddedRules.Load();

    // Certificates end: what is counted depends on the day.
    private static readonly DateOnly Day = new(2026, 1, 31);

    [Fact]
    public void Counts_of_built_packages_are_those_of_their_reports()
    {
        using var folder = new PackageFolder()
            .Add("Listener", statements: "new TcpListener(IPAddress.Any, 80).Start();", dependencies: ["Reader"])
            .Add("Reader", statements: "File.ReadAllText(input); File.WriteAllText(input, \"\");", files: [("build/Reader.targets", "<Project><Target Name=\"T\"><Exec Command=\"powershell -enc AAAA\" /></Target></Project>")])
            .Add("Reader", "0.9.0", statements: "Process.Start(input);")
            .Add("Runner", statements: "new WebClient().DownloadFile(input, \"a.exe\"); Process.Start(\"a.exe\");", dependencies: ["Reader"])
            .Add("Quiet", dependencies: ["Runner", "Listener"])
            .Add("Hasher", statements: "MD5.HashData(data); Convert.FromBase64String(input); Assembly.Load(Convert.FromBase64String(input));");

        Assert.True(Compare(folder.Locations) > 10, "the packages have too few findings to compare");
    }

    [Fact]
    public async Task Counts_of_real_packages_are_those_of_their_reports()
    {
        var corpus = Assay.Packages.Tests.SharedFolder.RealPackages();

        var resolution = await new SubjectResolver(new SubjectOptions(null, Offline: true, null)).ResolveAsync(corpus, null, TestContext.Current.CancellationToken);
        Assert.True(Compare(resolution.Packages) > 100, "the corpus has too few findings to compare");
    }

    private static int Compare(IReadOnlyList<PackageLocation> locations)
    {
        var options = new CommunityBuildOptions { Rules = Rules, Name = "built", Date = Day, Parallel = 2 };
        var snapshot = CommunityBuilder.Build(locations, options, cancellation: TestContext.Current.CancellationToken).Snapshot;
        var latest = Latest(locations);
        var top100 = latest.Values
            .OrderByDescending(package => latest.Values.Count(other => other.Id != package.Id && other.Dependencies.Contains(package.Id)))
            .ThenBy(package => package.Id, StringComparer.Ordinal)
            .Take(100)
            .ToArray();
        var findings = 0;

        Assert.Equal(latest.Keys.Order(StringComparer.Ordinal), snapshot.Packages.All().Select(package => package.Id));
        foreach (var rule in Rules.Behaviors.Concat<Rule>(Rules.Policies))
        {
            var figures = snapshot.Rules.Single(figures => figures.Id == rule.Id);
            var count = latest.Values.Count(package => package.Findings.Contains(rule.Id));
            findings += count;

            Assert.Equal((rule.Id, rule.ConditionHash, count), (figures.Id, figures.ConditionHash, figures.Counts.Community));
            Assert.Equal(latest.Count < 100 ? null : top100.Count(package => package.Findings.Contains(rule.Id)), figures.Counts.Top100);
            Assert.All(snapshot.Packages.All().Index(), entry => Assert.Equal(latest[entry.Item.Id].Findings.Contains(rule.Id), figures.Packages.Contains(entry.Index)));
        }

        Assert.Equal(Rules.Behaviors.Count + Rules.Policies.Count, snapshot.Rules.Count);
        return findings;
    }

    private static Dictionary<string, Counted> Latest(IReadOnlyList<PackageLocation> locations)
    {
        var scanner = new Scanner(new ScanOptions { Rules = Rules, ToolVersion = "0", Identity = EmbeddedLists.Load() with { AsOf = Day } });
        var matcher = new RuleMatcher(Rules);
        var latest = new Dictionary<string, Counted>(StringComparer.Ordinal);
        foreach (var location in locations)
        {
            var report = scanner.Scan(location.Open(), TestContext.Current.CancellationToken);
            var id = report.Package.Id.ToLowerInvariant();
            var version = NuGetVersion.Parse(report.Package.Version!);
            if (latest.TryGetValue(id, out var before) && !IsBetter(version, before.Version))
            {
                continue;
            }

            // Reports leave drafts out: only these are asked of the matcher.
            var drafts = Rules.Behaviors.Concat<Rule>(Rules.Policies).Any(rule => rule.Stage == RuleStage.Draft) ? matcher.Match(scanner.Extract(location.Open(), TestContext.Current.CancellationToken)) : null;
            string[] findings =
            [
                .. report.Behaviors.Select(behavior => behavior.Id), .. report.Issues.Select(issue => issue.Id),
                .. (drafts?.Behaviors.Concat(drafts.Policies) ?? []).Where(match => match.Rule.Stage == RuleStage.Draft).Select(match => match.Rule.Id),
            ];
            latest[id] = new Counted(id, version, [.. findings], [.. report.Dependencies.Where(dependency => dependency.Kind == "package").Select(dependency => dependency.Id.ToLowerInvariant())]);
        }

        return latest;
    }

    private static bool IsBetter(NuGetVersion version, NuGetVersion before) =>
        version.IsPrerelease == before.IsPrerelease ? version > before : before.IsPrerelease;

    private sealed record Counted(string Id, NuGetVersion Version, HashSet<string> Findings, HashSet<string> Dependencies);
}
