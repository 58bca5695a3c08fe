using Assay.CSharp.Names;
using Assay.CSharp.Values;
using Assay.Framework;
using Assay.Model;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp.Syntax;

namespace Assay.CSharp.Walking;

/// <summary>Names and members that are read.</summary>
internal sealed partial class CodeWalker
{
    private const int MaximumEnumChain = 4096;
    private static readonly ArgumentList Read = new(new Argument("access", "read"));
    private static readonly ArgumentList Write = new(new Argument("access", "write"));
    private readonly HashSet<SourceMember> _evaluating = [];

    // A simple name, from the inside out: variable, member of a type around it, type, namespace, member of an imported type.
    private Value Name(SimpleNameSyntax name, bool isFollowed)
    {
        var text = name.Identifier.ValueText;
        if (_method.Find(text) is { } variable)
        {
            return variable;
        }

        if (_method.Functions.ContainsKey(text))
        {
            return Value.Unknown;
        }

        var type = _types.FindSimple(SyntaxNames.WithArity(name), _method.Scope, _method.Type);
        if (MemberAround(text, null) is { } member && !(isFollowed && type is not null && member.Kind == SourceMemberKind.Property && member.Type == type))
        {
            return ReadMember(member, This(member), name);
        }

        if (type is not null)
        {
            return Value.TypeName(ResolveHere(name) ?? type);
        }

        if (TypeResolver.AliasTarget(name, _method.Scope) is { } alias)
        {
            return _types.IsNamespace(alias) ? new Value(ValueKind.Namespace) { Text = alias } : Value.TypeName(alias, isCandidate: true);
        }

        if (_types.IsNamespace(text) || _types.IsNamespace(SyntaxNames.Join(_method.Scope.Namespace, text)))
        {
            return new Value(ValueKind.Namespace) { Text = text };
        }

        if (StaticImport(text, null) is { } imported)
        {
            return ReadMember(imported, null, name);
        }

        return isFollowed && char.IsUpper(text.FirstOrDefault()) ? Value.TypeName(_types.CandidateName(SyntaxNames.WithArity(name), _method.Scope), isCandidate: true) : Value.Unknown;
    }

    private Value? This(BoundMember member) => member.IsStatic ? null : new Value(ValueKind.Parameter, _method.Type.FullName) { Text = "this", Derivation = Derivation.Parameter, IsThis = true };

    private BoundMember? MemberAround(string name, int? argumentCount)
    {
        for (var type = _method.Type; type is not null; type = type.Outer)
        {
            if (_members.Find(type.FullName, name, argumentCount: argumentCount) is { } member)
            {
                return member;
            }
        }

        // Members of a piece of source that has no type around them.
        return _source.Top.Members.TryGetValue(name, out var top) ? _members.Bind(top[0]) : null;
    }

    private BoundMember? StaticImport(string name, int? argumentCount)
    {
        foreach (var scope in _method.Scope.Outwards())
        {
            foreach (var imported in scope.StaticImports)
            {
                if (_types.Resolve(imported, scope, null) is { } type && _members.Find(type, name, isStatic: true, argumentCount) is { } member)
                {
                    return member;
                }
            }
        }

        return null;
    }

    // left.name, read.
    private Value Access(Value left, SimpleNameSyntax name, SyntaxNode node, bool isFollowed)
    {
        var text = name.Identifier.ValueText;
        switch (left.Kind)
        {
            // Names of a chain hold those before: what is longer than any name says nothing more.
            case ValueKind.Namespace when left.Text!.Length > TypeResolver.LongestName:
            case ValueKind.TypeName when left.Type!.Length > TypeResolver.LongestName:
                return Value.Unknown;
            case ValueKind.Namespace:
                var arity = SyntaxNames.WithArity(name);
                if (_types.FindQualified(left.Text!, arity, _method.Scope) is { } found)
                {
                    return Value.TypeName(WithArguments(found, name));
                }

                var full = left.Text + "." + text;
                return isFollowed && (_types.IsNamespace(full) || !_types.IsNamespace(left.Text!)) ? new Value(ValueKind.Namespace) { Text = full } : Value.TypeName(left.Text + "." + arity, isCandidate: true);
            case ValueKind.TypeName:
                return AccessStatic(left, name, node, isFollowed);
            default:
                if (left.Type is null)
                {
                    return Value.Unknown;
                }

                return _members.Find(left.Type, text, isStatic: false) is { } member ? ReadMember(member, left, node) : TupleItem(left, text) ?? Value.Result(TypeSpelling.Definition(left.Type) + "::" + text, null);
        }
    }

    private Value AccessStatic(Value left, SimpleNameSyntax name, SyntaxNode node, bool isFollowed)
    {
        var text = name.Identifier.ValueText;
        if (_members.Find(left.Type!, text, isStatic: true) is { } member)
        {
            return ReadMember(member, null, node);
        }

        if (_types.FindNested(left.Type!, SyntaxNames.WithArity(name)) is { } nested)
        {
            return Value.TypeName(WithArguments(nested, name));
        }

        // A.B.C of a name that nothing is known of: all but the last name the type.
        return left.IsCandidate && isFollowed && char.IsUpper(text.FirstOrDefault())
            ? Value.TypeName(left.Type + "." + SyntaxNames.WithArity(name), isCandidate: true)
            : Value.Result(TypeSpelling.Definition(left.Type!) + "::" + text, null);
    }

    private string WithArguments(string type, SimpleNameSyntax name) =>
        name is GenericNameSyntax generic ? $"{type}<{string.Join(',', generic.TypeArgumentList.Arguments.Select(argument => ResolveHere(argument) ?? "?"))}>" : type;

    private static Value? TupleItem(Value tuple, string name) =>
        name.StartsWith("Item", StringComparison.Ordinal) && int.TryParse(name.AsSpan(4), System.Globalization.NumberStyles.None, System.Globalization.CultureInfo.InvariantCulture, out var index)
        && TypeSpelling.Arguments(tuple.Type!) is var items && index >= 1 && index <= items.Count ? Value.OfType(items[index - 1]) : null;

    private Value ReadMember(BoundMember member, Value? receiver, SyntaxNode node)
    {
        switch (member.Kind)
        {
            case SourceMemberKind.Constant or SourceMemberKind.EnumMember:
                return ConstantOf(member);
            case SourceMemberKind.Property:
                return Call(member with { Name = "get_" + member.Name }, receiver, [], node);
            case SourceMemberKind.Field or SourceMemberKind.Event:
                return ReadField(member, node);
            default:
                // A method group: its address is taken.
                var name = member.Kind == SourceMemberKind.Native ? NativeOf(member.Source!) ?? member.FullName : member.FullName;
                WriteUse(FactKind.Call, name, member.Source is null || member.Kind == SourceMemberKind.Native, node, null);
                return Value.Result(name, null);
        }
    }

    private Value ReadField(BoundMember member, SyntaxNode node)
    {
        WriteUse(FactKind.Field, member.FullName, member.Source is null, node, Read);
        if (member.Source is null)
        {
            NoteType(member.Owner);
        }

        return member.FullName switch
        {
            "System.String::Empty" => new Value(ValueKind.Text, "System.String") { Text = "", Derivation = Derivation.Literal },
            var name when member.Owner == "Microsoft.Win32.Registry" && RegistryPath.Hive(member.Name) is { } hive
                => new Value(ValueKind.RegistryKey, member.Type) { Text = hive, Items = [Value.Result(name, null)], Derivation = Derivation.Result },
            var name => Value.Result(name, member.Type),
        };
    }

    private Value ConstantOf(BoundMember member)
    {
        if (member.Framework is { } known)
        {
            NoteType(member.Owner);
            return long.TryParse(known.Constant, System.Globalization.CultureInfo.InvariantCulture, out var number) && member.Type != "System.String"
                ? Value.Constant(number, member.Type ?? "System.Int32")
                : member.Type == "System.String" && known.Constant is { } text ? Value.Constant(text) : Value.OfType(member.Type);
        }

        // A constant that is made of itself has no value.
        if (member.Source is not { } source || !_evaluating.Add(source))
        {
            return Value.OfType(member.Type);
        }

        try
        {
            var value = source.Kind == SourceMemberKind.EnumMember ? EnumMember(source) : source.Value is { } expression ? ConstantOf(source.Owner, expression) : Value.Unknown;
            return value.IsConstant ? value with { Type = member.Type ?? value.Type } : Value.OfType(member.Type);
        }
        finally
        {
            _evaluating.Remove(source);
        }
    }

    // A, B = 4, C: one more than the last that says its number.
    private Value EnumMember(SourceMember member)
    {
        var all = member.Owner.Members.Values.SelectMany(named => named).Where(other => other.Kind == SourceMemberKind.EnumMember && other.Index <= member.Index).OrderByDescending(other => other.Index).Take(MaximumEnumChain);
        foreach (var other in all)
        {
            if (other.Value is { } expression)
            {
                var value = ConstantOf(member.Owner, expression);
                return value is { IsNumber: true, IsConstant: true } ? Value.Constant(value.Number + member.Index - other.Index, member.Owner.FullName) : Value.Unknown;
            }
        }

        return Value.Constant(member.Index, member.Owner.FullName);
    }

    private void WriteUse(FactKind kind, string value, bool isExternal, SyntaxNode node, ArgumentList? arguments)
    {
        if (isExternal)
        {
            _emit.External(kind, value, node, arguments);
        }
        else if (kind != FactKind.Field)
        {
            _emit.Internal(kind, value, node);
        }
        else if (arguments?["value"] is not null)
        {
            // Of a field of the file it counts where its value comes from.
            _emit.Internal(kind, value, node, arguments);
        }
    }
}
