namespace Assay.TestInputs;

/// <summary>Builds packages in the form in which the PowerShell Gallery hands modules out: the parts of an OPC package, a manifest written by the gallery, the module in the root.</summary>
public static class GalleryModule
{
    /// <summary>Starts a package with the module's manifest and script.</summary>
    public static NupkgBuilder Build(string id = "Sample", string version = "1.2.0", string manifest = "", string script = "function Get-Sample { 1 }\nSet-Alias sample Get-Sample")
    {
        var builder = new NupkgBuilder(Nuspec(id, version, "PSModule PSIncludes_Function PSFunction_Get-Sample PSCommand_Get-Sample sample"));
        return Parts(builder)
            .Add(id + ".psd1", $$"""
                @{
                    RootModule = '{{id}}.psm1'
                    ModuleVersion = '{{version}}'
                    GUID = '5d1f1f0e-0000-4000-8000-000000000001'
                    Author = 'A. Writer'
                    FunctionsToExport = @('Get-Sample')
                    {{manifest}}
                    PrivateData = @{ PSData = @{ Tags = @('sample'); ProjectUri = 'https://example.invalid/sample' } }
                }
                """)
            .Add(id + ".psm1", script);
    }

    /// <summary>Starts a package with a gallery script.</summary>
    public static NupkgBuilder BuildScript(string id = "Sample", string version = "1.2.0", string script = "Write-Output 1") =>
        Parts(new NupkgBuilder(Nuspec(id, version, "PSScript sample"))).Add(id + ".ps1", $"""
            <#PSScriptInfo
            .VERSION {version}
            .GUID 5d1f1f0e-0000-4000-8000-000000000002
            .AUTHOR A. Writer
            .TAGS sample
            #>
            <#
            .DESCRIPTION
            A sample.
            #>
            {script}
            """);

    private static NupkgBuilder Parts(NupkgBuilder builder) => builder
        .Add("[Content_Types].xml", "<Types xmlns=\"http://schemas.openxmlformats.org/package/2006/content-types\"/>")
        .Add("_rels/.rels", "<Relationships xmlns=\"http://schemas.openxmlformats.org/package/2006/relationships\"/>")
        .Add("package/services/metadata/core-properties/a.psmdcp", "<coreProperties/>");

    private static string Nuspec(string id, string version, string tags) => $"""
        <?xml version="1.0" encoding="utf-8"?>
        <package xmlns="http://schemas.microsoft.com/packaging/2011/08/nuspec.xsd">
          <metadata>
            <id>{id}</id>
            <version>{version}</version>
            <authors>A. Writer</authors>
            <owners>Contoso</owners>
            <requireLicenseAcceptance>false</requireLicenseAcceptance>
            <projectUrl>https://example.invalid/sample</projectUrl>
            <description>A sample.</description>
            <tags>{tags}</tags>
          </metadata>
        </package>
        """;
}
