namespace Assay.PowerShell.Folding;

/// <summary>Functions of the script, and bodies that are walked because nobody calls them here.</summary>
internal sealed partial class Interpreter
{
    private bool _isWalking;

    private void Define(FunctionDefinitionAst definition)
    {
        var name = VariablePaths.NameOf(definition.Name);
        var entry = new FunctionEntry(_unit, definition);
        if (_walked.Add(definition.Body))
        {
            _defined.Add(entry);
        }
        else if (_commands.Functions.TryGetValue(name, out var known) && known.Definition == definition)
        {
            return;
        }

        _commands.Functions[name] = entry;
    }

    private void CallFunction(FunctionEntry function, CommandAst command, Output? input, Output? output)
    {
        var definition = function.Definition;
        var parameters = definition.Parameters ?? definition.Body.ParamBlock?.Parameters;
        var named = new Dictionary<string, FoldedValue>(StringComparer.OrdinalIgnoreCase);
        var positional = CollectArguments(command, parameters, named);
        var known = positional.TrueForAll(value => value.IsConstant) && named.Values.All(value => value.IsConstant) && input is not { IsUnknown: true };
        if (!known || function.Barren >= MaximumBarren || definition.End - definition.Start > MaximumBody || _calls >= _budget.Calls || !_work.Spending.TakeSteps(1))
        {
            function.HasOtherCalls = true;
            _opaque++;
            ForgetGlobals(function);
            WalkBlocksOf(positional, named);
            output?.MarkUnknown();
            return;
        }

        var written = new Output();
        var opaque = _opaque;
        function.IsEvaluated = true;
        _repeat++;
        _revisit++;
        Inside(new FoldedBlock(function.Unit.Script, definition.Body, default), parameters, positional, named, input, written, newScope: true, definition.Keyword == TokenKind.Filter);
        _repeat--;
        _revisit--;
        function.Barren = written.IsUnknown || (_opaque != opaque && written.Count == 0) ? function.Barren + 1 : 0;
        written.Use(Techniques.Evaluation);
        output?.Append(written, _work);
    }

    private void WalkBlocksOf(List<FoldedValue> positional, Dictionary<string, FoldedValue> named)
    {
        foreach (var value in positional)
        {
            WalkIfBlock(value);
        }

        foreach (var value in named.Values)
        {
            WalkIfBlock(value);
        }
    }

    // A call that is not evaluated may set what functions set in the script's scope.
    private void ForgetGlobals(FunctionEntry function)
    {
        foreach (var name in function.Unit.Assignments.GlobalsOfFunctions)
        {
            if (_variables.Global.Has(name))
            {
                _variables.Set(_variables.Global, name, default);
            }
        }
    }

    private void BindUnknown(IReadOnlyList<ParameterAst>? parameters)
    {
        foreach (var parameter in parameters ?? [])
        {
            var constraint = parameter.Attributes.OfType<TypeConstraintAst>().FirstOrDefault();
            var value = FoldedValue.OfType(constraint is null ? null : _types.Resolve(constraint.TypeName));
            if (parameter.DefaultValue is { } standard)
            {
                var known = Evaluate(standard);
                value = known.IsConstant ? FoldedValue.Join(value, known) : value;
            }

            _variables.Set(parameter.Name.VariablePath, value);
        }
    }

    // Functions that no call explains, methods of classes, and blocks that nothing ran.
    private void WalkFunctions()
    {
        _isWalking = true;
        _walkingFunction++;
        int functions = 0, methods = 0, blocks = 0;
        while (functions < _defined.Count || methods < _methods.Count || blocks < _blocks.Count)
        {
            if (functions < _defined.Count)
            {
                var function = _defined[functions++];
                Guard(() => WalkFunction(function));
            }
            else if (methods < _methods.Count)
            {
                var (unit, body, parameters) = _methods[methods++];
                _unit = unit;
                Guard(() => WalkBody(body, parameters));
            }
            else
            {
                var block = _blocks[blocks++];
                if (!_walked.Contains(block.Block))
                {
                    Guard(() => WalkBlock(block));
                }
            }
        }

        _walkingFunction--;
    }

    private void WalkFunction(FunctionEntry function)
    {
        if (function.IsEvaluated && !function.HasOtherCalls)
        {
            return;
        }

        _unit = function.Unit;
        _revisit += function.IsEvaluated ? 1 : 0;
        WalkBody(function.Definition.Body, function.Definition.Parameters ?? function.Definition.Body.ParamBlock?.Parameters);
        _revisit -= function.IsEvaluated ? 1 : 0;
    }

    private void WalkType(TypeDefinitionAst type)
    {
        foreach (var member in type.Members)
        {
            switch (member)
            {
                case PropertyMemberAst { InitialValue: { } value }:
                    Evaluate(value);
                    break;
                case FunctionMemberAst method:
                    _methods.Add((_unit, method.Body, method.Parameters));
                    break;
            }
        }
    }

    /// <summary>Walks a body in a scope of its own, with parameters of any value; what it changes outside may have happened or not.</summary>
    private void WalkBody(ScriptBlockAst body, IReadOnlyList<ParameterAst>? parameters)
    {
        if (!TryDescend())
        {
            _depth--;
            return;
        }

        _variables.BeginBranch();
        _variables.Enter();
        _variables.Set("_", default);
        _variables.Set("args", default);
        _variables.Set("this", default);
        BindUnknown(parameters ?? body.ParamBlock?.Parameters);
        foreach (var block in body.Blocks)
        {
            ExecuteStatements(block.Statements, null);
        }

        _variables.Exit();
        _variables.Join([_variables.EndBranch()], mayChangeNothing: true);
        _depth--;
    }

    private void WalkBlock(FoldedBlock block)
    {
        var outer = _unit;
        _unit = UnitOf(block.Script);
        var again = !_walked.Add(block.Block);
        _revisit += again ? 1 : 0;
        WalkBody(block.Block, null);
        _revisit -= again ? 1 : 0;
        _unit = outer;
    }

    /// <summary>Runs a block in the current scope, once.</summary>
    private Flow RunInline(FoldedBlock block, Output? output)
    {
        var outer = _unit;
        _unit = UnitOf(block.Script);
        _walked.Add(block.Block);
        var result = Flow.Next;
        foreach (var part in block.Block.Blocks)
        {
            var flow = ExecuteStatements(part.Statements, output);
            if (flow != Flow.Next)
            {
                result = flow;
                break;
            }
        }

        _unit = outer;
        return result;
    }

    /// <summary>Walks a block that runs in the current scope any number of times.</summary>
    private void WalkEach(FoldedBlock block)
    {
        if (!TryDescend())
        {
            _depth--;
            return;
        }

        var outer = _unit;
        _unit = UnitOf(block.Script);
        var again = !_walked.Add(block.Block);
        _revisit += again ? 1 : 0;
        ForgetWithin(block.Block);
        _variables.BeginBranch();
        _variables.Set("_", default);
        BindUnknown(block.Block.ParamBlock?.Parameters);
        foreach (var part in block.Block.Blocks)
        {
            ExecuteStatements(part.Statements, null);
        }

        var changes = _variables.EndBranch();
        changes.RemoveAll(change => change.Name == "_");
        _variables.Join([changes], mayChangeNothing: true);
        ForgetWithin(block.Block);
        _revisit -= again ? 1 : 0;
        _unit = outer;
        _depth--;
    }

    private void WalkIfBlock(in FoldedValue value)
    {
        if (value.Content is FoldedBlock block && (!_walked.Contains(block.Block) || _revisit > 0))
        {
            WalkEach(block);
        }
    }

    private void WalkBlocks(object?[] values)
    {
        foreach (var value in values)
        {
            if (value is FoldedBlock block && !_walked.Contains(block.Block))
            {
                WalkEach(block);
            }
        }
    }

    // "a$(1+1)" as a text that the script expands itself.
    private FoldedValue ExpandText(string text, Techniques techniques)
    {
        if (!_work.Fits(text.Length) || !_work.Spending.TakeSteps(text.Length >> 4) || text.Contains("\n\"@", StringComparison.Ordinal))
        {
            return FoldedValue.OfType("System.String");
        }

        var script = PowerShellScript.Parse($"@\"\n{text}\n\"@");
        if (script.Root.Blocks is not [{ Statements: [PipelineAst { Elements: [CommandExpressionAst single] }] }])
        {
            return FoldedValue.OfType("System.String");
        }

        var outer = _unit;
        _unit = UnitOf(script);
        var value = Evaluate(single.Expression);
        _unit = outer;
        return value.With(techniques);
    }
}
