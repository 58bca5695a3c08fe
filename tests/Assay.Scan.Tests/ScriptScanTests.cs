using System.Text;
using Assay.Model;
using Assay.Packages;
using Assay.TestInputs;

namespace Assay.Scan.Tests;

/// <summary>Scans packages with batch files, scripts and system files through all stages.</summary>
public sealed class ScriptScanTests
{
    private static readonly Scanner Scanner = new(new ScanOptions { Rules = EmbeddedRules.Load(), ToolVersion = "test" });

    [Fact]
    public void What_a_running_script_starts_runs_with_it_and_what_nobody_starts_is_shipped()
    {
        var facts = Extract(new NupkgBuilder()
            .Add("build/run.cmd", "call \"%~dp0..\\content\\next.bat\"")
            .Add("content/next.bat", "cscript //nologo last.vbs")
            .Add("content/last.vbs", "MsgBox 1")
            .Add("content/other.vbs", "MsgBox 2")
            .Add("content/site.js", "require('./part')")
            .Add("content/part.js", "var a = 1;"));

        Assert.Equal([Surface.Build, Surface.Build, Surface.Build, Surface.Shipped, Surface.Shipped, Surface.Shipped],
            new[] { "build/run.cmd", "content/next.bat", "content/last.vbs", "content/other.vbs", "content/site.js", "content/part.js" }.Select(name => Assert.Single(facts.Files, file => file.Artifact.Name == name).Surfaces));
    }

    [Fact]
    public void Code_inside_a_script_runs_when_its_host_does()
    {
        var facts = Extract(new NupkgBuilder().Add("tools/run.cmd", "powershell -Command \"Get-Date\""));

        var inside = Assert.Single(facts.Files, file => file.Artifact.Name == "Command#1.ps1");
        Assert.Equal((ArtifactKind.PowerShell, Surface.Run), (inside.Artifact.Kind, inside.Surfaces));
        Assert.Empty(facts.Problems);
    }

    [Theory]
    [InlineData("a.reg", "Windows Registry Editor Version 5.00\r\n", ArtifactKind.RegistryFile)]
    [InlineData("a.dat", "Windows Registry Editor Version 5.00\r\n", ArtifactKind.RegistryFile)]
    [InlineData("a.inf", "[Version]\r\n", ArtifactKind.SetupInformation)]
    [InlineData("a.url", "[InternetShortcut]\r\n", ArtifactKind.InternetShortcut)]
    [InlineData("a.hta", "<html></html>", ArtifactKind.HtmlApplication)]
    [InlineData("a.dat", "<html><head><HTA:APPLICATION id=a></head></html>", ArtifactKind.HtmlApplication)]
    [InlineData("a.html", "<html></html>", ArtifactKind.Html)]
    [InlineData("a.lnk", "text", ArtifactKind.Text)]
    public void System_files_are_told_by_content_and_name(string name, string content, ArtifactKind expected) => Assert.Equal(expected, ArtifactIdentifier.Identify(Encoding.UTF8.GetBytes(content), name));

    [Fact]
    public void A_shortcut_is_told_by_its_header() =>
        Assert.Equal(ArtifactKind.Shortcut, ArtifactIdentifier.Identify([0x4C, 0, 0, 0, 0x01, 0x14, 0x02, 0, 0, 0, 0, 0, 0xC0, 0, 0, 0, 0, 0, 0, 0x46], "a.bin"));

    private static PackageFacts Extract(NupkgBuilder package) => Scanner.Extract(new PackageFile("a.nupkg", "a.nupkg", package.Build()), TestContext.Current.CancellationToken);
}
