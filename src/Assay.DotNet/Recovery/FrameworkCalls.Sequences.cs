namespace Assay.DotNet.Recovery;

/// <summary>Arrays, spans, lists and sequences.</summary>
internal sealed partial class FrameworkCalls
{
    private IlValue? Arrays(string name, IlValue[] arguments)
    {
        switch (name)
        {
            case "System.Array::Reverse" or "System.MemoryExtensions::Reverse" when arguments is [{ Object: IlArray or IlSpan } reversed]:
                Reverse(reversed);
                return IlValue.Null;
            case "System.Array::Copy" when arguments is [{ Object: IlArray source }, { Object: IlArray target }, { IsNumber: true } length]:
                return Copy(source, 0, target, 0, length.Number);
            case "System.Array::Copy" or "System.Buffer::BlockCopy" when arguments is [{ Object: IlArray source }, { IsNumber: true } from, { Object: IlArray target }, { IsNumber: true } to, { IsNumber: true } count]
                && (name == "System.Array::Copy" || (source.Bytes is not null && target.Bytes is not null)):
                return Copy(source, from.Number, target, to.Number, count.Number);
            case "System.Array::Clone" when arguments is [{ Object: IlArray original }]:
                return Part(original, 0, original.Length);
            case "System.Array::get_Length" when arguments is [{ Object: IlArray sized }]:
                return IlValue.Int32(sized.Length);
            case "System.Math::Min" when Numbers(arguments, 0):
                return arguments[0].Number <= arguments[1].Number ? arguments[0] : arguments[1];
            case "System.Math::Max" when Numbers(arguments, 0):
                return arguments[0].Number >= arguments[1].Number ? arguments[0] : arguments[1];
            case "System.MemoryExtensions::AsSpan" when arguments is [{ Object: IlArray array }, ..] && Numbers(arguments, 1):
                var start = arguments.Length > 1 ? arguments[1].Number : 0;
                return Slice(array, start, arguments.Length > 2 ? arguments[2].Number : array.Length - start);
            case "System.MemoryExtensions::AsSpan" when arguments is [{ Object: string text } value]:
                budget.Allocate(text.Length * 24L);
                return IlValue.Of(new IlSpan(IlArray.OfCharacters(text, value.Encodings), 0, text.Length));
            default:
                return null;
        }
    }

    private static IlValue Slice(IlArray array, long start, long length) =>
        start >= 0 && length >= 0 && start + length <= array.Length ? IlValue.Of(new IlSpan(array, (int)start, (int)length)) : throw new RecoveryStoppedException();

    private IlValue Part(IlArray array, int start, int length)
    {
        budget.Allocate(array.Bytes is null ? length * 24L : length);
        return IlValue.Of(new IlArray
        {
            Bytes = array.Bytes?.AsSpan(start, length).ToArray(),
            Items = array.Items?.AsSpan(start, length).ToArray(),
            HoldsCharacters = array.HoldsCharacters,
            Encodings = array.Encodings,
            Unknown = array.Unknown,
        });
    }

    private void Reverse(in IlValue value)
    {
        var (array, start, length) = value.Object is IlSpan span ? (span.Array, span.Start, span.Length) : ((IlArray)value.Object!, 0, ((IlArray)value.Object!).Length);
        budget.Step(length >> 3);
        array.Bytes?.AsSpan(start, length).Reverse();
        array.Items?.AsSpan(start, length).Reverse();
        array.Encodings |= Encodings.Reversal;
    }

    private IlValue? Copy(IlArray source, long from, IlArray target, long to, long count)
    {
        if (from < 0 || to < 0 || count < 0 || from + count > source.Length || to + count > target.Length)
        {
            throw new RecoveryStoppedException();
        }

        budget.Step((int)(count >> 3));
        target.Unknown |= source.Unknown || (source.Bytes is null) != (target.Bytes is null);
        target.Encodings |= source.Encodings;
        if (!target.Unknown && source.Bytes is not null)
        {
            source.Bytes.AsSpan((int)from, (int)count).CopyTo(target.Bytes.AsSpan((int)to));
        }
        else if (!target.Unknown)
        {
            source.Items.AsSpan((int)from, (int)count).CopyTo(target.Items.AsSpan((int)to));
        }

        return IlValue.Null;
    }

    private IlValue? Span(string member, IlValue[] arguments)
    {
        switch (member)
        {
            case ".ctor" when arguments is [{ Object: IlArray array }]:
                return Slice(array, 0, array.Length);
            case "op_Implicit" when arguments is [{ Object: IlArray array }]:
                return Slice(array, 0, array.Length);
            case "op_Implicit" when arguments is [{ Object: IlSpan }]:
                return arguments[0];
        }

        if (arguments is not [{ Object: IlSpan span }, ..])
        {
            return null;
        }

        switch (member)
        {
            case "get_Length":
                return IlValue.Int32(span.Length);
            case "get_Item" when arguments[1] is { IsNumber: true } index && (ulong)index.Number < (ulong)span.Length:
                return IlValue.Of(new IlElementAddress(span.Array, span.Start + (int)index.Number));
            case "ToArray":
                return Part(span.Array, span.Start, span.Length);
            case "Slice" when Numbers(arguments, 1):
                var start = arguments[1].Number;
                var length = arguments.Length > 2 ? arguments[2].Number : span.Length - start;
                return start >= 0 && length >= 0 && start + length <= span.Length ? Slice(span.Array, span.Start + start, length) : null;
            case "CopyTo" when arguments[1].Object is IlSpan target && span.Length <= target.Length:
                return Copy(span.Array, span.Start, target.Array, target.Start, span.Length);
            default:
                return null;
        }
    }

    // The items of a sequence: an array, a list, the characters of a text.
    private List<IlValue>? Elements(in IlValue value)
    {
        switch (value.Object)
        {
            case IlArray { Unknown: false } array:
                budget.Allocate(array.Length * 24L);
                return [.. Enumerable.Range(0, array.Length).Select(array.Read)];
            case IlList { Unknown: false } list:
                budget.Allocate(list.Items.Count * 24L);
                return [.. list.Items];
            case string text:
                budget.Allocate(text.Length * 24L);
                var encodings = value.Encodings | Encodings.Computation;
                return [.. text.Select(character => IlValue.Int32(character, encodings))];
            default:
                return null;
        }
    }

    private IlValue? Sequence(string member, IlValue[] arguments)
    {
        if (member == "Range" && Numbers(arguments, 0) && arguments[1].Number is >= 0 and <= MaximumText)
        {
            budget.Allocate(arguments[1].Number * 24);
            return ListOf(Enumerable.Range(0, (int)arguments[1].Number).Select(i => IlValue.Int32(arguments[0].Number + i)));
        }

        if (arguments.Length == 0 || Elements(arguments[0]) is not { } items)
        {
            return null;
        }

        switch (member)
        {
            case "Select" when arguments[1].Object is IlFunction function:
                return Mapped(items, function);
            case "Where" when arguments[1].Object is IlFunction predicate:
                return Filtered(items, predicate);
            case "Reverse":
                items.Reverse();
                return ListOf(items.Select(item => item with { Encodings = item.Encodings | Encodings.Reversal }));
            case "Skip" when arguments[1].IsNumber:
                return ListOf(items.Skip((int)arguments[1].Number));
            case "Take" when arguments[1].IsNumber:
                return ListOf(items.Take((int)arguments[1].Number));
            case "Concat" when Elements(arguments[1]) is { } more:
                return ListOf(items.Concat(more));
            case "Cast" or "AsEnumerable" or "ToList":
                return ListOf(items);
            case "Count" when arguments.Length == 1:
                return IlValue.Int32(items.Count);
            case "ElementAt" when arguments[1].IsNumber && (ulong)arguments[1].Number < (ulong)items.Count:
                return items[(int)arguments[1].Number];
            case "Aggregate" when arguments is [_, _, { Object: IlFunction step }]:
                return Aggregated(items, arguments[1], step);
            case "ToArray":
                // What the elements are is not said here: the decoder of characters and of bytes both find theirs.
                budget.Allocate(items.Count * 24L);
                return IlValue.Of(new IlArray { Items = [.. items], HoldsCharacters = items.TrueForAll(item => item.IsNumber) });
            default:
                return null;
        }
    }

    private static IlValue ListOf(IEnumerable<IlValue> items)
    {
        var list = new IlList();
        list.Items.AddRange(items);
        return IlValue.Of(list);
    }

    // Select((c, i) => ...) takes the index too; which of the two overloads it is, the function's own parameters say.
    private IlValue? Mapped(List<IlValue> items, IlFunction function)
    {
        for (var i = 0; i < items.Count; i++)
        {
            var mapped = function.ParameterCount == 2 ? invoke(function, [items[i], IlValue.Int32(i)]) : invoke(function, [items[i]]);
            if (!mapped.IsKnown)
            {
                return null;
            }

            items[i] = mapped;
        }

        return ListOf(items);
    }

    private IlValue? Filtered(List<IlValue> items, IlFunction predicate)
    {
        var kept = new List<IlValue>();
        foreach (var item in items)
        {
            var holds = invoke(predicate, [item]);
            if (!holds.IsNumber)
            {
                return null;
            }

            if (holds.Number != 0)
            {
                kept.Add(item);
            }
        }

        return ListOf(kept);
    }

    private IlValue? Aggregated(List<IlValue> items, IlValue seed, IlFunction step)
    {
        foreach (var item in items)
        {
            seed = invoke(step, [seed, item]);
            if (!seed.IsKnown)
            {
                return null;
            }
        }

        return seed;
    }

    private IlValue? List(string member, IlValue[] arguments, bool constructs)
    {
        if (constructs)
        {
            return arguments is [{ Object: not null }] ? Elements(arguments[0]) is { } initial ? ListOf(initial) : null : IlValue.Of(new IlList());
        }

        if (arguments[0].Object is not IlList { Unknown: false } list)
        {
            return null;
        }

        switch (member)
        {
            case "Add":
                budget.Allocate(24);
                list.Items.Add(arguments[1]);
                return IlValue.Null;
            case "AddRange" when Elements(arguments[1]) is { } more:
                list.Items.AddRange(more);
                return IlValue.Null;
            case "get_Count":
                return IlValue.Int32(list.Items.Count);
            case "get_Item" when arguments[1].IsNumber && (ulong)arguments[1].Number < (ulong)list.Items.Count:
                return list.Items[(int)arguments[1].Number];
            case "ToArray":
                budget.Allocate(list.Items.Count * 24L);
                return IlValue.Of(new IlArray { Items = [.. list.Items], HoldsCharacters = list.Items.TrueForAll(item => item.IsNumber) });
            case "Reverse" when arguments.Length == 1:
                list.Items.Reverse();
                return IlValue.Null;
            default:
                return null;
        }
    }
}
