namespace Assay.PowerShell.Facts;

/// <summary>What the variables of each function are given, in the order of the text.</summary>
internal sealed class ScriptVariables
{
    /// <summary>The scope of everything outside functions.</summary>
    public const int Root = 0;

    private const int MaximumValues = 16;
    private readonly Dictionary<(int Scope, string Name), List<Ast?>> _values = new(NameComparer.Instance);
    private readonly Dictionary<(int Scope, string Name), List<(string Key, Ast Value)>> _entries = new(NameComparer.Instance);
    private readonly Dictionary<(int Scope, string Name), TypeName> _types = new(NameComparer.Instance);
    private readonly HashSet<(int Scope, string Name)> _parameters = new(NameComparer.Instance);

    /// <summary>Adds a value; null stands for one that is not followed.</summary>
    public void Add(int scope, string path, Ast? value)
    {
        var key = KeyOf(scope, path);
        if (!_values.TryGetValue(key, out var values))
        {
            _values.Add(key, values = []);
        }

        if (values.Count < MaximumValues)
        {
            values.Add(value);
        }
    }

    /// <summary>Adds what is put under a key of a hashtable: <c>$p.Name = value</c>, <c>$p['Name'] = value</c>, <c>$p.Add('Name', value)</c>.</summary>
    public void AddEntry(int scope, string path, string name, Ast value)
    {
        var key = KeyOf(scope, path);
        if (!_entries.TryGetValue(key, out var entries))
        {
            _entries.Add(key, entries = []);
        }

        if (entries.Count < MaximumValues * 4)
        {
            entries.Add((name, value));
        }
    }

    /// <summary>Adds the type that a variable or parameter is declared with.</summary>
    public void AddType(int scope, string path, TypeName type) => _types.TryAdd(KeyOf(scope, path), type);

    /// <summary>The type that a variable is declared with; null when it is none.</summary>
    public TypeName? TypeOf(int scope, string path) => KeyOf(scope, path) is var key && _types.TryGetValue(key, out var type) ? type : !_parameters.Contains(key) && !_values.ContainsKey(key) ? _types.GetValueOrDefault((Root, key.Name)) : null;

    /// <summary>Adds a parameter of the scope's function.</summary>
    public void AddParameter(int scope, string path) => _parameters.Add(KeyOf(scope, path));

    /// <summary>True for a parameter that is given nothing else.</summary>
    public bool IsParameter(int scope, string path) => KeyOf(scope, path) is var key && _parameters.Contains(key) && !_values.ContainsKey(key);

    /// <summary>The values of a variable: those of the scope, else those of the script.</summary>
    public IReadOnlyList<Ast?> Values(int scope, string path)
    {
        var key = KeyOf(scope, path);
        if (_values.TryGetValue(key, out var values))
        {
            return _parameters.Contains(key) ? [.. values, null] : values;
        }

        return !_parameters.Contains(key) && _values.TryGetValue((Root, key.Name), out values) ? values : [];
    }

    /// <summary>The entries put into a hashtable after it was made.</summary>
    public IReadOnlyList<(string Key, Ast Value)> Entries(int scope, string path)
    {
        var key = KeyOf(scope, path);
        return _entries.TryGetValue(key, out var entries) || (!_values.ContainsKey(key) && _entries.TryGetValue((Root, key.Name), out entries)) ? entries : [];
    }

    private static (int Scope, string Name) KeyOf(int scope, string path)
    {
        var colon = path.IndexOf(':', StringComparison.Ordinal);
        if (colon <= 0)
        {
            return (scope, path);
        }

        return path[..colon].ToLowerInvariant() switch
        {
            "script" or "global" => (Root, path[(colon + 1)..]),
            "local" or "private" or "variable" => (scope, path[(colon + 1)..]),
            _ => (Root, path),
        };
    }

    private sealed class NameComparer : IEqualityComparer<(int Scope, string Name)>
    {
        public static readonly NameComparer Instance = new();

        public bool Equals((int Scope, string Name) x, (int Scope, string Name) y) => x.Scope == y.Scope && x.Name.Equals(y.Name, StringComparison.OrdinalIgnoreCase);

        public int GetHashCode((int Scope, string Name) obj) => HashCode.Combine(obj.Scope, StringComparer.OrdinalIgnoreCase.GetHashCode(obj.Name));
    }
}
