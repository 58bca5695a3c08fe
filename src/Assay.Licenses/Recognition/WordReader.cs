using System.Buffers;
using System.Text;

namespace Assay.Licenses.Recognition;

/// <summary>Reads the words of a UTF-8 text, one after the other, in the form in which licence texts are compared: letters and digits in lower case, in one spelling.</summary>
internal ref struct WordReader(ReadOnlySpan<byte> text)
{
    private const ulong Offset = 14695981039346656037UL;
    private const ulong Prime = 1099511628211UL;

    // SPDX License List Matching Guidelines, 8: words that count as equal; those that occur in licences and are one word here.
    private static readonly Dictionary<ulong, ulong> Spellings = Pairs(
        ("licence", "license"), ("licences", "licenses"), ("licenced", "licensed"), ("licencing", "licensing"), ("sublicence", "sublicense"), ("acknowledgement", "acknowledgment"), ("acknowledgements", "acknowledgments"),
        ("analogue", "analog"), ("authorise", "authorize"), ("authorised", "authorized"), ("organisation", "organization"), ("organisations", "organizations"), ("recognised", "recognized"), ("utilisation", "utilization"),
        ("modelled", "modeled"), ("fulfil", "fulfill"), ("favour", "favor"), ("behaviour", "behavior"), ("honour", "honor"), ("centre", "center"), ("programme", "program"), ("judgement", "judgment"), ("labour", "labor"),
        ("whilst", "while"), ("wilful", "willful"), ("https", "http"), ("owner", "holder"), ("owners", "holders"));

    private static readonly ulong[] SpellingBits = BitsOf(Spellings.Keys);
    private static readonly ulong Non = HashOf("non");

    private readonly ReadOnlySpan<byte> _text = text;
    private int _next;

    /// <summary>Byte offset at which the word begins.</summary>
    public int Start { get; private set; }

    /// <summary>Hash of the word (FNV-1a).</summary>
    public ulong Hash { get; private set; }

    /// <summary>Moves to the next word; false at the end.</summary>
    public bool MoveNext()
    {
        if (!TryRead(Offset, out var hash))
        {
            return false;
        }

        // non-infringement, non infringement => noninfringement
        if (hash == Non)
        {
            var start = Start;
            hash = TryRead(hash, out var joined) ? joined : hash;
            Start = start;
        }

        // Nearly no word is written in two ways: most are told by a few bits.
        Hash = (SpellingBits[(int)(hash >> 6) & 15] & (1UL << (int)hash)) == 0 ? hash : Spellings.GetValueOrDefault(hash, hash);
        return true;
    }

    private bool TryRead(ulong begin, out ulong hash)
    {
        hash = begin;
        var at = _next;
        var length = 0;
        while (at < _text.Length)
        {
            var value = _text[at];
            if (value < 0x80)
            {
                var letter = (byte)(value | 0x20);
                if (letter is >= (byte)'a' and <= (byte)'z' || value is >= (byte)'0' and <= (byte)'9')
                {
                    Start = length++ == 0 ? at : Start;
                    hash = (hash ^ (value is >= (byte)'0' and <= (byte)'9' ? value : letter)) * Prime;
                }
                else if (length > 0)
                {
                    break;
                }

                at++;
                continue;
            }

            if (Rune.DecodeFromUtf8(_text[at..], out var rune, out var consumed) == OperationStatus.Done && Rune.IsLetterOrDigit(rune))
            {
                Start = length++ == 0 ? at : Start;
                hash = (hash ^ (uint)Rune.ToLowerInvariant(rune).Value) * Prime;
            }
            else if (length > 0)
            {
                break;
            }

            at += consumed;
        }

        _next = at;
        return length > 0;
    }

    private static Dictionary<ulong, ulong> Pairs(params (string Written, string Spelling)[] pairs)
    {
        var spellings = new Dictionary<ulong, ulong>();
        foreach (var (written, spelling) in pairs)
        {
            spellings.Add(HashOf(written), HashOf(spelling));
        }

        return spellings;
    }

    private static ulong[] BitsOf(IEnumerable<ulong> words)
    {
        var bits = new ulong[16];
        foreach (var word in words)
        {
            bits[(int)(word >> 6) & 15] |= 1UL << (int)word;
        }

        return bits;
    }

    private static ulong HashOf(string word)
    {
        var hash = Offset;
        foreach (var c in word)
        {
            hash = (hash ^ c) * Prime;
        }

        return hash;
    }
}
