using System.Buffers.Binary;
using System.Reflection.Metadata;
using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;

namespace Assay.DotNet.IL;

/// <summary>Reads the instructions of one method body in order; stops at the first byte that is no instruction.</summary>
internal ref struct IlReader(ReadOnlySpan<byte> code)
{
    private readonly ReadOnlySpan<byte> _code = code;
    private int _next;

    /// <summary>Offset of the current instruction.</summary>
    public int Offset { get; private set; }

    /// <summary>The current instruction; two-byte opcodes are 0xFE00 and up, as in <see cref="ILOpCode"/>.</summary>
    public ILOpCode OpCode { get; private set; }

    /// <summary>Size code and stack effect from <see cref="OpCodeTable"/>.</summary>
    public byte Effect { get; private set; }

    /// <summary>Operand, sign-extended as its size says; for a switch the number of targets.</summary>
    public long Operand { get; private set; }

    /// <summary>True when reading ended before the end of the code.</summary>
    public bool Invalid { get; private set; }

    /// <summary>Offset of the next instruction.</summary>
    public readonly int NextOffset => _next;

    /// <summary>The member, type, field, string or signature token that the operand is.</summary>
    public readonly int Token => (int)Operand;

    /// <summary>Moves to the next instruction.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public bool Read()
    {
        var next = _next;
        if ((uint)next >= (uint)_code.Length)
        {
            return false;
        }

        Offset = next;
        var first = _code[next++];
        if (first == 0xFE)
        {
            return ReadTwoByte(next);
        }

        var effect = OpCodeTable.OneByte[first];
        OpCode = (ILOpCode)first;
        Effect = effect;

        // This is the hottest code of a scan: what has a signed operand of usual size, and is not near the end of the code, is read without a further question.
        var sizeCode = effect & 7;
        if (sizeCode == 0)
        {
            Operand = 0;
            _next = next;
            return true;
        }

        if (sizeCode is OpCodeTable.OneByteOperand or OpCodeTable.FourBytes && next <= _code.Length - sizeof(long))
        {
            var bytes = Unsafe.ReadUnaligned<long>(ref Unsafe.Add(ref MemoryMarshal.GetReference(_code), next));
            bytes = BitConverter.IsLittleEndian ? bytes : BinaryPrimitives.ReverseEndianness(bytes);
            Operand = sizeCode == OpCodeTable.FourBytes ? (int)bytes : (sbyte)bytes;
            _next = next + (sizeCode == OpCodeTable.FourBytes ? 4 : 1);
            return true;
        }

        _next = next;
        return ReadOperand();
    }

    /// <summary>Continues at an offset; outside of the code nothing follows.</summary>
    public void Seek(int offset) => _next = offset >= 0 && offset <= _code.Length ? offset : _code.Length;

    /// <summary>Target of the current branch instruction.</summary>
    public readonly int BranchTarget => _next + (int)Operand;

    /// <summary>A target of the current switch instruction.</summary>
    public readonly int SwitchTarget(int index) => _next + BinaryPrimitives.ReadInt32LittleEndian(_code.Slice(_next - ((int)Operand - index) * 4, 4));

    private bool ReadTwoByte(int next)
    {
        _next = next;
        if (next >= _code.Length || _code[next] >= OpCodeTable.TwoByte.Length)
        {
            return Fail();
        }

        OpCode = (ILOpCode)(0xFE00 | _code[next]);
        Effect = OpCodeTable.TwoByte[_code[next]];
        _next++;
        if ((Effect & 7) == 0)
        {
            Operand = 0;
            return true;
        }

        return ReadOperand();
    }

    private bool ReadOperand()
    {
        var sizeCode = Effect & 7;
        var rest = _code[_next..];
        switch (sizeCode)
        {
            case OpCodeTable.FourBytes when rest.Length >= 4:
                Operand = BinaryPrimitives.ReadInt32LittleEndian(rest);
                _next += 4;
                return true;
            case OpCodeTable.OneByteOperand when rest.Length >= 1:
                Operand = (sbyte)rest[0];
                _next += 1;
                return true;
            case OpCodeTable.EightBytes when rest.Length >= 8:
                Operand = BinaryPrimitives.ReadInt64LittleEndian(rest);
                _next += 8;
                return true;
            case OpCodeTable.TwoBytes when rest.Length >= 2:
                Operand = BinaryPrimitives.ReadUInt16LittleEndian(rest);
                _next += 2;
                return true;

            // ECMA-335 III.3.66: the table of a switch follows its count.
            case OpCodeTable.SwitchOperand when rest.Length >= 4 && BinaryPrimitives.ReadUInt32LittleEndian(rest) is var targets && targets <= (uint)(rest.Length - 4) / 4:
                Operand = targets;
                _next += 4 + (int)targets * 4;
                return true;
            default:
                return Fail();
        }
    }

    private bool Fail()
    {
        Invalid = true;
        _next = _code.Length;
        return false;
    }
}
