using Assay.Packages;

namespace Assay.Community;

/// <summary>Builds a snapshot: latest versions, readings, ranks, counts, in this order.</summary>
public static class CommunityBuilder
{
    /// <summary>Counts the latest version of every id. The result depends on the packages and options only; throws <see cref="SnapshotException"/> when no package can be counted.</summary>
    public static CommunityBuildResult Build(IEnumerable<PackageLocation> packages, CommunityBuildOptions options, IProgress<CommunityProgress>? progress = null, CancellationToken cancellation = default)
    {
        var latest = LatestVersions.Choose([.. packages], options.Parallel, cancellation);
        var readings = new CommunityReader(options, progress).Read(latest.Chosen, cancellation);
        var community = readings.Where(reading => reading.Community is not null)
            .CountBy(reading => reading.Community!, StringComparer.Ordinal)
            .OrderByDescending(found => found.Value).ThenBy(found => found.Key, StringComparer.Ordinal)
            .Select(found => found.Key)
            .FirstOrDefault() ?? throw new SnapshotException("There is no package that can be counted.");

        CommunityReading[] counted = [.. readings.Where(reading => reading.Community == community)];
        LeftOutPackage[] leftOut =
        [
            .. latest.LeftOut,
            .. readings.Where(reading => reading.Community != community).Select(reading => new LeftOutPackage(reading.Name, reading.Unreadable ?? $"It belongs to {reading.Community}, not to {community}.")),
        ];
        return new CommunityBuildResult(Count(counted, community, options), latest.OtherVersions, [.. leftOut.OrderBy(package => package.Name, StringComparer.Ordinal)]);
    }

    private static CommunitySnapshot Count(CommunityReading[] readings, string community, CommunityBuildOptions options)
    {
        var ranks = options.Downloads is { } downloads ? Ranking.ByDownloads(readings, downloads) : Ranking.ByDependents(readings);
        var packages = new SnapshotPackages([.. readings.Select(reading => new CommunityPackage(reading.Id, reading.Version, ranks.TryGetValue(reading.Id, out var rank) ? rank : null))]);
        var sets = new SortedDictionary<string, (string Hash, PackageSet Set)>(StringComparer.Ordinal);
        foreach (var rule in options.Rules.Behaviors.Concat<Model.Rule>(options.Rules.Policies))
        {
            sets[rule.Id] = (rule.ConditionHash, new PackageSet(packages.Count));
        }

        for (var i = 0; i < readings.Length; i++)
        {
            foreach (var rule in readings[i].Rules)
            {
                sets[rule].Set.Add(i);
            }
        }

        return new CommunitySnapshot(packages, [.. sets.Select(set => new RuleFigures(set.Key, set.Value.Hash, set.Value.Set, packages))])
        {
            Id = options.Name,
            Date = options.Date.ToString("yyyy-MM-dd"),
            Community = community,
            Ranking = options.Downloads is null ? RankingKind.Dependents : RankingKind.Downloads,
        };
    }
}
