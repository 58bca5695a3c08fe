using System.Text;

namespace Assay.Framework;

/// <summary>Names the types and members of the .NET framework and of well-known packages beside it. Thread-safe; types are read when they are asked for.</summary>
public sealed class FrameworkTable
{
    private static readonly Lazy<FrameworkTable> Shared = new(() => new FrameworkTable(Resource("framework.txt"), Resource("beside.txt")));
    private readonly Dictionary<string, FrameworkType> _types;
    private readonly HashSet<string> _namespaces = new(StringComparer.Ordinal);
    private readonly List<FrameworkType> _extending = [];
    private readonly Lazy<Dictionary<string, FrameworkType>> _ignoringCase;
    private readonly Lazy<ILookup<string, FrameworkMember>> _extensions;

    /// <summary>Reads tables in the format of <c>docs/design/framework.md</c>; a type that stands in several has the members of all.</summary>
    internal FrameworkTable(params byte[][] tables)
    {
        _types = new Dictionary<string, FrameworkType>(4096, StringComparer.Ordinal);
        foreach (var table in tables)
        {
            ReadTypes(table);
        }

        _ignoringCase = new(IndexIgnoringCase);
        _extensions = new(() => _extending.SelectMany(type => type.Members).Where(member => member.IsExtension).ToLookup(member => member.Name, StringComparer.Ordinal));
    }

    /// <summary>The table that comes with the product.</summary>
    public static FrameworkTable Default => Shared.Value;

    /// <summary>All types, in no order.</summary>
    public IReadOnlyCollection<FrameworkType> Types => _types.Values;

    /// <summary>Finds a type by its full name (<c>Namespace.Outer+Nested</c>, arity after a backtick); null when the table has none.</summary>
    public FrameworkType? FindType(string name, bool ignoreCase = false) => (ignoreCase ? _ignoringCase.Value : _types).GetValueOrDefault(name);

    /// <summary>Tells whether a type lies in a namespace of this name or below it.</summary>
    public bool IsNamespace(string name) => _namespaces.Contains(name);

    /// <summary>Gives the extension methods of a name.</summary>
    public IEnumerable<FrameworkMember> FindExtensions(string name) => _extensions.Value[name];

    private Dictionary<string, FrameworkType> IndexIgnoringCase()
    {
        var index = new Dictionary<string, FrameworkType>(_types.Count, StringComparer.OrdinalIgnoreCase);
        foreach (var type in _types.Values.OrderBy(type => type.FullName, StringComparer.Ordinal))
        {
            index.TryAdd(type.FullName, type);
        }

        return index;
    }

    // A type's line starts at once, its members' lines with a blank:
    // c System.IO.FileStream System.IO.Stream
    //  c 2;3;4;5;6
    private void ReadTypes(byte[] table)
    {
        FrameworkType? current = null;
        var blockStart = 0;
        for (var start = 0; start < table.Length;)
        {
            var length = table.AsSpan(start).IndexOf((byte)'\n');
            var end = length < 0 ? table.Length : start + length;
            if (end > start && table[start] is not ((byte)' ' or (byte)'#'))
            {
                current?.AddBlock(table.AsMemory(blockStart..start));
                current = Declare(Encoding.UTF8.GetString(table, start, end - start));
                blockStart = Math.Min(end + 1, table.Length);
            }

            start = end + 1;
        }

        current?.AddBlock(table.AsMemory(blockStart));
    }

    private FrameworkType Declare(string line)
    {
        var parts = line.Split(' ', 3);
        var name = parts[1];
        if (!_types.TryGetValue(name, out var type))
        {
            _types.Add(name, type = new FrameworkType(this, name, KindOf(parts[0][0]), parts.Length > 2 ? parts[2] : ""));
            AddNamespaces(name);
        }

        if (parts[0].EndsWith('x') && !_extending.Contains(type))
        {
            _extending.Add(type);
        }

        return type;
    }

    private void AddNamespaces(string type)
    {
        for (var end = type.LastIndexOf('.'); end > 0 && _namespaces.Add(type[..end]);)
        {
            end = type.LastIndexOf('.', end - 1);
        }
    }

    private static FrameworkTypeKind KindOf(char letter) => letter switch
    {
        'i' => FrameworkTypeKind.Interface,
        's' => FrameworkTypeKind.Structure,
        'e' => FrameworkTypeKind.Enumeration,
        'd' => FrameworkTypeKind.Delegate,
        _ => FrameworkTypeKind.Class,
    };

    private static byte[] Resource(string name)
    {
        using var stream = typeof(FrameworkTable).Assembly.GetManifestResourceStream(name)!;
        var bytes = new byte[stream.Length];
        stream.ReadExactly(bytes);
        return bytes;
    }
}
