using Assay.Model;

namespace Assay.PowerShell.Tests.Facts;

public sealed class CommandFactsTests
{
    [Theory]
    [InlineData("gci", "Get-ChildItem")]
    [InlineData("GET-CHILDITEM", "Get-ChildItem")]
    [InlineData("Microsoft.PowerShell.Management\\get-childitem", "Get-ChildItem")]
    [InlineData("& 'gci'", "Get-ChildItem")]
    [InlineData("& ('{1}{0}' -f 'ci','g')", "Get-ChildItem")]
    [InlineData("Variable", "Get-Variable")]
    [InlineData("Get-Something", "Get-Something")]
    [InlineData("Contoso\\Get-Something", "Get-Something")]
    [InlineData("ForEach\u2013Object", "ForEach\u2013Object")]
    public void A_name_is_resolved_to_its_usual_spelling(string written, string expected) =>
        Assert.Equal([expected], FactList.Of(written).Lines(FactKind.Command));

    [Fact]
    public void Aliases_of_the_script_count_before_the_built_in_ones() =>
        Assert.Contains("Invoke-Expression", FactList.Of("Set-Alias run iex\nrun 'x'").All(FactKind.Command).Select(fact => fact.Value));

    [Fact]
    public void A_name_with_an_own_and_a_built_in_meaning_has_both() =>
        Assert.Equal(["Invoke-Expression", "Write-Output"], FactList.Of("if ($false) { sal iex Write-Output }\niex $x").All(FactKind.Command).Select(fact => fact.Value).Where(name => name != "Set-Alias").Order(StringComparer.Ordinal));

    [Fact]
    public void Parameters_get_their_full_names_and_positions_the_names_of_their_parameters() =>
        Assert.Equal(["Invoke-WebRequest(Uri: http://example.invalid/a, OutFile: a.txt, UseBasicParsing: true)"],
            FactList.Of("iwr http://example.invalid/a -OutF a.txt -UseB").Lines(FactKind.Command));

    [Fact]
    public void A_switch_that_is_turned_off_is_false_and_booleans_are_written_alike() =>
        Assert.Equal(["Set-MpPreference(DisableRealtimeMonitoring: true, DisableScriptScanning: false, Force: false)"],
            FactList.Of("Set-MpPreference -DisableRealtimeMonitoring 1 -dscrptsc $false -Force:$false").Lines(FactKind.Command));

    [Fact]
    public void An_ambiguous_prefix_stays_as_it_is_written() =>
        Assert.Equal(["Get-ChildItem(F: x)"], FactList.Of("Get-ChildItem -F x").Lines(FactKind.Command));

    [Fact]
    public void Splatted_tables_and_arrays_are_arguments() =>
        Assert.Equal(["Copy-Item(Path: a, Recurse: true, Destination: b)", "Test-Path(Path: c)"],
            FactList.Of("$p = @{ Path = 'a'; rec = $true }\n$p.Destination = 'b'\nCopy-Item @p\n$q = @('c')\nTest-Path @q").Lines(FactKind.Command));

    [Fact]
    public void Each_element_of_an_array_is_an_argument_and_each_key_of_a_table() =>
        Assert.Equal(["Get-Service(Name: a, Name: ?, Name: b)", "Invoke-RestMethod(Uri: ?, Headers.A: 1, Headers.B: ?)"],
            FactList.Of("Get-Service a,$x,b\nInvoke-RestMethod $u -Headers @{ A = 1; B = $y }").Lines(FactKind.Command));

    [Fact]
    public void Parameters_of_functions_of_the_script_are_known() =>
        Assert.Equal(["Send-It(Quiet: true, Target: x)"],
            FactList.Of("function Send-It { param([string]$Target, [switch]$Quiet) }\nSend-It -q x").Lines(FactKind.Command));

    [Fact]
    public void An_argument_tells_the_command_member_or_parameter_that_it_comes_from() =>
        Assert.Equal(["Invoke-WebRequest(Uri: $Url)", "Invoke-Expression(Command: <Invoke-WebRequest>)", "New-Object(TypeName: Net.WebClient)", "Invoke-Expression(Command: <System.Net.WebClient::DownloadString>)"],
            FactList.Of("function f($Url) { $r = iwr $Url; iex $r.Content }\n(New-Object Net.WebClient).DownloadString($u) | iex").Lines(FactKind.Command));

    [Fact]
    public void Where_ways_disagree_nothing_is_said() =>
        Assert.Contains("Invoke-Expression(Command: ?)", FactList.Of("if ($a) { $x = Get-Content a } else { $x = Get-Date }\niex $x").Lines(FactKind.Command));

    [Fact]
    public void Every_folder_that_mkdir_makes_is_a_new_item() =>
        Assert.Equal(["New-Item(Path: a, ItemType: Directory)"], FactList.Of("md a").Lines(FactKind.Command));

    [Fact]
    public void An_invocation_of_something_unknown_keeps_its_arguments() =>
        Assert.Equal(["?(Path: x)"], FactList.Of("& $command -Path x").Lines(FactKind.Command));

    [Fact]
    public void An_alias_of_one_edition_is_a_program_in_the_other()
    {
        var facts = FactList.Of("curl http://example.invalid");

        Assert.Equal(["Invoke-WebRequest(Uri: http://example.invalid)"], facts.Lines(FactKind.Command));
        Assert.Equal(["curl(http://example.invalid)"], facts.Lines(FactKind.Process));
    }

    [Fact]
    public void A_fact_stands_at_its_name_in_the_outermost_function()
    {
        var fact = Assert.Single(FactList.Of("function Outer {\n  function Inner { Get-Date }\n}").All(FactKind.Command));

        Assert.Equal(new Place("Outer", null), fact.Place);
        Assert.Equal((PositionKind.LineColumn, 2, 20), (fact.PositionKind, fact.Position, fact.Column));
    }

    [Fact]
    public void A_method_of_a_class_is_a_place()
    {
        var facts = FactList.Of("class A : System.IO.Stream { [void] Run([string]$x) { Get-Date } }");

        Assert.Equal(new Place("A", "Run"), Assert.Single(facts.All(FactKind.Command)).Place);
        Assert.Equal(["System.IO.Stream"], facts.Lines(FactKind.Base));
        Assert.Equal(["Run(x)"], facts.Lines(FactKind.Method));
    }

    [Fact]
    public void The_declaration_of_a_function_lies_where_its_code_lies() =>
        Assert.Equal(["Outer", "Outer"], FactList.Of("function Outer($a) { function Inner($b) { Get-Date } }").All(FactKind.Method).Select(fact => fact.Place!.Type));

    [Fact]
    public void Everything_in_a_recovered_text_is_recovered() =>
        Assert.All(FactList.Of("iwr http://example.invalid", recovered: true).Facts.Records, record => Assert.Equal(Derivation.Recovered, record.Derivation));
}
