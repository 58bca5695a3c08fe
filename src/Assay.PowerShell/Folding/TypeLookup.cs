using System.Collections.Frozen;
using Assay.Framework;
using Assay.PowerShell.Names;

namespace Assay.PowerShell.Folding;

/// <summary>Finds the full names of types.</summary>
internal sealed class TypeLookup
{
    private const int MaximumRemembered = 4_096;

    private static readonly FrozenDictionary<string, string> Accelerators = EmbeddedTable.Rows("accelerators.tsv")
        .DistinctBy(row => row[0], StringComparer.OrdinalIgnoreCase)
        .ToFrozenDictionary(row => row[0], row => row[1], StringComparer.OrdinalIgnoreCase);

    private readonly Dictionary<string, string> _resolved = new(StringComparer.OrdinalIgnoreCase);
    private readonly List<string> _namespaces = [];

    /// <summary>Adds a namespace of <c>using namespace</c>.</summary>
    public void Use(string name)
    {
        _namespaces.Add(name);
        _resolved.Clear();
    }

    public string Resolve(TypeName type)
    {
        if (!_resolved.TryGetValue(type.Name, out var name))
        {
            var simple = type.GenericArguments.Count > 0 ? $"{type.SimpleName}`{type.GenericArguments.Count}" : type.SimpleName;
            name = ResolveSimple(simple);
            if (type.IsArray)
            {
                name += "[]";
            }

            Remember(type.Name, name);
        }

        return name;
    }

    /// <summary>Resolves a name that a text holds: <c>'Net.WebClient'</c>, <c>'byte[]'</c>.</summary>
    public string Resolve(string text)
    {
        if (_resolved.TryGetValue(text, out var name))
        {
            return name;
        }

        var trimmed = text.Trim();
        var isArray = trimmed.EndsWith("[]", StringComparison.Ordinal);
        var simple = isArray ? trimmed[..^2] : trimmed;
        var generic = simple.IndexOf('[', StringComparison.Ordinal);
        if (generic > 0)
        {
            simple = $"{simple[..generic]}`{simple.AsSpan(generic).Count(',') + 1}";
        }

        name = isArray ? ResolveSimple(simple) + "[]" : ResolveSimple(simple);
        Remember(text, name);
        return name;
    }

    /// <summary>True when a type of this full name is known.</summary>
    public static bool IsKnown(string fullName) => FrameworkTable.Default.FindType(fullName) is not null || Accelerators.Values.Contains(fullName, StringComparer.Ordinal);

    private string ResolveSimple(string name)
    {
        if (Accelerators.TryGetValue(name, out var full))
        {
            return full;
        }

        var table = FrameworkTable.Default;
        var found = table.FindType(name, ignoreCase: true) ?? table.FindType("System." + name, ignoreCase: true);
        for (var i = _namespaces.Count - 1; found is null && i >= 0; i--)
        {
            found = table.FindType($"{_namespaces[i]}.{name}", ignoreCase: true);
        }

        return found?.FullName ?? name;
    }

    private void Remember(string text, string name)
    {
        if (_resolved.Count < MaximumRemembered)
        {
            _resolved[text] = name;
        }
    }
}
