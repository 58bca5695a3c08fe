using System.Text;

namespace Assay.Community;

/// <summary>
/// Ids in ordinal order without a text object for each: front-coded (shared bytes | further bytes | these bytes), every 16th whole so that a search begins there.
/// Half a million ids take five megabytes.
/// </summary>
internal sealed class PackageNames
{
    private const int NamesOfBlock = 16;
    private const int LongestName = 1_024;

    private static readonly UTF8Encoding Strict = new(encoderShouldEmitUTF8Identifier: false, throwOnInvalidBytes: true);

    private readonly byte[] _bytes;
    private readonly int[] _blocks;

    private PackageNames(byte[] bytes, int[] blocks, int count)
    {
        _bytes = bytes;
        _blocks = blocks;
        Count = count;
    }

    /// <summary>How many there are.</summary>
    public int Count { get; }

    /// <summary>The bytes that <see cref="Read"/> takes.</summary>
    public ReadOnlySpan<byte> Bytes => _bytes;

    /// <summary>Takes ids that are in order and distinct.</summary>
    public static PackageNames Of(IReadOnlyList<string> names)
    {
        var bytes = new List<byte>();
        byte[] before = [];
        for (var i = 0; i < names.Count; i++)
        {
            var name = Strict.GetBytes(names[i]);
            var shared = i % NamesOfBlock == 0 ? 0 : before.AsSpan().CommonPrefixLength(name);
            Leb128.Write((uint)shared, bytes);
            Leb128.Write((uint)(name.Length - shared), bytes);
            bytes.AddRange(name.AsSpan(shared));
            before = name;
        }

        return Read([.. bytes], names.Count);
    }

    /// <summary>Takes bytes of so many ids; throws <see cref="SnapshotException"/> when they are others, or not in order, distinct and lower-case.</summary>
    public static PackageNames Read(byte[] bytes, int count)
    {
        var blocks = new int[(count + NamesOfBlock - 1) / NamesOfBlock];
        ReadOnlySpan<byte> rest = bytes;
        Span<byte> name = stackalloc byte[LongestName];
        var (length, plain) = (0, true);
        string? before = null;
        for (var i = 0; i < count; i++)
        {
            if (i % NamesOfBlock == 0)
            {
                blocks[i / NamesOfBlock] = bytes.Length - rest.Length;
            }

            if (!Leb128.TryRead(ref rest, out var shared) || !Leb128.TryRead(ref rest, out var further) || shared > length || (i % NamesOfBlock == 0 && shared != 0) || shared + further > LongestName || further > rest.Length)
            {
                throw Broken("the ids cannot be read");
            }

            if (further == 0)
            {
                throw Broken(shared == 0 ? "an id is empty" : $"the packages are not in order at {Encoding.UTF8.GetString(name[..(int)shared])}");
            }

            var suffix = rest[..(int)further];
            // Bytes decide the order of ids whose characters are ASCII, and only these are compared so.
            var ordered = i == 0 || length == shared || (i % NamesOfBlock == 0 ? name[..length].SequenceCompareTo(suffix) < 0 : suffix[0] > name[(int)shared]);
            if (plain && !Ascii.IsValid(suffix))
            {
                plain = false;
                before = i == 0 ? null : Text(name[..length]);
            }

            suffix.CopyTo(name[(int)shared..]);
            length = (int)(shared + further);
            rest = rest[(int)further..];
            if (!plain)
            {
                var text = Text(name[..length]);
                ordered = before is null || string.CompareOrdinal(before, text) < 0;
                before = text;
            }

            if (!ordered)
            {
                throw Broken($"the packages are not in order at {Encoding.UTF8.GetString(name[..length])}");
            }

            if (suffix.IndexOfAnyInRange((byte)'A', (byte)'Z') >= 0 || (!plain && !string.Equals(before, before!.ToLowerInvariant(), StringComparison.Ordinal)))
            {
                throw Broken($"{Encoding.UTF8.GetString(name[..length])} is not lower-case");
            }
        }

        return rest.IsEmpty ? new PackageNames(bytes, blocks, count) : throw Broken("there are more ids than packages");
    }

    /// <summary>Gives an id by its place.</summary>
    public string this[int index]
    {
        get
        {
            ArgumentOutOfRangeException.ThrowIfGreaterThanOrEqual((uint)index, (uint)Count, nameof(index));
            Span<byte> name = stackalloc byte[LongestName];
            return Encoding.UTF8.GetString(name[..Decode(index, name)]);
        }
    }

    /// <summary>Finds an id; -1 when it is not there.</summary>
    public int IndexOf(string id)
    {
        var (low, high) = (0, _blocks.Length - 1);
        while (low < high)
        {
            var middle = (low + high + 1) / 2;
            (low, high) = string.CompareOrdinal(this[middle * NamesOfBlock], id) <= 0 ? (middle, high) : (low, middle - 1);
        }

        return Count == 0 ? -1 : Search(low, id);
    }

    // One pass over the block, each id decoded from the one before.
    private int Search(int block, string id)
    {
        Span<byte> wanted = stackalloc byte[LongestName];
        if (!Encoding.UTF8.TryGetBytes(id, wanted, out var wantedLength))
        {
            return -1;
        }

        Span<byte> name = stackalloc byte[LongestName];
        var position = _blocks[block];
        for (var index = block * NamesOfBlock; index < Math.Min(Count, (block + 1) * NamesOfBlock); index++)
        {
            position = Next(position, name, out var length);
            if (name[..length].SequenceEqual(wanted[..wantedLength]))
            {
                return index;
            }
        }

        return -1;
    }

    /// <summary>Lists all ids, faster than one by one.</summary>
    public IEnumerable<string> All()
    {
        var name = new byte[LongestName];
        var position = 0;
        for (var i = 0; i < Count; i++)
        {
            position = Next(position, name, out var length);
            yield return Encoding.UTF8.GetString(name, 0, length);
        }
    }

    private int Decode(int index, Span<byte> name)
    {
        var position = _blocks[index / NamesOfBlock];
        var length = 0;
        for (var i = index / NamesOfBlock * NamesOfBlock; i <= index; i++)
        {
            position = Next(position, name, out length);
        }

        return length;
    }

    private int Next(int position, Span<byte> name, out int length)
    {
        ReadOnlySpan<byte> rest = _bytes.AsSpan(position);
        Leb128.TryRead(ref rest, out var shared);
        Leb128.TryRead(ref rest, out var further);
        rest[..(int)further].CopyTo(name[(int)shared..]);
        length = (int)(shared + further);
        return _bytes.Length - rest.Length + (int)further;
    }

    private static string Text(ReadOnlySpan<byte> name)
    {
        try
        {
            return Strict.GetString(name);
        }
        catch (DecoderFallbackException)
        {
            throw Broken("an id is no UTF-8");
        }
    }

    private static SnapshotException Broken(string defect) => SnapshotException.Broken(defect);
}
