namespace Assay.PowerShell.Folding;

/// <summary><c>$a[0]</c> and slices.</summary>
internal sealed partial class Interpreter
{
    private FoldedValue EvaluateIndex(IndexExpressionAst node, in FoldedValue target)
    {
        var index = Evaluate(node.Index);
        if (!target.IsConstant || !index.IsConstant)
        {
            return target is { IsConstant: true, Content: string } && index.TypeName == "System.Int32" ? FoldedValue.OfType("System.Char") : default;
        }

        var techniques = target.Techniques | index.Techniques;
        switch (target.Content)
        {
            case null:
                return node.NullConditional ? FoldedValue.Constant(null) : default;
            case FoldedTable table:
                return FoldedValue.Of(FromTable(table, index.Content), techniques | Techniques.Variable);
            case string text:
                return Slice(text, text.Length, i => Boxes.Of(text[i]), index.Content, techniques | Techniques.Slice);
            case ObjectMembers { Collection: "METHODS", Target: var owner } when index.Content is string method:
                return FoldedValue.Constant(new MethodReference(owner, method, target.Techniques), techniques);
            case Array or ListObject:
                var sequence = target.Content;
                var isText = sequence is char[];
                return Slice(sequence, Sequences.Count(sequence), i => Sequences.At(sequence, i), index.Content, techniques | (isText ? Techniques.Slice : Techniques.Variable));
            default:
                return index.Content is 0 or -1 && (Numbers.IsNumber(target.Content) || target.Content is bool or char) ? target : default;
        }
    }

    private static object? FromTable(FoldedTable table, object? key)
    {
        if (key is null or UnknownElement || Sequences.IsSequence(key))
        {
            return UnknownElement.Any;
        }

        if (table.TryGet(key, out var value))
        {
            return value;
        }

        // Ordered dictionaries are indexed by position as well.
        return table.IsOrdered && key is int position ? position >= 0 && position < table.Count ? table.Entries[position].Value : UnknownElement.Any : null;
    }

    private FoldedValue Slice(object target, int length, Func<int, object?> at, object? index, Techniques techniques)
    {
        if (!Sequences.TryGetItems(index, out var indexes))
        {
            if (!Numbers.TryInt(index, out var single))
            {
                return default;
            }

            single = single < 0 ? single + length : single;
            return single >= 0 && single < length ? FoldedValue.Of(at(single), techniques) : FoldedValue.Constant(null, techniques);
        }

        if (!_work.Fits(indexes.Count))
        {
            return default;
        }

        var result = new List<object?>(indexes.Count);
        var descends = indexes.Count > 1;
        var last = int.MaxValue;
        foreach (var item in indexes)
        {
            if (item is UnknownElement || !Numbers.TryInt(item, out var position))
            {
                return default;
            }

            descends &= position < last;
            last = position;
            position = position < 0 ? position + length : position;
            if (position >= 0 && position < length)
            {
                result.Add(at(position));
            }
        }

        if (descends && target is string or char[] || (descends && length == result.Count))
        {
            techniques |= Techniques.Reversal;
        }

        return FoldedValue.Constant(result.ToArray(), techniques);
    }
}
