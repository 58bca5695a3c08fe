using System.Text;

namespace Assay.Community.Querying;

/// <summary>The lower-case ids of a catalogue by package number, one behind the other, with what finds parts of them. Thread-safe.</summary>
internal sealed class CatalogueNames
{
    private readonly byte[] _bytes;
    private readonly int[] _starts;
    private readonly TrigramIndex _trigrams;

    private CatalogueNames(byte[] bytes, int[] starts)
    {
        (_bytes, _starts) = (bytes, starts);
        _trigrams = TrigramIndex.Of(bytes, starts);
    }

    /// <summary>Numbers are below this.</summary>
    public int Capacity => _starts.Length - 1;

    /// <summary>Bytes of memory.</summary>
    public long Bytes => _bytes.LongLength + (_starts.LongLength * sizeof(int)) + _trigrams.Bytes;

    /// <summary>Gives the bytes of an id; none for a number that no member has.</summary>
    public ReadOnlySpan<byte> this[int package] => _bytes.AsSpan(_starts[package].._starts[package + 1]);

    /// <summary>Takes ids in the order of their numbers.</summary>
    public static CatalogueNames Of(int capacity, IEnumerable<(int Package, byte[] Name)> names)
    {
        var bytes = new MemoryStream(capacity * 24);
        var starts = new int[capacity + 1];
        var next = 0;
        foreach (var (package, name) in names)
        {
            for (; next <= package; next++)
            {
                starts[next] = (int)bytes.Length;
            }

            bytes.Write(name);
        }

        for (; next <= capacity; next++)
        {
            starts[next] = (int)bytes.Length;
        }

        return new CatalogueNames(bytes.ToArray(), starts);
    }

    /// <summary>Gives an id.</summary>
    public string Text(int package) => Encoding.UTF8.GetString(this[package]);

    /// <summary>Finds the ids that match a pattern in which a star stands for any characters.</summary>
    public PackageSet Matching(string pattern)
    {
        var matcher = new NamePattern(pattern);
        var set = new PackageSet(Capacity);
        if (matcher.Longest.Length < TrigramIndex.Length)
        {
            for (var package = 0; package < Capacity; package++)
            {
                if (matcher.Matches(this[package]))
                {
                    set.Add(package);
                }
            }

            return set;
        }

        var candidates = _trigrams.Rarest(matcher.Longest);
        while (candidates.MoveNext())
        {
            var name = this[candidates.Current];
            if (matcher.IsContained ? name.IndexOf(matcher.Longest) >= 0 : matcher.Matches(name))
            {
                set.Add(candidates.Current);
            }
        }

        return set;
    }

    /// <summary>Gives the ids that may hold a text of at least three bytes; none that does is missing.</summary>
    public TrigramIndex.List MayHold(ReadOnlySpan<byte> text) => _trigrams.Rarest(text);
}
