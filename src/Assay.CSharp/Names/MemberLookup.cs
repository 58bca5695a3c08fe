using Assay.Framework;

namespace Assay.CSharp.Names;

/// <summary>Finds the members of types of the source and of the framework.</summary>
internal sealed class MemberLookup(SourceTypes source, FrameworkTable framework, TypeResolver types)
{
    private const int MaximumBases = 128;
    private readonly Dictionary<string, IReadOnlyList<string>> _bases = new(StringComparer.Ordinal);
    private readonly Dictionary<(string Type, string Name, bool? IsStatic, int? ArgumentCount), BoundMember?> _found = [];

    /// <summary>Finds a member of a spelled type here, in bases and interfaces; null when no declaration is known.</summary>
    /// <param name="type">The type.</param>
    /// <param name="name">The bare name.</param>
    /// <param name="isStatic">Asks for static or instance members only.</param>
    /// <param name="argumentCount">Prefers methods that take so many.</param>
    public BoundMember? Find(string type, string name, bool? isStatic = null, int? argumentCount = null)
    {
        var key = (type, name, isStatic, argumentCount);
        if (!_found.TryGetValue(key, out var found))
        {
            _found.Add(key, null);
            found = _found[key] = Look(type, name, isStatic, argumentCount);
        }

        return found;
    }

    private BoundMember? Look(string type, string name, bool? isStatic, int? argumentCount)
    {
        BoundMember? other = null;
        foreach (var spelled in WithBases(type))
        {
            // A vector implements the interfaces of lists without showing their members.
            if (type.EndsWith(']') && spelled.StartsWith("System.Collections.", StringComparison.Ordinal))
            {
                continue;
            }

            var found = FindHere(spelled, name, isStatic, argumentCount, out var takesSoMany);
            if (found is not null && takesSoMany)
            {
                return found;
            }

            other ??= found;
        }

        return other;
    }

    /// <summary>True when every base of the type is known, so that a member that was not found does not exist.</summary>
    public bool IsComplete(string type) => WithBases(type).All(spelled => source.Find(TypeSpelling.Definition(spelled)) is not null || framework.FindType(TypeSpelling.Definition(spelled)) is not null);

    /// <summary>Gives the bases and interfaces of a type with their type arguments, from near to far, the type itself first.</summary>
    public IReadOnlyList<string> WithBases(string type)
    {
        if (!_bases.TryGetValue(type, out var bases))
        {
            _bases.Add(type, [type]);
            bases = _bases[type] = FindBases(type);
        }

        return bases;
    }

    private List<string> FindBases(string type)
    {
        var seen = new HashSet<string>(StringComparer.Ordinal);
        var classes = new List<string>();
        var interfaces = new Queue<string>();
        for (var current = type; current is not null && classes.Count < MaximumBases && seen.Add(current);)
        {
            classes.Add(current);
            current = DirectBases(current, interfaces);
        }

        while (interfaces.Count > 0 && classes.Count < MaximumBases)
        {
            var next = interfaces.Dequeue();
            if (seen.Add(next))
            {
                classes.Add(next);
                DirectBases(next, interfaces);
            }
        }

        if (seen.Add("System.Object"))
        {
            classes.Add("System.Object");
        }

        return classes;
    }

    /// <summary>The type of the items of a sequence; null when it is not known.</summary>
    public string? ElementOf(string? type)
    {
        if (type is null)
        {
            return null;
        }

        if (type.EndsWith("[]", StringComparison.Ordinal))
        {
            return type[..^2];
        }

        foreach (var spelled in WithBases(type))
        {
            if (TypeSpelling.Definition(spelled) is "System.Collections.Generic.IEnumerable`1" or "System.Collections.Generic.IAsyncEnumerable`1" or "System.Span`1" or "System.ReadOnlySpan`1" && TypeSpelling.Arguments(spelled) is [var item])
            {
                return item;
            }
        }

        return null;
    }

    /// <summary>Finds the base or interface of a definition: <c>List`1&lt;X&gt;</c> asked for <c>IEnumerable`1</c> => <c>IEnumerable`1&lt;X&gt;</c>.</summary>
    public string? As(string type, string definition)
    {
        if (type.EndsWith("[]", StringComparison.Ordinal))
        {
            return definition is "System.Collections.Generic.IEnumerable`1" or "System.Collections.Generic.IList`1" or "System.Collections.Generic.ICollection`1" or "System.Collections.Generic.IReadOnlyList`1" or "System.Collections.Generic.IReadOnlyCollection`1"
                ? $"{definition}<{type[..^2]}>"
                : definition is "System.Array" or "System.Object" or "System.Collections.IEnumerable" or "System.Collections.IList" or "System.Collections.ICollection" ? definition : null;
        }

        return WithBases(type).FirstOrDefault(spelled => TypeSpelling.Definition(spelled) == definition);
    }

    private BoundMember? FindHere(string spelled, string name, bool? isStatic, int? argumentCount, out bool takesSoMany)
    {
        takesSoMany = true;
        var definition = TypeSpelling.Definition(spelled);
        if (!spelled.EndsWith(']') && source.Find(definition) is { } declared)
        {
            return FindInSource(declared, name, isStatic, argumentCount, out takesSoMany);
        }

        if (framework.FindType(spelled.EndsWith(']') ? "System.Array" : definition) is not { } type)
        {
            return null;
        }

        var members = type.MembersOf(name).Where(member => isStatic is null || member.IsStatic == isStatic);
        var chosen = members.FirstOrDefault(member => argumentCount is null || member.Accepts(argumentCount.Value));
        takesSoMany = chosen is not null;
        return (chosen ?? members.FirstOrDefault()) is { } found ? Bind(found, spelled) : null;
    }

    /// <summary>Gives a member of the framework as found on a spelled type.</summary>
    public static BoundMember Bind(FrameworkMember member, string spelled)
    {
        var arguments = TypeSpelling.Arguments(spelled);
        return new BoundMember(member.DeclaringType.FullName, member.Name, KindOf(member), member.IsStatic, member.ReturnType is { } returns ? TypeSpelling.Substitute(returns, arguments, KeptMethodParameters) : null)
        {
            Framework = member,
            TypeArguments = arguments,
        };
    }

    // Type parameters of the method are replaced when its arguments are known.
    private static readonly string[] KeptMethodParameters = [.. Enumerable.Range(0, 16).Select(index => "!!" + index.ToString(System.Globalization.CultureInfo.InvariantCulture))];

    private BoundMember? FindInSource(SourceType declared, string name, bool? isStatic, int? argumentCount, out bool takesSoMany)
    {
        takesSoMany = true;
        if (!declared.Members.TryGetValue(name, out var members))
        {
            return null;
        }

        var candidates = members.Where(member => isStatic is null || member.IsStatic == isStatic);
        var chosen = candidates.FirstOrDefault(member => argumentCount is null || Takes(member, argumentCount.Value));
        takesSoMany = chosen is not null;
        return (chosen ?? candidates.FirstOrDefault()) is { } found ? Bind(found) : null;
    }

    /// <summary>Gives a member of the source.</summary>
    public BoundMember Bind(SourceMember member) => new(member.Owner.FullName, member.Name, member.Kind, member.IsStatic,
        member.Kind == SourceMemberKind.EnumMember ? member.Owner.FullName : types.Resolve(member.Type, member.Owner.Scope, member.Owner) is { } type && type != "System.Void" ? type : null)
    {
        Source = member,
    };

    private static bool Takes(SourceMember member, int count)
    {
        if (member.Parameters is not { } list)
        {
            return true;
        }

        var required = list.Parameters.Count(parameter => parameter.Default is null && !parameter.Modifiers.Any(modifier => modifier.ValueText is "params"));
        var variable = list.Parameters.Any(parameter => parameter.Modifiers.Any(modifier => modifier.ValueText is "params"));
        return count >= required && (variable || count <= list.Parameters.Count);
    }

    private static SourceMemberKind KindOf(FrameworkMember member) => member.Kind switch
    {
        FrameworkMemberKind.Property => SourceMemberKind.Property,
        FrameworkMemberKind.Event => SourceMemberKind.Event,
        FrameworkMemberKind.Field => member.Constant is null ? SourceMemberKind.Field : SourceMemberKind.Constant,
        _ => SourceMemberKind.Method,
    };

    // Gives the base type, and adds the interfaces.
    private string? DirectBases(string spelled, Queue<string> interfaces)
    {
        if (spelled.EndsWith("[]", StringComparison.Ordinal))
        {
            interfaces.Enqueue($"System.Collections.Generic.IList`1<{spelled[..^2]}>");
            return "System.Array";
        }

        var definition = TypeSpelling.Definition(spelled);
        if (source.Find(definition) is { } declared)
        {
            return SourceBases(declared, interfaces);
        }

        if (framework.FindType(definition) is not { } type)
        {
            return null;
        }

        var arguments = TypeSpelling.Arguments(spelled);
        foreach (var implemented in type.Interfaces)
        {
            interfaces.Enqueue(TypeSpelling.Substitute(implemented, arguments, []));
        }

        return type.BaseSpelling is { } around ? TypeSpelling.Substitute(around, arguments, []) : null;
    }

    private string? SourceBases(SourceType declared, Queue<string> interfaces)
    {
        string? around = null;
        foreach (var written in declared.Bases)
        {
            if (types.Resolve(written.Type, declared.Scope, declared.Outer) is not { } type)
            {
                continue;
            }

            if (IsInterface(type))
            {
                interfaces.Enqueue(type);
            }
            else
            {
                around ??= type;
            }
        }

        return around ?? (declared.IsEnumeration ? "System.Enum" : declared.IsStructure ? "System.ValueType" : declared.IsDelegate ? "System.MulticastDelegate" : "System.Object");
    }

    private bool IsInterface(string type)
    {
        var definition = TypeSpelling.Definition(type);
        return framework.FindType(definition) is { } known ? known.Kind == FrameworkTypeKind.Interface : source.Find(definition)?.IsInterface == true;
    }
}
