using Assay.PowerShell.Folding;
using Assay.PowerShell.Names;

namespace Assay.PowerShell.Facts;

/// <summary>Gives the arguments of a command the parameters that take them (about_Parameters, about_Splatting).</summary>
internal sealed class ArgumentBinder(ScriptReading reading, CommandParameters parameters)
{
    private const int MaximumArguments = 256;
    private readonly List<BoundArgument> _bound = [];
    private readonly List<(int Index, Ast? Value, FoldedValue Known)> _positional = [];
    private readonly HashSet<string> _taken = new(StringComparer.OrdinalIgnoreCase);
    private string _set = "";

    /// <summary>Binds the elements of a command behind its name.</summary>
    public static IReadOnlyList<BoundArgument> Bind(CommandAst command, CommandParameters parameters, ScriptReading reading)
    {
        var binder = new ArgumentBinder(reading, parameters);
        binder.Read(command.Elements);
        binder.BindPositional();
        return binder._bound;
    }

    private void Read(IReadOnlyList<Ast> elements)
    {
        for (var i = 1; i < elements.Count && _bound.Count < MaximumArguments; i++)
        {
            switch (elements[i])
            {
                case CommandParameterAst { Name: "-" or "" }:
                    break;
                case CommandParameterAst parameter:
                    var next = i + 1 < elements.Count && elements[i + 1] is ExpressionAst and not VariableExpressionAst { Splatted: true } ? (ExpressionAst)elements[i + 1] : null;
                    i += ReadParameter(parameter, next) ? 1 : 0;
                    break;
                case VariableExpressionAst { Splatted: true } splatted:
                    ReadSplatted(splatted);
                    break;
                case UsingExpressionAst { SubExpression: VariableExpressionAst { Splatted: true } splatted }:
                    ReadSplatted(splatted);
                    break;
                case ExpressionAst argument:
                    AddPositional(argument, default);
                    break;
            }
        }
    }

    // True when the next element is the parameter's value.
    private bool ReadParameter(CommandParameterAst parameter, ExpressionAst? next)
    {
        var definition = parameters.Find(parameter.Name);
        var name = definition?.Name ?? parameter.Name;
        var shape = definition?.Shape ?? ParameterShape.Value;
        if (parameter.Argument is { } glued)
        {
            Take(name, definition, shape, glued, default);
            return false;
        }

        // A parameter that nobody knows takes what follows; a switch does not.
        if (shape == ParameterShape.Switch || next is null)
        {
            Take(name, definition, ParameterShape.Switch, null, default);
            return false;
        }

        Take(name, definition, shape, next, default);
        return true;
    }

    private void ReadSplatted(VariableExpressionAst variable)
    {
        var tables = 0;
        foreach (var value in reading.Variables.Values(reading.Scope, variable.VariablePath))
        {
            if (value is not null && Unwrap.Expression(value) is { } expression && Unwrap.Table(expression) is { } table)
            {
                tables++;
                foreach (var entry in table.Entries)
                {
                    if (reading.ConstantText(entry.Key) is { } key)
                    {
                        TakeNamed(key, Unwrap.Expression(entry.Value) ?? (Ast)entry.Value, default);
                    }
                }
            }
        }

        foreach (var (key, value) in reading.Variables.Entries(reading.Scope, variable.VariablePath))
        {
            TakeNamed(key, Unwrap.Expression(value) ?? value, default);
        }

        if (tables == 0)
        {
            ReadSplatted(reading.ValueOf(variable));
        }
    }

    private void ReadSplatted(in FoldedValue value)
    {
        if (value.Content is FoldedTable table)
        {
            foreach (var key in table.Keys)
            {
                TakeNamed(key, null, table.ValueOf(key));
            }
        }
        else if (value.IsConstant)
        {
            foreach (var element in value.Elements)
            {
                AddPositional(null, element);
            }
        }
        else
        {
            _bound.Add(new BoundArgument(null, ParameterShape.Value, null, FoldedValue.Unknown));
        }
    }

    private void TakeNamed(string written, Ast? value, in FoldedValue known)
    {
        var definition = parameters.Find(written);
        if (!_taken.Contains(definition?.Name ?? written))
        {
            Take(definition?.Name ?? written, definition, definition?.Shape ?? ParameterShape.Value, value, known);
        }
    }

    private void Take(string name, ParameterDefinition? definition, ParameterShape shape, Ast? value, in FoldedValue known)
    {
        _taken.Add(name);
        if (definition is { Set.Length: > 0 })
        {
            _set = definition.Set;
        }

        _bound.Add(new BoundArgument(name, shape, value, known));
    }

    // Arguments keep the order of the text; which parameter takes one is known when all named ones are.
    private void AddPositional(Ast? value, in FoldedValue known)
    {
        _positional.Add((_bound.Count, value, known));
        _bound.Add(new BoundArgument(null, ParameterShape.Value, value, known));
    }

    private void BindPositional()
    {
        var used = UsedPositions();
        foreach (var (index, value, known) in _positional)
        {
            var definition = Choose(value, known, used);
            if (definition is null)
            {
                _bound[index] = new BoundArgument(Rest()?.Name, ParameterShape.Value, value, known);
                continue;
            }

            used.Add(definition.Position);
            _taken.Add(definition.Name);
            _bound[index] = new BoundArgument(definition.Name, definition.Shape, value, known);
        }
    }

    // A parameter named in the text uses up its position for the others of that position, which belong to other sets.
    private HashSet<int> UsedPositions()
    {
        var used = new HashSet<int>();
        foreach (var parameter in parameters.Parameters)
        {
            if (parameter.Position >= 0 && _taken.Contains(parameter.Name))
            {
                used.Add(parameter.Position);
            }
        }

        return used;
    }

    private ParameterDefinition? Choose(Ast? value, in FoldedValue known, HashSet<int> used)
    {
        var isBlock = value is ScriptBlockExpressionAst || known.Content is FoldedBlock;
        var isText = !isBlock && (value is StringConstantExpressionAst or ConstantExpressionAst or ExpandableStringExpressionAst || known.Content is string);
        ParameterDefinition? best = null;
        foreach (var parameter in parameters.Parameters)
        {
            if (parameter.Position < 0 || _taken.Contains(parameter.Name) || parameter.Shape == ParameterShape.Switch || !IsInSet(parameter))
            {
                continue;
            }

            var fits = parameter.Shape == ParameterShape.Block;
            if (isBlock && fits)
            {
                // A block goes to the first parameter that takes one, whatever its position.
                return parameter;
            }

            if (!used.Contains(parameter.Position) && !(isText && fits && HasOther(parameter, used)) && (best is null || parameter.Position < best.Position))
            {
                best = parameter;
            }
        }

        return best;
    }

    private bool HasOther(ParameterDefinition block, HashSet<int> used)
    {
        foreach (var parameter in parameters.Parameters)
        {
            if (parameter.Position >= 0 && parameter.Shape is not (ParameterShape.Block or ParameterShape.Switch) && parameter != block && !_taken.Contains(parameter.Name) && !used.Contains(parameter.Position))
            {
                return true;
            }
        }

        return false;
    }

    private bool IsInSet(ParameterDefinition parameter) => _set.Length == 0 || parameter.Set.Length == 0 || _set.AsSpan().ContainsAny(parameter.Set);

    private ParameterDefinition? Rest()
    {
        foreach (var parameter in parameters.Parameters)
        {
            if (parameter.TakesRest)
            {
                return parameter;
            }
        }

        return null;
    }
}
