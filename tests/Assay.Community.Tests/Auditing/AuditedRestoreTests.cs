using Assay.TestInputs;

namespace Assay.Community.Tests.Auditing;

/// <summary>Holds an exported audit source against the restore that reads it.</summary>
public sealed class AuditedRestoreTests : IDisposable
{
    private const string Report = "https://reports.example.com/nuget/Assay.Sample.Served/1.2.3";

    private readonly FeedServer _packages = new();
    private readonly LoopbackServer _audit;
    private readonly string _folder = Directory.CreateTempSubdirectory("assay-audit-").FullName;
    private IReadOnlyList<AuditFile> _files = [];

    public AuditedRestoreTests()
    {
        Assert.SkipUnless(DotnetCommand.Missing is null || Checkout.IsContinuousIntegration, DotnetCommand.Missing ?? "");
        _audit = new LoopbackServer(request => _files.FirstOrDefault(file => "/feed/" + file.Path == request.Place) is { } file
            ? new LoopbackResponse(200, file.Content).With("Content-Type", "application/json")
            : new LoopbackResponse(404, []));
        foreach (var version in new[] { "1.2.3", "1.2.4" })
        {
            _packages.Add("Assay.Sample.Served", version);
        }
    }

    public void Dispose()
    {
        _audit.Dispose();
        _packages.Dispose();
        Directory.Delete(_folder, recursive: true);
    }

    [Theory]
    [InlineData(3, "NU1904")]
    [InlineData(2, "NU1903")]
    [InlineData(1, "NU1902")]
    [InlineData(0, "NU1901")]
    public async Task A_restore_warns_and_names_the_report(int severity, string code)
    {
        Serve(new AuditEntry("Assay.Sample.Served", "[1.2.3]", severity, Report), new AuditEntry("Assay.Sample.Other", "(, )", 3, "https://reports.example.com/other"));

        var (exitCode, output) = await RestoreAsync("1.2.3");

        Assert.True(exitCode == 0, output);
        Assert.Contains("warning " + code, output, StringComparison.Ordinal);
        Assert.Contains(Report, output, StringComparison.Ordinal);
        Assert.DoesNotContain("NU1900", output, StringComparison.Ordinal);
        Assert.Contains(_audit.Requests, request => request.Place == "/feed/" + _files[0].Path);
    }

    [Fact]
    public async Task A_version_that_no_entry_names_is_quiet()
    {
        Serve(new AuditEntry("Assay.Sample.Served", "[1.2.3]", 3, Report));

        var (exitCode, output) = await RestoreAsync("1.2.4");

        Assert.True(exitCode == 0, output);
        Assert.DoesNotContain("NU19", output, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_feed_without_findings_is_read_and_quiet()
    {
        Serve();

        var (exitCode, output) = await RestoreAsync("1.2.3");

        Assert.True(exitCode == 0, output);
        Assert.DoesNotContain("NU19", output, StringComparison.Ordinal);
        Assert.Contains(_audit.Requests, request => request.Place == "/feed/" + _files[0].Path);
    }

    [Fact]
    public async Task Warnings_as_errors_fail_the_restore()
    {
        Serve(new AuditEntry("Assay.Sample.Served", "[1.2.3]", 3, Report));

        var (exitCode, output) = await RestoreAsync("1.2.3", "<WarningsAsErrors>NU1904</WarningsAsErrors>");

        Assert.Equal(1, exitCode);
        Assert.Contains("error NU1904", output, StringComparison.Ordinal);
        Assert.Contains(Report, output, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_finding_is_suppressed_by_its_address()
    {
        Serve(new AuditEntry("Assay.Sample.Served", "[1.2.3]", 3, Report));

        var (exitCode, output) = await RestoreAsync("1.2.3", items: $"""<NuGetAuditSuppress Include="{Report}" />""");

        Assert.True(exitCode == 0, output);
        Assert.DoesNotContain("NU19", output, StringComparison.Ordinal);
    }

    [Fact]
    public async Task The_list_of_vulnerable_packages_has_it()
    {
        Serve(new AuditEntry("Assay.Sample.Served", "[1.2.3]", 3, Report));
        await RestoreAsync("1.2.3");

        var (exitCode, output) = await RunAsync("list", "Sample.csproj", "package", "--vulnerable", "--format", "json");

        Assert.True(exitCode == 0, output);
        Assert.Contains(Report, output, StringComparison.Ordinal);
        Assert.Contains("Critical", output, StringComparison.Ordinal);
    }

    private void Serve(params AuditEntry[] entries) => _files = AuditSource.Build(new Uri(_audit.Root + "feed/"), [new AuditPage("findings", "2026-01-31", entries)]);

    private Task<(int ExitCode, string Output)> RestoreAsync(string version, string properties = "", string items = "")
    {
        File.WriteAllText(Path.Combine(_folder, "nuget.config"), $"""
            <configuration>
              <packageSources><clear /><add key="served" value="{_packages.Index}" protocolVersion="3" allowInsecureConnections="true" /></packageSources>
              <auditSources><clear /><add key="assay" value="{_audit.Root}feed/index.json" protocolVersion="3" allowInsecureConnections="true" /></auditSources>
            </configuration>
            """);
        File.WriteAllText(Path.Combine(_folder, "Sample.csproj"), $"""
            <Project Sdk="Microsoft.NET.Sdk">
              <PropertyGroup><TargetFramework>net10.0</TargetFramework>{properties}</PropertyGroup>
              <ItemGroup><PackageReference Include="Assay.Sample.Served" Version="{version}" />{items}</ItemGroup>
            </Project>
            """);
        return RunAsync("restore", "Sample.csproj", "--configfile", "nuget.config", "-nologo");
    }

    private Task<(int ExitCode, string Output)> RunAsync(params string[] arguments) => new DotnetCommand { Folder = _folder }.RunAsync(TestContext.Current.CancellationToken, arguments);
}
