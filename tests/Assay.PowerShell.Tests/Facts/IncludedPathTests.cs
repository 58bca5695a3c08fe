using System.Text;
using Assay.Model;

namespace Assay.PowerShell.Tests;

public sealed class IncludedPathTests
{
    [Theory]
    [InlineData("foreach ($folder in @('Public', 'Private')) { Get-ChildItem -Path \"$PSScriptRoot\\$folder\\*.ps1\" | ForEach-Object { . $_.FullName } }", "./Public/*.ps1", "./Private/*.ps1")]
    [InlineData("foreach ($name in 'a', 'b') { . (Join-Path $PSScriptRoot \"$name.ps1\") }", "./a.ps1", "./b.ps1")]
    [InlineData("foreach ($file in Get-ChildItem $PSScriptRoot\\Public -Recurse -Filter *.ps1) { . $file.FullName }", "./Public/**/*.ps1")]
    [InlineData("foreach ($name in Get-Names) { . \"$PSScriptRoot\\$name.ps1\" }", "./*.ps1")]
    public void A_loop_names_every_file_that_it_loads(string script, params string[] expected)
    {
        var writer = new FactWriter();
        PowerShellAnalyzer.Analyze(Encoding.UTF8.GetBytes(script), "Sample.psm1", recovered: false, writer, out _);
        var facts = writer.ToFacts();

        Assert.Equal(expected, facts.Records.Where(record => record.Kind == FactKind.Include).Select(record => facts.Strings[record.Value]));
    }
}
