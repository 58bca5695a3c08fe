using System.Reflection.Metadata;
using System.Runtime.CompilerServices;

namespace Assay.DotNet.IL;

/// <summary>What one pass over a body tells before the walk: where control joins, and which locals are written once.</summary>
/// <remarks>Kept between methods; a bit per code byte and a byte per local are cleared for each.</remarks>
internal sealed class Labels
{
    public const int TrackedLocals = 256;

    private const byte AddressTaken = 128;
    private static readonly byte[] Lengths = LengthsOfOthers();
    private readonly byte[] _stores = new byte[TrackedLocals];
    private readonly Dictionary<int, (int BranchOffset, int Depth)> _arrivals = [];
    private readonly HashSet<int> _loops = [];
    private readonly HashSet<int> _changedArguments = [];
    private ulong[] _joins = new ulong[64];
    private ulong[] _handlers = new ulong[64];
    private int _words;
    private int _usedLocals;

    /// <summary>True when a branch leads to this offset, or a handler starts there.</summary>
    public bool IsJoin(int offset) => (_joins[offset >> 6] & (1UL << (offset & 63))) != 0;

    /// <summary>True when a handler that receives the exception starts there.</summary>
    public bool IsHandler(int offset) => (_handlers[offset >> 6] & (1UL << (offset & 63))) != 0;

    /// <summary>True when the local is written by exactly one instruction and its address is never taken.</summary>
    public bool IsWrittenOnce(int local) => (uint)local < TrackedLocals && _stores[local] == 1;

    /// <summary>How many instructions write the local, 127 for more; its address counts as none.</summary>
    public int Stores(int local) => _stores[local] & ~AddressTaken;

    /// <summary>True when the address of the local is taken somewhere.</summary>
    public bool IsAddressTaken(int local) => (_stores[local] & AddressTaken) != 0;

    /// <summary>True when the address of some local is taken.</summary>
    public bool TakesAddresses { get; private set; }

    /// <summary>True when some branch leads back.</summary>
    public bool HasLoops => _loops.Count != 0;

    /// <summary>True when a later instruction branches back to here: nothing on the stack is sure then.</summary>
    public bool IsLoop(int offset) => _loops.Count != 0 && _loops.Contains(offset);

    /// <summary>True when the method writes the argument, or takes its address.</summary>
    public bool IsChangedArgument(int argument) => _changedArguments.Count != 0 && _changedArguments.Contains(argument);

    /// <summary>The first walked forward branch to this offset that had values on the stack; (-1, 0) when there was none.</summary>
    public (int BranchOffset, int Depth) Arrival(int offset) => _arrivals.Count != 0 && _arrivals.TryGetValue(offset, out var arrival) ? arrival : (-1, 0);

    /// <summary>Notes the stack depth that a branch arrives with.</summary>
    public void NoteBranch(int from, int target, int depth)
    {
        if (depth > 0 && target > from)
        {
            _arrivals.TryAdd(target, (from, depth));
        }
    }

    /// <summary>Reads the body once.</summary>
    public void Scan(scoped in MethodBody body)
    {
        Clear(body.Code.Length);
        for (var i = 0; i < body.ClauseCount; i++)
        {
            var (handler, filter, pushes) = body.Clause(i);
            Mark(_joins, handler);
            Mark(pushes ? _handlers : _joins, handler);
            Mark(_joins, filter);
            Mark(_handlers, filter);
        }

        // Most instructions say nothing here: they are passed by their length alone. The walk tells where code is invalid.
        var code = body.Code;
        var il = new IlReader(code);
        var offset = 0;
        while ((uint)offset < (uint)code.Length)
        {
            var length = Lengths[code[offset]];
            if (length != 0)
            {
                offset += length;
                continue;
            }

            il.Seek(offset);
            if (!il.Read())
            {
                return;
            }

            Visit(ref il);
            offset = il.NextOffset;
        }
    }

    // Bytes of the instructions that Visit passes over; zero of those that it looks at, of prefixes, and of what is none.
    private static byte[] LengthsOfOthers()
    {
        var lengths = new byte[256];
        for (var code = 0; code < lengths.Length; code++)
        {
            var isLookedAt = (ILOpCode)code is (>= ILOpCode.Stloc_0 and <= ILOpCode.Stloc_3) or ILOpCode.Stloc_s or ILOpCode.Starg_s or ILOpCode.Ldarga_s or ILOpCode.Ldloca_s
                or (>= ILOpCode.Br_s and <= ILOpCode.Blt_un) or ILOpCode.Leave or ILOpCode.Leave_s or ILOpCode.Switch;
            lengths[code] = (OpCodeTable.OneByte[code] & 7, isLookedAt) switch
            {
                (0, false) => 1,
                (OpCodeTable.OneByteOperand, false) => 1 + 1,
                (OpCodeTable.FourBytes, false) => 1 + 4,
                (OpCodeTable.EightBytes, false) => 1 + 8,
                _ => 0,
            };
        }

        return lengths;
    }

    private void Clear(int codeLength)
    {
        Array.Clear(_stores, 0, _usedLocals);
        _usedLocals = 0;
        TakesAddresses = false;
        _arrivals.Clear();
        _loops.Clear();
        _changedArguments.Clear();
        _words = (codeLength >> 6) + 1;
        if (_joins.Length < _words)
        {
            _joins = new ulong[_words * 2];
            _handlers = new ulong[_words * 2];
        }

        Array.Clear(_joins, 0, _words);
        Array.Clear(_handlers, 0, _words);
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private void Visit(ref IlReader il)
    {
        switch (il.OpCode)
        {
            case >= ILOpCode.Stloc_0 and <= ILOpCode.Stloc_3:
                Store((int)il.OpCode - (int)ILOpCode.Stloc_0);
                break;
            case ILOpCode.Stloc_s:
                Store((byte)il.Operand);
                break;
            case ILOpCode.Stloc:
                Store((int)il.Operand);
                break;
            case ILOpCode.Starg_s or ILOpCode.Ldarga_s:
                _changedArguments.Add((byte)il.Operand);
                break;
            case ILOpCode.Starg or ILOpCode.Ldarga:
                _changedArguments.Add((int)il.Operand);
                break;
            case ILOpCode.Ldloca_s:
                TakeAddress((byte)il.Operand);
                break;
            case ILOpCode.Ldloca:
                TakeAddress((int)il.Operand);
                break;
            case (>= ILOpCode.Br_s and <= ILOpCode.Blt_un) or ILOpCode.Leave or ILOpCode.Leave_s:
                Mark(_joins, il.BranchTarget);
                NoteLoop(il.Offset, il.BranchTarget);
                break;
            case ILOpCode.Switch:
                for (var i = 0; i < (int)il.Operand; i++)
                {
                    Mark(_joins, il.SwitchTarget(i));
                    NoteLoop(il.Offset, il.SwitchTarget(i));
                }

                break;
        }
    }

    private void NoteLoop(int offset, int target)
    {
        if (target <= offset)
        {
            _loops.Add(target);
        }
    }

    private void Mark(ulong[] bits, int offset)
    {
        // A target outside the code is invalid and never reached by the walk.
        if (offset >= 0 && offset >> 6 < _words)
        {
            bits[offset >> 6] |= 1UL << (offset & 63);
        }
    }

    private void Store(int local)
    {
        if ((uint)local < TrackedLocals)
        {
            _usedLocals = Math.Max(_usedLocals, local + 1);
            _stores[local] += (byte)((_stores[local] & ~AddressTaken) < AddressTaken - 1 ? 1 : 0);
        }
    }

    private void TakeAddress(int local)
    {
        TakesAddresses = true;
        if ((uint)local < TrackedLocals)
        {
            _usedLocals = Math.Max(_usedLocals, local + 1);
            _stores[local] |= AddressTaken;
        }
    }
}
