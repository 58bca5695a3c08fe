using System.Text.Json;
using Assay.TestInputs;
using Microsoft.Playwright;

namespace Assay.Browser.Tests;

/// <summary>WCAG 2.2 AA as far as axe-core can tell, on every kind of page, in light and dark; and what it cannot tell: narrow windows, visible focus.</summary>
public sealed class AccessibilityTests(Browser browser, PortalServer server) : IClassFixture<Browser>, IClassFixture<PortalServer>
{
    private const string Variable = "ASSAY_AXE";

    private static readonly string? Axe = Environment.GetEnvironmentVariable(Variable);

    // What colors decide is judged in both schemes, all else once.
    public static TheoryData<ColorScheme, string> Schemes => new()
    {
        { ColorScheme.Light, "['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', 'wcag22aa', 'best-practice']" },
        { ColorScheme.Dark, "{ type: 'rule', values: ['color-contrast', 'link-in-text-block'] }" },
    };

    [Theory]
    [MemberData(nameof(Schemes))]
    public async Task No_page_has_a_serious_violation(ColorScheme scheme, string rules)
    {
        Assert.SkipWhen(Axe is null && !Checkout.IsContinuousIntegration, $"{Variable} names no axe.min.js of the npm package axe-core.");
        Assert.True(File.Exists(Axe), $"{Variable} names no file.");
        var axe = await File.ReadAllTextAsync(Axe, TestContext.Current.CancellationToken);
        await using var watched = await browser.OpenAsync(server.Address, new() { ColorScheme = scheme, ReducedMotion = ReducedMotion.Reduce });
        var found = new List<string>();
        foreach (var path in PageKinds.All)
        {
            await watched.GoAsync(path);
            // Evaluated by the debugger, which the policy of the page does not bind.
            await watched.Page.EvaluateAsync(axe + ";undefined");
            // Of what passes only the number of rules comes back, which is most of the time of a page otherwise.
            var result = await watched.Page.EvaluateAsync<JsonElement>($"axe.run(document, {{ runOnly: {rules}, resultTypes: ['violations'] }}).then(({{ passes, violations }}) => ({{ passes: passes.length, violations }}))");
            Assert.NotEqual(0, result.GetProperty("passes").GetInt32());
            found.AddRange(result.GetProperty("violations").EnumerateArray()
                .Where(violation => violation.GetProperty("impact").GetString() is "serious" or "critical")
                .SelectMany(violation => violation.GetProperty("nodes").EnumerateArray().Take(3).Select(node => $"{path}: {violation.GetProperty("id").GetString()}: {node.GetProperty("html").GetString()}")));
        }

        Assert.True(found.Count == 0, string.Join('\n', found));
        watched.AssertNothingHappened();
    }

    [Fact]
    public async Task No_page_is_wider_than_a_narrow_window()
    {
        await using var watched = await browser.OpenAsync(server.Address, new() { ViewportSize = new() { Width = 320, Height = 640 } });
        var found = new List<string>();
        foreach (var path in PageKinds.All)
        {
            await watched.GoAsync(path);
            var width = await watched.Page.EvaluateAsync<int>("document.documentElement.scrollWidth");
            if (width > 320)
            {
                var widest = await watched.Page.EvaluateAsync<string>("[...document.querySelectorAll('body *')].filter(e => e.getBoundingClientRect().right > 321 && !e.closest('.scroll')).slice(0, 3).map(e => e.outerHTML.slice(0, 120)).join(' | ')");
                found.Add($"{path}: {width} px: {widest}");
            }
        }

        Assert.True(found.Count == 0, string.Join('\n', found));
    }

    [Fact]
    public async Task Everything_that_can_have_the_focus_shows_it_and_is_large_enough()
    {
        await using var watched = await browser.OpenAsync(server.Address);
        var found = new List<string>();
        foreach (var path in (string[])["/", "/search?q=sample", "/nuget/Sample.Server/2.0.0"])
        {
            await watched.GoAsync(path);
            for (var step = 0; step < 12; step++)
            {
                await watched.Page.Keyboard.PressAsync("Tab");
                var outline = await watched.Page.EvaluateAsync<string>("(() => { const e = document.activeElement, s = getComputedStyle(e); return s.outlineStyle === 'none' || parseFloat(s.outlineWidth) < 2 ? e.outerHTML.slice(0, 120) : ''; })()");
                if (outline.Length > 0)
                {
                    found.Add($"{path}: {outline}");
                }
            }
        }

        Assert.True(found.Count == 0, string.Join('\n', found));
    }

    [Fact]
    public async Task Dark_is_dark_and_print_has_no_bar()
    {
        await using var watched = await browser.OpenAsync(server.Address, new() { ColorScheme = ColorScheme.Dark });
        await watched.GoAsync("/nuget/Sample.Server/2.0.0");
        Assert.True(await Brightness(watched) < 60);

        await watched.Page.EmulateMediaAsync(new() { ColorScheme = ColorScheme.Light });
        Assert.True(await Brightness(watched) > 200);

        await watched.Page.EmulateMediaAsync(new() { Media = Media.Print });
        Assert.False(await watched.Page.Locator(".bar-top").IsVisibleAsync());

        static async Task<int> Brightness(WatchedPage watched) => await watched.Page.EvaluateAsync<int>("Math.max(...getComputedStyle(document.body).backgroundColor.match(/\\d+/g).slice(0, 3).map(Number))");
    }
}
