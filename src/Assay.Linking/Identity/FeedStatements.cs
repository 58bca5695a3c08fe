using System.Globalization;
using Assay.Model;

namespace Assay.Linking;

/// <summary>States what the feed says of a package: its age, whether it is listed or deprecated, downloads, other versions.</summary>
internal static class FeedStatements
{
    // Many versions within a few days fill search results and statistics.
    private const int BurstVersions = 20;
    private const int BurstDays = 7;
    private const int JumpOfMajor = 10;

    /// <summary>Writes <c>metadata</c> facts <c>feed.*</c>, and the anomalies <c>version-burst</c> and <c>version-jump</c>.</summary>
    public static void Write(FeedPackageInfo? feed, PackageManifest manifest, DateOnly? asOf, FactWriter facts)
    {
        if (feed is null)
        {
            return;
        }

        Add("feed.published", feed.Published, facts);
        if (asOf is { } day && Day(feed.Published) is { } published)
        {
            Add("feed.age-days", Text(Math.Max(0, day.DayNumber - published.DayNumber)), facts);
        }

        Add("feed.listed", feed.Listed switch { true => "true", false => "false", null => null }, facts);
        Add("feed.deprecated", feed.Deprecated, facts);
        Add("feed.downloads", feed.Downloads is { } downloads ? downloads.ToString(CultureInfo.InvariantCulture) : null, facts);
        if (feed.Versions.Count > 0)
        {
            Add("feed.versions", Text(feed.Versions.Count), facts);
            Add("feed.has-version", feed.Versions.Any(known => string.Equals(known.Version, manifest.NormalizedVersion, StringComparison.OrdinalIgnoreCase)) ? "true" : "false", facts);
        }

        if (asOf is { } today && feed.Versions.Select(version => Day(version.Published)).OfType<DateOnly>().DefaultIfEmpty(DateOnly.MaxValue).Min() is var first && first != DateOnly.MaxValue)
        {
            Add("feed.first-age-days", Text(Math.Max(0, today.DayNumber - first.DayNumber)), facts);
        }

        WriteBurst(feed, facts);
        WriteJump(feed, manifest, facts);
    }

    private static void WriteBurst(FeedPackageInfo feed, FactWriter facts)
    {
        int[] days = [.. feed.Versions.Select(version => Day(version.Published)).OfType<DateOnly>().Select(day => day.DayNumber).Order()];
        var most = 0;
        for (int first = 0, last = 0; last < days.Length; last++)
        {
            while (days[last] - days[first] >= BurstDays)
            {
                first++;
            }

            most = Math.Max(most, last - first + 1);
        }

        if (most >= BurstVersions)
        {
            facts.Add(FactKind.Anomaly, "version-burst", arguments: new ArgumentList(new Argument("count", Text(most)), new Argument("days", Text(BurstDays))));
        }
    }

    private static void WriteJump(FeedPackageInfo feed, PackageManifest manifest, FactWriter facts)
    {
        if (PackageVersion.Parse(manifest.NormalizedVersion) is not { } own)
        {
            return;
        }

        PackageVersion? before = null;
        var text = "";
        foreach (var known in feed.Versions)
        {
            if (PackageVersion.Parse(known.Version) is { } version && version.CompareWith(own) < 0 && (before is null || version.CompareWith(before) > 0))
            {
                (before, text) = (version, known.Version);
            }
        }

        // From 3 to 2026 somebody counts by the year.
        if (before is not null && own.Major - before.Major >= JumpOfMajor && !(own.Major is >= 2000 and <= 2100 && before.Major < 2000))
        {
            facts.Add(FactKind.Anomaly, "version-jump", arguments: new ArgumentList(new Argument("before", text), new Argument("after", manifest.NormalizedVersion)));
        }
    }

    private static DateOnly? Day(string? instant) =>
        instant is { Length: >= 10 } && DateOnly.TryParseExact(instant.AsSpan(0, 10), "yyyy-MM-dd", CultureInfo.InvariantCulture, DateTimeStyles.None, out var day) ? day : null;

    private static void Add(string key, string? value, FactWriter facts)
    {
        if (value is not null)
        {
            facts.Add(FactKind.Metadata, key, arguments: new ArgumentList(new Argument("value", value)));
        }
    }

    private static string Text(int number) => number.ToString(CultureInfo.InvariantCulture);
}
