using System.Text;
using Assay.Community.Checking;
using Assay.Packages.Projects;

namespace Assay.Community.Tests.Checking;

public sealed class ModuleReaderTests
{
    [Fact]
    public void A_manifest_asks_for_required_nested_and_external_modules()
    {
        var reading = Read("Sample.psd1", """
            @{
                ModuleVersion = '1.0'
                RequiredModules = @(
                    'Plain',
                    @{ ModuleName = 'Least'; ModuleVersion = '2.0.0' },
                    @{ ModuleName = 'Exact'; RequiredVersion = '3.0.0' },
                    @{ ModuleName = 'Most'; ModuleVersion = '1.0'; MaximumVersion = '1.9' })
                NestedModules = @('inner.psm1', 'tools/x.dll', 'Nested')
                PrivateData = @{ PSData = @{ ExternalModuleDependencies = @('External') } }
            }
            """)!;

        Assert.Equal("powershell-manifest", reading.Kind);
        Assert.Equal(["Plain  4:9 reference", "Least 2.0.0 5:9 version", "Exact [3.0.0] 6:9 version", "Most [1.0, 1.9] 7:9 version", "Nested  8:52 reference", "External  9:65 reference"], Describe(reading));
        Assert.All(reading.Named, package => Assert.Equal("psgallery", package.Community));
    }

    [Fact]
    public void A_script_asks_for_modules_in_its_requires_lines()
    {
        var reading = Read("tool.ps1", "<# text #>\n#Requires -Version 7.0\n#Requires -Modules Pester, @{ ModuleName = 'Az.Accounts'; RequiredVersion = '2.0.0' }\nGet-Item .\n")!;

        Assert.Equal("powershell-script", reading.Kind);
        Assert.Equal(["Pester  3:1 reference", "Az.Accounts [2.0.0] 3:1 version"], Describe(reading));
        Assert.Null(Read("plain.ps1", "Get-Item . # nothing\n", isNamed: false));
        Assert.Null(Read("other.ps1", "#Requires -RunAsAdministrator\n", isNamed: false));
    }

    [Theory]
    [InlineData("requirements.psd1", "@{\n  Pester = @{ version = '[5.0,6.0)'; repository = 'PSGallery'; prerelease = $true }\n  'Az' = '10.0.0'\n  Any = @{ repository = 'PSGallery' }\n}", "Pester [5.0,6.0) 2:25 version", "Az [10.0.0] 3:10 version", "Any  4:3 reference")]
    [InlineData("requirements.json", "{\n  \"Pester\": { \"version\": \"[5.0,6.0)\", \"prerelease\": true },\n  \"Az\": \"10.0.0\",\n  \"Any\": {}\n}", "Pester [5.0,6.0) 2:26 version", "Az [10.0.0] 3:9 version", "Any  4:3 reference")]
    public void A_file_of_required_resources_asks_for_what_it_names(string name, string text, params string[] expected)
    {
        var reading = Read(name, text)!;

        Assert.Equal("required-resources", reading.Kind);
        Assert.Equal(expected, Describe(reading).Select(line => line.Replace("Any  4:3 version", "Any  4:3 reference", StringComparison.Ordinal)));
    }

    [Fact]
    public void Any_change_of_a_manifest_is_read_without_an_exception_and_twice_alike()
    {
        var original = Encoding.UTF8.GetBytes("@{ ModuleVersion = '1.0'; RequiredModules = @('A', @{ ModuleName = 'B'; ModuleVersion = '1.0' }); PrivateData = @{ PSData = @{ ExternalModuleDependencies = 'C' } } }\n#Requires -Modules D\n");
        var random = new Random(5);
        for (var round = 0; round < 300; round++)
        {
            var bytes = (byte[])original.Clone();
            for (var change = random.Next(1, 5); change > 0; change--)
            {
                bytes[random.Next(bytes.Length)] = random.Next(2) == 0 ? (byte)random.Next(256) : (byte)"@{}()'\"$#,;=\n"[random.Next(13)];
            }

            foreach (var name in new[] { "a.psd1", "a.ps1" })
            {
                Assert.Equal(Describe(ModuleReader.Read(name, bytes, true)!), Describe(ModuleReader.Read(name, bytes, true)!));
            }
        }
    }

    private static ProjectReading? Read(string name, string text, bool isNamed = true) => ModuleReader.Read(name, Encoding.UTF8.GetBytes(text), isNamed);

    private static string[] Describe(ProjectReading reading) => [.. reading.Named.Select(package => $"{package.Id} {package.Range} {package.Places[0].Line}:{package.Places[0].Column} {package.Places[0].Role}")];
}
