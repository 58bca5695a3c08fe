using System.Reflection;
using System.Reflection.Metadata;
using System.Reflection.Metadata.Ecma335;
using Assay.DotNet.IL;
using Assay.DotNet.Metadata;

namespace Assay.DotNet.Recovery;

/// <summary>Calls, constructions and fields.</summary>
internal sealed partial class Interpreter
{
    private readonly int _definitions;
    private readonly Dictionary<int, string> _parameterCodes = [];
    private int _initializing;
    private bool _staticsChanged;

    private void Call(ref IlReader il, Frame frame)
    {
        ref readonly var member = ref _members.Resolve(il.Token, out var row);
        var constructs = il.OpCode == ILOpCode.Newobj;
        var arguments = new IlValue[member.ParameterCount + (member.Is(MemberFlags.HasThis) && !constructs ? 1 : 0)];
        _budget.Allocate(arguments.Length * 24L);
        for (var i = arguments.Length - 1; i >= 0; i--)
        {
            arguments[i] = frame.Pop();
        }

        var pushes = constructs || !member.Is(MemberFlags.ReturnsVoid);
        var result = member.Is(MemberFlags.External) ? CallFramework(il.Token, member, arguments, constructs)
            : row < _definitions ? CallOwn(row, arguments, constructs, il.OpCode == ILOpCode.Callvirt)
            : Refuse(arguments);
        if (pushes)
        {
            frame.Push(result);
            Record(il.Offset, result);
        }

        foreach (var argument in arguments)
        {
            if (argument.Object is IlArray { Bytes: not null })
            {
                Record(il.Offset, argument);
            }
        }
    }

    private static IlValue Refuse(IlValue[] arguments)
    {
        Taint(arguments);
        return IlValue.Unknown;
    }

    private IlValue CallFramework(int token, in Member member, IlValue[] arguments, bool constructs)
    {
        if (constructs && arguments is [_, { Object: IlFunction { Target.IsNull: true } function }])
        {
            return IlValue.Of(function with { Target = arguments[0] });
        }

        var name = _facts.Text(member.Name);
        if (arguments is [{ Object: IlFunction called }, ..] && name.EndsWith("::Invoke", StringComparison.Ordinal))
        {
            return InvokeFunction(called, arguments[1..]);
        }

        // A structure is called through its address.
        var receiver = !constructs && member.Is(MemberFlags.HasThis) ? arguments[0] : IlValue.Unknown;
        var isAddress = receiver.Object is IlSlotAddress or IlElementAddress or IlFieldAddress;
        if (isAddress && name.EndsWith("::.ctor", StringComparison.Ordinal))
        {
            var made = CallKnown(token, name, arguments[1..], true);
            StoreThrough(receiver, made);
            return IlValue.Unknown;
        }

        if (isAddress)
        {
            arguments[0] = LoadThrough(receiver);
        }

        return CallKnown(token, name, arguments, constructs);
    }

    private IlValue CallKnown(int token, string name, IlValue[] arguments, bool constructs)
    {
        if (DataCall(token, name, arguments) is { } data)
        {
            return data;
        }

        if (_framework.TryCall(name, ParameterCodes(token), arguments, constructs, out var result))
        {
            return result;
        }

        return Refuse(arguments);
    }

    // Arrays and spans over data that lies in the image.
    private IlValue? DataCall(int token, string name, IlValue[] arguments)
    {
        switch (name)
        {
            case "System.Runtime.CompilerServices.RuntimeHelpers::InitializeArray" when arguments is [{ Object: IlArray array }, { Object: IlFieldData field }]:
                Fill(array, _bodies.FieldData(field.FieldRow).Span);
                array.Encodings |= Encodings.CharacterCodes;
                return IlValue.Unknown;
            case "System.ReadOnlySpan`1::.ctor" when arguments is [{ Object: IlFieldData field }, { IsNumber: true } length]:
                return SpanOf(field.FieldRow, length.Number, 1);
            case "System.Runtime.CompilerServices.RuntimeHelpers::CreateSpan" when arguments is [{ Object: IlFieldData field }]:
                var size = ElementSize(token);
                return size == 0 ? IlValue.Unknown : SpanOf(field.FieldRow, _bodies.FieldSize(field.FieldRow) / size, size);
            default:
                return null;
        }
    }

    private IlValue SpanOf(int fieldRow, long length, int elementSize)
    {
        var data = _bodies.FieldData(fieldRow).Span;
        if (length < 0 || length * elementSize > data.Length)
        {
            return IlValue.Unknown;
        }

        IlArray array;
        if (elementSize == 1)
        {
            _budget.Allocate(length);
            array = IlArray.OfBytes(data[..(int)length].ToArray());
        }
        else
        {
            _budget.Allocate(length * 24);
            array = new IlArray { Items = new IlValue[length], HoldsCharacters = elementSize == 2 };
            Array.Fill(array.Items, elementSize == 8 ? IlValue.Int64(0) : IlValue.Int32(0));
            Fill(array, data);
        }

        return IlValue.Of(new IlSpan(array, 0, array.Length));
    }

    private void Fill(IlArray array, ReadOnlySpan<byte> data)
    {
        _budget.Step(array.Length >> 3);
        if (array.Bytes is { } bytes)
        {
            data[..bytes.Length].CopyTo(bytes);
            return;
        }

        var items = array.Items!;
        var size = array.HoldsCharacters ? 2 : items.Length > 0 && items[0].Kind == IlKind.Int64 ? 8 : 4;
        if (items.Length == 0 || !items[0].IsNumber || (long)items.Length * size > data.Length)
        {
            array.Unknown = true;
            return;
        }

        for (var i = 0; i < items.Length; i++)
        {
            var item = data[(i * size)..];
            items[i] = size switch
            {
                2 => IlValue.Int32(System.Buffers.Binary.BinaryPrimitives.ReadUInt16LittleEndian(item)),
                4 => IlValue.Int32(System.Buffers.Binary.BinaryPrimitives.ReadInt32LittleEndian(item)),
                _ => IlValue.Int64(System.Buffers.Binary.BinaryPrimitives.ReadInt64LittleEndian(item)),
            };
        }
    }

    private int ElementSize(int token)
    {
        if (token >> 24 != 0x2B)
        {
            return 0;
        }

        // II.23.2.15: GENERICINST marker, count, types.
        var signature = _metadata.GetBlobReader(_metadata.GetMethodSpecification(MetadataTokens.MethodSpecificationHandle(token & 0xFFFFFF)).Signature);
        signature.ReadByte();
        signature.ReadCompressedInteger();
        return signature.ReadSignatureTypeCode() switch
        {
            SignatureTypeCode.Byte or SignatureTypeCode.SByte or SignatureTypeCode.Boolean => 1,
            SignatureTypeCode.Char or SignatureTypeCode.Int16 or SignatureTypeCode.UInt16 => 2,
            SignatureTypeCode.Int32 or SignatureTypeCode.UInt32 => 4,
            SignatureTypeCode.Int64 or SignatureTypeCode.UInt64 => 8,
            _ => 0,
        };
    }

    private string ParameterCodes(int token)
    {
        if (_parameterCodes.TryGetValue(token, out var codes))
        {
            return codes;
        }

        codes = Recovery.ParameterCodes.Of(_metadata, token);
        _parameterCodes.Add(token, codes);
        return codes;
    }

    private IlValue InvokeFunction(IlFunction function, IlValue[] arguments)
    {
        var isStatic = (_metadata.GetMethodDefinition(MetadataTokens.MethodDefinitionHandle(function.MethodRow)).Attributes & MethodAttributes.Static) != 0;
        return Invoke(function.MethodRow, isStatic ? arguments : [function.Target, .. arguments]);
    }

    private IlValue CallOwn(int row, IlValue[] arguments, bool constructs, bool isVirtual)
    {
        var type = _owners.OfMethod(row);
        if (constructs)
        {
            var made = new IlObject { TypeRow = MetadataTokens.GetRowNumber(type), IsFresh = true };
            if (IsValueType(type) && !IsGenerated(type))
            {
                return Refuse(arguments);
            }

            Invoke(row, [IlValue.Of(made), .. arguments]);
            return IlValue.Of(made);
        }

        var attributes = _metadata.GetMethodDefinition(MetadataTokens.MethodDefinitionHandle(row)).Attributes;
        if (isVirtual && (attributes & (MethodAttributes.Virtual | MethodAttributes.Final)) == MethodAttributes.Virtual
            && (arguments[0].Object is not IlObject { IsFresh: true } receiver || receiver.TypeRow != MetadataTokens.GetRowNumber(type)))
        {
            return Refuse(arguments);
        }

        if ((attributes & MethodAttributes.Static) != 0)
        {
            Initialize(type);
        }

        return Invoke(row, arguments);
    }

    // Code that is not interpreted may change what it is given.
    private static void Taint(IlValue[] arguments)
    {
        foreach (var argument in arguments)
        {
            switch (argument.Object)
            {
                case IlArray { IsShared: false } array:
                    array.Unknown = true;
                    break;
                case IlBuilder builder:
                    builder.Unknown = true;
                    break;
                case IlList list:
                    list.Unknown = true;
                    break;
                case IlStream stream:
                    stream.Unknown = true;
                    break;
                case IlCipher cipher:
                    cipher.Unknown = true;
                    break;
                case IlSpan span:
                    span.Array.Unknown |= !span.Array.IsShared;
                    break;
                case IlSlotAddress slot:
                    slot.Slot = IlValue.Unknown;
                    break;
                case IlElementAddress element:
                    element.Array.Unknown = true;
                    break;
                case IlFieldAddress { Instance: { } instance } field:
                    instance.Fields[field.FieldRow] = IlValue.Unknown;
                    break;
            }
        }
    }
}
