using System.Buffers;
using System.Globalization;
using System.Text;
using Assay.Model;

namespace Assay.Text;

/// <summary>Finds direction controls and invisible characters in UTF-8 source.</summary>
/// <remarks>
/// Direction controls that are closed in their line, around a text in Arabic or Hebrew, are how such texts are written; what counts is one that stays open at the end of its line, or an override.
/// Single invisible characters belong to emoji and to several scripts; what counts is one within a name, a letter that is drawn as nothing, and a run of many, which carries data.
/// </remarks>
internal static class HiddenRuns
{
    private const int CarrierRun = 12;

    /// <summary>Writes <c>direction-control</c> and <c>invisible-characters</c>, at most <paramref name="limit"/> of each.</summary>
    public static void Write(ReadOnlySpan<byte> text, SearchValues<byte> leads, int limit, FactWriter facts)
    {
        var lines = new LineCounter();
        int directions = 0, invisible = 0;
        for (var from = 0; from < text.Length && (directions < limit || invisible < limit) && text[from..].IndexOfAny(leads) is >= 0 and var found;)
        {
            var at = from + found;
            _ = Rune.DecodeFromUtf8(text[at..], out var rune, out var length);
            from = at + length;
            if (HiddenCharacters.ChangesDirection(rune.Value))
            {
                var line = LineAround(text, at);
                from = Math.Max(from, line.End);
                if (directions < limit && Measure(text[line.Start..line.End]) is { IsDeceptive: true } measure)
                {
                    directions++;
                    lines.MoveTo(text, at);
                    facts.Add(FactKind.Anomaly, "direction-control", FactRecord.None, measure.ToArguments(), Derivation.Literal, PositionKind.LineColumn, lines.Line, lines.Column(text, at));
                }
            }
            else if (HiddenCharacters.IsInvisible(rune.Value) && at > 0)
            {
                var end = EndOfRun(text, from, out var count);
                if (invisible < limit && HowItHides(text, at, end, rune.Value, count) is { } how)
                {
                    invisible++;
                    lines.MoveTo(text, at);
                    facts.Add(FactKind.Anomaly, "invisible-characters", FactRecord.None, new ArgumentList(new Argument("how", how), new Argument("count", count.ToString(CultureInfo.InvariantCulture)),
                        new Argument("first", $"U+{rune.Value:X4}")), Derivation.Literal, PositionKind.LineColumn, lines.Line, lines.Column(text, at));
                }

                from = end;
            }
        }
    }

    private static string? HowItHides(ReadOnlySpan<byte> text, int start, int end, int first, int count)
    {
        if (count >= CarrierRun)
        {
            return "run";
        }

        // Hangul fillers between syllables are spelling; alone they are a name that nobody sees.
        if (HiddenCharacters.IsInvisibleLetter(first))
        {
            return IsAsciiAt(text, start - 1) && IsAsciiAt(text, end) ? "letter" : null;
        }

        // A soft hyphen or a selector within a word is typography.
        return first is (>= 0x200B and <= 0x200D) or 0x2060 or 0xFEFF && IsNamePart(text, start - 1) && IsNamePart(text, end) ? "name" : null;
    }

    private static int EndOfRun(ReadOnlySpan<byte> text, int from, out int count)
    {
        count = 1;
        while (from < text.Length && Rune.DecodeFromUtf8(text[from..], out var rune, out var length) == OperationStatus.Done && HiddenCharacters.IsInvisible(rune.Value))
        {
            count++;
            from += length;
        }

        return from;
    }

    private static bool IsAsciiAt(ReadOnlySpan<byte> text, int at) => (uint)at >= (uint)text.Length || text[at] < 0x80;

    private static bool IsNamePart(ReadOnlySpan<byte> text, int at) => (uint)at < (uint)text.Length && (char.IsAsciiLetterOrDigit((char)text[at]) || text[at] == '_');

    private static (int Start, int End) LineAround(ReadOnlySpan<byte> text, int at)
    {
        var end = text[at..].IndexOf((byte)'\n');
        return (text[..at].LastIndexOf((byte)'\n') + 1, end < 0 ? text.Length : at + end);
    }

    // UAX #9: 202A, 202B open an embedding, 202D, 202E an override, 202C closes either; 2066-2068 open an isolate, 2069 closes one.
    private static LineMeasure Measure(ReadOnlySpan<byte> line)
    {
        int embeddings = 0, isolates = 0, overrides = 0, count = 0;
        while (line.IndexOf((byte)0xE2) is >= 0 and var at)
        {
            _ = Rune.DecodeFromUtf8(line[at..], out var rune, out var length);
            line = line[(at + length)..];
            count += HiddenCharacters.ChangesDirection(rune.Value) ? 1 : 0;
            overrides += rune.Value is 0x202D or 0x202E ? 1 : 0;
            embeddings += rune.Value switch { 0x202A or 0x202B or 0x202D or 0x202E => 1, 0x202C when embeddings > 0 => -1, _ => 0 };
            isolates += rune.Value switch { >= 0x2066 and <= 0x2068 => 1, 0x2069 when isolates > 0 => -1, _ => 0 };
        }

        return new LineMeasure(count, embeddings + isolates, overrides);
    }

    private sealed record LineMeasure(int Count, int Open, int Overrides)
    {
        public bool IsDeceptive => Open > 0 || Overrides > 0;

        public ArgumentList ToArguments() => new(new Argument("count", Count.ToString(CultureInfo.InvariantCulture)), new Argument("open", Open.ToString(CultureInfo.InvariantCulture)),
            new Argument("overrides", Overrides.ToString(CultureInfo.InvariantCulture)));
    }
}
