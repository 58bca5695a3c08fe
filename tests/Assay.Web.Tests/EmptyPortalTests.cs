using System.Net;

namespace Assay.Web.Tests;

public sealed class EmptyPortalTests : IAsyncLifetime
{
    private PortalServer _server = null!;

    public async ValueTask InitializeAsync()
    {
        // Before it starts: a server that runs writes there.
        var data = Directory.CreateTempSubdirectory("assay-web-").FullName;
        await SamplePackages.WriteAsync(data);
        Directory.Delete(Path.Combine(data, "index"), recursive: true);
        Directory.CreateDirectory(Path.Combine(data, "index"));
        _server = await PortalServer.StartOverAsync(data);
    }

    public ValueTask DisposeAsync() => _server.DisposeAsync();

    [Theory]
    [InlineData("/", "Nothing is counted yet")]
    [InlineData("/search?q=json", "No community is counted yet")]
    [InlineData("/search?q=", "No community is counted yet")]
    [InlineData("/rules", "Rules")]
    [InlineData("/rules/opens-listening-socket", "No community is counted on this site yet")]
    [InlineData("/communities", "Not counted yet")]
    [InlineData("/communities/nuget", "not counted yet")]
    [InlineData("/about", "No community is counted on this site yet")]
    public async Task Every_page_is_there_before_anything_is_counted(string address, string sentence)
    {
        using var answer = await _server.Client.GetAsync(new Uri(address, UriKind.Relative), TestContext.Current.CancellationToken);
        var page = await SearchServer.ReadAsync(answer);

        Assert.Equal(HttpStatusCode.OK, answer.StatusCode);
        Assert.Single(page.QuerySelectorAll("h1"));
        Assert.Contains(sentence, page.QuerySelector("main")!.TextContent, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("/rules/opens-listening-socket/feed.atom", "application/atom+xml")]
    [InlineData("/rules/opens-listening-socket.csv", "text/csv")]
    [InlineData("/rules/opens-listening-socket.json", "application/json")]
    [InlineData("/search.json?q=json", "application/json")]
    [InlineData("/opensearch.xml", "application/opensearchdescription+xml")]
    public async Task Every_other_form_is_there_too(string address, string type)
    {
        using var answer = await _server.Client.GetAsync(new Uri(address, UriKind.Relative), TestContext.Current.CancellationToken);

        Assert.Equal((HttpStatusCode.OK, type), (answer.StatusCode, answer.Content.Headers.ContentType?.MediaType));
    }
}
