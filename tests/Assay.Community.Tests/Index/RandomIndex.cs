using Assay.Community.Index;
using Assay.Model;
using NuGet.Versioning;

namespace Assay.Community.Tests;

/// <summary>An index of made versions, with what went into it beside it.</summary>
internal sealed class RandomIndex : IDisposable
{
    public static readonly DateOnly Day = new(2026, 11, 27);
    private static readonly string[] RuleIds = [.. Enumerable.Range(0, 20).Select(number => $"rule-{number:00}")];

    private RandomIndex(IndexDatabase database, RulePack pack, List<IndexedVersion> versions, Dictionary<string, long>? downloads) => (Database, Pack, Versions, Downloads) = (database, pack, versions, downloads);

    public IndexDatabase Database { get; }
    public RulePack Pack { get; }
    public IReadOnlyList<IndexedVersion> Versions { get; }
    public Dictionary<string, long>? Downloads { get; }

    public static RandomIndex Make(int seed, int packages, bool withDownloads)
    {
        var random = new Random(seed);
        var pack = PackOf(RuleIds);
        var versions = new List<IndexedVersion>();
        for (var package = 0; package < packages; package++)
        {
            var id = $"{"PQr"[random.Next(3)]}{random.Next(packages * 10)}.{package}";
            var count = 1 + random.Next(4);
            for (var version = 0; version < count; version++)
            {
                versions.Add(Version(random, id, $"{1 + random.Next(3)}.{version}.0{(random.Next(4) == 0 ? "-beta" : "")}", versions, random.Next(10)));
            }
        }

        // Written in another order than they were made in: numbers say nothing about ids.
        var written = versions.ToArray();
        random.Shuffle(written);
        var downloads = withDownloads ? versions.Select(version => version.Id.ToLowerInvariant()).Distinct().Where(_ => random.Next(10) != 0).ToDictionary(id => id, _ => (long)random.Next(50)) : null;
        var database = IndexDatabase.OpenInMemory();
        using (var writer = new IndexWriter(database))
        {
            writer.Register(pack, Day);
            foreach (var version in written)
            {
                Assert.Equal(Addition.Added, writer.Add(version));
            }

            if (downloads is not null)
            {
                writer.StorePopularity(Day.AddDays(-9), "old", [KeyValuePair.Create("nobody", 1L)]);
                writer.StorePopularity(Day.AddDays(-1), "feed", [.. downloads, KeyValuePair.Create("elsewhere", 99L)]);
                writer.StorePopularity(Day.AddDays(1), "later", [KeyValuePair.Create("nobody", 1L)]);
            }

            writer.Commit();
        }

        JudgedRules.Write(database, RuleTable.Load(database), pack);
        return new RandomIndex(database, pack, written.ToList(), downloads);
    }

    public static RulePack PackOf(IEnumerable<string> rules) => Assay.Scan.EmbeddedRules.Load() with { Behaviors = [.. rules.Select(id => Assay.Community.Tests.Population.Rule with { Id = id, ConditionHash = "condition-of-" + id })], Policies = [] };

    /// <summary>Lets findings be judged by the rules of another pack.</summary>
    public void JudgeBy(RulePack pack)
    {
        using var writer = new IndexWriter(Database);
        writer.Register(pack, Day);
        writer.Begin();
        JudgedRules.Write(Database, RuleTable.Load(Database), pack);
        writer.MarkChanged();
        writer.Commit();
    }

    /// <summary>The population by lower-case id: the version that stands for each, and all that count.</summary>
    public Dictionary<string, (IndexedVersion Standing, IReadOnlyList<IndexedVersion> All)> Population(PrevalenceScope scope) =>
        (from version in Versions
         where version.State == VersionState.Read && (scope.Population == PopulationKind.All || version.Listed != false)
         group version by version.Id.ToLowerInvariant() into package
         let standing = package.OrderBy(version => version.Version.Contains('-')).ThenByDescending(version => NuGetVersion.Parse(version.Version)).First()
         select (package.Key, standing, scope.Versions == VersionScope.Latest ? (IReadOnlyList<IndexedVersion>)[standing] : [.. package])).ToDictionary(package => package.Key, package => (package.standing, package.Item3));

    /// <summary>The ids that have a rank, the first one first.</summary>
    public string[] Ranked(PrevalenceScope scope)
    {
        var population = Population(scope);
        long Measure(string id) => Downloads is not null ? Downloads[id] : population.Count(other => other.Key != id && other.Value.Standing.Dependencies.Any(dependency => dependency.Equals(id, StringComparison.OrdinalIgnoreCase)));
        return [.. population.Keys.Where(id => Downloads?.ContainsKey(id) != false).OrderByDescending(Measure).ThenBy(FirstSeen, StringComparer.Ordinal).ThenBy(id => id, StringComparer.Ordinal)];
    }

    public string FirstSeen(string id) => Versions.Where(version => version.Id.Equals(id, StringComparison.OrdinalIgnoreCase)).Min(version => version.Published is { } published ? published[..10] : "2026-11-20")!;

    public void Dispose() => Database.Dispose();

    private static IndexedVersion Version(Random random, string id, string version, List<IndexedVersion> before, int state) => new()
    {
        Id = id,
        Version = version,
        State = state == 0 ? VersionState.Unreadable : VersionState.Read,
        Reason = state == 0 ? "broken" : null,
        Community = state == 0 ? null : "nuget",
        Sha256 = [.. BitConverter.GetBytes(random.NextInt64()), .. BitConverter.GetBytes(random.NextInt64())],
        Published = random.Next(3) == 0 ? null : new DateOnly(2026, 1, 1).AddDays(random.Next(300)).ToString("yyyy-MM-dd") + "T00:00:00Z",
        Listed = random.Next(6) switch { 0 => false, 1 => null, _ => true },
        Added = new DateOnly(2026, 11, 20),
        Tags = [.. Enumerable.Range(0, random.Next(4)).Select(_ => "Tag" + random.Next(6))],
        Dependencies = [.. Enumerable.Range(0, random.Next(4)).Select(_ => before.Count > 0 && random.Next(4) != 0 ? before[random.Next(Math.Min(before.Count, 30))].Id : "Elsewhere")],
        Verdict = (VerdictStatus)random.Next(4),
        Rules = [.. RuleIds.Where((_, index) => random.Next(1 + (index * index)) == 0)],
    };
}
