using System.Reflection;
using System.Reflection.Metadata;
using System.Reflection.Metadata.Ecma335;
using Assay.DotNet.IL;
using Assay.DotNet.Metadata;
using Assay.Model;

namespace Assay.DotNet.Recovery;

/// <summary>Computes what code makes of its constants: own values over IL, a closed list of pure framework members, budgets for all of it.</summary>
/// <remarks>
/// Nothing of the assembly runs: every instruction is carried out on <see cref="IlValue"/>s, and what is not understood gives an unknown value.
/// In the method that is asked for, both ways of a branch over an unknown value are followed, each place once; in what it calls such a branch ends the call.
/// </remarks>
internal sealed partial class Interpreter
{
    private const int MaximumDepth = FixedLimits.InterpretedCalls;
    private const int MaximumForks = 24;
    private readonly MetadataReader _metadata;
    private readonly MemberTable _members;
    private readonly TypeNames _types;
    private readonly Owners _owners;
    private readonly FactWriter _facts;
    private readonly MethodBodies _bodies;
    private readonly WrittenFields _written;
    private readonly RecoveryBudget _budget;
    private readonly FrameworkCalls _framework;
    private readonly Dictionary<int, IlValue> _statics = [];
    private readonly Dictionary<int, IlValue> _ownStatics = [];
    private readonly HashSet<int> _initialized = [];
    private readonly Dictionary<int, IlObject?> _templates = [];
    private readonly Queue<(Frame Frame, int Offset)> _forks = new();
    private readonly HashSet<int> _forked = [];
    private RecoveredValues? _recovered;
    private int _depth;

    public Interpreter(MetadataReader metadata, MemberTable members, TypeNames types, Owners owners, FactWriter facts, MethodBodies bodies, WrittenFields written, ResourceContent resources)
    {
        _metadata = metadata;
        _members = members;
        _types = types;
        _owners = owners;
        _facts = facts;
        _budget = new RecoveryBudget(facts.Limits[Limit.ConstantSteps]);
        _bodies = bodies;
        _written = written;
        _definitions = metadata.GetTableRowCount(TableIndex.MethodDef) + 1;
        _framework = new FrameworkCalls(_budget, resources, InvokeFunction);
    }

    /// <summary>True when the assembly's share of steps or bytes is used up.</summary>
    public bool IsExhausted => _budget.IsExhausted;

    /// <summary>Interprets one method with unknown parameters and gives the constants that appear in it; null when its declaration cannot be read.</summary>
    public RecoveredValues? Interpret(MethodDefinitionHandle method)
    {
        var recovered = new RecoveredValues();
        _budget.Start();
        _forks.Clear();
        _forked.Clear();
        _ownStatics.Clear();
        _depth = 0;
        var row = MetadataTokens.GetRowNumber(method);
        try
        {
            _forks.Enqueue((new Frame(row, Parameters(method)), 0));
        }
        catch (InvalidDataException)
        {
            // The walk has said what is malformed.
            return null;
        }

        while (_forks.TryDequeue(out var next))
        {
            _recovered = recovered;
            try
            {
                Run(next.Frame, next.Offset, out _);
            }
            catch (Exception exception) when (IsStop(exception))
            {
                // This way ends here; what it gave until then stays.
                _depth = 0;
            }
        }

        _recovered = null;
        return recovered;
    }

    // What an instruction or a framework member refuses ends the way, as it would end the code.
    private static bool IsStop(Exception exception) => exception is RecoveryStoppedException or BadImageFormatException or ArgumentException or FormatException
        or InvalidOperationException or IndexOutOfRangeException or ArithmeticException or InvalidCastException or IOException or NotSupportedException or System.Security.Cryptography.CryptographicException;

    private IlValue[] Parameters(MethodDefinitionHandle handle)
    {
        ref readonly var member = ref _members.Resolve(MetadataTokens.GetToken(handle), out var row);
        var isInstance = member.Is(MemberFlags.HasThis);
        var values = new IlValue[member.ParameterCount + (isInstance ? 1 : 0)];
        if (isInstance)
        {
            values[0] = IlValue.Of(new IlObject { TypeRow = MetadataTokens.GetRowNumber(_owners.OfMethod(row)) });
        }

        return values;
    }

    /// <summary>Calls a method of the assembly; an unknown value when that ends in what is not known.</summary>
    private IlValue Invoke(int row, IlValue[] arguments)
    {
        if (_depth >= MaximumDepth || !_bodies.TryRead(row, out _))
        {
            Taint(arguments);
            return IlValue.Unknown;
        }

        _budget.Step(8);
        var depth = _depth;
        try
        {
            if (Run(new Frame(row, arguments), 0, out var result))
            {
                return result;
            }
        }
        catch (Exception exception) when (IsStop(exception) && !_budget.IsSpent)
        {
            // What the callee gives is not known; the caller goes on.
            _depth = depth;
        }

        Taint(arguments);
        return IlValue.Unknown;
    }

    /// <summary>Runs from an offset; false when the way depends on what is not known.</summary>
    private bool Run(Frame frame, int offset, out IlValue result)
    {
        result = default;
        if (!_bodies.TryRead(frame.MethodRow, out var body))
        {
            return false;
        }

        _depth++;
        var il = new IlReader(body.Code);
        il.Seek(offset);
        while (il.Read())
        {
            _budget.Step();
            switch (il.OpCode)
            {
                case ILOpCode.Ret:
                    result = frame.Depth > 0 ? frame.Pop() : default;
                    _depth--;
                    return true;
                case ILOpCode.Leave or ILOpCode.Leave_s:
                    frame.Clear();
                    il.Seek(il.BranchTarget);
                    break;
                case ILOpCode.Throw or ILOpCode.Rethrow or ILOpCode.Endfinally or ILOpCode.Endfilter or ILOpCode.Jmp or ILOpCode.Calli:
                    _depth--;
                    return false;
                case (>= ILOpCode.Br_s and <= ILOpCode.Blt_un) or ILOpCode.Switch:
                    if (!Branch(ref il, frame))
                    {
                        _depth--;
                        return false;
                    }

                    break;
                default:
                    Step(ref il, frame);
                    break;
            }
        }

        _depth--;
        return false;
    }

    private bool Branch(ref IlReader il, Frame frame)
    {
        if (il.OpCode is ILOpCode.Br or ILOpCode.Br_s)
        {
            il.Seek(il.BranchTarget);
            return true;
        }

        if (il.OpCode == ILOpCode.Switch)
        {
            var selector = frame.Pop();
            if (!selector.IsNumber)
            {
                return ForkSwitch(ref il, frame);
            }

            if ((ulong)(uint)selector.Number < (ulong)il.Operand)
            {
                il.Seek(il.SwitchTarget((int)selector.Number));
            }

            return true;
        }

        var right = il.OpCode is ILOpCode.Brtrue or ILOpCode.Brtrue_s or ILOpCode.Brfalse or ILOpCode.Brfalse_s ? default(IlValue?) : frame.Pop();
        var left = frame.Pop();
        if (Condition(il.OpCode, left, right) is { } taken)
        {
            if (taken)
            {
                il.Seek(il.BranchTarget);
            }

            return true;
        }

        return Fork(frame, il.BranchTarget, il.Offset);
    }

    // The other way waits; a place is entered once, and again would only repeat it.
    private bool Fork(Frame frame, int target, int from)
    {
        if (_depth > 1)
        {
            return false;
        }

        if (_forked.Count < MaximumForks && _forked.Add(target))
        {
            _forks.Enqueue((frame.Copy(_budget), target));
        }

        // A loop over an unknown condition goes on behind it, its body having been walked once: what it builds is not whole.
        if (target <= from || _forked.Contains(~from))
        {
            _recovered!.IsPartial = true;
        }

        return _forked.Add(~from) || target > from;
    }

    private bool ForkSwitch(ref IlReader il, Frame frame)
    {
        for (var i = 0; i < (int)Math.Min(il.Operand, MaximumForks); i++)
        {
            if (!Fork(frame, il.SwitchTarget(i), il.Offset))
            {
                return false;
            }
        }

        return true;
    }

    private static bool? Condition(ILOpCode opCode, in IlValue left, in IlValue? right)
    {
        if (right is null)
        {
            var isTrue = left.IsNumber ? left.Number != 0 : left.IsKnown ? left.Object is not null : default(bool?);
            return opCode is ILOpCode.Brtrue or ILOpCode.Brtrue_s ? isTrue : !isTrue;
        }

        var operation = opCode is >= ILOpCode.Beq and <= ILOpCode.Blt_un ? opCode - ILOpCode.Beq : opCode - ILOpCode.Beq_s;
        return Compare(operation, left, right.Value);
    }

    // ECMA-335 III.1.5, in the order of the branches: eq ge gt le lt, ne.un ge.un gt.un le.un lt.un.
    private static bool? Compare(int operation, in IlValue left, in IlValue right)
    {
        if (!left.IsKnown || !right.IsKnown)
        {
            return null;
        }

        if (!left.IsNumber || !right.IsNumber)
        {
            var equal = left.IsNumber || right.IsNumber || (left.Object is string && right.Object is string) ? default(bool?) : ReferenceEquals(left.Object, right.Object);

            // `x > null` without sign is how compilers ask for "not null".
            return operation switch { 0 => equal, 5 or 7 => !equal, _ => null };
        }

        var (a, b) = (left.Number, right.Number);
        var (unsignedA, unsignedB) = left.Kind == IlKind.Int32 && right.Kind == IlKind.Int32 ? ((uint)a, (uint)b) : ((ulong)a, (ulong)b);
        return operation switch
        {
            0 => a == b,
            1 => a >= b,
            2 => a > b,
            3 => a <= b,
            4 => a < b,
            5 => a != b,
            6 => unsignedA >= unsignedB,
            7 => unsignedA > unsignedB,
            8 => unsignedA <= unsignedB,
            _ => unsignedA < unsignedB,
        };
    }

    private void Record(int offset, in IlValue value)
    {
        if (_depth == 1)
        {
            _recovered?.Add(offset, value);
        }
    }
}
