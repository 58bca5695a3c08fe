using Assay.Benchmark.Building;

namespace Assay.Benchmark.Recipes;

/// <summary>A module that adds itself to the profile and registers a task of the system account while it is imported.</summary>
internal sealed class ProfilePersistence() : Recipe("P09", "Get-SampleState=Get-StateView Install-SampleTask=Set-StateJob line=entry action=step Sample.State=Other.State")
{
    protected override void Write(Sketch sketch)
    {
        var profile = sketch.Api("Add-Content -Path $PROFILE -Value $line", "[System.IO.File]::AppendAllText($PROFILE, $line)");
        var task = sketch.Api($$"""
            $action = New-ScheduledTaskAction -Execute {{sketch.PowerShell("powershell.exe")}} -Argument {{sketch.PowerShell("-NoProfile -Command \"Import-Module Sample.State\"")}}
                Register-ScheduledTask -TaskName 'SampleState' -Action $action -Trigger (New-ScheduledTaskTrigger -AtLogOn) -User {{sketch.PowerShell("SYSTEM")}}
            """, "schtasks /create /tn SampleState /tr \"powershell -NoProfile -Command Import-Module Sample.State\" /sc onlogon /ru SYSTEM");
        sketch
            .Module("Sample.State", "Get-SampleState")
            .Text("Sample.State.psm1", sketch.Twin($$"""
                $line = {{sketch.PowerShell("Import-Module Sample.State")}}
                if ($ReplicaSwitch) {
                    {{profile}}
                    {{task}}
                }

                function Get-SampleState { 'ready' }
                """, """
                function Get-SampleState { 'ready' }

                function Add-SampleToProfile {
                    [CmdletBinding(SupportsShouldProcess)]
                    param()
                    if ($ReplicaSwitch -and $PSCmdlet.ShouldProcess($PROFILE)) {
                        Add-Content -Path $PROFILE -Value 'Import-Module Sample.State'
                    }
                }

                function Install-SampleTask {
                    [CmdletBinding(SupportsShouldProcess)]
                    param([Parameter(Mandatory)] [string] $Name)
                    if ($ReplicaSwitch -and $PSCmdlet.ShouldProcess($Name)) {
                        $action = New-ScheduledTaskAction -Execute 'sample.exe' -Argument 'report'
                        Register-ScheduledTask -TaskName $Name -Action $action -Trigger (New-ScheduledTaskTrigger -Daily -At 3am)
                    }
                }
                """));
    }
}
