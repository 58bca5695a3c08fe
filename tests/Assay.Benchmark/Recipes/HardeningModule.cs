using Assay.Benchmark.Building;

namespace Assay.Benchmark.Recipes;

/// <summary>Hard negative: the commands that weaken protection elsewhere turn it on here.</summary>
internal sealed class HardeningModule() : Recipe("G10", "Protect-SampleSystem=Enable-SystemGuard Sample.Hardening=Other.Hardening")
{
    protected override void Write(Sketch sketch)
    {
        var firewall = sketch.Api("Set-NetFirewallProfile -All -Enabled True -DefaultInboundAction Block", "netsh advfirewall set allprofiles state on");
        var rule = sketch.Api("New-NetFirewallRule -DisplayName 'Block remote registry' -Direction Inbound -Action Block -Protocol TCP -LocalPort 445", "netsh advfirewall firewall add rule name=Block dir=in action=block protocol=TCP localport=445");
        sketch
            .Module("Sample.Hardening", "Protect-SampleSystem")
            .Text("Sample.Hardening.psm1", $$"""
                function Protect-SampleSystem {
                    [CmdletBinding(SupportsShouldProcess)]
                    param()
                    if ($PSCmdlet.ShouldProcess('system')) {
                        Set-MpPreference -DisableRealtimeMonitoring $false -DisableBehaviorMonitoring $false -MAPSReporting Advanced
                        {{sketch.Twin("Remove-MpPreference -ExclusionPath 'C:\\'", "")}}
                        {{firewall}}
                        {{rule}}
                    }
                }
                """);
    }
}
