using System.Reflection;
using System.Reflection.Metadata;
using System.Reflection.Metadata.Ecma335;
using Assay.DotNet.IL;
using Assay.DotNet.Metadata;

namespace Assay.DotNet.Recovery;

/// <summary>Fields, objects and the static constructors that their use runs.</summary>
internal sealed partial class Interpreter
{
    private void Field(ref IlReader il, Frame frame)
    {
        if (il.Token >> 24 != 0x04)
        {
            ForeignField(ref il, frame);
            return;
        }

        var row = il.Token & 0xFFFFFF;
        switch (il.OpCode)
        {
            case ILOpCode.Ldsfld:
                var known = ReadStatic(row);
                frame.Push(known);
                Record(il.Offset, known);
                break;
            case ILOpCode.Stsfld:
                WriteStatic(row, frame.Pop());
                break;
            case ILOpCode.Ldsflda:
                frame.Push(_bodies.FieldData(row).IsEmpty ? IlValue.Of(new IlFieldAddress(null, row)) : IlValue.Of(new IlFieldData(row)));
                break;
            case ILOpCode.Ldfld:
                var value = Instance(frame.Pop()) is { } instance ? ReadField(instance, row) : IlValue.Unknown;
                frame.Push(value);
                Record(il.Offset, value);
                break;
            case ILOpCode.Ldflda:
                frame.Push(Instance(frame.Pop()) is { } owner ? IlValue.Of(new IlFieldAddress(owner, row)) : IlValue.Unknown);
                break;
            default:
                var stored = frame.Pop();
                if (Instance(frame.Pop()) is { } target)
                {
                    target.Fields[row] = stored;
                }

                break;
        }
    }

    private IlObject? Instance(in IlValue value) => value.Object as IlObject ?? (value.Object is IlSlotAddress or IlFieldAddress or IlElementAddress ? LoadThrough(value).Object as IlObject : null);

    private void ForeignField(ref IlReader il, Frame frame)
    {
        ref readonly var member = ref _members.Resolve(il.Token, out _);
        for (var popped = il.Effect >> 3 & 3; popped > 0; popped--)
        {
            frame.Pop();
        }

        if (il.OpCode is not (ILOpCode.Stfld or ILOpCode.Stsfld))
        {
            frame.Push(_facts.Text(member.Name) switch
            {
                "System.String::Empty" => IlValue.Of(""),
                "System.BitConverter::IsLittleEndian" => IlValue.Int32(1),
                _ => IlValue.Unknown,
            });
        }
    }

    private IlValue ReadStatic(int row)
    {
        if (_ownStatics.TryGetValue(row, out var own))
        {
            return own;
        }

        var type = _owners.OfField(row);
        Initialize(type);
        var isGenerated = IsGenerated(type);
        if (_statics.TryGetValue(row, out var value))
        {
            return isGenerated || !_written.Contains(row) ? value : IlValue.Unknown;
        }

        // Caches of compiled lambdas are filled when they are first used.
        return isGenerated ? IlValue.Null : IlValue.Unknown;
    }

    private void WriteStatic(int row, in IlValue value)
    {
        if (_initializing == 0)
        {
            _ownStatics[row] = value;
            return;
        }

        _statics[row] = value;
        if (value.Object is IlArray array)
        {
            array.IsShared = true;
        }
    }

    /// <summary>Runs the type initialiser, once until something changes what it made.</summary>
    private void Initialize(TypeDefinitionHandle type)
    {
        if (_staticsChanged && _initializing == 0)
        {
            _staticsChanged = false;
            _statics.Clear();
            _initialized.Clear();
        }

        if (!_initialized.Add(MetadataTokens.GetRowNumber(type)))
        {
            return;
        }

        foreach (var handle in _metadata.GetTypeDefinition(type).GetMethods())
        {
            _budget.Step();
            var method = _metadata.GetMethodDefinition(handle);
            if ((method.Attributes & (MethodAttributes.RTSpecialName | MethodAttributes.Static)) == (MethodAttributes.RTSpecialName | MethodAttributes.Static))
            {
                _initializing++;
                Invoke(MetadataTokens.GetRowNumber(handle), []);
                _initializing--;
                return;
            }
        }
    }

    private IlValue ReadField(IlObject instance, int row)
    {
        if (instance.Fields.TryGetValue(row, out var value))
        {
            return value;
        }

        if (instance.IsFresh)
        {
            return DefaultOf(row);
        }

        var type = _owners.OfField(row);
        if (IsGenerated(type))
        {
            // A state machine begins before its first state.
            return _members.Name(_metadata.GetFieldDefinition(MetadataTokens.FieldDefinitionHandle(row)).Name) == "<>1__state" ? IlValue.Int32(-1) : IlValue.Unknown;
        }

        return !_written.Contains(row) && Template(type)?.Fields.TryGetValue(row, out var initial) == true ? initial : IlValue.Unknown;
    }

    // An object as its only constructor leaves it, whatever it is given.
    private IlObject? Template(TypeDefinitionHandle type)
    {
        var row = MetadataTokens.GetRowNumber(type);
        if (_templates.TryGetValue(row, out var known))
        {
            return known;
        }

        _templates.Add(row, null);
        var constructors = 0;
        var constructor = default(MethodDefinitionHandle);
        foreach (var handle in _metadata.GetTypeDefinition(type).GetMethods())
        {
            _budget.Step();
            if ((_metadata.GetMethodDefinition(handle).Attributes & (MethodAttributes.RTSpecialName | MethodAttributes.Static)) == MethodAttributes.RTSpecialName)
            {
                constructors++;
                constructor = handle;
            }
        }

        if (constructors != 1)
        {
            return null;
        }

        var made = new IlObject { TypeRow = row };
        var arguments = Parameters(constructor);
        arguments[0] = IlValue.Of(made);
        Invoke(MetadataTokens.GetRowNumber(constructor), arguments);
        return _templates[row] = made;
    }

    private IlValue DefaultOf(int row)
    {
        var signature = _metadata.GetBlobReader(_metadata.GetFieldDefinition(MetadataTokens.FieldDefinitionHandle(row)).Signature);
        signature.ReadSignatureHeader();
        return signature.ReadSignatureTypeCode() switch
        {
            >= SignatureTypeCode.Boolean and <= SignatureTypeCode.UInt32 => IlValue.Int32(0),
            SignatureTypeCode.Int64 or SignatureTypeCode.UInt64 => IlValue.Int64(0),
            SignatureTypeCode.String or SignatureTypeCode.Object or SignatureTypeCode.SZArray => IlValue.Null,
            _ => IlValue.Unknown,
        };
    }

    private bool IsGenerated(TypeDefinitionHandle type) => SourceNames.IsGeneratedType(_members.Name(_metadata.GetTypeDefinition(type).Name));

    private bool IsValueType(TypeDefinitionHandle type)
    {
        var parent = _metadata.GetTypeDefinition(type).BaseType;
        return !parent.IsNil && _types.Of(parent) is "System.ValueType" or "System.Enum";
    }

    private void NoteChange(IlArray array) => _staticsChanged |= array.IsShared && _initializing == 0;
}
