using Assay.Model;

namespace Assay.PowerShell.Tests.Facts;

public sealed class ManifestTests
{
    private const string Manifest = """
        @{
            RootModule = if ($PSEdition -eq 'Core') { 'core\M.dll' } else { 'desktop\M.dll' }
            moduleversion = '1.2.3'
            GUID = '11111111-2222-3333-4444-555555555555'
            Author = 'A. Author'
            NestedModules = @('Sub.psm1', @{ ModuleName = 'Other.psd1'; ModuleVersion = '1.0' })
            ScriptsToProcess = "$PSScriptRoot\init.ps1"
            TypesToProcess = 'M.types.ps1xml'
            RequiredAssemblies = 'a.dll', 'b.dll'
            RequiredModules = 'Pester', @{ ModuleName = 'Az'; ModuleVersion = '2.0' }, @{ ModuleName = 'B'; RequiredVersion = '1.1' }, @{ ModuleName = 'C'; MaximumVersion = '3.0' }
            FunctionsToExport = @('Get-A', 'Get-B')
            AliasesToExport = '*'
            PrivateData = @{ PSData = @{ Tags = @('one', 'two'); ProjectUri = 'https://example.invalid/p'; RequireLicenseAcceptance = $true; ExternalModuleDependencies = @('Ext') }; Own = 'x' }
        }
        """;

    [Fact]
    public void Each_value_of_a_manifest_is_metadata() =>
        Assert.Equal(
            [
                "module.AliasesToExport(value: *)", "module.Author(value: A. Author)", "module.FunctionsToExport(value: Get-A)", "module.FunctionsToExport(value: Get-B)",
                "module.GUID(value: 11111111-2222-3333-4444-555555555555)", "module.ModuleVersion(value: 1.2.3)", "module.NestedModules(value: Sub.psm1)",
                "module.PSData.ExternalModuleDependencies(value: Ext)", "module.PSData.ProjectUri(value: https://example.invalid/p)", "module.PSData.RequireLicenseAcceptance(value: true)",
                "module.PSData.Tags(value: one)", "module.PSData.Tags(value: two)", "module.PrivateData.Own(value: x)", "module.RequiredAssemblies(value: a.dll)", "module.RequiredAssemblies(value: b.dll)",
                "module.RootModule(value: core\\M.dll)", "module.RootModule(value: desktop\\M.dll)", "module.ScriptsToProcess(value: .\\init.ps1)",
            ],
            FactList.Of(Manifest, "M.psd1").Lines(FactKind.Metadata).Order(StringComparer.Ordinal));

    [Fact]
    public void Texts_of_a_manifest_are_no_constants_of_code()
    {
        Assert.DoesNotContain("https://example.invalid/p", FactList.Of(Manifest, "M.psd1").Lines(FactKind.String));
        Assert.Contains("https://example.invalid/p", FactList.Of("@{ Page = 'https://example.invalid/p' }", "data.psd1").Lines(FactKind.String));
    }

    [Fact]
    public void Files_that_a_manifest_loads_are_includes_in_both_branches() =>
        Assert.Equal(
            [
                "core/M.dll(how: root)", "desktop/M.dll(how: root)", "Sub.psm1(how: nested)", "Other.psd1(how: nested)", "./init.ps1(how: scripts-to-process)", "M.types.ps1xml(how: types)",
                "a.dll(how: assembly)", "b.dll(how: assembly)",
            ],
            FactList.Of(Manifest, "M.psd1").Lines(FactKind.Include));

    [Fact]
    public void Required_modules_are_dependencies() =>
        Assert.Equal(["Pester(kind: module)", "Az(range: 2.0, kind: module)", "B(range: [1.1], kind: module)", "C(range: (, 3.0], kind: module)", "Ext(kind: module)"],
            FactList.Of(Manifest, "M.psd1").Lines(FactKind.Dependency));

    [Theory]
    [InlineData("@{ Tags = 'a'; Author = 'b' }", "data.psd1")]
    [InlineData("@{ ModuleVersion = '1.0' }", "script.ps1")]
    [InlineData("", "empty.psd1")]
    [InlineData("Get-Date", "odd.psd1")]
    public void A_data_file_is_no_manifest(string text, string name) => Assert.Empty(FactList.Of(text, name).Lines(FactKind.Metadata));

    [Fact]
    public void What_a_script_says_of_itself_is_metadata() =>
        Assert.Equal(["script.VERSION(value: 1.0.1)", "script.AUTHOR(value: A. Author)", "script.TAGS(value: one)", "script.TAGS(value: two)", "script.EXTERNALMODULEDEPENDENCIES(value: Az)", "script.RELEASENOTES(value: First.\nSecond.)"],
            FactList.Of("""
                <#PSScriptInfo

                .VERSION 1.0.1

                .AUTHOR A. Author

                .COMPANYNAME

                .TAGS one two

                .EXTERNALMODULEDEPENDENCIES Az

                .RELEASENOTES
                First.
                Second.
                #>
                """).Lines(FactKind.Metadata));

    [Fact]
    public void What_a_script_requires_is_stated()
    {
        var facts = FactList.Of("#Requires -Version 5.1\n#requires -RunAsAdministrator -Modules Az.Accounts, @{ ModuleName = 'X'; ModuleVersion = '1.2' }\nGet-Date");

        Assert.Equal(["requires.Version(value: 5.1)", "requires.RunAsAdministrator(value: true)"], facts.Lines(FactKind.Metadata));
        Assert.Equal(["Az.Accounts(kind: module)", "X(range: 1.2, kind: module)"], facts.Lines(FactKind.Dependency));
    }
}
