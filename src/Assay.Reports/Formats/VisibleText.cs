namespace Assay.Reports;

/// <summary>Text of packages for documents that other programs show: one line, of a bounded length, with nothing hidden in it.</summary>
internal static class VisibleText
{
    /// <summary>The most UTF-16 code units of a name or sentence.</summary>
    public const int Longest = 1_000;

    /// <summary>Joins lines, cuts what is too long, and shows what cannot be seen as <see cref="TerminalText"/> does.</summary>
    public static string Of(string? text, int longest = Longest)
    {
        if (string.IsNullOrEmpty(text))
        {
            return "";
        }

        // Cut first: what follows costs as much as the text is long.
        var cut = text.Length > longest ? text[..(char.IsHighSurrogate(text[longest - 1]) ? longest - 1 : longest)] + "…" : text;
        return TerminalText.EncodeProse(cut);
    }
}
