using System.Text.Json.Nodes;
using System.Xml;
using System.Xml.Schema;
using Assay.Model;
using Assay.TestInputs;

namespace Assay.Reports.Tests.Formats;

/// <summary>Every document is valid by the published schema of its format, whatever packages hold.</summary>
public sealed class FormatSchemaTests
{
    public static TheoryData<string> Schemas { get; } = ["sarif", "cyclonedx", "spdx"];

    [Theory]
    [MemberData(nameof(Schemas))]
    public void Documents_are_valid_by_the_published_schema(string name) => Validate(name, CheckSample.All);

    // The schema wants at least one statement; a report without a known vulnerability has none to make.
    [Fact]
    public void Vulnerability_statements_are_valid_by_the_published_schema() => Validate("openvex", CheckSample.All.Where(sample => sample.Report.Packages.Any(package => package.Vulnerabilities.Items.Count > 0)));

    [Theory]
    [InlineData("sarif", "/runs/0/results/0/message", "/runs/0/results/0/locations/0/physicalLocation/region/startLine")]
    [InlineData("cyclonedx", "/bomFormat", "/components/0/type", "/vulnerabilities/0/ratings/0/severity")]
    [InlineData("spdx", "/creationInfo/created", "/relationships/0/relationshipType")]
    [InlineData("openvex", "/statements/0/status")]
    public void Documents_with_a_wrong_part_are_errors(string name, params string[] pointers)
    {
        SchemaValidator.Prepare();
        string[] files = [.. pointers.Select(pointer => WriteWrong(name, pointer))];

        var (exitCode, output) = SchemaValidator.Validate(name, files);

        Assert.NotEqual(0, exitCode);
        Assert.All(files, file => Assert.Contains(file, output, StringComparison.Ordinal));
    }

    [Fact]
    public void Results_of_tests_are_valid_by_the_schema_of_a_build_server()
    {
        foreach (var (name, report) in CheckSample.All)
        {
            var errors = XmlErrors(CheckSample.Render(ReportFormats.Find("junit")!, report));

            Assert.True(errors.Count == 0, $"{name}: {string.Join("; ", errors)}");
        }
    }

    [Fact]
    public void Results_of_tests_with_an_element_of_no_meaning_are_an_error() =>
        Assert.NotEmpty(XmlErrors(CheckSample.Render(ReportFormats.Find("junit")!, CheckSample.Report).Replace("<testcase ", "<test ", StringComparison.Ordinal).Replace("</testcase>", "</test>", StringComparison.Ordinal)));

    private static string WriteWrong(string name, string pointer)
    {
        var document = JsonNode.Parse(CheckSample.Render(ReportFormats.Find(name)!, CheckSample.Report))!;
        var parts = pointer.Split('/')[1..];
        var holder = parts[..^1].Aggregate(document, (node, part) => int.TryParse(part, out var index) ? node[index]! : node[part]!);
        holder[parts[^1]] = new JsonObject { ["unheard-of"] = -1 };
        var path = Path.Combine(SchemaValidator.Folder, $"{name}-wrong{pointer.Replace('/', '-')}.json");
        File.WriteAllText(path, document.ToJsonString());
        return path;
    }

    private static void Validate(string name, IEnumerable<(string Name, CheckReport Report)> samples)
    {
        SchemaValidator.Prepare();
        var files = new List<string>();
        foreach (var (sample, report) in samples)
        {
            files.Add(Path.Combine(SchemaValidator.Folder, $"{sample}{ReportFormats.Find(name)!.Extension}"));
            using var output = File.Create(files[^1]);
            ReportFormats.Find(name)!.Write(report, output);
        }

        Assert.NotEmpty(files);
        var (exitCode, errors) = SchemaValidator.Validate(name, files);
        Assert.True(exitCode == 0, errors);
    }

    private static List<string> XmlErrors(string document)
    {
        var errors = new List<string>();
        var schemas = new XmlSchemaSet();
        using var schema = XmlReader.Create(Path.Combine(Checkout.Root, "tests", "Assay.Reports.Tests", "Schemas", "junit-10.xsd"));
        schemas.Add(null, schema);
        var settings = new XmlReaderSettings { ValidationType = ValidationType.Schema, Schemas = schemas, DtdProcessing = DtdProcessing.Prohibit };
        settings.ValidationEventHandler += (_, problem) => errors.Add(problem.Message);
        using var text = new StringReader(document);
        using var xml = XmlReader.Create(text, settings);
        while (xml.Read())
        {
        }

        return errors;
    }
}
