namespace Assay.Fuzz.Mutation;

/// <summary>A value of a DER message: primitive with bytes, or constructed of others. Octet strings that hold DER are constructed too.</summary>
internal sealed class DerNode(byte tag, byte[] content, List<DerNode>? children)
{
    private const byte Constructed = 0x20;
    private const byte OctetString = 0x04;
    private const byte Indefinite = 0x80;
    private const int Deepest = 64;
    private const int LongestMessage = 1 << 20;

    public byte Tag { get; set; } = tag;

    /// <summary>Bytes of a primitive value.</summary>
    public byte[] Content { get; set; } = content;

    /// <summary>Values of a constructed one; null for a primitive one.</summary>
    public List<DerNode>? Children { get; } = children;

    /// <summary>Writes no length but an end, which BER allows and DER does not.</summary>
    public bool HasIndefiniteLength { get; set; }

    /// <summary>About how many bytes it takes.</summary>
    public int Size => All().Sum(node => node.Content.Length + 2);

    /// <summary>Reads the value that begins a message; null when it is none.</summary>
    public static DerNode? Read(ReadOnlySpan<byte> bytes) => TryRead(bytes, 0, out var node, out _) && node.Children is { Count: > 0 } ? node : null;

    /// <summary>This value and all in it.</summary>
    public IReadOnlyList<DerNode> All()
    {
        var all = new List<DerNode> { this };
        for (var at = 0; at < all.Count && all.Count < 10_000; at++)
        {
            all.AddRange(all[at].Children ?? []);
        }

        return all;
    }

    /// <summary>Writes it with lengths that fit.</summary>
    /// <remarks>Without recursion: mutations nest a thousand levels.</remarks>
    public byte[] Write()
    {
        // From the back to the front: when the start of a value is written, its length is known.
        var output = new List<byte>();
        var open = new Stack<(DerNode Node, int Next, int End)>();
        open.Push((this, Children?.Count ?? 0, 0));
        // Values that were doubled may be doubled again in each copy: there is an end to that.
        while (open.TryPop(out var state) && output.Count < LongestMessage)
        {
            var (node, next, end) = state;
            if (node.Children is null)
            {
                AddReversed(output, node.Content);
                AddHeader(output, node, output.Count - end);
            }
            else if (next == 0)
            {
                AddHeader(output, node, output.Count - end);
            }
            else
            {
                if (next == node.Children.Count && node.HasIndefiniteLength)
                {
                    output.AddRange([0, 0]);
                }

                open.Push((node, next - 1, end));
                var child = node.Children[next - 1];
                open.Push((child, child.Children?.Count ?? 0, output.Count));
            }
        }

        output.Reverse();
        return [.. output];
    }

    private static void AddHeader(List<byte> output, DerNode node, int length)
    {
        if (node is { HasIndefiniteLength: true, Children: not null })
        {
            output.AddRange([Indefinite, node.Tag]);
            return;
        }

        if (length < Indefinite)
        {
            output.Add((byte)length);
        }
        else
        {
            var bytes = 0;
            for (var rest = length; rest > 0; rest >>= 8, bytes++)
            {
                output.Add((byte)rest);
            }

            output.Add((byte)(Indefinite | bytes));
        }

        output.Add(node.Tag);
    }

    private static void AddReversed(List<byte> output, byte[] content)
    {
        for (var at = content.Length - 1; at >= 0; at--)
        {
            output.Add(content[at]);
        }
    }

    private static bool TryRead(ReadOnlySpan<byte> bytes, int depth, out DerNode node, out int length)
    {
        node = null!;
        length = 0;
        if (depth > Deepest || bytes.Length < 2 || (bytes[0] & 0x1F) == 0x1F || !TryReadLength(bytes[1..], out var size, out var header) || size > bytes.Length - 1 - header)
        {
            return false;
        }

        var content = bytes.Slice(1 + header, size);
        length = 1 + header + size;
        var children = (bytes[0] & Constructed) != 0 || bytes[0] == OctetString ? ReadAll(content, depth + 1) : null;
        node = new DerNode(bytes[0], children is null ? content.ToArray() : [], children);
        return true;
    }

    private static List<DerNode>? ReadAll(ReadOnlySpan<byte> content, int depth)
    {
        var children = new List<DerNode>();
        while (content.Length > 0)
        {
            if (!TryRead(content, depth, out var child, out var length))
            {
                return null;
            }

            children.Add(child);
            content = content[length..];
        }

        return children.Count == 0 ? null : children;
    }

    private static bool TryReadLength(ReadOnlySpan<byte> bytes, out int length, out int header)
    {
        (length, header) = (bytes[0], 1);
        if (length < Indefinite)
        {
            return true;
        }

        var count = length & 0x7F;
        if (count is 0 or > 3 || bytes.Length < 1 + count)
        {
            return false;
        }

        length = 0;
        foreach (var value in bytes.Slice(1, count))
        {
            length = (length << 8) | value;
        }

        header = 1 + count;
        return true;
    }
}
