namespace Assay.PowerShell.Folding;

/// <summary>Methods and properties of arrays, lists and hashtables.</summary>
internal static class SequenceMembers
{
    public static object? Invoke(object target, string member, in Arguments arguments)
    {
        var name = member.ToUpperInvariant();
        return target switch
        {
            FoldedTable table => OfTable(table, name, arguments),
            ListObject list when Change(list, name, arguments) is { } changed => changed == Nothing ? null : changed,
            _ => Read(target, name, arguments),
        };
    }

    public static object? Property(object target, string member)
    {
        if (target is FoldedTable table)
        {
            if (table.TryGet(member, out var value))
            {
                return value;
            }

            return member.ToUpperInvariant() switch
            {
                "COUNT" when table.TypeName != ObjectTypes.CustomObject => Boxes.Of(table.Count),
                "KEYS" when table.IsOrdered || table.Count < 2 => table.Entries.Select(entry => (object?)entry.Key).ToArray(),
                "VALUES" when table.IsOrdered || table.Count < 2 => table.Entries.Select(entry => entry.Value).ToArray(),
                "KEYS" or "VALUES" => UnknownElement.Any,
                _ => null,
            };
        }

        return member.ToUpperInvariant() switch
        {
            "COUNT" or "LENGTH" or "LONGLENGTH" => Boxes.Of(Sequences.Count(target)),
            "RANK" when target is Array => Boxes.Of(1),
            _ => UnknownElement.Any,
        };
    }

    // Stands for "done, gives nothing".
    private static readonly object Nothing = new();

    private static object? Change(ListObject list, string name, in Arguments arguments)
    {
        var items = list.Items;
        switch (name)
        {
            case "ADD" when arguments.Count == 1 && arguments.Work.Fits(1):
                items.Add(arguments[0]);
                return list.TypeName == "System.Collections.ArrayList" ? Boxes.Of(items.Count - 1) : Nothing;
            case "ADDRANGE" when arguments.Count == 1 && Operators.ArgumentsOf(arguments[0]) is { } added && arguments.Work.Fits(added.Count):
                items.AddRange(added.ToArray());
                return Nothing;
            case "INSERT" when arguments.Count == 2 && arguments.Int(0, out var index) && index >= 0 && index <= items.Count && arguments.Work.Fits(1):
                items.Insert(index, arguments[1]);
                return Nothing;
            case "REMOVEAT" when arguments.Int(0, out var index) && index >= 0 && index < items.Count:
                items.RemoveAt(index);
                return Nothing;
            case "REVERSE" when arguments.Count == 0:
                arguments.Work.Use(Techniques.Reversal);
                items.Reverse();
                return Nothing;
            case "CLEAR":
                items.Clear();
                return Nothing;
            default:
                return null;
        }
    }

    private static object? Read(object target, string name, in Arguments arguments)
    {
        switch (name)
        {
            case "TOARRAY" or "CLONE":
                return target is ListObject list ? list.Items.ToArray() : Sequences.Copy(target);
            case "GETVALUE" or "GET" or "ITEM" or "GET_ITEM":
                return arguments.Int(0, out var index) && index >= 0 && index < Sequences.Count(target) ? Sequences.At(target, index) : UnknownElement.Any;
            case "GETENUMERATOR":
                return target;
            case "TOSTRING" when arguments.Count == 0 && target is Array:
                return ObjectTypes.NameOf(target);
            case "CONTAINS" or "INDEXOF" when arguments.Count == 1:
                return Search(target, arguments[0], name == "CONTAINS", arguments.Work);
            case "SETVALUE" when arguments.Count == 2 && arguments.Int(1, out index):
                return SetAt(target, index, arguments[0]) ? null : UnknownElement.Any;
            case "GETUPPERBOUND":
                return Boxes.Of(Sequences.Count(target) - 1);
            case "GETLOWERBOUND":
                return Boxes.Of(0);
            case "GETLENGTH":
                return Boxes.Of(Sequences.Count(target));
            default:
                return UnknownElement.Any;
        }
    }

    /// <summary>Writes an element in place; false when it does not fit.</summary>
    public static bool SetAt(object target, int index, object? value)
    {
        var count = Sequences.Count(target);
        index = index < 0 ? index + count : index;
        if (index < 0 || index >= count)
        {
            return false;
        }

        switch (target)
        {
            case byte[] bytes when value is not UnknownElement && Numbers.TryInt(value, out var number) && number is >= 0 and <= 255:
                bytes[index] = (byte)number;
                return true;
            case char[] characters when value is char character:
                characters[index] = character;
                return true;
            case char[] characters when value is string { Length: 1 } text:
                characters[index] = text[0];
                return true;
            case string[] texts when value is string text:
                texts[index] = text;
                return true;
            case object?[] array when array.GetType() == typeof(object[]):
                array[index] = value;
                return true;
            case ListObject list:
                list.Items[index] = value;
                return true;
            default:
                return false;
        }
    }

    private static object? Search(object target, object? value, bool contains, Workspace work)
    {
        var count = Sequences.Count(target);
        for (var i = 0; i < count; i++)
        {
            var item = Sequences.At(target, i);
            if (item is UnknownElement || !work.Spending.TakeSteps(1))
            {
                return UnknownElement.Any;
            }

            if (Equals(item, value))
            {
                return contains ? Boxes.True : Boxes.Of(i);
            }
        }

        return contains ? Boxes.False : Boxes.Of(-1);
    }

    private static object? OfTable(FoldedTable table, string name, in Arguments arguments)
    {
        switch (name)
        {
            case "ADD" or "SET_ITEM" when arguments.Count == 2 && arguments[0] is not (null or UnknownElement) && arguments.Work.Fits(1):
                table.Set(arguments[0]!, arguments[1]);
                return null;
            case "REMOVE" when arguments.Count == 1 && arguments[0] is not (null or UnknownElement):
                table.Remove(arguments[0]!);
                return null;
            case "CONTAINSKEY" or "CONTAINS" when arguments.Count == 1 && arguments[0] is not (null or UnknownElement):
                return Boxes.Of(table.TryGet(arguments[0]!, out _));
            case "GET_ITEM" or "ITEM" when arguments.Count == 1 && arguments[0] is not (null or UnknownElement):
                return table.TryGet(arguments[0]!, out var value) ? value : null;
            case "CLONE":
                return table.Copy();
            case "GETTYPE":
                return new FoldedType(table.TypeName);
            default:
                return UnknownElement.Any;
        }
    }
}
