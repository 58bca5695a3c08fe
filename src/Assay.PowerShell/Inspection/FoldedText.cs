using System.Globalization;
using System.Text;
using Assay.PowerShell.Facts;
using Assay.PowerShell.Folding;

namespace Assay.PowerShell;

/// <summary>Writes a script with the values of what was put together.</summary>
internal static class FoldedText
{
    private const int MaximumValue = 64 * 1024;

    public static string Write(PowerShellScript script)
    {
        var folded = FoldedScript.Fold(script, FoldBudget.Default);
        var text = new StringBuilder(script.Text.Length);
        var at = 0;
        var pending = new Stack<Ast>();
        var children = new List<Ast>();
        pending.Push(script.Root);
        while (pending.TryPop(out var node))
        {
            // Parts of a node that was written already, and nodes of classes that share a place, are passed by.
            if (node.Start < at)
            {
                if (node.End <= at)
                {
                    continue;
                }
            }
            else if (Value(script, folded, node) is { } value)
            {
                text.Append(script.Text, at, node.Start - at).Append(value);
                at = node.End;
                continue;
            }

            children.Clear();
            node.AddChildren(children);
            if (node is CommandAst { Elements: [not StringConstantExpressionAst, ..] } command && command.Start >= at && Name(folded, command) is { } name)
            {
                text.Append(script.Text, at, command.Start - at).Append(name);
                at = command.Elements[0].End;
                children.Remove(command.Elements[0]);
            }

            for (var i = children.Count - 1; i >= 0; i--)
            {
                pending.Push(children[i]);
            }
        }

        return text.Append(script.Text, at, script.Text.Length - at).ToString();
    }

    // & ('{1}{0}' -f 'x','ie') => iex
    private static string? Name(FoldedScript folded, CommandAst command)
    {
        var value = folded.ValueOf(command.Elements[0]);
        return value.Content switch
        {
            FoldedCommand found => found.Definition,
            string { Length: > 0 } name when command.InvocationOperator != TokenKind.Dot && name.AsSpan().IndexOfAnyExcept(NameCharacters) < 0 => name,
            _ => null,
        };
    }

    private static readonly System.Buffers.SearchValues<char> NameCharacters = System.Buffers.SearchValues.Create("ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_.");

    private static string? Value(PowerShellScript script, FoldedScript folded, Ast node)
    {
        if (node is not ExpressionAst || node is StringConstantExpressionAst or ConstantExpressionAst or VariableExpressionAst or TypeExpressionAst or ScriptBlockExpressionAst or HashtableAst)
        {
            return null;
        }

        var value = folded.ValueOf(node);
        if (!value.IsBuilt && node is not (ExpandableStringExpressionAst or BinaryExpressionAst))
        {
            return null;
        }

        return value.Content switch
        {
            string text when text.Length <= MaximumValue => Quote(text),
            char character => Quote(character.ToString()),
            int or long or double => string.Create(CultureInfo.InvariantCulture, $"{value.Content}"),
            _ => null,
        };
    }

    private static string Quote(string text) => "'" + text.Replace("'", "''", StringComparison.Ordinal) + "'";
}
