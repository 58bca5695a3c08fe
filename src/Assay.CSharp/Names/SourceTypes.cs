using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;

namespace Assay.CSharp.Names;

/// <summary>The types that a file declares, with their members.</summary>
internal sealed class SourceTypes
{
    private const int MaximumNesting = 64;

    // Metadata has no longer names for the compiler (CS7013), so that no such source is ever compiled; every prefix of a name is kept.
    private const int LongestNamespace = 1_024;
    private readonly Dictionary<string, SourceType> _types = new(StringComparer.Ordinal);
    private readonly Dictionary<MemberDeclarationSyntax, SourceType> _byDeclaration = [];
    private readonly Dictionary<string, List<SourceMember>> _extensions = new(StringComparer.Ordinal);
    private readonly HashSet<string> _namespaces = new(StringComparer.Ordinal);

    public SourceTypes(CompilationUnitSyntax unit)
    {
        File = new NameScope(null, "");
        File.Add(unit.Usings);
        Top = new SourceType(null, "Program", File);
        Collect(unit.Members, File, null, 0);
    }

    /// <summary>The scope of the file.</summary>
    public NameScope File { get; }

    /// <summary>Holds what stands outside of any type: statements, members of a piece of source.</summary>
    public SourceType Top { get; }

    /// <summary>The type of a declaration.</summary>
    public SourceType? Of(MemberDeclarationSyntax declaration) => _byDeclaration.GetValueOrDefault(declaration);

    /// <summary>Finds a type by its full name.</summary>
    public SourceType? Find(string fullName) => _types.GetValueOrDefault(fullName);

    /// <summary>Tells whether the file declares a namespace of this name or below it.</summary>
    public bool IsNamespace(string name) => _namespaces.Contains(name);

    /// <summary>Extension methods that the file declares.</summary>
    public IReadOnlyList<SourceMember> FindExtensions(string name) => _extensions.TryGetValue(name, out var members) ? members : [];

    private void Collect(SyntaxList<MemberDeclarationSyntax> members, NameScope scope, SourceType? outer, int nesting)
    {
        if (nesting > MaximumNesting)
        {
            return;
        }

        foreach (var member in members)
        {
            switch (member)
            {
                case BaseNamespaceDeclarationSyntax declared:
                    var name = SyntaxNames.Join(scope.Namespace, SyntaxNames.Dotted(declared.Name) ?? "?");
                    name = name.Length > LongestNamespace ? "?" : name;
                    AddNamespaces(name);
                    var inner = new NameScope(scope, name);
                    inner.Add(declared.Usings);
                    Collect(declared.Members, inner, null, nesting + 1);
                    break;
                case BaseTypeDeclarationSyntax declared:
                    CollectType(declared, scope, outer, nesting);
                    break;
                case DelegateDeclarationSyntax declared:
                    var type = Declare(declared, declared.Identifier.ValueText, declared.TypeParameterList, scope, outer);
                    type.IsDelegate = true;
                    type.Add(new SourceMember(type, "Invoke", SourceMemberKind.Method, false, declared.ReturnType) { Parameters = declared.ParameterList });
                    break;
                default:
                    SourceMembers.Add(outer ?? Top, member, _extensions);
                    break;
            }
        }
    }

    private void CollectType(BaseTypeDeclarationSyntax declared, NameScope scope, SourceType? outer, int nesting)
    {
        var type = Declare(declared, declared.Identifier.ValueText, (declared as TypeDeclarationSyntax)?.TypeParameterList, scope, outer);
        type.Bases.AddRange(declared.BaseList?.Types ?? default);
        switch (declared)
        {
            case EnumDeclarationSyntax enumeration:
                type.IsEnumeration = true;
                for (var i = 0; i < enumeration.Members.Count; i++)
                {
                    var member = enumeration.Members[i];
                    type.Add(new SourceMember(type, member.Identifier.ValueText, SourceMemberKind.EnumMember, true, null) { Value = member.EqualsValue?.Value, Index = i });
                }

                break;
            case TypeDeclarationSyntax other:
                type.IsStructure = other.Keyword.IsKind(SyntaxKind.StructKeyword) || (other is RecordDeclarationSyntax record && record.ClassOrStructKeyword.IsKind(SyntaxKind.StructKeyword));
                type.IsInterface = other is InterfaceDeclarationSyntax;
                type.PrimaryParameters ??= other.ParameterList;
                if (other is RecordDeclarationSyntax && other.ParameterList is { } parameters)
                {
                    foreach (var parameter in parameters.Parameters)
                    {
                        type.Add(new SourceMember(type, parameter.Identifier.ValueText, SourceMemberKind.Property, false, parameter.Type));
                    }
                }

                Collect(other.Members, scope, type, nesting + 1);
                break;
        }
    }

    private SourceType Declare(MemberDeclarationSyntax declaration, string name, TypeParameterListSyntax? parameters, NameScope scope, SourceType? outer)
    {
        var arity = parameters?.Parameters.Count ?? 0;
        var withArity = arity == 0 ? name : name + "`" + arity.ToString(System.Globalization.CultureInfo.InvariantCulture);
        var fullName = outer is null ? SyntaxNames.Join(scope.Namespace, withArity) : outer.FullName + "+" + withArity;
        if (!_types.TryGetValue(fullName, out var type))
        {
            _types.Add(fullName, type = new SourceType(outer, fullName, scope));
            (outer ?? Top).Nested.TryAdd(withArity, type);
        }

        type.TypeParameters.UnionWith(parameters?.Parameters.Select(parameter => parameter.Identifier.ValueText) ?? []);
        _byDeclaration[declaration] = type;
        return type;
    }

    private void AddNamespaces(string name)
    {
        for (var end = name.Length; end > 0 && _namespaces.Add(name[..end]);)
        {
            end = name.LastIndexOf('.', end - 1);
        }
    }
}
