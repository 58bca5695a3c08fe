namespace Assay.PowerShell.Facts;

/// <summary>Takes brackets and casts off an expression.</summary>
internal static class Unwrap
{
    private const int MaximumLayers = 32;

    /// <summary>The only expression of a statement: <c>$x = 'a'</c> has <c>'a'</c> on its right. Null for anything else.</summary>
    public static ExpressionAst? Expression(Ast node) => node switch
    {
        ExpressionAst expression => expression,
        CommandExpressionAst element => element.Expression,
        PipelineAst { Elements: [CommandExpressionAst only] } => only.Expression,
        _ => null,
    };

    /// <summary>The only statement of a block; null when there are several.</summary>
    public static StatementAst? Statement(StatementBlockAst block) => block.Statements is [var only] ? only : null;

    /// <summary>What stands inside brackets, sub-expressions and, when asked for, casts.</summary>
    public static Ast Brackets(Ast node, bool casts = false)
    {
        for (var i = 0; i < MaximumLayers; i++)
        {
            Ast? inner = node switch
            {
                ParenExpressionAst paren => paren.Pipeline,
                SubExpressionAst sub => Statement(sub.SubExpression),
                ArrayExpressionAst array => Statement(array.SubExpression),
                PipelineAst { Elements: [var only] } => only,
                CommandExpressionAst element => element.Expression,
                UsingExpressionAst used => used.SubExpression,
                AttributedExpressionAst cast when casts || cast is not ConvertExpressionAst => cast.Child,
                _ => null,
            };
            if (inner is null)
            {
                return node;
            }

            node = inner;
        }

        return node;
    }

    /// <summary>A hashtable literal, with a cast such as <c>[ordered]</c> before it or without.</summary>
    public static HashtableAst? Table(Ast node) => Brackets(node, casts: true) as HashtableAst;
}
