using System.Globalization;
using System.Text.Json;
using Assay.Community.Index;
using Assay.Reports;

namespace Assay.Cli;

/// <summary>Writes the weekly figures of a rule.</summary>
internal static class SeriesOutput
{
    public static void WriteText(string rule, IReadOnlyList<PrevalencePoint> series, TextWriter writer)
    {
        writer.WriteLine(TerminalText.Encode(rule));
        writer.WriteLine($"{"week",-8}  {"date",-10}  {"Top 100",8}  {"Top 1,000",9}  {"Top 10,000",10}  {"packages",10}  {"of",10}  {"share",8}");
        foreach (var point in series)
        {
            var share = point.Packages == 0 ? 0 : 100.0 * point.Counts.Community / point.Packages;
            writer.WriteLine(string.Create(CultureInfo.InvariantCulture,
                $"{point.Week,-8}  {point.Date,-10}  {Number(point.Counts.Top100),8}  {Number(point.Counts.Top1k),9}  {Number(point.Counts.Top10k),10}  {point.Counts.Community,10:N0}  {point.Packages,10:N0}  {share,6:0.00} %{(point.IsRuleChanged ? "  rule changed" : "")}"));
        }
    }

    public static void WriteJson(string rule, IReadOnlyList<PrevalencePoint> series, Stream output)
    {
        using (var json = new Utf8JsonWriter(output, new JsonWriterOptions { Indented = true, NewLine = "\n", Encoder = JsonText.Encoder }))
        {
            json.WriteStartObject();
            json.WriteString("rule", rule);
            json.WriteStartArray("weeks");
            foreach (var point in series)
            {
                json.WriteStartObject();
                json.WriteString("week", point.Week);
                json.WriteString("date", point.Date);
                json.WriteNumber("packages", point.Packages);
                json.WriteNumber("ranked", point.Ranked);
                Write(json, "top100", point.Counts.Top100);
                Write(json, "top1k", point.Counts.Top1k);
                Write(json, "top10k", point.Counts.Top10k);
                json.WriteNumber("community", point.Counts.Community);
                json.WriteString("conditionHash", point.Condition);
                json.WriteBoolean("ruleChanged", point.IsRuleChanged);
                json.WriteEndObject();
            }

            json.WriteEndArray();
            json.WriteEndObject();
        }

        output.WriteByte((byte)'\n');
    }

    /// <summary>Writes a number, or null where there is none.</summary>
    public static void Write(Utf8JsonWriter json, string name, int? number)
    {
        if (number is { } known)
        {
            json.WriteNumber(name, known);
        }
        else
        {
            json.WriteNull(name);
        }
    }

    /// <summary>Shows a number, or that there is none.</summary>
    public static string Number(int? number) => number is { } known ? known.ToString("N0", CultureInfo.InvariantCulture) : "-";
}
