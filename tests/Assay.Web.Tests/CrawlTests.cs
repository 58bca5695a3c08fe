using System.Net;
using System.Text.Json;
using System.Xml.Linq;
using AngleSharp;
using AngleSharp.Dom;
using AngleSharp.Html.Dom;
using AngleSharp.Html.Parser;

namespace Assay.Web.Tests;

/// <summary>Follows every link from the first page, over plain and hostile packages: what holds for all pages.</summary>
public sealed class CrawlTests
{
    private const int MaximumPages = 600;

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task Every_page_that_can_be_reached_is_whole(bool hostile)
    {
        await using var server = await PortalServer.StartAsync(hostile ? HostilePackages.All : SamplePackages.All, "Portal:Limits:ReadsPerMinute=0", "Portal:Limits:SearchesPerMinute=0");
        var found = new List<string>();
        var pages = 0;
        var forms = 0;
        await foreach (var (path, type, body) in CrawlAsync(server, found))
        {
            if (type == "text/html")
            {
                pages++;
                found.AddRange(Defects(path, body));
            }
            else
            {
                forms++;
                found.AddRange(DefectsOfForm(path, type, body));
            }
        }

        Assert.True(found.Count == 0, string.Join('\n', found.Take(40)));
        Assert.True(pages > 40 && forms > 5, $"{pages} pages and {forms} other forms were reached.");
    }

    private static async IAsyncEnumerable<(string Path, string Type, string Body)> CrawlAsync(PortalServer server, List<string> found)
    {
        var seen = new HashSet<string>(StringComparer.Ordinal) { "/" };
        var next = new Queue<(string Path, string From)>([("/", "")]);
        var taken = new Dictionary<string, int>(StringComparer.Ordinal);
        for (var count = 0; count < MaximumPages && next.TryDequeue(out var link); count++)
        {
            using var request = new HttpRequestMessage(HttpMethod.Get, new Uri(link.Path, UriKind.Relative)) { Headers = { { "Accept", "text/html, */*" } } };
            using var answer = await server.Client.SendAsync(request, TestContext.Current.CancellationToken);
            if (answer.StatusCode is HttpStatusCode.MovedPermanently or HttpStatusCode.Redirect or HttpStatusCode.SeeOther && answer.Headers.Location is { } location)
            {
                Follow(location.OriginalString, link.Path);
                continue;
            }

            if (answer.StatusCode != HttpStatusCode.OK)
            {
                found.Add($"{link.Path}: {(int)answer.StatusCode}, linked from {link.From}");
                continue;
            }

            var type = answer.Content.Headers.ContentType?.MediaType ?? "";
            var body = await answer.Content.ReadAsStringAsync(TestContext.Current.CancellationToken);
            yield return (link.Path, type, body);
            if (type == "text/html")
            {
                foreach (var address in new HtmlParser().ParseDocument(body).QuerySelectorAll("[href]").Select(element => element.GetAttribute("href")!.Split('#')[0]))
                {
                    Follow(address, link.Path);
                }
            }
        }

        void Follow(string address, string from)
        {
            // There are hundreds of rules and of ways to refine a search, and their pages are alike.
            var kind = Array.Find(["/rules", "/search", "/nuget"], kind => address.StartsWith(kind, StringComparison.Ordinal)) ?? "";
            if (address.StartsWith('/') && (kind is "" or "/nuget" || taken.GetValueOrDefault(kind) < 40) && seen.Add(address))
            {
                taken[kind] = taken.GetValueOrDefault(kind) + 1;
                next.Enqueue((address, from));
            }
        }
    }

    private static IEnumerable<string> Defects(string path, string body)
    {
        var page = new HtmlParser(new HtmlParserOptions { IsKeepingSourceReferences = false }).ParseDocument(body);
        if (body.AsSpan().ContainsAny("\u202E\u2066\u001B\0"))
        {
            yield return $"{path}: an invisible or turning character as it is";
        }

        foreach (var (selector, least, most) in ((string, int, int)[])[("h1", 1, 1), ("main#content", 1, 1), ("html[lang=en]", 1, 1), ("title", 1, 1), ("[style], style, iframe, object, embed, base, [srcdoc]", 0, 0), ("script:not([src^='/assets/'])", 0, 0), ("a.skip[href='#content']", 1, 1)])
        {
            if (page.QuerySelectorAll(selector).Length is var count && (count < least || count > most))
            {
                yield return $"{path}: {count} of {selector}";
            }
        }

        foreach (var element in page.All)
        {
            foreach (var attribute in element.Attributes)
            {
                if (attribute.Name.StartsWith("on", StringComparison.OrdinalIgnoreCase))
                {
                    yield return $"{path}: {attribute.Name} at {element.LocalName}";
                }
                else if (attribute.Name is "href" or "src" or "action" or "formaction" && !IsAddress(element, attribute.Value))
                {
                    yield return $"{path}: {element.LocalName} leads to {attribute.Value}";
                }
            }
        }

        foreach (var twice in page.QuerySelectorAll("[id]").GroupBy(element => element.Id, StringComparer.Ordinal).Where(group => group.Count() > 1))
        {
            yield return $"{path}: the id {twice.Key} is there {twice.Count()} times";
        }

        foreach (var table in page.QuerySelectorAll("table").Where(table => table.QuerySelector("caption") is null || table.QuerySelectorAll("th:not([scope])").Length > 0))
        {
            yield return $"{path}: a table without caption or scopes: {table.OuterHtml[..Math.Min(100, table.OuterHtml.Length)]}";
        }

        foreach (var field in page.QuerySelectorAll("input:not([type=hidden]), select, textarea").Where(field => field is IHtmlElement element && element.GetAttribute("aria-label") is null && (element.Id is null || page.QuerySelector($"label[for='{element.Id}']") is null) && element.Closest("label") is null))
        {
            yield return $"{path}: a field without a label: {field.OuterHtml}";
        }

        foreach (var target in page.QuerySelectorAll("a[href^='#']").Select(link => link.GetAttribute("href")![1..]).Where(target => target.Length > 0 && page.GetElementById(target) is null))
        {
            yield return $"{path}: #{target} leads nowhere";
        }
    }

    private static IEnumerable<string> DefectsOfForm(string path, string type, string body)
    {
        var defect = "";
        try
        {
            switch (type)
            {
                case "application/json" or "application/problem+json":
                    using (JsonDocument.Parse(body))
                    {
                    }

                    break;
                case "image/svg+xml" or "application/atom+xml" or "application/opensearchdescription+xml":
                    var document = XDocument.Parse(body);
                    if (document.Descendants().Any(element => element.Name.LocalName is "script" or "foreignObject" || element.Attributes().Any(attribute => attribute.Name.LocalName.StartsWith("on", StringComparison.OrdinalIgnoreCase) || attribute.Value.TrimStart().StartsWith("javascript:", StringComparison.OrdinalIgnoreCase))))
                    {
                        defect = "something that runs";
                    }

                    break;
                case "text/csv":
                    if (body.Split('\n').SelectMany(line => line.Split(',')).Any(cell => cell.TrimStart('"').StartsWith('=') || cell.TrimStart('"').StartsWith('@')))
                    {
                        defect = "a cell that a spreadsheet would calculate";
                    }

                    break;
            }
        }
        catch (Exception exception) when (exception is JsonException or System.Xml.XmlException)
        {
            defect = exception.Message;
        }

        return defect.Length == 0 ? [] : [$"{path} ({type}): {defect}"];
    }

    private static bool IsAddress(IElement element, string address) =>
        address.StartsWith('#') || (address.StartsWith('/') && !address.StartsWith("//", StringComparison.Ordinal))
        || (element.LocalName == "a" && Uri.TryCreate(address, UriKind.Absolute, out var uri) && uri.Scheme is "http" or "https" && element.GetAttribute("rel")?.Contains("nofollow", StringComparison.Ordinal) == true);
}
