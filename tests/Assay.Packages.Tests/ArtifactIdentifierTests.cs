using Assay.Model;
using Assay.TestInputs;
using Assay.TestInputs.Signing;

namespace Assay.Packages.Tests;

public sealed class ArtifactIdentifierTests
{
    [Theory]
    [InlineData("a.ps1", "Write-Host", ArtifactKind.PowerShell)]
    [InlineData("a.psrc", "@{}", ArtifactKind.PowerShell)]
    [InlineData("a.format.ps1xml", "<Configuration/>", ArtifactKind.PowerShellXml)]
    [InlineData("a.cdxml", "<PowerShellMetadata/>", ArtifactKind.PowerShellXml)]
    [InlineData("a.psc1", "<PSConsoleFile/>", ArtifactKind.PowerShellXml)]
    [InlineData("PSGetModuleInfo.xml", "<Objs/>", ArtifactKind.InstalledModule)]
    [InlineData("a/PSGetModuleInfo.xml", "<Objs/>", ArtifactKind.Xml)]
    [InlineData("run", "\r\n<#PSScriptInfo\n.VERSION 1.0\n#>", ArtifactKind.PowerShell)]
    [InlineData("a.txt", "<#PSScriptInfo #>", ArtifactKind.PowerShell)]
    [InlineData("a.dat", "Write-Host\r\n# SIG # Begin signature block\r\n# MII\r\n# SIG # End signature block", ArtifactKind.PowerShell)]
    [InlineData("a.txt", "The line <#PSScriptInfo begins a block.", ArtifactKind.Text)]
    [InlineData("build/a.targets", "<Project/>", ArtifactKind.MSBuild)]
    [InlineData("build/a.xml", "<?xml version='1.0'?><Project/>", ArtifactKind.MSBuild)]
    [InlineData("lib/a.xml", "<?xml version='1.0'?>\n<doc><assembly/></doc>", ArtifactKind.XmlDocumentation)]
    [InlineData("lib/a.xml", "<x/>", ArtifactKind.Xml)]
    [InlineData("a.nuspec", "<package/>", ArtifactKind.Nuspec)]
    [InlineData("content/a.nuspec", "<package/>", ArtifactKind.Xml)]
    [InlineData(".signature.p7s", "x", ArtifactKind.PackageSignature)]
    [InlineData("lib/.signature.p7s", "x", ArtifactKind.Text)]
    [InlineData("_rels/.rels", "<x/>", ArtifactKind.PackagingPart)]
    [InlineData("[Content_Types].xml", "<x/>", ArtifactKind.PackagingPart)]
    [InlineData("lib/net45/_._", "x", ArtifactKind.Empty)]
    [InlineData("lib/a.dll", "", ArtifactKind.Empty)]
    [InlineData("lib/a.dll", "text", ArtifactKind.Text)]
    [InlineData("LICENSE", "text", ArtifactKind.License)]
    [InlineData("license.md", "text", ArtifactKind.License)]
    [InlineData("dotnet_library_license.txt", "text", ArtifactKind.License)]
    [InlineData("Roslyn-LICENSE.txt", "text", ArtifactKind.License)]
    [InlineData("THIRD_PARTY_NOTICES.md", "text", ArtifactKind.License)]
    [InlineData("driver/LICENSE.chromedriver", "text", ArtifactKind.License)]
    [InlineData("license.json", "{}", ArtifactKind.Json)]
    [InlineData("Unlicensed.txt", "text", ArtifactKind.Text)]
    [InlineData("LICENSE.txt", "<#PSScriptInfo #>", ArtifactKind.PowerShell)]
    [InlineData("LICENSE.txt", "<Project/>", ArtifactKind.MSBuild)]
    [InlineData("README.md", "text", ArtifactKind.Documentation)]
    [InlineData("en-US/about_Sample.help.txt", "text", ArtifactKind.Documentation)]
    [InlineData("run", "#!/bin/sh\n", ArtifactKind.Shell)]
    [InlineData("run", "#!/usr/bin/env pwsh\n", ArtifactKind.PowerShell)]
    [InlineData("run", "#!/usr/bin/env node\n", ArtifactKind.JavaScript)]
    [InlineData("page", "<!doctype html>", ArtifactKind.Html)]
    [InlineData("a.bat", "@echo off", ArtifactKind.Batch)]
    [InlineData("a.json", "{}", ArtifactKind.Json)]
    [InlineData("Sample.schema.mof", "class Sample {};", ArtifactKind.OtherSource)]
    [InlineData("package/services/digital-signature/xml-signature/a.psdsxs", "<Signature/>", ArtifactKind.Xml)]
    [InlineData("sample.cat", "a text", ArtifactKind.Text)]
    [InlineData("sample.cat", "0\u0001\u0002\u0003", ArtifactKind.Catalogue)]
    [InlineData("a.bin", "\0\u0001\u0002", ArtifactKind.Unknown)]
    [InlineData("a.txt", "\u007fELF", ArtifactKind.Elf)]
    [InlineData("a.pdb", "BSJB", ArtifactKind.DebugSymbols)]
    [InlineData("a.cab", "MSCF\0\0\0\0", ArtifactKind.OtherArchive)]
    [InlineData("a.dll", "MZ", ArtifactKind.NativeImage)]
    public void Kinds_are_told_from_content_first_and_name_second(string name, string content, ArtifactKind expected) =>
        Assert.Equal(expected, ArtifactIdentifier.Identify(System.Text.Encoding.UTF8.GetBytes(content), name));

    [Theory]
    [InlineData("sample.cat")]
    [InlineData("sample.bin")]
    public void A_catalogue_is_told_by_its_content(string name)
    {
        Assert.Equal(ArtifactKind.Catalogue, ArtifactIdentifier.Identify(new TestCatalogue().Add("a.ps1", "Get-Date").Build(), name));
        Assert.Equal(ArtifactKind.Catalogue, ArtifactIdentifier.Identify(new TestCatalogue().Add("a.ps1", "Get-Date").BuildUnsigned(), name));
        Assert.Equal(ArtifactKind.Unknown, ArtifactIdentifier.Identify(new TestMessage().Sign(), "sample.bin"));
    }

    [Theory]
    [InlineData("run", "#!/usr/bin/env pwsh\n", ArtifactKind.PowerShell)]
    [InlineData("a.txt", "<#PSScriptInfo\n#>", ArtifactKind.PowerShell)]
    [InlineData("a.txt", "Write-Host\r\n# SIG # Begin signature block\r\n", ArtifactKind.PowerShell)]
    [InlineData("a.txt", "plain words", ArtifactKind.Text)]
    [InlineData("a.ps1", "Write-Host", ArtifactKind.PowerShell)]
    [InlineData("a", "<?xml version='1.0'?><x/>", ArtifactKind.Xml)]
    public void Kinds_are_told_in_UTF_16_too_with_and_without_a_byte_order_mark(string name, string content, ArtifactKind expected)
    {
        foreach (var encoding in new[] { System.Text.Encoding.Unicode, System.Text.Encoding.BigEndianUnicode })
        {
            var bytes = encoding.GetBytes(content);
            Assert.Equal(expected, ArtifactIdentifier.Identify(bytes, name));
            Assert.Equal(expected, ArtifactIdentifier.Identify([.. encoding.Preamble, .. bytes], name));
        }
    }

    [Theory]
    [InlineData("a\0b\0c\0d\0\0\0\0\0\0\0\0\0")]
    [InlineData("\0\0\0\0\0\0\0\0")]
    [InlineData("a\0b\u0001c\u0002d\u0003e\0f\0")]
    public void Bytes_with_zeros_on_both_sides_or_control_characters_are_no_UTF_16(string content) =>
        Assert.Equal(ArtifactKind.Unknown, ArtifactIdentifier.Identify(System.Text.Encoding.Latin1.GetBytes(content), "a"));

    [Fact]
    public void Containers_are_recognised_under_any_name()
    {
        Assert.Equal(ArtifactKind.Zip, ArtifactIdentifier.Identify(new RawZip().Add(new RawEntry("a", "x")).Build(), "a.docx"));
        Assert.Equal(ArtifactKind.NuGetPackage, ArtifactIdentifier.Identify(new NupkgBuilder().Build(), "a.bin"));
        Assert.Equal(ArtifactKind.GZip, ArtifactIdentifier.Identify(RawTar.Gzip([1]), "a.txt"));
        Assert.Equal(ArtifactKind.Tar, ArtifactIdentifier.Identify(new RawTar().Add("a", "x").Build(), "a"));
    }

    [Fact]
    public void An_assembly_under_another_name_is_an_assembly() =>
        Assert.Equal(ArtifactKind.ManagedAssembly, ArtifactIdentifier.Identify(CSharpSample.Compile("class C;"), "logo.png"));
}
