using Assay.Model;
using Assay.TestInputs;

namespace Assay.Packages.Tests;

public sealed class ArtifactIdentifierTests
{
    [Theory]
    [InlineData("a.ps1", "Write-Host", ArtifactKind.PowerShell)]
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
    [InlineData("README.md", "text", ArtifactKind.Documentation)]
    [InlineData("run", "#!/bin/sh\n", ArtifactKind.Shell)]
    [InlineData("run", "#!/usr/bin/env pwsh\n", ArtifactKind.PowerShell)]
    [InlineData("run", "#!/usr/bin/env node\n", ArtifactKind.JavaScript)]
    [InlineData("page", "<!doctype html>", ArtifactKind.Html)]
    [InlineData("a.bat", "@echo off", ArtifactKind.Batch)]
    [InlineData("a.json", "{}", ArtifactKind.Json)]
    [InlineData("a.bin", "\0\u0001\u0002", ArtifactKind.Unknown)]
    [InlineData("a.txt", "\u007fELF", ArtifactKind.Elf)]
    [InlineData("a.pdb", "BSJB", ArtifactKind.DebugSymbols)]
    [InlineData("a.cab", "MSCF\0\0\0\0", ArtifactKind.OtherArchive)]
    [InlineData("a.dll", "MZ", ArtifactKind.NativeImage)]
    public void Kinds_are_told_from_content_first_and_name_second(string name, string content, ArtifactKind expected) =>
        Assert.Equal(expected, ArtifactIdentifier.Identify(System.Text.Encoding.UTF8.GetBytes(content), name));

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
