using System.Globalization;
using System.Text;

namespace Assay.Reports;

/// <summary>Makes text of a package safe to show: the only door through which such text reaches a terminal.</summary>
public static class TerminalText
{
    // Written languages put up to three on a letter; a pile of them covers the lines around it.
    private const int MostMarks = 4;

    /// <summary>
    /// Shows every character that a terminal would obey or hide as <c>\u{...}</c>: C0 and C1 controls (so no escape sequence starts), bidirectional controls,
    /// zero-width and other invisible characters, line and paragraph separators, unpaired surrogates, and combining marks beyond what a letter carries.
    /// What a build service would take for a command to it (<see cref="LogCommands"/>) is broken in the same way.
    /// </summary>
    public static string Encode(string? text)
    {
        if (string.IsNullOrEmpty(text))
        {
            return "";
        }

        return LogCommands.Break(IsPlain(text) ? text : EncodeSlowly(text));
    }

    /// <summary>Joins the lines of prose with single spaces, then encodes it.</summary>
    public static string EncodeProse(string? text) =>
        Encode(string.Join(' ', (text ?? "").Split([' ', '\t', '\r', '\n'], StringSplitOptions.RemoveEmptyEntries)));

    private static bool IsPlain(string text)
    {
        foreach (var character in text)
        {
            if (character is < ' ' or > '~')
            {
                return false;
            }
        }

        return true;
    }

    private static string EncodeSlowly(string text)
    {
        var result = new StringBuilder(text.Length + 16);
        var marks = 0;
        for (var index = 0; index < text.Length;)
        {
            // An unpaired surrogate is one UTF-16 unit and gives U+FFFD, which would hide what it was.
            var isRune = Rune.TryGetRuneAt(text, index, out var rune);
            marks = isRune && Rune.GetUnicodeCategory(rune) is (UnicodeCategory.NonSpacingMark or UnicodeCategory.EnclosingMark) ? marks + 1 : 0;
            if (isRune && IsVisible(rune) && marks <= MostMarks)
            {
                result.Append(text, index, rune.Utf16SequenceLength);
                index += rune.Utf16SequenceLength;
            }
            else
            {
                var value = rune.Value != 0 ? rune.Value : text[index];
                result.Append(CultureInfo.InvariantCulture, $"\\u{{{value:x}}}");
                index += value > char.MaxValue ? 2 : 1;
            }
        }

        return result.ToString();
    }

    private static bool IsVisible(Rune rune) =>
        Rune.GetUnicodeCategory(rune) is not (UnicodeCategory.Control or UnicodeCategory.Format or UnicodeCategory.LineSeparator
            or UnicodeCategory.ParagraphSeparator or UnicodeCategory.Surrogate or UnicodeCategory.OtherNotAssigned)
        && !IsBlankLetter(rune.Value);

    // Letters and marks that take no ink although their category says otherwise: Hangul fillers, the grapheme joiner, variation selectors, Khmer inherent vowels.
    private static bool IsBlankLetter(int value) =>
        value is 0x034F or 0x115F or 0x1160 or 0x17B4 or 0x17B5 or 0x3164 or 0xFFA0 or (>= 0x180B and <= 0x180F) or (>= 0xFE00 and <= 0xFE0F) or (>= 0xE0100 and <= 0xE01EF);
}
