namespace Assay.Reports.Tests;

/// <summary>Lets an independent validator (html-validate) judge the pages.</summary>
public sealed class HtmlValidationTests
{
    private static readonly NodeProgram Node = new("html-validation");

    // Pages are written by a program: layout of the source, and hints about self-closing or doctype spelling, are not what is judged.
    private const string Script = """
        const { HtmlValidate, StaticConfigLoader } = require('html-validate');
        const loader = new StaticConfigLoader({ root: true, extends: ['html-validate:recommended', 'html-validate:document', 'html-validate:a11y'],
          rules: { 'long-title': 'off', 'no-trailing-whitespace': 'off', 'no-inline-style': 'error' } });
        (async () => {
          for (const file of process.argv.slice(2)) {
            const report = await new HtmlValidate(loader).validateFile(file);
            for (const result of report.results) for (const m of result.messages) { console.log(`${file}:${m.line}:${m.column} ${m.ruleId} ${m.message}`); process.exitCode = 1; }
          }
        })();
        """;

    [Fact]
    public void Every_page_is_valid_HTML()
    {
        Node.Prepare(Script, "html-validate@10");
        var (exitCode, output) = Node.Run(HtmlSamples.WriteAll(Path.Combine(Node.Folder, "pages")));
        Assert.True(exitCode == 0, output);
    }

    [Fact]
    public void An_element_in_a_wrong_place_is_an_error()
    {
        Node.Prepare(Script, "html-validate@10");
        var path = Path.Combine(Node.Folder, "wrong.html");
        File.WriteAllText(path, HtmlSamples.Render(PlainSamples.Clean).Replace("<h1>", "<h1><div></div>", StringComparison.Ordinal));

        var (exitCode, output) = Node.Run([path]);

        Assert.NotEqual(0, exitCode);
        Assert.Contains("element-permitted-content", output, StringComparison.Ordinal);
    }
}
