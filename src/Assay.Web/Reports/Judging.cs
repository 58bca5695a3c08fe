using Assay.Community;
using Assay.Model;
using Assay.Scan;
using Assay.Web.Communities;
using Assay.Web.Hosting;

namespace Assay.Web.Reports;

/// <summary>What packages are judged with: the rules of this build, the lists, the advisories, the figures of the communities, today. Thread-safe.</summary>
public sealed class Judging(DataDirectory data, PortalCommunities communities, TimeProvider clock)
{
    private readonly Lock _lock = new();
    private volatile Current? _current;

    /// <summary>The version of the program, as reports name it.</summary>
    public static string ToolVersion { get; } = (typeof(Judging).Assembly.GetName().Version ?? new Version(0, 0)).ToString(3);

    /// <summary>The rules.</summary>
    public RulePack Rules { get; } = EmbeddedRules.Load();

    /// <summary>The day (UTC) that reports speak of.</summary>
    public DateOnly Today => DateOnly.FromDateTime(clock.GetUtcNow().UtcDateTime);

    /// <summary>A scanner of today's inputs. The key names them: two reports of one package under one key are equal.</summary>
    public (Scanner Scanner, string Key) Scanner()
    {
        var snapshots = communities.All.Select(community => community.Snapshot()).OfType<CommunitySnapshot>().ToArray();
        var advisories = File.Exists(data.Advisories) ? File.GetLastWriteTimeUtc(data.Advisories).Ticks : 0;
        var key = string.Join(' ', [Today.ToString("O"), Rules.Sha256, advisories.ToString("x"), .. snapshots.Select(snapshot => $"{snapshot.Community}:{snapshot.Date}:{snapshot.Packages.Count}")]);
        if (_current is { } current && current.Key == key)
        {
            return (current.Scanner, key);
        }

        lock (_lock)
        {
            if (_current?.Key != key)
            {
                _current = new Current(key, Create(snapshots));
            }

            return (_current.Scanner, key);
        }
    }

    private Scanner Create(CommunitySnapshot[] snapshots)
    {
        var database = File.Exists(data.Advisories) ? AdvisoryDatabase.Read(data.Advisories) : null;
        var lookups = snapshots.ToDictionary(snapshot => snapshot.Community, snapshot => new Lazy<PrevalenceLookup>(() => new PrevalenceLookup(snapshot)), StringComparer.Ordinal);
        return new Scanner(new ScanOptions
        {
            Rules = Rules,
            ToolVersion = ToolVersion,
            Identity = EmbeddedLists.Load() with { AsOf = Today, Malicious = database?.Malicious },
            Advisories = database is { HasVulnerabilities: true } ? database : null,
            Community = new CommunityPrevalence(snapshots is [var first, ..] ? lookups[first.Community].Value : new PrevalenceLookup(EmbeddedSnapshot.Load()), lookups),
        });
    }

    private sealed record Current(string Key, Scanner Scanner);
}
