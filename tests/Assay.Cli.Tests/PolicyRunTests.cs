using System.Text;
using System.Text.Json;
using Assay.TestInputs;

namespace Assay.Cli.Tests;

/// <summary>Policy files and baselines with the real engine and rules, from files to exit codes.</summary>
public sealed class PolicyRunTests : IDisposable
{
    private static readonly (string Name, string Text) BuildFile = ("build/Sample.targets", """
        <Project>
          <Target Name="Fetch" BeforeTargets="Build">
            <DownloadFile SourceUrl="https://host.example/a.bin" DestinationFolder="." />
            <Exec Command="a.bin" />
          </Target>
        </Project>
        """);

    private readonly string _root = Directory.CreateTempSubdirectory("assay-policy-").FullName;
    private string _work;

    public PolicyRunTests()
    {
        Directory.CreateDirectory(Path.Combine(_root, ".git"));
        _work = _root;
    }

    [Fact]
    public async Task Without_a_policy_file_the_report_says_nothing_of_one()
    {
        var run = await AssayAsync("scan", Package(), "--format", "json");

        Assert.Equal(1, run.ExitCode);
        Assert.Equal(JsonValueKind.Null, Json(run).GetProperty("inputs").GetProperty("policy").ValueKind);
        Assert.False(Json(run).TryGetProperty("suppressed", out _));
    }

    [Fact]
    public async Task Suppressions_change_exit_code_and_verdict_and_every_output_says_so()
    {
        var package = Package();
        Policy("fail-on: review", Suppression("malicious-behavior"), Suppression("suspicious-behavior-chain"), Suppression("network-during-build"), Suppression("unusual-commands-unasked"));
        var page = Path.Combine(_root, "page.html");
        var file = Path.Combine(_root, "report.json");

        var run = await AssayAsync("scan", package, "-o", "html=" + page, "-o", "json=" + file, "--all");
        using var json = JsonDocument.Parse(File.ReadAllText(file));
        var report = json.RootElement;

        Assert.True(run.ExitCode == 0, run.Error + run.Output);
        Assert.Equal("pass", report.GetProperty("verdict").GetProperty("status").GetString());
        Assert.Contains("Suppressed by assay.yaml: ", report.GetProperty("verdict").GetProperty("reasons")[1].GetString(), StringComparison.Ordinal);
        Assert.Equal("assay.yaml", report.GetProperty("inputs").GetProperty("policy").GetProperty("file").GetString());
        Assert.Equal(64, report.GetProperty("inputs").GetProperty("policy").GetProperty("sha256").GetString()!.Length);
        Assert.Equal("2026-02-01", report.GetProperty("inputs").GetProperty("asOf").GetString());
        var issue = report.GetProperty("issues").EnumerateArray().Single(issue => issue.GetProperty("id").GetString() == "malicious-behavior");
        Assert.True(issue.GetProperty("suppressed").GetProperty("complete").GetBoolean());
        Assert.True(report.GetProperty("suppressed").GetProperty("issues").GetInt32() > 0);
        Assert.Contains("suppressed", run.Output, StringComparison.Ordinal);
        Assert.Contains("malicious-behavior assay.yaml line ", run.Output.ReplaceLineEndings(" "), StringComparison.Ordinal);
        Assert.Contains("until 2026-12-31, owner platform: Known.", File.ReadAllText(page), StringComparison.Ordinal);
        Assert.Contains(" suppressed</li>", File.ReadAllText(page), StringComparison.Ordinal);
        Assert.Contains(" suppressed", (await AssayAsync("scan", package, "--quiet")).Output, StringComparison.Ordinal);
    }

    [Fact]
    public async Task An_expired_suppression_is_said_and_holds_no_more()
    {
        Policy(Suppression("malicious-behavior").Replace("2026-12-31", "2026-01-31", StringComparison.Ordinal));

        var run = await AssayAsync("scan", Package());

        Assert.Equal(1, run.ExitCode);
        Assert.Contains("assay.yaml(2,1): warning ASYR0035: The suppression of 'malicious-behavior' in * expired on 2026-01-31", run.Error, StringComparison.Ordinal);
        Assert.Contains("expired: assay.yaml line 2, until 2026-01-31", run.Output, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData(0, "no-source-repository: off\n  no-license: off", "fail-on: low")]
    [InlineData(1, "no-source-repository: high", "fail-on: high")]
    [InlineData(0, "no-source-repository: low", "fail-on: high")]
    [InlineData(1, "no-source-repository: high", "thresholds: { high: 0 }")]
    [InlineData(0, "no-source-repository: high", "thresholds: { high: 1 }")]
    [InlineData(0, "no-source-repository: high", "fail-on: [secrets, 'malware:fail']")]
    public async Task Severity_and_thresholds_decide_the_exit_code(int expected, string rule, string limits)
    {
        Policy("rules:\n  " + rule, limits);

        var run = await AssayAsync("scan", Package(withBuild: false));

        Assert.True(expected == run.ExitCode, run.Output + run.Error);
    }

    [Theory]
    [InlineData(1, "low")]
    [InlineData(0, "secrets,licenses:fail")]
    [InlineData(1, "secrets,low")]
    public async Task The_command_line_takes_the_place_of_what_the_file_says(int expected, string words)
    {
        Policy("fail-on: medium", "rules:\n  no-source-repository: low", "thresholds: { low: 100 }");
        Assert.Equal(expected, (await AssayAsync("scan", Package(withBuild: false), "--fail-on", words)).ExitCode);
    }

    [Fact]
    public async Task A_denied_package_and_a_denied_dependency_fail()
    {
        var package = Package(withBuild: false, more: """<dependencies><dependency id="Fabrikam.Legacy" version="[1.2.0, )" /></dependencies>""");

        Policy("packages: { deny: ['pkg:nuget/Fabrikam.*@[1.0,2.0)'] }");
        var dependency = await AssayAsync("scan", package, "--format", "json");
        Policy("packages: { deny: ['pkg:nuget/Fabrikam.*@[2.0,3.0)'] }");
        var other = await AssayAsync("scan", package);
        Policy("packages: { deny: ['pkg:nuget/*'], allow: ['pkg:nuget/Fabrikam.*'] }");
        var itself = await AssayAsync("scan", package, "--format", "json");

        Assert.Equal((1, 0, 1), (dependency.ExitCode, other.ExitCode, itself.ExitCode));
        Assert.Equal(["denied-dependency"], Ids(dependency).Where(id => id.StartsWith("denied-", StringComparison.Ordinal)));
        Assert.Equal(["denied-package"], Ids(itself).Where(id => id.StartsWith("denied-", StringComparison.Ordinal)));
    }

    [Fact]
    public async Task What_could_not_be_read_stays_unknown()
    {
        var path = Path.Combine(_root, "broken.nupkg");
        File.WriteAllBytes(path, [.. "PK\u0003\u0004"u8, .. new byte[200]]);
        Policy("rules:\n  malicious-behavior: off\n  no-source-repository: off");

        Assert.Equal(4, (await AssayAsync("scan", path)).ExitCode);
        Assert.Equal(1, (await AssayAsync("scan", path, "--fail-on", "unknown")).ExitCode);
    }

    [Fact]
    public async Task A_baseline_lets_what_is_known_pass_and_stops_what_is_new()
    {
        var package = Package();
        var known = Path.Combine(_root, "known.json");

        Assert.Equal(0, (await AssayAsync("baseline", "create", package, "-o", known)).ExitCode);
        var same = await AssayAsync("scan", package, "--baseline", known, "--format", "json");
        var next = await AssayAsync("scan", Package(version: "1.1.0"), "--baseline", known);
        var more = await AssayAsync("scan", Package(version: "1.2.0", second: true), "--baseline", known, "--format", "json");
        var less = await AssayAsync("scan", Package(version: "1.3.0", withBuild: false), "--baseline", known, "--format", "json");

        Assert.Equal((0, 0, 1, 0), (same.ExitCode, next.ExitCode, more.ExitCode, less.ExitCode));
        Assert.All(Json(same).GetProperty("issues").EnumerateArray(), issue => Assert.Equal("unchanged", issue.GetProperty("baseline").GetString()));
        Assert.Equal(("fail", "pass"), (Json(same).GetProperty("verdict").GetProperty("status").GetString(), Json(same).GetProperty("verdict").GetProperty("sinceBaseline").GetString()));
        Assert.Contains(Json(more).GetProperty("issues").EnumerateArray(), issue => issue.GetProperty("baseline").GetString() == "new");
        Assert.Contains(Json(less).GetProperty("baseline").GetProperty("absent").EnumerateArray(), issue => issue.GetProperty("rule").GetString() == "malicious-behavior" && issue.GetProperty("baseline").GetString() == "absent");
        Assert.Contains("0 new issues", next.Output, StringComparison.Ordinal);
        Assert.Equal(64, Json(same).GetProperty("inputs").GetProperty("baseline").GetProperty("sha256").GetString()!.Length);
    }

    [Fact]
    public async Task A_policy_file_in_a_package_is_content_like_any_other()
    {
        var package = Package(text: ("assay.yaml", "rules:\n  malicious-behavior: off\n"));

        var run = await AssayAsync("scan", package, "--format", "json");

        Assert.Equal(1, run.ExitCode);
        Assert.Equal(JsonValueKind.Null, Json(run).GetProperty("inputs").GetProperty("policy").ValueKind);
    }

    [Theory]
    [InlineData("Module", "Module")]
    [InlineData("Module", ".")]
    [InlineData("Module/tests", "Module")]
    [InlineData("Module/tests", "..")]
    [InlineData("Module/tests", "../tests/..")]
    [InlineData("", "link")]
    public async Task A_policy_file_in_a_scanned_folder_is_passed_over_with_a_message(string work, string subject)
    {
        var module = Directory.CreateDirectory(Path.Combine(_root, "Module", "tests")).Parent!.FullName;
        File.WriteAllText(Path.Combine(module, "Module.psd1"), "@{ ModuleVersion = '1.0.0'; GUID = '11111111-1111-1111-1111-111111111111' }");
        File.WriteAllText(Path.Combine(module, "assay.yaml"), "fail-on: low\n");
        Directory.CreateSymbolicLink(Path.Combine(_root, "link"), module);
        _work = Path.Combine(_root, work);
        var path = subject is "Module" or "link" ? Path.Combine(_root, subject) : Path.GetFullPath(Path.Combine(_work, subject));
        if (work.Length == 0)
        {
            // A link in the working directory to the file of what is scanned.
            File.CreateSymbolicLink(Path.Combine(_root, "assay.yaml"), Path.Combine(module, "assay.yaml"));
        }

        var passedOver = await AssayAsync("scan", path, "--format", "json");
        var named = await AssayAsync("scan", path, "--config", Path.Combine(module, "assay.yaml"));
        File.Delete(Path.Combine(_root, "assay.yaml"));
        File.WriteAllText(Path.Combine(_root, "assay.yaml"), "fail-on: low\n");
        var above = await AssayAsync("scan", path, "--format", "json");

        Assert.Equal((0, 1, 1), (passedOver.ExitCode, named.ExitCode, above.ExitCode));
        Assert.Contains("which is scanned, and is not used", passedOver.Error, StringComparison.Ordinal);
        Assert.Equal(JsonValueKind.Null, Json(passedOver).GetProperty("inputs").GetProperty("policy").ValueKind);
        Assert.Equal("assay.yaml", Json(above).GetProperty("inputs").GetProperty("policy").GetProperty("file").GetString());
    }

    [Fact]
    public async Task The_nearest_file_up_to_the_root_of_the_repository_holds()
    {
        var package = Package(withBuild: false);
        _work = Directory.CreateDirectory(Path.Combine(_root, "inner", "deep")).FullName;
        File.WriteAllText(Path.Combine(_root, "assay.yaml"), "fail-on: low\n");

        Assert.Equal(1, (await AssayAsync("scan", package)).ExitCode);
        Assert.Equal(0, (await AssayAsync("scan", package, "--no-config")).ExitCode);

        File.WriteAllText(Path.Combine(_root, "inner", "assay.yaml"), "fail-on: review\n");
        var nearest = await AssayAsync("scan", package, "--format", "json");
        Assert.Equal((0, "inner/assay.yaml"), (nearest.ExitCode, Json(nearest).GetProperty("inputs").GetProperty("policy").GetProperty("file").GetString()));

        // Above the root of a repository lies what may be anybody's.
        File.Delete(Path.Combine(_root, "inner", "assay.yaml"));
        Directory.CreateDirectory(Path.Combine(_root, "inner", ".git"));
        Assert.Equal(0, (await AssayAsync("scan", package)).ExitCode);
    }

    public void Dispose() => Directory.Delete(_root, recursive: true);

    private void Policy(params string[] parts)
    {
        var suppressions = parts.Where(part => part.StartsWith("- ", StringComparison.Ordinal)).ToArray();
        File.WriteAllText(Path.Combine(_root, "assay.yaml"), string.Join('\n', [.. parts.Except(suppressions), .. suppressions.Length > 0 ? ["suppressions:", .. suppressions] : suppressions]) + "\n");
    }

    private static string Suppression(string rule) => $"- {{ rule: {rule}, package: '*', reason: Known., owner: platform, expires: 2026-12-31 }}";

    private string Package(bool withBuild = true, string version = "1.0.0", bool second = false, string more = "", (string Name, string Text)? text = null)
    {
        var builder = new NupkgBuilder(NupkgBuilder.Manifest(version: version, more: more));
        if (withBuild)
        {
            builder.Add(BuildFile.Name, BuildFile.Text);
        }

        if (second)
        {
            builder.Add("buildTransitive/Sample.targets", BuildFile.Text);
        }

        if (text is { } file)
        {
            builder.Add(file.Name, file.Text);
        }

        var path = Path.Combine(_root, $"Sample.{version}.nupkg");
        File.WriteAllBytes(path, builder.Zip.Build());
        return path;
    }

    private static JsonElement Json(Result run)
    {
        using var json = JsonDocument.Parse(run.Output);
        return json.RootElement.Clone();
    }

    private static IEnumerable<string> Ids(Result run) => Json(run).GetProperty("issues").EnumerateArray().Select(issue => issue.GetProperty("id").GetString()!);

    private async Task<Result> AssayAsync(params string[] args)
    {
        using var output = new MemoryStream();
        using var error = new MemoryStream();
        var exitCode = await Program.RunAsync(args, output, error, new Host { WorkingDirectory = _work, Clock = new Run.StoppedClock() }, TestContext.Current.CancellationToken);
        return new Result(exitCode, Encoding.UTF8.GetString(output.ToArray()), Encoding.UTF8.GetString(error.ToArray()));
    }

    private sealed record Result(int ExitCode, string Output, string Error);
}
