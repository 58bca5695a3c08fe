using System.Collections.Frozen;
using Assay.Model;

namespace Assay.PowerShell.Facts;

/// <summary>Says why PowerShell refuses a module manifest: it is read in restricted language and has to be one table (about_Module_Manifests, about_Language_Modes).</summary>
internal static class ManifestDefects
{
    // The commands that the engine lets a manifest call.
    private static readonly FrozenSet<string> Permitted = new[] { "Import-LocalizedData", "ConvertFrom-StringData", "Write-Host", "Out-Host", "Join-Path" }.ToFrozenSet(StringComparer.OrdinalIgnoreCase);

    private const int LongestExcerpt = 80;

    /// <summary>Reports the first code that a manifest may not hold.</summary>
    public static void WriteCode(PowerShellScript script, FactWriter facts)
    {
        foreach (var node in script.Root.DescendantsAndSelf())
        {
            if (IsCode(node))
            {
                var text = script.TextOf(node);
                var (line, column) = script.Locate(node.Start);
                var excerpt = text.Length > LongestExcerpt ? $"{text[..LongestExcerpt]}..." : text.ToString();
                facts.AddProblem(ProblemId.ManifestInvalid, $"The module manifest holds code where only data may stand, so that PowerShell refuses it: {excerpt.ReplaceLineEndings(" ")}", $"{line}:{column}", incomplete: false);
                return;
            }
        }
    }

    /// <summary>Reports a file in the root of a module that says something but has no table.</summary>
    /// <remarks>Texts of other languages lie in folders and may be made by a command.</remarks>
    public static void WriteMissingTable(PowerShellScript script, string name, FactWriter facts)
    {
        if (name.AsSpan().ContainsAny('/', '\\') || script.Errors.Count > 0 || script.Root.Blocks.All(block => block.Statements.Count == 0)
            || script.Root.DescendantsAndSelf().Any(node => node is HashtableAst or CommandAst))
        {
            return;
        }

        facts.AddProblem(ProblemId.ManifestInvalid, "The file has the name of a module manifest and holds no table: PowerShell refuses it as one.", incomplete: false);
    }

    private static bool IsCode(Ast node) => node switch
    {
        CommandAst command => command.InvocationOperator == TokenKind.Dot || command.Name is not { } name || !Permitted.Contains(name),
        InvokeMemberExpressionAst or ScriptBlockExpressionAst or AssignmentStatementAst or FunctionDefinitionAst or TypeDefinitionAst or LoopStatementAst or TryStatementAst or TrapStatementAst => true,
        _ => false,
    };
}
