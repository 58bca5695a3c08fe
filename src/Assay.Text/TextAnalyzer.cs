using System.Buffers;
using System.Text;
using Assay.Model;

namespace Assay.Text;

/// <summary>Reads what any text tells whatever its language: the URLs in it.</summary>
public static class TextAnalyzer
{
    /// <summary>Names the state of this analyser.</summary>
    public const string Version = "1";

    private const int WindowBefore = 200;

    // What ends a URL in any text: blanks, control characters, quotes, angle brackets.
    private static readonly SearchValues<byte> Delimiters = SearchValues.Create([.. Enumerable.Range(0, 0x21).Select(b => (byte)b), (byte)'"', (byte)'\'', (byte)'<', (byte)'>', (byte)'`']);

    /// <summary>Writes the URLs of a text file with line and column.</summary>
    public static void Analyze(ReadOnlySpan<byte> bytes, ArtifactKind kind, FactWriter facts)
    {
        var text = TextDecoding.ToUtf8(bytes, facts, out var converted) ? converted.AsSpan() : bytes;
        var role = UrlRoles.OfFile(kind);
        var lines = new LineCounter();
        var seen = new HashSet<string>(StringComparer.Ordinal);
        var from = 0;
        while (from < text.Length)
        {
            var hit = text[from..].IndexOf("://"u8);
            if (hit < 0)
            {
                return;
            }

            hit += from;
            from = hit + 3;
            Add(text, hit, role, ref lines, seen, facts);
        }
    }

    private static void Add(ReadOnlySpan<byte> text, int hit, string? role, ref LineCounter lines, HashSet<string> seen, FactWriter facts)
    {
        var windowStart = Math.Max(0, hit - WindowBefore);
        var rest = text[hit..Math.Min(text.Length, hit + Url.MaximumLength)];
        var end = rest.IndexOfAny(Delimiters);
        var window = Encoding.UTF8.GetString(text[windowStart..(hit + (end < 0 ? rest.Length : end))]);
        var searchFrom = Math.Max(0, Encoding.UTF8.GetCharCount(text[windowStart..hit]) - 16);
        if (!UrlScanner.TryFind(window, ref searchFrom, out var start, out var length))
        {
            return;
        }

        var candidate = window.Substring(start, length);

        // A file may name one URL a thousand times: the first place is enough.
        if (!seen.Add(candidate) || !UrlFacts.TryDescribe(candidate, window.AsSpan(0, start), role, out var arguments))
        {
            return;
        }

        lines.MoveTo(text, hit);
        var column = Math.Max(1, lines.Column(text, hit) - candidate.IndexOf("://", StringComparison.Ordinal));
        facts.Add(FactKind.Url, candidate, FactRecord.None, arguments, Derivation.Literal, PositionKind.LineColumn, lines.Line, column);
    }
}
