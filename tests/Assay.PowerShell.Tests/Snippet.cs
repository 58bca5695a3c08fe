using System.Reflection;
using System.Text.Json;

namespace Assay.PowerShell.Tests;

/// <summary>A text of <c>Data/snippets.jsonl</c> with what PowerShell's own parser finds in it.</summary>
internal sealed record Snippet(string Name, string Text, JsonElement Expected)
{
    // What the machine lacked, not the text: types and assemblies that could not be loaded.
    private static readonly string[] MachineErrors = ["\"TypeNotFound\"", "\"ErrorLoadingAssembly\""];

    public static IReadOnlyDictionary<string, Snippet> All { get; } = Read().ToDictionary(snippet => snippet.Name, StringComparer.Ordinal);

    /// <summary>The rows that must be found.</summary>
    public ScriptRows Rows()
    {
        var rows = new ScriptRows();
        rows.Tokens.AddRange(List("tokens", Token));
        rows.Errors.AddRange(List("errors", row => ScriptRows.Row(Text0(row), At(row, 1), At(row, 2))).Where(row => !MachineErrors.Any(row.Contains)));
        rows.Types.AddRange(List("types", Named));
        rows.Functions.AddRange(List("functions", Named));
        rows.Strings.AddRange(List("strings", Named));
        rows.Variables.AddRange(List("variables", Named));
        rows.Members.AddRange(List("members", row => ScriptRows.Row(Text0(row), row[1].GetString() == "static", At(row, 2), At(row, 3), At(row, 4))));
        rows.Commands.AddRange(List("commands", Command));
        return rows;
    }

    private IEnumerable<string> List(string property, Func<JsonElement, string> row) =>
        Expected.TryGetProperty(property, out var array) ? array.EnumerateArray().Select(row) : [];

    // PowerShell places the end one or two code units behind the text, by how often it was read.
    private string Token(JsonElement row) =>
        Text0(row) == nameof(TokenKind.EndOfInput) ? ScriptRows.Row(Text0(row), Text.Length, Text.Length) : ScriptRows.Row(Text0(row), At(row, 1), At(row, 2));

    private static string Command(JsonElement command) => ScriptRows.CommandRow(
        command.GetProperty("name").GetString(),
        command.TryGetProperty("op", out var invocation) ? invocation.GetString()! : "",
        command.GetProperty("start").GetInt32(),
        command.GetProperty("end").GetInt32(),
        command.GetProperty("elements").EnumerateArray().Select(element => ScriptRows.Row(Text0(element), At(element, 1), At(element, 2), element[3].GetString())));

    private static string Named(JsonElement row) => ScriptRows.Row(Text0(row), row[1].GetString(), At(row, 2), At(row, 3));

    private static string? Text0(JsonElement row) => row[0].GetString();

    private static int At(JsonElement row, int index) => row[index].GetInt32();

    private static IEnumerable<Snippet> Read()
    {
        using var stream = Assembly.GetExecutingAssembly().GetManifestResourceStream("snippets.jsonl")!;
        using var reader = new StreamReader(stream);
        while (reader.ReadLine() is { } line)
        {
            var row = JsonDocument.Parse(line).RootElement;
            yield return new Snippet(row.GetProperty("name").GetString()!, row.GetProperty("text").GetString()!, row);
        }
    }
}
