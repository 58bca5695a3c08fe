using System.Runtime.InteropServices;
using System.Text;

namespace Assay.Community.Index;

/// <summary>Collects packages under texts (tags, dependencies), packages in ascending order; most texts have few.</summary>
internal sealed class GroupedMembers
{
    private readonly Dictionary<string, List<int>> _groups = new(StringComparer.Ordinal);
    private readonly Dictionary<string, List<int>>.AlternateLookup<ReadOnlySpan<char>> _lookup;

    public GroupedMembers() => _lookup = _groups.GetAlternateLookup<ReadOnlySpan<char>>();

    /// <summary>Adds a package; twice under one text counts once.</summary>
    public void Add(ReadOnlySpan<byte> text, int package)
    {
        var length = Encoding.UTF8.GetMaxCharCount(text.Length);
        Span<char> characters = length <= 512 ? stackalloc char[length] : new char[length];
        characters = characters[..Encoding.UTF8.GetChars(text, characters)];
        ref var group = ref CollectionsMarshal.GetValueRefOrAddDefault(_lookup, characters, out _);
        group ??= new List<int>(1);
        if (group.Count == 0 || group[^1] != package)
        {
            group.Add(package);
        }
    }

    /// <summary>Gives the texts in ordinal order with their packages.</summary>
    public IEnumerable<(string Text, List<int> Packages)> All() => _groups.OrderBy(group => group.Key, StringComparer.Ordinal).Select(group => (group.Key, group.Value));

    /// <summary>Counts the packages under a text.</summary>
    public List<int>? Of(string text) => _groups.GetValueOrDefault(text);
}
