using System.Buffers;
using System.Text;
using Assay.Model;

namespace Assay.Text;

/// <summary>Reads what any text tells whatever its language: the URLs in it.</summary>
public static class TextAnalyzer
{
    /// <summary>Names the state of this analyser.</summary>
    public const string Version = "2";

    private const int WindowBefore = 200;

    /// <summary>Characters decoded around candidates, beside four for each byte of the file.</summary>
    private const int BaseBudget = 16 * 1024 * 1024;

    // What ends a URL in any text: blanks, control characters, quotes, angle brackets.
    private static readonly SearchValues<byte> Delimiters = SearchValues.Create([.. Enumerable.Range(0, 0x21).Select(b => (byte)b), (byte)'"', (byte)'\'', (byte)'<', (byte)'>', (byte)'`']);

    /// <summary>Writes the URLs of a text file with line and column, but for those that were stated already.</summary>
    public static void Analyze(ReadOnlySpan<byte> bytes, ArtifactKind kind, FactWriter facts, IReadOnlySet<string>? stated = null)
    {
        var text = TextDecoding.ToUtf8(bytes, facts, out var converted) ? converted.AsSpan() : bytes;
        var role = UrlRoles.OfFile(kind) ?? UrlRoles.OfBeginning(kind, text);
        var hasComments = kind is ArtifactKind.OtherSource or ArtifactKind.DotNetSource or ArtifactKind.JavaScript;
        var isXml = kind is ArtifactKind.Xml or ArtifactKind.MSBuild or ArtifactKind.PowerShellXml;
        var lines = new LineCounter();
        var seen = stated is null ? new HashSet<string>(StringComparer.Ordinal) : new HashSet<string>(stated, StringComparer.Ordinal);
        var limit = facts.Limits.Number(Limit.Urls);
        var budget = BaseBudget + (4L * text.Length);
        for (var from = 0; from < text.Length;)
        {
            var hit = text[from..].IndexOf("://"u8);
            if (hit < 0)
            {
                return;
            }

            hit += from;
            from = hit + 3;
            if (!UrlFacts.HasKnownScheme(text, hit))
            {
                continue;
            }

            var roleHere = role ?? (isXml && UrlRoles.IsInXmlComment(text, hit) ? UrlRoles.Documentation : null);
            budget -= Add(text, hit, roleHere, hasComments, ref lines, seen, facts);
            if (seen.Count >= limit || budget < 0)
            {
                facts.AddLimit(Limit.Urls, "The file holds more URLs than the limit; the rest is left out.");
                return;
            }
        }
    }

    // Gives the bytes that were decoded: candidates may overlap, so a hostile file can have each byte looked at many times.
    private static int Add(ReadOnlySpan<byte> text, int hit, string? role, bool hasComments, ref LineCounter lines, HashSet<string> seen, FactWriter facts)
    {
        var windowStart = Math.Max(0, hit - WindowBefore);
        var rest = text[hit..Math.Min(text.Length, hit + Url.MaximumLength)];
        var end = rest.IndexOfAny(Delimiters);
        var window = Encoding.UTF8.GetString(text[windowStart..(hit + (end < 0 ? rest.Length : end))]);
        var searchFrom = Math.Max(0, Encoding.UTF8.GetCharCount(text[windowStart..hit]) - 16);
        if (UrlScanner.TryFind(window, ref searchFrom, out var start, out var length)
            && window.Substring(start, length) is var candidate
            && UrlFacts.TryDescribe(candidate, window.AsSpan(0, start), role ?? (hasComments && UrlRoles.IsInComment(window.AsSpan(0, start)) ? UrlRoles.Documentation : null), out var arguments)
            && seen.Add(candidate))
        {
            // A file may name one URL a thousand times: the first place is enough.
            lines.MoveTo(text, hit);
            var column = Math.Max(1, lines.Column(text, hit) - candidate.IndexOf("://", StringComparison.Ordinal));
            facts.Add(FactKind.Url, candidate, FactRecord.None, arguments, Derivation.Literal, PositionKind.LineColumn, lines.Line, column);
        }

        return window.Length;
    }
}
