using System.Globalization;
using System.Text.Json;
using Assay.Community;
using Assay.Model;
using Assay.Reports;

namespace Assay.Cli;

/// <summary><c>assay advisories status</c>: the sources of the database with their days, and what they have.</summary>
internal static class AdvisoryStatusView
{
    // Advisories of a popular ecosystem come every day.
    private const int OldAfterDays = 30;

    public static int Show(string? named, bool json, Host host)
    {
        var path = named ?? AdvisoryStore.FindFile(host.Variable);
        if (named is null && !File.Exists(path))
        {
            throw new CommandFailedException(ExitCode.NothingFound, $"There is no advisory database at {path}: vulnerabilities are not checked. 'assay advisories import' or 'assay advisories update' makes one.");
        }

        var database = AdvisoryFileSource.Open(path);
        var counts = Counts.Of(database);
        if (json)
        {
            WriteJson(database, counts, path, host);
            return ExitCode.Success;
        }

        using var writer = host.OpenOutput();
        Write(database, counts, path, host.Today, writer);
        return ExitCode.Success;
    }

    private static void Write(AdvisoryDatabase database, Counts counts, string path, DateOnly today, StreamWriter writer)
    {
        Line($"{database.Database.Id} of {Day(database.Database.Date)}, {path}");
        Line("");
        string[][] rows =
        [
            ["source", "of", "days old", "imported", "records", "withdrawn"],
            .. database.SourceDetails.Select(source => (string[])[source.Name, Day(source.Date), Age(source.Date, today)?.ToString(CultureInfo.InvariantCulture) ?? "", source.Imported, $"{Number(source.Records)} {AdvisoryWords.Of(source.Kind)}", source.Withdrawn == 0 ? "" : Number(source.Withdrawn)]),
        ];
        var widths = Enumerable.Range(0, rows[0].Length).Select(column => rows.Max(row => TerminalText.Encode(row[column]).Length)).ToArray();
        foreach (var row in rows)
        {
            writer.WriteLine(string.Join("  ", row.Select((cell, column) => TerminalText.Encode(cell).PadRight(widths[column]))).TrimEnd());
        }

        Line("");
        Line($"{Number(counts.Vulnerabilities)} vulnerabilities: {Number(counts.NuGet)} of NuGet, {Number(counts.Gallery)} of the PowerShell Gallery, {Number(counts.Generic)} of other libraries; {Number(counts.Packages)} packages.");
        Line($"{Number(counts.Exploited)} are known to be exploited, {Number(counts.Scored)} have an EPSS score, {Number(counts.Joined)} have several sources. {Number(counts.Malicious)} records of malicious packages.");
        foreach (var address in database.Addresses)
        {
            Line($"Updated from {address}.");
        }

        foreach (var attribution in database.SourceDetails.Select(source => source.Attribution).OfType<string>())
        {
            Line(attribution);
        }

        if (Age(database.SourceDetails.Select(source => source.Imported).Max(StringComparer.Ordinal), today) > OldAfterDays)
        {
            Line($"Nothing was imported for more than {OldAfterDays} days: newer vulnerabilities are not known.");
        }

        void Line(string text) => writer.WriteLine(TerminalText.Encode(text));
    }

    private static void WriteJson(AdvisoryDatabase database, Counts counts, string path, Host host)
    {
        using (var json = new Utf8JsonWriter(host.Output, new JsonWriterOptions { Indented = true, Encoder = JsonText.Encoder }))
        {
            json.WriteStartObject();
            json.WriteString("id", database.Database.Id);
            json.WriteString("date", database.Database.Date);
            json.WriteString("file", path);
            json.WriteStartArray("sources");
            foreach (var source in database.SourceDetails)
            {
                json.WriteStartObject();
                json.WriteString("name", source.Name);
                json.WriteString("kind", ReportNamingPolicy.Instance.ConvertName(source.Kind.ToString()));
                json.WriteString("date", source.Date);
                Nullable("daysOld", Age(source.Date, host.Today));
                json.WriteString("imported", source.Imported);
                json.WriteNumber("records", source.Records);
                json.WriteNumber("withdrawn", source.Withdrawn);
                json.WriteString("attribution", source.Attribution);
                json.WriteEndObject();
            }

            json.WriteEndArray();
            json.WriteStartArray("addresses");
            foreach (var address in database.Addresses)
            {
                json.WriteStringValue(address);
            }

            json.WriteEndArray();
            json.WriteStartObject("vulnerabilities");
            json.WriteNumber("total", counts.Vulnerabilities);
            json.WriteNumber("nuget", counts.NuGet);
            json.WriteNumber("psgallery", counts.Gallery);
            json.WriteNumber("generic", counts.Generic);
            json.WriteNumber("packages", counts.Packages);
            json.WriteNumber("exploited", counts.Exploited);
            json.WriteNumber("scored", counts.Scored);
            json.WriteNumber("ofSeveralSources", counts.Joined);
            json.WriteEndObject();
            json.WriteNumber("malicious", counts.Malicious);
            json.WriteEndObject();

            void Nullable(string name, int? value)
            {
                if (value is { } number)
                {
                    json.WriteNumber(name, number);
                }
                else
                {
                    json.WriteNull(name);
                }
            }
        }

        host.Output.WriteByte((byte)'\n');
    }

    private static string Day(string date) => date.Length == 0 ? "an unknown day" : date;

    private static string Number(int number) => number.ToString("N0", CultureInfo.InvariantCulture);

    private static int? Age(string? date, DateOnly today) => DateOnly.TryParseExact(date, "yyyy-MM-dd", CultureInfo.InvariantCulture, DateTimeStyles.None, out var day) ? today.DayNumber - day.DayNumber : null;

    private sealed record Counts(int Vulnerabilities, int NuGet, int Gallery, int Generic, int Packages, int Exploited, int Scored, int Joined, int Malicious)
    {
        public static Counts Of(AdvisoryDatabase database)
        {
            Vulnerability[] all = [.. All(database)];
            return new Counts(
                all.Length, all.Count(item => Names(item, "nuget")), all.Count(item => Names(item, "psgallery")), all.Count(item => Names(item, "generic")),
                all.SelectMany(Affected).Select(affected => (affected.Community, affected.Package.ToLowerInvariant())).Distinct().Count(),
                all.Count(item => item.Exploited is not null), all.Count(item => item.Epss is not null), all.Count(item => item.Statements.Select(statement => statement.Source).Distinct(StringComparer.Ordinal).Count() > 1),
                database.Malicious?.Items.Select(item => item.Record).Distinct(StringComparer.Ordinal).Count() ?? 0);
        }

        private static Vulnerability[] All(AdvisoryDatabase database)
        {
            try
            {
                return [.. database.All()];
            }
            catch (AdvisoryException exception)
            {
                throw new CommandFailedException(ExitCode.Usage, exception.Message);
            }
        }

        private static IEnumerable<AffectedPackage> Affected(Vulnerability vulnerability) => vulnerability.Statements.SelectMany(statement => statement.Affected);

        private static bool Names(Vulnerability vulnerability, string community) => Affected(vulnerability).Any(affected => affected.Community == community);
    }
}
