using Assay.TestInputs;
using Assay.Model;

namespace Assay.Reports.Tests;

/// <summary>Lets an independent validator (ajv, draft 2020-12) judge real output.</summary>
public sealed class SchemaValidationTests
{
    private static readonly NodeProgram Node = new("schema-validation");
    private static readonly string SchemaPath = Path.Combine(Checkout.Root, "docs", "schema", "report-v1.json");

    private const string Script = """
        const Ajv = require('ajv/dist/2020');
        const fs = require('fs');
        const [schema, ...reports] = process.argv.slice(2);
        const validate = new Ajv({ strict: true, strictTypes: false, allErrors: true }).compile(JSON.parse(fs.readFileSync(schema)));
        for (const file of reports) {
          if (!validate(JSON.parse(fs.readFileSync(file)))) { console.log(file, JSON.stringify(validate.errors, null, 1)); process.exitCode = 1; }
        }
        """;

    [Fact]
    public void Reports_are_valid_against_the_published_schema()
    {
        PrepareValidator();
        var files = new List<string>();
        foreach (var (name, report) in new[] { ("trojan", TrojanSample.Report), ("clean", PlainSamples.Clean), ("broken", PlainSamples.Broken), ("vulnerable", PlainSamples.Vulnerable), ("exploited", PlainSamples.Exploited), ("layered", LayeredSample.Report), ("news", TrojanSample.Report with { NewInVersion = new NewInVersion(DifferenceSample.Trojan.Before, DifferenceSample.Trojan.Changes) }) })
        {
            files.Add(Write(name, report));
        }

        var (exitCode, output) = Node.Run([SchemaPath, .. files]);

        Assert.True(exitCode == 0, output);
    }

    [Fact]
    public void Comparisons_are_valid_against_the_published_schema()
    {
        PrepareValidator();
        var files = new List<string>();
        foreach (var (name, comparison) in new[] { ("difference", DifferenceSample.Trojan), ("same", DifferenceSample.Same), ("unread", DifferenceSample.Unread) })
        {
            files.Add(Path.Combine(Node.Folder, name + ".json"));
            using var output = File.Create(files[^1]);
            JsonReport.Write(comparison, output);
        }

        var (exitCode, output2) = Node.Run([Path.Combine(Checkout.Root, "docs", "schema", "difference-v1.json"), .. files]);

        Assert.True(exitCode == 0, output2);
    }

    [Fact]
    public void Checks_are_valid_against_the_published_schema()
    {
        PrepareValidator();
        var report = CheckReports.Of([TrojanSample.Report, PlainSamples.Clean, PlainSamples.Vulnerable]) with
        {
            Projects = [new CheckedProject("App", "src/App.csproj", "project", "resolved", ["net10.0"])],
            Problems = [new CheckProblem("src/App.csproj", 3, "Something."), new CheckProblem("obj/project.assets.json", null, "Something else.") { Notice = true }],
        };
        report = report with
        {
            Packages =
            [
                report.Packages[0] with { FoundIn = "global-packages", Places = [new ManifestPlace("src/App.csproj", 4, 5, "version"), new ManifestPlace("bom.json", null, null, "lock")], IntroducedBy = [new IntroductionPath("src/App.csproj", ["A@1.0.0", "B@1.0.0"])], IntroducedByTotal = 1, DependsOn = ["C@1.0.0"] },
                .. report.Packages.Skip(1), CheckReports.Unreadable("gone", "It is not there.") with { Status = CheckedStatus.Missing },
            ],
        };
        var path = Path.Combine(Node.Folder, "check.json");
        using (var file = File.Create(path))
        {
            JsonReport.Write(report, file);
        }

        var (exitCode, output) = Node.Run([Path.Combine(Checkout.Root, "docs", "schema", "check-v1.json"), path]);

        Assert.True(exitCode == 0, output);
    }

    [Fact]
    public void A_property_that_the_schema_does_not_know_is_an_error()
    {
        PrepareValidator();
        var path = Write("extended", PlainSamples.Clean);
        File.WriteAllText(path, File.ReadAllText(path).Replace("\"schemaVersion\"", "\"unknown\": 1, \"schemaVersion\"", StringComparison.Ordinal));

        var (exitCode, output) = Node.Run([SchemaPath, path]);

        Assert.NotEqual(0, exitCode);
        Assert.Contains("additionalProperties", output, StringComparison.Ordinal);
    }

    private static string Write(string name, PackageReport report)
    {
        var path = Path.Combine(Node.Folder, name + ".json");
        using var output = File.Create(path);
        JsonReport.Write(report, output);
        return path;
    }

    private static void PrepareValidator() => Node.Prepare(Script, "ajv@8");
}
