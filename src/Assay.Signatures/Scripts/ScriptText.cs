namespace Assay.Signatures.Scripts;

/// <summary>How the characters of a file are stored.</summary>
internal enum TextForm
{
    /// <summary>One byte and more for a character: UTF-8 or a code page of Windows.</summary>
    Bytes,

    /// <summary>UTF-16, the low byte first.</summary>
    LittleEndian,

    /// <summary>UTF-16, the high byte first.</summary>
    BigEndian,
}

/// <summary>A file as a sequence of code units, of which only those of ASCII matter to find a block.</summary>
internal readonly ref struct ScriptText
{
    // "signature block" in UTF-16 without the byte before or behind it: the same bytes in both orders.
    private static readonly byte[] WideMark = [.. System.Text.Encoding.Unicode.GetBytes("signature block")[..^1]];
    private const int Sample = 256;

    private ScriptText(ReadOnlySpan<byte> bytes, TextForm form, ReadOnlySpan<byte> units)
    {
        Bytes = bytes;
        Form = form;
        Units = units;
    }

    /// <summary>The file.</summary>
    public ReadOnlySpan<byte> Bytes { get; }

    /// <summary>How it is stored.</summary>
    public TextForm Form { get; }

    /// <summary>One byte for each code unit: of units outside ASCII 0xFF where the file is UTF-16.</summary>
    public ReadOnlySpan<byte> Units { get; }

    /// <summary>Bytes of a code unit.</summary>
    public int UnitSize => Form == TextForm.Bytes ? 1 : 2;

    /// <summary>Opens a file in which a mark stands; false for all others.</summary>
    public static bool TryOpen(ReadOnlySpan<byte> bytes, out ScriptText text)
    {
        text = default;
        if (FormOf(bytes) is not { } form)
        {
            return false;
        }

        text = new ScriptText(bytes, form, form == TextForm.Bytes ? bytes : Narrow(bytes, form));
        return true;
    }

    private static TextForm? FormOf(ReadOnlySpan<byte> bytes)
    {
        switch (bytes)
        {
            case [0xFF, 0xFE, ..]:
                return bytes.IndexOf(WideMark) >= 0 ? TextForm.LittleEndian : null;
            case [0xFE, 0xFF, ..]:
                return bytes.IndexOf(WideMark) >= 0 ? TextForm.BigEndian : null;
        }

        if (bytes.IndexOf(BlockStyle.Mark) >= 0)
        {
            return TextForm.Bytes;
        }

        // Without a byte order mark the place of the mark tells the order.
        return bytes[..Math.Min(bytes.Length, Sample)].Contains((byte)0) && bytes.IndexOf(WideMark) is >= 0 and var mark
            ? (mark & 1) == 0 ? TextForm.LittleEndian : TextForm.BigEndian
            : null;
    }

    private static byte[] Narrow(ReadOnlySpan<byte> bytes, TextForm form)
    {
        var low = form == TextForm.LittleEndian ? 0 : 1;
        var units = new byte[bytes.Length / 2];
        for (var i = 0; i < units.Length; i++)
        {
            var value = bytes[(2 * i) + low];
            units[i] = bytes[(2 * i) + 1 - low] == 0 && value < 0x80 ? value : (byte)0xFF;
        }

        return units;
    }
}
