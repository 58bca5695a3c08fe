using Assay.TestInputs;
using Microsoft.Playwright;

namespace Assay.Browser.Tests;

/// <summary>Debian's Chromium. One for all tests, with a fresh profile for each page.</summary>
public sealed class Browser : IAsyncLifetime
{
    private static readonly string? Program = ((string[])["chromium", "chromium-browser", "google-chrome"]).Select(Find).FirstOrDefault(path => path is not null);

    private IPlaywright? _playwright;
    private IBrowser? _browser;

    /// <inheritdoc/>
    public async ValueTask InitializeAsync()
    {
        if (Program is null)
        {
            return;
        }

        _playwright = await Playwright.CreateAsync();
        _browser = await _playwright.Chromium.LaunchAsync(new()
        {
            ExecutablePath = Program,
            // Without a sandbox of its own: tests run as root in containers. Without its background requests: nothing but the server is asked.
            Args = ["--no-sandbox", "--disable-gpu", "--disable-quic", "--no-first-run", "--disable-background-networking", "--disable-component-update", "--disable-sync"],
        });
    }

    /// <summary>Opens a page that writes down what must not happen.</summary>
    internal async Task<WatchedPage> OpenAsync(Uri address, BrowserNewContextOptions? options = null)
    {
        Assert.SkipWhen(_browser is null && !Checkout.IsContinuousIntegration, "There is no Chromium on this machine.");
        Assert.True(_browser is not null, "There is no Chromium on this machine.");
        options ??= new();
        options.BaseURL = address.AbsoluteUri;
        var context = await _browser.NewContextAsync(options);
        return await WatchedPage.OpenAsync(context, address);
    }

    /// <inheritdoc/>
    public async ValueTask DisposeAsync()
    {
        if (_browser is not null)
        {
            await _browser.DisposeAsync();
        }

        _playwright?.Dispose();
    }

    private static string? Find(string name) => (Environment.GetEnvironmentVariable("PATH") ?? "").Split(Path.PathSeparator).Select(folder => Path.Combine(folder, name)).FirstOrDefault(File.Exists);
}
