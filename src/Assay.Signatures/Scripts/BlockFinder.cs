using System.Buffers;

namespace Assay.Signatures.Scripts;

/// <summary>Finds the signature block of a file by its text.</summary>
/// <remarks>
/// <code>
/// text CR LF                              the signed text ends before this line break
/// # SIG # Begin signature block CR LF
/// # MIIabc... CR LF                       base-64, 64 characters in a line
/// # SIG # End signature block CR LF       and nothing behind it
/// </code>
/// LF alone is accepted as a line break, too: what was signed is found out by hashing.
/// </remarks>
internal static class BlockFinder
{
    private static readonly SearchValues<byte> Base64 = SearchValues.Create("ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/="u8);
    private static readonly SearchValues<byte> Blanks = SearchValues.Create(" \t\r\n"u8);

    /// <summary>Finds the last block of a style.</summary>
    /// <param name="units">One byte for each code unit.</param>
    /// <param name="style">How the block is written.</param>
    public static SignatureBlock Find(ReadOnlySpan<byte> units, BlockStyle style)
    {
        var block = FindOfStyle(units, style);
        if (block.State != BlockState.None)
        {
            return block;
        }

        foreach (var other in BlockStyle.All)
        {
            if (other != style && FindOfStyle(units, other) is { State: BlockState.Whole, HasTail: false } found)
            {
                return found with { State = BlockState.OtherStyle };
            }
        }

        return SignatureBlock.None;
    }

    private static SignatureBlock FindOfStyle(ReadOnlySpan<byte> units, BlockStyle style)
    {
        var start = LastLine(units, style.Begin);
        if (start < 0)
        {
            var end = LastLine(units, style.End);
            return end >= 0 && IsBlank(units[(end + style.End.Length)..]) ? SignatureBlock.None with { State = BlockState.EndOnly, Start = end } : SignatureBlock.None;
        }

        var isRepeated = LastLine(units[..start], style.Begin) >= 0;
        var block = new SignatureBlock(BlockState.Broken, ContentLength(units, start), default, start, HasTail: false, isRepeated);
        return Read(units, AfterLine(units, start + style.Begin.Length), style, block);
    }

    // Lines until the last mark. A comment that is no line of the block breaks it; anything else shows that the mark stands in a text, as in scripts that sign others.
    private static SignatureBlock Read(ReadOnlySpan<byte> units, int at, BlockStyle style, SignatureBlock block)
    {
        var base64 = new ArrayBufferWriter<byte>(16 * 1024);
        var isBroken = false;
        while (at < units.Length)
        {
            var rest = units[at..];
            var length = rest.IndexOf((byte)'\n');
            var line = length < 0 ? rest : rest[..length];
            line = line is [.., (byte)'\r'] ? line[..^1] : line;
            at += length < 0 ? rest.Length : length + 1;
            if (line.SequenceEqual(style.End))
            {
                return block with { State = isBroken ? BlockState.Broken : BlockState.Whole, Base64 = base64.WrittenMemory, HasTail = !IsBlank(units[at..]) };
            }

            if (line.Length > style.Prefix.Length + style.Suffix.Length && line.StartsWith(style.Prefix) && line.EndsWith(style.Suffix)
                && line[style.Prefix.Length..^style.Suffix.Length] is var text && !text.ContainsAnyExcept(Base64))
            {
                base64.Write(text);
                continue;
            }

            if (!IsComment(line, style))
            {
                return SignatureBlock.None;
            }

            isBroken = true;
        }

        return block;
    }

    // White space and what begins as the lines of a block do; markup and the object format have no texts over several lines in which a block could be quoted.
    private static bool IsComment(ReadOnlySpan<byte> line, BlockStyle style) => style != BlockStyle.Script || line.IsEmpty || line[0] == style.Prefix[0] || IsBlank(line);

    private static bool IsBlank(ReadOnlySpan<byte> units) => !units.ContainsAnyExcept(Blanks);

    private static int ContentLength(ReadOnlySpan<byte> units, int start) => start switch
    {
        0 => 0,
        1 => 0,
        _ => units[start - 2] == '\r' ? start - 2 : start - 1,
    };

    private static int AfterLine(ReadOnlySpan<byte> units, int at)
    {
        var length = units[at..].IndexOf((byte)'\n');
        return length < 0 ? units.Length : at + length + 1;
    }

    // Where a line of exactly these characters begins.
    private static int LastLine(ReadOnlySpan<byte> units, ReadOnlySpan<byte> mark)
    {
        while (units.LastIndexOf(mark) is >= 0 and var at)
        {
            var isLine = at == 0 || units[at - 1] == '\n';
            var behind = units[(at + mark.Length)..];
            if (isLine && (behind.IsEmpty || behind[0] == '\n' || behind is [(byte)'\r'] or [(byte)'\r', (byte)'\n', ..]))
            {
                return at;
            }

            units = units[..(at + mark.Length - 1)];
        }

        return -1;
    }
}
