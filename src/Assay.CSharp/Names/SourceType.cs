using Microsoft.CodeAnalysis.CSharp.Syntax;

namespace Assay.CSharp.Names;

/// <summary>What a member of the source is.</summary>
internal enum SourceMemberKind
{
    Method,
    Property,
    Field,
    Constant,
    EnumMember,
    Event,
    Native,
}

/// <summary>A member that the source declares.</summary>
/// <param name="Owner">The type around it.</param>
/// <param name="Name">Its name, as IL has it.</param>
/// <param name="Kind">What it is.</param>
/// <param name="IsStatic">True when it needs no instance.</param>
/// <param name="Type">The type it has or returns.</param>
internal sealed record SourceMember(SourceType Owner, string Name, SourceMemberKind Kind, bool IsStatic, TypeSyntax? Type)
{
    /// <summary>Parameters of a method or indexer.</summary>
    public BaseParameterListSyntax? Parameters { get; init; }

    /// <summary>The value of a constant.</summary>
    public ExpressionSyntax? Value { get; init; }

    /// <summary>The attribute that names the native function of a P/Invoke.</summary>
    public AttributeSyntax? Import { get; init; }

    /// <summary>True when the first parameter is marked <c>this</c>.</summary>
    public bool IsExtension { get; init; }

    /// <summary>Position within an enumeration.</summary>
    public int Index { get; init; }
}

/// <summary>A type that the source declares; the parts of a partial one are joined.</summary>
internal sealed class SourceType(SourceType? outer, string fullName, NameScope scope)
{
    /// <summary>The type around it.</summary>
    public SourceType? Outer => outer;

    /// <summary>The name as facts write it.</summary>
    public string FullName => fullName;

    /// <summary>Where its names are looked up.</summary>
    public NameScope Scope => scope;

    /// <summary>True for enumerations: their members are numbers.</summary>
    public bool IsEnumeration { get; set; }

    /// <summary>True for structures.</summary>
    public bool IsStructure { get; set; }

    /// <summary>True for interfaces.</summary>
    public bool IsInterface { get; set; }

    /// <summary>True for delegates.</summary>
    public bool IsDelegate { get; set; }

    /// <summary>Bases and interfaces as written.</summary>
    public List<BaseTypeSyntax> Bases { get; } = [];

    /// <summary>Names of its type parameters.</summary>
    public HashSet<string> TypeParameters { get; } = new(StringComparer.Ordinal);

    /// <summary>Parameters of a primary constructor.</summary>
    public ParameterListSyntax? PrimaryParameters { get; set; }

    /// <summary>Types declared within, by name and arity.</summary>
    public Dictionary<string, SourceType> Nested { get; } = new(StringComparer.Ordinal);

    /// <summary>Members by name.</summary>
    public Dictionary<string, List<SourceMember>> Members { get; } = new(StringComparer.Ordinal);

    /// <summary>The outermost type around it, or itself.</summary>
    public SourceType Outermost
    {
        get
        {
            var type = this;
            while (type.Outer is { } around)
            {
                type = around;
            }

            return type;
        }
    }

    /// <summary>The names of the types between the outermost and itself, joined by periods; empty for an outermost one.</summary>
    public string InnerPath => Outer is null ? "" : FullName[(Outermost.FullName.Length + 1)..].Replace('+', '.');

    public void Add(SourceMember member)
    {
        if (!Members.TryGetValue(member.Name, out var named))
        {
            Members.Add(member.Name, named = []);
        }

        named.Add(member);
    }
}
