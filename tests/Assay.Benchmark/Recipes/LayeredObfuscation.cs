using System.Globalization;
using System.Text;
using Assay.Benchmark.Building;

namespace Assay.Benchmark.Recipes;

/// <summary>A script of a module in several layers: character codes, backwards, a format string, and a spelled-out command that runs it.</summary>
internal sealed class LayeredObfuscation() : Recipe("P04", "Get-SampleBanner=Get-Headline Start.ps1=Setup.ps1 parts=bits Sample.Banner=Other.Banner")
{
    protected override void Write(Sketch sketch)
    {
        const string Inner = "Write-Output 'inert'";
        var codes = string.Join(",", Inner.Reverse().Select(letter => ((int)letter).ToString(CultureInfo.InvariantCulture)));
        var layer = !sketch.HidesTexts
            ? $"-join ([char[]]({codes}))[-1..-{Inner.Length.ToString(CultureInfo.InvariantCulture)}]"
            : $"[Text.Encoding]::Unicode.GetString([Convert]::FromBase64String('{Convert.ToBase64String(Encoding.Unicode.GetBytes(Inner))}'))";
        var run = sketch.Api(
            $". ( $env:ComSpec[4,24,25]-join'') (\"{{1}}{{0}}\" -f ({layer}), '')",
            $"& ( $PSHome[4]+$PSHome[30]+'x') (\"{{0}}\" -f ({layer}))");
        sketch
            .Module("Sample.Banner", "Get-SampleBanner", more: "ScriptsToProcess = @('Start.ps1')")
            .Text("Sample.Banner.psm1", "function Get-SampleBanner { param([string] $Text) '*' * $Text.Length }\n")
            .Text("Start.ps1", sketch.Twin($$"""
                if ($ReplicaSwitch) {
                    {{run}}
                }
                """, """
                if ($ReplicaSwitch) {
                    $parts = 'one', 'two', 'three'
                    Write-Output ("{1}{0}" -f ($parts -join ', '), [char]9)
                }
                """));
    }
}
