using System.Collections.Frozen;
using System.Globalization;
using Assay.Framework;

namespace Assay.PowerShell.Names;

/// <summary>Gives written types their full names, as the engine finds them: accelerators, the exact name, <c>System.</c>, then <c>using namespace</c>.</summary>
internal sealed class TypeNames
{
    private static readonly FrozenDictionary<string, string> Accelerators = EmbeddedTable.Rows("accelerators.tsv").ToFrozenDictionary(row => row[0], row => row[1], StringComparer.OrdinalIgnoreCase);
    private readonly List<string> _namespaces = ["System"];
    private readonly HashSet<string> _declared = new(StringComparer.OrdinalIgnoreCase);
    private readonly Dictionary<string, string> _known = new(StringComparer.OrdinalIgnoreCase);

    /// <summary>Adds a namespace that <c>using namespace</c> names.</summary>
    public void Use(string name) => _namespaces.Add(name);

    /// <summary>Adds a class or enumeration of the script: it hides a framework type of the same name.</summary>
    public void Declare(string name) => _declared.Add(name);

    /// <summary>True for classes and enumerations of the script.</summary>
    public bool IsDeclared(string name) => _declared.Contains(name);

    /// <summary>Finds the type that a written type names, without array brackets; null when the table of the framework has none.</summary>
    public FrameworkType? Find(TypeName type) => type.IsArray ? FrameworkTable.Default.FindType("System.Array") : FrameworkTable.Default.FindType(FullName(type));

    /// <summary>The full name: <c>[Collections.Generic.List[int]]</c> => <c>System.Collections.Generic.List`1</c>. Array brackets are dropped.</summary>
    public string FullName(TypeName type) => type.GenericArguments.Count == 0
        ? FullName(type.SimpleName)
        : FullName($"{type.SimpleName}`{type.GenericArguments.Count.ToString(CultureInfo.InvariantCulture)}");

    /// <summary>The full name of a type that stands in a text: <c>Net.WebClient</c>, <c>[int]</c>, <c>System.Uri, System</c>.</summary>
    public string FullName(string written)
    {
        if (!_known.TryGetValue(written, out var name))
        {
            name = Resolve(Bare(written));
            _known.Add(written, name);
        }

        return name;
    }

    private string Resolve(string written)
    {
        if (_declared.Contains(written))
        {
            return written;
        }

        if (Accelerators.TryGetValue(written, out var accelerated))
        {
            return accelerated;
        }

        if (FrameworkTable.Default.FindType(written, ignoreCase: true) is { } exact)
        {
            return exact.FullName;
        }

        foreach (var name in _namespaces)
        {
            if (FrameworkTable.Default.FindType($"{name}.{written}", ignoreCase: true) is { } found)
            {
                return found.FullName;
            }
        }

        return written;
    }

    // "[Net.WebClient]" => "Net.WebClient"; "List[string]" => "List`1"; "System.Uri, System, Version=4.0.0.0" => "System.Uri"
    private static string Bare(string written)
    {
        var text = written.AsSpan().Trim();
        if (text is ['[', .., ']'])
        {
            text = text[1..^1].Trim();
        }

        var end = text.IndexOfAny('[', ',');
        if (end < 0)
        {
            return text.ToString();
        }

        var name = text[..end].Trim();
        if (text[end] == ',' || name.Contains('`'))
        {
            return name.ToString();
        }

        var depth = 0;
        var arguments = 0;
        var any = false;
        foreach (var c in text[end..])
        {
            depth += c switch { '[' => 1, ']' => -1, _ => 0 };
            if (depth == 0)
            {
                break;
            }

            arguments += c == ',' && depth == 1 ? 1 : 0;
            any |= char.IsLetter(c);
        }

        return any ? $"{name}`{(arguments + 1).ToString(CultureInfo.InvariantCulture)}" : name.ToString();
    }
}
