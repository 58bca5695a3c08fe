using Assay.Model;
using Assay.PowerShell.Folding;

namespace Assay.PowerShell.Tests.Folding;

/// <summary>What variables hold at a place of the script. The place is the argument of the command <c>Use</c>.</summary>
public sealed class FoldFlowTests
{
    [Theory]
    [InlineData("if ($c) { $x = 'a' } else { $x = 'a' }; Use $x", "a")]
    [InlineData("try { $x = 'a' } catch { }; Use $x", "a")]
    [InlineData("try { $x = 'a'; Get-Thing } catch { Write-Host 'no' }; Use $x", "a")]
    [InlineData("if ($c) { throw 'x' }; $x = 'a'; Use $x", "a")]
    [InlineData("$x = 'a'; if ($c) { $x = 'b'; return }; Use $x", "a")]
    [InlineData("$x = 'a'; foreach ($i in $c) { $y = $i }; Use $x", "a")]
    [InlineData("$x = 'a'; function f { $x = 'b' }; f; Use $x", "a")]
    [InlineData("function f { $script:x = 'b' }; $x = 'a'; f; Use $x", "b")]
    [InlineData("$x = 'a'; & { $x = 'b' }; Use $x", "a")]
    [InlineData("$x = 'a'; . { $x = 'b' }; Use $x", "b")]
    [InlineData("Set-Variable -Name x -Value 'a'; Use $x", "a")]
    [InlineData("sv x a; Use (gv x).Value", "a")]
    [InlineData("nv x 'a'; Use (Get-Variable x -ValueOnly)", "a")]
    [InlineData("Set-Item Env:abc 'x'; Use $env:ABC", "x")]
    [InlineData("si variable:abc x; Use ${abc}", "x")]
    [InlineData("$env:a = 'x'; Use (Get-Item Env:\\a).Value", "x")]
    [InlineData("[int]$x = '5'; $x = '6'; Use ($x + 1)", "7")]
    [InlineData("$a = @{ b = @{ c = 'd' } }; Use $a.b.c", "d")]
    [InlineData("$a = 1, 2, 3; $a[1] = 'x'; Use ($a -join '')", "1x3")]
    [InlineData("$a = [Collections.ArrayList]@(); [void]$a.Add('x'); [void]$a.Add('y'); Use ($a -join '')", "xy")]
    [InlineData("$p = @{ Name = 'a' }; function f($Name) { $Name + 'b' }; Use (f @p)", "ab")]
    [InlineData("function f([switch]$u, $t) { if ($u) { $t.ToUpper() } else { $t } }; Use (f -u abc)", "ABC")]
    [InlineData("function f { process { $_ + '!' } }; Use ('a', 'b' | f)", "a! b!")]
    [InlineData("filter f { $_ + '!' }; Use ('a' | f)", "a!")]
    [InlineData("function d($s) { $o = ''; foreach ($c in $s.ToCharArray()) { $o += [char]([int]$c - 1) }; return $o }; Use (d 'jfy')", "iex")]
    [InlineData("$k = 0x35; $b = [byte[]](0x5c, 0x50, 0x4d); for ($i = 0; $i -lt $b.Length; $i++) { $b[$i] = $b[$i] -bxor $k }; Use ([Text.Encoding]::ASCII.GetString($b))", "iex")]
    [InlineData("foreach ($i in 1..5) { if ($i -eq 3) { break }; $x = $i }; Use $x", "2")]
    [InlineData("$x = switch ('b') { 'a' { 1 } 'b' { 2 } default { 3 } }; Use $x", "2")]
    [InlineData("$x = if ($true) { 'a' } else { 'b' }; Use $x", "a")]
    [InlineData("$i = 0; do { $i++ } until ($i -ge 4); Use $i", "4")]
    [InlineData("$a = 'x'; $b = $a; $a = 'y'; Use $b", "x")]
    [InlineData("$x = $null; $x ??= 'a'; Use $x", "a")]
    [InlineData("$s = 'b-a-c' -split '-' | sort; Use ($s -join '')", "abc")]
    [InlineData("Use ('a1b22' -replace '\\d+', { $_.Value.Length })", "a1b2")]
    [InlineData("iex '$x = 1'; Use $x", "1")]
    [InlineData("Use ((1, 2, 3).ForEach({ $_ * 2 }) -join ',')", "2,4,6")]
    [InlineData("Use ([Environment]::GetEnvironmentVariable('ComSpec'))", "C:\\Windows\\system32\\cmd.exe")]
    [InlineData("$s = ConvertTo-SecureString 'x' -AsPlainText -Force; Use ([Runtime.InteropServices.Marshal]::PtrToStringAuto([Runtime.InteropServices.Marshal]::SecureStringToBSTR($s)))", "x")]
    public void A_value_is_followed_to_its_use(string script, string expected) => Assert.Equal(expected, Use(script).Text);

    [Theory]
    [InlineData("if ($c) { $x = 'a' } else { $x = 'b' }; Use $x")]
    [InlineData("$x = 'a'; if ($c) { $x = 'b' }; Use $x")]
    [InlineData("$x = 'a'; foreach ($i in $c) { $x += $i }; Use $x")]
    [InlineData("$x = 'a'; while (Get-Thing) { $x = 'b' }; Use $x")]
    [InlineData("$x = 'a'; Get-Thing | % { $x = 'b' }; Use $x")]
    [InlineData("$a = 1, 2; if ($c) { $a[0] = 5 }; Use ($a -join '')")]
    [InlineData("$a = 'a', 'b'; if ($c) { [array]::Reverse($a) }; Use ($a -join '')")]
    [InlineData("$l = [Collections.ArrayList]@(); foreach ($i in $c) { $l.Add('x') }; Use ($l -join '')")]
    [InlineData("$b = [Text.StringBuilder]::new('a'); [void]$b.Append($c); Use $b.ToString()")]
    [InlineData("$h = @{ a = 1 }; $h[$c] = 2; Use $h.a")]
    [InlineData("param($x = 'a') Use $x")]
    [InlineData("function f($x) { Use $x }; f 'a'; f $c")]
    [InlineData("Get-Thing -OutVariable x; Use $x")]
    [InlineData("$x = 1; Get-Thing ([ref]$x); Use $x")]
    [InlineData("$x = 'a'; Set-Variable $n 'b'; Use $x")]
    [InlineData("Use $undefined")]
    [InlineData("Use ($env:USERNAME[0] + 'x')")]
    [InlineData("Use (Get-Random)")]
    [InlineData("Use ('{0:C}' -f 5)")]
    [InlineData("Use (1 / 0)")]
    [InlineData("Use ([int]'x')")]
    [InlineData("Use ('abc'.Substring(5))")]
    [InlineData("Use (Get-Date)")]
    [InlineData("function f { if ($c) { return 'a' }; 'b' }; Use (f)")]
    public void What_is_not_sure_is_not_a_constant(string script) => Assert.False(Use(script).IsConstant, Use(script).ToString());

    [Fact]
    public void Both_sides_of_a_branch_are_alternatives()
    {
        var value = Use("if ($c) { $u = 'https://example.invalid/a' } else { $u = 'https://example.invalid/b' }; Use $u");

        Assert.Equal(["https://example.invalid/a", "https://example.invalid/b"], value.Alternatives.Select(alternative => alternative.Text));
    }

    [Theory]
    [InlineData("$c = New-Object Net.WebClient; Use $c", "System.Net.WebClient")]
    [InlineData("$c = New-Object -TypeName System.Net.Sockets.TCPClient('example.invalid', 80); Use $c", "System.Net.Sockets.TcpClient")]
    [InlineData("$c = [net.webclient]::new(); Use $c", "System.Net.WebClient")]
    [InlineData("$c = [Net.Sockets.TcpClient]::new('example.invalid', 80); $s = $c.GetStream(); Use $s", "System.Net.Sockets.NetworkStream")]
    [InlineData("$r = [Net.WebRequest]::Create('https://example.invalid/'); Use $r.GetResponse()", "System.Net.WebResponse")]
    [InlineData("function f([string]$x) { Use $x }", "System.String")]
    [InlineData("using namespace System.Net\n$c = [WebClient]::new(); Use $c", "System.Net.WebClient")]
    [InlineData("Use $ExecutionContext", "System.Management.Automation.EngineIntrinsics")]
    [InlineData("$c = New-Object ('Net.Web' + 'Client'); Use $c", "System.Net.WebClient")]
    [InlineData("if ($x) { $c = New-Object Net.WebClient } else { $c = New-Object Net.WebClient }; Use $c", "System.Net.WebClient")]
    public void The_type_of_a_receiver_is_known_where_its_value_is_not(string script, string expected) => Assert.Equal(expected, Use(script).TypeName);

    [Theory]
    [InlineData("Use 'iex'", Derivation.Literal, false, "")]
    [InlineData("$x = 'iex'; Use $x", Derivation.Folded, false, "variable")]
    [InlineData("Use ('i' + 'ex')", Derivation.Folded, true, "concatenation")]
    [InlineData("Use ('{1}{0}' -f 'ex', 'i')", Derivation.Folded, true, "format string")]
    [InlineData("Use ('xei'[-1..-3] -join '')", Derivation.Recovered, true, "reversal, join, slice")]
    [InlineData("Use ('i~x'.Replace('~', 'e'))", Derivation.Recovered, true, "replaced marks")]
    [InlineData("Use ([Text.Encoding]::Unicode.GetString([Convert]::FromBase64String('aQBlAHgA')))", Derivation.Recovered, true, "base-64, bytes as text")]
    [InlineData("Use (-join [char[]](105, 101, 120))", Derivation.Recovered, true, "character codes, join")]
    [InlineData("Use ($PSHOME[4] + $PSHOME[30] + 'x')", Derivation.Folded, true, "slice, concatenation, well-known value, variable")]
    public void How_a_value_became_known_is_told(string script, Derivation derivation, bool built, string how)
    {
        var value = Use(script);

        Assert.Equal((derivation, built, how), (value.Derivation, value.IsBuilt, value.How));
    }

    [Theory]
    [InlineData("& (gcm i*-e*pr*) 'x'", "Invoke-Expression")]
    [InlineData(".(gal ie?) 'x'", "Invoke-Expression")]
    [InlineData("Set-Alias foo iex; foo 'x'", "Invoke-Expression")]
    [InlineData("function iex { }; iex 'x'", "iex")]
    [InlineData("Microsoft.PowerShell.Utility\\Invoke-Expression 'x'", "Invoke-Expression")]
    [InlineData("& ([string]'' + $VerbosePreference)[1, 3] + 'x'", null)]
    public void Names_of_commands_are_resolved(string script, string? expected)
    {
        var folded = FoldedScript.Fold(PowerShellScript.Parse(script), FoldBudget.Default);
        var command = folded.Script.Root.DescendantsAndSelf().OfType<CommandAst>().First(command => command.InvocationOperator != TokenKind.Unknown || command.Elements[^1] is StringConstantExpressionAst { Value: "x" });
        var value = folded.ValueOf(command.Elements[0]);

        Assert.Equal(expected, value.Content is not (string or FoldedCommand) ? null : folded.ResolveCommand(value.Text!));
    }

    [Fact]
    public void A_layer_knows_its_host_and_shares_its_variables()
    {
        var folded = FoldedScript.Fold(PowerShellScript.Parse("$u = 'https://example.invalid'; iex ('Get-' + 'Item $u')"), FoldBudget.Default);

        var layer = Assert.Single(folded.Layers);
        Assert.Equal("Get-Item $u", layer.Script.Text);
        Assert.Equal("Invoke-Expression", folded.ResolveCommand(Assert.IsType<CommandAst>(layer.Host).Name!));
        var command = layer.Script.Root.DescendantsAndSelf().OfType<CommandAst>().Single();
        Assert.Equal("https://example.invalid", folded.ValueOf(command.Elements[1]).Text);
    }

    [Fact]
    public void Functions_and_variables_of_one_script_are_known_to_the_next()
    {
        var first = FoldedScript.Fold(PowerShellScript.Parse("function join2($a, $b) { $a + $b }; $i = 'i'; sal run iex"), FoldBudget.Default);

        var second = FoldedScript.Fold(PowerShellScript.Parse("Use (join2 $i 'ex')"), FoldBudget.Default, first.Names);

        Assert.Equal("iex", second.ValueOf(second.Script.Root.DescendantsAndSelf().OfType<CommandAst>().First().Elements[1]).Text);
        Assert.Equal("Invoke-Expression", second.ResolveCommand("run"));
    }

    [Fact]
    public void Where_the_editions_differ_the_one_that_makes_sense_wins()
    {
        var value = Use("Use (-join ('105~101-120'.Split('~-') | % { [char][int]$_ }))");

        Assert.Equal("iex", value.Text);
    }

    private static FoldedValue Use(string script)
    {
        var folded = FoldedScript.Fold(PowerShellScript.Parse(script), FoldBudget.Default);
        Assert.False(folded.HasFailed);
        var command = folded.Script.Root.DescendantsAndSelf().OfType<CommandAst>().Last(command => command.Name == "Use");
        return folded.ValueOf(command.Elements[1]);
    }
}
