using System.Text.Json;

namespace Assay.Rules;

/// <summary>The technique ids of one ATT&amp;CK version (<c>attack.json</c> in the rule folder).</summary>
internal sealed record AttackIndex(string Version, IReadOnlyDictionary<string, string> Names, IReadOnlyDictionary<string, string> Revoked)
{
    /// <summary>Reads the index; null when the file is missing or has another form, the latter with a report.</summary>
    public static AttackIndex? Read(string directory, List<RuleDiagnostic> diagnostics)
    {
        var path = Path.Combine(directory, "attack.json");
        if (!File.Exists(path))
        {
            return null;
        }

        try
        {
            using var document = JsonDocument.Parse(File.ReadAllBytes(path));
            var root = document.RootElement;
            var names = root.GetProperty("techniques").EnumerateObject()
                .ToDictionary(technique => technique.Name, technique => technique.Value.GetProperty("name").GetString() ?? "", StringComparer.Ordinal);
            var revoked = root.TryGetProperty("revoked", out var list)
                ? list.EnumerateObject().ToDictionary(technique => technique.Name, technique => technique.Value.GetString() ?? "", StringComparer.Ordinal)
                : [];
            return new AttackIndex(root.GetProperty("version").GetString() ?? "", names, revoked);
        }
        catch (Exception exception) when (exception is JsonException or KeyNotFoundException or InvalidOperationException or ArgumentException)
        {
            diagnostics.Add(new RuleDiagnostic(path, 1, 1, DiagnosticIds.NoTechniqueIndex, $"The technique index is not readable: {exception.Message}", IsError: true));
            return null;
        }
    }
}
