using System.Buffers;
using System.Globalization;
using System.Text;
using Assay.Model;

namespace Assay.Text;

/// <summary>Finds what keeps a reader of source from seeing it: characters that turn the reading direction or are invisible, names with look-alike letters, code off screen.</summary>
/// <remarks>Works on the bytes of any source or script; knows no language but the usual signs of comments.</remarks>
public static class SourceDisguises
{
    /// <summary>Places stated per kind of disguise; more say nothing new.</summary>
    private const int MaximumStated = 5;

    /// <summary>Words with letters of other scripts that are looked at: source in Russian or Greek has many.</summary>
    private const int MaximumWords = 100_000;
    private const int MaximumWordBytes = 256;

    // First bytes in UTF-8: U+2000-2FFF, U+3000-3FFF, U+F000-FFFF, U+40000 and above; U+0080-00BF.
    private static readonly SearchValues<byte> HiddenLeads = SearchValues.Create([0xC2, 0xE1, 0xE2, 0xE3, 0xEF, 0xF3]);

    // Greek, Cyrillic, Armenian, Cherokee, number forms.
    private static readonly SearchValues<byte> LetterLeads = SearchValues.Create([0xCE, 0xCF, 0xD0, 0xD1, 0xD2, 0xD3, 0xD4, 0xD5, 0xD6, 0xE1, 0xE2]);

    /// <summary>Writes <c>direction-control</c>, <c>invisible-characters</c>, <c>look-alike-name</c> and <c>code-off-screen</c> with line and column.</summary>
    public static void Analyze(ReadOnlySpan<byte> bytes, FactWriter facts)
    {
        // A text that cannot be decoded is reported by the analyser of its language.
        var text = TextDecoding.ToUtf8(bytes, new FactWriter(), out var converted) ? converted.AsSpan() : bytes;
        OffScreenCode.Write(text, facts);
        if (System.Text.Ascii.IsValid(text))
        {
            return;
        }

        HiddenRuns.Write(text, HiddenLeads, MaximumStated, facts);
        WriteLookAlikes(text, facts);
    }

    private static void WriteLookAlikes(ReadOnlySpan<byte> text, FactWriter facts)
    {
        var lines = new LineCounter();
        var seen = new HashSet<string>(StringComparer.Ordinal);
        var words = 0;
        for (var from = 0; seen.Count < MaximumStated && words < MaximumWords && text[from..].IndexOfAny(LetterLeads) is >= 0 and var found;)
        {
            var start = from + found;
            while (start > from && IsWord(text[start - 1]))
            {
                start--;
            }

            var end = from + found;
            while (end < text.Length && IsWord(text[end]))
            {
                end++;
            }

            words++;
            from = end;
            if (end - start > MaximumWordBytes)
            {
                continue;
            }

            var name = Encoding.UTF8.GetString(text[start..end]);
            if (LookAlikeLetters.AreMixedIn(name, out var script) && !IsInflected(name) && !IsInComment(text, start) && seen.Add(name))
            {
                lines.MoveTo(text, start);
                facts.Add(FactKind.Anomaly, "look-alike-name", FactRecord.None, new ArgumentList(new Argument("name", name), new Argument("seen", LookAlikeLetters.AsSeen(name)), new Argument("script", script),
                    new Argument("of", "word")), Derivation.Literal, PositionKind.LineColumn, lines.Line, lines.Column(text, start));
            }
        }
    }

    private static bool IsWord(byte value) => value >= 0x80 || char.IsAsciiLetterOrDigit((char)value) || value == '_';

    // An acronym with the ending of another language: "URL" and a Cyrillic "a".
    private static bool IsInflected(string name)
    {
        var latin = 0;
        while (latin < name.Length && name[latin] < 0x80)
        {
            latin++;
        }

        return latin >= 2 && name.Length - latin <= 3 && name.AsSpan(latin).IndexOfAnyInRange('\0', '\u007F') < 0 && name.AsSpan(0, latin).IndexOfAnyInRange('a', 'z') < 0;
    }

    // A typing error in a sentence deceives nobody: only code is of interest.
    private static bool IsInComment(ReadOnlySpan<byte> text, int position)
    {
        const int Longest = 400;
        var before = text[Math.Max(0, position - Longest)..position];
        before = before[(before.LastIndexOf((byte)'\n') + 1)..];
        var trimmed = before.TrimStart(" \t"u8);
        return before.IndexOf("//"u8) >= 0 || before.IndexOf("/*"u8) >= 0 || before.IndexOf("<!--"u8) >= 0 || trimmed.StartsWith("*"u8) || before.IndexOf((byte)'#') >= 0 || trimmed.StartsWith("'"u8) || trimmed.StartsWith("::"u8)
            || trimmed.StartsWith("rem "u8) || trimmed.StartsWith("REM "u8);
    }
}
