namespace Assay.Reports.Tests;

/// <summary>Opens the pages in a browser: axe-core judges them, what colors and sizes decide in both color schemes, nothing may be requested, and nothing may be wider than the screen.</summary>
public sealed class AccessibilityTests
{
    private static readonly NodeProgram Node = new("accessibility");
    private static readonly string[] Browsers = ["/usr/bin/chromium", "/usr/bin/chromium-browser", "/usr/bin/google-chrome"];

    private const string Script = """
        const { chromium } = require('playwright-core');
        const { pathToFileURL } = require('url');
        const axe = require('fs').readFileSync(require.resolve('axe-core/axe.min.js'), 'utf8');
        const [executablePath, ...files] = process.argv.slice(2);
        const say = text => { console.log(text); process.exitCode = 1; };
        (async () => {
          const browser = await chromium.launch({ executablePath, args: ['--no-sandbox', '--disable-gpu', '--disable-background-networking'] });
          // The page's own policy stays in force for the page; only the test may add the script that judges it. Each page goes from file to file: a new one costs a process.
          const byLook = { type: 'rule', values: ['color-contrast', 'link-in-text-block', 'scrollable-region-focusable', 'target-size'] };
          for (const [colorScheme, width, runOnly] of [['light', 320, undefined], ['dark', 1300, byLook]]) {
            const open = async options => (await browser.newContext({ colorScheme, viewport: { width, height: 900 }, ...options })).newPage();
            const [own, judged] = [await open({}), await open({ bypassCSP: true })];
            let where;
            own.on('request', request => request.url().startsWith('file:') || say(`${where}: requests ${request.url()}`));
            own.on('console', message => say(`${where}: ${message.text()}`));
            for (const file of files) {
              where = `${file} ${colorScheme} ${width}`;
              await own.goto(pathToFileURL(file).href);
              const wide = await own.evaluate(() => document.documentElement.scrollWidth);
              if (wide > width) say(`${where}: is ${wide} wide`);
              await judged.goto(pathToFileURL(file).href);
              await judged.evaluate(() => document.querySelectorAll('details').forEach(details => details.open = true));
              await judged.evaluate(axe);
              const { violations } = await judged.evaluate(runOnly => axe.run(document, { resultTypes: ['violations'], ...(runOnly && { runOnly }) }), runOnly);
              for (const v of violations) if (process.env.ALL_IMPACTS || v.impact === 'serious' || v.impact === 'critical')
                say(`${where}: ${v.impact} ${v.id} ${v.nodes.length}x ${v.nodes[0].html.slice(0, 200)} ${v.nodes[0].failureSummary}`);
            }
          }
          await browser.close();
        })().catch(error => { say(error.stack); process.exit(1); });
        """;

    [Fact]
    public void No_page_has_a_serious_or_critical_finding_a_request_or_a_horizontal_scroll_bar()
    {
        var (exitCode, output) = Node.Run([Prepare(), .. HtmlSamples.WriteAll(Path.Combine(Node.Folder, "pages"))]);
        Assert.True(exitCode == 0, output);
    }

    [Fact]
    public void A_picture_without_a_name_an_address_and_a_wide_element_are_findings()
    {
        var browser = Prepare();
        var path = Path.Combine(Node.Folder, "wrong.html");
        File.WriteAllText(path, HtmlSamples.Render(PlainSamples.Clean).Replace("</main>", "<img src=\"http://192.0.2.1/x.png\"><svg width=\"2000\" height=\"9\"></svg></main>", StringComparison.Ordinal).Replace("default-src 'none'", "default-src *", StringComparison.Ordinal));

        var (exitCode, output) = Node.Run([browser, path]);

        Assert.NotEqual(0, exitCode);
        Assert.Contains("critical image-alt", output, StringComparison.Ordinal);
        Assert.Contains("requests http://192.0.2.1/x.png", output, StringComparison.Ordinal);
        Assert.Contains("wide", output, StringComparison.Ordinal);
    }

    private static string Prepare()
    {
        var browser = Array.Find(Browsers, File.Exists);
        if (browser is null)
        {
            NodeProgram.Unavailable("No Chromium is installed: the pages were not opened.");
        }

        Node.Prepare(Script, "playwright-core@1", "axe-core@4");
        return browser!;
    }
}
