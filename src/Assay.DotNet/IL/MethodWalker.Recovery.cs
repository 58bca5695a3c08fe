using System.Reflection.Metadata;
using System.Reflection.Metadata.Ecma335;
using System.Runtime.CompilerServices;
using Assay.DotNet.Folding;
using Assay.DotNet.Metadata;
using Assay.DotNet.Recovery;
using Assay.Model;

namespace Assay.DotNet.IL;

/// <summary>Notices code that decodes, and takes in what interpreting it gave.</summary>
internal sealed partial class MethodWalker
{
    // Offsets between the load of an element, the exclusive or and the narrowing of its result: index, remainder and length of a key stand between.
    private const int NearbyCode = 48;
    private const int ShortestHiddenText = 8;
    private readonly RecoveryBudget _budget;
    private readonly FrameworkCalls _framework;
    private readonly List<int> _decoders = [];
    private readonly HashSet<int> _stated = [];
    private RecoveredValues? _recovered;
    private CodeShape _shape;
    private int _constantAppends;
    private int _lastElement = -NearbyCode;
    private int _lastExclusiveOr = -NearbyCode;
    private int _how = -1;

    /// <summary>What the last walk noticed.</summary>
    public CodeShape Shape => _shape;

    /// <summary>Methods of the assembly that return a text or array and got nothing but constants in the last walk.</summary>
    public IReadOnlyList<int> Decoders => _decoders;

    private void NoteShape()
    {
        _shape |= _labels.HasLoops ? CodeShape.Loop : CodeShape.None;
        _lastElement = -NearbyCode;
        _lastExclusiveOr = -NearbyCode;
    }

    private void ExclusiveOr(int offset)
    {
        // value => (byte)(value ^ key): the element is what the sequence hands to its function. Of two such parameters a checksum is made.
        var takesElement = _stack.Depth > 1 && _stack.Peek(0) is { Kind: ValueKind.Parameter, Number: > 0 } != _stack.Peek(1) is { Kind: ValueKind.Parameter, Number: > 0 } && IsLambda();
        _stack.Pop(2);
        _stack.Push(Value.Unknown, offset);
        _shape |= CodeShape.ExclusiveOr;
        if (takesElement || offset - _lastElement < NearbyCode)
        {
            _lastExclusiveOr = offset;
        }
    }

    // (byte)(data[i] ^ key[i % n]) in a loop, or in the function that a sequence is mapped with.
    private void NoteNarrowing(int offset)
    {
        _shape |= offset - _lastElement is >= 0 and < NearbyCode && _labels.HasLoops ? CodeShape.Decodes : CodeShape.None;
        if (offset - _lastExclusiveOr is > 2 or < 0 || (_shape & CodeShape.ElementWise) != 0 || !(_labels.HasLoops || IsLambda()))
        {
            return;
        }

        _shape |= CodeShape.ElementWise;
        if (_recovered is null || _stated.Add(-1))
        {
            _facts.Add(FactKind.Anomaly, "xor-loop", Place, null, Derivation.Literal, PositionKind.IlOffset, _lastExclusiveOr);
        }
    }

    private bool IsLambda() => _members.Name(_metadata.GetMethodDefinition(_method).Name).StartsWith('<');

    private void NoteAppend(int count)
    {
        if (_constantAppends < 0)
        {
            return;
        }

        for (var i = 0; i < count - 1; i++)
        {
            if (_stack.Peek(i) is not { Kind: ValueKind.Text or ValueKind.Number })
            {
                // One piece that is not known makes the whole unknown.
                _constantAppends = int.MinValue;
                return;
            }

            _constantAppends++;
        }
    }

    private void NoteDecoder(in Member member, int row, int count, bool hasReceiver)
    {
        if (!member.Is(MemberFlags.ReturnsText) || row > _metadata.GetTableRowCount(TableIndex.MethodDef))
        {
            return;
        }

        for (var i = 0; i < count - (hasReceiver ? 1 : 0); i++)
        {
            if (_stack.Peek(i).Kind is ValueKind.Result or ValueKind.Parameter or ValueKind.NamedParameter)
            {
                return;
            }
        }

        // Most members without arguments are properties; of them only those that take their text apart are asked for.
        _decoders.Add(count == (hasReceiver ? 1 : 0) ? -row : row);
    }

    // What the instruction pushed is a constant that only interpreting it could give.
    private void TakeRecovered(int offset)
    {
        if (!_recovered!.TryGet(offset, out var text, out var encodings) || _stack.Depth == 0 || _stack.Peek(0).IsText)
        {
            return;
        }

        var derivation = (encodings & Encodings.Decoding) != 0 ? Derivation.Recovered : encodings != Encodings.None ? Derivation.Folded : Derivation.Literal;
        var index = _facts.Intern(text);
        _stack.Pop();
        _stack.Push(Value.Text(index, derivation), offset);
        if (derivation != Derivation.Literal && text.Length > 0 && _stated.Add(index))
        {
            _how = _how < 0 ? _facts.Intern("how") : _how;
            ReadOnlySpan<StoredArgument> how = [new StoredArgument(_how, _facts.Intern(EncodingNames.Describe(encodings)), Derivation.Literal)];
            var list = _facts.Intern(how);
            _facts.Add(new FactRecord(FactKind.String, derivation, PositionKind.IlOffset, index, list, Place, offset));
            if (Hides(text, encodings))
            {
                _facts.Add(new FactRecord(FactKind.Anomaly, Derivation.Literal, PositionKind.IlOffset, _facts.Intern("hidden-text"), list, Place, offset));
            }
        }
    }

    // A text that a person can read and that does not stand in the file; bytes of a text alone are how compilers write UTF-8.
    private static bool Hides(string text, Encodings encodings)
    {
        if ((encodings & Encodings.Decoding & ~Encodings.TextEncoding) == 0 || text.Length < ShortestHiddenText)
        {
            return false;
        }

        var letters = 0;
        foreach (var character in text)
        {
            if (char.IsControl(character) && character is not ('\r' or '\n' or '\t') || character == '\uFFFD')
            {
                return false;
            }

            letters += char.IsAsciiLetter(character) ? 1 : 0;
        }

        return letters * 2 >= text.Length;
    }

    // catch (Exception) { } => what the protected code calls.
    private void WriteIgnoredErrors(scoped in MethodBody body, int firstFact)
    {
        for (var i = 0; i < body.ClauseCount; i++)
        {
            var (start, length, handler, handlerLength, caught) = body.Ranges(i);
            if (caught == 0 || handlerLength is < 2 or > 12 || (uint)handler + (uint)handlerLength > (uint)body.Code.Length || !IsEmpty(body.Code.Slice(handler, handlerLength)) || !CatchesAll(caught))
            {
                continue;
            }

            var called = CalledBetween(firstFact, start, start + length);
            _facts.Add(new FactRecord(FactKind.Anomaly, Derivation.Literal, PositionKind.IlOffset, _facts.Intern("ignores-all-errors"), called, Place, handler));
        }
    }

    // pop, perhaps nop, leave.
    private static bool IsEmpty(ReadOnlySpan<byte> handler)
    {
        var il = new IlReader(handler);
        if (!il.Read() || il.OpCode != ILOpCode.Pop)
        {
            return false;
        }

        while (il.Read())
        {
            if (il.OpCode is ILOpCode.Leave or ILOpCode.Leave_s)
            {
                return true;
            }

            if (il.OpCode != ILOpCode.Nop)
            {
                return false;
            }
        }

        return false;
    }

    private bool CatchesAll(int token)
    {
        var handle = MetadataTokens.Handle(token);
        return handle.Kind == HandleKind.TypeReference && _types.Of((TypeReferenceHandle)handle) is "System.Object" or "System.Exception";
    }

    [SkipLocalsInit]
    private int CalledBetween(int firstFact, int start, int end)
    {
        Span<StoredArgument> called = stackalloc StoredArgument[32];
        var count = 0;
        foreach (var record in _facts.Records[firstFact..])
        {
            if (record.Kind is FactKind.Call or FactKind.New && record.Position >= start && record.Position < end && count < called.Length)
            {
                var argument = new StoredArgument(-1, record.Value, Derivation.Literal);
                if (!called[..count].Contains(argument))
                {
                    called[count++] = argument;
                }
            }
        }

        return count == 0 ? FactRecord.None : _facts.Intern(called[..count]);
    }
}
