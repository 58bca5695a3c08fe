using System.Globalization;
using Assay.CSharp.Names;
using Assay.CSharp.Values;
using Assay.Framework;
using Assay.Model;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;

namespace Assay.CSharp.Walking;

/// <summary>Operators, interpolated strings and patterns.</summary>
internal sealed partial class CodeWalker
{
    private const int MaximumFoldedLength = 64 * 1024;

    // Each addition of a chain makes the whole text, or list of operands, anew: chains of a hundred thousand would copy gigabytes.
    private const int CharactersPerStep = 32;
    private const int OperandsPerStep = 40;

    private static string? TextOf(Value value) => value.Kind switch
    {
        ValueKind.Text => value.Text,
        ValueKind.Number when value.Type is "System.Char" => ((char)value.Number).ToString(),
        ValueKind.Number when IsInteger(value.Type) => value.Number.ToString(CultureInfo.InvariantCulture),
        _ => null,
    };

    // A character, boolean or enum member reads otherwise than its number.
    private static bool IsInteger(string? type) =>
        type is "System.Int32" or "System.Int64" or "System.Int16" or "System.UInt32" or "System.UInt64" or "System.UInt16" or "System.Byte" or "System.SByte";

    /// <summary>States a constant text where it becomes an instruction, and calls a concatenation when it is complete.</summary>
    private Value Use(Value value, SyntaxNode node)
    {
        if (value.Kind == ValueKind.Concatenation)
        {
            return Concatenate(value.Items!, node);
        }

        if (value is { Kind: ValueKind.Text, IsConstant: true })
        {
            _emit.External(FactKind.String, value.Text!, node);
            return value with { IsConstant = false };
        }

        return value;
    }

    private Value Combine(BinaryExpressionSyntax node, Value left)
    {
        switch (node.Kind())
        {
            case SyntaxKind.AsExpression:
                var type = ResolveHere(node.Right as TypeSyntax);
                NoteType(type);
                return Use(left, node) with { Type = type };
            case SyntaxKind.IsExpression:
                Use(left, node);
                NoteType(ResolveHere(node.Right as TypeSyntax));
                return Value.OfType("System.Boolean");
            case SyntaxKind.CoalesceExpression:
                var first = Use(left, node);
                var second = Consume(node.Right, first.Type);
                return Value.OfType(first.Type ?? second.Type);
            case SyntaxKind.AddExpression:
                return Add(node, left, Evaluate(node.Right));
        }

        var right = Evaluate(node.Right, left.Type);
        if (left is { IsNumber: true } && right is { IsNumber: true } && Calculate(node.Kind(), left.Number, right.Number) is { } number)
        {
            var isConstant = left.IsConstant && right.IsConstant;
            return new Value(ValueKind.Number, left.Type) { Number = number, IsConstant = isConstant, Derivation = isConstant ? Derivation.Literal : Derivation.Folded };
        }

        var used = Use(left, node.Left);
        var other = Use(right, node.Right);
        if (node.IsKind(SyntaxKind.ExclusiveOrExpression) && IsNarrowed(node))
        {
            NoteExclusiveOr(node.Left, node.Right, node);
        }

        return Operate(node, used, other);
    }

    // An operator of a type is a call: `a == b` of texts, `DateTime.Now > date`.
    private Value Operate(BinaryExpressionSyntax node, Value left, Value right)
    {
        var name = SyntaxNames.Operator(node.OperatorToken.Kind(), 2);
        var isComparison = node.Kind() is SyntaxKind.EqualsExpression or SyntaxKind.NotEqualsExpression or SyntaxKind.LessThanExpression or SyntaxKind.LessThanOrEqualExpression
            or SyntaxKind.GreaterThanExpression or SyntaxKind.GreaterThanOrEqualExpression or SyntaxKind.LogicalAndExpression or SyntaxKind.LogicalOrExpression;
        var isNull = left.Kind == ValueKind.Null || right.Kind == ValueKind.Null;
        if (node.Kind() is not (SyntaxKind.LogicalAndExpression or SyntaxKind.LogicalOrExpression) && !(isNull && isComparison)
            && (OperatorOf(left.Type, name) ?? OperatorOf(right.Type, name)) is { } member)
        {
            return Call(member, null, [left, right], node);
        }

        return Value.OfType(isComparison ? "System.Boolean" : left.Type ?? right.Type);
    }

    private BoundMember? OperatorOf(string? type, string name) => type is null || type.EndsWith(']') ? null
        : _members.Find(TypeSpelling.Definition(type) == "System.Nullable`1" && TypeSpelling.Arguments(type) is [var inner] ? inner : type, name, isStatic: true, argumentCount: 2) is { } member
          && (member.Framework is null || (!IsBuiltIn(member.Owner) && member.Framework.DeclaringType.Kind != FrameworkTypeKind.Interface)) ? member : null;

    // The built-in types have operators of their own instructions.
    private static bool IsBuiltIn(string type) => IsInteger(type) || type is "System.Boolean" or "System.Char" or "System.Double" or "System.Single" or "System.IntPtr" or "System.UIntPtr" or "System.Object";

    private static long? Calculate(SyntaxKind kind, long left, long right) => kind switch
    {
        SyntaxKind.BitwiseOrExpression => left | right,
        SyntaxKind.BitwiseAndExpression => left & right,
        SyntaxKind.ExclusiveOrExpression => left ^ right,
        SyntaxKind.SubtractExpression => unchecked(left - right),
        SyntaxKind.MultiplyExpression => unchecked(left * right),
        SyntaxKind.DivideExpression when right is not (0 or -1) => left / right,
        SyntaxKind.ModuloExpression when right is not (0 or -1) => left % right,
        SyntaxKind.LeftShiftExpression when right is >= 0 and < 63 => unchecked(left << (int)right),
        SyntaxKind.RightShiftExpression when right is >= 0 and < 63 => left >> (int)right,
        _ => null,
    };

    private Value Add(BinaryExpressionSyntax node, Value left, Value right)
    {
        if (left.IsNumber && right.IsNumber && left.Type != "System.String")
        {
            var isConstant = left.IsConstant && right.IsConstant;
            return new Value(ValueKind.Number, left.Type) { Number = unchecked(left.Number + right.Number), IsConstant = isConstant, Derivation = isConstant ? Derivation.Literal : Derivation.Folded };
        }

        if (left.Type != "System.String" && right.Type != "System.String")
        {
            return OperatorOf(left.Type, "op_Addition") is { } member ? Call(member, null, [Use(left, node.Left), Use(right, node.Right)], node) : Value.OfType(Use(left, node.Left).Type ?? Use(right, node.Right).Type);
        }

        if (left.IsConstant && right.IsConstant && TextOf(left) is { } first && TextOf(right) is { } second && first.Length + second.Length <= MaximumFoldedLength)
        {
            _steps -= (first.Length + second.Length) / CharactersPerStep;
            return Value.Constant(first + second);
        }

        // x + "a" + "b": neighbouring constants become one.
        var operands = left.Kind == ValueKind.Concatenation ? left.Items!.ToList() : [left];
        _steps -= operands.Count / OperandsPerStep;
        if (operands[^1] is { IsConstant: true } last && right.IsConstant && TextOf(last) is { } end && TextOf(right) is { } next && end.Length + next.Length <= MaximumFoldedLength)
        {
            _steps -= (end.Length + next.Length) / CharactersPerStep;
            operands[^1] = Value.Constant(end + next);
        }
        else
        {
            operands.Add(right.Kind == ValueKind.Concatenation ? Use(right, node.Right) : right);
        }

        return new Value(ValueKind.Concatenation, "System.String") { Items = [.. operands] };
    }

    private Value Concatenate(IReadOnlyList<Value?> operands, SyntaxNode node)
    {
        var used = operands.Select(operand => Use(operand!, node)).ToArray();
        Value[] arguments = used.Length <= 4 ? used : [new Value(ValueKind.Array, "System.String[]") { Items = used, Derivation = Derivation.Folded }];
        WriteCall("System.String::Concat", null, arguments, node);
        return used.Select(TextOf).ToArray() is var texts && Array.TrueForAll(texts, text => text is not null) && texts.Sum(text => text!.Length) <= MaximumFoldedLength
            ? Value.Folded(string.Concat(texts))
            : Value.Result("System.String::Concat", "System.String");
    }

    private Value Interpolate(InterpolatedStringExpressionSyntax node)
    {
        var parts = new List<Value>();
        var isPlain = true;
        foreach (var content in node.Contents)
        {
            switch (content)
            {
                case InterpolatedStringTextSyntax text:
                    parts.Add(Value.Constant(text.TextToken.ValueText));
                    break;
                case InterpolationSyntax hole:
                    var value = Evaluate(hole.Expression);
                    isPlain &= hole.FormatClause is null && hole.AlignmentClause is null && value.Type == "System.String";
                    parts.Add(hole.FormatClause is null && hole.AlignmentClause is null ? value : Value.OfType(Use(value, hole).Type));
                    break;
            }
        }

        var merged = Merge(parts);
        if (merged is [] or [{ IsConstant: true, IsText: true }])
        {
            return merged is [var only] ? only : Value.Constant("");
        }

        return isPlain ? new Value(ValueKind.Concatenation, "System.String") { Items = [.. merged] } : Handle(merged, node);
    }

    private static List<Value> Merge(List<Value> parts)
    {
        var merged = new List<Value>();
        foreach (var part in parts)
        {
            if (merged.Count > 0 && merged[^1] is { IsConstant: true, IsText: true } last && part is { IsConstant: true, IsText: true } && last.Text!.Length + part.Text!.Length <= MaximumFoldedLength)
            {
                merged[^1] = Value.Constant(last.Text + part.Text);
            }
            else
            {
                merged.Add(part);
            }
        }

        return merged;
    }

    // Values of other types than text go through the handler, part by part.
    private Value Handle(List<Value> parts, InterpolatedStringExpressionSyntax node)
    {
        const string Handler = "System.Runtime.CompilerServices.DefaultInterpolatedStringHandler";
        var used = parts.Select(part => Use(part, node)).ToArray();
        for (var i = 0; i < used.Length; i++)
        {
            WriteCall(Handler + (parts[i] is { IsConstant: true, IsText: true } ? "::AppendLiteral" : "::AppendFormatted"), Value.OfType(Handler), [used[i]], node);
        }

        WriteCall(Handler + "::ToStringAndClear", Value.OfType(Handler), [], node);
        var texts = used.Select(TextOf).ToArray();
        return Array.TrueForAll(texts, text => text is not null) && texts.Sum(text => text!.Length) <= MaximumFoldedLength
            ? Value.Folded(string.Concat(texts))
            : Value.Result(Handler + "::ToStringAndClear", "System.String");
    }

    private Value Choose(SwitchExpressionSyntax choice, Value governing)
    {
        string? type = null;
        foreach (var arm in choice.Arms)
        {
            var mark = _method.Mark;
            Match(arm.Pattern, governing);
            Consume(arm.WhenClause?.Condition);
            type ??= Consume(arm.Expression).Type;
            _method.Forget(mark);
        }

        return Value.OfType(type);
    }

    private void Match(PatternSyntax pattern, Value value)
    {
        _steps--;
        if (_depth >= MaximumDepth || IsExhausted)
        {
            IsTooDeep |= !IsExhausted;
            return;
        }

        _depth++;
        MatchPattern(pattern, value);
        _depth--;
    }

    private void MatchPattern(PatternSyntax pattern, Value value)
    {
        switch (pattern)
        {
            case ConstantPatternSyntax constant:
                Consume(constant.Expression);
                break;
            case RelationalPatternSyntax relational:
                Consume(relational.Expression);
                break;
            case DeclarationPatternSyntax declared:
                var type = ResolveHere(declared.Type);
                NoteType(type);
                Designate(declared.Designation, value with { Type = type ?? value.Type });
                break;
            case VarPatternSyntax variable:
                Designate(variable.Designation, value);
                break;
            case TypePatternSyntax typed:
                NoteType(ResolveHere(typed.Type));
                break;
            case ParenthesizedPatternSyntax parenthesized:
                Match(parenthesized.Pattern, value);
                break;
            case UnaryPatternSyntax unary:
                Match(unary.Pattern, value);
                break;
            case BinaryPatternSyntax:
                MatchAll(pattern, value);
                break;
            case ListPatternSyntax list:
                foreach (var item in list.Patterns)
                {
                    Match(item, Value.OfType(_members.ElementOf(value.Type)));
                }

                Designate(list.Designation, value);
                break;
            case RecursivePatternSyntax recursive:
                MatchParts(recursive, value);
                break;
        }
    }

    // a or b or c: one after the other.
    private void MatchAll(PatternSyntax pattern, Value value)
    {
        var parts = new Stack<PatternSyntax>();
        for (; pattern is BinaryPatternSyntax binary; pattern = binary.Left)
        {
            parts.Push(binary.Right);
        }

        for (parts.Push(pattern); parts.TryPop(out var part);)
        {
            Match(part, value);
        }
    }

    private void MatchParts(RecursivePatternSyntax pattern, Value value)
    {
        var type = ResolveHere(pattern.Type);
        NoteType(type);
        var matched = value with { Type = type ?? value.Type };
        foreach (var part in pattern.PropertyPatternClause?.Subpatterns ?? default)
        {
            var name = part.NameColon?.Name ?? part.ExpressionColon?.Expression as SimpleNameSyntax;
            Match(part.Pattern, name is not null ? Access(matched, name, part, false) : Value.Unknown);
        }

        foreach (var part in pattern.PositionalPatternClause?.Subpatterns ?? default)
        {
            Match(part.Pattern, Value.Unknown);
        }

        Designate(pattern.Designation, matched);
    }
}
