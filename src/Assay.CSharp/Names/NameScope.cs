using Microsoft.CodeAnalysis.CSharp.Syntax;

namespace Assay.CSharp.Names;

/// <summary>A namespace of the source with its usings; the outermost is the file.</summary>
internal sealed class NameScope(NameScope? outer, string @namespace)
{
    /// <summary>The scope around it.</summary>
    public NameScope? Outer => outer;

    /// <summary>The full name of the namespace; empty for the file.</summary>
    public string Namespace => @namespace;

    /// <summary>Imported namespaces.</summary>
    public List<string> Imports { get; } = [];

    /// <summary>Types whose static members are imported, as written.</summary>
    public List<TypeSyntax> StaticImports { get; } = [];

    /// <summary>Names given by <c>using X = ...</c>.</summary>
    public Dictionary<string, TypeSyntax> Aliases { get; } = new(StringComparer.Ordinal);

    /// <summary>This scope and those around it.</summary>
    public IEnumerable<NameScope> Outwards()
    {
        for (var scope = this; scope is not null; scope = scope.Outer)
        {
            yield return scope;
        }
    }

    /// <summary>Takes the usings of a file or namespace.</summary>
    public void Add(IEnumerable<UsingDirectiveSyntax> directives)
    {
        foreach (var directive in directives)
        {
            if (directive.Alias is { } alias)
            {
                Aliases[alias.Name.Identifier.ValueText] = directive.NamespaceOrType;
            }
            else if (directive.StaticKeyword.RawKind != 0)
            {
                StaticImports.Add(directive.NamespaceOrType);
            }
            else if (SyntaxNames.Dotted(directive.NamespaceOrType) is { } name)
            {
                Imports.Add(name);
            }
        }
    }
}
