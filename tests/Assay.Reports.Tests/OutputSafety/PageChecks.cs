using AngleSharp.Dom;
using AngleSharp.Html.Parser;
using Assay.TestInputs.Outputs;

namespace Assay.Reports.Tests.OutputSafety;

/// <summary>Compares a page whose texts come from strangers with its harmless twin: the words of its markup are the same.</summary>
internal sealed class PageChecks
{
    private readonly HashSet<string> _words = new(StringComparer.Ordinal);

    public PageChecks(params IEnumerable<string> twins)
    {
        foreach (var twin in twins)
        {
            _words.UnionWith(new HtmlParser().ParseDocument(twin).All.SelectMany(Words));
        }
    }

    /// <summary>Says what is wrong; null where nothing is.</summary>
    public string? Check(string text)
    {
        var page = new HtmlParser().ParseDocument(text);
        foreach (var element in page.All)
        {
            if (Words(element).FirstOrDefault(word => !_words.Contains(word)) is { } word)
            {
                return "no harmless page has " + word;
            }

            foreach (var attribute in element.Attributes.Where(attribute => attribute.Name is "href" or "src" or "action" or "formaction" or "cite" or "data" or "poster"))
            {
                if (!IsHarmless(element, attribute.Value))
                {
                    return $"<{element.LocalName}> leads to {attribute.Value}";
                }
            }
        }

        return page.Descendants<IComment>().Any() ? "there is a comment" : TextChecks.Terminal(text);
    }

    // A link to what a package calls its site is followed by a person, who sees where it leads; nothing is loaded.
    private static bool IsHarmless(IElement element, string address) =>
        address.StartsWith('#') || (address.StartsWith('/') && !address.StartsWith("//", StringComparison.Ordinal) && !address.Contains('\\', StringComparison.Ordinal))
        || (element.LocalName == "a" && Uri.TryCreate(address, UriKind.Absolute, out var uri) && uri.Scheme is ("http" or "https") && uri.UserInfo.Length == 0 && element.GetAttribute("rel") == "noopener nofollow noreferrer");

    private static IEnumerable<string> Words(IElement element) => element.Attributes.Select(attribute => $"<{element.LocalName} {attribute.Name}>").Prepend($"<{element.NamespaceUri} {element.LocalName}>");
}
