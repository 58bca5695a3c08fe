using System.Security.Cryptography;
using System.Text;
using System.Text.Json;

namespace Assay.PowerShell.Tests;

/// <summary>What PowerShell's own parser found in a file of a public repository: a line of <c>golden.jsonl</c>. The file lies beside it under the name of its SHA-256.</summary>
internal sealed class GoldenFile
{
    private readonly JsonElement _row;

    private GoldenFile(JsonElement row, string text)
    {
        _row = row;
        Text = text;
        Rows = Read(row);
    }

    public string Text { get; }

    public ScriptRows Rows { get; }

    public string Label => _row.GetProperty("repo").GetString() + "/" + _row.GetProperty("path").GetString();


    /// <summary>Reads the rows whose file is there.</summary>
    public static IEnumerable<GoldenFile> ReadAll(string folder)
    {
        foreach (var line in File.ReadLines(Path.Combine(folder, "golden.jsonl")))
        {
            var row = JsonDocument.Parse(line).RootElement;
            var path = Path.Combine(folder, row.GetProperty("sha256").GetString() + ".ps1");
            if (File.Exists(path))
            {
                yield return new GoldenFile(row, Decode(File.ReadAllBytes(path)));
            }
        }
    }

    /// <summary>True when the tokens have the SHA-256 of the row.</summary>
    public bool HasTokensOf(PowerShellScript script)
    {
        var tokens = script.Tokens.Where(token => token.Kind != TokenKind.EndOfInput).Select(token => $"{token.Kind}:{token.Start}:{token.End}\n");
        var hash = _row.GetProperty("tokens_sha256").GetString();

        // PowerShell places the end one or two code units behind the text, by how often it was read.
        return new[] { 1, 2 }.Any(behind => Hash(tokens.Append($"{TokenKind.EndOfInput}:{Text.Length + behind}:{Text.Length + behind}\n")) == hash);
    }

    private static string Hash(IEnumerable<string> lines) => Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(string.Concat(lines))));

    private static string Decode(byte[] content)
    {
        using var reader = new StreamReader(new MemoryStream(content), Encoding.UTF8, detectEncodingFromByteOrderMarks: true);
        return reader.ReadToEnd();
    }

    private static ScriptRows Read(JsonElement row)
    {
        var rows = new ScriptRows();
        rows.CommandNames.AddRange(List(row, "commands", 7));
        rows.Functions.AddRange(List(row, "functions", 4));
        rows.Types.AddRange(List(row, "types", 4));
        rows.Errors.AddRange(List(row, "errors", 3));
        rows.Members.AddRange(row.GetProperty("members").EnumerateArray().Select(member => ScriptRows.Row(Value(member[0]), Value(member[1]), Value(member[4]), Value(member[2]), Value(member[3]))));
        foreach (var kind in row.GetProperty("strings").EnumerateObject())
        {
            rows.StringKinds.AddRange(Enumerable.Repeat(kind.Name, kind.Value.GetInt32()));
        }

        return rows;
    }

    private static IEnumerable<string> List(JsonElement row, string property, int columns) =>
        row.GetProperty(property).EnumerateArray().Select(values => ScriptRows.Row([.. values.EnumerateArray().Take(columns).Select(Value)]));

    private static object? Value(JsonElement value) => value.ValueKind switch
    {
        JsonValueKind.Number => value.GetInt32(),
        JsonValueKind.True or JsonValueKind.False => value.GetBoolean(),
        _ => value.GetString(),
    };
}
