using Microsoft.Playwright;

namespace Assay.Browser.Tests;

/// <summary>Texts of packages that try to become markup, script or addresses stay texts in a real browser, on every page that can be reached.</summary>
public sealed class HostileTextTests(Browser browser) : IClassFixture<Browser>
{
    private const int MaximumPages = 150;

    [Fact]
    public async Task Nothing_of_a_package_runs_on_any_page()
    {
        await using var server = await PortalServer.StartAsync(HostilePackages.All);
        await using var watched = await browser.OpenAsync(server.Address);
        var page = watched.Page;
        var seen = new HashSet<string>(StringComparer.Ordinal) { "/" };
        var next = new Queue<string>(["/", "/search?q=" + Uri.EscapeDataString(HostilePackages.Markup), "/search?q=verdict:pass", "/rules/" + Uri.EscapeDataString(HostilePackages.Markup), "/nuget/" + Uri.EscapeDataString(HostilePackages.Markup)]);
        var visited = 0;
        while (visited < MaximumPages && next.TryDequeue(out var path))
        {
            if (await page.GotoAsync(path) is not { } answer || answer.Headers.GetValueOrDefault("content-type")?.StartsWith("text/html", StringComparison.Ordinal) != true)
            {
                continue;
            }

            visited++;
            Assert.True(answer.Status is 200 or 400 or 404, $"{path}: {answer.Status}");
            Assert.False(await page.EvaluateAsync<bool>("'hostile' in window"), path);
            var links = await page.EvaluateAsync<string[]>("[...document.querySelectorAll('a[href], form[action]')].map(e => e.getAttribute('href') || e.getAttribute('action'))");
            Assert.DoesNotContain(links, link => link.TrimStart().StartsWith("javascript:", StringComparison.OrdinalIgnoreCase));
            foreach (var link in links.Select(link => link.Split('#')[0]).Where(link => link.StartsWith('/') && !link.StartsWith("/rules", StringComparison.Ordinal) && seen.Add(link)))
            {
                next.Enqueue(link);
            }
        }

        Assert.True(visited > 40, $"Only {visited} pages were reached.");
        watched.AssertNothingHappened();
    }
}
