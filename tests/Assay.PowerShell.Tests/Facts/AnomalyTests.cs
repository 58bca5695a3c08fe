using System.Text;
using Assay.Model;

namespace Assay.PowerShell.Tests.Facts;

public sealed class AnomalyTests
{
    private static readonly string Signature = Convert.ToBase64String([0x30, 0x82, 0x00, 0x80, .. new byte[0x80]]);

    [Theory]
    [InlineData("& ('{1}{0}' -f 'x','ie') 1", "concealed-command-name")]
    [InlineData("& (gcm inv*-exp*) 1", "concealed-command-name")]
    [InlineData("'a'.('To'+'Upper').Invoke()", "concealed-member-name")]
    [InlineData("ForEach\u2013Object { }", "odd-dash-in-command-name")]
    [InlineData("Ne`w-Ob`ject x; Ge`t-Item y", "backtick-noise")]
    [InlineData("iNvOkE-eXpReSsIoN $a; gEt-cHiLdItEm", "mixed-case-noise")]
    [InlineData("<html><body>x</body></html>", "script-not-powershell")]
    public void Names_that_are_hidden_are_anomalies(string script, string id) => Assert.Contains(FactList.Of(script).All(FactKind.Anomaly), fact => fact.Value == id);

    [Theory]
    [InlineData("& $command 1")]
    [InlineData("$name = 'Get-Item'; & $name x")]
    [InlineData("& \"$PSScriptRoot\\run.ps1\"")]
    [InlineData("$folder = 'C:\\tools'; & ($folder + '\\tool.exe') 1")]
    [InlineData("'a'.$member")]
    [InlineData("get-childitem; Get-Childitem; GET-CHILDITEM")]
    [InlineData("Get-Item `\n  x")]
    [InlineData("Get-NetFireWallRule; Get-NetFireWallRule")]
    [InlineData("$name = 'LENGTH'.ToLower(); $table.$name = 1")]
    public void Plain_names_are_none(string script) => Assert.Empty(FactList.Of(script).Lines(FactKind.Anomaly));

    [Fact]
    public void Code_behind_a_signature_is_an_anomaly() =>
        Assert.Equal(["code-after-signature"], FactList.Of($"Get-Date\n# SIG # Begin signature block\n# {Signature}\n# SIG # End signature block\nGet-Item").Lines(FactKind.Anomaly));

    [Theory]
    [InlineData("# SIG # Begin signatvre bl0ck")]
    [InlineData("# sig # begin signature block")]
    [InlineData("# SIG # Begin signature block ")]
    [InlineData("  # SIG # Begin signature block")]
    public void A_misspelt_marker_is_a_fake_and_code_behind_it_is_seen(string marker)
    {
        var facts = FactList.Of($"Get-Date\n{marker}\n# {Signature}\n# SIG # End signature block\nGet-Item");

        Assert.Equal(["fake-signature-block", "code-after-signature"], facts.All(FactKind.Anomaly).Select(fact => fact.Value));
        Assert.Equal("misspelt", facts.All(FactKind.Anomaly)[0].Arguments!["how"]);
    }

    [Fact]
    public void Remarks_behind_a_block_are_not_signed() =>
        Assert.Equal(["signature-covers-part"], FactList.Of($"Get-Date\n# SIG # Begin signature block\n# {Signature}\n# SIG # End signature block\n# more\n# and more").All(FactKind.Anomaly).Select(fact => fact.Value));

    [Fact]
    public void A_second_block_is_left_to_the_verifier() =>
        Assert.Empty(FactList.Of(string.Concat(Enumerable.Repeat($"# SIG # Begin signature block\n# {Signature}\n# SIG # End signature block\n", 2))).Lines(FactKind.Anomaly));

    [Fact]
    public void A_block_at_the_end_is_none() =>
        Assert.Empty(FactList.Of($"Get-Date\r\n\r\n# SIG # Begin signature block\r\n# {Signature}\r\n# SIG # End signature block\r\n").Lines(FactKind.Anomaly));

    [Theory]
    [InlineData("utf-8")]
    [InlineData("utf-16")]
    [InlineData("utf-16BE")]
    public void A_script_is_read_in_every_encoding_with_and_without_a_mark(string name)
    {
        var encoding = Encoding.GetEncoding(name);
        foreach (var mark in new[] { encoding.GetPreamble(), [] })
        {
            Assert.Equal(["Get-Item(Path: ä)"], FactList.Of([.. mark, .. encoding.GetBytes("Get-Item ä")]).Lines(FactKind.Command));
        }
    }

    [Fact]
    public void Bytes_of_an_older_code_page_stop_nothing() =>
        Assert.Equal(["Get-Item(Path: \u00e4\u2013b)"], FactList.Of([.. "Get-Item "u8, 0xE4, 0x96, (byte)'b']).Lines(FactKind.Command));
}
