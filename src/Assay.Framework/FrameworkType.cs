using System.Text;

namespace Assay.Framework;

/// <summary>Says what a type is.</summary>
public enum FrameworkTypeKind
{
    /// <summary>A class.</summary>
    Class,
    /// <summary>An interface.</summary>
    Interface,
    /// <summary>A value type that is no enumeration.</summary>
    Structure,
    /// <summary>An enumeration.</summary>
    Enumeration,
    /// <summary>A delegate.</summary>
    Delegate,
}

/// <summary>A type of the framework.</summary>
public sealed class FrameworkType
{
    private const int MaximumBases = 64;
    private readonly FrameworkTable _table;
    private readonly string _bases;
    private string[]? _spelledBases;
    private readonly List<ReadOnlyMemory<byte>> _blocks = [];
    private FrameworkMember[]? _members;
    private ILookup<string, FrameworkMember>? _byName;
    private ILookup<string, FrameworkMember>? _byNameIgnoringCase;

    internal FrameworkType(FrameworkTable table, string fullName, FrameworkTypeKind kind, string bases)
    {
        _table = table;
        FullName = fullName;
        Kind = kind;
        _bases = bases;
    }

    /// <summary>The name as facts write it.</summary>
    public string FullName { get; }

    /// <summary>What the type is.</summary>
    public FrameworkTypeKind Kind { get; }

    /// <summary>The base type with its type arguments (<c>System.Collections.Generic.List`1&lt;!0&gt;</c>); null for interfaces and <c>System.Object</c>.</summary>
    public string? BaseSpelling => Kind switch
    {
        FrameworkTypeKind.Class => SpelledBases is [var first, ..] ? first : null,
        FrameworkTypeKind.Structure => "System.ValueType",
        FrameworkTypeKind.Enumeration => "System.Enum",
        FrameworkTypeKind.Delegate => "System.MulticastDelegate",
        _ => null,
    };

    /// <summary>The base type; null when there is none or the table does not have it.</summary>
    public FrameworkType? Base => BaseSpelling is { } spelling ? _table.FindType(TypeSpelling.Definition(spelling)) : null;

    /// <summary>The implemented interfaces with their type arguments.</summary>
    public IEnumerable<string> Interfaces => Kind == FrameworkTypeKind.Class ? SpelledBases.Skip(1) : SpelledBases;

    /// <summary>The members that the type declares itself; overrides belong to the type that declared the member first, as in IL.</summary>
    public IReadOnlyList<FrameworkMember> Members => _members ??= ReadMembers();

    /// <summary>The constructor with this number of arguments, or any when none has it; null for types without one.</summary>
    public FrameworkMember? FindConstructor(int? argumentCount = null) => Choose(MembersOf(".ctor", ignoreCase: false), isStatic: false, argumentCount) ?? MembersOf(".ctor", ignoreCase: false).FirstOrDefault();

    /// <summary>Finds a member by name here, in base types and in interfaces, as a compiler would name it in IL.</summary>
    /// <param name="name">The bare name; of a property the name without <c>get_</c>.</param>
    /// <param name="ignoreCase">True for PowerShell.</param>
    /// <param name="isStatic">Asks for static or instance members only.</param>
    /// <param name="argumentCount">Prefers methods that take so many arguments; one of another number is found when there is no such.</param>
    public FrameworkMember? FindMember(string name, bool ignoreCase = false, bool? isStatic = null, int? argumentCount = null)
    {
        FrameworkMember? other = null;
        foreach (var type in WithBases())
        {
            var members = type.MembersOf(name, ignoreCase);
            if (Choose(members, isStatic, argumentCount) is { } member)
            {
                return member;
            }

            other ??= Choose(members, isStatic, argumentCount: null);
        }

        return other;
    }

    /// <summary>The type itself, its base types from near to far, then the interfaces of all.</summary>
    public IEnumerable<FrameworkType> WithBases()
    {
        var seen = new HashSet<FrameworkType>();
        var order = new List<FrameworkType>();
        for (var type = this; type is not null && order.Count < MaximumBases && seen.Add(type); type = type.Base)
        {
            order.Add(type);
        }

        for (var i = 0; i < order.Count && order.Count < MaximumBases; i++)
        {
            order.AddRange(order[i].Interfaces.Select(spelling => _table.FindType(TypeSpelling.Definition(spelling))).OfType<FrameworkType>().Where(seen.Add));
        }

        // Members of System.Object can be called on every interface.
        if (Kind == FrameworkTypeKind.Interface && _table.FindType("System.Object") is { } root)
        {
            order.Add(root);
        }

        return order;
    }

    /// <summary>Gives the members of a name that the type declares itself.</summary>
    public IEnumerable<FrameworkMember> MembersOf(string name, bool ignoreCase = false) => ignoreCase
        ? (_byNameIgnoringCase ??= Members.ToLookup(member => member.Name, StringComparer.OrdinalIgnoreCase))[name]
        : (_byName ??= Members.ToLookup(member => member.Name, StringComparer.Ordinal))[name];

    /// <inheritdoc/>
    public override string ToString() => FullName;

    private string[] SpelledBases => _spelledBases ??= _bases.Length == 0 ? [] : Array.ConvertAll(_bases.Split(';'), TypeSpelling.Expand);

    internal void AddBlock(ReadOnlyMemory<byte> block) => _blocks.Add(block);

    private static FrameworkMember? Choose(IEnumerable<FrameworkMember> members, bool? isStatic, int? argumentCount) =>
        members.FirstOrDefault(member => (isStatic is null || member.IsStatic == isStatic) && (argumentCount is null || member.Accepts(argumentCount.Value)));

    private FrameworkMember[] ReadMembers()
    {
        var members = new List<FrameworkMember>();
        foreach (var block in _blocks)
        {
            foreach (var line in Encoding.UTF8.GetString(block.Span).Split('\n', StringSplitOptions.RemoveEmptyEntries).Where(line => line[0] == ' '))
            {
                members.Add(FrameworkMember.Parse(this, line));
            }
        }

        return [.. members];
    }
}
