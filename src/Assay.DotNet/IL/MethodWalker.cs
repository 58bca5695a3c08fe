using System.Reflection.Metadata;
using System.Reflection.Metadata.Ecma335;
using Assay.DotNet.Calls;
using Assay.DotNet.Folding;
using Assay.DotNet.Metadata;
using Assay.DotNet.Obfuscation;
using Assay.DotNet.Recovery;
using Assay.Model;

namespace Assay.DotNet.IL;

/// <summary>Walks method bodies once in order and writes what they call, construct, use and hold as constants.</summary>
/// <remarks>
/// The evaluation stack is followed with constants only, in a straight line; where control joins, what the ways disagree about is forgotten.
/// Locals count as constant when one instruction writes them.
/// </remarks>
internal sealed partial class MethodWalker
{
    private const int MaximumArrayLength = 256;
    private readonly MetadataReader _metadata;
    private readonly TypeNames _types;
    private readonly MemberTable _members;
    private readonly PlaceTable _places;
    private readonly FactWriter _facts;
    private readonly DelegateTypes _delegates;
    private readonly InternalUses _uses;
    private readonly Labels _labels = new();
    private readonly EvaluationStack _stack = new();
    private readonly Value[] _locals = new Value[Labels.TrackedLocals];
    private readonly Dictionary<int, int> _userStrings = [];
    private readonly List<object> _objects = [];

    // Row of the method that used a member last: internal uses are written once per method.
    private readonly int[] _lastUser;
    private readonly int[] _lastGiver;
    private readonly int[] _lastRunner;
    private MethodDefinitionHandle _method;
    private int _methodRow;
    private int _place;
    private bool _isStatic;
    private int _usedLocals;

    // Equal for all instructions of one walk over one body.
    private int _walk;
    private int _lastJoin;

    public MethodWalker(MetadataReader metadata, TypeNames types, MemberTable members, PlaceTable places, DelegateTypes delegates, InternalUses uses, AssemblyBuffers buffers, FactWriter facts)
    {
        _metadata = metadata;
        _types = types;
        _members = members;
        _places = places;
        _facts = facts;
        _delegates = delegates;
        _uses = uses;
        _lastUser = buffers.Rows(AssemblyBuffers.LastUser, members.RowSpace);
        _lastGiver = buffers.Rows(AssemblyBuffers.LastGiver, members.RowSpace);
        _lastRunner = buffers.Rows(AssemblyBuffers.LastRunner, members.RowSpace);
        var fields = metadata.GetTableRowCount(TableIndex.Field);
        _lastWriter = new int[fields + 1];
        _fieldKinds = new FieldKind[fields + 1];
        _fieldConstants = buffers.Values(fields + 1);
        WrittenFields = new WrittenFields(fields);
        _budget = new RecoveryBudget(facts.Limits[Limit.ConstantSteps]);
        _framework = new FrameworkCalls(_budget, ResourceContent.None, (_, _) => IlValue.Unknown);
        _null = facts.Intern("null");
        _this = facts.Intern("this");
    }

    /// <summary>The shape of the control flow over all bodies.</summary>
    public Dispatchers Dispatchers { get; } = new();

    /// <summary>Writes the facts of one body.</summary>
    /// <param name="handle">The method.</param>
    /// <param name="isStatic">True when it takes no receiver.</param>
    /// <param name="body">Its code.</param>
    /// <param name="recovered">What interpreting the code gave; null on the first walk.</param>
    public void Walk(MethodDefinitionHandle handle, bool isStatic, scoped in MethodBody body, RecoveredValues? recovered = null)
    {
        _recovered = recovered;
        _shape = CodeShape.None;
        _decoders.Clear();
        _stated.Clear();
        _constantAppends = 0;
        _lastJoin = 0;
        _lastRead = default;
        _earlierRead = default;
        _awaited = Value.Unknown;
        _returnedCount = 0;
        _handsOn = false;
        var firstFact = _facts.Count;
        _method = handle;
        _methodRow = MetadataTokens.GetRowNumber(handle);
        _walk = recovered is null ? _methodRow : -_methodRow;
        _place = FactRecord.None;
        _isStatic = isStatic;
        _parameterCount = -1;
        _stack.Clear();
        _objects.Clear();
        Array.Clear(_locals, 0, _usedLocals);
        Array.Clear(_localStores, 0, _usedLocals);
        _usedLocals = 0;
        _labels.Scan(body);
        Dispatchers.Start();
        try
        {
            WalkCode(body.Code);
        }
        finally
        {
            NoteBareFunction();
            ReleaseHeld();
            WriteProcessStarts();
            if (recovered is null)
            {
                Dispatchers.End(body.Code.Length);
            }
        }

        NoteShape();
        if (body.ClauseCount > 0)
        {
            WriteIgnoredErrors(body, firstFact);
        }
    }

    private int Place => _place != FactRecord.None ? _place : _place = _places.Of(_method);

    private void WalkCode(ReadOnlySpan<byte> code)
    {
        var il = new IlReader(code);
        var fallsThrough = true;
        while (il.Read())
        {
            if (_labels.IsJoin(il.Offset))
            {
                Join(il.Offset, fallsThrough);
            }
            else if (!fallsThrough)
            {
                ReleaseHeld();
                _stack.Clear();
            }

            Step(ref il);
            if (_held.Count > 0)
            {
                SettleHeld();
            }

            if (_recovered is not null)
            {
                TakeRecovered(il.Offset);
            }

            fallsThrough = (il.Effect & OpCodeTable.NeverFallsThrough) == 0;
        }

        if (il.Invalid)
        {
            throw new InvalidDataException($"No instruction at IL offset 0x{il.Offset:X}.");
        }
    }

    private void Join(int offset, bool fallsThrough)
    {
        _lastJoin = offset;
        if (!fallsThrough || _labels.IsHandler(offset))
        {
            ReleaseHeld();
        }

        if (_labels.IsHandler(offset))
        {
            _stack.StartHandler();
            return;
        }

        var (branchOffset, depth) = _labels.Arrival(offset);
        _stack.Join(_labels.IsLoop(offset) ? -1 : branchOffset, depth, fallsThrough);
        JoinHeld(branchOffset);
    }

    private void Step(ref IlReader il)
    {
        switch (il.OpCode)
        {
            case ILOpCode.Ldstr:
                LoadString(ref il);
                break;
            case ILOpCode.Call or ILOpCode.Callvirt or ILOpCode.Newobj:
                Call(il.Token, il.Offset, il.OpCode == ILOpCode.Newobj);
                break;
            case ILOpCode.Ldftn or ILOpCode.Ldvirtftn:
                _stack.Pop(il.OpCode == ILOpCode.Ldvirtftn ? 1 : 0);
                LoadFunction(il.Token, il.Offset);
                break;
            case ILOpCode.Calli:
                CallIndirect(il.Token, il.Offset);
                break;
            case ILOpCode.Ldfld or ILOpCode.Ldflda or ILOpCode.Ldsfld or ILOpCode.Ldsflda or ILOpCode.Stfld or ILOpCode.Stsfld:
                Field(ref il);
                break;
            case >= ILOpCode.Ldc_i4_m1 and <= ILOpCode.Ldc_i4_8:
                _stack.Push(Value.Integer((int)il.OpCode - (int)ILOpCode.Ldc_i4_0), il.Offset);
                break;
            case ILOpCode.Ldc_i4_s or ILOpCode.Ldc_i4 or ILOpCode.Ldc_i8:
                _stack.Push(Value.Integer(il.Operand), il.Offset);
                break;
            case ILOpCode.Ldnull:
                _stack.Push(Value.Null, il.Offset);
                break;
            case >= ILOpCode.Ldarg_0 and <= ILOpCode.Ldarg_3:
                LoadArgument((int)il.OpCode - (int)ILOpCode.Ldarg_0, il.Offset);
                break;
            case ILOpCode.Ldarg_s:
                LoadArgument((byte)il.Operand, il.Offset);
                break;
            case ILOpCode.Ldarg:
                LoadArgument((int)il.Operand, il.Offset);
                break;
            case >= ILOpCode.Ldloc_0 and <= ILOpCode.Ldloc_3:
                LoadLocal(il.OpCode - ILOpCode.Ldloc_0, il.Offset);
                break;
            case ILOpCode.Ldloc_s:
                LoadLocal((byte)il.Operand, il.Offset);
                break;
            case >= ILOpCode.Stloc_0 and <= ILOpCode.Stloc_3:
                StoreLocal(il.OpCode - ILOpCode.Stloc_0, il.Offset);
                break;
            case ILOpCode.Stloc_s:
                StoreLocal((byte)il.Operand, il.Offset);
                break;
            case ILOpCode.Dup:
                _stack.Push(_stack.Peek(0), il.Offset);
                break;
            case ILOpCode.Ret:
                MarkStarted(_stack.Peek(0));
                NoteReturn();
                _stack.Clear();
                break;
            default:
                StepRare(ref il);
                break;
        }
    }

    private void StepRare(ref IlReader il)
    {
        switch (il.OpCode)
        {
            case (>= ILOpCode.Br_s and <= ILOpCode.Blt_un) or ILOpCode.Switch or ILOpCode.Leave or ILOpCode.Leave_s:
                Branch(ref il);
                break;
            case ILOpCode.Newarr:
                NewArray(il.Offset);
                break;
            case ILOpCode.Stelem_ref or ILOpCode.Stelem or (>= ILOpCode.Stelem_i and <= ILOpCode.Stelem_r8):
                StoreElement();
                break;
            case ILOpCode.Ldtoken:
                LoadToken(il.Token, il.Offset);
                break;
            case ILOpCode.Or or ILOpCode.Add:
                Arithmetic(il.OpCode, il.Offset);
                break;

            case ILOpCode.Xor:
                ExclusiveOr(il.Offset);
                break;
            case ILOpCode.Ldelem_u1 or ILOpCode.Ldelem_i1 or ILOpCode.Ldelem_u2 or ILOpCode.Ldind_u1 or ILOpCode.Ldind_u2:
                if (il.OpCode is ILOpCode.Ldind_u1 or ILOpCode.Ldind_u2)
                {
                    _stack.Pop();
                    _stack.Push(Value.Unknown, il.Offset);
                }
                else
                {
                    LoadElement(il.Offset);
                }

                _lastElement = il.Offset;
                break;
            case ILOpCode.Ldelem_ref:
                LoadElement(il.Offset);
                break;
            case ILOpCode.Ldloca_s or ILOpCode.Ldloca:
                _stack.Push(Value.LocalAddress(il.OpCode == ILOpCode.Ldloca_s ? (byte)il.Operand : (int)il.Operand), il.Offset);
                break;
            case ILOpCode.Conv_u1 or ILOpCode.Conv_u2 or ILOpCode.Conv_i1:
                NoteNarrowing(il.Offset);
                break;
            case ILOpCode.Box:
                Box(il.Token, il.Offset);
                break;

            // The value stays what it is: reference conversions, integer conversions.
            case ILOpCode.Castclass or ILOpCode.Isinst or ILOpCode.Unbox_any or (>= ILOpCode.Conv_i1 and <= ILOpCode.Conv_u8)
                or ILOpCode.Conv_i or ILOpCode.Conv_u:
                break;
            case ILOpCode.Ldloc:
                LoadLocal((int)il.Operand, il.Offset);
                break;
            case ILOpCode.Stloc:
                StoreLocal((int)il.Operand, il.Offset);
                break;
            default:
                _stack.Pop(il.Effect >> 3 & 3);
                for (var pushed = il.Effect >> 5 & 3; pushed > 0; pushed--)
                {
                    _stack.Push(Value.Unknown, il.Offset);
                }

                break;
        }
    }

    private void LoadString(ref IlReader il)
    {
        if (!_userStrings.TryGetValue(il.Token, out var index))
        {
            var text = _metadata.GetUserString(MetadataTokens.UserStringHandle(il.Token & 0xFFFFFF));
            index = _facts.Intern(text);
            _userStrings.Add(il.Token, index);
            DeriveFromText(text);
        }

        _facts.Add(new FactRecord(FactKind.String, Derivation.Literal, PositionKind.IlOffset, index, FactRecord.None, Place, il.Offset));
        _stack.Push(Value.Text(index), il.Offset);
    }

    private void Branch(ref IlReader il)
    {
        _stack.Pop(il.Effect >> 3 & 3);
        if (il.OpCode == ILOpCode.Switch)
        {
            Dispatchers.Switch(il.Offset, (int)il.Operand);
            for (var i = 0; i < (int)il.Operand; i++)
            {
                _labels.NoteBranch(il.Offset, il.SwitchTarget(i), _stack.Depth);
            }
        }
        else if (il.OpCode is ILOpCode.Leave or ILOpCode.Leave_s)
        {
            _stack.Clear();
        }
        else
        {
            _labels.NoteBranch(il.Offset, il.BranchTarget, _stack.Depth);
            Dispatchers.Branch(il.Offset, il.BranchTarget);
        }
    }

    private void LoadArgument(int argument, int offset) =>
        _stack.Push(_labels.IsChangedArgument(argument) ? Value.Unknown : Value.Parameter(argument), offset);
}
