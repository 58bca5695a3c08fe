using System.Collections.Concurrent;
using System.Text.RegularExpressions;
using Microsoft.Playwright;

namespace Assay.Browser.Tests;

/// <summary>A page that writes down requests to others, violations of the policy, errors of scripts and dialogs.</summary>
internal sealed class WatchedPage : IAsyncDisposable
{
    private readonly IBrowserContext _context;
    private readonly ConcurrentQueue<string> _incidents = new();

    private WatchedPage(IBrowserContext context, IPage page) => (_context, Page) = (context, page);

    /// <summary>The page.</summary>
    public IPage Page { get; }

    // Milliseconds.
    private const int Patience = 60_000;

    public static async Task<WatchedPage> OpenAsync(IBrowserContext context, Uri address)
    {
        var watched = new WatchedPage(context, await context.NewPageAsync());
        var page = watched.Page;
        page.SetDefaultTimeout(Patience);
        page.Request += (_, request) =>
        {
            if (!request.Url.StartsWith(address.GetLeftPart(UriPartial.Authority), StringComparison.Ordinal) && !request.Url.StartsWith("data:", StringComparison.Ordinal))
            {
                watched._incidents.Enqueue("request to " + request.Url);
            }
        };
        page.PageError += (_, error) => watched._incidents.Enqueue("error " + error);
        page.Dialog += (_, dialog) => watched._incidents.Enqueue("dialog " + dialog.Message);
        // Chromium reports every violation of a policy on the console.
        page.Console += (_, message) =>
        {
            if (message.Type == "error" && !message.Text.Contains("the server responded with a status of", StringComparison.Ordinal))
            {
                watched._incidents.Enqueue("console " + message.Text);
            }
        };
        return watched;
    }

    /// <summary>Goes to an address of the site; the answer must be a success.</summary>
    public async Task GoAsync(string path)
    {
        var answer = await Page.GotoAsync(path);
        Assert.True(answer is { Status: 200 }, $"{path}: {answer?.Status}");
    }

    /// <summary>Waits until the page has an address and is there to its foot.</summary>
    /// <remarks>The browser is asked again and again: Playwright's waits for a change of address and for a load look once and then listen, and have no end when it happens in between (its issue 3364).</remarks>
    public async Task ReachAsync(Regex address, int milliseconds = Patience)
    {
        await Assertions.Expect(Page).ToHaveURLAsync(address, new() { Timeout = milliseconds });
        await Page.Locator("footer.site-foot").WaitForAsync();
    }

    /// <summary>Fails when anything happened that must not.</summary>
    public void AssertNothingHappened() => Assert.Empty(_incidents);

    public async ValueTask DisposeAsync() => await _context.DisposeAsync();
}
