using System.Text;

namespace Assay.PowerShell.Folding;

/// <summary>Values of expressions.</summary>
internal sealed partial class Interpreter
{
    // Operators, members and indexes whose left side is being evaluated: chains lean to the left and are walked without recursion.
    private readonly List<ExpressionAst> _spine = [];

    public FoldedValue Evaluate(ExpressionAst node)
    {
        switch (node)
        {
            case StringConstantExpressionAst text:
                return FoldedValue.Constant(text.Value);
            case ConstantExpressionAst number:
                return FoldedValue.Constant(number.Value);
        }

        if (!TryDescend() || !Step())
        {
            _depth--;
            _work.Spending.Reach(FoldLimit.Depth);
            return default;
        }

        var value = EvaluateOne(node);
        _depth--;
        return value;
    }

    private FoldedValue EvaluateOne(ExpressionAst node)
    {
        FoldedValue value;
        switch (node)
        {
            case VariableExpressionAst variable:
                value = Read(variable);
                break;
            case BinaryExpressionAst or MemberExpressionAst or IndexExpressionAst:
                return EvaluateSpine(node);
            case ParenExpressionAst parentheses:
                return EvaluateStatement(parentheses.Pipeline);
            case ArrayLiteralAst array:
                value = EvaluateArray(array);
                break;
            case ExpandableStringExpressionAst text:
                value = Expand(text);
                break;
            case ConvertExpressionAst convert:
                value = Convert(convert, convert.Type.TypeName.Name.Equals("ref", StringComparison.OrdinalIgnoreCase) ? default : Evaluate(convert.Child));
                if (convert.Child is ConstantExpressionAst or StringConstantExpressionAst)
                {
                    return value;
                }

                break;
            case TypeExpressionAst type:
                return FoldedValue.Constant(new FoldedType(_types.Resolve(type.TypeName)));
            case UnaryExpressionAst unary:
                value = EvaluateUnary(unary);
                break;
            case SubExpressionAst sub:
                value = EvaluateBlock(sub.SubExpression).Collapse();
                break;
            case ArrayExpressionAst array:
                value = EvaluateArrayExpression(array);
                break;
            case HashtableAst table:
                value = EvaluateTable(table);
                break;
            case ScriptBlockExpressionAst block:
                return FoldedValue.Constant(BlockOf(block.ScriptBlock));
            case TernaryExpressionAst ternary:
                value = EvaluateTernary(ternary);
                break;
            case AttributedExpressionAst attributed:
                return Evaluate(attributed.Child);
            case UsingExpressionAst outer:
                return Evaluate(outer.SubExpression);
            default:
                WalkParts(node);
                return default;
        }

        Record(node, value);
        return value;
    }

    /// <summary>True for literals, casts of literals and arrays of them: their values are computed when somebody asks.</summary>
    public static bool IsLiteral(ExpressionAst node)
    {
        switch (node)
        {
            case StringConstantExpressionAst or ConstantExpressionAst or ConvertExpressionAst { Child: StringConstantExpressionAst or ConstantExpressionAst }:
                return true;
            case ArrayLiteralAst array:
                foreach (var element in array.Elements)
                {
                    if (element is not (StringConstantExpressionAst or ConstantExpressionAst))
                    {
                        return false;
                    }
                }

                return true;
            default:
                return false;
        }
    }

    private FoldedValue EvaluateSpine(ExpressionAst node)
    {
        var bottom = _spine.Count;
        var current = node;
        for (var next = LeftOf(current); next is not null; next = LeftOf(current))
        {
            _spine.Add(current);
            current = next;
        }

        var value = Evaluate(current);
        while (_spine.Count > bottom)
        {
            var parent = _spine[^1];
            _spine.RemoveAt(_spine.Count - 1);
            if (parent is BinaryExpressionAst { Operator: TokenKind.Plus } && value is { IsConstant: true, Content: string or char } && _spine.Count > bottom && _spine[^1] is BinaryExpressionAst { Operator: TokenKind.Plus })
            {
                value = Concatenate(value, ref parent, bottom);
            }
            else
            {
                value = parent switch
                {
                    BinaryExpressionAst binary => EvaluateBinary(binary, value),
                    InvokeMemberExpressionAst call => InvokeMember(call, value),
                    MemberExpressionAst member => ReadMember(member, value),
                    _ => EvaluateIndex((IndexExpressionAst)parent, value),
                };
            }

            Record(parent, value);
        }

        return value;
    }

    private static ExpressionAst? LeftOf(ExpressionAst node) => node switch
    {
        BinaryExpressionAst binary => binary.Left,
        MemberExpressionAst member => member.Expression,
        IndexExpressionAst index => index.Target,
        _ => null,
    };

    // 'a' + 'b' + 'c' ... in one builder; only the last sum is kept.
    private FoldedValue Concatenate(in FoldedValue first, ref ExpressionAst parent, int bottom)
    {
        var result = new StringBuilder(first.Text);
        var techniques = first.Techniques | Techniques.Concatenation;
        var known = true;
        while (true)
        {
            var right = Evaluate(((BinaryExpressionAst)parent).Right);
            var text = known && right.IsConstant ? Texts.Of(right.Content, _work.Separator) : null;
            if (text is null || result.Length + (long)text.Length > _budget.ValueLength)
            {
                known = false;
            }
            else
            {
                result.Append(text);
                techniques |= right.Techniques;
            }

            if (_spine.Count == bottom || _spine[^1] is not BinaryExpressionAst { Operator: TokenKind.Plus } next)
            {
                break;
            }

            parent = next;
            _spine.RemoveAt(_spine.Count - 1);
        }

        return known && _work.Fits(result.Length) ? FoldedValue.Constant(result.ToString(), techniques) : FoldedValue.OfType("System.String");
    }

    private FoldedValue EvaluateUnary(UnaryExpressionAst unary)
    {
        if (unary.Operator is TokenKind.PlusPlus or TokenKind.MinusMinus or TokenKind.PostfixPlusPlus or TokenKind.PostfixMinusMinus)
        {
            return Increment(unary);
        }

        var operand = Evaluate(unary.Child);
        if (!operand.IsConstant)
        {
            return FoldedValue.OfType(unary.Operator switch { TokenKind.Join => "System.String", TokenKind.Not or TokenKind.Exclaim => "System.Boolean", _ => null });
        }

        _work.Used = Techniques.None;
        var content = operand.Content;
        object? result = unary.Operator switch
        {
            TokenKind.Not or TokenKind.Exclaim => Conversions.TryBool(content, out var truth) ? Boxes.Of(!truth) : UnknownElement.Any,
            TokenKind.Join => Operators.Join(content, "", _work),
            TokenKind.Isplit or TokenKind.Csplit => Splitting.Words(content, _work),
            TokenKind.Comma => new[] { content },
            TokenKind.Minus => Sequences.IsSequence(content) ? UnknownElement.Any : Arithmetic.Negate(content),
            TokenKind.Plus => Sequences.IsSequence(content) ? UnknownElement.Any : Arithmetic.Compute(TokenKind.Plus, Boxes.Of(0), content),
            TokenKind.Bnot => content is int number ? Boxes.Of(~number) : content is long wide ? ~wide : UnknownElement.Any,
            _ => UnknownElement.Any,
        };
        var techniques = unary is { Operator: TokenKind.Minus or TokenKind.Plus, Child: ConstantExpressionAst } ? Techniques.None : _work.Used | operand.Techniques;
        return FoldedValue.Of(result, techniques);
    }

    private FoldedValue EvaluateTernary(TernaryExpressionAst ternary)
    {
        var condition = Evaluate(ternary.Condition);
        if (condition.IsConstant && Conversions.TryBool(condition.Content, out var truth))
        {
            WalkDeadExpression(truth ? ternary.IfFalse : ternary.IfTrue);
            return Evaluate(truth ? ternary.IfTrue : ternary.IfFalse);
        }

        _variables.BeginBranch();
        var first = Evaluate(ternary.IfTrue);
        var changes = _variables.EndBranch();
        _variables.BeginBranch();
        var second = Evaluate(ternary.IfFalse);
        _variables.Join([changes, _variables.EndBranch()], mayChangeNothing: false);
        return FoldedValue.Join(first, second);
    }

    private FoldedValue EvaluateArray(ArrayLiteralAst array)
    {
        var elements = array.Elements;
        if (!_work.Fits(elements.Count))
        {
            return FoldedValue.OfType("System.Object[]");
        }

        var result = new object?[elements.Count];
        var techniques = Techniques.None;
        for (var i = 0; i < result.Length; i++)
        {
            var element = Evaluate(elements[i]);
            techniques |= element.Techniques;
            result[i] = element.AsElement();
        }

        return FoldedValue.Constant(result, techniques);
    }

    private FoldedValue EvaluateArrayExpression(ArrayExpressionAst array)
    {
        // @(1, 2) is the array itself.
        if (array.SubExpression.Statements is [PipelineAst { Elements: [CommandExpressionAst { Redirections.Count: 0, Expression: not UnaryExpressionAst } single] }])
        {
            var value = Evaluate(single.Expression);
            if (!value.IsConstant)
            {
                return FoldedValue.OfType("System.Object[]");
            }

            return value.Content is object?[] known && known.GetType() == typeof(object[]) ? value
                : Sequences.TryGetItems(value.Content, out var items) ? FoldedValue.Constant(items.ToArray(), value.Techniques)
                : FoldedValue.Constant(new[] { value.Content }, value.Techniques);
        }

        return EvaluateBlock(array.SubExpression).ToArray();
    }

    private FoldedValue EvaluateTable(HashtableAst table)
    {
        var result = new FoldedTable(ObjectTypes.Hashtable);
        var techniques = Techniques.None;
        var known = true;
        foreach (var entry in table.Entries)
        {
            var key = Evaluate(entry.Key);
            var value = EvaluateStatement(entry.Value);
            techniques |= value.Techniques;
            if (key is { IsConstant: true, Content: { } name } && name is string or int or char or long or bool && _work.Fits(1))
            {
                result.Set(name, value.AsElement());
            }
            else
            {
                known = false;
            }
        }

        return known ? FoldedValue.Constant(result, techniques) : FoldedValue.OfType(ObjectTypes.Hashtable);
    }

    private FoldedValue Expand(ExpandableStringExpressionAst text)
    {
        var nested = text.NestedExpressions;
        var values = new string[nested.Count];
        var techniques = Techniques.Expansion;
        var known = true;
        for (var i = 0; i < values.Length; i++)
        {
            var value = Evaluate(nested[i]);
            techniques |= value.Techniques;
            var piece = value.IsConstant ? Texts.Of(value.Content, _work.Separator) : null;
            known &= piece is not null;
            values[i] = piece ?? "";
        }

        if (!known)
        {
            return FoldedValue.OfType("System.String");
        }

        var segments = text.Segments;
        var length = segments.Sum(segment => (long)segment.Length) + values.Sum(value => (long)value.Length);
        if (!_work.Fits(length))
        {
            return FoldedValue.OfType("System.String");
        }

        var result = new StringBuilder((int)length);
        for (var i = 0; i < segments.Count; i++)
        {
            result.Append(segments[i]);
            if (i < values.Length)
            {
                result.Append(values[i]);
            }
        }

        return FoldedValue.Constant(result.ToString(), techniques);
    }

    private FoldedValue Convert(ConvertExpressionAst node, in FoldedValue value)
    {
        var type = _types.Resolve(node.Type.TypeName);
        if (type == "System.Management.Automation.PSReference")
        {
            Poison(node.Child, always: true);
            return FoldedValue.OfType(type);
        }

        if (!value.IsConstant)
        {
            return type is "System.Void" ? FoldedValue.Constant(null) : FoldedValue.OfType(type is "System.Object" or "System.Management.Automation.PSObject" ? value.TypeName : type);
        }

        if (type == ObjectTypes.ScriptBlock && value.Content is string text)
        {
            return BlockOf(node, text, value.Techniques);
        }

        _work.Used = Techniques.None;
        var result = Conversions.To(type, value.Content, _work, _types);
        var techniques = node.Child is ConstantExpressionAst && _work.Used == Techniques.None ? Techniques.None : value.Techniques | _work.Used;
        return FoldedValue.Of(result, techniques);
    }
}
