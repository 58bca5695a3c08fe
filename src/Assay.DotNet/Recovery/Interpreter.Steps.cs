using System.Reflection.Metadata;
using System.Reflection.Metadata.Ecma335;
using Assay.DotNet.IL;

namespace Assay.DotNet.Recovery;

/// <summary>Instructions other than branches.</summary>
internal sealed partial class Interpreter
{
    private void Step(ref IlReader il, Frame frame)
    {
        switch (il.OpCode)
        {
            case ILOpCode.Nop or ILOpCode.Volatile or ILOpCode.Readonly or ILOpCode.Constrained or ILOpCode.Unaligned or ILOpCode.Tail or ILOpCode.Break:
                break;
            case ILOpCode.Ldstr:
                frame.Push(IlValue.Of(_metadata.GetUserString(MetadataTokens.UserStringHandle(il.Token & 0xFFFFFF))));
                break;
            case >= ILOpCode.Ldc_i4_m1 and <= ILOpCode.Ldc_i4_8:
                frame.Push(IlValue.Int32((int)il.OpCode - (int)ILOpCode.Ldc_i4_0));
                break;
            case ILOpCode.Ldc_i4_s or ILOpCode.Ldc_i4:
                frame.Push(IlValue.Int32(il.Operand));
                break;
            case ILOpCode.Ldc_i8:
                frame.Push(IlValue.Int64(il.Operand));
                break;
            case ILOpCode.Ldnull:
                frame.Push(IlValue.Null);
                break;
            case >= ILOpCode.Ldarg_0 and <= ILOpCode.Ldarg_3:
                frame.Push(frame.Argument((int)il.OpCode - (int)ILOpCode.Ldarg_0));
                break;
            case ILOpCode.Ldarg_s or ILOpCode.Ldarg:
                frame.Push(frame.Argument(Slot(il)));
                break;
            case ILOpCode.Starg_s or ILOpCode.Starg:
                frame.Argument(Slot(il)) = frame.Pop();
                break;
            case >= ILOpCode.Ldloc_0 and <= ILOpCode.Ldloc_3:
                LoadLocal(frame, il.OpCode - ILOpCode.Ldloc_0, il.Offset);
                break;
            case ILOpCode.Ldloc_s or ILOpCode.Ldloc:
                LoadLocal(frame, Slot(il), il.Offset);
                break;
            case >= ILOpCode.Stloc_0 and <= ILOpCode.Stloc_3:
                frame.Local(il.OpCode - ILOpCode.Stloc_0) = frame.Pop();
                break;
            case ILOpCode.Stloc_s or ILOpCode.Stloc:
                frame.Local(Slot(il)) = frame.Pop();
                break;
            case ILOpCode.Ldloca_s or ILOpCode.Ldloca:
                frame.Push(IlValue.Of(new IlSlotAddress(frame, false, Slot(il))));
                break;
            case ILOpCode.Ldarga_s or ILOpCode.Ldarga:
                frame.Push(IlValue.Of(new IlSlotAddress(frame, true, Slot(il))));
                break;
            case ILOpCode.Dup:
                frame.Push(frame.Peek());
                break;
            case ILOpCode.Call or ILOpCode.Callvirt or ILOpCode.Newobj:
                Call(ref il, frame);
                break;
            case ILOpCode.Ldfld or ILOpCode.Stfld or ILOpCode.Ldsfld or ILOpCode.Stsfld or ILOpCode.Ldflda or ILOpCode.Ldsflda:
                Field(ref il, frame);
                break;
            case ILOpCode.Ldftn:
                ref readonly var target = ref _members.Resolve(il.Token, out var method);
                frame.Push(target.Is(Metadata.MemberFlags.External) || method >= _definitions ? IlValue.Unknown : IlValue.Of(new IlFunction(method, target.ParameterCount, IlValue.Null)));
                break;
            case ILOpCode.Box:
                var boxed = frame.Pop();
                frame.Push(boxed.IsKnown && boxed.Object is null ? boxed with { Number = 0, Object = new IlBox(boxed, TypeName(il.Token)), Kind = IlKind.Object } : boxed);
                break;
            case ILOpCode.Unbox_any:
                var reference = frame.Pop();
                frame.Push(reference.Object is IlBox box ? box.Value : reference);
                break;
            case ILOpCode.Castclass or ILOpCode.Isinst:
                break;
            case ILOpCode.Ldtoken:
                var handle = MetadataTokens.Handle(il.Token);
                frame.Push(handle.Kind switch
                {
                    HandleKind.FieldDefinition => IlValue.Of(new IlFieldData(MetadataTokens.GetRowNumber((FieldDefinitionHandle)handle))),
                    HandleKind.TypeDefinition or HandleKind.TypeReference => IlValue.Of(new IlNamed(TypeName(il.Token))),
                    _ => IlValue.Unknown,
                });
                break;
            default:
                StepRare(ref il, frame);
                break;
        }
    }

    private void StepRare(ref IlReader il, Frame frame)
    {
        switch (il.OpCode)
        {
            case ILOpCode.Newarr:
                frame.Push(NewArray(frame.Pop(), TypeName(il.Token)));
                break;
            case ILOpCode.Ldlen:
                frame.Push(frame.Pop().Object is IlArray sized ? IlValue.Int32(sized.Length) : IlValue.Unknown);
                break;
            case (>= ILOpCode.Ldelem_i1 and <= ILOpCode.Ldelem_ref) or ILOpCode.Ldelem:
                LoadElement(ref il, frame);
                break;
            case ILOpCode.Stelem_ref or ILOpCode.Stelem or (>= ILOpCode.Stelem_i and <= ILOpCode.Stelem_r8):
                StoreElement(frame);
                break;
            case ILOpCode.Ldelema:
                var index = frame.Pop();
                frame.Push(frame.Pop().Object is IlArray array && index.IsNumber ? IlValue.Of(new IlElementAddress(array, Bounded(array, index.Number))) : IlValue.Unknown);
                break;
            case (>= ILOpCode.Ldind_i1 and <= ILOpCode.Ldind_ref) or ILOpCode.Ldobj:
                frame.Push(Narrow(il.OpCode, LoadThrough(frame.Pop())));
                break;
            case (>= ILOpCode.Stind_ref and <= ILOpCode.Stind_r8) or ILOpCode.Stind_i or ILOpCode.Stobj:
                var stored = frame.Pop();
                StoreThrough(frame.Pop(), stored);
                break;
            case ILOpCode.Initobj:
                StoreThrough(frame.Pop(), InitialValue(il.Token));
                break;
            case (>= ILOpCode.Conv_i1 and <= ILOpCode.Conv_u8) or ILOpCode.Conv_u2 or ILOpCode.Conv_u1 or ILOpCode.Conv_i or ILOpCode.Conv_u or (>= ILOpCode.Conv_ovf_i1 and <= ILOpCode.Conv_ovf_u8)
                or (>= ILOpCode.Conv_ovf_i1_un and <= ILOpCode.Conv_ovf_u_un):
                frame.Push(Convert(il.OpCode, frame.Pop()));
                break;
            case ILOpCode.Neg or ILOpCode.Not:
                var operand = frame.Pop();
                frame.Push(!operand.IsNumber ? IlValue.Unknown : Sized(operand.Kind, il.OpCode == ILOpCode.Neg ? unchecked(-operand.Number) : ~operand.Number, operand.Encodings | Encodings.Computation));
                break;
            case (>= ILOpCode.Add and <= ILOpCode.Shr_un) or (>= ILOpCode.Add_ovf and <= ILOpCode.Sub_ovf_un):
                var right = frame.Pop();
                frame.Push(Arithmetic(il.OpCode, frame.Pop(), right));
                break;
            case >= ILOpCode.Ceq and <= ILOpCode.Clt_un:
                var second = frame.Pop();
                var first = frame.Pop();
                var operation = il.OpCode switch { ILOpCode.Ceq => 0, ILOpCode.Cgt => 2, ILOpCode.Cgt_un => 7, ILOpCode.Clt => 4, _ => 9 };
                frame.Push(Compare(operation, first, second) is { } holds ? IlValue.Int32(holds ? 1 : 0) : IlValue.Unknown);
                break;
            default:
                for (var popped = il.Effect >> 3 & 3; popped > 0; popped--)
                {
                    frame.Pop();
                }

                for (var pushed = il.Effect >> 5 & 3; pushed > 0; pushed--)
                {
                    frame.Push(IlValue.Unknown);
                }

                break;
        }
    }

    // ECMA-335 III.3.38: the short forms carry one byte.
    private static int Slot(in IlReader il) => (il.Effect & 7) == 1 ? (byte)il.Operand : (int)il.Operand;

    private void LoadLocal(Frame frame, int local, int offset)
    {
        var value = frame.Local(local);
        frame.Push(value);
        if (value.Object is string or IlArray)
        {
            Record(offset, value);
        }
        else if (!value.IsKnown)
        {
            Record(offset, value);
        }
    }

    private string TypeName(int token)
    {
        var handle = MetadataTokens.Handle(token);
        return handle.Kind is HandleKind.TypeDefinition or HandleKind.TypeReference or HandleKind.TypeSpecification ? _types.Of((EntityHandle)handle) : "?";
    }

    private IlValue NewArray(in IlValue length, string type)
    {
        if (!length.IsNumber)
        {
            return IlValue.Unknown;
        }

        if (type is "System.Byte" or "System.SByte" or "System.Boolean")
        {
            _budget.Allocate(length.Number);
            return IlValue.Of(IlArray.OfBytes(new byte[length.Number]));
        }

        _budget.Allocate(length.Number < 0 ? -1 : length.Number * 24);
        var items = new IlValue[length.Number];
        var first = type switch
        {
            "System.Char" or "System.Int32" or "System.UInt32" or "System.Int16" or "System.UInt16" => IlValue.Int32(0),
            "System.Int64" or "System.UInt64" => IlValue.Int64(0),
            "System.String" or "System.Object" => IlValue.Null,
            _ => IlValue.Unknown,
        };
        Array.Fill(items, first);
        return IlValue.Of(new IlArray { Items = items, HoldsCharacters = type == "System.Char" });
    }

    private static int Bounded(IlArray array, long index) => (ulong)index < (ulong)array.Length ? (int)index : throw new RecoveryStoppedException();

    private void LoadElement(ref IlReader il, Frame frame)
    {
        var index = frame.Pop();
        if (frame.Pop().Object is not IlArray array || !index.IsNumber)
        {
            frame.Push(IlValue.Unknown);
            return;
        }

        var value = Narrow(il.OpCode, array.Read(Bounded(array, index.Number)));
        frame.Push(value);
        if (value.Object is string)
        {
            Record(il.Offset, value);
        }
    }

    private void StoreElement(Frame frame)
    {
        var value = frame.Pop();
        var index = frame.Pop();
        if (frame.Pop().Object is not IlArray array)
        {
            return;
        }

        if (!index.IsNumber)
        {
            array.Unknown = true;
            return;
        }

        NoteChange(array);
        array.Write(Bounded(array, index.Number), value);
    }

    // A bit pattern is read as the instruction says: bytes without sign, characters with two bytes.
    private static IlValue Narrow(ILOpCode opCode, in IlValue value) => !value.IsNumber ? value : opCode switch
    {
        ILOpCode.Ldelem_i1 or ILOpCode.Ldind_i1 => value with { Number = (sbyte)value.Number },
        ILOpCode.Ldelem_u1 or ILOpCode.Ldind_u1 => value with { Number = (byte)value.Number },
        ILOpCode.Ldelem_i2 or ILOpCode.Ldind_i2 => value with { Number = (short)value.Number },
        ILOpCode.Ldelem_u2 or ILOpCode.Ldind_u2 => value with { Number = (ushort)value.Number },
        _ => value,
    };

    private IlValue LoadThrough(in IlValue address) => address.Object switch
    {
        IlSlotAddress slot => slot.Slot,
        IlElementAddress element => element.Array.Read(element.Index),
        IlFieldAddress field => field.Instance is null ? ReadStatic(field.FieldRow) : ReadField(field.Instance, field.FieldRow),
        _ => IlValue.Unknown,
    };

    private void StoreThrough(in IlValue address, in IlValue value)
    {
        switch (address.Object)
        {
            case IlSlotAddress slot:
                slot.Slot = value;
                break;
            case IlElementAddress element:
                NoteChange(element.Array);
                element.Array.Write(element.Index, value);
                break;
            case IlFieldAddress { Instance: { } instance } field:
                instance.Fields[field.FieldRow] = value;
                break;
            case IlFieldAddress field:
                WriteStatic(field.FieldRow, value);
                break;
        }
    }

    private IlValue InitialValue(int token)
    {
        var handle = MetadataTokens.Handle(token);
        return handle.Kind == HandleKind.TypeDefinition && IsGenerated((TypeDefinitionHandle)handle)
            ? IlValue.Of(new IlObject { TypeRow = MetadataTokens.GetRowNumber((TypeDefinitionHandle)handle), IsFresh = true })
            : IlValue.Unknown;
    }

    private static IlValue Sized(IlKind kind, long number, Encodings encodings) => kind == IlKind.Int32 ? IlValue.Int32(number, encodings) : IlValue.Int64(number, encodings);

    private static IlValue Convert(ILOpCode opCode, in IlValue value)
    {
        if (!value.IsNumber)
        {
            return IlValue.Unknown;
        }

        var number = value.Number;
        return opCode switch
        {
            ILOpCode.Conv_i1 or ILOpCode.Conv_ovf_i1 or ILOpCode.Conv_ovf_i1_un => IlValue.Int32((sbyte)number, value.Encodings),
            ILOpCode.Conv_u1 or ILOpCode.Conv_ovf_u1 or ILOpCode.Conv_ovf_u1_un => IlValue.Int32((byte)number, value.Encodings),
            ILOpCode.Conv_i2 or ILOpCode.Conv_ovf_i2 or ILOpCode.Conv_ovf_i2_un => IlValue.Int32((short)number, value.Encodings),
            ILOpCode.Conv_u2 or ILOpCode.Conv_ovf_u2 or ILOpCode.Conv_ovf_u2_un => IlValue.Int32((ushort)number, value.Encodings),
            ILOpCode.Conv_i4 or ILOpCode.Conv_ovf_i4 or ILOpCode.Conv_ovf_i4_un or ILOpCode.Conv_u4 or ILOpCode.Conv_ovf_u4 or ILOpCode.Conv_ovf_u4_un => IlValue.Int32(number, value.Encodings),
            ILOpCode.Conv_u8 or ILOpCode.Conv_u or ILOpCode.Conv_ovf_u8_un or ILOpCode.Conv_ovf_u_un => IlValue.Int64(value.Kind == IlKind.Int32 ? (uint)number : number, value.Encodings),
            ILOpCode.Conv_r4 or ILOpCode.Conv_r8 => IlValue.Unknown,
            _ => IlValue.Int64(number, value.Encodings),
        };
    }

    private static IlValue Arithmetic(ILOpCode opCode, in IlValue left, in IlValue right)
    {
        if (!left.IsNumber || !right.IsNumber)
        {
            return IlValue.Unknown;
        }

        var kind = left.Kind == IlKind.Int32 && right.Kind == IlKind.Int32 || opCode is ILOpCode.Shl or ILOpCode.Shr or ILOpCode.Shr_un ? left.Kind : IlKind.Int64;
        var (a, b) = (left.Number, right.Number);
        if (b == 0 && opCode is ILOpCode.Div or ILOpCode.Div_un or ILOpCode.Rem or ILOpCode.Rem_un)
        {
            throw new RecoveryStoppedException();
        }

        var isInt32 = kind == IlKind.Int32;
        var (unsignedA, unsignedB) = isInt32 ? ((uint)a, (uint)b) : ((ulong)a, (ulong)b);
        var number = opCode switch
        {
            ILOpCode.Add or ILOpCode.Add_ovf or ILOpCode.Add_ovf_un => unchecked(a + b),
            ILOpCode.Sub or ILOpCode.Sub_ovf or ILOpCode.Sub_ovf_un => unchecked(a - b),
            ILOpCode.Mul or ILOpCode.Mul_ovf or ILOpCode.Mul_ovf_un => unchecked(a * b),
            ILOpCode.Div => b == -1 ? unchecked(-a) : a / b,
            ILOpCode.Div_un => unchecked((long)(unsignedA / unsignedB)),
            ILOpCode.Rem => b == -1 ? 0 : a % b,
            ILOpCode.Rem_un => unchecked((long)(unsignedA % unsignedB)),
            ILOpCode.And => a & b,
            ILOpCode.Or => a | b,
            ILOpCode.Xor => a ^ b,
            ILOpCode.Shl => isInt32 ? (int)a << (int)b : a << (int)b,
            ILOpCode.Shr => isInt32 ? (int)a >> (int)b : a >> (int)b,
            ILOpCode.Shr_un => isInt32 ? (int)((uint)a >> (int)b) : a >>> (int)b,
            _ => 0,
        };
        return Sized(kind, number, left.Encodings | right.Encodings | (opCode == ILOpCode.Xor ? Encodings.ExclusiveOr : Encodings.Computation));
    }
}
