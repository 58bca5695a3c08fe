using System.Text;
using Assay.Model;

namespace Assay.PowerShell.Tests;

/// <summary>Paths that PowerShell itself knows.</summary>
public sealed class EnginePathTests
{
    [Theory]
    [InlineData("Add-Content -Path $PROFILE -Value 'x'", "*/Microsoft.PowerShell_profile.ps1", "write")]
    [InlineData("'x' >> $PROFILE", "*/Microsoft.PowerShell_profile.ps1", "write")]
    [InlineData("Set-Content $profile.AllUsersAllHosts 'x'", "*/profile.ps1", "write")]
    [InlineData("[IO.File]::AppendAllText($PROFILE, 'x')", "*/Microsoft.PowerShell_profile.ps1", "write")]
    [InlineData("Get-Content \"$PROFILE.old\"", "*/Microsoft.PowerShell_profile.ps1.old", "read")]
    [InlineData("Remove-Item $PSCommandPath", "%PSCommandPath%", "delete")]
    [InlineData("Remove-Item $script:MyInvocation.MyCommand.Path -Force", "%PSCommandPath%", "delete")]
    [InlineData("[IO.File]::Delete($PSCommandPath)", "%PSCommandPath%", "delete")]
    public void A_profile_and_the_script_itself_are_paths(string script, string path, string access)
    {
        var fact = Assert.Single(Facts(script), fact => fact.Kind == FactKind.Path);

        Assert.Equal((path, access), (fact.Value, fact.Arguments!["access"]));
    }

    [Theory]
    [InlineData("function Save-Sample { param($Profile) Set-Content $Profile 'x' }")]
    [InlineData("$profile = Get-Sample; Set-Content $profile 'x'")]
    [InlineData("Remove-Item $MyInvocation.MyCommand.Name")]
    public void Variables_of_the_script_with_such_a_name_are_none(string script) => Assert.DoesNotContain(Facts(script), fact => fact.Kind == FactKind.Path);

    private static List<Fact> Facts(string script)
    {
        var writer = new FactWriter();
        PowerShellAnalyzer.Analyze(Encoding.UTF8.GetBytes(script), "sample.ps1", recovered: false, writer, out _);
        var facts = writer.ToFacts();
        return [.. facts.Records.Select(record => facts.Read(record))];
    }
}
