using System.Buffers.Binary;
using System.Text;

namespace Assay.Model.Storing;

/// <summary>Bytes that grow: numbers of variable length (LEB128), texts, blocks. Used again after <see cref="Clear"/>.</summary>
public sealed class StoredBuffer
{
    private const int LongestNumber = 10;

    private byte[] _bytes = new byte[4096];
    private int _length;

    /// <summary>What was written until here; valid until more is written.</summary>
    public ReadOnlySpan<byte> Written => _bytes.AsSpan(0, _length);

    /// <summary>Starts anew with the same buffer.</summary>
    public void Clear() => _length = 0;

    /// <summary>Writes one byte.</summary>
    public void Byte(byte value) => Take(1)[0] = value;

    /// <summary>Writes a number that is not negative.</summary>
    public void Number(long value)
    {
        var span = Take(LongestNumber);
        var length = 0;
        for (var rest = (ulong)value; ; rest >>= 7)
        {
            span[length++] = (byte)(rest < 0x80 ? rest : rest | 0x80);
            if (rest < 0x80)
            {
                break;
            }
        }

        _length -= LongestNumber - length;
    }

    /// <summary>Writes a number that is often small, of either sign.</summary>
    public void Signed(long value) => Number((value << 1) ^ (value >> 63));

    /// <summary>Writes bytes as they are; the reader knows how many.</summary>
    public void Bytes(ReadOnlySpan<byte> bytes) => bytes.CopyTo(Take(bytes.Length));

    /// <summary>Writes a text, or that there is none. Halves of surrogate pairs are kept.</summary>
    public void Text(string? text)
    {
        if (text is null)
        {
            Number(0);
            return;
        }

        // The lowest bit tells the two spellings apart; what UTF-8 cannot say stays UTF-16.
        if (!IsWellFormed(text))
        {
            Number((((long)text.Length + 1) << 1) | 1);
            Utf16(text);
            return;
        }

        var length = Encoding.UTF8.GetByteCount(text);
        Number(((long)length + 1) << 1);
        Encoding.UTF8.GetBytes(text, Take(length));
    }

    /// <summary>Makes room for bytes that the caller writes.</summary>
    internal Span<byte> Take(int count)
    {
        if (_bytes.Length - _length < count)
        {
            Array.Resize(ref _bytes, checked((int)Math.Max((long)_length + count, Math.Min(_bytes.Length * 2L, Array.MaxLength))));
        }

        _length += count;
        return _bytes.AsSpan(_length - count, count);
    }

    /// <summary>Writes the code units of a text, two bytes each.</summary>
    internal void Utf16(string text)
    {
        var span = Take(text.Length * sizeof(char));
        for (var i = 0; i < text.Length; i++)
        {
            BinaryPrimitives.WriteUInt16LittleEndian(span[(i * sizeof(char))..], text[i]);
        }
    }

    /// <summary>True when a text has no half of a surrogate pair by itself.</summary>
    internal static bool IsWellFormed(string text)
    {
        for (var i = text.AsSpan().IndexOfAnyInRange('\uD800', '\uDFFF'); i >= 0 && i < text.Length; i++)
        {
            if (char.IsSurrogate(text[i]))
            {
                if (!char.IsHighSurrogate(text[i]) || i + 1 == text.Length || !char.IsLowSurrogate(text[i + 1]))
                {
                    return false;
                }

                i++;
            }
        }

        return true;
    }
}
