using System.Globalization;
using Assay.DotNet.Folding;
using Assay.DotNet.Metadata;
using Assay.DotNet.Recovery;
using Assay.Model;

namespace Assay.DotNet.IL;

/// <summary>Framework members that are understood beyond the call: folding of texts, dates, process starts, registry and file paths.</summary>
internal sealed partial class MethodWalker
{
    private const int MaximumFoldedLength = 64 * 1024;
    private readonly List<ProcessStart> _processStarts = [];
    private int _startInfoOfProcess = -1;

    private Value Understand(in Member member, int token, int count, int offset, int value, bool constructs)
    {
        switch (member.Special)
        {
            case SpecialMember.PassThrough:
                return _stack.Peek(0);
            case SpecialMember.StringConcat:
                return Fold(Texts(count) is { } texts ? string.Concat(texts) : null, value);
            case SpecialMember.PathCombine:
                return Fold(Texts(count) is { } segments ? FilePath.Combine(segments) : null, value);
            case SpecialMember.StringFormat:
                return Fold(Format(count), value);
            case SpecialMember.DateConstructor:
                // `new` in an expression has no receiver; a local is constructed in place through its address.
                WriteDate(constructs ? count : count - 1, offset);
                return Value.Result(value);
            case >= SpecialMember.ProcessStartInfoConstructor and <= SpecialMember.SetWindowStyle:
                return UnderstandProcess(member.Special, count, offset, value);
            case >= SpecialMember.RegistryOpenSubKey and <= SpecialMember.RegistryStaticGetValue:
                return UnderstandRegistry(member.Special, count, offset, value);
            case SpecialMember.FileSystem:
                WriteFilePath(_facts.Text(member.Name), count, offset);
                return Value.Result(value);
            default:
                return UnderstandText(member, token, count, offset, value);
        }
    }

    private Value UnderstandText(in Member member, int token, int count, int offset, int value)
    {
        switch (member.Special)
        {
            case SpecialMember.DateParse:
                if (count > 0 && _stack.Peek(count - 1) is { IsText: true } written && DateText.Parse(TextOf(written)!) is { } date)
                {
                    _facts.Add(FactKind.Date, date, Place, null, Derivation.Folded, PositionKind.IlOffset, offset);
                }

                return Value.Result(value);
            case SpecialMember.TextOperation:
                var made = Operate(member, token, count);

                // A constant that is cut at places which are not known at once: digits are taken from it.
                _shape |= made is null && count > 0 && _stack.Peek(count - 1).IsText ? CodeShape.Data : CodeShape.None;
                return Fold(made, value);
            case SpecialMember.UriConstructor:
                return count == 1 && _stack.Peek(0) is { IsText: true } address ? address with { Derivation = Max(address.Derivation, Derivation.Folded) } : Value.Result(value);
            case SpecialMember.Decoder:
                // Constants that the method only passes on to a decoder are the plainest case.
                _shape |= CodeShape.Decodes | (count > 0 && IsWritten(_stack.Peek(0)) ? CodeShape.Certain : CodeShape.None);
                return Value.Result(value);
            case SpecialMember.Data:
                _shape |= CodeShape.Data;
                return Value.Result(value);
            case SpecialMember.BuilderAppend:
                NoteAppend(count);
                return Value.Result(value);
            case SpecialMember.BuilderText:
                _shape |= _constantAppends > 1 ? CodeShape.Certain : CodeShape.None;
                _constantAppends = 0;
                return Value.Result(value);
            case SpecialMember.Awaiter:
                return _awaited = _stack.Peek(0) is { Kind: not (ValueKind.Unknown or ValueKind.LocalAddress) } awaited ? awaited : Value.Result(value);
            case SpecialMember.AwaiterResult:
                return _awaited;
            case SpecialMember.CharacterOfText:
                _lastElement = offset;
                _shape |= _stack.Peek(1).IsText ? CodeShape.Data : CodeShape.None;
                return Value.Unknown;
            case SpecialMember.BufferFill:
                FillBuffer(count, value);
                return Value.Result(value);
            case SpecialMember.ScriptText:
                NoteScript(member, count);
                return Value.Result(value);
            default:
                return Value.Result(value);
        }
    }

    private bool IsWritten(in Value value) => value.IsText || (value.Kind == ValueKind.Array && ArrayOf(value) is [{ Kind: ValueKind.Number or ValueKind.Text }, ..]);

    // Substring, Replace, Join and the like over constants; null when one is not.
    private string? Operate(in Member member, int token, int count)
    {
        if (count == 0 || !AreConstant(count, orArrays: true))
        {
            return null;
        }

        var arguments = new IlValue[count];
        for (var i = 0; i < count; i++)
        {
            arguments[i] = Recoverable(_stack.Peek(count - 1 - i));
            if (!arguments[i].IsKnown)
            {
                return null;
            }
        }

        _budget.Start();
        try
        {
            return _framework.TryCall(_facts.Text(member.Name), ParameterCodes.Of(_metadata, token), arguments, false, out var result) ? result.Object as string : null;
        }
        catch (Exception exception) when (exception is RecoveryStoppedException or ArgumentException or FormatException or OverflowException)
        {
            // What the code does with these constants throws.
            return null;
        }
    }

    private IlValue Recoverable(in Value value)
    {
        switch (value.Kind)
        {
            case ValueKind.Text:
                return IlValue.Of(_facts.Text((int)value.Number));
            case ValueKind.Number:
                return IlValue.Int32(value.Number);
            default:
                var items = new IlValue[ArrayOf(value).Length];
                for (var i = 0; i < items.Length; i++)
                {
                    items[i] = ArrayOf(value)[i] is { IsText: true } text ? IlValue.Of(_facts.Text((int)text.Number)) : IlValue.Unknown;
                }

                return Array.TrueForAll(items, item => item.IsKnown) ? IlValue.Of(new IlArray { Items = items }) : IlValue.Unknown;
        }
    }

    private void FillBuffer(int count, int member)
    {
        for (var i = 0; i < count; i++)
        {
            if (_stack.Peek(i) is { Kind: ValueKind.Array } buffer)
            {
                Array.Fill(ArrayOf(buffer), Value.Result(member));
            }
        }
    }

    private string? TextOf(in Value value) => value.Kind switch
    {
        ValueKind.Text => _facts.Text((int)value.Number),
        ValueKind.Number => value.Number.ToString(CultureInfo.InvariantCulture),
        _ => null,
    };

    // Concat("a", "b"), Concat(new[] { "a", "b" }): all texts, or null when one is not known.
    private string[]? Texts(int count)
    {
        if (count == 1 && _stack.Peek(0) is { Kind: ValueKind.Array } array)
        {
            return Texts(ArrayOf(array));
        }

        if (!AreConstant(count, orArrays: false))
        {
            return null;
        }

        var values = new Value[count];
        for (var i = 0; i < count; i++)
        {
            values[i] = _stack.Peek(count - 1 - i);
        }

        return Texts(values);
    }

    // Most calls take something else: that is seen before anything is made.
    private bool AreConstant(int count, bool orArrays)
    {
        for (var i = 0; i < count; i++)
        {
            if (_stack.Peek(i).Kind is not (ValueKind.Text or ValueKind.Number) and var kind && !(orArrays && kind == ValueKind.Array))
            {
                return false;
            }
        }

        return true;
    }

    private string[]? Texts(Value[] values)
    {
        var texts = new string[values.Length];
        for (var i = 0; i < texts.Length; i++)
        {
            if (TextOf(values[i]) is not { } text)
            {
                return null;
            }

            texts[i] = text;
        }

        return texts;
    }

    private Value Fold(string? text, int member)
    {
        if (text is null || text.Length > MaximumFoldedLength)
        {
            return Value.Result(member);
        }

        return Value.Text(_facts.Intern(text), Derivation.Folded);
    }

    // Format("http://{0}:{1}", "host", 80) => http://host:80; alignment and format strings are not understood.
    private string? Format(int count)
    {
        if (count < 2 || TextOf(_stack.Peek(count - 1)) is not { } format || format.Length > MaximumFoldedLength)
        {
            return null;
        }

        var arguments = count == 2 && _stack.Peek(0) is { Kind: ValueKind.Array } array
            ? ArrayOf(array)
            : [.. Enumerable.Range(0, count - 1).Select(i => _stack.Peek(count - 2 - i))];
        var texts = new string?[arguments.Length];
        for (var i = 0; i < texts.Length; i++)
        {
            texts[i] = TextOf(arguments[i]);
        }

        return CompositeFormat.Substitute(format, texts, MaximumFoldedLength);
    }

    // new DateTime(2027, 8, 8) => date 2027-08-08T00:00:00
    private void WriteDate(int count, int offset)
    {
        Span<int> parts = [1, 1, 1, 0, 0, 0];
        if (count < 3)
        {
            return;
        }

        for (var i = 0; i < Math.Min(count, parts.Length); i++)
        {
            var part = _stack.Peek(count - 1 - i);
            if (!part.IsNumber || part.Number is < 0 or > 9999)
            {
                if (i < 3)
                {
                    return;
                }

                break;
            }

            parts[i] = (int)part.Number;
        }

        if (DateText.Of(parts) is { } date)
        {
            _facts.Add(FactKind.Date, date, Place, null, Derivation.Folded, PositionKind.IlOffset, offset);
        }
    }

    private void WriteFilePath(string member, int count, int offset)
    {
        // Instance members have no receiver here: all of the table are static or constructors.
        if (count == 0 || TextOf(_stack.Peek(count - 1)) is not { Length: > 0 } path || !_stack.Peek(count - 1).IsText)
        {
            return;
        }

        _facts.Add(FactKind.Path, FilePath.Normalize(path), Place, new ArgumentList(new Argument("access", FilePath.Access(member))), _stack.Peek(count - 1).Derivation, PositionKind.IlOffset, offset);
    }
}
