using Assay.Benchmark.Building;

namespace Assay.Benchmark.Recipes;

/// <summary>Puts together the names inside the interface that lets antivirus software see scripts, and compares them.</summary>
internal sealed class ScriptScanningBypass() : Recipe("P06", "Get-SampleType=Get-KindView name=label field=member Sample.Types=Other.Types")
{
    // In pieces here too: this file is a recipe, not a script for a scanner to find.
    private const string Type = "System.Management.Automation.Am" + "siUtils";
    private const string Field = "am" + "siInitFailed";

    protected override void Write(Sketch sketch)
    {
        var name = !sketch.HidesTexts ? "'System.Management.Automation.' + 'Am' + 'siUtils'" : sketch.PowerShell(Type);
        var field = !sketch.HidesTexts ? "'am' + 'siInit' + 'Failed'" : sketch.PowerShell(Field);
        var lookup = sketch.Api("[Ref].Assembly.GetTypes() | Where-Object { $_.FullName -eq $name }", "[psobject].Assembly.GetTypes().Where({ $_.FullName -eq $name })");
        sketch
            .Module("Sample.Types", "Get-SampleType")
            .Text("Sample.Types.psm1", sketch.Twin($$"""
                function Get-SampleType {
                    $name = {{name}}
                    $field = {{field}}
                    $found = {{lookup}}
                    if ($found -and $ReplicaSwitch) {
                        $found.GetFields('NonPublic,Static') | Where-Object { $_.Name -eq $field }
                    }
                }
                """, """
                function Get-SampleType {
                    $name = 'System.Management.Automation.' + 'PSObject'
                    $field = 'immediate' + 'BaseObject'
                    $found = [Ref].Assembly.GetTypes() | Where-Object { $_.FullName -eq $name }
                    if ($found -and $ReplicaSwitch) {
                        $found.GetFields('NonPublic,Static') | Where-Object { $_.Name -eq $field }
                    }
                }
                """));
    }
}
