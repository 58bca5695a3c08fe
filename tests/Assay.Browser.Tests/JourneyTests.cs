using System.Text.RegularExpressions;
using Microsoft.Playwright;

namespace Assay.Browser.Tests;

/// <summary>What people come for, with a mouse, with the keyboard alone and without scripts.</summary>
public sealed partial class JourneyTests(Browser browser, PortalServer server) : IClassFixture<Browser>, IClassFixture<PortalServer>
{
    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task From_the_search_to_the_evidence_the_rule_and_the_comparison(bool scripts)
    {
        await using var watched = await browser.OpenAsync(server.Address, new() { JavaScriptEnabled = scripts });
        var page = watched.Page;
        await watched.GoAsync("/");
        await page.GetByRole(AriaRole.Searchbox).First.FillAsync("sample script");
        await page.GetByRole(AriaRole.Searchbox).First.PressAsync("Enter");
        await page.GetByRole(AriaRole.Link, new() { Name = "Sample.Script" }).First.ClickAsync();
        await watched.ReachAsync(PackageAddress());
        if (!VersionAddress().IsMatch(page.Url))
        {
            await page.GetByRole(AriaRole.Link, new() { Name = "1.0.0" }).First.ClickAsync();
        }

        Assert.Matches(VersionAddress(), page.Url);
        await page.GotoAsync("/nuget/Sample.Script/1.0.0/behaviors");
        await page.Locator("a[href*='/files/view']").First.ClickAsync();
        await watched.ReachAsync(ViewAddress());
        Assert.Contains("TcpListener", await page.Locator("main").InnerTextAsync(), StringComparison.Ordinal);

        await page.GoBackAsync();
        await page.Locator("a[href^='/rules/opens-listening-socket']").First.ClickAsync();
        await watched.ReachAsync(new Regex("/rules/opens-listening-socket"));
        await page.Locator("main a[href*='Sample.Server']").First.ClickAsync();
        await watched.ReachAsync(new Regex("/nuget/Sample.Server"));
        await page.GotoAsync("/nuget/Sample.Server");
        await page.Locator("a[href*='/compare/']").First.ClickAsync();
        await watched.ReachAsync(new Regex(@"/compare/1\.0\.0\.\.\.2\.0\.0"));
        Assert.Contains("Listens on a port for connections from others", await page.Locator("main").InnerTextAsync(), StringComparison.Ordinal);
        watched.AssertNothingHappened();
    }

    [Fact]
    public async Task With_the_keyboard_alone()
    {
        await using var watched = await browser.OpenAsync(server.Address);
        var page = watched.Page;
        await watched.GoAsync("/about");
        await page.Keyboard.PressAsync("Tab");
        Assert.Equal("Skip to the content", await Focused(page));
        await page.Keyboard.PressAsync("Enter");
        await watched.ReachAsync(new Regex("#content$"));

        await watched.GoAsync("/about");
        await TabUntilAsync(page, "document.activeElement.id === 'find'");
        await page.Keyboard.TypeAsync("sample.server");
        await page.Keyboard.PressAsync("Enter");
        await watched.ReachAsync(new Regex("/search"));
        await TabUntilAsync(page, "(document.activeElement.getAttribute('href') || '').startsWith('/nuget/Sample.Server')");
        await page.Keyboard.PressAsync("Enter");
        await watched.ReachAsync(new Regex("/nuget/Sample.Server"));
        watched.AssertNothingHappened();
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task A_package_that_is_handed_in_becomes_a_report(bool scripts)
    {
        await using var watched = await browser.OpenAsync(server.Address, new() { JavaScriptEnabled = scripts });
        var page = watched.Page;
        var id = scripts ? "Handed.In" : "Handed.In.Without.Scripts";
        var package = new TestInputs.NupkgBuilder(TestInputs.NupkgBuilder.Manifest(id, "3.1.4")).Add("tools/init.ps1", "[System.Net.Sockets.TcpListener]::new(4713).Start()\n").Build();
        await watched.GoAsync("/submit");
        await page.Locator("input[type=file]").SetInputFilesAsync(new FilePayload { Name = "handed.in.nupkg", MimeType = "application/octet-stream", Buffer = package });
        await page.Locator("form:has(input[type=file]) button[type=submit]").ClickAsync();
        await watched.ReachAsync(new Regex($"/nuget/{Regex.Escape(id)}/3.1.4|/jobs/"));
        await watched.ReachAsync(new Regex($"/nuget/{Regex.Escape(id)}/3.1.4"), 300_000);

        Assert.Contains(id, await page.Locator("h1").InnerTextAsync(), StringComparison.Ordinal);
        await page.GotoAsync($"/nuget/{id}/3.1.4/behaviors");
        Assert.Contains("Listens on a port for connections from others", await page.Locator("main").InnerTextAsync(), StringComparison.Ordinal);
        watched.AssertNothingHappened();
    }

    [GeneratedRegex(@"/nuget/Sample\.Script")]
    private static partial Regex PackageAddress();

    [GeneratedRegex(@"/nuget/Sample\.Script/1\.0\.0")]
    private static partial Regex VersionAddress();

    [GeneratedRegex("/files/view")]
    private static partial Regex ViewAddress();

    private static Task<string> Focused(IPage page) => page.EvaluateAsync<string>("document.activeElement.textContent.trim()");

    private static async Task TabUntilAsync(IPage page, string condition)
    {
        for (var step = 0; step < 80; step++)
        {
            await page.Keyboard.PressAsync("Tab");
            if (await page.EvaluateAsync<bool>(condition))
            {
                return;
            }
        }

        Assert.Fail($"The keyboard never reaches it: {condition}");
    }
}
