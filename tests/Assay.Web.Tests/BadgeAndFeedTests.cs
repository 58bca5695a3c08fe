using System.Xml.Linq;

namespace Assay.Web.Tests;

public sealed class BadgeAndFeedTests(PortalServer server) : IClassFixture<PortalServer>
{
    private static readonly XNamespace Atom = "http://www.w3.org/2005/Atom";
    private static readonly XNamespace Svg = "http://www.w3.org/2000/svg";

    [Theory]
    [InlineData("/nuget/Sample.Server/badge.svg")]
    [InlineData("/nuget/Sample.Server/1.0.0/badge.svg")]
    public async Task A_badge_says_verdict_and_day_in_words_too(string address)
    {
        using var answer = await server.Client.GetAsync(new Uri(address, UriKind.Relative), TestContext.Current.CancellationToken);
        var text = await answer.Content.ReadAsStringAsync(TestContext.Current.CancellationToken);
        var svg = XDocument.Parse(text).Root!;

        Assert.Equal("image/svg+xml", answer.Content.Headers.ContentType!.MediaType);
        Assert.Equal("Assay: pass", svg.Element(Svg + "title")!.Value);
        Assert.Matches("judged [0-9]{4}-[0-9]{2}-[0-9]{2}\\.$", svg.Element(Svg + "desc")!.Value);
        Assert.Equal("img", svg.Attribute("role")!.Value);
        Assert.DoesNotContain("safe", text, StringComparison.OrdinalIgnoreCase);
        Assert.NotNull(answer.Headers.ETag);
        Assert.Equal(TimeSpan.FromMinutes(5), answer.Headers.CacheControl!.MaxAge);
        Assert.Equal("cross-origin", answer.Headers.GetValues("Cross-Origin-Resource-Policy").Single());
    }

    [Fact]
    public async Task A_feed_has_an_entry_for_each_version_with_names_that_stay()
    {
        using var answer = await server.Client.GetAsync(new Uri("/nuget/Sample.Server/feed.atom", UriKind.Relative), TestContext.Current.CancellationToken);
        var feed = XDocument.Parse(await answer.Content.ReadAsStringAsync(TestContext.Current.CancellationToken)).Root!;
        var entries = feed.Elements(Atom + "entry").ToArray();

        Assert.Equal("application/atom+xml", answer.Content.Headers.ContentType!.MediaType);
        Assert.Equal("pkg:nuget/Sample.Server", feed.Element(Atom + "id")!.Value);
        Assert.NotNull(feed.Element(Atom + "updated"));
        Assert.NotNull(feed.Element(Atom + "author")?.Element(Atom + "name"));
        Assert.Equal(["pkg:nuget/Sample.Server@1.0.0", "pkg:nuget/Sample.Server@2.0.0"], entries.Select(entry => entry.Element(Atom + "id")!.Value).Order(StringComparer.Ordinal));
        Assert.All(entries, entry => Assert.True(DateTimeOffset.TryParse(entry.Element(Atom + "updated")!.Value, System.Globalization.CultureInfo.InvariantCulture, out _)));
        Assert.Contains(entries, entry => entry.Element(Atom + "title")!.Value == "Sample.Server 2.0.0: Pass" && entry.Element(Atom + "summary")!.Value.Contains("new behavior", StringComparison.Ordinal));
        Assert.Contains(entries, entry => entry.Element(Atom + "link")!.Attribute("href")!.Value == new Uri(server.Address, "/nuget/Sample.Server/2.0.0").AbsoluteUri);
    }
}
