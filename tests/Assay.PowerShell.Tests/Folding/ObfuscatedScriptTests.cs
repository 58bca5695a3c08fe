using System.Text;
using System.Text.Json;
using Assay.PowerShell.Folding;

namespace Assay.PowerShell.Tests.Folding;

/// <summary>Synthetic scripts behind layers of concealment: the commands of the innermost layer are found, and the layer is the payload's text.</summary>
public sealed class ObfuscatedScriptTests
{
    // iex [T]::new(...) without brackets around it: in argument mode the type is a word, so that the engine runs the text "[T]::new" and fails.
    private static readonly string[] Words = ["dev-073", "dev-109", "dev-137"];

    private static readonly Lazy<Dictionary<string, JsonElement>> Rows = new(Read);

    public static TheoryData<string> Ids()
    {
        var data = new TheoryData<string>();
        foreach (var id in Rows.Value.Keys.Except(Words, StringComparer.Ordinal))
        {
            data.Add(id);
        }

        return data;
    }

    [Theory]
    [MemberData(nameof(Ids))]
    public void The_innermost_text_and_its_commands_are_recovered(string id)
    {
        var row = Rows.Value[id];
        var texts = new List<string>();
        var commands = new List<string>();

        Collect(row.GetProperty("text").GetString()!, texts, commands);

        Assert.Contains(row.GetProperty("payload").GetString()!, texts);
        foreach (var command in row.GetProperty("payload_commands").EnumerateArray())
        {
            Assert.Contains(command.GetString()!, commands, StringComparer.OrdinalIgnoreCase);
        }
    }

    [Theory]
    [InlineData("dev-073")]
    [InlineData("dev-109")]
    [InlineData("dev-137")]
    public void A_type_that_stands_where_a_word_is_expected_is_run_as_that_word(string id)
    {
        var texts = new List<string>();

        Collect(Rows.Value[id].GetProperty("text").GetString()!, texts, []);

        Assert.Contains("[IO.StreamReader]::new", texts);
    }

    private static void Collect(string text, List<string> texts, List<string> commands)
    {
        var script = PowerShellScript.Parse(text);
        var folded = FoldedScript.Fold(script, FoldBudget.Default);
        foreach (var unit in folded.Layers.Select(layer => layer.Script).Prepend(script))
        {
            texts.Add(unit.Text);
            foreach (var command in unit.Root.DescendantsAndSelf().OfType<CommandAst>().Where(command => command.Elements.Count > 0))
            {
                var value = folded.ValueOf(command.Elements[0]);
                if (value.Content is not FoldedBlock && value.Text is { } name)
                {
                    commands.Add(folded.ResolveCommand(name));
                }

                // The encoded command of another process is not a layer of this one.
                if (command.Name?.StartsWith("powershell", StringComparison.OrdinalIgnoreCase) == true)
                {
                    Collect(Encoding.Unicode.GetString(Convert.FromBase64String(folded.ValueOf(command.Elements[^1]).Text!)), texts, commands);
                }
            }
        }
    }

    private static Dictionary<string, JsonElement> Read()
    {
        var rows = new Dictionary<string, JsonElement>(StringComparer.Ordinal);
        using var reader = new StreamReader(typeof(ObfuscatedScriptTests).Assembly.GetManifestResourceStream("obfuscated.jsonl")!);
        while (reader.ReadLine() is { } line)
        {
            var row = JsonDocument.Parse(line).RootElement;
            rows.Add(row.GetProperty("id").ToString(), row);
        }

        return rows;
    }
}
