using Assay.Model;

namespace Assay.Community;

/// <summary>Spans of versions joined to as few as possible, in the notation of NuGet.</summary>
/// <remarks>NuGet shows a warning for each entry that holds a version: two sources that name the same versions in different words would give two.</remarks>
internal static class VersionCover
{
    private readonly record struct Border(PackageVersion? Version, bool Included);

    private readonly record struct Span(Border From, Border To);

    /// <summary>Joins what several sources say of a package; nothing for borders that are no versions.</summary>
    public static IEnumerable<string> Of(IEnumerable<AffectedPackage> affected)
    {
        var spans = new List<Span>();
        foreach (var item in affected)
        {
            if (item is { Ranges: [], Versions: [] })
            {
                spans.Add(new Span(new Border(null, false), new Border(null, false)));
            }

            spans.AddRange(item.Ranges.Select(Read).OfType<Span>());
            spans.AddRange(item.Versions.Select(PackageVersion.Parse).OfType<PackageVersion>().Select(version => new Span(new Border(version, true), new Border(version, true))));
        }

        spans.Sort(static (one, other) => CompareStarts(one.From, other.From));
        Span? open = null;
        foreach (var span in spans)
        {
            if (open is not { } current)
            {
                open = span;
            }
            else if (Touches(current.To, span.From))
            {
                open = current with { To = CompareEnds(current.To, span.To) < 0 ? span.To : current.To };
            }
            else
            {
                yield return Write(current);
                open = span;
            }
        }

        if (open is { } last)
        {
            yield return Write(last);
        }
    }

    // A border that is named and is no version says nothing that can be relied on; "0" of the OSV format is before every version.
    private static Span? Read(VersionSpan span)
    {
        var from = span.From is null or "0" ? new Border(null, false) : new Border(PackageVersion.Parse(span.From), true);
        if (span.After is { } after)
        {
            from = new Border(PackageVersion.Parse(after), false);
        }

        var to = span.Before is { } before ? new Border(PackageVersion.Parse(before), false)
            : span.Last is { } last ? new Border(PackageVersion.Parse(last), true)
            : new Border(null, false);
        var isRead = (from.Version is not null || (span.From is null or "0" && span.After is null)) && (to.Version is not null || (span.Before is null && span.Last is null));
        return isRead && !IsEmpty(from, to) ? new Span(from, to) : null;
    }

    private static bool IsEmpty(Border from, Border to) => from.Version is { } lowest && to.Version is { } highest
        && (lowest.CompareWith(highest) is var order && (order > 0 || (order == 0 && !(from.Included && to.Included))));

    private static int CompareStarts(Border one, Border other)
    {
        if (one.Version is null || other.Version is null)
        {
            return (one.Version is null ? 0 : 1) - (other.Version is null ? 0 : 1);
        }

        var order = one.Version.CompareWith(other.Version);
        return order != 0 ? order : (one.Included ? 0 : 1) - (other.Included ? 0 : 1);
    }

    private static int CompareEnds(Border one, Border other)
    {
        if (one.Version is null || other.Version is null)
        {
            return (one.Version is null ? 1 : 0) - (other.Version is null ? 1 : 0);
        }

        var order = one.Version.CompareWith(other.Version);
        return order != 0 ? order : (one.Included ? 1 : 0) - (other.Included ? 1 : 0);
    }

    // Two spans that leave out the version between them stay two.
    private static bool Touches(Border to, Border from) => to.Version is null || from.Version is null
        || (from.Version.CompareWith(to.Version) is var order && (order < 0 || (order == 0 && (from.Included || to.Included))));

    private static string Write(Span span) => span is { From: { Version: { } from, Included: true }, To: { Version: { } to, Included: true } } && from.CompareWith(to) == 0
        ? $"[{from}]"
        : $"{(span.From.Included ? '[' : '(')}{span.From.Version}, {span.To.Version}{(span.To.Included ? ']' : ')')}";
}
