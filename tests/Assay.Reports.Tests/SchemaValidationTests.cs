using System.ComponentModel;
using System.Diagnostics;
using System.Globalization;
using Assay.Model;

namespace Assay.Reports.Tests;

/// <summary>Lets an independent validator (ajv, draft 2020-12) judge real output.</summary>
public sealed class SchemaValidationTests
{
    private static readonly string Folder = Path.Combine(Repository.Root, "artifacts", "schema-validation");
    private static readonly string SchemaPath = Path.Combine(Repository.Root, "docs", "schema", "report-v1.json");

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
        foreach (var (name, report) in new[] { ("trojan", TrojanSample.Report), ("clean", PlainSamples.Clean), ("broken", PlainSamples.Broken), ("vulnerable", PlainSamples.Vulnerable) })
        {
            files.Add(Write(name, report));
        }

        var (exitCode, output) = Run("node", ["validate.js", SchemaPath, .. files]);

        Assert.True(exitCode == 0, output);
    }

    [Fact]
    public void A_property_that_the_schema_does_not_know_is_an_error()
    {
        PrepareValidator();
        var path = Write("extended", PlainSamples.Clean);
        File.WriteAllText(path, File.ReadAllText(path).Replace("\"schemaVersion\"", "\"unknown\": 1, \"schemaVersion\"", StringComparison.Ordinal));

        var (exitCode, output) = Run("node", ["validate.js", SchemaPath, path]);

        Assert.NotEqual(0, exitCode);
        Assert.Contains("additionalProperties", output, StringComparison.Ordinal);
    }

    private static string Write(string name, PackageReport report)
    {
        var path = Path.Combine(Folder, name + ".json");
        using var output = File.Create(path);
        JsonReport.Write(report, output);
        return path;
    }

    private static void PrepareValidator()
    {
        Directory.CreateDirectory(Folder);
        File.WriteAllText(Path.Combine(Folder, "validate.js"), Script);
        if (!Directory.Exists(Path.Combine(Folder, "node_modules", "ajv")))
        {
            File.WriteAllText(Path.Combine(Folder, "package.json"), "{\"private\": true}");
            var (exitCode, output) = Run(OperatingSystem.IsWindows() ? "npm.cmd" : "npm", ["install", "--no-audit", "--no-fund", "ajv@8"]);
            if (exitCode != 0)
            {
                Unavailable("npm could not install ajv: " + output);
            }
        }
    }

    private static (int ExitCode, string Output) Run(string program, string[] arguments)
    {
        try
        {
            var start = new ProcessStartInfo(program, arguments) { WorkingDirectory = Folder, UseShellExecute = false, RedirectStandardOutput = true, RedirectStandardError = true };
            using var process = Process.Start(start)!;
            var errors = process.StandardError.ReadToEndAsync();
            var output = process.StandardOutput.ReadToEnd();
            process.WaitForExit();
            return (process.ExitCode, output + errors.Result);
        }
        catch (Win32Exception)
        {
            Unavailable(string.Create(CultureInfo.InvariantCulture, $"{program} is not installed: reports were not validated against the schema."));
            throw;
        }
    }

    private static void Unavailable(string reason)
    {
        if (Repository.IsContinuousIntegration)
        {
            Assert.Fail(reason);
        }

        Assert.Skip(reason);
    }
}
