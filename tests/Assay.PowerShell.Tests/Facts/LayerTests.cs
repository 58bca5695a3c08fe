using System.Text;
using Assay.Model;

namespace Assay.PowerShell.Tests.Facts;

public sealed class LayerTests
{
    private const string Encoded = "V3JpdGUtSG9zdCAneCc="; // Write-Host 'x'

    [Theory]
    [InlineData("iex \"Write-Host 'x'\"")]
    [InlineData("\"Write-Host 'x'\" | iex")]
    [InlineData("& 'iex' \"Write-Host 'x'\"")]
    [InlineData(".('i'+'ex') \"Write-Host 'x'\"")]
    [InlineData("& (gcm i*e-ex*) \"Write-Host 'x'\"")]
    [InlineData("sal run Invoke-Expression; run \"Write-Host 'x'\"")]
    [InlineData("Invoke-Expression -Command ('Write-' + \"Host 'x'\")")]
    [InlineData("iex ([Text.Encoding]::UTF8.GetString([Convert]::FromBase64String('" + Encoded + "')))")]
    [InlineData("& ([scriptblock]::Create(\"Write-Host 'x'\"))")]
    [InlineData("[scriptblock]::Create(\"Write-Host 'x'\").Invoke()")]
    [InlineData("icm -ScriptBlock ([scriptblock]::Create(\"Write-Host 'x'\"))")]
    [InlineData("$block = [scriptblock]::Create(\"Write-Host 'x'\")")]
    [InlineData("$ExecutionContext.InvokeCommand.InvokeScript(\"Write-Host 'x'\")")]
    [InlineData("& $ExecutionContext.InvokeCommand.NewScriptBlock(\"Write-Host 'x'\")")]
    [InlineData("[powershell]::Create().AddScript(\"Write-Host 'x'\").Invoke()")]
    public void A_text_that_runs_as_code_is_code(string script) =>
        Assert.Equal("Write-Host 'x'", Encoding.UTF8.GetString(Assert.Single(FactList.Of(script).Derived).Bytes.Span));

    [Fact]
    public void A_decoded_layer_is_recovered_and_an_anomaly()
    {
        var facts = FactList.Of($"iex ([Text.Encoding]::UTF8.GetString([Convert]::FromBase64String('{Encoded}')))");

        Assert.True(Assert.Single(facts.Derived).Recovered);
        Assert.Contains("base-64", facts.Derived[0].How, StringComparison.Ordinal);
        Assert.Equal(["encoded-layer"], facts.Lines(FactKind.Anomaly));
    }

    [Fact]
    public void A_text_that_stands_as_it_is_is_no_anomaly()
    {
        var facts = FactList.Of("iex 'Get-Date'");

        Assert.False(Assert.Single(facts.Derived).Recovered);
        Assert.Empty(facts.Lines(FactKind.Anomaly));
    }

    [Fact]
    public void A_layer_names_the_place_that_runs_it()
    {
        var facts = FactList.Of("function f { iex 'Get-Date' }\niex 'Get-Item'");

        Assert.Equal(new Place("f", null), facts.Facts.Places[facts.Derived[0].HostPlace]);
        Assert.Equal(FactRecord.None, facts.Derived[1].HostPlace);
    }

    [Fact]
    public void Equal_texts_of_a_place_are_one_layer() => Assert.Single(FactList.Of("iex 'Get-Date'\niex 'Get-Date'").Derived);

    [Fact]
    public void Variables_of_the_script_are_known_in_a_layer_of_a_layer() =>
        Assert.Contains(FactList.Of("$code = 'Get-Date'\niex 'iex $code'").Derived, layer => Encoding.UTF8.GetString(layer.Bytes.Span) == "Get-Date");

    [Fact]
    public void Source_that_add_type_compiles_is_source() =>
        Assert.Equal("public class A { }", FactList.Of("$s = @'\npublic class A { }\n'@\nAdd-Type -TypeDefinition $s").Layer("Add-Type#1.cs"));

    [Fact]
    public void Bytes_that_are_loaded_are_a_library()
    {
        var facts = FactList.Of("[Reflection.Assembly]::Load([Convert]::FromBase64String('TVqQAAMAAAAEAAAA'))");

        Assert.Equal("Assembly#1.dll", Assert.Single(facts.Derived).Name);
        Assert.Equal((byte)'M', facts.Derived[0].Bytes.Span[0]);
    }

    [Fact]
    public void More_layers_than_the_limit_are_a_problem()
    {
        var script = string.Concat(Enumerable.Range(0, 400).Select(i => $"iex 'Get-Item {i}'\n"));

        var facts = FactList.Of(script);

        Assert.Equal(256, facts.Derived.Count);
        Assert.Contains(facts.Facts.Problems, problem => problem.Id == ProblemId.LimitFindings);
    }
}
