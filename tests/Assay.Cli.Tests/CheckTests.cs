using System.Text;
using System.Text.Json;
using Assay.TestInputs;

namespace Assay.Cli.Tests;

/// <summary>Checks projects that the .NET SDK restored from a folder of made-up packages, with the real engine and rules.</summary>
public sealed class CheckTests : IDisposable
{
    private const string Properties = "<PropertyGroup><TargetFramework>net10.0</TargetFramework><NuGetAudit>false</NuGetAudit></PropertyGroup>";

    private readonly string _folder = Directory.CreateTempSubdirectory("assay-check-").FullName;
    private readonly string _source;

    public CheckTests()
    {
        _source = Path.Combine(_folder, "source");
        Pack("Sample.Alpha", "1.0.0", ("Sample.Beta", "1.0.0"));
        Pack("Sample.Beta", "1.0.0");
        Pack("Sample.Beta", "1.1.0");
        Pack("Sample.Gamma", "2.0.0", ("Sample.Beta", "1.1.0"), ("Sample.Delta", "1.0.0"));
        Pack("Sample.Delta", "1.0.0");
        Pack("Sample.Delta", "1.2.0");
        Pack("Sample.Tool", "3.0.0");
        Pack("Sample.Sdk", "1.0.0");
        Write("nuget.config", """<configuration><config><add key="globalPackagesFolder" value="packages" /></config><packageSources><clear /><add key="source" value="source" /></packageSources></configuration>""");
    }

    public void Dispose() => Directory.Delete(_folder, recursive: true);

    public static TheoryData<string> Layouts => ["locked", "central", "targets"];

    [Theory]
    [MemberData(nameof(Layouts))]
    public async Task Packages_of_a_restored_project_are_those_that_dotnet_lists(string layout)
    {
        WriteProject(layout);
        await RestoreAsync();
        var (code, output) = await DotnetAsync("list", "App/App.csproj", "package", "--include-transitive", "--format", "json", "--no-restore");
        Assert.True(code == 0, output);
        var listed = Listed(output[output.IndexOf('{', StringComparison.Ordinal)..]);

        var check = await CheckAsync("App/App.csproj", "--offline", "--format", "json");

        Assert.True(check.ExitCode == 0, check.Error + check.Output);
        using var report = JsonDocument.Parse(check.Output);
        Assert.NotEmpty(listed);
        Assert.Equal(listed, Packages(report).Where(package => !package.StartsWith("Sample.Sdk", StringComparison.Ordinal)));
        Assert.Equal("resolved", report.RootElement.GetProperty("projects")[0].GetProperty("resolution").GetString());
    }

    [Theory]
    [MemberData(nameof(Layouts))]
    public async Task A_project_that_was_not_restored_gives_the_same_packages(string layout)
    {
        WriteProject(layout);
        await RestoreAsync();
        var restored = await CheckAsync("App/App.csproj", "--offline", "--format", "json");
        Directory.Delete(Path.Combine(_folder, "App", "obj"), recursive: true);
        File.Delete(Path.Combine(_folder, "App", "packages.lock.json"));

        var declared = await CheckAsync("App/App.csproj", "--offline", "--format", "json");

        using var before = JsonDocument.Parse(restored.Output);
        using var after = JsonDocument.Parse(declared.Output);
        Assert.Equal("declared", after.RootElement.GetProperty("projects")[0].GetProperty("resolution").GetString());
        Assert.Equal(Packages(before), Packages(after));
    }

    [Fact]
    public async Task Tools_and_SDKs_are_packages_too_and_every_package_has_its_line_and_way()
    {
        WriteProject("locked");
        Write(".config/dotnet-tools.json", """{ "version": 1, "isRoot": true, "tools": { "sample.tool": { "version": "3.0.0", "commands": ["x"] } } }""");
        await RestoreAsync();

        var check = await CheckAsync(".", "--offline", "--format", "json");

        using var report = JsonDocument.Parse(check.Output);
        Assert.Equal(["Sample.Alpha 1.0.0 direct", "Sample.Beta 1.0.0", "Sample.Sdk 1.0.0 direct", "Sample.Tool 3.0.0 direct"], Packages(report));
        var packages = report.RootElement.GetProperty("packages").EnumerateArray().ToArray();
        var beta = packages[1];
        Assert.Equal(["Sample.Alpha@1.0.0", "Sample.Beta@1.0.0"], beta.GetProperty("introducedBy")[0].GetProperty("packages").EnumerateArray().Select(step => step.GetString()!));
        Assert.Equal("App/packages.lock.json", beta.GetProperty("places")[0].GetProperty("path").GetString());
        Assert.Equal(("App/App.csproj", "version"), (packages[0].GetProperty("places")[0].GetProperty("path").GetString(), packages[0].GetProperty("places")[0].GetProperty("role").GetString()));
        Assert.Equal(["Sample.Beta@1.0.0"], packages[0].GetProperty("dependsOn").EnumerateArray().Select(name => name.GetString()!));
        Assert.True(packages[3].GetProperty("development").GetBoolean());
        var direct = await CheckAsync(".", "--offline", "--format", "json", "--direct", "--exclude-development");
        using var few = JsonDocument.Parse(direct.Output);
        Assert.Equal(["Sample.Alpha 1.0.0 direct"], Packages(few));
    }

    [Fact]
    public async Task Another_content_than_that_of_the_lock_file_fails_the_run()
    {
        WriteProject("locked");
        await RestoreAsync();
        Directory.Delete(Path.Combine(_folder, "App", "obj"), recursive: true);
        File.WriteAllBytes(Path.Combine(_folder, "packages", "sample.beta", "1.0.0", "sample.beta.1.0.0.nupkg"), new NupkgBuilder(NupkgBuilder.Manifest("Sample.Beta", "1.0.0")).Add("lib/net10.0/other.txt", "changed").Build());

        var check = await CheckAsync("App/packages.lock.json", "--offline", "--format", "json");

        Assert.Equal(1, check.ExitCode);
        using var report = JsonDocument.Parse(check.Output);
        var beta = report.RootElement.GetProperty("packages")[1];
        Assert.Equal("hash-mismatch", beta.GetProperty("status").GetString());
        Assert.Equal("fail", report.RootElement.GetProperty("verdict").GetProperty("status").GetString());
    }

    [Fact]
    public async Task Exit_codes_say_what_is_missing()
    {
        Directory.CreateDirectory(Path.Combine(_folder, "empty"));
        Write("gone/packages.config", """<packages><package id="Sample.Gone" version="1.0.0" /></packages>""");
        Write("half/packages.config", """<packages><package id="Sample.Gone" version="1.0.0" /><package id="Sample.Delta" version="1.0.0" /></packages>""");
        Write("floating/App.csproj", """<Project><ItemGroup><PackageReference Include="Sample.Gone" Version="1.*" /></ItemGroup></Project>""");
        Write("broken/packages.lock.json", "{");

        Assert.Equal(3, (await CheckAsync("empty", "--offline")).ExitCode);
        Assert.Equal(3, (await CheckAsync("nothing-here", "--offline")).ExitCode);
        Assert.Equal(4, (await CheckAsync("gone", "--offline")).ExitCode);
        Assert.Equal(4, (await CheckAsync("half", "--offline")).ExitCode);
        Assert.Equal(4, (await CheckAsync("floating", "--offline")).ExitCode);
        Assert.Equal(4, (await CheckAsync("broken", "--offline")).ExitCode);
        Assert.Equal(0, (await CheckAsync("gone", "--offline", "--exit-zero")).ExitCode);
        Assert.Equal(1, (await CheckAsync("half", "--offline", "--fail-on", "low")).ExitCode);
        Assert.Equal(1, (await CheckAsync("gone", "--offline", "--fail-on", "unknown")).ExitCode);
        Assert.Equal(5, (await CheckAsync("gone", "--from", Path.Combine(_folder, "no", "source"))).ExitCode);
        Assert.Equal(2, (await CheckAsync("gone", "-o", "nonsense=x")).ExitCode);
        var half = await CheckAsync("half", "--offline");
        Assert.Contains("missing", half.Output, StringComparison.Ordinal);
        Assert.Contains("introduced by half/packages.config", half.Output, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Stored_facts_give_the_same_report_and_damaged_ones_are_read_anew()
    {
        Write("packages.config", """<packages><package id="Sample.Delta" version="1.0.0" /><package id="Sample.Beta" version="1.1.0" /></packages>""");
        var cold = await CheckAsync("packages.config", "--offline", "--format", "json");
        var warm = await CheckAsync("packages.config", "--offline", "--format", "json");
        string[] stored = Directory.GetFiles(Path.Combine(_folder, "cache", "facts"), "*.facts", SearchOption.AllDirectories);
        Assert.Equal(2, stored.Length);
        foreach (var file in stored)
        {
            var bytes = File.ReadAllBytes(file);
            bytes[^3] ^= 0x40;
            File.WriteAllBytes(file, bytes);
        }

        var damaged = await CheckAsync("packages.config", "--offline", "--format", "json");
        var without = await CheckAsync("packages.config", "--offline", "--format", "json", "--no-stored-facts");

        Assert.Equal(0, cold.ExitCode);
        Assert.All([warm, damaged, without], run => Assert.Equal(cold.Output, run.Output));
    }

    [Fact]
    public async Task A_bill_of_materials_that_a_check_wrote_gives_the_same_packages()
    {
        WriteProject("central");
        await RestoreAsync();
        var first = await CheckAsync("App/App.csproj", "--offline", "--format", "json", "-o", $"cyclonedx={Path.Combine(_folder, "bom.cdx.json")}", "-o", $"spdx={Path.Combine(_folder, "app.spdx.json")}");
        Assert.True(first.ExitCode == 0, first.Error);
        using var project = JsonDocument.Parse(first.Output);

        foreach (var bill in new[] { "bom.cdx.json", "app.spdx.json" })
        {
            var second = await CheckAsync(bill, "--offline", "--format", "json");

            using var report = JsonDocument.Parse(second.Output);
            Assert.Equal(Packages(project).Select(package => package.Replace(" direct", "", StringComparison.Ordinal)), Packages(report).Select(package => package.Replace(" direct", "", StringComparison.Ordinal)));
        }
    }

    private void WriteProject(string layout)
    {
        switch (layout)
        {
            case "locked":
                Write("App/App.csproj", $"""
                    <Project>
                      <Import Project="Sdk.props" Sdk="Microsoft.NET.Sdk" />
                      {Properties}
                      <PropertyGroup><RestorePackagesWithLockFile>true</RestorePackagesWithLockFile></PropertyGroup>
                      <Import Project="Sdk.props" Sdk="Sample.Sdk" Version="1.0.0" />
                      <ItemGroup><PackageReference Include="Sample.Alpha" Version="1.0.0" /></ItemGroup>
                      <Import Project="Sdk.targets" Sdk="Microsoft.NET.Sdk" />
                    </Project>
                    """);
                break;
            case "central":
                Write("Directory.Packages.props", """
                    <Project>
                      <PropertyGroup><ManagePackageVersionsCentrally>true</ManagePackageVersionsCentrally><GammaVersion>2.0.0</GammaVersion></PropertyGroup>
                      <ItemGroup><PackageVersion Include="Sample.Alpha" Version="1.0.0" /><PackageVersion Include="Sample.Gamma" Version="$(GammaVersion)" /><PackageVersion Include="Sample.Unused" Version="9.0.0" /></ItemGroup>
                    </Project>
                    """);
                Write("Library/Library.csproj", $"""<Project Sdk="Microsoft.NET.Sdk">{Properties}<ItemGroup><PackageReference Include="Sample.Gamma" /></ItemGroup></Project>""");
                Write("App/App.csproj", $"""<Project Sdk="Microsoft.NET.Sdk">{Properties}<ItemGroup><PackageReference Include="Sample.Alpha" /><ProjectReference Include="..\Library\Library.csproj" /></ItemGroup></Project>""");
                break;
            default:
                Write("App/App.csproj", """
                    <Project Sdk="Microsoft.NET.Sdk">
                      <PropertyGroup><TargetFrameworks>net10.0;netstandard2.0</TargetFrameworks><NuGetAudit>false</NuGetAudit><DisableImplicitFrameworkReferences>true</DisableImplicitFrameworkReferences></PropertyGroup>
                      <ItemGroup>
                        <PackageReference Include="Sample.Delta" Version="1.*" />
                        <PackageReference Include="Sample.Gamma" Version="2.0.0" Condition="'$(TargetFramework)' == 'net10.0'" />
                        <PackageReference Include="Sample.Beta" Version="1.0.0" Condition="'$(TargetFramework)' == 'netstandard2.0'" />
                      </ItemGroup>
                    </Project>
                    """);
                break;
        }
    }

    private async Task RestoreAsync()
    {
        Assert.SkipUnless(DotnetCommand.Missing is null || Checkout.IsContinuousIntegration, DotnetCommand.Missing ?? "");
        var (code, output) = await DotnetAsync("restore", "App/App.csproj", "-nologo");
        Assert.True(code == 0, output);
    }

    private Task<(int ExitCode, string Output)> DotnetAsync(params string[] arguments) => new DotnetCommand { Folder = _folder }.RunAsync(TestContext.Current.CancellationToken, arguments);

    private async Task<(int ExitCode, string Output, string Error)> CheckAsync(params string[] args)
    {
        using var output = new MemoryStream();
        using var error = new MemoryStream();
        var host = new Host
        {
            WorkingDirectory = _folder,
            Variable = name => name switch
            {
                "ASSAY_CACHE" => Path.Combine(_folder, "cache"),
                "ASSAY_DATA" => Path.Combine(_folder, "data"),
                _ => null,
            },
        };
        var code = await Program.RunAsync(["check", .. args, "--no-config"], output, error, host, TestContext.Current.CancellationToken);
        return (code, Encoding.UTF8.GetString(output.ToArray()), Encoding.UTF8.GetString(error.ToArray()));
    }

    private static string[] Packages(JsonDocument report) =>
    [
        .. report.RootElement.GetProperty("packages").EnumerateArray().Select(package =>
            $"{package.GetProperty("package").GetProperty("id").GetString()} {package.GetProperty("package").GetProperty("version").GetString()}{(package.GetProperty("direct").GetBoolean() ? " direct" : "")}").Order(StringComparer.OrdinalIgnoreCase),
    ];

    private static string[] Listed(string json)
    {
        using var document = JsonDocument.Parse(json);
        var listed = new SortedDictionary<string, bool>(StringComparer.OrdinalIgnoreCase);
        foreach (var framework in document.RootElement.GetProperty("projects").EnumerateArray().SelectMany(project => project.GetProperty("frameworks").EnumerateArray()))
        {
            foreach (var (list, isDirect) in new[] { ("topLevelPackages", true), ("transitivePackages", false) })
            {
                if (framework.TryGetProperty(list, out var packages))
                {
                    foreach (var package in packages.EnumerateArray())
                    {
                        var name = $"{package.GetProperty("id").GetString()} {package.GetProperty("resolvedVersion").GetString()}";
                        listed[name] = isDirect || listed.GetValueOrDefault(name);
                    }
                }
            }
        }

        return [.. listed.Select(package => package.Key + (package.Value ? " direct" : ""))];
    }

    private void Pack(string id, string version, params (string Id, string Version)[] dependencies)
    {
        var list = dependencies.Length == 0 ? "" : $"<dependencies><group targetFramework=\"netstandard2.0\">{string.Concat(dependencies.Select(dependency => $"<dependency id=\"{dependency.Id}\" version=\"{dependency.Version}\" />"))}</group></dependencies>";
        var package = new NupkgBuilder(NupkgBuilder.Manifest(id, version, list)).Add("lib/netstandard2.0/_._", "").Add("Sdk/Sdk.props", "<Project />").Add("Sdk/Sdk.targets", "<Project />");
        Directory.CreateDirectory(_source);
        File.WriteAllBytes(Path.Combine(_source, $"{id}.{version}.nupkg"), package.Build());
    }

    private void Write(string name, string text)
    {
        var path = Path.Combine(_folder, name);
        Directory.CreateDirectory(Path.GetDirectoryName(path)!);
        File.WriteAllText(path, text);
    }
}
