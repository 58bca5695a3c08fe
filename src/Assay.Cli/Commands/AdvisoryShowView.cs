using System.Globalization;
using System.Text.Json;
using Assay.Community;
using Assay.Model;
using Assay.Reports;

namespace Assay.Cli;

/// <summary><c>assay advisories show</c>: what the database says of a vulnerability or a package.</summary>
internal static class AdvisoryShowView
{
    public static int Show(string subject, string? named, bool json, Host host)
    {
        var path = named ?? AdvisoryStore.FindFile(host.Variable);
        if (named is null && !File.Exists(path))
        {
            throw new CommandFailedException(ExitCode.NothingFound, $"There is no advisory database at {path}. 'assay advisories import' or 'assay advisories update' makes one.");
        }

        var database = AdvisoryFileSource.Open(path);
        Vulnerability[] found;
        try
        {
            found = [.. Find(database, subject)];
        }
        catch (AdvisoryException exception)
        {
            throw new CommandFailedException(ExitCode.Usage, $"{path}: {exception.Message}");
        }

        if (json)
        {
            WriteJson(found, host);
            return ExitCode.Success;
        }

        using var writer = host.OpenOutput();
        if (found.Length == 0)
        {
            writer.WriteLine(TerminalText.Encode($"Nothing is known of {subject} in {database.Database.Id} of {database.Database.Date}."));
        }

        foreach (var vulnerability in found)
        {
            Write(vulnerability, writer);
        }

        foreach (var attribution in found.SelectMany(item => item.Statements).Select(statement => Attributions.Of(statement.Source)).OfType<string>().Distinct(StringComparer.Ordinal))
        {
            writer.WriteLine(attribution);
        }

        return ExitCode.Success;
    }

    private static IEnumerable<Vulnerability> Find(AdvisoryDatabase database, string subject)
    {
        var all = database.All().Where(item => item.Id.Equals(subject, StringComparison.OrdinalIgnoreCase) || item.Aliases.Contains(subject, StringComparer.OrdinalIgnoreCase)).ToArray();
        if (all.Length > 0)
        {
            return all;
        }

        var (name, version) = subject.Split('@', 2) is [var left, var right] ? (left, right) : (subject, null);
        var (community, package) = name.Split('/', 2) is [var first and ("nuget" or "psgallery" or "generic"), var rest] ? (first, rest) : ("nuget", name);
        var parsed = version is null ? null : PackageVersion.Parse(version) ?? throw new CommandFailedException(ExitCode.Usage, $"'{version}' is no version.");
        return database.Of(community, package).Where(item => parsed is null || item.Statements.SelectMany(statement => statement.Affected)
            .Any(affected => affected.Community == community && affected.Package.Equals(package, StringComparison.OrdinalIgnoreCase) && affected.Names(parsed)));
    }

    private static void Write(Vulnerability vulnerability, StreamWriter writer)
    {
        Line($"{vulnerability.Id}{(vulnerability.Aliases.Count > 0 ? $" ({string.Join(", ", vulnerability.Aliases)})" : "")}");
        if (vulnerability.Exploited is { } exploited)
        {
            Line($"  known to be exploited, in CISA's catalogue since {exploited.Added}{(exploited.Due is { } due ? $", to be mended by {due}" : "")}{(exploited.Ransomware ? ", used by ransomware" : "")}");
        }

        if (vulnerability.Epss is { } epss)
        {
            Line(string.Create(CultureInfo.InvariantCulture, $"  EPSS {epss:P2}, above {vulnerability.EpssPercentile:P0} of all"));
        }

        foreach (var statement in vulnerability.Statements)
        {
            Line($"  {statement.Source} {statement.Record}: {statement.Severity.ToString().ToLowerInvariant()}{(statement.Cvss is [var score, ..] ? string.Create(CultureInfo.InvariantCulture, $", {score.Score:0.0} ({(score.Version == "2.0" ? "CVSS 2.0 " : "")}{score.Vector})") : "")}{(statement.Modified is { } day ? $", changed {day}" : "")}");
            if (statement.Summary.Length > 0)
            {
                Line($"    {statement.Summary}");
            }

            foreach (var affected in statement.Affected)
            {
                Line($"    {affected.Community}/{affected.Package}: {Versions(affected)}");
            }

            if (statement.Url is { } url)
            {
                Line($"    {url}");
            }
        }

        writer.WriteLine();

        void Line(string text) => writer.WriteLine(TerminalText.Encode(text));
    }

    private static string Versions(AffectedPackage affected) => affected is { Ranges: [], Versions: [] } ? "every version"
        : string.Join(", ", affected.Ranges.Select(Span).Concat(affected.Versions.Select(version => "= " + version)));

    private static string Span(VersionSpan span) => string.Join(' ', new[] { span.From is { } from ? ">= " + from : null, span.After is { } after ? "> " + after : null, span.Before is { } before ? "< " + before : null, span.Last is { } last ? "<= " + last : null }.OfType<string>().DefaultIfEmpty("every version"));

    private static void WriteJson(Vulnerability[] found, Host host)
    {
        using (var json = new Utf8JsonWriter(host.Output, new JsonWriterOptions { Indented = true, Encoder = JsonText.Encoder }))
        {
            JsonSerializer.Serialize(json, found, JsonOptions);
        }

        host.Output.WriteByte((byte)'\n');
    }

    private static readonly JsonSerializerOptions JsonOptions = new()
    {
        PropertyNamingPolicy = JsonNamingPolicy.CamelCase,
        Converters = { new System.Text.Json.Serialization.JsonStringEnumConverter(ReportNamingPolicy.Instance) },
    };
}
