using Assay.TestInputs;

namespace Assay.Cli.Tests.Builds;

/// <summary>Builds projects that reference the packed Assay.Build, with the real SDK.</summary>
[Collection(PackedProducts.Name)]
public sealed class BuildPackageTests : IDisposable
{
    private readonly PackedProducts _products;
    private readonly string _folder = Directory.CreateTempSubdirectory("assay-build-").FullName;
    private readonly string _records;

    public BuildPackageTests(PackedProducts products)
    {
        _products = products;
        _records = Path.Combine(_folder, "advisories.json");
        Directory.CreateDirectory(Path.Combine(_folder, "source"));
        foreach (var (id, version) in new[] { ("Assay.Sample.Bad", "1.2.3"), ("Assay.Sample.Bad", "2.0.0"), ("Assay.Sample.Good", "1.0.0") })
        {
            File.WriteAllBytes(Path.Combine(_folder, "source", $"{id}.{version}.nupkg"), new NupkgBuilder(NupkgBuilder.Manifest(id, version)).Add("lib/netstandard2.0/_._", "").Build());
        }

        Write("nuget.config", $"""<configuration><packageSources><clear /><add key="products" value="{_products.Feed}" /><add key="samples" value="source" /></packageSources><packageSourceMapping><clear /></packageSourceMapping></configuration>""");
        Write("Sample.cs", "class Sample;");
        Write("MAL-2030-1.json", """{"id":"MAL-2030-1","modified":"2030-01-02T00:00:00Z","affected":[{"package":{"ecosystem":"NuGet","name":"Assay.Sample.Bad"},"versions":["1.2.3"]}]}""");
    }

    public void Dispose() => Directory.Delete(_folder, recursive: true);

    [Fact]
    public async Task A_build_warns_of_a_package_with_code_and_place_and_says_it_again()
    {
        await PrepareAsync("1.2.3");

        var (exitCode, output) = await BuildAsync();

        Assert.True(exitCode == 0, output);
        Assert.Matches(@"Sample\.csproj\(\d+,\d+\): warning ASY1001: Assay\.Sample\.Bad 1\.2\.3 must not be used", output);
        Assert.DoesNotContain("Assay.Sample.Good 1.0.0", output, StringComparison.Ordinal);
        var findings = Directory.GetFiles(_folder, "assay.findings", SearchOption.AllDirectories).Single();
        var written = File.GetLastWriteTimeUtc(findings);

        (exitCode, output) = await BuildAsync();

        Assert.True(exitCode == 0, output);
        Assert.Contains("warning ASY1001", output, StringComparison.Ordinal);
        Assert.Equal(written, File.GetLastWriteTimeUtc(findings));
    }

    [Fact]
    public async Task What_is_said_follows_the_packages()
    {
        await PrepareAsync("1.2.3");
        await BuildAsync();
        WriteProject("2.0.0");

        var (exitCode, output) = await BuildAsync();

        Assert.True(exitCode == 0, output);
        Assert.DoesNotContain("ASY1001", output, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("-p:WarningsAsErrors=ASY1001", 1, "error ASY1001")]
    [InlineData("-p:NoWarn=ASY1001", 0, null)]
    [InlineData("-p:AssayCheck=false", 0, null)]
    [InlineData("-p:DesignTimeBuild=true", 0, null)]
    public async Task Builds_decide_what_a_finding_does(string property, int code, string? said)
    {
        await PrepareAsync("1.2.3");

        var (exitCode, output) = await BuildAsync(property);

        Assert.True(exitCode == code, output);
        if (said is null)
        {
            Assert.DoesNotContain("ASY", output, StringComparison.Ordinal);
        }
        else
        {
            Assert.Contains(said, output, StringComparison.Ordinal);
            Assert.Empty(Directory.GetFiles(_folder, "Sample.dll", SearchOption.AllDirectories));
        }
    }

    [Fact]
    public async Task A_check_that_cannot_be_made_is_said()
    {
        await PrepareAsync("1.2.3");

        var (exitCode, output) = await BuildAsync("-p:AssayArguments=--no-such-option");

        Assert.True(exitCode == 0, output);
        Assert.Contains("warning ASY0001", output, StringComparison.Ordinal);
        Assert.DoesNotContain("ASY1001", output, StringComparison.Ordinal);
        Assert.Empty(Directory.GetFiles(_folder, "assay.findings", SearchOption.AllDirectories));
    }

    private async Task PrepareAsync(string version)
    {
        using var output = new MemoryStream();
        using var error = new MemoryStream();
        Assert.Equal(0, await Program.RunAsync(["advisories", "import", Path.Combine(_folder, "MAL-2030-1.json"), "-o", _records, "-q"], output, error, null, TestContext.Current.CancellationToken));
        WriteProject(version);
        File.Delete(Path.Combine(_folder, "MAL-2030-1.json"));
    }

    private void WriteProject(string version) => Write("Sample.csproj", $"""
        <Project Sdk="Microsoft.NET.Sdk">
          <PropertyGroup><TargetFramework>net10.0</TargetFramework><NuGetAudit>false</NuGetAudit><AssayArguments Condition="'$(AssayArguments)' == ''">--offline --no-config --advisories {_records}</AssayArguments></PropertyGroup>
          <ItemGroup>
            <PackageReference Include="Assay.Build" Version="{Program.Version}" PrivateAssets="all" />
            <PackageReference Include="Assay.Sample.Bad" Version="{version}" />
            <PackageReference Include="Assay.Sample.Good" Version="1.0.0" />
          </ItemGroup>
        </Project>
        """);

    private void Write(string name, string text) => File.WriteAllText(Path.Combine(_folder, name), text);

    private Task<(int ExitCode, string Output)> BuildAsync(params string[] arguments) => new DotnetCommand
    {
        Folder = _folder,
        Variables = new Dictionary<string, string>(StringComparer.Ordinal) { ["ASSAY_DATA"] = Path.Combine(_folder, "data"), ["ASSAY_CACHE"] = Path.Combine(_folder, "cache") },
    }.RunAsync(TestContext.Current.CancellationToken, ["build", "Sample.csproj", "-nologo", .. arguments]);
}
