using Assay.Model;
using Assay.PowerShell.Facts;

namespace Assay.PowerShell;

/// <summary>What one text consists of: commands, functions, types, called members, errors, and the code that was found inside it.</summary>
public sealed class PowerShellInspection
{
    private const int MaximumDepth = 24;
    private const int MaximumLayers = 512;

    private readonly SyntaxRows _rows;

    private PowerShellInspection(PowerShellScript script, SyntaxRows rows, IReadOnlyList<string> resolved, IReadOnlyList<InspectedLayer> recovered)
    {
        Script = script;
        _rows = rows;
        Resolved = resolved;
        Recovered = recovered;
    }

    /// <summary>The parsed text.</summary>
    public PowerShellScript Script { get; }

    /// <summary>Errors in the order of their start.</summary>
    public IReadOnlyList<ParseError> Errors => Script.Errors;

    /// <summary>Commands, also those inside strings.</summary>
    public IReadOnlyList<InspectedCommand> Commands => _rows.Commands;

    /// <summary>Functions, classes and methods.</summary>
    public IReadOnlyList<InspectedFunction> Functions => _rows.Functions;

    /// <summary>Types that are named.</summary>
    public IReadOnlyList<InspectedType> Types => _rows.Types;

    /// <summary>Members that are called.</summary>
    public IReadOnlyList<InspectedMember> Members => _rows.Members;

    /// <summary>How many texts of each kind there are.</summary>
    public IReadOnlyDictionary<string, int> Strings => _rows.Strings;

    /// <summary>Names of the commands with aliases resolved and built names folded, each once.</summary>
    public IReadOnlyList<string> Resolved { get; }

    /// <summary>The code inside it, layers of layers too, each before those inside it.</summary>
    public IReadOnlyList<InspectedLayer> Recovered { get; }

    /// <summary>Decodes and reads a file.</summary>
    public static PowerShellInspection Read(ReadOnlySpan<byte> content) => Read(ScriptBytes.Read(content));

    /// <summary>Reads a text.</summary>
    public static PowerShellInspection Read(string text)
    {
        var script = PowerShellScript.Parse(text);
        var recovered = new List<InspectedLayer>();
        var seen = new HashSet<string>(StringComparer.Ordinal) { text };
        var resolved = Analyze(script, "", recovered, seen, 0);
        return new PowerShellInspection(script, SyntaxRows.Of(script), resolved, recovered);
    }

    /// <summary>The text with every expression that was put together written as its value, and built names of commands as the names.</summary>
    public static string Deobfuscate(PowerShellScript script) => FoldedText.Write(script);

    private static List<string> Analyze(PowerShellScript script, string path, List<InspectedLayer> recovered, HashSet<string> seen, int depth)
    {
        var facts = new FactWriter();
        var layers = ScriptFacts.Write(script, "", recovered: false, facts);
        var resolved = NamesOf(facts.ToFacts());
        foreach (var layer in layers.All)
        {
            if (layer.Text.Length == 0 || depth >= MaximumDepth || recovered.Count >= MaximumLayers || !seen.Add(layer.Text))
            {
                continue;
            }

            var name = path.Length == 0 ? layer.Name : $"{path}!{layer.Name}";
            if (!layer.IsScript)
            {
                recovered.Add(new InspectedLayer(name, layer.How, layer.Text, [], []));
                continue;
            }

            var inner = PowerShellScript.Parse(layer.Text);
            var index = recovered.Count;
            recovered.Add(new InspectedLayer(name, layer.How, layer.Text, SyntaxRows.Of(inner).Commands, []));
            recovered[index] = recovered[index] with { Resolved = Analyze(inner, name, recovered, seen, depth + 1) };
        }

        return resolved;
    }

    private static List<string> NamesOf(FileFacts facts)
    {
        var names = new List<string>();
        var seen = new HashSet<string>(StringComparer.OrdinalIgnoreCase);
        foreach (var record in facts.Records)
        {
            if (record.Kind is FactKind.Command or FactKind.Process && facts.Strings[record.Value] is var name && name != "?" && seen.Add(name))
            {
                names.Add(name);
            }
        }

        return names;
    }
}
