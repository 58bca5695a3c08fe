using System.Text;
using System.Text.Json.Nodes;
using System.Text.RegularExpressions;
using Assay.Model;
using Assay.Reports.Tests;
using Assay.Rules;
using Assay.TestInputs;
using YamlDotNet.RepresentationModel;

namespace Assay.Cli.Tests;

/// <summary>Lets an independent validator (ajv, draft 2020-12) and the reader judge the same files.</summary>
public sealed partial class PolicySchemaTests
{
    private static readonly NodeProgram Node = new("policy-schema-validation");
    private static readonly string SchemaPath = Path.Combine(Checkout.Root, "docs", "schema", "assay-config-v1.json");

    private const string Script = """
        const Ajv = require('ajv/dist/2020');
        const fs = require('fs');
        const [schema, ...files] = process.argv.slice(2);
        const validate = new Ajv({ strict: true, strictTypes: false }).compile(JSON.parse(fs.readFileSync(schema)));
        for (const file of files) { console.log(validate(JSON.parse(fs.readFileSync(file))) ? 'valid' : 'invalid ' + JSON.stringify(validate.errors)); }
        """;

    public static string[] Valid => [Template(), Uncommented(), Documented(), "version: 1", "fail-on: high", "fail-on: [unknown, 'licenses:fail']", "rules: { sends-secrets: off, downloads-then-runs: { severity: off, reason: r } }", "hosts: { deny: a.example }", "limits: { file-bytes: 64 MiB, entries: 500_000, nesting: 4, package-seconds: 60 }", $"signatures: {{ roots: r.pem, crl: [a.crl, b.crl], deny: ['{new string('a', 64)}', '{string.Join(':', Enumerable.Repeat("0F", 32))}'] }}"];

    public static string[] Invalid =>
    [
        "version: 2", "suppresions: []", "fail-on: hihg", "thresholds: { review: 1 }", "thresholds: { high: many }", "rules: { sends-secrets: maybe }", "rules: { sends-secrets: { reason: r } }", "hosts: { denied: [] }", "limits: { file-byte: 1 }", "limits: { file-bytes: many }", "limits: { entries: -1 }", "signatures: { root: r.pem }", "signatures: { deny: [abc] }",
        "packages: { deny: [Fabrikam] }", "suppressions: [{ rule: sends-secrets, package: '*', owner: o, expires: 2027-01-01 }]", "suppressions: [{ rule: sends-secrets, package: '*', reason: r, owner: o, expires: 1.1.2027 }]", "- a",
    ];

    [Fact]
    public void Schema_and_reader_agree_on_what_is_right_and_wrong()
    {
        Node.Prepare(Script, "ajv@8");
        string[] all = [.. Valid, .. Invalid];
        var files = all.Select((text, index) => Write(index, text)).ToArray();

        var (exitCode, output) = Node.Run([SchemaPath, .. files]);

        Assert.True(exitCode == 0, output);
        var lines = output.Split('\n', StringSplitOptions.RemoveEmptyEntries);
        Assert.Equal(all.Length, lines.Length);
        for (var i = 0; i < all.Length; i++)
        {
            var read = PolicyFileReader.Read("assay.yaml", Encoding.UTF8.GetBytes(all[i]), EmbeddedOrSample(all[i]));
            Assert.True((i < Valid.Length) == lines[i].StartsWith("valid", StringComparison.Ordinal), all[i] + "\n" + lines[i]);
            Assert.True((i < Valid.Length) == (read.File is not null), all[i] + "\n" + string.Join('\n', read.Diagnostics));
        }
    }

    [Fact]
    public void Words_of_the_schema_are_those_of_the_reader()
    {
        var schema = JsonNode.Parse(File.ReadAllText(SchemaPath))!;

        Assert.Equal(FailCondition.CountedWords.Order(StringComparer.Ordinal), schema["$defs"]!["countedWord"]!["enum"]!.AsArray().Select(word => word!.GetValue<string>()).Order(StringComparer.Ordinal));
        Assert.Equal(LimitTable.All.Select(limit => limit.Name), schema["properties"]!["limits"]!["propertyNames"]!["enum"]!.AsArray().Select(name => name!.GetValue<string>()));
    }

    [Fact]
    public async Task The_program_writes_the_schema()
    {
        using var run = await new Run().AssayAsync("config", "schema");
        Assert.Equal(File.ReadAllText(SchemaPath), run.Output);
    }

    // Samples name rules of the build, the small ones those of the sample.
    private static Model.RulePack EmbeddedOrSample(string text) => text.Contains("-url", StringComparison.Ordinal) ? Scan.EmbeddedRules.Load() : RuleSample.Pack;

    private static string Template()
    {
        using var reader = new StreamReader(EmbeddedText.Open("assay.yaml"));
        return reader.ReadToEnd();
    }

    // Every setting that the template shows in comments: lines that are keys or items, not sentences; the first line is for editors.
    private static string Uncommented() => CommentedSetting().Replace(Template()[Template().IndexOf('\n', StringComparison.Ordinal)..], "${setting}");

    private static string Documented() => File.ReadAllText(Path.Combine(Checkout.Root, "docs", "configuration.md")).Split("```yaml\n")[1].Split("```")[0];

    private static string Write(int index, string text)
    {
        var yaml = new YamlStream();
        yaml.Load(new StringReader(text));
        var path = Path.Combine(Node.Folder, $"policy{index}.json");
        File.WriteAllText(path, Convert(yaml.Documents[0].RootNode)?.ToJsonString() ?? "null");
        return path;
    }

    private static JsonNode? Convert(YamlNode node) => node switch
    {
        YamlMappingNode mapping => new JsonObject(mapping.Children.Select(entry => KeyValuePair.Create(entry.Key.ToString(), Convert(entry.Value)))),
        YamlSequenceNode sequence => new JsonArray([.. sequence.Children.Select(Convert)]),
        _ => int.TryParse(node.ToString(), out var number) ? JsonValue.Create(number) : JsonValue.Create(node.ToString()),
    };

    [GeneratedRegex(@"^# (?<setting>([a-z-]+:|  +[a-z-]+:|  - ).*)$", RegexOptions.Multiline | RegexOptions.ExplicitCapture, matchTimeoutMilliseconds: 10_000)]
    private static partial Regex CommentedSetting();
}
