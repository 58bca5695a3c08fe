using System.Buffers.Binary;
using System.Text;

namespace Assay.Native;

/// <summary>Reads numbers and texts of an image by file offset. What lies outside the file reads as zero or empty: callers ask <see cref="Has"/> where the difference matters.</summary>
internal readonly ref struct ImageReader(ReadOnlySpan<byte> bytes, bool bigEndian = false, bool wide = false)
{
    /// <summary>The whole file.</summary>
    public ReadOnlySpan<byte> Bytes { get; } = bytes;

    /// <summary>True when numbers have their highest byte first.</summary>
    public bool BigEndian { get; } = bigEndian;

    /// <summary>True when addresses have 64 bits.</summary>
    public bool Wide { get; } = wide;

    /// <summary>Bytes of an address.</summary>
    public int AddressSize => Wide ? 8 : 4;

    /// <summary>True when so many bytes from the offset lie in the file.</summary>
    public bool Has(long offset, long count) => offset >= 0 && count >= 0 && offset <= Bytes.Length && count <= Bytes.Length - offset;

    public byte U8(long offset) => Has(offset, 1) ? Bytes[(int)offset] : (byte)0;

    public ushort U16(long offset) => !Has(offset, 2) ? (ushort)0
        : BigEndian ? BinaryPrimitives.ReadUInt16BigEndian(Bytes[(int)offset..]) : BinaryPrimitives.ReadUInt16LittleEndian(Bytes[(int)offset..]);

    public uint U32(long offset) => !Has(offset, 4) ? 0
        : BigEndian ? BinaryPrimitives.ReadUInt32BigEndian(Bytes[(int)offset..]) : BinaryPrimitives.ReadUInt32LittleEndian(Bytes[(int)offset..]);

    public ulong U64(long offset) => !Has(offset, 8) ? 0
        : BigEndian ? BinaryPrimitives.ReadUInt64BigEndian(Bytes[(int)offset..]) : BinaryPrimitives.ReadUInt64LittleEndian(Bytes[(int)offset..]);

    public ulong Address(long offset) => Wide ? U64(offset) : U32(offset);

    /// <summary>The part of a range that lies in the file.</summary>
    public ReadOnlySpan<byte> Slice(long offset, long count) =>
        offset < 0 || offset >= Bytes.Length || count <= 0 ? default : Bytes.Slice((int)offset, (int)Math.Min(count, Bytes.Length - offset));

    /// <summary>The bytes from the offset up to a zero, at most so many; empty when no zero ends them.</summary>
    public ReadOnlySpan<byte> Text(long offset, int limit = MaximumName)
    {
        var window = Slice(offset, limit + 1L);
        var end = window.IndexOf((byte)0);
        return end < 0 ? default : window[..end];
    }

    /// <summary>The same as a string; every byte becomes a character.</summary>
    public string TextString(long offset, int limit = MaximumName) => Encoding.Latin1.GetString(Text(offset, limit));

    /// <summary>Longer names are no names of functions or libraries.</summary>
    public const int MaximumName = 1024;
}
