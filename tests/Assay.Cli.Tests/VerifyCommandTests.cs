using System.Text.Json;
using Assay.Model;
using Assay.Packages;
using Assay.Reports.Tests;
using Assay.Signatures;
using Assay.TestInputs.Signing;

namespace Assay.Cli.Tests;

public sealed class VerifyCommandTests
{
    [Theory]
    [InlineData(0, "valid")]
    [InlineData(1, "broken")]
    [InlineData(1, "doubtful")]
    [InlineData(3, "unsigned")]
    [InlineData(4, "unverified")]
    [InlineData(0, "valid", "unsigned")]
    [InlineData(3, "unsigned", "unsigned2")]
    [InlineData(4, "valid", "unverified")]
    [InlineData(1, "valid", "unverified", "doubtful")]
    [InlineData(5, "unreachable")]
    [InlineData(3, "nothing")]
    [InlineData(4, "valid", "nothing")]
    [InlineData(2, "usage")]
    public async Task The_worst_outcome_decides(int expected, params string[] subjects)
    {
        using var run = Signed();
        await run.AssayAsync(["verify", .. subjects.Select(subject => subject is "unreachable" or "nothing" or "usage" ? subject : run.File(subject))]);
        Assert.Equal(expected, run.ExitCode);
    }

    [Fact]
    public async Task A_crash_is_never_a_success()
    {
        using var run = new Run { Scan = (_, _) => throw new InvalidOperationException("boom") };
        Assert.Equal(70, (await run.AssayAsync("verify", run.File("valid"))).ExitCode);
    }

    [Fact]
    public async Task One_input_is_shown_in_full()
    {
        using var run = Signed();
        await run.AssayAsync("verify", run.File("doubtful"));

        Assert.StartsWith("! DOUBTFUL  doubtful 1.0.0\n", run.Output, StringComparison.Ordinal);
        Assert.Contains("valid, self-issued certificate", run.Output, StringComparison.Ordinal);
        Assert.Contains("Signatures", run.Output, StringComparison.Ordinal);
        Assert.Equal("", run.Error);
    }

    [Fact]
    public async Task Several_inputs_get_a_line_each_and_totals()
    {
        using var run = Signed();
        await run.AssayAsync("verify", run.File("valid"), run.File("broken"), run.File("unsigned"));

        Assert.Equal(3, run.Output.Split('\n').Count(line => line.Contains(" 1.0.0", StringComparison.Ordinal)));
        Assert.EndsWith("3 packages: 1 broken, 1 not signed, 1 valid.\n", run.Output, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("valid", "valid")]
    [InlineData("broken", "broken")]
    [InlineData("unsigned", "unsigned")]
    public async Task Json_holds_the_outcome_and_the_signatures(string subject, string outcome)
    {
        using var run = Signed();
        await run.AssayAsync("verify", run.File(subject), "--format", "json");
        using var json = JsonDocument.Parse(run.Output);

        Assert.Equal((1, outcome, subject), (json.RootElement.GetProperty("schemaVersion").GetInt32(), json.RootElement.GetProperty("outcome").GetString(), json.RootElement.GetProperty("id").GetString()));
        Assert.Equal(json.RootElement.GetProperty("signing").GetProperty("signatures").GetInt32(), json.RootElement.GetProperty("signatures").GetArrayLength());
    }

    [Fact]
    public async Task Files_hold_what_json_on_standard_output_holds()
    {
        using var run = Signed();
        var (file, folder) = (Path.Combine(run.Folder, "all.json"), Path.Combine(run.Folder, "each") + "/");
        await run.AssayAsync("verify", run.File("valid"), run.File("broken"), "--format", "json", "-o", "json=" + file, "-o", "json=" + folder);

        Assert.Equal(run.Output, await File.ReadAllTextAsync(file, TestContext.Current.CancellationToken));
        Assert.Equal(2, Directory.GetFiles(folder).Length);
        using var one = JsonDocument.Parse(await File.ReadAllTextAsync(Path.Combine(folder, "broken.1.0.0.json"), TestContext.Current.CancellationToken));
        Assert.Equal("broken", one.RootElement.GetProperty("outcome").GetString());
    }

    [Theory]
    [InlineData("'html=a.html' is no output", "-o", "html=a.html")]
    [InlineData("no certificate in PEM", "--roots", "FILE")]
    [InlineData("neither a revocation list", "--crl", "FILE")]
    [InlineData("cannot be read", "--roots", "missing.pem")]
    [InlineData("Did you mean '--roots'?", "--root", "x")]
    public async Task Wrong_usage_is_said_before_any_work(string message, string option, string value)
    {
        using var run = new Run { Scan = (_, _) => throw new InvalidOperationException("scanned") };
        await run.AssayAsync("verify", "valid", option, value == "FILE" ? run.File("some.txt") : value);

        Assert.Equal(2, run.ExitCode);
        Assert.Contains(message, run.Error, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Roots_revocations_and_denied_certificates_come_from_the_command_line_and_the_policy_file()
    {
        var seen = new List<SignatureSettings>();
        using var run = new Run { Scan = (package, _) => Report(package.Name), Signatures = seen.Add };
        var authority = TestAuthority.Default;
        await File.WriteAllTextAsync(Path.Combine(run.Folder, "root.pem"), authority.RootPem, TestContext.Current.CancellationToken);
        await File.WriteAllBytesAsync(Path.Combine(run.Folder, "a.crl"), TestAuthority.RevocationList(authority.Intermediate), TestContext.Current.CancellationToken);
        await File.WriteAllTextAsync(Path.Combine(run.Folder, "assay.yaml"), $"signatures: {{ roots: root.pem, crl: [a.crl], deny: ['{authority.Signer.Thumbprint.ToUpperInvariant()}'] }}\n", TestContext.Current.CancellationToken);

        await run.AssayAsync("verify", run.File("valid"));
        await run.AssayAsync("scan", run.File("pass"), "--crl", Path.Combine(run.Folder, "a.crl"));
        await run.AssayAsync("verify", run.File("valid"), "--no-config");

        Assert.Equal((true, 1, authority.Signer.Thumbprint), (seen[0].Roots is not null, seen[0].RevocationLists.Count, Assert.Single(seen[0].DeniedThumbprints)));
        Assert.Equal(2, seen[1].RevocationLists.Count);
        Assert.Equal((true, 0, 0), (seen[2].Roots is null, seen[2].RevocationLists.Count, seen[2].DeniedThumbprints.Count));
    }

    [Fact]
    public async Task Help_ends_with_examples()
    {
        using var run = new Run();
        await run.AssayAsync("verify", "--help");

        Assert.Contains("assay verify ./MyModule", run.Output, StringComparison.Ordinal);
        Assert.Equal(0, run.ExitCode);
    }

    private static Run Signed() => new() { Scan = (package, _) => Report(package.Name) };

    private static PackageReport Report(string name)
    {
        (string Status, string Trust)? signature = name switch
        {
            "valid" => ("valid", "trusted"),
            "doubtful" => ("valid", "self-signed"),
            "broken" => ("digest-mismatch", "trusted"),
            "unverified" => ("not-verified", "trusted"),
            _ => null,
        };
        return PlainSamples.Clean with
        {
            Package = PlainSamples.Clean.Package with { Id = name, Version = "1.0.0" },
            Issues = [],
            Signatures = signature is var (status, trust) ? [new("lib/a.dll", "authenticode", "sha256", status) { Signer = "Contoso Ltd.", Trust = trust }] : [],
            Signing = signature is var (same, certificate) ? new(1, same == "valid" ? 1 : 0, same == "digest-mismatch" ? 1 : 0, same == "not-verified" ? 1 : 0, 0, [new("authenticode", "Contoso Ltd.", same, certificate, 1, "lib/a.dll")], [], 1) : new(1, 0, 0, 0, 1, [], ["lib/a.dll"], 0),
        };
    }
}
