using System.Text.Json;
using Assay.Model;

namespace Assay.Community;

/// <summary>Turns the events of a range into spans of versions.</summary>
/// <remarks>OSV Schema, "Evaluation": events count in the order of their versions; <c>introduced</c> opens a span, <c>fixed</c> and <c>last_affected</c> close it, nothing from the highest <c>limit</c> on is affected. <c>"introduced": "0"</c> is before every version.</remarks>
internal static class OsvRange
{
    private const int MostEvents = 10_000;
    private const int LongestVersion = 128;

    /// <summary>Gives the spans of a range; none for one of commits.</summary>
    public static IEnumerable<VersionSpan> Read(JsonElement range)
    {
        if (range.ValueKind != JsonValueKind.Object || range.Text("type") is not (null or "SEMVER" or "ECOSYSTEM"))
        {
            yield break;
        }

        var events = Events(range);
        var limit = Limit(range);
        string? from = null;
        var isOpen = false;
        foreach (var (kind, version) in events)
        {
            switch (kind)
            {
                case EventKind.Introduced when !isOpen:
                    (from, isOpen) = (version, true);
                    break;
                case EventKind.Fixed when isOpen:
                    isOpen = false;
                    yield return Limited(new VersionSpan(From(from), version, null), limit);
                    break;
                case EventKind.LastAffected when isOpen:
                    isOpen = false;
                    yield return Limited(new VersionSpan(From(from), null, version), limit);
                    break;
            }
        }

        if (isOpen)
        {
            yield return Limited(new VersionSpan(From(from), null, null), limit);
        }
    }

    /// <summary>Ends the one open span where the source says what the last version was that it knows to be affected, such as <c>&lt;= 1.2.3</c>.</summary>
    public static void Close(VersionSpan[] spans, string lastKnown)
    {
        var isIncluded = lastKnown.StartsWith("<=", StringComparison.Ordinal);
        var version = lastKnown.TrimStart('<', '=', ' ').TrimEnd();
        var open = Array.FindAll(spans, span => span is { Before: null, Last: null });
        if (lastKnown is not ['<', ..] || open is not [var span] || PackageVersion.Parse(version) is not { } end || (PackageVersion.Parse(span.From) is { } from && from.CompareWith(end) > 0))
        {
            return;
        }

        spans[Array.IndexOf(spans, span)] = isIncluded ? span with { Last = version } : span with { Before = version };
    }

    /// <summary>Gives the versions that no span has: most lists repeat what the ranges say.</summary>
    public static string[] Outside(IReadOnlyCollection<VersionSpan> spans, IEnumerable<string> versions)
    {
        var borders = spans.Select(span => (From: PackageVersion.Parse(span.From), Before: PackageVersion.Parse(span.Before), Last: PackageVersion.Parse(span.Last), Span: span))
            .Where(parsed => (parsed.From is null) == (parsed.Span.From is null) && (parsed.Before is null) == (parsed.Span.Before is null) && (parsed.Last is null) == (parsed.Span.Last is null)).ToArray();
        return [.. versions.Distinct(StringComparer.OrdinalIgnoreCase).Where(text => PackageVersion.Parse(text) is not { } version || !borders.Any(span =>
            span.From?.CompareWith(version) is null or <= 0 && span.Before?.CompareWith(version) is null or > 0 && span.Last?.CompareWith(version) is null or >= 0))];
    }

    private enum EventKind
    {
        Introduced,
        Fixed,
        LastAffected,
    }

    private static List<(EventKind Kind, string Version)> Events(JsonElement range)
    {
        var events = new List<(EventKind Kind, string Version)>();
        foreach (var item in range.Items("events").Take(MostEvents))
        {
            Add(EventKind.Introduced, item.Text("introduced"));
            Add(EventKind.Fixed, item.Text("fixed"));
            Add(EventKind.LastAffected, item.Text("last_affected"));
        }

        // Sources write them in order, but need not; what is no version of ours leaves all where they are. The last affected version may be the first one too.
        var versions = events.ConvertAll(item => From(item.Version) is null ? null : PackageVersion.Parse(item.Version));
        if (events.Where((item, index) => From(item.Version) is not null && versions[index] is null).Any())
        {
            return events;
        }

        return [.. Enumerable.Range(0, events.Count).OrderBy(index => versions[index], Comparer<PackageVersion?>.Create(Compare)).ThenBy(index => events[index].Kind == EventKind.LastAffected ? 1 : 0).Select(index => events[index])];

        void Add(EventKind kind, string? version)
        {
            if (version is { Length: > 0 and <= LongestVersion })
            {
                events.Add((kind, version.Trim()));
            }
        }
    }

    private static int Compare(PackageVersion? left, PackageVersion? right) => (left, right) switch
    {
        (null, null) => 0,
        (null, _) => -1,
        (_, null) => 1,
        _ => left.CompareWith(right),
    };

    // The highest one counts: a version is out only when it is beyond all limits. "*" is no limit.
    private static string? Limit(JsonElement range)
    {
        var limits = range.Items("events").Take(MostEvents).Select(item => item.Text("limit")).OfType<string>().ToArray();
        return limits.Length == 0 || limits.Contains("*", StringComparer.Ordinal) ? null : limits.Where(limit => PackageVersion.Parse(limit) is not null).MaxBy(PackageVersion.Parse, Comparer<PackageVersion?>.Create(Compare));
    }

    private static VersionSpan Limited(VersionSpan span, string? limit)
    {
        var end = PackageVersion.Parse(span.Before ?? span.Last);
        return limit is null || (end is not null && end.CompareWith(PackageVersion.Parse(limit)!) < 0) ? span : span with { Before = limit, Last = null };
    }

    private static string? From(string? version) => version is "0" ? null : version;
}
