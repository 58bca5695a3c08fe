namespace Assay.Fuzz.Mutation;

/// <summary>Finds the parts of texts without reading them as their parsers do: what is broken has parts too.</summary>
internal static class TextParts
{
    /// <summary>What lies between round, square and curly brackets, and between quotes of one line.</summary>
    public static IReadOnlyList<Part> Brackets(byte[] text)
    {
        var parts = new List<Part>();
        var open = new Stack<(byte Bracket, int At)>();
        for (var at = 0; at < text.Length; at++)
        {
            switch (text[at])
            {
                case (byte)'(' or (byte)'[' or (byte)'{':
                    open.Push((text[at], at));
                    break;
                case (byte)')' or (byte)']' or (byte)'}' when open.Count > 0 && Closes(open.Peek().Bracket, text[at]):
                    var start = open.Pop().At;
                    parts.Add(new Part(start, at + 1, start + 1, at));
                    break;
                case (byte)'"' or (byte)'\'' when text.AsSpan(at + 1).IndexOfAny(text[at], (byte)'\n') is >= 0 and var length && text[at + 1 + length] == text[at]:
                    parts.Add(new Part(at, at + length + 2, at + 1, at + length + 1));
                    at += length + 1;
                    break;
            }
        }

        return parts;
    }

    /// <summary>Words, numbers and single marks: what a lexer would call a token, in any language.</summary>
    public static IReadOnlyList<Part> Tokens(byte[] text)
    {
        var parts = new List<Part>();
        for (var at = 0; at < text.Length;)
        {
            var end = at + 1;
            if (IsWord(text[at]))
            {
                while (end < text.Length && IsWord(text[end]))
                {
                    end++;
                }
            }

            if (text[at] > ' ')
            {
                parts.Add(new Part(at, end, at, end));
            }

            at = end;
        }

        return parts;
    }

    /// <summary>Lines with what is indented below them: statements, YAML's mappings.</summary>
    public static IReadOnlyList<Part> Lines(byte[] text)
    {
        var lines = new List<(int Start, int End, int Indent)>();
        for (var start = 0; start < text.Length;)
        {
            var length = text.AsSpan(start).IndexOf((byte)'\n');
            var end = length < 0 ? text.Length : start + length + 1;
            var indent = text.AsSpan(start, end - start).IndexOfAnyExcept((byte)' ', (byte)'\t');
            lines.Add((start, end, indent < 0 ? int.MaxValue : indent));
            start = end;
        }

        var parts = new List<Part>(lines.Count);
        for (var line = 0; line < lines.Count; line++)
        {
            var last = line;
            while (last + 1 < lines.Count && lines[last + 1].Indent > lines[line].Indent && lines[line].Indent != int.MaxValue)
            {
                last++;
            }

            parts.Add(new Part(lines[line].Start, lines[last].End, lines[line].End, lines[last].End));
        }

        return parts;
    }

    /// <summary>Elements and attributes.</summary>
    public static IReadOnlyList<Part> Elements(byte[] text)
    {
        var parts = new List<Part>();
        var open = new Stack<(int Start, int Inner)>();
        for (var at = 0; at < text.Length;)
        {
            if (text[at] != '<')
            {
                at++;
                continue;
            }

            var length = text.AsSpan(at).IndexOf((byte)'>');
            if (length < 0)
            {
                break;
            }

            var end = at + length + 1;
            if (text[at + 1] == '/')
            {
                if (open.TryPop(out var start))
                {
                    parts.Add(new Part(start.Start, end, start.Inner, at));
                }
            }
            else if (text[at + 1] is not ((byte)'?' or (byte)'!'))
            {
                AddAttributes(text, at, end, parts);
                if (text[end - 2] == '/')
                {
                    parts.Add(new Part(at, end, end, end));
                }
                else
                {
                    open.Push((at, end));
                }
            }

            at = end;
        }

        return parts;
    }

    private static void AddAttributes(byte[] text, int start, int end, List<Part> parts)
    {
        for (var at = start; at < end; at++)
        {
            if (text[at] == ' ' && text.AsSpan(at, end - at).IndexOf((byte)'"') is > 0 and var opening && text.AsSpan(at + opening + 1, end - at - opening - 1).IndexOf((byte)'"') is >= 0 and var length)
            {
                var closing = at + opening + 1 + length;
                parts.Add(new Part(at, closing + 1, at + opening + 1, closing));
                at = closing;
            }
        }
    }

    private static bool Closes(byte opening, byte closing) => (opening, closing) is ((byte)'(', (byte)')') or ((byte)'[', (byte)']') or ((byte)'{', (byte)'}');

    private static bool IsWord(byte value) => value is (>= (byte)'a' and <= (byte)'z') or (>= (byte)'A' and <= (byte)'Z') or (>= (byte)'0' and <= (byte)'9') or (byte)'_' or >= 0x80;
}
