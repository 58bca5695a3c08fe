namespace Assay.DotNet.Recovery;

/// <summary>Copies values with all that they reach; what was one object stays one.</summary>
internal sealed class ObjectCopier(RecoveryBudget budget)
{
    private const int MaximumDepth = 32;
    private readonly Dictionary<object, object> _copies = new(ReferenceEqualityComparer.Instance);
    private int _depth;

    /// <summary>Says what a frame becomes, so that addresses of its locals lead to the copy.</summary>
    public void Map(Frame frame, Frame copy) => _copies.Add(frame, copy);

    public IlValue[] Slots(IlValue[] slots)
    {
        if (_copies.TryGetValue(slots, out var known))
        {
            return (IlValue[])known;
        }

        budget.Allocate(slots.Length * 24L);
        var copy = new IlValue[slots.Length];
        _copies.Add(slots, copy);
        for (var i = 0; i < copy.Length; i++)
        {
            copy[i] = Value(slots[i]);
        }

        return copy;
    }

    private IlValue Value(in IlValue value) => value.Object is null or string ? value : value with { Object = Copy(value.Object) };

    private object Copy(object instance)
    {
        if (_copies.TryGetValue(instance, out var known))
        {
            return known;
        }

        if (++_depth > MaximumDepth)
        {
            throw new RecoveryStoppedException();
        }

        budget.Step();
        var copy = Create(instance);
        _depth--;
        return copy;
    }

    private object Create(object instance)
    {
        switch (instance)
        {
            case IlArray array:
                var copiedArray = Keep(instance, new IlArray { HoldsCharacters = array.HoldsCharacters, Encodings = array.Encodings, Unknown = array.Unknown });
                budget.Allocate(array.Bytes?.Length ?? 0);
                copiedArray.Bytes = (byte[]?)array.Bytes?.Clone();
                copiedArray.Items = array.Items is null ? null : Slots(array.Items);
                return copiedArray;
            case IlBuilder builder:
                var copiedBuilder = Keep(instance, new IlBuilder { Encodings = builder.Encodings, Unknown = builder.Unknown });
                budget.Allocate(builder.Text.Length * 2L);
                copiedBuilder.Text.Append(builder.Text);
                return copiedBuilder;
            case IlList list:
                var copiedList = Keep(instance, new IlList { Unknown = list.Unknown });
                budget.Allocate(list.Items.Count * 24L);
                copiedList.Items.AddRange(list.Items.Select(item => Value(item)));
                return copiedList;
            case IlStream stream:
                var copiedStream = Keep(instance, new IlStream { Encodings = stream.Encodings, Unknown = stream.Unknown });
                budget.Allocate(stream.Content.Length);
                copiedStream.Content.Write(stream.Content.ToArray());
                copiedStream.Content.Position = stream.Content.Position;
                return copiedStream;
            case IlCipher cipher:
                return Keep(instance, new IlCipher { Key = cipher.Key, Vector = cipher.Vector, Mode = cipher.Mode, Padding = cipher.Padding, Unknown = cipher.Unknown });
            case IlObject plain:
                var copiedObject = Keep(instance, new IlObject { TypeRow = plain.TypeRow, IsFresh = plain.IsFresh });
                foreach (var (field, value) in plain.Fields)
                {
                    copiedObject.Fields.Add(field, Value(value));
                }

                return copiedObject;
            case IlSpan span:
                return Keep(instance, new IlSpan((IlArray)Copy(span.Array), span.Start, span.Length));
            case IlSlotAddress slot:
                return Keep(instance, new IlSlotAddress(_copies.TryGetValue(slot.Frame, out var frame) ? (Frame)frame : slot.Frame, slot.IsArgument, slot.Index));
            case IlElementAddress element:
                return Keep(instance, new IlElementAddress((IlArray)Copy(element.Array), element.Index));
            case IlFieldAddress { Instance: { } owner } field:
                return Keep(instance, new IlFieldAddress((IlObject)Copy(owner), field.FieldRow));
            case IlFunction function:
                return Keep(instance, new IlFunction(function.MethodRow, function.ParameterCount, Value(function.Target)));
            default:
                return instance;
        }
    }

    private T Keep<T>(object instance, T copy)
        where T : class
    {
        _copies.Add(instance, copy);
        return copy;
    }
}
