namespace Assay.PowerShell.Folding;

/// <summary>Variables and what is assigned to them.</summary>
internal sealed partial class Interpreter
{
    // Above zero while a function is walked for calls that nobody sees: globals that change have no single value.
    private int _walkingFunction;

    private FoldedValue Read(VariableExpressionAst variable)
    {
        var value = ReadPath(variable.VariablePath);
        return value.Techniques == Techniques.None && IsWord(variable.VariablePath) ? value : value.With(Techniques.Variable);
    }

    private static bool IsWord(string path) => path.Length is 4 or 5
        && (path.Equals("true", StringComparison.OrdinalIgnoreCase) || path.Equals("false", StringComparison.OrdinalIgnoreCase) || path.Equals("null", StringComparison.OrdinalIgnoreCase));

    private FoldedValue ReadPath(string path)
    {
        var name = path;
        if (path.Contains(':', StringComparison.Ordinal))
        {
            name = VariablePaths.NameOf(path);
            if (path.StartsWith("function:", StringComparison.OrdinalIgnoreCase))
            {
                return _commands.Functions.TryGetValue(path[9..], out var function) ? FoldedValue.Constant(new FoldedBlock(function.Unit.Script, function.Definition.Body, default)) : default;
            }

            if (path.StartsWith("alias:", StringComparison.OrdinalIgnoreCase))
            {
                return _commands.Resolve(path[6..]) is var target && !target.Equals(path[6..], StringComparison.OrdinalIgnoreCase) ? FoldedValue.Constant(target) : default;
            }

            if (VariablePaths.IsGlobal(path) && _variables.Global.TryGet(name, out var global))
            {
                return Settled(name, global);
            }
        }

        return _variables.TryGet(name, out var value) ? Settled(name, value) : name.Equals("PSItem", StringComparison.OrdinalIgnoreCase) ? ReadPath("_") : AutomaticVariables.Find(name);
    }

    private FoldedValue Settled(string name, in FoldedValue value) =>
        _walkingFunction > 0 && value.IsConstant && _varied.Contains(name) && _variables.FrameOf(name) == _variables.Global ? FoldedValue.Join(value, default) : value;

    private readonly HashSet<string> _varied = new(StringComparer.OrdinalIgnoreCase);

    private void SetPath(string path, in FoldedValue value)
    {
        var name = VariablePaths.NameOf(path);
        if (path.StartsWith("function:", StringComparison.OrdinalIgnoreCase) || path.StartsWith("alias:", StringComparison.OrdinalIgnoreCase))
        {
            SetDrive(path, value);
            return;
        }

        if (name.Equals("OFS", StringComparison.OrdinalIgnoreCase))
        {
            _work.Separator = value.Text ?? " ";
        }

        var frame = VariablePaths.IsGlobal(path) || name.StartsWith("env:", StringComparison.OrdinalIgnoreCase) ? _variables.Global : _variables.Current;
        if (frame == _variables.Global && frame.TryGet(name, out var old) && !(old.IsConstant && value.IsConstant && Sequences.Same(old.Kept, value.Kept)))
        {
            _varied.Add(name);
        }

        _variables.Set(frame, name, Constrained(frame, name, value));
    }

    // [int]$x = 5 keeps its type for what is assigned later.
    private FoldedValue Constrained(Frame frame, string name, in FoldedValue value)
    {
        if (frame.Types is null || !frame.Types.TryGetValue(name, out var type))
        {
            return value;
        }

        return value.IsConstant ? FoldedValue.Of(Conversions.To(type, value.Content, _work, _types), value.Techniques) : FoldedValue.OfType(type);
    }

    private void SetDrive(string path, in FoldedValue value)
    {
        if (path.StartsWith("alias:", StringComparison.OrdinalIgnoreCase))
        {
            if (value.Text is { } target)
            {
                _commands.Aliases[path[6..]] = target;
            }
            else
            {
                _commands.Aliases.Remove(path[6..]);
            }
        }
        else
        {
            _commands.Functions.Remove(path[9..]);
        }
    }

    /// <summary>Assigns and gives the value, as an assignment in brackets does.</summary>
    private FoldedValue Assign(AssignmentStatementAst assignment)
    {
        var right = EvaluateStatement(assignment.Right);
        if (assignment.Operator == TokenKind.Equals)
        {
            AssignTo(assignment.Left, right);
            return right;
        }

        if (assignment.Operator == TokenKind.PlusEquals && assignment.Left is VariableExpressionAst plain && right.IsConstant && TryGrow(plain, right))
        {
            return default;
        }

        var left = ReadTarget(assignment.Left);
        if (assignment.Operator == TokenKind.QuestionQuestionEquals)
        {
            var value = left.IsConstant ? left.Content is null ? right : left : FoldedValue.Join(left, right);
            AssignTo(assignment.Left, value);
            return value;
        }

        var kind = assignment.Operator switch
        {
            TokenKind.PlusEquals => TokenKind.Plus,
            TokenKind.MinusEquals => TokenKind.Minus,
            TokenKind.MultiplyEquals => TokenKind.Multiply,
            TokenKind.DivideEquals => TokenKind.Divide,
            _ => TokenKind.Rem,
        };
        FoldedValue result;
        if (left.IsConstant && right.IsConstant)
        {
            _work.Used = Techniques.None;
            result = FoldedValue.Of(Operators.Binary(kind, left.Content, right.Content, _work), left.Techniques | right.Techniques | _work.Used);
        }
        else
        {
            result = UnknownOf(kind, left);
        }

        AssignTo(assignment.Left, result);
        return result;
    }

    // What += reads: a variable that nobody assigned is $null.
    private FoldedValue ReadTarget(ExpressionAst target) =>
        target is VariableExpressionAst variable
            ? !variable.VariablePath.Contains(':', StringComparison.Ordinal) && !_variables.TryGet(variable.VariablePath, out _) && AutomaticVariables.Find(variable.VariablePath).IsUnknown && _walkingFunction == 0
                ? FoldedValue.Constant(null)
                : ReadPath(variable.VariablePath)
            : Evaluate(target);

    // $s += 'x' many times over: the text grows in place.
    private bool TryGrow(VariableExpressionAst variable, in FoldedValue right)
    {
        var name = VariablePaths.NameOf(variable.VariablePath);
        if (!_variables.TryGet(name, out var value) || value.Kept is not (string or GrowingText) || _variables.FrameOf(name) != _variables.Current || _variables.Current.Types is not null
            || Texts.Of(right.Content, _work.Separator) is not { } text || GrowingText.Append(value.Kept, text, _work) is not { } grown)
        {
            return false;
        }

        _varied.Add(name);
        _variables.Set(name, FoldedValue.Constant(grown, value.Techniques | right.Techniques | Techniques.Concatenation));
        return true;
    }

    private void AssignTo(ExpressionAst target, in FoldedValue value)
    {
        switch (target)
        {
            case VariableExpressionAst variable:
                SetPath(variable.VariablePath, value);
                break;
            case ConvertExpressionAst convert:
                AssignTyped(convert, value);
                break;
            case AttributedExpressionAst attributed:
                AssignTo(attributed.Child, value);
                break;
            case ArrayLiteralAst several:
                AssignSeveral(several, value);
                break;
            case IndexExpressionAst index:
                AssignElement(index, value);
                break;
            case MemberExpressionAst member:
                AssignMember(member, value);
                break;
            case ParenExpressionAst { Pipeline: PipelineAst { Elements: [CommandExpressionAst { Expression: ArrayLiteralAst or VariableExpressionAst } inner] } }:
                AssignTo(inner.Expression, value);
                break;
            default:
                Evaluate(target);
                break;
        }
    }

    private void AssignTyped(ConvertExpressionAst convert, in FoldedValue value)
    {
        var converted = Convert(convert, value);
        var target = convert.Child;
        while (target is AttributedExpressionAst inner)
        {
            target = inner.Child;
        }

        if (target is VariableExpressionAst variable)
        {
            SetPath(variable.VariablePath, converted);
            (_variables.Current.Types ??= new(StringComparer.OrdinalIgnoreCase))[VariablePaths.NameOf(variable.VariablePath)] = _types.Resolve(convert.Type.TypeName);
        }
        else
        {
            AssignTo(target, converted);
        }
    }

    // $a, $b = 1, 2, 3: the last one takes the rest.
    private void AssignSeveral(ArrayLiteralAst targets, in FoldedValue value)
    {
        var count = targets.Elements.Count;
        var isSequence = Sequences.TryGetItems(value.Content, out var items);
        for (var i = 0; i < count; i++)
        {
            FoldedValue part;
            if (!value.IsConstant)
            {
                part = default;
            }
            else if (!isSequence)
            {
                part = i == 0 ? value : FoldedValue.Constant(null);
            }
            else if (i == count - 1 && items!.Count > count)
            {
                part = FoldedValue.Constant(items.Skip(i).ToArray(), value.Techniques);
            }
            else
            {
                part = i < items!.Count ? FoldedValue.Of(items[i], value.Techniques) : FoldedValue.Constant(null);
            }

            AssignTo(targets.Elements[i], part);
        }
    }

    private void AssignElement(IndexExpressionAst index, in FoldedValue value)
    {
        var target = Evaluate(index.Target);
        var position = Evaluate(index.Index);
        if (_variables.InBranch && Own(index.Target) is { } copy)
        {
            target = copy;
        }

        var done = position.IsConstant && target.Content switch
        {
            FoldedTable table when position.Content is not (null or UnknownElement) && !Sequences.IsSequence(position.Content) && _work.Fits(1) => Put(table, position.Content!, value),
            Array or ListObject => Numbers.TryInt(position.Content, out var at) && SequenceMembers.SetAt(target.Content!, at, value.AsElement()),
            _ => false,
        };
        Finish(index.Target, target, value, done);
    }

    private static bool Put(FoldedTable table, object key, in FoldedValue value)
    {
        table.Set(key, value.AsElement());
        return true;
    }

    // A branch without its own copy must not be seen to change what others hold.
    private void Finish(ExpressionAst expression, in FoldedValue target, in FoldedValue value, bool done)
    {
        _variables.Touch();
        if (!done || (_variables.InBranch && expression is not VariableExpressionAst))
        {
            Poison(expression, always: false);
        }
        else if (expression is VariableExpressionAst variable && (target.Techniques | value.Techniques) != target.Techniques)
        {
            _variables.Set(_variables.FrameOf(VariablePaths.NameOf(variable.VariablePath)), VariablePaths.NameOf(variable.VariablePath), target.With(value.Techniques));
        }
    }

    private void AssignMember(MemberExpressionAst member, in FoldedValue value)
    {
        var target = Evaluate(member.Expression);
        var name = member.MemberName ?? Evaluate(member.Member).Text;
        if (member.Static)
        {
            return;
        }

        if (_variables.InBranch && Own(member.Expression) is { } copy)
        {
            target = copy;
        }

        var done = name is not null && target.Content switch
        {
            FoldedTable table when _work.Fits(1) => Put(table, name, value),
            ByteStream stream when name.Equals("Position", StringComparison.OrdinalIgnoreCase) && Numbers.TryInt(value.Content, out var at) && value.IsConstant && at >= 0 && at <= stream.Length => Seek(stream, at),
            TextBuilder builder when name.Equals("Length", StringComparison.OrdinalIgnoreCase) && value.Content is int length && length >= 0 && length <= builder.Length => Shorten(builder, length),
            _ => false,
        };
        Finish(member.Expression, target, value, done);
    }

    private static bool Seek(ByteStream stream, int position)
    {
        stream.Position = position;
        return true;
    }

    private static bool Shorten(TextBuilder builder, int length)
    {
        builder.Builder.Length = length;
        builder.Changed();
        return true;
    }

    private FoldedValue Increment(UnaryExpressionAst unary)
    {
        if (Facts.Unwrap.Brackets(unary.Child) is UnaryExpressionAst inner)
        {
            // ----$a: what a decrement gives is no place to decrement. Read and written in turn, each level would double the work.
            Evaluate(inner);
            return default;
        }

        var before = ReadTarget(unary.Child);
        var step = unary.Operator is TokenKind.PlusPlus or TokenKind.PostfixPlusPlus ? 1 : -1;
        var after = before.IsConstant && (before.Content is null || Numbers.IsNumber(before.Content))
            ? FoldedValue.Of(Arithmetic.Compute(TokenKind.Plus, before.Content, Boxes.Of(step)), before.Techniques | Techniques.Computation)
            : default;
        AssignTo(unary.Child, after);
        return unary.Operator is TokenKind.PlusPlus or TokenKind.MinusMinus ? after : before.IsConstant && before.Content is null ? FoldedValue.Constant(Boxes.Of(0)) : before;
    }
}
