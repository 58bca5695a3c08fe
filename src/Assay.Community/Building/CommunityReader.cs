using Assay.Model;
using Assay.Packages;
using Assay.Rules;
using Assay.Scan;

namespace Assay.Community;

/// <summary>What a community needs to know of one package.</summary>
internal sealed record CommunityReading(string Name, string Id, string Version)
{
    /// <summary>Why the package cannot be counted; null when it can.</summary>
    public string? Unreadable { get; init; }
    /// <summary>Community; null when the package cannot be counted.</summary>
    public string? Community { get; init; }
    /// <summary>Lower-case ids of the packages it depends on, each once.</summary>
    public IReadOnlyList<string> Dependencies { get; init; } = [];
    /// <summary>Ids of the rules that hold, drafts included.</summary>
    public IReadOnlyList<string> Rules { get; init; } = [];
}

/// <summary>Reads packages in parallel and keeps of each only what is counted.</summary>
internal sealed class CommunityReader(CommunityBuildOptions options, IProgress<CommunityProgress>? progress)
{
    // Facts are judged here, not by Scan: a report would leave drafts out. What has ended is judged by the day that the figures speak of.
    private readonly Scanner _scanner = new(new ScanOptions { Rules = options.Rules, ToolVersion = "", Identity = EmbeddedLists.Load() with { AsOf = options.Date } });
    private readonly RuleMatcher _matcher = new(options.Rules);

    /// <summary>Gives one reading for each package, in their order.</summary>
    public IReadOnlyList<CommunityReading> Read(IReadOnlyList<LatestPackage> packages, CancellationToken cancellation)
    {
        var readings = new CommunityReading[packages.Count];
        var done = 0;
        Parallel.For(0, packages.Count, new ParallelOptions { MaxDegreeOfParallelism = options.Parallel, CancellationToken = cancellation }, i =>
        {
            readings[i] = Read(packages[i], cancellation);
            progress?.Report(new CommunityProgress(Interlocked.Increment(ref done), packages.Count, packages[i].Location.DisplayName));
        });
        return readings;
    }

    private CommunityReading Read(LatestPackage package, CancellationToken cancellation)
    {
        var reading = new CommunityReading(package.Location.DisplayName, package.Id, package.Version.ToNormalizedString());
        try
        {
            var facts = _scanner.Extract(package.Location.Open(), cancellation);
            if (facts is not { Manifest: { } manifest, Community: { } community } || !string.Equals(manifest.Id, package.Id, StringComparison.OrdinalIgnoreCase))
            {
                return reading with { Unreadable = "The package cannot be read." };
            }

            var matches = _matcher.Match(facts);
            return matches.Exhausted
                ? reading with { Unreadable = "The rules could not be evaluated completely." }
                : reading with { Community = community, Dependencies = Dependencies(manifest), Rules = [.. matches.Behaviors.Concat(matches.Policies).Select(match => match.Rule.Id)] };
        }
        catch (PackageSourceException exception)
        {
            return reading with { Unreadable = exception.Message };
        }
    }

    private static string[] Dependencies(PackageManifest manifest) =>
    [
        .. manifest.Dependencies.Where(dependency => dependency.Kind == "package").Select(dependency => dependency.Id.ToLowerInvariant()).Distinct(StringComparer.Ordinal),
    ];
}
