using Assay.CSharp.Names;
using Assay.CSharp.Values;
using Assay.Framework;
using Assay.Model;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;

namespace Assay.CSharp.Walking;

/// <summary>Calls.</summary>
internal sealed partial class CodeWalker
{
    private const int MaximumArguments = 64;
    private readonly Dictionary<NameScope, HashSet<string>> _imports = [];

    // name(...): a local function, a delegate in a variable, a method of a type around it or of an imported type.
    private Value InvokeSimple(SimpleNameSyntax name, InvocationExpressionSyntax invocation)
    {
        var text = name.Identifier.ValueText;
        var count = invocation.ArgumentList.Arguments.Count;
        if (_method.Find(text) is { } variable)
        {
            return InvokeValue(variable, invocation);
        }

        if (_method.Functions.TryGetValue(text, out var function))
        {
            var arguments = Arguments(invocation.ArgumentList);
            if (NativeImports.Find(function.AttributeLists) is { } import && NativeImports.Name(import, text, expression => ConstantText(_method.Type, expression)) is { } native)
            {
                WriteCall(native, null, arguments, invocation);
                return Value.Result(native, ResolveHere(function.ReturnType));
            }

            return Value.OfType(ResolveHere(function.ReturnType));
        }

        if ((MemberAround(text, count) ?? StaticImport(text, count)) is { } member)
        {
            return Invoke(member, This(member), name, invocation);
        }

        if (text == "nameof" && invocation.ArgumentList.Arguments is [var named])
        {
            return Value.Constant(LastName(named.Expression));
        }

        // A method of a base that is not known.
        WriteCandidate("?::" + text, null, Arguments(invocation.ArgumentList), invocation);
        return Value.Unknown;
    }

    private static string LastName(ExpressionSyntax expression) => expression switch
    {
        MemberAccessExpressionSyntax access => access.Name.Identifier.ValueText,
        SimpleNameSyntax name => name.Identifier.ValueText,
        QualifiedNameSyntax name => name.Right.Identifier.ValueText,
        _ => "",
    };

    // left.name(...)
    private Value InvokeMember(Value left, SimpleNameSyntax name, InvocationExpressionSyntax invocation)
    {
        var text = name.Identifier.ValueText;
        var count = invocation.ArgumentList.Arguments.Count;
        if (left.Kind == ValueKind.Namespace)
        {
            left = Value.TypeName(left.Text!, isCandidate: true);
        }

        var isStatic = left.Kind == ValueKind.TypeName;
        var member = left.Type is { } type ? _members.Find(type, text, isStatic, count) : null;
        if (!isStatic && (member is null || member.Framework?.Accepts(count) == false) && Extension(left.Type, text, count) is { } extension)
        {
            return Invoke(extension, left, name, invocation);
        }

        if (member is not null)
        {
            return Invoke(member, left, name, invocation);
        }

        var arguments = Arguments(invocation.ArgumentList);
        var owner = left.Type is { } known ? TypeSpelling.Definition(known) : "?";
        var candidate = owner + "::" + text;
        WriteCandidate(candidate, isStatic ? null : left, arguments, invocation);
        return Value.Result(candidate, null);
    }

    private void WriteCandidate(string name, Value? receiver, IReadOnlyList<Value> arguments, SyntaxNode node)
    {
        NoteStarts(name, receiver, arguments);
        if (name[0] != '?' && IsInternal(name[..name.IndexOf("::", StringComparison.Ordinal)]))
        {
            _emit.Internal(FactKind.Call, name, node, ArgumentsOf(receiver, arguments));
        }
        else
        {
            WriteCall(name, receiver, arguments, node);
        }
    }

    // A delegate, or a member that holds one.
    private Value InvokeValue(Value target, InvocationExpressionSyntax invocation)
    {
        if (target.Type is { } type && _members.Find(type, "Invoke", isStatic: false) is { } invoke)
        {
            return Call(invoke, target, Arguments(invocation.ArgumentList), invocation);
        }

        NoteStarts("", null, Arguments(invocation.ArgumentList));
        return Value.Unknown;
    }

    private Value Invoke(BoundMember member, Value? receiver, SimpleNameSyntax name, InvocationExpressionSyntax invocation)
    {
        if (member.Kind is not (SourceMemberKind.Method or SourceMemberKind.Native))
        {
            return InvokeValue(ReadMember(member, receiver, name), invocation);
        }

        var isExtension = member is { IsStatic: true } && (member.Framework?.IsExtension == true || member.Source?.IsExtension == true) && receiver is not null && receiver.Kind != ValueKind.TypeName;
        var inference = new TypeInference(_members);
        if (name is GenericNameSyntax generic)
        {
            inference.Take([.. generic.TypeArgumentList.Arguments.Select(argument => ResolveHere(argument))]);
        }

        _lastLambdaResult = null;
        var arguments = Arguments(invocation.ArgumentList, member, isExtension ? receiver : null, inference);
        member = WithResult(member, invocation.ArgumentList, isExtension ? 1 : 0, inference);
        var bound = member.Type is { } type && type.Contains("!!", StringComparison.Ordinal) ? member with { Type = TypeSpelling.Substitute(type, member.TypeArguments, inference.Arguments) } : member;
        return Call(bound, member.IsStatic ? null : receiver, Packed(member, arguments), invocation);
    }

    /// <summary>Writes a call and gives what it returns.</summary>
    private Value Call(BoundMember member, Value? receiver, IReadOnlyList<Value> arguments, SyntaxNode node)
    {
        if (member.Kind == SourceMemberKind.Native && NativeOf(member.Source!) is { } native)
        {
            WriteCall(native, null, arguments, node);
            return Value.Result(native, member.Type);
        }

        var name = member.FullName;
        var instance = member.IsStatic ? null : receiver ?? Value.Unknown;
        NoteStarts(name, instance, arguments);
        if (member.Source is not null)
        {
            _emit.Internal(FactKind.Call, name, node, ArgumentsOf(instance, arguments));
            TakeBack(name, instance, arguments, node);
            return Value.Result(name, member.Type);
        }

        if (name == "System.Array::get_Length" && receiver?.Type?.EndsWith("[]", StringComparison.Ordinal) == true)
        {
            // The length of a vector is an instruction of its own.
            return Value.OfType(member.Type);
        }

        NoteOwner(member.Owner);
        NoteType(member.Type);
        WriteCall(name, instance, arguments, node);
        TakeBack(name, instance, arguments, node);
        return Understand(new CallSite(name, instance, arguments, member.Type, node));
    }

    private void WriteCall(string name, Value? receiver, IReadOnlyList<Value> arguments, SyntaxNode node) => _emit.External(FactKind.Call, name, node, ArgumentsOf(receiver, arguments));

    private ArgumentList? ArgumentsOf(Value? receiver, IReadOnlyList<Value> arguments)
    {
        _method.HandsOn |= !_emit.IsSilent && arguments.Any(argument => argument is { Kind: ValueKind.Parameter, IsThis: false });
        var list = new List<Argument>(arguments.Count + 1);
        if (receiver is not null)
        {
            list.Add(Shown("this", receiver));
        }

        list.AddRange(arguments.Take(MaximumArguments).Select(argument => Shown(null, argument)));
        return list.Count == 0 ? null : new ArgumentList([.. list]);
    }

    private static Argument Shown(string? name, Value value)
    {
        var (text, derivation) = value.Kind switch
        {
            ValueKind.Text => (value.Text, value.Derivation),
            ValueKind.Number => (value.Number.ToString(System.Globalization.CultureInfo.InvariantCulture), value.Derivation),
            ValueKind.Null => ("null", Derivation.Literal),
            ValueKind.Result => (value.Text, Derivation.Result),
            ValueKind.ProcessStart or ValueKind.RegistryKey => (value.Items is [{ Text: { } member }, ..] ? member : null, Derivation.Result),
            ValueKind.Parameter => (value.Text, Derivation.Parameter),
            ValueKind.Array when ArrayText(value.Items!) is { } items => (items, Derivation.Folded),
            ValueKind.Array when Array.Find(value.Items!, item => item is { Kind: ValueKind.Result or ValueKind.Parameter }) is { } origin => (origin.Text, origin.Derivation),
            _ => (null, Derivation.Unknown),
        };
        return new Argument(name, text, text is null ? Derivation.Unknown : derivation);
    }

    // new[] { "a", "b" } => [a, b]; one element that is not known makes the whole unknown.
    private static string? ArrayText(Value?[] items)
    {
        var texts = items.Select(item => item is null ? null : item.IsNumber ? item.Number.ToString(System.Globalization.CultureInfo.InvariantCulture) : TextOf(item)).ToArray();
        return Array.TrueForAll(texts, text => text is not null) ? "[" + string.Join(", ", texts) + "]" : null;
    }

    private BoundMember? Extension(string? type, string name, int count)
    {
        var own = _source.FindExtensions(name);
        if (own.Count > 0)
        {
            return _members.Bind(own[0]);
        }

        if (type is null)
        {
            return null;
        }

        if (!_imports.TryGetValue(_method.Scope, out var imports))
        {
            _imports.Add(_method.Scope, imports = TypeResolver.Imports(_method.Scope).ToHashSet(StringComparer.Ordinal));
        }

        FrameworkMember? other = null;
        foreach (var member in _framework.FindExtensions(name).Where(member => member.Accepts(count + 1)))
        {
            if (!member.Overloads.Any(overload => overload.Parameters is [var first, ..] && Extends(first.Type, type)))
            {
                continue;
            }

            var declaring = member.DeclaringType.FullName;
            if (imports.Contains(declaring[..Math.Max(0, declaring.LastIndexOf('.'))]))
            {
                return MemberLookup.Bind(member, declaring);
            }

            other ??= member;
        }

        return other is null ? null : MemberLookup.Bind(other, other.DeclaringType.FullName);
    }

    private bool Extends(string parameter, string type) => parameter.StartsWith("!!", StringComparison.Ordinal) || parameter == type || _members.As(type, TypeSpelling.Definition(parameter)) is not null;
}
