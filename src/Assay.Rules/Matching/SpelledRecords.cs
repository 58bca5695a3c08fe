using System.Runtime.CompilerServices;
using Assay.Model;

namespace Assay.Rules;

/// <summary>Records of a file by how a member is spelled. The spellings are not kept: a file has as many as methods, and few are ever asked for.</summary>
internal sealed class SpelledRecords(MethodSpelling spelling)
{
    private const int None = -1;
    private readonly HashIndex _byHash = new();
    private readonly List<Spelled> _spelled = [];

    // By group: its first and last entry; by entry: its record and the next entry.
    private readonly List<(int First, int Last)> _groups = [];
    private readonly List<(int Record, int Next)> _entries = [];

    /// <summary>Gives the number under which records of a spelling are added.</summary>
    [SkipLocalsInit]
    public int GroupOf(in Spelled spelled)
    {
        Span<char> buffer = stackalloc char[MethodSpelling.Buffer];
        var text = spelling.Write(spelled, buffer);
        var hash = HashIndex.Hash(text);
        var known = Find(text, hash);
        if (known >= 0)
        {
            return known;
        }

        _spelled.Add(spelled);
        _groups.Add((None, None));
        return _byHash.Add(hash);
    }

    /// <summary>Adds a record, after those that were added before.</summary>
    public void Add(int group, int record)
    {
        var (first, last) = _groups[group];
        _entries.Add((record, None));
        var added = _entries.Count - 1;
        if (last != None)
        {
            _entries[last] = (_entries[last].Record, added);
        }

        _groups[group] = (first == None ? added : first, added);
    }

    /// <summary>Gives the records of a spelling in the order in which they were added.</summary>
    public List<int> Of(ReadOnlySpan<char> text)
    {
        var records = new List<int>();
        if (Find(text, HashIndex.Hash(text)) is var group and >= 0)
        {
            for (var entry = _groups[group].First; entry != None; entry = _entries[entry].Next)
            {
                records.Add(_entries[entry].Record);
            }
        }

        return records;
    }

    [SkipLocalsInit]
    private int Find(ReadOnlySpan<char> text, uint hash)
    {
        Span<char> buffer = stackalloc char[MethodSpelling.Buffer];
        for (var group = _byHash.First(hash); group >= 0; group = _byHash.Next(group, hash))
        {
            if (spelling.Write(_spelled[group], buffer).SequenceEqual(text))
            {
                return group;
            }
        }

        return None;
    }
}
