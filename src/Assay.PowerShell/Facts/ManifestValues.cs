namespace Assay.PowerShell.Facts;

/// <summary>Reads values of a manifest, which is read in restricted language: constants, arrays, hashtables, and both branches of an <c>if</c>.</summary>
internal static class ManifestValues
{
    private const int MaximumLeaves = 20_000;
    private const int MaximumDepth = 32;

    /// <summary>The single values that a value consists of, whichever branch holds; hashtables are kept whole.</summary>
    public static IReadOnlyList<Ast> Leaves(Ast value)
    {
        var leaves = new List<Ast>();
        Add(leaves, value, 0);
        return leaves;
    }

    /// <summary>The text of a value; <c>$PSScriptRoot</c> is <c>.</c>. Null where it is not known.</summary>
    public static string? TextOf(ScriptReading reading, Ast node) => node switch
    {
        ConstantExpressionAst => reading.Script.TextOf(node).ToString(),
        VariableExpressionAst { VariablePath: var path } when path.ToUpperInvariant() is "TRUE" or "FALSE" => path.ToLowerInvariant(),
        VariableExpressionAst { VariablePath: var path } when path.Equals("null", StringComparison.OrdinalIgnoreCase) => null,
        _ => reading.Partial.Of(node)?.Replace(PartialTexts.Unknown, '*'),
    };

    private static void Add(List<Ast> leaves, Ast node, int depth)
    {
        if (depth > MaximumDepth || leaves.Count >= MaximumLeaves)
        {
            return;
        }

        switch (node)
        {
            case PipelineAst { Elements: [CommandExpressionAst element] }:
                Add(leaves, element.Expression, depth + 1);
                break;
            case ParenExpressionAst paren:
                Add(leaves, paren.Pipeline, depth + 1);
                break;
            case ArrayLiteralAst array:
                foreach (var element in array.Elements)
                {
                    Add(leaves, element, depth + 1);
                }

                break;
            case ArrayExpressionAst array:
                AddBlock(leaves, array.SubExpression, depth);
                break;
            case SubExpressionAst sub:
                AddBlock(leaves, sub.SubExpression, depth);
                break;
            case IfStatementAst choice:
                foreach (var clause in choice.Clauses)
                {
                    AddBlock(leaves, clause.Body, depth);
                }

                if (choice.ElseClause is { } otherwise)
                {
                    AddBlock(leaves, otherwise, depth);
                }

                break;
            case ConvertExpressionAst cast:
                Add(leaves, cast.Child, depth + 1);
                break;
            default:
                leaves.Add(node);
                break;
        }
    }

    private static void AddBlock(List<Ast> leaves, StatementBlockAst block, int depth)
    {
        foreach (var statement in block.Statements)
        {
            Add(leaves, statement, depth + 1);
        }
    }
}
