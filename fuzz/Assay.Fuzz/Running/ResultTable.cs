using System.Globalization;
using System.Text.Json;
using System.Text.Json.Serialization;

namespace Assay.Fuzz.Running;

/// <summary>Writes what came out of a run: a table for people, JSON for programs.</summary>
internal static class ResultTable
{
    private static readonly JsonSerializerOptions Json = new() { WriteIndented = true, PropertyNamingPolicy = JsonNamingPolicy.CamelCase, Converters = { new JsonStringEnumConverter(JsonNamingPolicy.KebabCaseLower) } };

    public static void Write(IReadOnlyList<TargetResult> results, TextWriter output)
    {
        output.WriteLine(Line("target", "seconds", "executions", "per second", "branches", "results", "queue", "findings"));
        foreach (var result in results)
        {
            output.WriteLine(Line(result.Target, Text(result.Seconds, "F0"), Text(result.Executions, "N0"), Text(result.Executions / Math.Max(0.001, result.Seconds), "N0"), Text(result.Branches, "N0"), Text(result.Features, "N0"), Text(result.Queue, "N0"), Text(result.Findings.Count, "N0")));
        }

        output.WriteLine(Line("all", Text(results.Sum(result => result.Seconds), "F0"), Text(results.Sum(result => result.Executions), "N0"), "", "", "", "", Text(results.Sum(result => result.Findings.Count), "N0")));
        foreach (var finding in results.SelectMany(result => result.Findings))
        {
            output.WriteLine($"\n{finding.Target}: {finding.Kind}, {finding.Input.Length} bytes, seed {finding.Seed}, input {finding.Execution}: {finding.Signature}\n{string.Join('\n', finding.Text.Split('\n').Take(12))}");
        }
    }

    public static void WriteJson(IReadOnlyList<TargetResult> results, Stream output) =>
        JsonSerializer.Serialize(output, results.Select(result => new { result.Target, result.Seconds, result.Executions, result.Branches, Results = result.Features, result.Queue, result.Findings }), Json);

    private static string Line(params string[] cells) => string.Join("  ", cells.Select((cell, index) => index == 0 ? cell.PadRight(20) : cell.PadLeft(12))).TrimEnd();

    private static string Text(IFormattable value, string format) => value.ToString(format, CultureInfo.InvariantCulture);
}
