namespace Assay.PowerShell.Folding;

/// <summary>Binds the arguments of commands that are evaluated to their parameters.</summary>
internal sealed partial class Interpreter
{
    private Bound Bind(CommandAst command, Signature signature)
    {
        var bound = new Bound();
        for (var i = 1; i < command.Elements.Count; i++)
        {
            switch (command.Elements[i])
            {
                case CommandParameterAst parameter:
                    BindNamed(command, signature, bound, parameter, ref i);
                    break;
                case VariableExpressionAst { Splatted: true } splatted:
                    BindSplatted(signature, bound, Evaluate(splatted));
                    break;
                case ExpressionAst expression:
                    bound.Positional.Add(Evaluate(expression));
                    break;
            }
        }

        return bound;
    }

    private void BindNamed(CommandAst command, Signature signature, Bound bound, CommandParameterAst parameter, ref int i)
    {
        var name = signature.Find(parameter.Name, out var isSwitch);
        if (parameter.Argument is { } glued)
        {
            bound.Set(name ?? parameter.Name, Evaluate(glued));
        }
        else if (isSwitch)
        {
            bound.Set(name!, FoldedValue.Constant(Boxes.True));
        }
        else if (i + 1 < command.Elements.Count && command.Elements[i + 1] is ExpressionAst value)
        {
            i++;
            bound.Set(name ?? parameter.Name, Evaluate(value));
        }

        bound.IsUnknown |= name is null;
    }

    private static void BindSplatted(Signature signature, Bound bound, in FoldedValue value)
    {
        if (value.Content is FoldedTable table)
        {
            foreach (var entry in table.Entries)
            {
                var written = entry.Key as string ?? "";
                bound.Set(signature.Find(written, out _) ?? written, FoldedValue.Of(entry.Value, value.Techniques));
            }
        }
        else if (Sequences.TryGetItems(value.Content, out var items))
        {
            bound.Positional.AddRange(items.Select(item => FoldedValue.Of(item, Techniques.Variable)));
        }
        else
        {
            bound.IsUnknown = true;
        }
    }
}
