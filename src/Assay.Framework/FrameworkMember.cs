namespace Assay.Framework;

/// <summary>Says what a member is.</summary>
public enum FrameworkMemberKind
{
    /// <summary>A method or an operator.</summary>
    Method,
    /// <summary>A property; one with parameters is an indexer.</summary>
    Property,
    /// <summary>A field, a constant or a member of an enumeration.</summary>
    Field,
    /// <summary>An event.</summary>
    Event,
    /// <summary>A constructor.</summary>
    Constructor,
}

/// <summary>A parameter of an overload.</summary>
/// <param name="Type">Its type, spelled like <see cref="FrameworkMember.ReturnType"/>.</param>
/// <param name="IsOut">True for <c>out</c> parameters.</param>
public sealed record FrameworkParameter(string Type, bool IsOut);

/// <summary>One overload of a member.</summary>
/// <param name="Required">Arguments that must be given.</param>
/// <param name="Maximum">Arguments that can be given; <see cref="int.MaxValue"/> for a variable number.</param>
/// <param name="Parameters">The parameters; null where the table keeps only their number.</param>
public sealed record FrameworkOverload(int Required, int Maximum, IReadOnlyList<FrameworkParameter>? Parameters);

/// <summary>A member of a type: all overloads of a name with the same return type.</summary>
public sealed class FrameworkMember
{
    private FrameworkMember(FrameworkType declaringType, string name, FrameworkMemberKind kind)
    {
        DeclaringType = declaringType;
        Name = name;
        Kind = kind;
    }

    /// <summary>The type whose name IL writes before the member.</summary>
    public FrameworkType DeclaringType { get; }

    /// <summary>The bare name; <c>.ctor</c> for constructors.</summary>
    public string Name { get; }

    /// <summary>What the member is.</summary>
    public FrameworkMemberKind Kind { get; }

    /// <summary>True when it needs no instance.</summary>
    public bool IsStatic { get; private init; }

    /// <summary>True for extension methods.</summary>
    public bool IsExtension { get; private init; }

    /// <summary>True when a property can be read.</summary>
    public bool CanRead { get; private init; }

    /// <summary>True when a property can be written.</summary>
    public bool CanWrite { get; private init; }

    /// <summary>
    /// The type that a method returns, or that a property, field or event has; null for <c>void</c> and constructors.
    /// Spelled <c>System.Collections.Generic.List`1&lt;System.String&gt;[]</c>; <c>!0</c> is a type parameter of the type, <c>!!0</c> one of the method.
    /// </summary>
    public string? ReturnType { get; private init; }

    /// <summary>The value of a constant or of an enumeration's member, as a decimal number or a text; null otherwise.</summary>
    public string? Constant { get; private init; }

    /// <summary>The overloads of methods, constructors and indexers.</summary>
    public IReadOnlyList<FrameworkOverload> Overloads { get; private init; } = [];

    /// <summary>The name as facts write it: <c>Type::Member</c>, for a property that is read <c>Type::get_Member</c>.</summary>
    public string FullName => Kind switch
    {
        FrameworkMemberKind.Property => Getter,
        FrameworkMemberKind.Event => $"{DeclaringType.FullName}::add_{Name}",
        _ => $"{DeclaringType.FullName}::{Name}",
    };

    /// <summary>The accessor that reads the property.</summary>
    public string Getter => $"{DeclaringType.FullName}::get_{Name}";

    /// <summary>The accessor that writes the property.</summary>
    public string Setter => $"{DeclaringType.FullName}::set_{Name}";

    /// <summary>Tells whether the member can be called with so many arguments; true for members that take none at all.</summary>
    public bool Accepts(int argumentCount) => Overloads.Count == 0 || Overloads.Any(overload => argumentCount >= overload.Required && argumentCount <= overload.Maximum);

    /// <inheritdoc/>
    public override string ToString() => FullName;

    // " m Read int 3,4" | " p Name string r" | " l Friday . 5" | " c 0;1"
    internal static FrameworkMember Parse(FrameworkType type, string line)
    {
        var parts = line.Split(' ', StringSplitOptions.RemoveEmptyEntries);
        var letter = parts[0][0];
        if (letter == 'c')
        {
            return new FrameworkMember(type, ".ctor", FrameworkMemberKind.Constructor) { Overloads = OverloadReader.Read(parts.ElementAtOrDefault(1)) };
        }

        var name = parts[1];
        var spelled = parts.ElementAtOrDefault(2) ?? "-";
        var returns = spelled switch { "-" => null, "." => type.FullName, _ => TypeSpelling.Expand(spelled) };
        return char.ToLowerInvariant(letter) switch
        {
            'f' => new FrameworkMember(type, name, FrameworkMemberKind.Field) { IsStatic = letter == 'F', ReturnType = returns },
            'l' => new FrameworkMember(type, name, FrameworkMemberKind.Field) { IsStatic = true, ReturnType = returns, Constant = parts.ElementAtOrDefault(3)?.TrimStart('"') },
            'e' => new FrameworkMember(type, name, FrameworkMemberKind.Event) { IsStatic = letter == 'E', ReturnType = returns },
            'p' => new FrameworkMember(type, name, FrameworkMemberKind.Property)
            {
                IsStatic = letter == 'P',
                ReturnType = returns,
                CanRead = parts.Length < 4 || parts[3].Contains('r', StringComparison.Ordinal),
                CanWrite = parts.Length > 3 && parts[3].Contains('w', StringComparison.Ordinal),
                Overloads = OverloadReader.Read(parts.ElementAtOrDefault(4)),
            },
            _ => new FrameworkMember(type, name, FrameworkMemberKind.Method)
            {
                IsStatic = letter is 'M' or 'x',
                IsExtension = letter == 'x',
                ReturnType = returns,
                Overloads = OverloadReader.Read(parts.ElementAtOrDefault(3)),
            },
        };
    }
}
