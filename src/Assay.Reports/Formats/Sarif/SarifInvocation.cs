using System.Text.Json;
using Assay.Model;

namespace Assay.Reports.Sarif;

/// <summary>What results do not say: packages that were not analysed, what could not be read of projects, whether vulnerabilities were looked up, and what was left out.</summary>
internal static class SarifInvocation
{
    private const int MostNotifications = 1_000;

    public static void Write(CheckReport report, SarifLocations locations, IEnumerable<string> cuts, Utf8JsonWriter json)
    {
        json.WriteStartArray("invocations");
        json.WriteStartObject();
        json.WriteBoolean("executionSuccessful", true);
        json.WriteStartArray("toolExecutionNotifications");
        Write("note", FormatText.Vulnerabilities(report), null, locations, json);
        foreach (var cut in cuts)
        {
            Write("warning", cut, null, locations, json);
        }

        foreach (var package in report.Packages.Where(package => package.Status != CheckedStatus.Analysed).Take(MostNotifications))
        {
            Write("error", $"{FormatText.Name(package)}: {FormatText.NotAnalysed(package)}", package.Places is [var place, ..] ? (place.Path, place.Line) : null, locations, json);
        }

        foreach (var problem in report.Problems.Take(MostNotifications))
        {
            Write(problem.Notice ? "note" : "warning", problem.Text, (problem.Path, problem.Line), locations, json);
        }

        json.WriteEndArray();
        json.WriteEndObject();
        json.WriteEndArray();
    }

    private static void Write(string level, string text, (string Path, int? Line)? place, SarifLocations locations, Utf8JsonWriter json)
    {
        json.WriteStartObject();
        json.WriteString("level", level);
        json.WriteStartObject("message");
        json.WriteString("text", SarifText.Of(text));
        json.WriteEndObject();
        if (place is { } where)
        {
            json.WriteStartArray("locations");
            json.WriteStartObject();
            locations.WriteLine(where.Path, where.Line);
            json.WriteEndObject();
            json.WriteEndArray();
        }

        json.WriteEndObject();
    }
}
