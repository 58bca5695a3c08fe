using System.Net;
using System.Xml.Linq;
using AngleSharp.Html.Dom;
using AngleSharp.Html.Parser;
using Assay.TestInputs;
using Assay.Web.Communities;
using Microsoft.Extensions.DependencyInjection;

namespace Assay.Web.Tests;

public sealed class HostilePackagePageTests
{
    private const string Payload = "&lt;script&gt;alert(1)&lt;/script&gt;&lt;img src=x onerror=alert(1)&gt;\u202E\u200B\"' javascript:alert(1)";

    [Theory]
    [InlineData("Sample.Plain")]
    [InlineData("Sample&lt;img src=x onerror=alert(1)&gt;")]
    [InlineData("S\u0430mple.\u202EMirror")]
    [InlineData("Sample 'quoted' \"id\" ?a=b#c%41")]
    public async Task Nothing_of_a_package_becomes_markup_or_leads_away(string id)
    {
        var manifest = NupkgBuilder.Manifest(id, "1.0.0", $"<title>{Payload}</title><tags>{Payload}</tags><projectUrl>javascript:alert(1)</projectUrl><licenseUrl>data:text/html,x</licenseUrl><repository type=\"git\" url=\"https://github.com@evil.example/\" commit=\"{Payload.Replace("\"", "&quot;", StringComparison.Ordinal)}\" /><releaseNotes>{Payload}</releaseNotes>");
        var package = new NupkgBuilder(manifest)
            .Add("tools/<img src=x onerror=alert(1)>.ps1", "Write-Host '<script>alert(1)</script>'\n[System.Net.Sockets.TcpListener]::new(1).Start()\n")
            .Add("tools/init.ps1", "$x = [System.Net.Sockets.TcpListener]::new(1)\n$x.Start() # \u202E\n")
            .Build();
        await using var server = await PortalServer.StartAsync(new Dictionary<string, byte[]>(StringComparer.Ordinal) { ["hostile.1.0.0.nupkg"] = package });
        var versions = server.Services.GetRequiredService<PortalCommunities>().Find("nuget")!.Read(reader => reader.Recent(10), []);
        var version = Assert.Single(versions);
        var seen = new HashSet<string>(StringComparer.Ordinal);
        var waiting = new Queue<string>([$"/nuget/{Uri.EscapeDataString(version.Id)}", $"/nuget/{Uri.EscapeDataString(version.Id)}/{version.Version}"]);
        var shown = 0;
        while (waiting.TryDequeue(out var address) && seen.Count < 60)
        {
            if (!seen.Add(address))
            {
                continue;
            }

            using var answer = await server.Client.GetAsync(new Uri(address, UriKind.Relative), TestContext.Current.CancellationToken);
            Assert.True(answer.StatusCode == HttpStatusCode.OK, $"{address}: {answer.StatusCode}");
            var text = await answer.Content.ReadAsStringAsync(TestContext.Current.CancellationToken);
            if (answer.Content.Headers.ContentType!.MediaType is not "text/html")
            {
                continue;
            }

            shown++;
            var page = new HtmlParser().ParseDocument(text);
            AssertInert(page, text, address);
            foreach (var link in page.QuerySelectorAll("a[href^='/nuget/']"))
            {
                waiting.Enqueue(link.GetAttribute("href")!.Split('#')[0]);
            }
        }

        Assert.True(shown >= 6, $"{shown} pages were reached");
        var feed = await server.Client.GetStringAsync(new Uri($"/nuget/{Uri.EscapeDataString(version.Id)}/feed.atom", UriKind.Relative), TestContext.Current.CancellationToken);
        Assert.Equal("feed", XDocument.Parse(feed).Root!.Name.LocalName);
    }

    private static void AssertInert(IHtmlDocument page, string text, string address)
    {
        Assert.Empty(page.QuerySelectorAll("script, img, iframe, object, embed, style, base, template"));
        Assert.DoesNotContain(page.All, element => element.Attributes.Any(attribute => attribute.Name.StartsWith("on", StringComparison.OrdinalIgnoreCase) || attribute.Name is "style" or "srcdoc"));
        Assert.All(page.QuerySelectorAll("[href], [src], [action]"), element =>
        {
            var target = element.GetAttribute("href") ?? element.GetAttribute("src") ?? element.GetAttribute("action")!;
            Assert.True(target.StartsWith('#') || (target.StartsWith('/') && !target.StartsWith("//", StringComparison.Ordinal)) || target.StartsWith("https://attack.mitre.org/", StringComparison.Ordinal) || target.StartsWith("https://cwe.mitre.org/", StringComparison.Ordinal), $"{address} leads to {target}");
        });
        Assert.DoesNotContain('\u202E', text);
        Assert.DoesNotContain('\u200B', text);
        Assert.Single(page.QuerySelectorAll("h1"));
        Assert.Single(page.QuerySelectorAll("main#content"));
    }
}
