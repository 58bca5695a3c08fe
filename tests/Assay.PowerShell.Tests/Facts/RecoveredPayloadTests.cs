using System.Text.Json;

namespace Assay.PowerShell.Tests.Facts;

/// <summary>Synthetic scripts hidden in layers: how many payloads come out, by the commands that the layers hold.</summary>
public sealed class RecoveredPayloadTests
{
    private const int LeastRecovered = 147;

    [Fact]
    public void The_commands_of_nearly_every_hidden_payload_are_found()
    {
        var cases = 0;
        var failures = new List<string>();
        foreach (var line in Lines())
        {
            cases++;
            using var json = JsonDocument.Parse(line);
            var inspection = PowerShellInspection.Read(json.RootElement.GetProperty("text").GetString()!);
            var found = inspection.Recovered.SelectMany(layer => layer.Commands.Select(command => command.Alias ?? command.Name).Concat(layer.Resolved)).Concat(inspection.Resolved).ToHashSet(StringComparer.OrdinalIgnoreCase);
            var missing = json.RootElement.GetProperty("payload_commands").EnumerateArray().Select(name => name.GetString()!).Where(name => !found.Contains(name)).ToArray();
            if (missing.Length > 0)
            {
                failures.Add($"{json.RootElement.GetProperty("id").GetString()}: {string.Join(", ", missing)}");
            }
        }

        Assert.Equal(150, cases);
        Assert.True(cases - failures.Count >= LeastRecovered, string.Join(Environment.NewLine, failures));
    }

    private static IEnumerable<string> Lines()
    {
        using var stream = typeof(RecoveredPayloadTests).Assembly.GetManifestResourceStream("obfuscated.jsonl")!;
        using var reader = new StreamReader(stream);
        while (reader.ReadLine() is { } line)
        {
            if (line.Length > 0)
            {
                yield return line;
            }
        }
    }
}
