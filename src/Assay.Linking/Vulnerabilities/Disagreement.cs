using System.Globalization;
using Assay.Model;

namespace Assay.Linking.Vulnerabilities;

/// <summary>Says in words what the sources of one vulnerability do not agree about.</summary>
internal static class Disagreement
{
    private const int MaximumSpans = 8;

    /// <summary>Gives one sentence for each matter: affected versions, whether this version is among them, severity, the version that ends it.</summary>
    public static IEnumerable<string> Of(List<PackageStatement> statements, PackageVersion version)
    {
        if (statements.Count < 2)
        {
            yield break;
        }

        if (Differ(statements, Ranges) is { } ranges)
        {
            yield return $"Affected versions: {ranges}.";
        }

        var others = statements.Where(statement => !statement.Affects).Select(Name).ToArray();
        if (others.Length > 0)
        {
            yield return $"{string.Join(", ", others)} {(others.Length == 1 ? "does" : "do")} not name {version}.";
        }

        if (Differ([.. statements.Where(statement => statement.Statement.Severity != VulnerabilitySeverity.Unknown)], Severity) is { } severities)
        {
            yield return $"Severity: {severities}.";
        }

        if (Differ([.. statements.Where(statement => statement.Affects)], statement => statement.Fixed ?? "no version") is { } ends)
        {
            yield return $"Fixed in: {ends}.";
        }
    }

    // Sources that say the same stand together.
    private static string? Differ(IReadOnlyList<PackageStatement> statements, Func<PackageStatement, string> said)
    {
        var groups = statements.GroupBy(said, StringComparer.OrdinalIgnoreCase).ToArray();
        return groups.Length < 2 ? null : string.Join("; ", groups.Select(group => $"{group.Key} by {string.Join(", ", group.Select(Name))}"));
    }

    private static string Name(PackageStatement statement) => statement.Statement.Record;

    private static string Severity(PackageStatement statement) => statement.Score is { } score
        ? string.Create(CultureInfo.InvariantCulture, $"{Word(statement.Statement.Severity)} ({score:0.0})")
        : Word(statement.Statement.Severity);

    private static string Word(VulnerabilitySeverity severity) => ReportNamingPolicy.Instance.ConvertName(severity.ToString());

    private static string Ranges(PackageStatement statement)
    {
        var spans = statement.Entries.SelectMany(entry => entry.Ranges).Select(span => (Span: span, From: PackageVersion.ParseUpstream(span.From ?? span.After ?? "0")))
            .Where(entry => entry.From is not null)
            .OrderBy(entry => entry.From!, PackageStatement.Order)
            .Select(entry => Text(entry.Span))
            .Concat(statement.Entries.SelectMany(entry => entry.Versions).Select(PackageStatement.Normalise).Order(StringComparer.Ordinal))
            .Distinct(StringComparer.OrdinalIgnoreCase).ToArray();
        return spans.Length == 0 ? "every version" : $"{string.Join(", ", spans.Take(MaximumSpans))}{(spans.Length > MaximumSpans ? $" and {spans.Length - MaximumSpans} more" : "")}";
    }

    private static string Text(VersionSpan span)
    {
        var begins = span.After is { } after ? $"after {PackageStatement.Normalise(after)}" : span.From is null or "0" ? "" : $"from {PackageStatement.Normalise(span.From)}";
        var ends = span.Before is { } before ? $"before {PackageStatement.Normalise(before)}" : span.Last is { } last ? $"up to {PackageStatement.Normalise(last)}" : "";
        return (begins.Length, ends.Length) switch
        {
            (0, 0) => "every version",
            (0, _) => ends,
            (_, 0) => $"{begins} on",
            _ => $"{begins} {ends}",
        };
    }
}
