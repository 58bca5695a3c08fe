using System.Text;
using System.Text.Json;
using Assay.Model;
using Assay.TestInputs;

namespace Assay.Scan.Tests;

/// <summary>Secrets through all stages: found wherever they stand, and repeated nowhere.</summary>
public sealed class SecretScanTests
{
    private static readonly Scanner Scanner = new(new ScanOptions { Rules = EmbeddedRules.Load(), ToolVersion = "test" });

    // Put together here, so that no such value stands in the sources.
    private static readonly string Webhook = "https://hooks.slack" + ".com/services/T0A1B2C3D4/B0E5F6G7H8/" + string.Concat("qW3eR5tY7u", "I9oP1aS4dF", "6gHj");
    private static readonly string Token = "glpat-" + string.Concat("Zx8cV2bN4m", "-Q6wE1rT9y");
    private static readonly string Address = "https://svc:" + "Regen9Bogen+Elf" + "@feed.corp.net/index";

    [Fact]
    public void Secrets_are_found_in_code_resources_scripts_and_files_with_their_places()
    {
        var facts = Scanner.Extract(Package(), TestContext.Current.CancellationToken);
        var found = facts.Files.SelectMany(file => file.Facts.Records.Where(record => record.Kind == FactKind.Secret).Select(record => (file.Artifact.Name, file.Facts.Read(record).Value, file.Facts.Read(record).Arguments!["in"]!)));

        Assert.Equal(
            [
                ("README.md", "gitlab-token", "documentation"), ("content/app.config", "url-password", "file"), ("content/config/.env", "environment-value", "file"), ("lib/net8.0/sample.dll", "slack-webhook", "code"), ("tools/run.ps1", "gitlab-token", "code"),
            ],
            found.Order());
    }

    [Theory]
    [InlineData("$token = '{0}'", "code")]
    [InlineData("Get-Date # ask for {0}", "documentation")]
    [InlineData("# {0}", "documentation")]
    [InlineData("<#\n.EXAMPLE\nConnect-Sample -Token {0}\n#>\nGet-Date", "documentation")]
    [InlineData("<# ä #> $token = '{0}' # ä", "code")]
    [InlineData("$text = '# {0}'", "code")]
    public void A_secret_in_a_remark_of_a_script_is_documentation(string script, string place)
    {
        var facts = Scanner.Extract(new PackageFile("sample.ps1", "test", Encoding.UTF8.GetBytes(script.Replace("{0}", Token, StringComparison.Ordinal))), TestContext.Current.CancellationToken);

        Assert.Equal(place, Assert.Single(facts.Files[0].Facts.Records.Select(record => facts.Files[0].Facts.Read(record)), fact => fact.Kind == FactKind.Secret).Arguments!["in"]);
    }

    [Fact]
    public void No_output_repeats_a_secret_whatever_rule_shows_its_text()
    {
        var report = Scanner.Scan(Package(), TestContext.Current.CancellationToken);
        var json = JsonSerializer.Serialize(report);

        Assert.Contains(report.Issues, issue => issue.Id == "webhook-address");
        Assert.Contains(report.Issues, issue => issue.Id == "service-token");
        Assert.Contains(report.Issues, issue => issue.Id == "url-password");
        Assert.Contains(report.Issues.Concat<object>(report.Behaviors), finding => JsonSerializer.Serialize(finding, finding.GetType()).Contains("hooks.slack.com/services/T", StringComparison.Ordinal));
        Assert.All(["qW3eR5tY7uI9", "Zx8cV2bN4m", "Regen9Bogen", "Herbst7Laub"], secret => Assert.DoesNotContain(secret, json, StringComparison.OrdinalIgnoreCase));
    }

    [Fact]
    public void Secrets_count_to_their_assessment_and_not_to_the_verdict()
    {
        var report = Scanner.Scan(Package(), TestContext.Current.CancellationToken);

        Assert.Equal(AssessmentStatus.Fail, report.Assessments.Secrets.Status);
        Assert.Equal(VerdictStatus.Pass, report.Verdict.Status);
    }

    [Fact]
    public void A_copy_of_an_environment_file_under_another_name_is_no_environment_file()
    {
        var package = new NupkgBuilder().Add("content/.env.example", "DB_PASSWORD=Herbst7Laub+Neun\n").Add("content/.env", "DB_PASSWORD=Herbst7Laub+Neun\n");
        var facts = Scanner.Extract(new PackageFile("a.nupkg", "a.nupkg", package.Build()), TestContext.Current.CancellationToken);

        Assert.Equal(["content/.env"], facts.Files.Where(file => file.Facts.Records.Any(record => record.Kind == FactKind.Secret)).Select(file => file.Artifact.Name));
    }

    private static PackageFile Package() => new("a.nupkg", "a.nupkg", new NupkgBuilder()
        .Add("lib/net8.0/sample.dll", CSharpSample.CompileStatements($"new System.Net.WebClient().UploadString(\"{Webhook}\", input);"))
        .Add("tools/run.ps1", $"Invoke-RestMethod https://gitlab.corp.net/api -Headers @{{ 'PRIVATE-TOKEN' = '{Token}' }}")
        .Add("content/app.config", $"<configuration><appSettings><add key=\"feed\" value=\"{Address}\" /></appSettings></configuration>")
        .Add("content/config/.env", "PORT=80\nDB_PASSWORD=Herbst7Laub+Neun\n")
        .Add("README.md", $"Sign in with {Token}.")
        .Build());
}
