using System.Runtime.InteropServices;

namespace Assay.Fuzz.Mutation;

/// <summary>A part of a text that stands for itself: an element, what lies between brackets, a statement.</summary>
/// <param name="Start">First byte.</param>
/// <param name="End">Behind the last byte.</param>
/// <param name="Inner">First byte of what it holds.</param>
/// <param name="InnerEnd">Behind the last byte of what it holds.</param>
[StructLayout(LayoutKind.Auto)]
internal readonly record struct Part(int Start, int End, int Inner, int InnerEnd);

/// <summary>Takes parts of a structured text away, doubles, swaps, moves, nests and exchanges them with those of other inputs: what comes out has the same structure.</summary>
/// <param name="find">Finds the parts of an input, in the order of their starts; none when it has no such structure.</param>
internal sealed class PartMutation(Func<byte[], IReadOnlyList<Part>> find) : IMutation
{
    // Deeper than the limits that readers state, so that these are reached too.
    private const int DeepestNest = 1 << 13;

    public byte[]? Mutate(byte[] input, MutationSource source)
    {
        var parts = find(input);
        if (parts.Count == 0)
        {
            return null;
        }

        var part = source.Pick(parts);
        switch (source.Next(7))
        {
            case 0:
                return Replace(input, part.Start, part.End, []);
            case 1:
                return Replace(input, part.Start, part.Start, Times(input[part.Start..part.End], source));
            case 2:
                return Swap(input, part, source.Pick(parts));
            case 3:
                var target = source.Pick(parts);
                return Replace(input, target.InnerEnd, target.InnerEnd, input.AsSpan(part.Start, part.End - part.Start));
            case 4:
                return Nest(input, part, source);
            case 5:
                return Replace(input, part.Inner, part.InnerEnd, source.Words.Count > 0 ? source.Pick(source.Words) : []);
            default:
                var other = source.Other();
                return find(other) is { Count: > 0 } others && source.Pick(others) is var theirs ? Replace(input, part.Start, part.End, other.AsSpan(theirs.Start, theirs.End - theirs.Start)) : null;
        }
    }

    private static byte[] Replace(byte[] input, int start, int end, ReadOnlySpan<byte> with) => [.. input.AsSpan(0, start), .. with, .. input.AsSpan(end)];

    private static byte[] Times(byte[] bytes, MutationSource source)
    {
        var most = Math.Max(1, source.Longest / Math.Max(1, bytes.Length));
        return [.. Enumerable.Repeat(bytes, Math.Min(most, 1 << source.Next(12))).SelectMany(part => part)];
    }

    private static byte[]? Swap(byte[] input, Part left, Part right)
    {
        if (left.Start > right.Start)
        {
            (left, right) = (right, left);
        }

        return left.End > right.Start ? null
            : [.. input.AsSpan(0, left.Start), .. input.AsSpan(right.Start, right.End - right.Start), .. input.AsSpan(left.End, right.Start - left.End), .. input.AsSpan(left.Start, left.End - left.Start), .. input.AsSpan(right.End)];
    }

    // <a>x</a> => <a><a><a>x</a></a></a>
    private static byte[] Nest(byte[] input, Part part, MutationSource source)
    {
        var (opening, closing) = (input[part.Start..part.Inner], input[part.InnerEnd..part.End]);
        var most = Math.Max(1, source.Longest / Math.Max(1, opening.Length + closing.Length));
        var depth = Math.Min(Math.Min(most, DeepestNest), 1 << source.Next(14));
        var openings = Enumerable.Repeat(opening, depth).SelectMany(bytes => bytes);
        var closings = Enumerable.Repeat(closing, source.Chance(4) ? 0 : depth).SelectMany(bytes => bytes);
        return [.. input[..part.Start], .. openings, .. input[part.Inner..part.InnerEnd], .. closings, .. input[part.End..]];
    }
}
