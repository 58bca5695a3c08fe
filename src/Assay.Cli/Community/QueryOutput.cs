using System.Globalization;
using System.Text.Json;
using Assay.Community.Querying;
using Assay.Reports;

namespace Assay.Cli;

/// <summary>Writes the answer to a query: for a person, as CSV, or as JSON.</summary>
internal static class QueryOutput
{
    private static readonly Dictionary<string, string> TierNames = new(StringComparer.Ordinal) { ["top100"] = "Top 100", ["top1k"] = "Top 1,000", ["top10k"] = "Top 10,000" };

    public static void WriteText(QueryAnswer answer, int limit, TextWriter writer)
    {
        var population = answer.Population;
        writer.WriteLine(Invariant($"{answer.Count:N0} of {population.Packages:N0} packages of {TerminalText.Encode(population.Id)} ({population.Date}{Scope(population)}){string.Concat(answer.Tiers.Select(tier => Invariant($"; {tier.Count:N0} of its {TierNames[tier.Name]}")))}"));
        if (limit == 0 || answer.Count == 0)
        {
            return;
        }

        writer.WriteLine();
        writer.WriteLine($"{"rank",9}  {"first seen",-10}  id and version");
        foreach (var package in answer.Packages().Take(limit))
        {
            writer.WriteLine(Invariant($"{(package.Rank is { } rank ? rank.ToString("N0", CultureInfo.InvariantCulture) : "-"),9}  {package.FirstSeen ?? "-",-10}  {TerminalText.Encode(package.Id)} {TerminalText.Encode(package.Version)}"));
        }

        if (answer.Count > limit)
        {
            writer.WriteLine(Invariant($"{"",9}  {"",-10}  and {answer.Count - limit:N0} more (--limit)"));
        }
    }

    public static void WriteCsv(QueryAnswer answer, int limit, TextWriter writer)
    {
        writer.Write("id,version,rank,first-seen\r\n");
        foreach (var package in answer.Packages().Take(limit))
        {
            writer.Write(Invariant($"{CsvCell.Encode(package.Id)},{CsvCell.Encode(package.Version)},{package.Rank},{package.FirstSeen}\r\n"));
        }
    }

    public static void WriteJson(string query, QueryAnswer answer, int limit, Stream output)
    {
        using (var json = new Utf8JsonWriter(output, new JsonWriterOptions { Indented = true, NewLine = "\n", Encoder = JsonText.Encoder }))
        {
            var population = answer.Population;
            json.WriteStartObject();
            json.WriteString("query", query);
            json.WriteStartObject("population");
            json.WriteString("id", population.Id);
            json.WriteString("date", population.Date);
            json.WriteString("community", population.Community);
            json.WriteString("population", population.Population);
            json.WriteString("versions", population.Versions);
            json.WriteString("ranking", population.Ranking);
            json.WriteNumber("packages", population.Packages);
            json.WriteBoolean("current", population.IsCurrent);
            json.WriteEndObject();
            json.WriteNumber("count", answer.Count);
            json.WriteStartObject("tiers");
            foreach (var (name, of, count) in answer.Tiers)
            {
                json.WriteStartObject(name);
                json.WriteNumber("count", count);
                json.WriteNumber("of", of);
                json.WriteEndObject();
            }

            json.WriteEndObject();
            json.WriteStartArray("changedRules");
            foreach (var rule in answer.ChangedRules)
            {
                json.WriteStringValue(rule);
            }

            json.WriteEndArray();
            json.WriteStartArray("packages");
            foreach (var package in answer.Packages().Take(limit))
            {
                json.WriteStartObject();
                json.WriteString("id", package.Id);
                json.WriteString("version", package.Version);
                if (package.Rank is { } rank)
                {
                    json.WriteNumber("rank", rank);
                }
                else
                {
                    json.WriteNull("rank");
                }

                json.WriteString("firstSeen", package.FirstSeen);
                json.WriteEndObject();
            }

            json.WriteEndArray();
            json.WriteEndObject();
        }

        output.WriteByte((byte)'\n');
    }

    private static string Scope(QueryPopulation population) => (population.Population == "all" ? ", hidden ones too" : "") + (population.Versions == "any" ? ", any version" : "");

    private static string Invariant(FormattableString text) => FormattableString.Invariant(text);
}
