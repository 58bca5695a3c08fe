using System.Text;

namespace Assay.Community.Index;

/// <summary>The packages of a population as columns over their numbers, with the sets that follow from the version that stands for each.</summary>
internal sealed class MemberTable
{
    private readonly Dictionary<string, int> _numbers = new(StringComparer.Ordinal);
    private readonly Dictionary<string, int>.AlternateLookup<ReadOnlySpan<char>> _lookup;

    public MemberTable(int capacity)
    {
        Names = new string[capacity];
        FirstSeen = new int[capacity];
        Members = new PackageSet(capacity);
        _lookup = _numbers.GetAlternateLookup<ReadOnlySpan<char>>();
    }

    public int Capacity => Names.Length;

    /// <summary>Lower-case ids; null for numbers that are no member.</summary>
    public string[] Names { get; }

    /// <summary>Days since 1970-01-01.</summary>
    public int[] FirstSeen { get; }

    public PackageSet Members { get; }

    public void Add(int package, string name, ReadOnlySpan<byte> firstSeen)
    {
        Names[package] = name;
        FirstSeen[package] = DayColumn.Parse(firstSeen);
        Members.Add(package);
        _numbers.Add(name, package);
    }

    /// <summary>Gives the number of a member; -1 for other ids.</summary>
    public int Find(ReadOnlySpan<byte> name)
    {
        Span<char> text = stackalloc char[512];
        return name.Length <= text.Length && _lookup.TryGetValue(text[..Encoding.UTF8.GetChars(name, text)], out var number) ? number : -1;
    }
}
