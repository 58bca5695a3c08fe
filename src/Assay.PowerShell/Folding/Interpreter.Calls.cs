namespace Assay.PowerShell.Folding;

/// <summary>Functions, script blocks and texts that run as code.</summary>
internal sealed partial class Interpreter
{
    private const int MaximumBody = 20_000;
    private const int MaximumBarren = 2;

    private readonly List<FunctionEntry> _defined = [];
    private readonly Dictionary<PowerShellScript, Unit> _units = [];
    private readonly Dictionary<string, Unit> _parsed = new(StringComparer.Ordinal);
    private readonly HashSet<ScriptBlockAst> _walked = new(ReferenceEqualityComparer.Instance);
    private readonly List<FoldedBlock> _blocks = [];
    private readonly List<(Unit Unit, ScriptBlockAst Body, IReadOnlyList<ParameterAst>? Parameters)> _methods = [];
    private int _calls;
    private int _layerDepth;

    private FoldedBlock BlockOf(ScriptBlockAst block)
    {
        var made = new FoldedBlock(_unit.Script, block, default);
        if (_repeat == 0)
        {
            _blocks.Add(made);
        }

        return made;
    }

    /// <summary>A block made of a text.</summary>
    private FoldedValue BlockOf(Ast host, string text, Techniques techniques)
    {
        if (ParseLayer(host, FoldedValue.Constant(text, techniques)) is not { } unit)
        {
            return FoldedValue.OfType(ObjectTypes.ScriptBlock);
        }

        var block = new FoldedBlock(unit.Script, unit.Script.Root, FoldedValue.Constant(text, techniques));
        _blocks.Add(block);
        return FoldedValue.Constant(block, techniques);
    }

    private Unit UnitOf(PowerShellScript script)
    {
        if (script == _unit.Script)
        {
            return _unit;
        }

        if (!_units.TryGetValue(script, out var unit))
        {
            _units.Add(script, unit = new Unit(script));
        }

        return unit;
    }

    private Unit? ParseLayer(Ast host, in FoldedValue source)
    {
        var text = source.Text!;
        if (_parsed.TryGetValue(text, out var known))
        {
            return known;
        }

        if (_layers.Count >= _budget.Layers)
        {
            _work.Spending.Reach(FoldLimit.Layers);
            return null;
        }

        if (_layerDepth >= _budget.LayerDepth || !_work.Fits(text.Length) || !_work.Spending.TakeSteps(text.Length >> 4))
        {
            _work.Spending.Reach(FoldLimit.Depth);
            return null;
        }

        var script = PowerShellScript.Parse(text);
        _layers.Add(new FoldedLayer(host, source, script));
        var unit = UnitOf(script);
        _parsed.Add(text, unit);
        return unit;
    }

    /// <summary>Runs a text in the current scope, or in one of its own.</summary>
    private void RunText(Ast host, in FoldedValue source, Output? output, bool newScope)
    {
        if (!source.IsConstant || _calls >= _budget.Calls || ParseLayer(host, source) is not { } unit)
        {
            _opaque++;
            output?.MarkUnknown();
            return;
        }

        var written = output is null ? null : new Output();
        RunBlock(new FoldedBlock(unit.Script, unit.Script.Root, source), [], null, null, written, newScope);
        if (written is not null)
        {
            written.Use(source.Techniques);
            output!.Append(written, _work);
        }
    }

    // & { ... } a b
    private void CallBlock(CommandAst command, FoldedBlock block, Techniques techniques, Output? input, Output? output)
    {
        var named = new Dictionary<string, FoldedValue>(StringComparer.OrdinalIgnoreCase);
        var positional = CollectArguments(command, block.Block.ParamBlock?.Parameters, named);
        if (block.IsFromText)
        {
            output?.Use(techniques);
        }

        RunBlock(block, positional, named, input, output, newScope: command.InvocationOperator != TokenKind.Dot);
    }

    private FoldedValue InvokeBlock(Ast host, FoldedBlock block, object?[] arguments, Techniques techniques)
    {
        _ = host;
        var output = new Output();
        output.Use(techniques);
        RunBlock(block, [.. arguments.Select(argument => FoldedValue.Of(argument, techniques))], null, null, output, newScope: true);
        return output.Collapse();
    }

    private List<FoldedValue> CollectArguments(CommandAst command, IReadOnlyList<ParameterAst>? parameters, Dictionary<string, FoldedValue> named)
    {
        var positional = new List<FoldedValue>();
        for (var i = 1; i < command.Elements.Count; i++)
        {
            switch (command.Elements[i])
            {
                case CommandParameterAst parameter:
                    var declared = FindParameter(parameters, parameter.Name);
                    var name = declared?.Name.VariablePath ?? parameter.Name;
                    if (parameter.Argument is { } glued)
                    {
                        named[name] = Evaluate(glued);
                    }
                    else if (declared is null || declared.Attributes.Any(attribute => attribute is TypeConstraintAst && attribute.TypeName.Name.Equals("switch", StringComparison.OrdinalIgnoreCase)))
                    {
                        named[name] = FoldedValue.Constant(Boxes.True);
                    }
                    else if (i + 1 < command.Elements.Count && command.Elements[i + 1] is ExpressionAst value)
                    {
                        i++;
                        named[name] = Evaluate(value);
                    }

                    break;
                case VariableExpressionAst { Splatted: true } splatted:
                    var table = Evaluate(splatted);
                    if (table.Content is FoldedTable entries)
                    {
                        foreach (var entry in entries.Entries)
                        {
                            var key = entry.Key as string ?? "";
                            named[FindParameter(parameters, key)?.Name.VariablePath ?? key] = FoldedValue.Of(entry.Value, table.Techniques);
                        }
                    }
                    else
                    {
                        positional.Add(default);
                    }

                    break;
                case ExpressionAst expression:
                    positional.Add(Evaluate(expression));
                    break;
            }
        }

        return positional;
    }

    private static ParameterAst? FindParameter(IReadOnlyList<ParameterAst>? parameters, string name)
    {
        if (parameters is null || name.Length == 0)
        {
            return null;
        }

        return parameters.FirstOrDefault(parameter => parameter.Name.VariablePath.Equals(name, StringComparison.OrdinalIgnoreCase))
            ?? parameters.FirstOrDefault(parameter => parameter.Name.VariablePath.StartsWith(name, StringComparison.OrdinalIgnoreCase));
    }

    /// <summary>Runs a block with its arguments.</summary>
    private void RunBlock(FoldedBlock block, List<FoldedValue> positional, Dictionary<string, FoldedValue>? named, Output? input, Output? output, bool newScope)
    {
        if (_calls >= _budget.Calls || !Step())
        {
            _work.Spending.Reach(FoldLimit.Depth);
            output?.MarkUnknown();
            return;
        }

        var again = !_walked.Add(block.Block);
        _revisit += again ? 1 : 0;
        _repeat += again ? 1 : 0;
        Inside(block, block.Block.ParamBlock?.Parameters, positional, named, input, output, newScope, isFilter: false);
        _revisit -= again ? 1 : 0;
        _repeat -= again ? 1 : 0;
    }

    private void Inside(FoldedBlock block, IReadOnlyList<ParameterAst>? parameters, List<FoldedValue> positional, Dictionary<string, FoldedValue>? named, Output? input, Output? output, bool newScope, bool isFilter)
    {
        var outer = _unit;
        _unit = UnitOf(block.Script);
        _calls++;
        var isLayer = block.IsFromText ? 1 : 0;
        _layerDepth += isLayer;
        if (newScope)
        {
            _variables.Enter();
        }

        foreach (var statement in block.Block.UsingStatements)
        {
            if (statement is { Kind: UsingStatementKind.Namespace, NameText: { } name })
            {
                _types.Use(name);
            }
        }

        BindArguments(parameters, positional, named);
        RunBlocks(block.Block, parameters, input, output, isFilter);
        if (newScope)
        {
            _variables.Exit();
        }

        _layerDepth -= isLayer;
        _calls--;
        _unit = outer;
    }

    private void RunBlocks(ScriptBlockAst block, IReadOnlyList<ParameterAst>? parameters, Output? input, Output? output, bool isFilter)
    {
        if (input is { IsUnknown: true })
        {
            _variables.Set("input", default);
            _variables.Set("_", default);
            output?.MarkUnknown();
        }
        else if (input is not null)
        {
            _variables.Set("input", FoldedValue.Constant(input.Items.ToArray(), input.Techniques));
        }

        foreach (var part in block.Blocks)
        {
            var each = (part.Kind == NamedBlockKind.Process || isFilter) && input is { IsUnknown: false };
            if (!each)
            {
                if (ExecuteStatements(part.Statements, output) is Flow.Uncertain)
                {
                    output?.MarkUnknown();
                }

                continue;
            }

            EachInput(part, parameters, input!, output);
        }
    }

    private void EachInput(NamedBlockAst part, IReadOnlyList<ParameterAst>? parameters, Output input, Output? output)
    {
        var fromPipeline = parameters?.FirstOrDefault(parameter => parameter.Attributes.OfType<AttributeAst>().Any(attribute => attribute.NamedArguments.Any(argument => argument.Name.StartsWith("ValueFromPipeline", StringComparison.OrdinalIgnoreCase))));
        _repeat++;
        _revisit++;
        foreach (var item in input.Items)
        {
            var value = FoldedValue.Of(item, input.Techniques | Techniques.Variable);
            SetItem(value);
            if (fromPipeline is not null)
            {
                _variables.Set(fromPipeline.Name.VariablePath, Typed(fromPipeline, value));
            }

            if (!_work.Spending.TakeSteps(1) || ExecuteStatements(part.Statements, output) is Flow.Uncertain or Flow.Exit)
            {
                output?.MarkUnknown();
                break;
            }
        }

        _repeat--;
        _revisit--;
    }

    private void BindArguments(IReadOnlyList<ParameterAst>? parameters, List<FoldedValue> positional, Dictionary<string, FoldedValue>? named = null)
    {
        var next = 0;
        foreach (var parameter in parameters ?? [])
        {
            var name = parameter.Name.VariablePath;
            FoldedValue value;
            if (named is not null && named.TryGetValue(name, out var given))
            {
                value = Typed(parameter, given);
            }
            else if (next < positional.Count && !IsSwitch(parameter))
            {
                value = Typed(parameter, positional[next++]);
            }
            else
            {
                value = parameter.DefaultValue is { } standard ? Typed(parameter, Evaluate(standard)) : IsSwitch(parameter) ? FoldedValue.Constant(Boxes.False) : Typed(parameter, FoldedValue.Constant(null));
            }

            _variables.Set(name, value);
        }

        if (parameters is null || next < positional.Count)
        {
            _variables.Set("args", FoldedValue.Constant(positional.Skip(next).Select(value => value.AsElement()).ToArray(), positional.Skip(next).Aggregate(Techniques.None, (all, value) => all | value.Techniques)));
        }
    }

    private static bool IsSwitch(ParameterAst parameter) => parameter.Attributes.Any(attribute => attribute is TypeConstraintAst && attribute.TypeName.Name.Equals("switch", StringComparison.OrdinalIgnoreCase));

    private FoldedValue Typed(ParameterAst parameter, in FoldedValue value)
    {
        if (parameter.Attributes.OfType<TypeConstraintAst>().FirstOrDefault() is not { } constraint)
        {
            return value;
        }

        var type = _types.Resolve(constraint.TypeName);
        if (!value.IsConstant || (value.Content is null && type != "System.String"))
        {
            return value.IsConstant ? value : FoldedValue.OfType(type);
        }

        return FoldedValue.Of(Conversions.To(type, value.Content, _work, _types), value.Techniques);
    }
}
