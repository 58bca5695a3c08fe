namespace Assay.Fuzz.Mutation;

/// <summary>Changes the tree of a DER message; lengths are written anew on the way out. X.690 8.1.</summary>
internal sealed class DerMutation : IMutation
{
    private static readonly byte[] Tags = [0x01, 0x02, 0x03, 0x04, 0x05, 0x06, 0x0A, 0x0C, 0x13, 0x16, 0x17, 0x18, 0x1E, 0x24, 0x30, 0x31, 0x80, 0x81, 0xA0, 0xA1, 0xA3, 0xBF];

    public static DerMutation Instance { get; } = new();

    public byte[]? Mutate(byte[] input, MutationSource source)
    {
        if (DerNode.Read(input) is not { } root)
        {
            return null;
        }

        for (var count = source.Length(3); count > 0; count--)
        {
            Change(root, source);
        }

        return root.Write();
    }

    private static void Change(DerNode root, MutationSource source)
    {
        var nodes = root.All();
        var node = source.Pick(nodes);
        DerNode[] parents = [.. nodes.Where(one => one.Children is { Count: > 0 })];
        if (parents.Length == 0)
        {
            return;
        }

        var parent = source.Pick(parents);
        var at = source.Next(parent.Children!.Count);
        switch (source.Next(9))
        {
            case 0:
                parent.Children.RemoveAt(at);
                break;
            case 1:
                parent.Children.InsertRange(at, Enumerable.Repeat(parent.Children[at], Math.Min(1 << source.Next(9), 1 + (source.Longest / (parent.Children[at].Size + 4)))));
                break;
            case 2:
                var second = source.Next(parent.Children.Count);
                (parent.Children[at], parent.Children[second]) = (parent.Children[second], parent.Children[at]);
                break;
            case 3:
                node.Tag = source.Pick(Tags);
                break;
            case 4 when node.Children is null:
                node.Content = ByteMutation.Instance.Mutate(node.Content, source) ?? [];
                break;
            case 5 when node.Children is null:
                node.Content = source.Chance(2) ? [] : new byte[source.Length(256)];
                break;
            case 6:
                // A wrap of a wrap of a wrap.
                for (var depth = 1 << source.Next(10); depth > 0; depth--)
                {
                    parent.Children[at] = new DerNode(source.Chance(2) ? (byte)0x30 : parent.Tag, [], [parent.Children[at]]);
                }

                break;
            case 7:
                node.HasIndefiniteLength = node.Children is not null;
                break;
            default:
                if (DerNode.Read(source.Other()) is { } other)
                {
                    parent.Children[at] = source.Pick(other.All());
                }

                break;
        }
    }
}
