using System.Text.Json;
using System.Text.Json.Serialization;

namespace Assay.Fuzz.Running;

/// <summary>One line that a worker writes: how far it is, and what it found.</summary>
/// <param name="Executions">Inputs read.</param>
/// <param name="Branches">Branches entered.</param>
/// <param name="Features">Kinds of results.</param>
/// <param name="Queue">Inputs that reached something new.</param>
/// <param name="Seconds">Time since the first input.</param>
/// <param name="Finding">A finding; null for a line that only says how far it is.</param>
internal sealed record WorkerReport(long Executions, int Branches, int Features, int Queue, double Seconds, Finding? Finding)
{
    private static readonly JsonSerializerOptions Options = new() { Converters = { new JsonStringEnumConverter() } };

    public string ToLine() => JsonSerializer.Serialize(this, Options);

    /// <summary>Reads a line; null when something else wrote it.</summary>
    public static WorkerReport? Of(string line)
    {
        try
        {
            return line.StartsWith('{') ? JsonSerializer.Deserialize<WorkerReport>(line, Options) : null;
        }
        catch (JsonException)
        {
            return null;
        }
    }
}
