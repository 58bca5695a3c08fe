using AngleSharp.Html.Dom;
using AngleSharp.Html.Parser;

namespace Assay.Web.Tests;

/// <summary>The portal with the small packages as NuGet and the made ones as PowerShell Gallery.</summary>
public sealed class SearchServer : IAsyncLifetime
{
    public PortalServer Portal { get; private set; } = null!;

    public HttpClient Client => Portal.Client;

    public async ValueTask InitializeAsync()
    {
        Portal = await PortalServer.StartAsync();
        MadeCommunity.Write(Path.Combine(Portal.Data, "index", "psgallery.db"));
    }

    public ValueTask DisposeAsync() => Portal.DisposeAsync();

    /// <summary>Gets a page that is there.</summary>
    public async Task<IHtmlDocument> PageAsync(string address)
    {
        using var answer = await Client.GetAsync(new Uri(address, UriKind.Relative), TestContext.Current.CancellationToken);
        Assert.True(answer.IsSuccessStatusCode, $"{address}: {(int)answer.StatusCode}");
        return await ReadAsync(answer);
    }

    public static async Task<IHtmlDocument> ReadAsync(HttpResponseMessage answer) =>
        new HtmlParser().ParseDocument(await answer.Content.ReadAsStringAsync(TestContext.Current.CancellationToken));
}
