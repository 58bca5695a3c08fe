using System.Globalization;
using System.Text;

namespace Assay.Model;

/// <summary>Knows characters that a reader does not see, or that change the order in which text is shown.</summary>
public static class HiddenCharacters
{
    /// <summary>True for embeddings, overrides and isolates of the bidirectional algorithm (UAX #9, 2.1 to 2.5). The marks LRM, RLM and ALM only nudge their neighbours and do not count.</summary>
    public static bool ChangesDirection(int codePoint) => codePoint is (>= 0x202A and <= 0x202E) or (>= 0x2066 and <= 0x2069);

    /// <summary>True for characters without a shape of their own: zero-width ones, fillers, variation selectors, tags.</summary>
    public static bool IsInvisible(int codePoint) => codePoint is 0x00AD or 0x034F or 0x115F or 0x1160 or 0x17B4 or 0x17B5 or 0x180E or (>= 0x200B and <= 0x200F) or (>= 0x2060 and <= 0x2064)
        or 0x3164 or (>= 0xFE00 and <= 0xFE0F) or 0xFEFF or 0xFFA0 or (>= 0xE0000 and <= 0xE0FFF);

    /// <summary>True for letters that are drawn as nothing: programming languages take them for names.</summary>
    public static bool IsInvisibleLetter(int codePoint) => codePoint is 0x115F or 0x1160 or 0x3164 or 0xFFA0;

    /// <summary>Writes a text so that everything in it can be seen: what is hidden or no printable character becomes <c>\u202E</c>.</summary>
    public static string Escape(ReadOnlySpan<char> text)
    {
        var shown = new StringBuilder(text.Length + 8);
        foreach (var rune in text.EnumerateRunes())
        {
            var isHidden = IsInvisible(rune.Value) || ChangesDirection(rune.Value) || Rune.GetUnicodeCategory(rune) is UnicodeCategory.Control or UnicodeCategory.Format or UnicodeCategory.PrivateUse
                or UnicodeCategory.OtherNotAssigned or UnicodeCategory.LineSeparator or UnicodeCategory.ParagraphSeparator;
            _ = isHidden ? shown.Append(CultureInfo.InvariantCulture, $"\\u{rune.Value:X4}") : shown.Append(rune.ToString());
        }

        return shown.ToString();
    }
}
