namespace Assay.Text.Secrets;

/// <summary>Reads elements of DER one after the other (X.690); of BER what has a length, and the last element of those that have none.</summary>
internal ref struct DerReader(ReadOnlySpan<byte> bytes)
{
    /// <summary>Tag of whole numbers.</summary>
    public const byte Integer = 0x02;

    /// <summary>Tag of bytes.</summary>
    public const byte OctetString = 0x04;

    /// <summary>Tag of object identifiers.</summary>
    public const byte ObjectIdentifier = 0x06;

    /// <summary>Tag of sequences.</summary>
    public const byte Sequence = 0x30;

    private ReadOnlySpan<byte> _rest = bytes;

    /// <summary>True at the end.</summary>
    public readonly bool IsEmpty => _rest.IsEmpty;

    /// <summary>Tag of the next element, 0 at the end.</summary>
    public readonly byte Tag => _rest.IsEmpty ? (byte)0 : _rest[0];

    /// <summary>Reads an element of this tag; false when another one follows or it is cut.</summary>
    public bool TryRead(byte tag, out ReadOnlySpan<byte> content)
    {
        content = default;
        if (_rest.Length < 2 || _rest[0] != tag)
        {
            return false;
        }

        int length = _rest[1];
        var header = 2;
        if (length == 0x80)
        {
            length = _rest.Length - header;
        }
        else if (length > 0x80)
        {
            var count = length - 0x80;
            if (count > 3 || _rest.Length < header + count)
            {
                return false;
            }

            length = 0;
            for (; count > 0; count--)
            {
                length = (length << 8) | _rest[header++];
            }
        }

        if (length > _rest.Length - header)
        {
            return false;
        }

        content = _rest.Slice(header, length);
        _rest = _rest[(header + length)..];
        return true;
    }
}
