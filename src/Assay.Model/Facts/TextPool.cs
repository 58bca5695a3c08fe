using System.Buffers.Binary;
using System.Text;

namespace Assay.Model;

/// <summary>Collects the texts of one file, equal ones once: whole texts, names taken as bytes from the file, and names of members as pairs of both.</summary>
/// <remarks>
/// Most names of an assembly are never read by anybody: their bytes are copied, and a text is made when it is asked for.
/// Equal texts have equal indexes, however they came.
/// </remarks>
internal sealed class TextPool
{
    // A name of a member that is longer is a text like any other.
    private const int MaximumMemberName = 1024;
    private const int KeptBytes = 1024 * 1024;
    private readonly List<string?> _texts = [];
    private readonly List<TextParts> _parts = [];
    private readonly HashIndex _byText = new();
    private readonly HashIndex _byParts = new();
    private byte[] _names = new byte[4096];
    private int _namesLength;
    private long _characters;

    /// <summary>See <see cref="FactWriter.CharacterBudget"/>.</summary>
    public long CharacterBudget { get; set; } = 512L * 1024 * 1024;

    public int Count => _texts.Count;

    public string this[int index] => _texts[index] ??= _parts[index] is { IsMember: true } parts ? Joined(parts) : Encoding.ASCII.GetString(NameOf(_parts[index]));

    public TextParts PartsOf(int index) => _parts[index];

    public int Intern(string text)
    {
        var hash = HashIndex.Hash(text);
        for (var index = _byText.First(hash); index >= 0; index = _byText.Next(index, hash))
        {
            if (_texts[index] is { } known ? known == text : Ascii.Equals(NameOf(_parts[index]), text))
            {
                return index;
            }
        }

        // Stored as a member is wherever it comes from.
        var separator = text.Length <= MaximumMemberName ? text.LastIndexOf(TextTable.Separator, StringComparison.Ordinal) : -1;
        if (separator <= 0 || separator + TextTable.Separator.Length == text.Length)
        {
            return Add(hash, text, TextParts.None, text.Length);
        }

        var member = InternMember(Intern(text[..separator]), Intern(text[(separator + TextTable.Separator.Length)..]));
        _texts[member] = text;
        _byText.Add(hash, member);
        return member;
    }

    public int Intern(ReadOnlySpan<byte> name)
    {
        // What the code of a name cannot do without its text: other letters, and what a member may not begin with or hold.
        if (name.IsEmpty || name[0] == ':' || !Ascii.IsValid(name) || name.IndexOf("::"u8) >= 0)
        {
            return Intern(Encoding.UTF8.GetString(name));
        }

        var hash = Hash(name);
        for (var index = _byText.First(hash); index >= 0; index = _byText.Next(index, hash))
        {
            if (_parts[index] is { IsName: true } parts ? NameOf(parts).SequenceEqual(name) : Ascii.Equals(name, _texts[index]))
            {
                return index;
            }
        }

        if (_names.Length - _namesLength < name.Length)
        {
            Array.Resize(ref _names, Math.Max(_names.Length * 2, _namesLength + name.Length));
        }

        name.CopyTo(_names.AsSpan(_namesLength));
        var added = Add(hash, null, TextParts.OfName(_namesLength, name.Length), name.Length);
        _namesLength += name.Length;
        return added;
    }

    public int InternMember(int type, int member)
    {
        var parts = TextParts.OfMember(type, member);
        var hash = HashIndex.Hash((uint)type, (uint)member);
        for (var index = _byParts.First(hash); index >= 0; index = _byParts.Next(index, hash))
        {
            if (_parts[index] == parts)
            {
                return index;
            }
        }

        if (!IsMember(type, member))
        {
            return Intern(Joined(parts));
        }

        var added = Add(null, parts, LengthOf(type) + LengthOf(member));
        _byParts.Add(hash, added);
        return added;
    }

    public TextTable ToTable(FactMemory? memory) =>
        new(StoredArray.Of(_texts, memory?.Texts), StoredArray.Of(_parts, memory?.Parts), StoredArray.Of(_names.AsSpan(0, _namesLength), memory?.Bytes));

    /// <summary>Makes room for so many names of types and members.</summary>
    public void Reserve(int names, int members)
    {
        _byText.Reserve(names);
        _byParts.Reserve(members);
    }

    public void Clear()
    {
        _texts.Clear();
        _parts.Clear();
        _byText.Clear();
        _byParts.Clear();
        _names = _names.Length > KeptBytes ? new byte[4096] : _names;
        _namesLength = 0;
        _characters = 0;
    }

    // Of a name the same as of the equal text.
    private static uint Hash(ReadOnlySpan<byte> name)
    {
        var hash = (ulong)name.Length;
        for (; name.Length >= 4; name = name[4..])
        {
            var block = (ulong)BinaryPrimitives.ReadUInt32LittleEndian(name);
            block = (block | (block << 16)) & 0x0000_FFFF_0000_FFFF;
            hash = HashIndex.Mixed(hash, (block | (block << 8)) & 0x00FF_00FF_00FF_00FF);
        }

        var rest = 0ul;
        foreach (var letter in name)
        {
            rest = (rest << 16) | letter;
        }

        return HashIndex.Hash((uint)(hash >> 32), (uint)HashIndex.Mixed(hash, rest));
    }

    // True when the joined text would be taken apart at the same place.
    private bool IsMember(int type, int member) =>
        LengthOf(type) > 0 && LengthOf(member) > 0 && LengthOf(type) + LengthOf(member) + TextTable.Separator.Length <= MaximumMemberName
        && (_parts[member].IsName || (!_parts[member].IsMember && this[member][0] != ':' && !this[member].Contains(TextTable.Separator, StringComparison.Ordinal)));

    private int LengthOf(int index) => _parts[index].IsName ? _parts[index].NameLength : this[index].Length;

    private string Joined(in TextParts parts) => string.Concat(this[parts.Type], TextTable.Separator, this[parts.Member]);

    private ReadOnlySpan<byte> NameOf(in TextParts parts) => _names.AsSpan(parts.NameStart, parts.NameLength);

    private int Add(uint hash, string? text, in TextParts parts, int length)
    {
        var index = Add(text, parts, length);
        _byText.Add(hash, index);
        return index;
    }

    private int Add(string? text, in TextParts parts, int length)
    {
        _characters += length;
        if (_characters > CharacterBudget)
        {
            throw new InvalidDataException("The texts of the file are larger than the budget.");
        }

        _texts.Add(text);
        _parts.Add(parts);
        return _texts.Count - 1;
    }
}
