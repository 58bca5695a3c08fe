using System.Reflection.Metadata;
using System.Reflection.Metadata.Ecma335;
using System.Runtime.CompilerServices;
using Assay.DotNet.Folding;
using Assay.DotNet.Metadata;
using Assay.Model;

namespace Assay.DotNet.IL;

/// <summary>Calls, constructions and field uses.</summary>
internal sealed partial class MethodWalker
{
    private readonly int _null;
    private readonly int _this;
    private readonly Dictionary<long, int> _numbers = [];
    private readonly int[] _parameterNames = new int[DeclarationFacts.MaximumParameters];
    private int _parameterCount;
    private int _accessRead = FactRecord.None;
    private int _accessWrite = FactRecord.None;
    private int _accessName = -1;
    private int _writeName = -1;
    private int _valueName = -1;

    private void Call(int token, int offset, bool constructs)
    {
        ref readonly var member = ref _members.Resolve(token, out var row);
        var hasReceiver = member.Is(MemberFlags.HasThis) && !constructs;
        var count = member.ParameterCount + (hasReceiver ? 1 : 0);
        var value = constructs && member.TypeName >= 0 ? member.TypeName : member.Name;
        NoteDelegates(row, count, offset, constructs);
        if (member.Is(MemberFlags.External))
        {
            var handsOn = _handsOn;
            var arguments = count is > 0 and <= 64 ? InternArguments(count, hasReceiver) : FactRecord.None;

            // What a constructor gives to that of a base of the framework stays in the object.
            _handsOn = member.TypeName >= 0 && !constructs ? handsOn : _handsOn;
            _facts.Add(new FactRecord(constructs ? FactKind.New : FactKind.Call, Derivation.Literal, PositionKind.IlOffset, value, arguments, Place, offset));
        }
        else
        {
            if (_lastUser[row] != _walk)
            {
                _lastUser[row] = _walk;
                NoteUse(row);
                NoteDecoder(member, row, count, hasReceiver);

                // Links lead from places.
                _ = Place;
            }

            // That the assembly calls its own member is a link; a fact is what a value with an origin goes into, and what a property is set to.
            if (_lastGiver[row] != _walk && count is > 0 and <= 64 && (member.Is(MemberFlags.Setter) || TakesOrigin(count, hasReceiver)))
            {
                _lastGiver[row] = _walk;
                _facts.Add(new FactRecord(constructs ? FactKind.New : FactKind.Call, Derivation.Literal, PositionKind.IlOffset, value, InternArguments(count, hasReceiver), Place, offset));
            }
        }

        if (_processStarts.Count > 0)
        {
            NoteStarts(member, count, constructs);
        }

        var result = member.Special == SpecialMember.None ? Value.Result(value) : Understand(member, token, count, offset, value, constructs);
        if (_labels.TakesAddresses && count > 0)
        {
            FillLocals(member, value, count, hasReceiver);
        }

        _stack.Pop(count);
        if (constructs || !member.Is(MemberFlags.ReturnsVoid))
        {
            _stack.Push(result, offset);
        }
    }

    // Of a member of the assembly what counts is that a value goes on.
    private bool TakesOrigin(int count, bool hasReceiver)
    {
        for (var i = 0; i < count - (hasReceiver ? 1 : 0); i++)
        {
            if (_stack.Peek(i).Kind is ValueKind.Result or ValueKind.NamedParameter or ValueKind.Parameter or ValueKind.Array)
            {
                return true;
            }
        }

        return false;
    }

    private void LoadFunction(int token, int offset)
    {
        ref readonly var member = ref _members.Resolve(token, out var row);
        NoteFunction(member, row);
        if (member.Is(MemberFlags.External))
        {
            _facts.Add(new FactRecord(FactKind.Call, Derivation.Literal, PositionKind.IlOffset, member.Name, FactRecord.None, Place, offset));
        }

        _stack.Push(Value.Result(member.Name), offset);
    }

    private void CallIndirect(int token, int offset)
    {
        // ECMA-335 II.23.2.3: a stand-alone method signature; the function pointer lies on top.
        var signature = _metadata.GetBlobReader(_metadata.GetStandaloneSignature(MetadataTokens.StandaloneSignatureHandle(token & 0xFFFFFF)).Signature);
        var header = signature.ReadSignatureHeader();
        var count = signature.ReadCompressedInteger();
        _stack.Pop(count + (header.IsInstance ? 2 : 1));
        if (signature.ReadSignatureTypeCode() != SignatureTypeCode.Void)
        {
            _stack.Push(Value.Unknown, offset);
        }
    }

    private void Field(ref IlReader il)
    {
        ref readonly var member = ref _members.Resolve(il.Token, out var row);
        var writes = il.OpCode is ILOpCode.Stfld or ILOpCode.Stsfld;
        var isOrigin = writes && CarriesOrigin(_stack.Peek(0), il.OpCode == ILOpCode.Stsfld);
        if (member.Is(MemberFlags.External) || (isOrigin && il.Token >> 24 == 0x04 && _lastWriter[il.Token & 0xFFFFFF] != _walk))
        {
            if (!member.Is(MemberFlags.External))
            {
                _lastWriter[il.Token & 0xFFFFFF] = _walk;
            }

            var access = isOrigin ? WriteArguments(_stack.Peek(0)) : writes ? AccessArguments("write", ref _accessWrite) : AccessArguments("read", ref _accessRead);
            _facts.Add(new FactRecord(FactKind.Field, Derivation.Literal, PositionKind.IlOffset, member.Name, access, Place, il.Offset));
        }
        else
        {
            NoteField(il.OpCode, row);
        }

        if (writes)
        {
            NoteKeptDelegate(il.OpCode, il.Token);
            MarkStarted(_stack.Peek(0));
            NoteFieldWrite(il.Token, _stack.Peek(0));
        }

        _stack.Pop(il.Effect >> 3 & 3);
        if (!writes)
        {
            if (il.OpCode == ILOpCode.Ldsfld)
            {
                _earlierRead = _lastRead;
                _lastRead = (il.Token, il.Offset);
            }

            _stack.Push(FieldConstant(il.Token) is { Kind: not ValueKind.Unknown } constant ? constant : member.Special switch
            {
                SpecialMember.EmptyString => Value.Text(_facts.Intern("")),
                SpecialMember.RegistryHive => Value.Tracked(ValueKind.RegistryKey, _facts.Intern(RegistryPath.Hive(_facts.Text(member.Name)["Microsoft.Win32.Registry::".Length..])!), member.Name),
                _ => Value.Result(member.Name),
            }, il.Offset);
        }
    }

    private int AccessArguments(string access, ref int cached)
    {
        if (cached == FactRecord.None)
        {
            cached = _facts.Intern(new ArgumentList(new Argument("access", access)));
        }

        return cached;
    }

    [SkipLocalsInit]
    private int InternArguments(int count, bool hasReceiver)
    {
        // A list of unknowns is kept too: how many arguments a call has tells overloads apart.
        Span<StoredArgument> arguments = stackalloc StoredArgument[64];
        for (var i = 0; i < count; i++)
        {
            arguments[i] = Store(_stack.Peek(count - 1 - i), hasReceiver && i == 0);
            _handsOn |= arguments[i].Derivation == Derivation.Parameter && arguments[i].Value != _this;
        }

        return _facts.Intern(arguments[..count]);
    }

    private StoredArgument Store(in Value value, bool receiver)
    {
        var (index, derivation) = value.Kind switch
        {
            ValueKind.Text => ((int)value.Number, value.Derivation),
            ValueKind.Number => (NumberText(value.Number), value.Derivation),
            ValueKind.Null => (_null, Derivation.Literal),
            ValueKind.Result => ((int)value.Number, Derivation.Result),
            ValueKind.ProcessStart or ValueKind.RegistryKey => (value.Member, Derivation.Result),
            ValueKind.Parameter => (ParameterName(value.Number), Derivation.Parameter),
            ValueKind.LocalAddress => StoreBehind((int)value.Number),
            ValueKind.NamedParameter => ((int)value.Number, Derivation.Parameter),
            ValueKind.Array => ArrayText(ArrayOf(value)),
            _ => (-1, Derivation.Unknown),
        };
        return new StoredArgument(receiver ? _this : -1, index, index < 0 ? Derivation.Unknown : derivation);
    }

    private int NumberText(long number)
    {
        if (!_numbers.TryGetValue(number, out var index))
        {
            index = _facts.Intern(number.ToString(System.Globalization.CultureInfo.InvariantCulture));
            _numbers.Add(number, index);
        }

        return index;
    }

    // new[] { "a", "b" } => [a, b]; of one that holds a result or a parameter that is told; anything else makes the whole unknown.
    private (int Index, Derivation Derivation) ArrayText(Value[] items)
    {
        var parts = new string[items.Length];
        for (var i = 0; i < parts.Length; i++)
        {
            if (TextOf(items[i]) is not { } text)
            {
                return OriginOf(items);
            }

            parts[i] = text;
        }

        return (_facts.Intern("[" + string.Join(", ", parts) + "]"), Derivation.Folded);
    }

    private int ParameterName(long number)
    {
        if (!_isStatic)
        {
            if (number == 0)
            {
                return _this;
            }

            number--;
        }

        if (_parameterCount < 0)
        {
            _parameterCount = ParameterNames.Read(_metadata, _members, _facts, _metadata.GetMethodDefinition(_method), _parameterNames);
        }

        return (ulong)number < (ulong)_parameterCount ? _parameterNames[number] : -1;
    }
}
