using System.Runtime.InteropServices;
using System.Text;

namespace Assay.Model.Storing;

/// <summary>Reads what <see cref="StoredBuffer"/> wrote. Throws <see cref="InvalidDataException"/> at the first thing that cannot be so, and makes nothing larger than the bytes can stand for.</summary>
public ref struct StoredReader(ReadOnlySpan<byte> bytes)
{
    private ReadOnlySpan<byte> _rest = bytes;

    /// <summary>What was not read yet.</summary>
    public readonly ReadOnlySpan<byte> Rest => _rest;

    /// <summary>True when all was read.</summary>
    public readonly bool AtEnd => _rest.IsEmpty;

    /// <summary>Reads one byte.</summary>
    public byte Byte()
    {
        if (_rest.IsEmpty)
        {
            throw Broken();
        }

        var value = _rest[0];
        _rest = _rest[1..];
        return value;
    }

    /// <summary>Reads a number from 0 to <paramref name="limit"/>; there is none when that is below 0.</summary>
    public int Number(int limit = int.MaxValue)
    {
        var value = Unsigned();
        return limit >= 0 && value <= (ulong)limit ? (int)value : throw Broken();
    }

    /// <summary>Reads a number that is not negative.</summary>
    public long LongNumber()
    {
        var value = Unsigned();
        return value <= long.MaxValue ? (long)value : throw Broken();
    }

    /// <summary>Reads a number of either sign.</summary>
    public int Signed() => SignedLong() is >= int.MinValue and <= int.MaxValue and var value ? (int)value : throw Broken();

    /// <summary>Reads a number of either sign that may be longer.</summary>
    public long SignedLong()
    {
        var value = Unsigned();
        return (long)(value >> 1) ^ -(long)(value & 1);
    }

    /// <summary>Reads how many things follow that take at least a byte each.</summary>
    public int Count() => Number(_rest.Length);

    /// <summary>Refuses before memory is taken for more things than bytes are left.</summary>
    public readonly void Expect(long bytes)
    {
        if (bytes > _rest.Length)
        {
            throw Broken();
        }
    }

    /// <summary>Reads bytes as they are.</summary>
    public ReadOnlySpan<byte> Bytes(int count)
    {
        if ((uint)count > (uint)_rest.Length)
        {
            throw Broken();
        }

        var span = _rest[..count];
        _rest = _rest[count..];
        return span;
    }

    /// <summary>Reads a text; null where there is none.</summary>
    public string? Text()
    {
        var head = Unsigned();
        if (head == 0)
        {
            return null;
        }

        var length = (head >> 1) - 1;
        var isUtf16 = (head & 1) != 0;
        if (head < 2 || length > (ulong)_rest.Length / (isUtf16 ? 2u : 1u))
        {
            throw Broken();
        }

        return isUtf16 ? Utf16((int)length) : Utf8(Bytes((int)length));
    }

    /// <summary>Reads a text that must be there.</summary>
    public string RequiredText() => Text() ?? throw Broken();

    /// <summary>Says that what was read cannot be so.</summary>
    public static InvalidDataException Broken() => new("The stored facts are damaged.");

    internal string Utf16(int length) => new(MemoryMarshal.Cast<byte, char>(Bytes(length * sizeof(char)).ToArray()));

    internal static string Utf8(ReadOnlySpan<byte> bytes)
    {
        try
        {
            return Strict.GetString(bytes);
        }
        catch (DecoderFallbackException)
        {
            throw Broken();
        }
    }

    private ulong Unsigned()
    {
        var rest = _rest;
        if (!rest.IsEmpty && rest[0] < 0x80)
        {
            _rest = rest[1..];
            return rest[0];
        }

        var value = 0ul;
        for (var i = 0; i < rest.Length && i < 10; i++)
        {
            value |= (ulong)(rest[i] & 0x7F) << (7 * i);
            if (rest[i] < 0x80)
            {
                _rest = rest[(i + 1)..];
                return value;
            }
        }

        throw Broken();
    }

    private static readonly UTF8Encoding Strict = new(encoderShouldEmitUTF8Identifier: false, throwOnInvalidBytes: true);
}
