using Assay.CSharp.Names;
using Assay.CSharp.Values;
using Assay.Framework;
using Assay.Model;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;

namespace Assay.CSharp.Walking;

/// <summary>Constructions, initialisers and assignments.</summary>
internal sealed partial class CodeWalker
{
    private const int MaximumArrayLength = 256;

    private Value Create(string? type, ArgumentListSyntax? list, InitializerExpressionSyntax? initializer, SyntaxNode node)
    {
        NoteType(type);
        var created = type is null ? Unresolved(list) : _framework.FindType(TypeSpelling.Definition(type))?.Kind == FrameworkTypeKind.Delegate || _source.Find(TypeSpelling.Definition(type))?.IsDelegate == true
            ? CreateDelegate(type, list, node) : Construct(type, list, node);
        if (initializer is not null)
        {
            Initialize(initializer, created);
        }

        return created;
    }

    private Value Unresolved(ArgumentListSyntax? list)
    {
        NoteStarts("", null, Arguments(list));
        return Value.Unknown;
    }

    // new Thread(...) and new ThreadStart(Run): the method behind a delegate is named, the delegate constructed.
    private Value CreateDelegate(string type, ArgumentListSyntax? list, SyntaxNode node)
    {
        if (list?.Arguments is [{ Expression: AnonymousFunctionExpressionSyntax lambda }])
        {
            return Lambda(lambda, type);
        }

        var arguments = Arguments(list);
        if (!IsInternal(type))
        {
            _emit.External(FactKind.New, TypeSpelling.Definition(type), node, ArgumentsOf(null, arguments));
        }

        return Value.Result(TypeSpelling.Definition(type), type);
    }

    private Value Construct(string type, ArgumentListSyntax? list, SyntaxNode node)
    {
        var definition = TypeSpelling.Definition(type);
        List<Value> arguments;
        if (list is null)
        {
            arguments = [];
        }
        else if (_framework.FindType(definition)?.FindConstructor(list.Arguments.Count) is { } constructor)
        {
            var bound = MemberLookup.Bind(constructor, type);
            arguments = Arguments(list, bound, null, new TypeInference(_members));
            GuessDelegates(list, definition);
        }
        else
        {
            arguments = Arguments(list);
        }

        NoteStarts(definition + "::.ctor", null, arguments);
        if (IsInternal(type))
        {
            _emit.Internal(FactKind.New, definition, node, ArgumentsOf(null, arguments));
            return Value.Result(definition, type);
        }

        // A structure without arguments is zeroed; no constructor runs.
        if (arguments.Count == 0 && _types.IsValueType(type))
        {
            return Value.OfType(type);
        }

        _emit.External(FactKind.New, definition, node, ArgumentsOf(null, arguments));
        return UnderstandConstruction(new CallSite(definition, null, arguments, type, node));
    }

    // The table keeps the number of a constructor's parameters: threads and timers say by their name what delegate a lambda becomes.
    private void GuessDelegates(ArgumentListSyntax list, string definition)
    {
        var name = definition switch
        {
            "System.Threading.Thread" when list.Arguments.FirstOrDefault()?.Expression is ParenthesizedLambdaExpressionSyntax { ParameterList.Parameters.Count: 0 } or SimpleNameSyntax or AnonymousMethodExpressionSyntax => "System.Threading.ThreadStart",
            "System.Threading.Thread" => "System.Threading.ParameterizedThreadStart",
            "System.Threading.Timer" => "System.Threading.TimerCallback",
            _ => null,
        };
        if (name is not null && list.Arguments.FirstOrDefault()?.Expression is AnonymousFunctionExpressionSyntax or SimpleNameSyntax or MemberAccessExpressionSyntax)
        {
            NoteType(name);
            _emit.External(FactKind.New, name, list);
        }
    }

    private void Initialize(string? type, ArgumentListSyntax list, SyntaxNode node)
    {
        var arguments = Arguments(list);
        var self = new Value(ValueKind.Parameter, _method.Type.FullName) { Text = "this", Derivation = Derivation.Parameter, IsThis = true };
        if (type is not null && !IsInternal(type))
        {
            WriteCall(TypeSpelling.Definition(type) + "::.ctor", self, arguments, node);
        }
        else if (type is not null)
        {
            _emit.Internal(FactKind.Call, TypeSpelling.Definition(type) + "::.ctor", node, ArgumentsOf(self, arguments));
        }
    }

    // new X { A = 1, ["k"] = 2, { 3, 4 }, 5 }
    private void Initialize(InitializerExpressionSyntax initializer, Value target)
    {
        foreach (var item in initializer.Expressions)
        {
            if (IsExhausted)
            {
                return;
            }

            _steps--;
            switch (item)
            {
                case AssignmentExpressionSyntax { Left: SimpleNameSyntax name, Right: InitializerExpressionSyntax nested } when _depth < MaximumDepth:
                    _depth++;
                    Initialize(nested, Access(target, name, item, false));
                    _depth--;
                    break;
                case AssignmentExpressionSyntax { Left: SimpleNameSyntax name } assignment:
                    Set(target, name.Identifier.ValueText, Consume(assignment.Right, TypeOfMember(target, name.Identifier.ValueText)), assignment);
                    break;
                case AssignmentExpressionSyntax { Left: ImplicitElementAccessSyntax element } assignment:
                    SetElement(target, Arguments(element.ArgumentList), Consume(assignment.Right), assignment);
                    break;
                case InitializerExpressionSyntax several:
                    AddItem(target, [.. several.Expressions.Select(expression => Consume(expression))], several);
                    break;
                default:
                    AddItem(target, [Consume(item)], item);
                    break;
            }
        }
    }

    private void AddItem(Value target, IReadOnlyList<Value> arguments, SyntaxNode node)
    {
        NoteStarts("", null, arguments);
        if (target.Type is { } type && _members.Find(type, "Add", isStatic: false, arguments.Count) is { Kind: SourceMemberKind.Method } add)
        {
            Call(add, target, arguments, node);
        }
    }

    private Value CreateArray(ArrayCreationExpressionSyntax creation, string? type)
    {
        NoteType(type is null ? null : TypeSpelling.Definition(type));
        var sizes = creation.Type.RankSpecifiers.SelectMany(rank => rank.Sizes).Where(size => size is not OmittedArraySizeExpressionSyntax).Select(size => Consume(size)).ToArray();
        if (creation.Initializer is { } initializer)
        {
            return Items(initializer.Expressions, type, creation);
        }

        return sizes is [{ IsNumber: true, Number: >= 0 and <= MaximumArrayLength } length]
            ? new Value(ValueKind.Array, type) { Items = new Value?[length.Number], Derivation = Derivation.Folded }
            : Value.OfType(type);
    }

    private Value Items(SeparatedSyntaxList<ExpressionSyntax> expressions, string? type, SyntaxNode node)
    {
        var element = type is not null && type.EndsWith("[]", StringComparison.Ordinal) ? type[..^2] : null;
        var items = new List<Value?>();
        foreach (var expression in expressions)
        {
            if (IsExhausted)
            {
                break;
            }

            var value = Consume(expression, element);
            if (items.Count <= MaximumArrayLength)
            {
                items.Add(value);
            }
        }

        NoteStarts("", null, [.. items.OfType<Value>().Where(item => item.Kind == ValueKind.ProcessStart)]);
        var known = type ?? (items.Select(item => item!.Type).FirstOrDefault(found => found is not null) is { } first ? first + "[]" : null);
        return items.Count <= MaximumArrayLength ? new Value(ValueKind.Array, known) { Items = [.. items], Derivation = Derivation.Folded } : Value.OfType(known);
    }

    private Value Collect(CollectionExpressionSyntax collection, string? expected)
    {
        var values = new List<Value?>();
        foreach (var element in collection.Elements)
        {
            switch (element)
            {
                case ExpressionElementSyntax item:
                    values.Add(Consume(item.Expression, _members.ElementOf(expected)));
                    break;
                case SpreadElementSyntax spread:
                    Consume(spread.Expression);
                    values.Add(Value.Unknown);
                    break;
            }
        }

        return expected is null || expected.EndsWith("[]", StringComparison.Ordinal) ? new Value(ValueKind.Array, expected) { Items = [.. values.Take(MaximumArrayLength)], Derivation = Derivation.Folded } : Value.OfType(expected);
    }

    private Value Index(Value target, BracketedArgumentListSyntax list, SyntaxNode node)
    {
        var arguments = Arguments(list);
        if (target.Type is not { } type)
        {
            return Value.Unknown;
        }

        if (type.EndsWith("[]", StringComparison.Ordinal))
        {
            return target is { Kind: ValueKind.Array, Items: { } items } && arguments is [{ IsNumber: true } index] && index.Number >= 0 && index.Number < items.Length && items[index.Number] is { } item ? item
                : ElementOf(target, type[..^2]);
        }

        return Indexer(type, arguments.Count) is { } indexer ? Call(indexer with { Name = "get_" + indexer.Name }, target, arguments, node) : Value.OfType(_members.ElementOf(type));
    }

    // What comes out of an array comes from where the array came from.
    private static Value ElementOf(Value array, string? type) => array.Kind is ValueKind.Result or ValueKind.Parameter ? array with { Type = type } : Value.OfType(type);

    private BoundMember? Indexer(string type, int count) => _members.Find(type, "Item", isStatic: false, count) ?? _members.Find(type, "Chars", isStatic: false, count);
}
