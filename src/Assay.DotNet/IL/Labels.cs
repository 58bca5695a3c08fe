using System.Reflection.Metadata;

namespace Assay.DotNet.IL;

/// <summary>What one pass over a body tells before the walk: where control joins, and which locals are written once.</summary>
/// <remarks>Kept between methods and cleared by touching only what was set.</remarks>
internal sealed class Labels
{
    private const int TrackedLocals = 256;

    // Offset => depth and offset of the first branch that leads there, or marks below.
    private readonly Dictionary<int, Join> _joins = [];
    private readonly byte[] _stores = new byte[TrackedLocals];
    private readonly List<int> _touched = [];

    /// <summary>A place where control joins.</summary>
    /// <param name="BranchOffset">Offset of the first forward branch seen so far; -1 while none was walked.</param>
    /// <param name="Depth">Values on the stack at that branch.</param>
    /// <param name="IsHandler">Start of a handler that receives the exception.</param>
    public readonly record struct Join(int BranchOffset, int Depth, bool IsHandler);

    public bool HasJoins => _joins.Count != 0;

    public bool TryGetJoin(int offset, out Join join) => _joins.TryGetValue(offset, out join);

    /// <summary>Reads the body once.</summary>
    public void Scan(scoped in MethodBody body)
    {
        _joins.Clear();
        foreach (var local in _touched)
        {
            _stores[local] = 0;
        }

        _touched.Clear();
        for (var i = 0; i < body.ClauseCount; i++)
        {
            var (handler, filter, pushes) = body.Clause(i);
            _joins[handler] = new Join(-1, 0, pushes);
            if (filter >= 0)
            {
                _joins[filter] = new Join(-1, 0, true);
            }
        }

        var il = new IlReader(body.Code);
        while (il.Read())
        {
            Visit(ref il);
        }
    }

    /// <summary>True when the local is written by exactly one instruction and its address is never taken.</summary>
    public bool IsWrittenOnce(int local) => (uint)local < TrackedLocals && _stores[local] == 1;

    /// <summary>Notes the stack depth that a branch arrives with.</summary>
    public void NoteBranch(int from, int target, int depth)
    {
        if (target > from && _joins.TryGetValue(target, out var join) && join.BranchOffset < 0)
        {
            _joins[target] = join with { BranchOffset = from, Depth = depth };
        }
    }

    private void Visit(ref IlReader il)
    {
        switch (il.OpCode)
        {
            case >= ILOpCode.Stloc_0 and <= ILOpCode.Stloc_3:
                Store(il.OpCode - ILOpCode.Stloc_0, 1);
                break;
            case ILOpCode.Stloc_s or ILOpCode.Stloc:
                Store((int)il.Operand & 0xFFFF, 1);
                break;
            case ILOpCode.Ldloca_s or ILOpCode.Ldloca:
                Store((int)il.Operand & 0xFFFF, 2);
                break;
            case (>= ILOpCode.Br_s and <= ILOpCode.Blt_un) or ILOpCode.Leave or ILOpCode.Leave_s:
                _joins.TryAdd(il.BranchTarget, new Join(-1, 0, false));
                break;
            case ILOpCode.Switch:
                for (var i = 0; i < (int)il.Operand; i++)
                {
                    _joins.TryAdd(il.SwitchTarget(i), new Join(-1, 0, false));
                }

                break;
        }
    }

    private void Store(int local, byte count)
    {
        local = local > 255 ? local : local & 0xFF;
        if (local >= TrackedLocals)
        {
            return;
        }

        if (_stores[local] == 0)
        {
            _touched.Add(local);
        }

        _stores[local] = (byte)Math.Min(2, _stores[local] + count);
    }
}
