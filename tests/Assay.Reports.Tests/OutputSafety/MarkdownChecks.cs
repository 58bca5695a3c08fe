using System.Text.RegularExpressions;
using Assay.TestInputs.Outputs;
using Markdig;
using Markdig.Extensions.Tables;
using Markdig.Syntax;
using Markdig.Syntax.Inlines;

namespace Assay.Reports.Tests.OutputSafety;

/// <summary>Reads Markdown as forges do, and compares it with its harmless twin: the same kinds of blocks and elements, no address that the twin lacks, nobody mentioned.</summary>
internal sealed partial class MarkdownChecks
{
    private static readonly MarkdownPipeline Pipeline = new MarkdownPipelineBuilder().UsePipeTables().UseAutoLinks().UseEmphasisExtras().UseTaskLists().Build();
    private readonly HashSet<string> _words;

    public MarkdownChecks(params IEnumerable<string> twins) => _words = [.. twins.SelectMany(twin => Words(Markdig.Markdown.Parse(twin, Pipeline)))];

    /// <summary>Says what is wrong; null where nothing is.</summary>
    public string? Check(string text)
    {
        var document = Markdig.Markdown.Parse(text, Pipeline);
        if (Words(document).FirstOrDefault(word => !_words.Contains(word)) is { } word)
        {
            return "no harmless text has " + word;
        }

        foreach (var node in document.Descendants())
        {
            var wrong = node switch
            {
                LinkInline { IsImage: true } image => "an image: " + image.Url,
                LinkInline link => Address(link.Url),
                AutolinkInline link => "an address that links itself: " + link.Url,
                Table table when table.OfType<TableRow>().Any(row => row.Count != ((TableRow)table[0]).Count) => "a row of another width",
                LiteralInline literal when Reference().Match(literal.Content.ToString()) is { Success: true } match => "a reference: " + match.Value,
                _ => null,
            };
            if (wrong is not null)
            {
                return wrong;
            }
        }

        // The warning sign of verdicts is ours.
        return TextChecks.Terminal(text.Replace("\u26A0\uFE0F", "\u26A0", StringComparison.Ordinal));
    }

    private static string? Address(string? address) =>
        Uri.TryCreate(address, UriKind.Absolute, out var uri) && uri.Scheme is ("http" or "https") && uri.UserInfo.Length == 0 ? null : "a link to " + address;

    private static IEnumerable<string> Words(MarkdownDocument document)
    {
        foreach (var node in document.Descendants())
        {
            if (node is HtmlInline inline)
            {
                yield return Tag(inline.Tag);
            }
            else if (node is HtmlBlock block)
            {
                foreach (Match tag in Tags().Matches(block.Lines.ToString()))
                {
                    yield return Tag(tag.Value);
                }
            }
            else if (node is EmphasisInline emphasis)
            {
                yield return $"emphasis {new string(emphasis.DelimiterChar, emphasis.DelimiterCount)}";
            }
            else if (node is Block)
            {
                yield return node.GetType().Name;
            }
        }
    }

    // Attributes count, their values do not.
    private static string Tag(string tag) => Values().Replace(tag, "");

    // What forges make of texts: somebody is told, an issue or a commit gets a note. Within an address they look for nothing.
    [GeneratedRegex(@"(?<!\w)@\w|(?<![\w&])#\d|\bGH-\d|\b\w+/\w+#\d", RegexOptions.IgnoreCase | RegexOptions.CultureInvariant)]
    private static partial Regex Reference();

    [GeneratedRegex("<[/!a-zA-Z][^>]*>", RegexOptions.CultureInvariant)]
    private static partial Regex Tags();

    [GeneratedRegex("=\"[^\"]*\"", RegexOptions.CultureInvariant)]
    private static partial Regex Values();
}
