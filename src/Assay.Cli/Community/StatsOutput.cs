using System.Globalization;
using System.Text.Json;
using Assay.Community.Index;
using Assay.Reports;

namespace Assay.Cli;

/// <summary>Writes what an index holds.</summary>
internal static class StatsOutput
{
    private static readonly string[] Verdicts = ["fail", "unknown", "review", "pass"];

    public static void WriteText(string name, CommunityStatistics index, IReadOnlyList<(string Table, long Bytes)>? sizes, long bytes, TextWriter writer)
    {
        Line($"{TerminalText.Encode(name)}: {index.Packages:N0} packages of {index.Community ?? "no community yet"}, {index.Read:N0} versions read; generation {index.Generation}, {bytes:N0} bytes");
        Line($"  not read        {index.Unreadable:N0}");
        Line($"  not counted     {index.NotCounted:N0}");
        Line($"  hidden          {index.Hidden:N0}");
        Line($"  still to read   {index.Pending:N0}");
        Line($"  alarms          {index.Alarms:N0}");
        Line($"  read on         {(index.Added is var (first, last) ? first == last ? first : $"{first} to {last}" : "-")}");
        Line($"  popularity      {(index.Popularity is [var newest, ..] ? $"{newest.Date}, {TerminalText.Encode(newest.Source)}{(index.Popularity.Count > 1 ? $", and {index.Popularity.Count - 1} older" : "")}" : "none: packages rank by dependents")}");
        foreach (var counts in index.Counts)
        {
            Line($"");
            Line($"{(counts.Scope.Population == Assay.Community.PopulationKind.All ? "All" : "Listed")} packages, {(counts.Scope.Versions == Assay.Community.VersionScope.Any ? "any version" : "latest version")}, counted on {counts.Date}{(counts.IsCurrent ? "" : " (the index has changed since)")}: {counts.Packages:N0} packages, {counts.Ranked:N0} with a rank");
            Line($"  {"",-8}  {"Top 100",8}  {"Top 1,000",9}  {"Top 10,000",10}  {"all",10}");
            foreach (var verdict in Verdicts)
            {
                var count = counts.CountVerdict(verdict);
                Line($"  {verdict,-8}  {SeriesOutput.Number(count.Top100),8}  {SeriesOutput.Number(count.Top1k),9}  {SeriesOutput.Number(count.Top10k),10}  {count.Community,10:N0}");
            }
        }

        if (sizes is not null)
        {
            Line($"");
            foreach (var (table, size) in sizes)
            {
                Line($"  {table,-22}  {size,15:N0}");
            }
        }

        void Line(FormattableString text) => writer.WriteLine(text.ToString(CultureInfo.InvariantCulture));
    }

    public static void WriteJson(string name, CommunityStatistics index, IReadOnlyList<(string Table, long Bytes)>? sizes, long bytes, Stream output)
    {
        using (var json = new Utf8JsonWriter(output, new JsonWriterOptions { Indented = true, NewLine = "\n", Encoder = JsonText.Encoder }))
        {
            json.WriteStartObject();
            json.WriteString("name", name);
            json.WriteString("community", index.Community);
            json.WriteNumber("generation", index.Generation);
            json.WriteNumber("bytes", bytes);
            json.WriteNumber("packages", index.Packages);
            json.WriteStartObject("versions");
            json.WriteNumber("read", index.Read);
            json.WriteNumber("unreadable", index.Unreadable);
            json.WriteNumber("notCounted", index.NotCounted);
            json.WriteNumber("hidden", index.Hidden);
            json.WriteNumber("pending", index.Pending);
            json.WriteNumber("alarms", index.Alarms);
            json.WriteString("firstAdded", index.Added?.First);
            json.WriteString("lastAdded", index.Added?.Last);
            json.WriteEndObject();
            json.WriteStartArray("popularity");
            foreach (var (date, source) in index.Popularity)
            {
                json.WriteStartObject();
                json.WriteString("date", date);
                json.WriteString("source", source);
                json.WriteEndObject();
            }

            json.WriteEndArray();
            json.WriteStartArray("counts");
            foreach (var counts in index.Counts)
            {
                Write(json, counts);
            }

            json.WriteEndArray();
            if (sizes is not null)
            {
                json.WriteStartObject("tables");
                foreach (var (table, size) in sizes)
                {
                    json.WriteNumber(table, size);
                }

                json.WriteEndObject();
            }

            json.WriteEndObject();
        }

        output.WriteByte((byte)'\n');
    }

    private static void Write(Utf8JsonWriter json, StoredPrevalence counts)
    {
        json.WriteStartObject();
        json.WriteString("population", counts.Scope.Population == Assay.Community.PopulationKind.All ? "all" : "listed");
        json.WriteString("versions", counts.Scope.Versions == Assay.Community.VersionScope.Any ? "any" : "latest");
        json.WriteString("date", counts.Date);
        json.WriteBoolean("current", counts.IsCurrent);
        json.WriteString("ranking", counts.RankingKind == Assay.Community.RankingKind.Downloads ? "downloads" : "dependents");
        json.WriteNumber("packages", counts.Packages);
        json.WriteNumber("ranked", counts.Ranked);
        json.WriteStartObject("verdicts");
        foreach (var verdict in Verdicts)
        {
            var count = counts.CountVerdict(verdict);
            json.WriteStartObject(verdict);
            SeriesOutput.Write(json, "top100", count.Top100);
            SeriesOutput.Write(json, "top1k", count.Top1k);
            SeriesOutput.Write(json, "top10k", count.Top10k);
            json.WriteNumber("community", count.Community);
            json.WriteEndObject();
        }

        json.WriteEndObject();
        json.WriteEndObject();
    }
}
