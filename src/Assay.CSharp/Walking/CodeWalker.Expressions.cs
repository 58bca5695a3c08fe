using Assay.CSharp.Names;
using Assay.CSharp.Values;
using Assay.Framework;
using Assay.Model;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;

namespace Assay.CSharp.Walking;

/// <summary>Expressions: the left-hand sides of operators, calls and accesses are gone through one after the other, however long the chain is.</summary>
internal sealed partial class CodeWalker
{
    /// <summary>Gives the value of an expression that is used: a constant text is stated, a concatenation is called.</summary>
    private Value Consume(ExpressionSyntax? expression, string? expected = null) => expression is null ? Value.Unknown : Use(Evaluate(expression, expected), expression);

    private Value Evaluate(ExpressionSyntax expression, string? expected = null)
    {
        if (IsExhausted)
        {
            return Value.Unknown;
        }

        _steps--;
        if (_depth >= MaximumDepth)
        {
            IsTooDeep = true;
            return Value.Unknown;
        }

        _depth++;
        var value = EvaluateChain(expression, expected);
        _depth--;
        return value;
    }

    private Value EvaluateChain(ExpressionSyntax expression, string? expected)
    {
        if (LeftOf(expression) is not { } left)
        {
            return EvaluateLeaf(expression, expected, null, out _);
        }

        // a.B(c).D + e => a; .B(c); .D; + e
        var chain = new List<ExpressionSyntax> { expression };
        for (; LeftOf(left) is { } next; left = next)
        {
            chain.Add(left);
        }

        _steps -= chain.Count;
        var value = EvaluateLeaf(left, null, chain[^1], out var consumed);
        for (var i = chain.Count - 1 - (consumed ? 1 : 0); i >= 0 && !IsExhausted; i--)
        {
            if (SimpleAccess(chain[i]) is { } access)
            {
                if (i > 0 && chain[i - 1] is InvocationExpressionSyntax invocation)
                {
                    value = InvokeMember(Use(value, chain[i]), access, invocation);
                    i--;
                }
                else
                {
                    value = Access(Use(value, chain[i]), access, chain[i], i > 0 && chain[i - 1] is MemberAccessExpressionSyntax);
                }
            }
            else
            {
                value = Continue(chain[i], value);
            }
        }

        return value;
    }

    private static ExpressionSyntax? LeftOf(ExpressionSyntax expression) => expression switch
    {
        BinaryExpressionSyntax binary => binary.Left,
        MemberAccessExpressionSyntax access => access.Expression,
        InvocationExpressionSyntax invocation => invocation.Expression,
        ElementAccessExpressionSyntax element => element.Expression,
        ConditionalAccessExpressionSyntax conditional => conditional.Expression,
        PostfixUnaryExpressionSyntax postfix => postfix.Operand,
        IsPatternExpressionSyntax pattern => pattern.Expression,
        SwitchExpressionSyntax choice => choice.GoverningExpression,
        WithExpressionSyntax with => with.Expression,
        _ => null,
    };

    private static SimpleNameSyntax? SimpleAccess(ExpressionSyntax expression) => (expression as MemberAccessExpressionSyntax)?.Name;

    // One link of a chain, with the value of what stands to its left.
    private Value Continue(ExpressionSyntax node, Value left)
    {
        switch (node)
        {
            case BinaryExpressionSyntax binary:
                return Combine(binary, left);
            case InvocationExpressionSyntax invocation:
                return InvokeValue(Use(left, node), invocation);
            case ElementAccessExpressionSyntax element:
                return Index(Use(left, node), element.ArgumentList, node);
            case ConditionalAccessExpressionSyntax conditional:
                var outer = _method.ConditionalReceiver;
                _method.ConditionalReceiver = Use(left, node);
                var result = Evaluate(conditional.WhenNotNull);
                _method.ConditionalReceiver = outer;
                return result;
            case PostfixUnaryExpressionSyntax { RawKind: (int)SyntaxKind.SuppressNullableWarningExpression }:
                return left;
            case PostfixUnaryExpressionSyntax:
                return Value.OfType(left.Type);
            case IsPatternExpressionSyntax pattern:
                Match(pattern.Pattern, Use(left, node));
                return Value.OfType("System.Boolean");
            case SwitchExpressionSyntax choice:
                return Choose(choice, Use(left, node));
            case WithExpressionSyntax with:
                Initialize(with.Initializer, Use(left, node));
                return Value.OfType(left.Type);
            default:
                return Value.Unknown;
        }
    }

    private Value EvaluateLeaf(ExpressionSyntax node, string? expected, ExpressionSyntax? parent, out bool consumed)
    {
        consumed = false;
        var invocation = parent as InvocationExpressionSyntax;
        switch (node)
        {
            case SimpleNameSyntax name:
                consumed = invocation is not null;
                return consumed ? InvokeSimple(name, invocation!) : Name(name, parent is MemberAccessExpressionSyntax);
            case MemberBindingExpressionSyntax binding:
                consumed = invocation is not null;
                return consumed ? InvokeMember(_method.ConditionalReceiver, binding.Name, invocation!) : Access(_method.ConditionalReceiver, binding.Name, node, parent is MemberAccessExpressionSyntax);
            case ElementBindingExpressionSyntax binding:
                return Index(_method.ConditionalReceiver, binding.ArgumentList, node);
            case AliasQualifiedNameSyntax aliased:
                var global = aliased.Name.Identifier.ValueText;
                return _types.FindGlobal(SyntaxNames.WithArity(aliased.Name)) is { } found ? Value.TypeName(found) : new Value(ValueKind.Namespace) { Text = global };
            case PredefinedTypeSyntax predefined:
                return TypeSpelling.OfKeyword(predefined.Keyword.ValueText) is { } keyword ? Value.TypeName(keyword) : Value.Unknown;
            case TypeSyntax type:
                return ResolveHere(type) is { } resolved ? Value.TypeName(resolved) : Value.Unknown;
            case ThisExpressionSyntax:
                return new Value(ValueKind.Parameter, _method.Type.FullName) { Text = "this", Derivation = Derivation.Parameter, IsThis = true };
            case BaseExpressionSyntax:
                return new Value(ValueKind.Parameter, BaseOf(_method.Type)) { Text = "this", Derivation = Derivation.Parameter, IsThis = true };
            case LiteralExpressionSyntax literal:
                return Literal(literal, expected);
            case ParenthesizedExpressionSyntax parenthesized:
                return Evaluate(parenthesized.Expression, expected);
            case AssignmentExpressionSyntax assignment:
                return Assignment(assignment);
            default:
                return EvaluateOther(node, expected);
        }
    }

    private Value EvaluateOther(ExpressionSyntax node, string? expected)
    {
        switch (node)
        {
            case ObjectCreationExpressionSyntax creation:
                return Create(ResolveHere(creation.Type), creation.ArgumentList, creation.Initializer, node);
            case ImplicitObjectCreationExpressionSyntax creation:
                return Create(expected, creation.ArgumentList, creation.Initializer, node);
            case ArrayCreationExpressionSyntax creation:
                return CreateArray(creation, ResolveHere(creation.Type));
            case ImplicitArrayCreationExpressionSyntax creation:
                return Items(creation.Initializer.Expressions, null, node);
            case StackAllocArrayCreationExpressionSyntax creation:
                Items(creation.Initializer?.Expressions ?? default, null, node);
                return Value.OfType(ResolveHere((creation.Type as ArrayTypeSyntax)?.ElementType) is { } stacked ? $"System.Span`1<{stacked}>" : null);
            case CollectionExpressionSyntax collection:
                return Collect(collection, expected);
            case InitializerExpressionSyntax initializer:
                return Items(initializer.Expressions, expected, node);
            case AnonymousFunctionExpressionSyntax function:
                return Lambda(function, expected);
            case InterpolatedStringExpressionSyntax interpolated:
                return Interpolate(interpolated);
            case CastExpressionSyntax cast:
                return Cast(cast);
            case ConditionalExpressionSyntax conditional:
                return Condition(conditional, expected);
            case PrefixUnaryExpressionSyntax prefix:
                return Prefix(prefix, expected);
            case AwaitExpressionSyntax awaited:
                return Await(Consume(awaited.Expression));
            case TypeOfExpressionSyntax typeOf:
                return TypeOf(typeOf);
            case DefaultExpressionSyntax standard:
                return Value.OfType(ResolveHere(standard.Type));
            case SizeOfExpressionSyntax:
                return Value.OfType("System.Int32");
            case CheckedExpressionSyntax checkedValue:
                return Evaluate(checkedValue.Expression, expected);
            case DeclarationExpressionSyntax declared:
                var type = ResolveHere(declared.Type);
                NoteType(type);
                Designate(declared.Designation, Value.OfType(type));
                return Value.OfType(type);
            default:
                return EvaluateRare(node);
        }
    }

    private Value EvaluateRare(ExpressionSyntax node)
    {
        switch (node)
        {
            case TupleExpressionSyntax tuple:
                var types = tuple.Arguments.Select(argument => Consume(argument.Expression).Type ?? "?").ToArray();
                return Value.OfType($"System.ValueTuple`{types.Length.ToString(System.Globalization.CultureInfo.InvariantCulture)}<{string.Join(',', types)}>");
            case AnonymousObjectCreationExpressionSyntax anonymous:
                foreach (var member in anonymous.Initializers)
                {
                    Consume(member.Expression);
                }

                return Value.Unknown;
            case ThrowExpressionSyntax thrown:
                Consume(thrown.Expression);
                return Value.Unknown;
            case RefExpressionSyntax reference:
                return Evaluate(reference.Expression);
            case RangeExpressionSyntax range:
                Consume(range.LeftOperand);
                Consume(range.RightOperand);
                return Value.OfType("System.Range");
            case QueryExpressionSyntax query:
                return Query(query);
            case MakeRefExpressionSyntax made:
                return Evaluate(made.Expression);
            default:
                return Value.Unknown;
        }
    }

    private string? BaseOf(SourceType type) => _members.WithBases(type.FullName).Skip(1).FirstOrDefault();

    private Value Condition(ConditionalExpressionSyntax conditional, string? expected)
    {
        // a ? b : c ? d : e: one after the other.
        string? type = null;
        ExpressionSyntax current = conditional;
        while (current is ConditionalExpressionSyntax next && !IsExhausted)
        {
            _steps--;
            Consume(next.Condition);
            type = Consume(next.WhenTrue, expected).Type ?? type;
            _method.Join();
            current = next.WhenFalse;
        }

        return Value.OfType(type ?? Consume(current, expected).Type ?? expected);
    }

    private Value Prefix(PrefixUnaryExpressionSyntax prefix, string? expected)
    {
        var operand = Evaluate(prefix.Operand, expected);
        switch (prefix.Kind())
        {
            case SyntaxKind.UnaryMinusExpression when operand.IsNumber:
                return operand with { Number = unchecked(-operand.Number) };
            case SyntaxKind.UnaryPlusExpression when operand.IsNumber:
                return operand;
            case SyntaxKind.BitwiseNotExpression when operand.IsNumber:
                return operand with { Number = ~operand.Number };
            case SyntaxKind.LogicalNotExpression when operand.IsNumber && operand.IsConstant:
                return operand with { Number = operand.Number == 0 ? 1 : 0 };
            case SyntaxKind.LogicalNotExpression:
                return Value.OfType("System.Boolean");
            case SyntaxKind.AddressOfExpression:
                return Value.OfType(operand.Type is { } type ? type + "*" : null);
            case SyntaxKind.PointerIndirectionExpression:
                return Value.OfType(operand.Type is { } pointer && pointer.EndsWith('*') ? pointer[..^1] : null);
            case SyntaxKind.IndexExpression:
                return Value.OfType("System.Index");
            default:
                return Value.OfType(operand.Type);
        }
    }

    private Value Cast(CastExpressionSyntax cast)
    {
        var type = ResolveHere(cast.Type);
        NoteType(type);
        var value = Evaluate(cast.Expression, type);
        return value.Kind is ValueKind.Concatenation ? value : value with { Type = type ?? value.Type };
    }

    private static Value Await(Value task) => TypeSpelling.Definition(task.Type ?? "") switch
    {
        "System.Threading.Tasks.Task`1" or "System.Threading.Tasks.ValueTask`1" or "System.Runtime.CompilerServices.ConfiguredTaskAwaitable`1" or "System.Runtime.CompilerServices.ConfiguredValueTaskAwaitable`1"
            when TypeSpelling.Arguments(task.Type!) is [var result] => task.Kind == ValueKind.Result ? task with { Type = result } : Value.OfType(result),
        _ => task.Kind == ValueKind.Result ? task with { Type = null } : Value.Unknown,
    };

    private Value TypeOf(TypeOfExpressionSyntax typeOf)
    {
        var type = ResolveHere(typeOf.Type);
        NoteType(type);
        _emit.External(FactKind.Call, "System.Type::GetTypeFromHandle", typeOf, type is null ? null : new ArgumentList(new Argument(null, TypeSpelling.Definition(type))));
        return type is null ? Value.OfType("System.Type") : new Value(ValueKind.Text, "System.Type") { Text = TypeSpelling.Definition(type), Derivation = Derivation.Literal };
    }

    private static Value Literal(LiteralExpressionSyntax literal, string? expected) => literal.Token.Value switch
    {
        string text => Value.Constant(text),
        char character => Value.Constant(character, "System.Char"),
        bool truth => Value.Constant(truth ? 1 : 0, "System.Boolean"),
        int number => Value.Constant(number, "System.Int32"),
        uint number => Value.Constant(number, "System.UInt32"),
        long number => Value.Constant(number, "System.Int64"),
        ulong number => Value.Constant(unchecked((long)number), "System.UInt64"),
        double => Value.OfType("System.Double"),
        float => Value.OfType("System.Single"),
        decimal => Value.OfType("System.Decimal"),
        _ when literal.IsKind(SyntaxKind.NullLiteralExpression) => new Value(ValueKind.Null, expected) { Derivation = Derivation.Literal },
        _ when literal.IsKind(SyntaxKind.DefaultLiteralExpression) => Value.OfType(expected),
        _ => literal.IsKind(SyntaxKind.Utf8StringLiteralExpression) ? Value.OfType("System.ReadOnlySpan`1<System.Byte>") : Value.Unknown,
    };
}
