using Assay.PowerShell;
using Assay.Reports;

namespace Assay.Cli;

/// <summary>Writes scripts for people. What a script holds is shown with control characters made visible.</summary>
internal static class ScriptView
{
    private const int Excerpt = 60;
    private const int MaximumDepth = 100;

    /// <summary>One token a line: place, kind, text.</summary>
    public static void WriteTokens(PowerShellInspection inspection, TextWriter writer)
    {
        var script = inspection.Script;
        foreach (var token in script.Tokens)
        {
            var (line, column) = script.Locate(token.Start);
            writer.WriteLine($"{line}:{column}\t{token.Kind}\t{Show(script.Text.AsSpan(token.Start, token.End - token.Start))}");
        }

        WriteErrors(inspection, writer);
    }

    /// <summary>One node a line, indented by its depth.</summary>
    public static void WriteTree(PowerShellInspection inspection, TextWriter writer)
    {
        var pending = new Stack<(Ast Node, int Depth)>();
        pending.Push((inspection.Script.Root, 0));
        while (pending.TryPop(out var entry))
        {
            var (line, column) = inspection.Script.Locate(entry.Node.Start);
            var name = entry.Node.GetType().Name[..^"Ast".Length];
            writer.WriteLine($"{new string(' ', 2 * Math.Min(entry.Depth, MaximumDepth))}{name} {line}:{column} {Show(inspection.Script.TextOf(entry.Node))}");
            var children = entry.Node.Children;
            for (var i = children.Count - 1; i >= 0; i--)
            {
                pending.Push((children[i], entry.Depth + 1));
            }
        }

        WriteErrors(inspection, writer);
    }

    /// <summary>The text with its values, then each layer.</summary>
    public static void WriteDeobfuscated(PowerShellInspection inspection, TextWriter writer)
    {
        Write(writer, PowerShellInspection.Deobfuscate(inspection.Script));
        foreach (var layer in inspection.Recovered)
        {
            writer.WriteLine();
            writer.WriteLine($"# ---- {TerminalText.EncodeProse(layer.Name)} ({TerminalText.EncodeProse(layer.How)})");
            Write(writer, layer.Name.EndsWith(".ps1", StringComparison.Ordinal) ? PowerShellInspection.Deobfuscate(PowerShellScript.Parse(layer.Text)) : layer.Text);
        }
    }

    /// <summary>Counts and names.</summary>
    public static void WriteSummary(string file, PowerShellInspection inspection, TextWriter writer)
    {
        writer.WriteLine(TerminalText.EncodeProse(file));
        writer.WriteLine($"  errors: {inspection.Errors.Count}, commands: {inspection.Commands.Count}, functions: {inspection.Functions.Count}, types: {inspection.Types.Count}, members: {inspection.Members.Count}, layers: {inspection.Recovered.Count}");
        WriteNames(writer, "  commands: ", inspection.Resolved);
        foreach (var layer in inspection.Recovered)
        {
            writer.WriteLine($"  {TerminalText.EncodeProse(layer.Name)} ({TerminalText.EncodeProse(layer.How)})");
            WriteNames(writer, "    commands: ", layer.Resolved);
        }
    }

    private static void WriteNames(TextWriter writer, string heading, IReadOnlyList<string> names)
    {
        if (names.Count > 0)
        {
            writer.WriteLine(heading + string.Join(", ", names.Select(TerminalText.EncodeProse)));
        }
    }

    private static void WriteErrors(PowerShellInspection inspection, TextWriter writer)
    {
        foreach (var error in inspection.Errors)
        {
            var (line, column) = inspection.Script.Locate(error.Start);
            writer.WriteLine($"{line}:{column}\terror {error.Id}");
        }
    }

    private static void Write(TextWriter writer, string text)
    {
        foreach (var line in text.AsSpan().EnumerateLines())
        {
            writer.WriteLine(TerminalText.EncodeProse(line.ToString()));
        }
    }

    private static string Show(ReadOnlySpan<char> text)
    {
        var end = text.IndexOfAny('\r', '\n');
        var first = end < 0 ? text : text[..end];
        return TerminalText.EncodeProse(first.Length > Excerpt ? string.Concat(first[..Excerpt], "...") : end < 0 ? first.ToString() : string.Concat(first, "..."));
    }
}
