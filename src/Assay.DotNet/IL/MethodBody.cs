using System.Buffers.Binary;

namespace Assay.DotNet.IL;

/// <summary>Code bytes and handler offsets of one method body (ECMA-335 II.25.4).</summary>
internal readonly ref struct MethodBody
{
    private readonly ReadOnlySpan<byte> _clauses;
    private readonly bool _fatClauses;

    private MethodBody(ReadOnlySpan<byte> code, ReadOnlySpan<byte> clauses, bool fatClauses)
    {
        Code = code;
        _clauses = clauses;
        _fatClauses = fatClauses;
    }

    /// <summary>The instructions.</summary>
    public ReadOnlySpan<byte> Code { get; }

    /// <summary>Number of exception clauses.</summary>
    public int ClauseCount => _clauses.Length / ClauseSize;

    private int ClauseSize => _fatClauses ? 24 : 12;

    /// <summary>Reads a body; false when it does not fit the image.</summary>
    public static bool TryRead(ReadOnlySpan<byte> image, int offset, out MethodBody body)
    {
        body = default;
        if ((uint)offset >= (uint)image.Length)
        {
            return false;
        }

        var data = image[offset..];
        var first = data[0];
        if ((first & 3) == 2)
        {
            // II.25.4.2 tiny: six bits of size, no locals, no handlers.
            var size = first >> 2;
            if (data.Length < 1 + size)
            {
                return false;
            }

            body = new MethodBody(data.Slice(1, size), default, false);
            return true;
        }

        if ((first & 3) != 3 || data.Length < 12)
        {
            return false;
        }

        // II.25.4.3 fat: flags and header size in words, max stack, code size, local signature.
        var header = BinaryPrimitives.ReadUInt16LittleEndian(data);
        var headerSize = (header >> 12) * 4;
        var codeSize = BinaryPrimitives.ReadUInt32LittleEndian(data[4..]);
        if (headerSize < 12 || headerSize > data.Length || codeSize > (uint)(data.Length - headerSize))
        {
            return false;
        }

        var code = data.Slice(headerSize, (int)codeSize);
        var moreSections = (header & 0x08) != 0;
        body = moreSections ? ReadClauses(code, data[(headerSize + (int)codeSize)..], offset + headerSize + (int)codeSize) : new MethodBody(code, default, false);
        return true;
    }

    /// <summary>Offset where a handler (and its filter, else -1) begins; the runtime pushes the exception there for catch and filter.</summary>
    public (int Handler, int Filter, bool PushesException) Clause(int index)
    {
        var clause = _clauses.Slice(index * ClauseSize, ClauseSize);
        if (_fatClauses)
        {
            var kind = BinaryPrimitives.ReadInt32LittleEndian(clause);
            return (BinaryPrimitives.ReadInt32LittleEndian(clause[12..]), kind == 1 ? BinaryPrimitives.ReadInt32LittleEndian(clause[20..]) : -1, kind is 0 or 1);
        }

        var smallKind = BinaryPrimitives.ReadUInt16LittleEndian(clause);
        return (BinaryPrimitives.ReadUInt16LittleEndian(clause[5..]), smallKind == 1 ? BinaryPrimitives.ReadInt32LittleEndian(clause[8..]) : -1, smallKind is 0 or 1);
    }

    /// <summary>The protected code and the handler of a clause with their lengths; the token is that of the caught type, 0 when the clause is no plain catch.</summary>
    public (int TryOffset, int TryLength, int HandlerOffset, int HandlerLength, int CaughtType) Ranges(int index)
    {
        var clause = _clauses.Slice(index * ClauseSize, ClauseSize);
        if (_fatClauses)
        {
            return (BinaryPrimitives.ReadInt32LittleEndian(clause[4..]), BinaryPrimitives.ReadInt32LittleEndian(clause[8..]), BinaryPrimitives.ReadInt32LittleEndian(clause[12..]),
                BinaryPrimitives.ReadInt32LittleEndian(clause[16..]), BinaryPrimitives.ReadInt32LittleEndian(clause) == 0 ? BinaryPrimitives.ReadInt32LittleEndian(clause[20..]) : 0);
        }

        return (BinaryPrimitives.ReadUInt16LittleEndian(clause[2..]), clause[4], BinaryPrimitives.ReadUInt16LittleEndian(clause[5..]), clause[7],
            BinaryPrimitives.ReadUInt16LittleEndian(clause) == 0 ? BinaryPrimitives.ReadInt32LittleEndian(clause[8..]) : 0);
    }

    private static MethodBody ReadClauses(ReadOnlySpan<byte> code, ReadOnlySpan<byte> rest, int restOffset)
    {
        // II.25.4.5: sections start at the next 4-byte boundary; only exception tables are defined.
        var padding = -restOffset & 3;
        if (rest.Length < padding + 4)
        {
            return new MethodBody(code, default, false);
        }

        var section = rest[padding..];
        var fat = (section[0] & 0x40) != 0;
        var size = fat ? BinaryPrimitives.ReadInt32LittleEndian(section) >> 8 : section[1];
        var isExceptionTable = (section[0] & 0x01) != 0;
        var clauseSize = fat ? 24 : 12;
        var bytes = Math.Max(0, Math.Min(size, section.Length) - 4);
        return new MethodBody(code, isExceptionTable ? section.Slice(4, bytes / clauseSize * clauseSize) : default, fat);
    }
}
