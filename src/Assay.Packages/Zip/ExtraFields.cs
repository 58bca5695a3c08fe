using System.Buffers.Binary;

namespace Assay.Packages.Zip;

/// <summary>Walks the blocks of an extra field, APPNOTE 4.5.1.</summary>
internal ref struct ExtraFields(ReadOnlySpan<byte> bytes)
{
    public const ushort Zip64 = 0x0001;
    public const ushort UnicodePath = 0x7075;
    public const ushort AesEncryption = 0x9901;
    /// <summary>Room that System.IO.Packaging and Office leave behind a part so that it may grow in place.</summary>
    public const ushort GrowthHint = 0xA220;

    private ReadOnlySpan<byte> _rest = bytes;

    public ushort Id { get; private set; }
    public ReadOnlySpan<byte> Data { get; private set; }

    /// <summary>True when a block runs past the end of the field, or bytes are left that form no block.</summary>
    public bool IsBroken { get; private set; }

    public bool MoveNext()
    {
        if (_rest.Length < 4)
        {
            IsBroken |= _rest.Length > 0;
            return false;
        }

        Id = BinaryPrimitives.ReadUInt16LittleEndian(_rest);
        int length = BinaryPrimitives.ReadUInt16LittleEndian(_rest[2..]);
        if (length > _rest.Length - 4)
        {
            IsBroken = true;
            return false;
        }

        Data = _rest.Slice(4, length);
        _rest = _rest[(4 + length)..];
        return true;
    }

    /// <summary>Replaces the values that a header marks as too large (APPNOTE 4.5.3); false when the block lacks one of them.</summary>
    public static bool TryWiden(ReadOnlySpan<byte> extra, ref ulong size, ref ulong compressedSize, ref ulong offset)
    {
        if (size != uint.MaxValue && compressedSize != uint.MaxValue && offset != uint.MaxValue)
        {
            return true;
        }

        var fields = new ExtraFields(extra);
        while (fields.MoveNext())
        {
            if (fields.Id == Zip64)
            {
                var data = fields.Data;
                return TryTake(ref data, ref size) && TryTake(ref data, ref compressedSize) && TryTake(ref data, ref offset);
            }
        }

        return false;
    }

    /// <summary>True when there is a block of this kind.</summary>
    public static bool Has(ReadOnlySpan<byte> extra, ushort id)
    {
        var fields = new ExtraFields(extra);
        while (fields.MoveNext())
        {
            if (fields.Id == id)
            {
                return true;
            }
        }

        return false;
    }

    private static bool TryTake(ref ReadOnlySpan<byte> data, ref ulong value)
    {
        if (value != uint.MaxValue)
        {
            return true;
        }

        if (data.Length < 8)
        {
            return false;
        }

        value = BinaryPrimitives.ReadUInt64LittleEndian(data);
        data = data[8..];
        return true;
    }
}
