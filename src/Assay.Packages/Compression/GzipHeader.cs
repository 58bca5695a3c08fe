using System.Buffers.Binary;
using Assay.Packages.Zip;

namespace Assay.Packages.Compression;

/// <summary>Member header of gzip, RFC 1952 2.3.</summary>
internal static class GzipHeader
{
    private const int FixedSize = 10;
    private const int HeaderCrc = 1 << 1;
    private const int Extra = 1 << 2;
    private const int Name = 1 << 3;
    private const int Comment = 1 << 4;
    private const int Reserved = 0xE0;

    /// <summary>Gives the length of the header; false when there is none or it is cut.</summary>
    public static bool TryMeasure(ReadOnlySpan<byte> bytes, out int length, out bool reservedFlags, out bool wrongSum)
    {
        length = FixedSize;
        reservedFlags = wrongSum = false;
        if (bytes.Length < FixedSize || bytes[0] != 0x1F || bytes[1] != 0x8B || bytes[2] != 8)
        {
            return false;
        }

        var flags = bytes[3];
        reservedFlags = (flags & Reserved) != 0;
        if ((flags & Extra) != 0)
        {
            if (bytes.Length < length + 2)
            {
                return false;
            }

            length += 2 + BinaryPrimitives.ReadUInt16LittleEndian(bytes[length..]);
        }

        foreach (var text in (ReadOnlySpan<int>)[Name, Comment])
        {
            if ((flags & text) != 0)
            {
                if (length > bytes.Length || bytes[length..].IndexOf((byte)0) is not (>= 0 and var end))
                {
                    return false;
                }

                length += end + 1;
            }
        }

        if ((flags & HeaderCrc) == 0)
        {
            return length <= bytes.Length;
        }

        if (length + 2 > bytes.Length)
        {
            return false;
        }

        // RFC 1952 2.3.1: the two low bytes of the CRC-32 of the header before it.
        wrongSum = BinaryPrimitives.ReadUInt16LittleEndian(bytes[length..]) != (ushort)Crc32.Compute(bytes[..length]);
        length += 2;
        return true;
    }
}
