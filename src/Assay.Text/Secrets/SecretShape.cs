using System.Globalization;
using System.Text;

namespace Assay.Text.Secrets;

/// <summary>How a token is written: literal parts and runs of a class, <c>ghp_{a36}</c>, <c>{d8-10}^:AA{t33}</c>.</summary>
/// <remarks>
/// <c>{a36}</c> is a run of 36 characters of the class <c>a</c>, <c>{a20-40}</c> one of 20 to 40. <c>^</c> marks where the anchor begins when that is not the beginning; what stands before it is compared backwards.
/// A run takes all it can get and is never given back, so that matching is linear.
/// </remarks>
internal sealed class SecretShape
{
    private readonly Part[] _before;
    private readonly Part[] _from;

    private SecretShape(Part[] before, Part[] from)
    {
        (_before, _from) = (before, from);
    }

    private readonly record struct Part(byte[]? Literal, ByteClass? Class, int Minimum, int Maximum);

    /// <summary>Length of the literal that the token begins with, 0 when it begins with a run: that much a report may show.</summary>
    public int PublicPrefix => (_before.Length > 0 ? _before[0] : _from[0]).Literal?.Length ?? 0;

    /// <summary>Reads a shape.</summary>
    public static SecretShape Parse(string pattern)
    {
        var anchor = pattern.IndexOf('^', StringComparison.Ordinal);
        return new SecretShape(anchor < 0 ? [] : ParseParts(pattern[..anchor]), ParseParts(pattern[(anchor + 1)..]));
    }

    /// <summary>Gives for the first four bytes of the anchor what may stand there.</summary>
    public byte[][] Anchor()
    {
        var bytes = new List<byte[]>();
        var optional = false;
        foreach (var part in _from)
        {
            for (var i = 0; i < (part.Literal?.Length ?? part.Minimum) && bytes.Count < AnchorSearch.Length && !optional; i++)
            {
                bytes.Add(part.Literal is { } literal ? [literal[i]] : part.Class!.Bytes);
            }

            // Behind a run of no fixed length anything may stand.
            optional |= part.Class is not null && part.Minimum != part.Maximum;
        }

        while (bytes.Count < AnchorSearch.Length)
        {
            bytes.Add([.. Enumerable.Range(0, 256).Select(value => (byte)value)]);
        }

        return [.. bytes];
    }

    /// <summary>Compares the text around an anchor, borders included: what is longer on either side is something else.</summary>
    public bool TryMatch(ReadOnlySpan<byte> text, int anchor, out int start, out int end)
    {
        start = end = anchor;
        for (var i = _before.Length - 1; i >= 0; i--)
        {
            if (!MatchBackward(text, _before[i], ref start))
            {
                return false;
            }
        }

        foreach (var part in _from)
        {
            if (!MatchForward(text, part, ref end))
            {
                return false;
            }
        }

        return IsStart(text, start, (_before.Length > 0 ? _before[0] : _from[0]).Class) && IsEnd(text, end, _from[^1].Class);
    }

    private static bool MatchForward(ReadOnlySpan<byte> text, in Part part, ref int at)
    {
        if (part.Literal is { } literal)
        {
            if (!text[at..].StartsWith(literal))
            {
                return false;
            }

            at += literal.Length;
            return true;
        }

        var room = text.Slice(at, Math.Min(part.Maximum, text.Length - at));
        var run = room.IndexOfAnyExcept(part.Class!.Set);
        run = run < 0 ? room.Length : run;
        at += run;
        return run >= part.Minimum;
    }

    private static bool MatchBackward(ReadOnlySpan<byte> text, in Part part, ref int at)
    {
        if (part.Literal is { } literal)
        {
            if (!text[..at].EndsWith(literal))
            {
                return false;
            }

            at -= literal.Length;
            return true;
        }

        var room = text[Math.Max(0, at - part.Maximum)..at];
        var last = room.LastIndexOfAnyExcept(part.Class!.Set);
        var run = room.Length - 1 - last;
        at -= run;
        return run >= part.Minimum;
    }

    private static bool IsStart(ReadOnlySpan<byte> text, int start, ByteClass? first)
    {
        if (start == 0)
        {
            return true;
        }

        var before = text[start - 1];
        if (!ByteClass.IsWord(before) && !(first?.Set.Contains(before) ?? false))
        {
            return true;
        }

        // "\ntoken" in source, "%3Dtoken" in a query.
        return (start > 1 && text[start - 2] == '\\' && before is (byte)'n' or (byte)'r' or (byte)'t')
            || (start > 2 && text[start - 3] == '%' && char.IsAsciiHexDigit((char)text[start - 2]) && char.IsAsciiHexDigit((char)before));
    }

    private static bool IsEnd(ReadOnlySpan<byte> text, int end, ByteClass? last) =>
        end == text.Length || (!ByteClass.IsWord(text[end]) && !(last?.Set.Contains(text[end]) ?? false));

    private static Part[] ParseParts(string pattern)
    {
        var parts = new List<Part>();
        for (var i = 0; i < pattern.Length;)
        {
            if (pattern[i] == '{')
            {
                var close = pattern.IndexOf('}', i);
                var numbers = pattern[(i + 2)..close].Split('-');
                parts.Add(new Part(null, ByteClass.Of(pattern[i + 1]), Number(numbers[0]), Number(numbers[^1])));
                i = close + 1;
            }
            else
            {
                var next = pattern.IndexOf('{', i);
                next = next < 0 ? pattern.Length : next;
                parts.Add(new Part(Encoding.ASCII.GetBytes(pattern[i..next]), null, 0, 0));
                i = next;
            }
        }

        return [.. parts];
    }

    private static int Number(string text) => int.Parse(text, CultureInfo.InvariantCulture);
}
