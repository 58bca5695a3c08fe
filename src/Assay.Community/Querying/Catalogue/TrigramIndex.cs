namespace Assay.Community.Querying;

/// <summary>
/// For each three bytes that follow one another the names that hold them. Letters, digits and separators have a number of six bits each, all other bytes share the rest: a list may hold
/// names without the three bytes, and never lacks one with them.
/// </summary>
internal sealed class TrigramIndex
{
    public const int Length = 3;

    private const int Bits = 6;
    private const int Keys = 1 << (Bits * Length);

    // Differences to the name before, LEB128; list of key k in [_ends[k - 1], _ends[k]).
    private readonly byte[] _lists;
    private readonly int[] _ends;

    private TrigramIndex(byte[] lists, int[] ends) => (_lists, _ends) = (lists, ends);

    /// <summary>Bytes of memory.</summary>
    public long Bytes => _lists.LongLength + (_ends.LongLength * sizeof(int));

    /// <summary>Reads all names twice: to measure the lists, then to write them.</summary>
    /// <param name="names">Bytes of the names.</param>
    /// <param name="starts">Where each begins; the last entry is the end.</param>
    public static TrigramIndex Of(ReadOnlySpan<byte> names, ReadOnlySpan<int> starts)
    {
        var last = new int[Keys];
        var ends = new int[Keys];
        last.AsSpan().Fill(-1);
        for (var name = 0; name < starts.Length - 1; name++)
        {
            var text = names[starts[name]..starts[name + 1]];
            for (var i = 0; i + Length <= text.Length; i++)
            {
                var key = Key(text[i..]);
                if (last[key] != name)
                {
                    ends[key] += Size(name - last[key]);
                    last[key] = name;
                }
            }
        }

        var total = 0;
        for (var key = 0; key < Keys; key++)
        {
            (ends[key], total) = (total, total + ends[key]);
        }

        var lists = new byte[total];
        last.AsSpan().Fill(-1);
        for (var name = 0; name < starts.Length - 1; name++)
        {
            var text = names[starts[name]..starts[name + 1]];
            for (var i = 0; i + Length <= text.Length; i++)
            {
                var key = Key(text[i..]);
                if (last[key] != name)
                {
                    ends[key] = Write((uint)(name - last[key]), lists, ends[key]);
                    last[key] = name;
                }
            }
        }

        return new TrigramIndex(lists, ends);
    }

    /// <summary>Gives the names that may hold a text of at least three bytes, by its rarest three bytes.</summary>
    public List Rarest(ReadOnlySpan<byte> text)
    {
        var rarest = Key(text);
        for (var i = 1; i + Length <= text.Length; i++)
        {
            var key = Key(text[i..]);
            rarest = Of(key).Length < Of(rarest).Length ? key : rarest;
        }

        return new List(Of(rarest));
    }

    private ReadOnlySpan<byte> Of(int key) => _lists.AsSpan((key == 0 ? 0 : _ends[key - 1])..(_ends[key]));

    private static int Key(ReadOnlySpan<byte> text) => (Number(text[0]) << (2 * Bits)) | (Number(text[1]) << Bits) | Number(text[2]);

    private static int Number(byte character) => character switch
    {
        >= (byte)'a' and <= (byte)'z' => character - 'a',
        >= (byte)'0' and <= (byte)'9' => 26 + character - '0',
        (byte)'.' => 36,
        (byte)'-' => 37,
        (byte)'_' => 38,
        _ => 39 + (character % 25),
    };

    private static int Size(int difference) => difference < 1 << 7 ? 1 : difference < 1 << 14 ? 2 : difference < 1 << 21 ? 3 : difference < 1 << 28 ? 4 : 5;

    private static int Write(uint difference, byte[] lists, int position)
    {
        for (; difference >= 0x80; difference >>= 7)
        {
            lists[position++] = (byte)(difference | 0x80);
        }

        lists[position++] = (byte)difference;
        return position;
    }

    /// <summary>Numbers of names, ascending.</summary>
    public ref struct List(ReadOnlySpan<byte> differences)
    {
        private ReadOnlySpan<byte> _rest = differences;

        /// <summary>The present name.</summary>
        public int Current { get; private set; } = -1;

        /// <summary>Moves to the next name.</summary>
        public bool MoveNext()
        {
            if (_rest.IsEmpty)
            {
                return false;
            }

            var difference = 0;
            var shift = 0;
            var i = 0;
            for (; _rest[i] >= 0x80; i++, shift += 7)
            {
                difference |= (_rest[i] & 0x7F) << shift;
            }

            difference |= _rest[i] << shift;
            _rest = _rest[(i + 1)..];
            Current += difference;
            return true;
        }
    }
}
