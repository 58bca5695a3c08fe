using Spectre.Console;

namespace Assay.Reports;

/// <summary>A piece of a line that is broken only when it is longer than a whole line. <paramref name="Gap"/>: spaces before it; <paramref name="Pad"/>: more of them after it, when something follows.</summary>
internal readonly record struct Word(string Text, Style Style, int Gap, int Pad = 0);

/// <summary>Collects the words of a line. Everything that comes in passes <see cref="TerminalText"/>, so nothing of a package can get by it.</summary>
internal sealed class TextLine
{
    // A text of a package may be megabytes long; nobody reads more than this on a terminal.
    private const int LongestText = 2_000;

    private readonly List<Word> _words = [];

    public IReadOnlyList<Word> Words => _words;

    /// <summary>Adds prose that may be broken at its spaces, <paramref name="gap"/> spaces from what stands before.</summary>
    public TextLine Prose(string? text, Style? style = null, int gap = 1)
    {
        foreach (var word in TerminalText.EncodeProse(Cut(text)).Split(' ', StringSplitOptions.RemoveEmptyEntries))
        {
            _words.Add(new Word(word, style ?? Palette.Plain, gap));
            gap = 1;
        }

        return this;
    }

    /// <summary>Adds a text that stays together, two spaces from what stands before.</summary>
    public TextLine Whole(string? text, Style? style = null, int gap = 2)
    {
        if (!string.IsNullOrEmpty(text))
        {
            _words.Add(new Word(TerminalText.Encode(Cut(text)), style ?? Palette.Plain, gap));
        }

        return this;
    }

    /// <summary>Adds a text that fills a column of <paramref name="width"/> cells, followed by the usual gap.</summary>
    public TextLine Column(string text, int width, Style? style = null, int gap = 2)
    {
        var encoded = TerminalText.Encode(text);
        _words.Add(new Word(encoded, style ?? Palette.Plain, gap, Math.Max(0, width - encoded.GetCellWidth())));
        return this;
    }

    /// <summary>Adds texts with a separator between them.</summary>
    public TextLine Joined(string separator, IEnumerable<string?> texts, Style? style = null)
    {
        var first = _words.Count == 0;
        foreach (var text in texts)
        {
            if (string.IsNullOrEmpty(text))
            {
                continue;
            }

            if (!first)
            {
                Whole(separator, Palette.Faint, gap: 1);
            }

            Whole(text, style, gap: 1);
            first = false;
        }

        return this;
    }

    private static string? Cut(string? text) => text is { Length: > LongestText } ? text[..LongestText] + "..." : text;
}
