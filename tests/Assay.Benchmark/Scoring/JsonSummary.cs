using System.Text.Json;
using System.Text.Json.Serialization;

namespace Assay.Benchmark.Scoring;

/// <summary>Writes a run for programs.</summary>
internal static class JsonSummary
{
    private static readonly JsonSerializerOptions Options = new(JsonSerializerDefaults.Web) { WriteIndented = true, Converters = { new JsonStringEnumConverter(JsonNamingPolicy.KebabCaseLower) } };

    public static string Write(IReadOnlyList<CaseScore> scores) => JsonSerializer.Serialize(new { measures = Measures.Of(scores), apart = Measures.Apart(scores), floors = Floors.Shares, cases = scores }, Options);
}
