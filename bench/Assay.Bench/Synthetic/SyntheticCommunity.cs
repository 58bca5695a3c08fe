using System.Diagnostics;
using System.Globalization;
using Assay.Community;
using Assay.Community.Index;
using Assay.Model;
using Assay.Scan;

namespace Assay.Bench;

/// <summary>
/// Makes an index of packages that do not exist: ten versions each in the mean (Pareto), in the order of their publication, with findings, dependencies, tags and downloads, and no facts.
/// The same number of packages gives the same rows.
/// </summary>
internal sealed class SyntheticCommunity(int packages, string path)
{
    private const int Seed = 20261127;
    private const int VersionsOfPackage = 10;
    private const int VersionsOfTransaction = 100_000;
    private static readonly DateOnly FirstDay = new(2011, 1, 1);
    private static readonly DateOnly LastDay = new(2026, 11, 27);

    private readonly Random _random = new(Seed);
    private readonly string[] _names = SyntheticNames.Make(packages, new Random(Seed));

    // Popularity is not the order of publication.
    private readonly int[] _popular = Shuffled(packages);
    private readonly Zipf _dependencies = new(packages, 1.05, 20);

    public void Make()
    {
        File.Delete(path);
        var clock = Stopwatch.StartNew();
        using var database = IndexDatabase.Open(path);
        database.Execute("PRAGMA synchronous = OFF");
        database.Execute("PRAGMA cache_size = -262144");
        database.Set("community", "nuget");
        var pack = EmbeddedRules.Load();
        database.Execute("BEGIN");
        RuleTable.Register(database, pack, LastDay);
        var numbers = RuleTable.Load(database);
        JudgedRules.Write(database, numbers, pack);
        var rules = new SyntheticRules(pack, EmbeddedSnapshot.Load(), [.. pack.Behaviors.Concat<Rule>(pack.Policies).Select(rule => rule.Id).Order(StringComparer.Ordinal).Select(numbers.NumberOf)]);
        var versions = Versions();
        WriteVersions(database, rules, versions);
        WritePopularity(database);
        IndexGeneration.CountUp(database);
        database.Execute("COMMIT");
        database.Execute("PRAGMA wal_checkpoint(TRUNCATE)");
        Console.WriteLine($"{packages:N0} packages, {versions.Length:N0} versions: {new FileInfo(path).Length:N0} bytes, made in {clock.Elapsed.TotalSeconds:F0} s");
    }

    private static int[] Shuffled(int count)
    {
        var order = Enumerable.Range(0, count).ToArray();
        new Random(Seed + 1).Shuffle(order);
        return order;
    }

    // Package and day of each version, in the order of days.
    private (int Day, int Package)[] Versions()
    {
        var versions = new List<(int Day, int Package)>(packages * VersionsOfPackage);
        var days = LastDay.DayNumber - FirstDay.DayNumber;
        for (var package = 0; package < packages; package++)
        {
            // Pareto of exponent 1.3, cut at 600: a mean of ten.
            var count = Math.Min(600, (int)(3.1 * Math.Pow(1 - _random.NextDouble(), -1 / 1.3)));
            var first = _random.Next(days);
            for (var version = 0; version < count; version++)
            {
                versions.Add((Math.Min(days - 1, first + _random.Next(1 + Math.Min(days - first, count * 60))), package));
            }
        }

        var sorted = versions.ToArray();
        Array.Sort(sorted);
        return sorted;
    }

    private void WriteVersions(IndexDatabase database, SyntheticRules rules, (int Day, int Package)[] versions)
    {
        var states = new State?[packages];
        var tags = new Zipf(30_000, 1.1, 5);
        using var package = new Statement(database, "INSERT INTO package (name, spelling, first_seen, tags) VALUES ($1, $2, $3, $4) RETURNING id");
        using var version = new Statement(database, "INSERT INTO version (package, version, state, reason, community, sha256, sha512, content_hash, size, published, listed, added) VALUES ($1, $2, $3, $4, 'nuget', $5, $6, $7, $8, $9, $10, $11) RETURNING id");
        using var dependency = new Statement(database, "INSERT INTO dependency (version, name) VALUES ($1, $2)");
        using var finding = new Statement(database, "INSERT INTO finding (version, package, verdict, rules) VALUES ($1, $2, $3, $4)");
        byte[] sha256 = new byte[32], sha512 = new byte[64], content = new byte[64];
        for (var i = 0; i < versions.Length; i++)
        {
            var day = FirstDay.AddDays(versions[i].Day).ToString("yyyy-MM-dd", CultureInfo.InvariantCulture);
            var name = _names[versions[i].Package];
            var state = states[versions[i].Package] ??= Begin(rules, versions[i].Package, (long)package.Scalar(name, name, day, Tags(tags))!);
            _random.NextBytes(sha256);
            _random.NextBytes(sha512);
            _random.NextBytes(content);
            var isRead = _random.Next(200) != 0;
            var isHidden = _random.Next(50) == 0;
            var number = (long)version.Scalar(
                state.Package, $"{1 + (state.Count / 20)}.{state.Count / 4 % 5}.{state.Count % 4}", isRead ? 0 : 1, isRead ? null : "The package cannot be read.", sha256, sha512, content,
                5_000 + _random.Next(900_000), day + "T12:00:00Z", isHidden ? 0 : 1, day)!;
            state.Count++;
            if (isRead)
            {
                Grow(state, rules);
                foreach (var target in state.Dependencies)
                {
                    dependency.Run(number, _names[target]);
                }

                finding.Run(number, state.Package, Verdict(), RuleList.Write([.. state.Rules.Select(rule => rules.Numbers[rule])]));
                state.Latest = number;
                state.Listed = isHidden ? state.Listed : number;
            }

            if (i % VersionsOfTransaction == VersionsOfTransaction - 1)
            {
                database.Execute("COMMIT");
                database.Execute("BEGIN");
            }
        }

        using var latest = new Statement(database, "UPDATE package SET latest = $2, latest_listed = $3 WHERE id = $1");
        foreach (var state in states)
        {
            latest.Run(state!.Package, state.Latest, state.Listed);
        }
    }

    private State Begin(SyntheticRules rules, int package, long number) => new(number, rules.Draw(_random), Dependencies(package));

    private int[] Dependencies(int package)
    {
        var dependencies = new SortedSet<int>();
        for (var count = (int)(-3.2 * Math.Log(1 - _random.NextDouble())); count > 0 && dependencies.Count < 40; count--)
        {
            dependencies.Add(_popular[_dependencies.Draw(_random)]);
        }

        dependencies.Remove(package);
        return [.. dependencies];
    }

    private void Grow(State state, SyntheticRules rules)
    {
        for (var changes = 0; changes < 3; changes++)
        {
            rules.Change(state.Rules, _random);
        }

        if (_random.Next(20) == 0 && state.Dependencies.Length > 0)
        {
            state.Dependencies[_random.Next(state.Dependencies.Length)] = _popular[_dependencies.Draw(_random)];
            state.Dependencies = [.. state.Dependencies.Distinct()];
        }
    }

    private string? Tags(Zipf tags)
    {
        var count = _random.Next(10) < 3 ? 0 : 1 + _random.Next(7);
        return count == 0 ? null : string.Join(' ', Enumerable.Range(0, count).Select(_ => SyntheticNames.Publisher(tags.Draw(_random))).Distinct(StringComparer.Ordinal).Order(StringComparer.Ordinal));
    }

    private int Verdict() => _random.Next(1_000) switch { < 2 => 3, < 5 => 2, < 20 => 1, _ => 0 };

    private void WritePopularity(IndexDatabase database) =>
        PopularityTable.Store(database, LastDay, "synthetic", _popular.Select((package, rank) => KeyValuePair.Create(_names[package], (long)(4e9 / Math.Pow(rank + 1, 1.1)))));

    private sealed class State(long package, List<int> rules, int[] dependencies)
    {
        public long Package { get; } = package;
        public List<int> Rules { get; } = rules;
        public int[] Dependencies { get; set; } = dependencies;
        public int Count { get; set; }
        public long? Latest { get; set; }
        public long? Listed { get; set; }
    }
}
