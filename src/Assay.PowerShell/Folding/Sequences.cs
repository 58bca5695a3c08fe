using System.Diagnostics.CodeAnalysis;

namespace Assay.PowerShell.Folding;

/// <summary>An <c>ArrayList</c> or <c>List[T]</c>.</summary>
internal sealed class ListObject(string typeName, List<object?> items)
{
    public string TypeName { get; } = typeName;

    public List<object?> Items { get; } = items;
}

/// <summary>Arrays and lists.</summary>
internal static class Sequences
{
    private const int ComparedElements = 64;
    private const int SpareElements = 16;

    public static bool IsSequence(object? content) => content is Array or ListObject;

    /// <summary>Gives the elements of what the engine enumerates.</summary>
    public static bool TryGetItems(object? content, [NotNullWhen(true)] out IReadOnlyList<object?>? items)
    {
        items = content switch
        {
            object?[] array => array,
            ListObject list => list.Items,
            byte[] bytes => Array.ConvertAll(bytes, Boxes.Of),
            char[] characters => Array.ConvertAll(characters, Boxes.Of),
            _ => null,
        };
        return items is not null;
    }

    public static int Count(object? content) => content switch
    {
        Array array => array.Length,
        ListObject list => list.Items.Count,
        _ => -1,
    };

    public static object? At(object content, int index) => content switch
    {
        byte[] bytes => Boxes.Of(bytes[index]),
        char[] characters => Boxes.Of(characters[index]),
        object?[] array => array[index],
        ListObject list => list.Items[index],
        _ => UnknownElement.Any,
    };

    /// <summary>A copy that shares no elements' places.</summary>
    public static object? Copy(object? content) => content switch
    {
        Array array => array.Clone(),
        ListObject list => new ListObject(list.TypeName, CopyOf(list.Items)),
        FoldedTable table => table.Copy(),
        TextBuilder builder => builder.Copy(),
        ByteStream stream => new ByteStream(stream.TypeName, stream.Bytes.AsSpan(0, stream.Length).ToArray()) { Position = stream.Position },
        TextSource source => new TextSource(source.TypeName, source.Text) { Position = source.Position },
        _ => content,
    };

    // Who copies is about to add: with no room to spare the first element would copy all of them again.
    private static List<object?> CopyOf(List<object?> items)
    {
        var copy = new List<object?>(items.Count + SpareElements);
        copy.AddRange(items);
        return copy;
    }

    /// <summary>The room that a copy takes, in code units.</summary>
    public static long CopyLength(object? content) => content switch
    {
        byte[] bytes => 1 + (bytes.Length / 2),
        char[] characters => 1 + characters.Length,
        Array array => 1 + (4L * array.Length),
        ListObject list => 1 + (4L * list.Items.Count),
        // A place in the index, one in the list and what both have to spare.
        FoldedTable table => 1 + (32L * table.Count),
        TextBuilder builder => 1 + builder.Length,
        ByteStream stream => 1 + (stream.Length / 2),
        _ => 1,
    };

    /// <summary>True where changing a place inside the value changes what a variable holds.</summary>
    public static bool IsMutable(object? content) => content is Array or ListObject or FoldedTable or TextBuilder or ByteStream or TextSource;

    /// <summary>True when two values are surely the same.</summary>
    public static bool Same(object? left, object? right)
    {
        if (ReferenceEquals(left, right))
        {
            return true;
        }

        if (left is GrowingText || right is GrowingText)
        {
            return (left as string ?? (left as GrowingText)?.Text) is { } p && (right as string ?? (right as GrowingText)?.Text) is { } q && p == q;
        }

        if (left is Array first && right is Array second)
        {
            if (first.Length != second.Length || first.Length > ComparedElements || first.GetType() != second.GetType())
            {
                return false;
            }

            for (var i = 0; i < first.Length; i++)
            {
                var element = At(first, i);
                if (element is UnknownElement or Array || !Same(element, At(second, i)))
                {
                    return false;
                }
            }

            return true;
        }

        return left switch
        {
            FoldedBlock block => right is FoldedBlock other && block.Block == other.Block,
            string or ValueType or FoldedType or FoldedEnumeration or FoldedCommand or Uri or Version => left.Equals(right),
            _ => false,
        };
    }
}
