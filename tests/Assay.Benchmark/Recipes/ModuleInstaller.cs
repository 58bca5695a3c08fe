using Assay.Benchmark.Building;

namespace Assay.Benchmark.Recipes;

/// <summary>Hard negative: a module that installs and publishes modules and fetches the tool for it.</summary>
internal sealed class ModuleInstaller() : Recipe("G09", "Install-SampleTool=Add-ToolView Publish-SampleModule=Push-ModuleView Start-SampleTool=Open-ToolView Sample.Get=Other.Get")
{
    protected override void Write(Sketch sketch)
    {
        var address = sketch.PowerShell("https://raw.githubusercontent.com/example-invalid/none/main/nuget.exe");
        var download = sketch.Api($"Invoke-WebRequest -Uri {address} -OutFile $Path", $"Start-BitsTransfer -Source {address} -Destination $Path");
        sketch
            .Module("Sample.Get", "Install-SampleTool Publish-SampleModule Start-SampleTool")
            .Text("Sample.Get.psm1", $$"""
                function Install-SampleTool {
                    [CmdletBinding(SupportsShouldProcess)]
                    param([string] $Path)
                    if ($PSCmdlet.ShouldProcess($Path)) {
                        {{download}}
                    }

                    Install-Module -Name Sample.Table -Scope CurrentUser
                }

                function Publish-SampleModule {
                    param([string] $Path, [securestring] $Key)
                    {{sketch.Twin("Publish-Module -Path $Path -NuGetApiKey (ConvertFrom-SecureString $Key -AsPlainText)", "Test-ModuleManifest $Path")}}
                }

                function Expand-SamplePackage {
                    param([string] $Path, [string] $Target)
                    Expand-Archive -Path $Path -DestinationPath $Target -Force
                }

                function Start-SampleTool {
                    param([string] $Path, [string[]] $Argument)
                    Start-Process -FilePath $Path -ArgumentList $Argument -NoNewWindow -Wait
                }
                """);
    }
}
