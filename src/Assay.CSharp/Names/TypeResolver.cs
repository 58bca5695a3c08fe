using Assay.Framework;
using Assay.Model;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;

namespace Assay.CSharp.Names;

/// <summary>Finds the types that names of the source stand for. Types are spelled as in the framework's table.</summary>
internal sealed class TypeResolver(SourceTypes source, FrameworkTable framework)
{
    private const int MaximumDepth = FixedLimits.CsharpTypeDepth;

    // Names that are longer are of no type: types inside each other, and types of unknown bases, add up to any length.
    public const int LongestName = 4096;

    // What a project of the SDK imports by itself: only for sources that import nothing, as a piece of one does.
    private static readonly string[] ImplicitImports =
        ["System", "System.Collections.Generic", "System.IO", "System.Linq", "System.Net", "System.Net.Http", "System.Threading", "System.Threading.Tasks", "System.Text", "System.Diagnostics", "System.Runtime.InteropServices", "Microsoft.Win32"];

    private readonly Dictionary<(NameScope Scope, SourceType? Type, string Name), string?> _simpleNames = [];
    private readonly Dictionary<NameScope, string[]> _imports = [];

    /// <summary>Spells the type of a syntax; null when it is <c>var</c>, <c>dynamic</c>, a type parameter or no type.</summary>
    public string? Resolve(TypeSyntax? syntax, NameScope scope, SourceType? within) => Resolve(syntax, scope, within, 0);

    private string? Resolve(TypeSyntax? syntax, NameScope scope, SourceType? within, int depth)
    {
        if (depth > MaximumDepth)
        {
            return null;
        }

        switch (syntax)
        {
            case PredefinedTypeSyntax predefined:
                return TypeSpelling.OfKeyword(predefined.Keyword.ValueText);
            case NullableTypeSyntax nullable:
                return Resolve(nullable.ElementType, scope, within, depth + 1) is { } element ? IsValueType(element) ? $"System.Nullable`1<{element}>" : element : null;
            case ArrayTypeSyntax array:
                return Resolve(array.ElementType, scope, within, depth + 1) is { } item ? item + string.Concat(Enumerable.Repeat("[]", Math.Min(array.RankSpecifiers.Count, 8))) : null;
            case PointerTypeSyntax pointer:
                return Resolve(pointer.ElementType, scope, within, depth + 1) is { } target ? target + "*" : null;
            case RefTypeSyntax reference:
                return Resolve(reference.Type, scope, within, depth + 1);
            case ScopedTypeSyntax scoped:
                return Resolve(scoped.Type, scope, within, depth + 1);
            case TupleTypeSyntax tuple:
                return $"System.ValueTuple`{tuple.Elements.Count.ToString(System.Globalization.CultureInfo.InvariantCulture)}<{string.Join(',', tuple.Elements.Select(part => Resolve(part.Type, scope, within, depth + 1) ?? "?"))}>";
            case AliasQualifiedNameSyntax aliased:
                return WithArguments(FindGlobal(SyntaxNames.WithArity(aliased.Name)), aliased.Name, scope, within, depth);
            case QualifiedNameSyntax qualified:
                return ResolveQualified(qualified, scope, within, depth);
            case IdentifierNameSyntax { Identifier.ValueText: "dynamic" }:
                return null;
            case IdentifierNameSyntax { Identifier.ValueText: "nint" or "nuint" } native:
                return TypeSpelling.OfKeyword(native.Identifier.ValueText);
            case SimpleNameSyntax { Identifier.ValueText: not "var" } simple:
                return WithArguments(FindSimple(SyntaxNames.WithArity(simple), scope, within) ?? Candidate(simple, scope, within), simple, scope, within, depth);
            default:
                return null;
        }
    }

    /// <summary>Finds a type by a simple name with arity, from within a type outwards, then by usings; null when none is known.</summary>
    public string? FindSimple(string name, NameScope scope, SourceType? within)
    {
        var key = (scope, within, name);
        if (!_simpleNames.TryGetValue(key, out var found))
        {
            _simpleNames.Add(key, null);
            found = _simpleNames[key] = Look(name, scope, within);
        }

        return found;
    }

    /// <summary>Finds a type by its full name in the source or the framework; null when none has it.</summary>
    public string? FindGlobal(string fullName) => source.Find(fullName) is not null || framework.FindType(fullName) is not null ? fullName : null;

    /// <summary>Finds a type nested in another, or in its bases.</summary>
    public string? FindNested(string type, string name)
    {
        var definition = TypeSpelling.Definition(type);
        for (var depth = 0; depth < MaximumDepth && source.Find(definition) is { } declared; depth++)
        {
            if (declared.Nested.TryGetValue(name, out var nested))
            {
                return nested.FullName;
            }

            if (declared.Bases.Count == 0 || Resolve(declared.Bases[0].Type, declared.Scope, declared.Outer, depth + 1) is not { } around)
            {
                return null;
            }

            definition = TypeSpelling.Definition(around);
        }

        return definition.Length + name.Length < LongestName ? FindGlobal(definition + "+" + name) : null;
    }

    /// <summary>Tells whether a namespace of this name exists in the source or the framework.</summary>
    public bool IsNamespace(string name) => source.IsNamespace(name) || framework.IsNamespace(name);

    /// <summary>The namespaces that a scope imports, its own ones included.</summary>
    public static IEnumerable<string> Imports(NameScope scope)
    {
        var any = false;
        foreach (var around in scope.Outwards())
        {
            for (var own = around.Namespace; own.Length > 0; own = own[..Math.Max(0, own.LastIndexOf('.'))])
            {
                yield return own;
            }

            foreach (var import in around.Imports)
            {
                any = true;
                yield return import;
            }
        }

        if (!any)
        {
            foreach (var import in ImplicitImports)
            {
                yield return import;
            }
        }
    }

    /// <summary>True for structures and enumerations.</summary>
    public bool IsValueType(string type) => !type.EndsWith(']')
        && (framework.FindType(TypeSpelling.Definition(type))?.Kind is FrameworkTypeKind.Structure or FrameworkTypeKind.Enumeration || source.Find(TypeSpelling.Definition(type)) is { IsStructure: true } or { IsEnumeration: true });

    private string? ResolveQualified(QualifiedNameSyntax qualified, NameScope scope, SourceType? within, int depth)
    {
        // A.B.C, from the left: a namespace, then a type, then types nested in it.
        var parts = new List<SimpleNameSyntax>();
        NameSyntax current = qualified;
        for (; current is QualifiedNameSyntax next; current = next.Left)
        {
            parts.Add(next.Right);
        }

        var start = current is AliasQualifiedNameSyntax aliased ? aliased.Name : current as SimpleNameSyntax;
        if (start is null || parts.Count > MaximumDepth)
        {
            return null;
        }

        parts.Add(start);
        parts.Reverse();
        string? type = current is AliasQualifiedNameSyntax ? FindGlobal(SyntaxNames.WithArity(start)) : FindSimple(SyntaxNames.WithArity(start), scope, within);
        var path = AliasTarget(start, scope) ?? start.Identifier.ValueText;
        foreach (var part in parts.Skip(1))
        {
            var name = SyntaxNames.WithArity(part);
            type = type is not null ? FindNested(type, name) ?? type + "+" + name : FindQualified(path, name, scope);
            path += "." + part.Identifier.ValueText;
        }

        // A type that no table has is named as it is written.
        var found = type ?? path;
        return found.Length <= LongestName ? WithArguments(found, parts[^1], scope, within, depth) : null;
    }

    /// <summary>Finds a type in a namespace that is written in full, or from the namespace around.</summary>
    public string? FindQualified(string @namespace, string name, NameScope scope)
    {
        if (FindGlobal(@namespace + "." + name) is { } direct)
        {
            return direct;
        }

        for (var own = scope.Namespace; own.Length > 0; own = own[..Math.Max(0, own.LastIndexOf('.'))])
        {
            if (FindGlobal(own + "." + @namespace + "." + name) is { } relative)
            {
                return relative;
            }
        }

        return null;
    }

    /// <summary>The namespace that an alias stands for; null when the name is no alias of one.</summary>
    public static string? AliasTarget(SimpleNameSyntax name, NameScope scope)
    {
        foreach (var around in scope.Outwards())
        {
            if (around.Aliases.TryGetValue(name.Identifier.ValueText, out var target))
            {
                return SyntaxNames.Dotted(target);
            }
        }

        return null;
    }

    private string? Look(string name, NameScope scope, SourceType? within)
    {
        for (var type = within; type is not null; type = type.Outer)
        {
            // A type parameter hides a type of its name.
            if (type.TypeParameters.Contains(name))
            {
                return null;
            }

            if (FindNested(type.FullName, name) is { } nested)
            {
                return nested;
            }
        }

        if (source.Top.Nested.TryGetValue(name, out var top) && top.Scope == scope)
        {
            return top.FullName;
        }

        foreach (var around in scope.Outwards())
        {
            if (FindGlobal(SyntaxNames.Join(around.Namespace, name)) is { } own)
            {
                return own;
            }

            if (around.Aliases.TryGetValue(name, out var alias) && !(SyntaxNames.Dotted(alias) is { } dotted && IsNamespace(dotted)) && Resolve(alias, around, null, 1) is { } target)
            {
                return target;
            }
        }

        return KnownImports(scope).Select(import => FindGlobal(SyntaxNames.Join(import, name))).FirstOrDefault(found => found is not null) ?? FindGlobal(name)
            ?? scope.Outwards().SelectMany(around => around.StaticImports.Select(type => Resolve(type, around, null, 1))).OfType<string>().Select(type => FindGlobal(TypeSpelling.Definition(type) + "+" + name)).FirstOrDefault(found => found is not null);
    }

    // A file may import one namespace a thousand times, and a thousand that nobody has.
    private string[] KnownImports(NameScope scope)
    {
        if (!_imports.TryGetValue(scope, out var known))
        {
            _imports.Add(scope, known = [.. Imports(scope).Where(IsNamespace).Distinct(StringComparer.Ordinal)]);
        }

        return known;
    }

    // `new Mnemonic()` under `using NBitcoin;`: the only import that no table knows can hold it. Several: it stays as written.
    private string? Candidate(SimpleNameSyntax name, NameScope scope, SourceType? within)
    {
        var text = SyntaxNames.WithArity(name);
        for (var type = within; type is not null; type = type.Outer)
        {
            if (type.TypeParameters.Contains(text))
            {
                return null;
            }
        }

        return CandidateName(text, scope);
    }

    /// <summary>Names a type that no table has.</summary>
    public string CandidateName(string name, NameScope scope)
    {
        var unknown = scope.Outwards().SelectMany(around => around.Imports).Where(import => !IsNamespace(import)).Distinct(StringComparer.Ordinal).Take(2).ToArray();
        return unknown is [var only] ? only + "." + name : name;
    }

    private string? WithArguments(string? type, SimpleNameSyntax name, NameScope scope, SourceType? within, int depth) =>
        type is null || name is not GenericNameSyntax generic || type.Contains('<', StringComparison.Ordinal) ? type
        : string.Join(',', generic.TypeArgumentList.Arguments.Select(argument => Resolve(argument, scope, within, depth + 1) ?? "?")) is { Length: <= LongestName } arguments ? $"{type}<{arguments}>" : type;
}
