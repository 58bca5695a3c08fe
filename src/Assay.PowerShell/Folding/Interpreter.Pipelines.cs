namespace Assay.PowerShell.Folding;

/// <summary>Pipelines, and the commands that work on each object.</summary>
internal sealed partial class Interpreter
{
    private Flow ExecutePipeline(PipelineAst pipeline, Output? output)
    {
        if (pipeline.Background)
        {
            output?.MarkUnknown();
            output = null;
        }

        var elements = pipeline.Elements;
        if (elements.Count == 1)
        {
            return ExecuteElement(elements[0], null, output);
        }

        Output? stream = null;
        for (var i = 0; i < elements.Count; i++)
        {
            var isLast = i == elements.Count - 1;
            var next = isLast ? output : new Output();
            ExecuteElement(elements[i], stream, next);
            if (!isLast && _revisit == 0 && next is { IsUnknown: false, Count: > 0 } && elements[i] is CommandAst)
            {
                Record(elements[i], next.Collapse());
            }

            stream = next;
        }

        return Flow.Next;
    }

    private Flow ExecuteElement(CommandBaseAst element, Output? input, Output? output)
    {
        foreach (var redirection in element.Redirections)
        {
            if (redirection is FileRedirectionAst file)
            {
                Evaluate(file.Location);
                if (file.FromStream is 0 or 1)
                {
                    output = null;
                }
            }
        }

        if (element is CommandAst command)
        {
            return ExecuteCommand(command, input, output);
        }

        var expression = ((CommandExpressionAst)element).Expression;
        if (expression is StringConstantExpressionAst or ConstantExpressionAst && output is null)
        {
            return Flow.Next;
        }

        var value = Evaluate(expression);
        if (expression is not UnaryExpressionAst { Operator: TokenKind.PlusPlus or TokenKind.MinusMinus or TokenKind.PostfixPlusPlus or TokenKind.PostfixMinusMinus }
            && !IsVoid(expression, value))
        {
            output?.Add(value, _work);
        }

        return Flow.Next;
    }

    // Methods without a result write nothing; an assignment in brackets that is a statement of its own does write.
    private static bool IsVoid(ExpressionAst expression, in FoldedValue value) =>
        value is { IsConstant: true, Content: null } && expression is InvokeMemberExpressionAst or ConvertExpressionAst { Type.TypeName.Name: "void" or "Void" };

    private FoldedValue SaveItem() => _variables.Current.TryGet("_", out var value) ? value : default;

    private void SetItem(in FoldedValue value) => _variables.Set("_", value);

    private void RestoreItem(in FoldedValue value) => _variables.Set("_", value);

    private void ForEachObject(CommandAst command, Output? input, Output? output)
    {
        var bound = Bind(command, Parameters.ForEach);
        var blocks = bound.Positional.Where(value => value.Content is FoldedBlock).Select(value => (FoldedBlock)value.Content!).ToList();
        var begin = bound.Block("Begin");
        var end = bound.Block("End");
        if (bound.Block("Process") is { } process)
        {
            blocks.Insert(0, process);
        }
        else if (blocks.Count > 1 && begin is null)
        {
            begin = blocks[0];
            blocks.RemoveAt(0);
            if (blocks.Count > 1 && end is null)
            {
                end = blocks[^1];
                blocks.RemoveAt(blocks.Count - 1);
            }
        }

        if (blocks.Count == 0 || bound.Has("Parallel"))
        {
            ForEachMember(bound, input, output);
            return;
        }

        if (begin is not null)
        {
            RunInline(begin, output);
        }

        if (input is null || input.IsUnknown || input.Items.Any(item => item is UnknownElement))
        {
            output?.MarkUnknown();
            foreach (var block in blocks)
            {
                WalkEach(block);
            }
        }
        else
        {
            EachObject(blocks, input, output);
        }

        if (end is not null)
        {
            RunInline(end, output);
        }
    }

    private void EachObject(List<FoldedBlock> blocks, Output input, Output? output)
    {
        var saved = SaveItem();
        var opaque = _opaque;
        _repeat++;
        _revisit++;
        var written = output ?? new Output();
        for (var i = 0; i < input.Count; i++)
        {
            if (!_work.Spending.TakeSteps(1) || (_opaque != opaque && i >= OpaqueTurns && --_opaqueSteps < 0))
            {
                written.MarkUnknown();
                break;
            }

            SetItem(FoldedValue.Of(input.Items[i], input.Techniques | Techniques.Variable));
            var uncertain = false;
            foreach (var block in blocks)
            {
                uncertain |= RunInline(block, written) is not (Flow.Next or Flow.Return);
            }

            if (uncertain)
            {
                written.MarkUnknown();
                break;
            }
        }

        written.Use(Techniques.Evaluation);
        _repeat--;
        _revisit--;
        if (written.IsUnknown)
        {
            foreach (var block in blocks)
            {
                WalkEach(block);
            }
        }

        RestoreItem(saved);
    }

    // % ToUpper, % Replace 'a' 'b', % Length
    private void ForEachMember(Bound bound, Output? input, Output? output)
    {
        var member = bound.Text("MemberName") ?? (bound.Positional.Count > 0 ? bound.Positional[0].Text : null);
        if (member is null || input is null || input.IsUnknown || output is null)
        {
            output?.MarkUnknown();
            return;
        }

        var arguments = bound.Positional.Skip(bound.Has("MemberName") ? 0 : 1).Select(value => value.AsElement()).ToArray();
        foreach (var item in input.Items)
        {
            var target = FoldedValue.Of(item, input.Techniques);
            if (!_work.Spending.TakeSteps(1) || !target.IsConstant)
            {
                output.MarkUnknown();
                return;
            }

            var value = Property(target, member);
            if (value is MethodReference or UnknownElement)
            {
                _work.Used = Techniques.None;
                value = InvokeInstance(target.Content, member, new Arguments(arguments, _work));
                output.Use(_work.Used);
            }

            output.Add(FoldedValue.Of(value, input.Techniques | Techniques.Evaluation), _work);
        }
    }

    private void WhereObject(CommandAst command, Output? input, Output? output)
    {
        var bound = Bind(command, Parameters.Where);
        var filter = bound.Block("FilterScript") ?? (bound.Positional.Count > 0 ? bound.Positional[0].Content as FoldedBlock : null);
        if (input is null || input.IsUnknown || output is null)
        {
            output?.MarkUnknown();
            if (filter is not null)
            {
                WalkEach(filter);
            }

            return;
        }

        if (filter is null)
        {
            WhereMember(command, bound, input, output);
            return;
        }

        Filter(filter, input.Items, input.Techniques, output);
    }

    private void Filter(FoldedBlock filter, IReadOnlyList<object?> items, Techniques techniques, Output output)
    {
        var saved = SaveItem();
        _repeat++;
        _revisit++;
        foreach (var item in items)
        {
            SetItem(FoldedValue.Of(item, techniques | Techniques.Variable));
            var result = new Output();
            if (item is UnknownElement || !_work.Spending.TakeSteps(1) || RunInline(filter, result) is not (Flow.Next or Flow.Return) || !(result.Collapse() is { IsConstant: true } value) || !Conversions.TryBool(value.Content, out var truth))
            {
                output.MarkUnknown();
                break;
            }

            if (truth)
            {
                output.AddOne(item, _work);
            }
        }

        output.Use(techniques | Techniques.Evaluation);
        _repeat--;
        _revisit--;
        if (output.IsUnknown)
        {
            WalkEach(filter);
        }

        RestoreItem(saved);
    }

    // ? Name -like 'Fo*'
    private void WhereMember(CommandAst command, Bound bound, Output input, Output output)
    {
        var member = bound.Text("Property") ?? (bound.Positional.Count > 0 ? bound.Positional[0].Text : null);
        var operation = command.Elements.OfType<CommandParameterAst>().Select(parameter => Parameters.Comparison(parameter.Name)).FirstOrDefault(kind => kind != TokenKind.Unknown);
        var right = bound.Has("Value") ? bound.Value("Value") : bound.Positional.Count > 1 ? bound.Positional[1] : default;
        if (member is null || (operation != TokenKind.Unknown && !right.IsConstant))
        {
            output.MarkUnknown();
            return;
        }

        foreach (var item in input.Items)
        {
            var value = item is UnknownElement ? item : Property(FoldedValue.Constant(item), member);
            var test = value is UnknownElement ? value : operation == TokenKind.Unknown ? value : Operators.Binary(operation, value, right.Content, _work);
            if (!_work.Spending.TakeSteps(1) || !Conversions.TryBool(test, out var truth))
            {
                output.MarkUnknown();
                return;
            }

            if (truth)
            {
                output.AddOne(item, _work);
            }
        }

        output.Use(input.Techniques | Techniques.Evaluation);
    }

    // (1, 2).ForEach({ ... }) and .Where({ ... })
    private FoldedValue ForEachMethod(in FoldedValue target, FoldedBlock block, bool filter, Techniques techniques)
    {
        var input = new Output();
        input.Add(target, _work);
        input.Use(techniques);
        var output = new Output();
        if (filter)
        {
            Filter(block, input.Items, input.Techniques, output);
        }
        else
        {
            EachObject([block], input, output);
        }

        return output.IsUnknown ? default : FoldedValue.Constant(output.Items.ToArray(), output.Techniques);
    }

    private FoldedValue ReplaceByBlock(string text, string pattern, bool caseSensitive, FoldedBlock block, Techniques techniques)
    {
        var options = caseSensitive ? System.Text.RegularExpressions.RegexOptions.None : System.Text.RegularExpressions.RegexOptions.IgnoreCase;
        if (_work.Patterns.Matches(pattern, options, text, _work) is not { } matches)
        {
            WalkEach(block);
            return FoldedValue.OfType("System.String");
        }

        var input = new Output();
        foreach (var match in matches)
        {
            input.AddOne(PatternMembers.Of(match), _work);
        }

        input.Use(techniques);
        var pieces = new Output();
        EachObjectAlone(block, input, pieces);
        if (pieces.IsUnknown || pieces.Count != matches.Count)
        {
            return FoldedValue.OfType("System.String");
        }

        var result = new System.Text.StringBuilder();
        var position = 0;
        for (var i = 0; i < matches.Count; i++)
        {
            if (Texts.Of(pieces.Items[i], _work.Separator) is not { } piece || result.Length + (long)piece.Length > _budget.ValueLength)
            {
                return FoldedValue.OfType("System.String");
            }

            result.Append(text, position, matches[i].Index - position).Append(piece);
            position = matches[i].Index + matches[i].Length;
        }

        result.Append(text, position, text.Length - position);
        return _work.Fits(result.Length) ? FoldedValue.Constant(result.ToString(), techniques | pieces.Techniques | Techniques.Replacement) : FoldedValue.OfType("System.String");
    }

    // Each call of the block is one value: several objects are an array.
    private void EachObjectAlone(FoldedBlock block, Output input, Output output)
    {
        var saved = SaveItem();
        _repeat++;
        _revisit++;
        foreach (var item in input.Items)
        {
            SetItem(FoldedValue.Constant(item, input.Techniques));
            var one = new Output();
            BindArguments(block.Block.ParamBlock?.Parameters, [FoldedValue.Constant(item, input.Techniques)]);
            if (RunInline(block, one) is not (Flow.Next or Flow.Return) || !(one.Collapse() is { IsConstant: true } value))
            {
                output.MarkUnknown();
                break;
            }

            output.Use(value.Techniques);
            output.AddOne(value.Content, _work);
        }

        _repeat--;
        _revisit--;
        RestoreItem(saved);
    }
}
