using System.Diagnostics;
using System.Text;
using System.Text.Json;
using System.Text.RegularExpressions;
using Assay.TestInputs;
using YamlDotNet.RepresentationModel;

namespace Assay.Cli.Tests.Builds;

/// <summary>Runs the scripts of the GitHub Action and of the Azure DevOps template as their services would, with the packed tool.</summary>
[Collection(PackedProducts.Name)]
public sealed partial class PipelineTests : IDisposable
{
    private readonly PackedProducts _products;
    private readonly string _folder = Directory.CreateTempSubdirectory("assay-pipeline-").FullName;

    public PipelineTests(PackedProducts products)
    {
        _products = products;
        Assert.SkipUnless(Find("bash") is not null || Checkout.IsContinuousIntegration, "There is no bash on the PATH.");
        Directory.CreateDirectory(Path.Combine(_folder, "temp"));
        Directory.CreateDirectory(Path.Combine(_folder, "repository; touch pwned"));
    }

    public void Dispose() => Directory.Delete(_folder, recursive: true);

    [Fact]
    public async Task The_action_checks_and_hands_on_results_and_exit_code()
    {
        var steps = Load("action.yml", "runs", "run");
        await PrepareAsync();

        var results = await RunAsync(steps, Inputs("inputs", "action.yml"), ("GITHUB_OUTPUT", "output.txt"), ("GITHUB_STEP_SUMMARY", "summary.md"));

        Assert.Equal([0, 0, 1], results.Select(result => result.ExitCode));
        var outputs = await File.ReadAllLinesAsync(Path.Combine(_folder, "output.txt"), TestContext.Current.CancellationToken);
        Assert.Contains("exit-code=1", outputs);
        Assert.Contains("Assay.Sample.Bad", await File.ReadAllTextAsync(Path.Combine(_folder, "summary.md"), TestContext.Current.CancellationToken), StringComparison.Ordinal);
        AssertResults("assay.sarif", "assay.json", "assay.md");
    }

    [Fact]
    public async Task The_template_checks_and_attaches_a_summary()
    {
        var steps = Load("deploy/azure-pipelines/assay.yml", null, "bash");
        await PrepareAsync();

        var results = await RunAsync(steps, Inputs("parameters", "deploy/azure-pipelines/assay.yml"));

        Assert.Equal([0, 1], results.Select(result => result.ExitCode));
        Assert.Contains("##vso[task.uploadsummary]", results[^1].Output, StringComparison.Ordinal);
        AssertResults("assay.sarif", "assay.json", "assay.md", "assay.xml");
    }

    [Theory]
    [InlineData("action.yml", "runs", "run")]
    [InlineData("deploy/azure-pipelines/assay.yml", null, "bash")]
    public void No_input_is_written_into_a_script(string file, string? parent, string script) => Assert.All(Load(file, parent, script), step => Assert.DoesNotContain("${{", step.Script, StringComparison.Ordinal));

    private void AssertResults(params string[] names)
    {
        var results = Path.Combine(_folder, "temp", "assay-results");
        Assert.Equal(names.Order(StringComparer.Ordinal), Directory.GetFiles(results).Select(Path.GetFileName).Order(StringComparer.Ordinal));
        using var sarif = JsonDocument.Parse(File.ReadAllBytes(Path.Combine(results, "assay.sarif")));
        Assert.Contains("known-malicious-package", sarif.RootElement.GetProperty("runs")[0].GetProperty("results").EnumerateArray().Select(result => result.GetProperty("ruleId").GetString()));
        Assert.False(File.Exists(Path.Combine(_folder, "pwned")));
    }

    // A repository whose lock file names a package that records know.
    private async Task PrepareAsync()
    {
        const string Id = "Assay.Sample.Bad";
        var bytes = new NupkgBuilder(NupkgBuilder.Manifest(Id, "1.2.3")).Add("lib/netstandard2.0/_._", "").Build();
        var package = Path.Combine(_folder, "packages", Id.ToLowerInvariant(), "1.2.3");
        Directory.CreateDirectory(package);
        await File.WriteAllBytesAsync(Path.Combine(package, $"{Id.ToLowerInvariant()}.1.2.3.nupkg"), bytes, TestContext.Current.CancellationToken);
        var hash = Convert.ToBase64String(System.Security.Cryptography.SHA512.HashData(bytes));
        await File.WriteAllTextAsync(Path.Combine(_folder, "repository; touch pwned", "packages.lock.json"), $$$"""
            { "version": 1, "dependencies": { "net10.0": { "{{{Id}}}": { "type": "Direct", "requested": "[1.2.3, )", "resolved": "1.2.3", "contentHash": "{{{hash}}}" } } } }
            """, TestContext.Current.CancellationToken);
        await File.WriteAllTextAsync(Path.Combine(_folder, "MAL-2030-1.json"), $$$"""{"id":"MAL-2030-1","modified":"2030-01-02T00:00:00Z","affected":[{"package":{"ecosystem":"NuGet","name":"{{{Id}}}"}}]}""", TestContext.Current.CancellationToken);
        using var output = new MemoryStream();
        using var error = new MemoryStream();
        Assert.Equal(0, await Program.RunAsync(["advisories", "import", Path.Combine(_folder, "MAL-2030-1.json"), "-o", Path.Combine(_folder, "advisories.json"), "-q"], output, error, null, TestContext.Current.CancellationToken));
    }

    private Dictionary<string, string> Inputs(string kind, string file) => Defaults(file).Concat(new Dictionary<string, string>(StringComparer.Ordinal)
    {
        ["path"] = Path.Combine(_folder, "repository; touch pwned"),
        ["arguments"] = $"--offline\n--no-config\n--advisories\n{Path.Combine(_folder, "advisories.json")}",
        ["version"] = Program.Version,
        ["source"] = _products.Feed,
    }).GroupBy(input => input.Key, StringComparer.Ordinal).ToDictionary(input => $"{kind}.{input.Key}", input => input.Last().Value, StringComparer.Ordinal);

    private static IEnumerable<KeyValuePair<string, string>> Defaults(string file)
    {
        var root = Root(file);
        return root.Children.TryGetValue("inputs", out var inputs)
            ? ((YamlMappingNode)inputs).Select(input => KeyValuePair.Create(input.Key.ToString(), Text((YamlMappingNode)input.Value, "default")))
            : ((YamlSequenceNode)root["parameters"]).Cast<YamlMappingNode>().Select(parameter => KeyValuePair.Create(Text(parameter, "name"), Text(parameter, "default")));
    }

    private async Task<List<(int ExitCode, string Output)>> RunAsync(IReadOnlyList<Step> steps, Dictionary<string, string> values, params (string Name, string File)[] files)
    {
        var results = new List<(int, string)>();
        foreach (var step in steps)
        {
            var start = new ProcessStartInfo(Find("bash")!, ["--noprofile", "--norc", "-e", "-o", "pipefail", "-c", step.Script]) { WorkingDirectory = _folder, UseShellExecute = false, RedirectStandardOutput = true, RedirectStandardError = true };
            foreach (var (name, file) in files)
            {
                start.Environment[name] = Path.Combine(_folder, file);
            }

            start.Environment["RUNNER_TEMP"] = start.Environment["AGENT_TEMPDIRECTORY"] = Path.Combine(_folder, "temp");
            start.Environment["NUGET_PACKAGES"] = Path.Combine(_folder, "packages");
            start.Environment["ASSAY_DATA"] = Path.Combine(_folder, "data");
            start.Environment["ASSAY_CACHE"] = Path.Combine(_folder, "cache");
            start.Environment["DOTNET_ROOT"] = DotnetCommand.Root;
            start.Environment["PATH"] = DotnetCommand.Root + Path.PathSeparator + start.Environment["PATH"];
            foreach (var (name, value) in step.Environment)
            {
                start.Environment[name] = Expression.Replace(value, match => values[match.Groups[1].Value]);
            }

            using var process = Process.Start(start)!;
            var errors = process.StandardError.ReadToEndAsync(TestContext.Current.CancellationToken);
            var output = await process.StandardOutput.ReadToEndAsync(TestContext.Current.CancellationToken) + await errors;
            await process.WaitForExitAsync(TestContext.Current.CancellationToken);
            TestContext.Current.TestOutputHelper?.WriteLine(output);
            results.Add((process.ExitCode, output));
            foreach (var line in files.Length > 0 && File.Exists(Path.Combine(_folder, files[0].File)) ? await File.ReadAllLinesAsync(Path.Combine(_folder, files[0].File), TestContext.Current.CancellationToken) : [])
            {
                values["steps.check.outputs." + line.Split('=')[0]] = line[(line.IndexOf('=', StringComparison.Ordinal) + 1)..];
            }
        }

        return results;
    }

    private static List<Step> Load(string file, string? parent, string script)
    {
        var root = Root(file);
        var holder = parent is null ? root : (YamlMappingNode)root[parent];
        return [.. ((YamlSequenceNode)holder["steps"]).Cast<YamlMappingNode>().Where(step => step.Children.ContainsKey(script)).Select(step => new Step(Text(step, script),
            step.Children.TryGetValue("env", out var environment) ? ((YamlMappingNode)environment).ToDictionary(item => item.Key.ToString(), item => item.Value.ToString(), StringComparer.Ordinal) : []))];
    }

    private static YamlMappingNode Root(string file)
    {
        using var reader = new StreamReader(Path.Combine(Checkout.Root, file), Encoding.UTF8);
        var stream = new YamlStream();
        stream.Load(reader);
        return (YamlMappingNode)stream.Documents[0].RootNode;
    }

    private static string Text(YamlMappingNode node, string key) => ((YamlScalarNode)node[key]).Value ?? "";

    private static string? Find(string program) => (Environment.GetEnvironmentVariable("PATH") ?? "").Split(Path.PathSeparator).Select(folder => Path.Combine(folder, program)).FirstOrDefault(File.Exists);

    private sealed record Step(string Script, Dictionary<string, string> Environment);

    [GeneratedRegex(@"\$\{\{ *([A-Za-z.-]+) *\}\}")]
    private static partial Regex Expression { get; }
}
