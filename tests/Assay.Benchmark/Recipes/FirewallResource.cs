using Assay.Benchmark.Building;

namespace Assay.Benchmark.Recipes;

/// <summary>Hard negative: a resource of Desired State Configuration for firewall, name servers, proxy and hosts file.</summary>
internal sealed class FirewallResource() : Recipe("G07", "current=state Sample.Networking=Other.Networking")
{
    protected override void Write(Sketch sketch)
    {
        var rule = sketch.Api("New-NetFirewallRule -Name $Name -DisplayName $Name -Direction Inbound -Action Allow -LocalPort $Port -Protocol TCP", "netsh advfirewall firewall add rule name=$Name dir=in action=allow protocol=TCP localport=$Port");
        sketch
            .Module("Sample.Networking", "Get-SampleNetwork", more: "DscResourcesToExport = @('SampleFirewall')")
            .Text("Sample.Networking.psm1", "function Get-SampleNetwork { Get-NetAdapter }\n")
            .Text("DSCResources/SampleFirewall/SampleFirewall.psm1", $$"""
                function Get-TargetResource {
                    param([Parameter(Mandatory)] [string] $Name)
                    $current = Get-NetFirewallRule -Name $Name -ErrorAction SilentlyContinue
                    @{ Name = $Name; Ensure = if ($current) { 'Present' } else { 'Absent' } }
                }

                function Test-TargetResource {
                    param([Parameter(Mandatory)] [string] $Name, [uint16] $Port, [string] $Ensure = 'Present')
                    (Get-TargetResource -Name $Name).Ensure -eq $Ensure
                }

                function Set-TargetResource {
                    param([Parameter(Mandatory)] [string] $Name, [uint16] $Port, [string[]] $Server, [string] $Ensure = 'Present')
                    if ($Ensure -eq 'Present') {
                        {{rule}}
                    }
                    else {
                        Remove-NetFirewallRule -Name $Name
                    }

                    {{sketch.Twin("""
                    Set-DnsClientServerAddress -InterfaceAlias Ethernet -ServerAddresses $Server
                    Set-ItemProperty -Path 'HKCU:\Software\Microsoft\Windows\CurrentVersion\Internet Settings' -Name ProxyEnable -Value 0
                    Add-Content -Path "$env:SystemRoot\System32\drivers\etc\hosts" -Value "192.0.2.1 $Name"
                    """, "Set-DnsClientServerAddress -InterfaceAlias Ethernet -ServerAddresses $Server")}}
                }

                Export-ModuleMember -Function *-TargetResource
                """);
    }
}
