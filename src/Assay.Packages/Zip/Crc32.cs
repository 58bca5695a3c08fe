using System.Buffers.Binary;
using System.Runtime.InteropServices;
using System.Runtime.Intrinsics;
using System.Runtime.Intrinsics.X86;

namespace Assay.Packages.Zip;

/// <summary>Computes CRC-32 (ISO-HDLC, reflected polynomial EDB88320), as zip and gzip use it.</summary>
public static class Crc32
{
    private const int FoldMinimum = 64;

    private static readonly uint[] Tables = BuildTables();

    /// <summary>Gives the sum of bytes.</summary>
    public static uint Compute(ReadOnlySpan<byte> data) =>
        Pclmulqdq.IsSupported && data.Length >= FoldMinimum ? ComputeFolding(data) : ComputeSlicing(data);

    /// <summary>Folds 64 bytes at a time with carry-less multiplication ("Fast CRC Computation for Generic Polynomials Using PCLMULQDQ", Intel 2009).</summary>
    internal static uint ComputeFolding(ReadOnlySpan<byte> data)
    {
        if (data.Length < FoldMinimum)
        {
            return ComputeSlicing(data);
        }

        // Each constant is x^n mod P, bit-reflected: n = 544 and 480, then 160 and 96.
        var byFour = Vector128.Create(0x0154442bd4UL, 0x01c6e41596UL);
        var byOne = Vector128.Create(0x01751997d0UL, 0x00ccaa009eUL);
        var blocks = MemoryMarshal.Cast<byte, Vector128<ulong>>(data);
        var tail = data[(blocks.Length * 16)..];
        var a = blocks[0] ^ Vector128.Create(0xFFFFFFFFUL, 0);
        var b = blocks[1];
        var c = blocks[2];
        var d = blocks[3];
        blocks = blocks[4..];
        while (blocks.Length >= 4)
        {
            a = Fold(a, byFour) ^ blocks[0];
            b = Fold(b, byFour) ^ blocks[1];
            c = Fold(c, byFour) ^ blocks[2];
            d = Fold(d, byFour) ^ blocks[3];
            blocks = blocks[4..];
        }

        a = Fold(a, byOne) ^ b;
        a = Fold(a, byOne) ^ c;
        a = Fold(a, byOne) ^ d;
        foreach (var block in blocks)
        {
            a = Fold(a, byOne) ^ block;
        }

        return ~UpdateSlicing(Reduce(a, byOne), tail);
    }

    internal static uint ComputeSlicing(ReadOnlySpan<byte> data) => ~UpdateSlicing(uint.MaxValue, data);

    private static Vector128<ulong> Fold(Vector128<ulong> value, Vector128<ulong> constants) =>
        Pclmulqdq.CarrylessMultiply(value, constants, 0x00) ^ Pclmulqdq.CarrylessMultiply(value, constants, 0x11);

    /// <summary>Reduces 128 bits to 32 with one more fold and a Barrett reduction.</summary>
    private static uint Reduce(Vector128<ulong> value, Vector128<ulong> byOne)
    {
        var low32 = Vector128.Create(0xFFFFFFFFUL, 0xFFFFFFFFUL);
        var barrett = Vector128.Create(0x01db710641UL, 0x01f7011641UL);
        value = Sse2.ShiftRightLogical128BitLane(value, 8) ^ Pclmulqdq.CarrylessMultiply(value, byOne, 0x10);
        value = Sse2.ShiftRightLogical128BitLane(value, 4) ^ Pclmulqdq.CarrylessMultiply(value & low32, Vector128.Create(0x0163cd6124UL, 0), 0x00);
        var quotient = Pclmulqdq.CarrylessMultiply(value & low32, barrett, 0x10);
        value ^= Pclmulqdq.CarrylessMultiply(quotient & low32, barrett, 0x00);
        return value.AsUInt32().GetElement(1);
    }

    private static uint UpdateSlicing(uint state, ReadOnlySpan<byte> data)
    {
        var tables = Tables.AsSpan();
        while (data.Length >= 8)
        {
            var low = BinaryPrimitives.ReadUInt32LittleEndian(data) ^ state;
            var high = BinaryPrimitives.ReadUInt32LittleEndian(data[4..]);
            state = tables[0x700 + (int)(low & 0xFF)] ^ tables[0x600 + (int)((low >> 8) & 0xFF)]
                ^ tables[0x500 + (int)((low >> 16) & 0xFF)] ^ tables[0x400 + (int)(low >> 24)]
                ^ tables[0x300 + (int)(high & 0xFF)] ^ tables[0x200 + (int)((high >> 8) & 0xFF)]
                ^ tables[0x100 + (int)((high >> 16) & 0xFF)] ^ tables[(int)(high >> 24)];
            data = data[8..];
        }

        foreach (var value in data)
        {
            state = tables[(int)((state ^ value) & 0xFF)] ^ (state >> 8);
        }

        return state;
    }

    private static uint[] BuildTables()
    {
        var tables = new uint[8 * 256];
        for (var i = 0; i < 256; i++)
        {
            var value = (uint)i;
            for (var bit = 0; bit < 8; bit++)
            {
                value = (value & 1) != 0 ? (value >> 1) ^ 0xEDB88320 : value >> 1;
            }

            tables[i] = value;
        }

        for (var i = 256; i < tables.Length; i++)
        {
            tables[i] = tables[(int)(tables[i - 256] & 0xFF)] ^ (tables[i - 256] >> 8);
        }

        return tables;
    }
}
