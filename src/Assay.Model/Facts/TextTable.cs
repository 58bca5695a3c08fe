using System.Collections;
using System.Text;

namespace Assay.Model;

/// <summary>The texts of one file. An assembly has a name per method and rules ask for a few: names become texts when somebody reads them.</summary>
/// <remarks>Equal texts have equal indexes, however they are stored.</remarks>
public sealed class TextTable : IReadOnlyList<string>
{
    /// <summary>Stands between type and member.</summary>
    public const string Separator = "::";

    private readonly ArraySegment<string?> _texts;
    private readonly ArraySegment<TextParts> _parts;
    private readonly ArraySegment<byte> _names;

    internal TextTable(ArraySegment<string?> texts, ArraySegment<TextParts> parts, ArraySegment<byte> names)
    {
        _texts = texts;
        _parts = parts;
        _names = names;
    }

    /// <inheritdoc/>
    public int Count => _texts.Count;

    /// <inheritdoc/>
    public string this[int index] => _texts.AsSpan()[index] ??= Make(_parts[index]);

    /// <summary>Says how a text is stored.</summary>
    public TextParts PartsOf(int index) => _parts[index];

    /// <summary>Gives the length of a text that is stored as letters of one byte, or whole.</summary>
    internal int LengthOf(int index) => _parts[index].IsName ? _parts[index].NameLength : this[index].Length;

    /// <summary>Writes a text of letters of one byte and gives its length.</summary>
    internal int CopyAscii(int index, Span<byte> target)
    {
        if (!_parts[index].IsName)
        {
            return Encoding.ASCII.GetBytes(this[index], target);
        }

        NameOf(_parts[index]).CopyTo(target);
        return _parts[index].NameLength;
    }

    /// <summary>Gives a table with more texts at its end; none of them is in this one.</summary>
    public TextTable With(IReadOnlyList<string> texts)
    {
        string?[] all = [.. _texts, .. texts];
        TextParts[] parts = [.. _parts, .. Enumerable.Repeat(TextParts.None, texts.Count)];
        return new TextTable(all, parts, _names);
    }

    /// <summary>Bytes that the texts take as stored: names as they are, whole texts with two bytes a character, eight bytes for each index. Texts that were made of names since do not count.</summary>
    public long StoredBytes
    {
        get
        {
            var bytes = (long)_names.Count;
            for (var i = 0; i < _parts.Count; i++)
            {
                bytes += 8 + (_parts[i] == TextParts.None ? _texts[i]!.Length * 2L : 0);
            }

            return bytes;
        }
    }

    /// <summary>Reads a text without keeping it.</summary>
    /// <param name="index">Its index.</param>
    /// <param name="buffer">Where it is written when it does not exist yet; one that does not fit is kept.</param>
    public ReadOnlySpan<char> Peek(int index, Span<char> buffer)
    {
        if (_texts[index] is { } text)
        {
            return text;
        }

        var parts = _parts[index];
        if (parts.IsName && parts.NameLength <= buffer.Length)
        {
            return buffer[..Encoding.ASCII.GetChars(NameOf(parts), buffer)];
        }

        if (!parts.IsMember || LengthOf(parts.Type) + LengthOf(parts.Member) + Separator.Length > buffer.Length)
        {
            return this[index];
        }

        var written = Write(parts.Type, buffer);
        Separator.CopyTo(buffer[written..]);
        written += Separator.Length;
        return buffer[..(written + Write(parts.Member, buffer[written..]))];
    }

    /// <inheritdoc/>
    public IEnumerator<string> GetEnumerator()
    {
        for (var i = 0; i < Count; i++)
        {
            yield return this[i];
        }
    }

    IEnumerator IEnumerable.GetEnumerator() => GetEnumerator();

    // Of a text that fits.
    private int Write(int index, Span<char> buffer)
    {
        if (_parts[index].IsName)
        {
            return Encoding.ASCII.GetChars(NameOf(_parts[index]), buffer);
        }

        this[index].CopyTo(buffer);
        return this[index].Length;
    }

    private string Make(in TextParts parts) => parts.IsMember ? string.Concat(this[parts.Type], Separator, this[parts.Member]) : Encoding.ASCII.GetString(NameOf(parts));

    private ReadOnlySpan<byte> NameOf(in TextParts parts) => _names.AsSpan(parts.NameStart, parts.NameLength);
}
