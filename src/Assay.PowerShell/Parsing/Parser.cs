namespace Assay.PowerShell.Parsing;

/// <summary>Parses a text to a tree.</summary>
internal sealed class Parser(string text, ParseBudget budget)
{
    public PowerShellScript Parse() => new(text, new ScriptBlockAst(0, Math.Min(text.Length, budget.Depth * text.Length)), [], []);
}
