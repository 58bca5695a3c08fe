using System.Text;
using Assay.Model;

namespace Assay.PowerShell.Tests.Facts;

public sealed class ProcessFactsTests
{
    [Theory]
    [InlineData("whoami /all", "whoami(/all)")]
    [InlineData("C:\\Windows\\System32\\NET.exe user a /add", "net(user, a, /add)")]
    [InlineData("& \"$env:windir\\system32\\reg.exe\" query HKLM\\X", "reg(query, HKLM\\X)")]
    [InlineData("& \"$dir\\tool.exe\" -a:$x -b", "tool(-a:*, -b)")]
    [InlineData("ping -n 1 \"$computer.example.invalid\"", "ping(-n, 1, *.example.invalid)")]
    [InlineData("& (Join-Path $PSScriptRoot 'bin\\tool.exe') 1", "tool(1)")]
    [InlineData("Start-Process notepad -ArgumentList 'a b','c' -WindowStyle Hidden -Verb runas", "notepad(a, b, c, hidden: true, elevated: true)")]
    [InlineData("saps \"$x\\a.exe\"", "a")]
    [InlineData("[Diagnostics.Process]::Start('cmd', '/k')", "cmd(/k)")]
    [InlineData("(New-Object -ComObject WScript.Shell).Run('calc /x', 0)", "calc(/x, hidden: true)")]
    [InlineData("([wmiclass]'Win32_Process').Create('notepad.exe a')", "notepad(a)")]
    [InlineData("icim Win32_Process Create @{ CommandLine = 'calc' }", "calc")]
    [InlineData("New-ScheduledTaskAction -Execute wscript -Argument 'a.vbs'", "wscript(a.vbs)")]
    [InlineData("git --% commit -m \"a b\" | out-null", "git(commit, -m, a b)")]
    public void A_started_program_is_named_with_its_tokens(string script, string expected) => Assert.Equal([expected], FactList.Of(script).Lines(FactKind.Process));

    [Fact]
    public void The_commands_of_a_shell_line_are_programs_of_their_own() =>
        Assert.Equal(["cmd(/c, start \"\" /min calc & call net^ stop x && a.bat|more)", "calc", "net(stop, x)", "a.bat", "more"],
            FactList.Of("cmd /c 'start \"\" /min calc & call net^ stop x && a.bat|more'").Lines(FactKind.Process));

    [Fact]
    public void What_is_not_known_in_a_shell_line_does_not_hide_the_rest() =>
        Assert.Equal(["cmd(/c, ping 127.0.0.1 > nul & del *)", "ping(127.0.0.1, >, nul)", "del(?)"], FactList.Of("cmd /c \"ping 127.0.0.1 > nul & del $file\"").Lines(FactKind.Process));

    [Fact]
    public void A_task_runs_its_program() =>
        Assert.Equal(["schtasks(/create, /tn, x, /tr, powershell -w hidden -f c:\\a.ps1)", "powershell(-w, hidden, -f, c:\\a.ps1, hidden: true)"],
            FactList.Of("schtasks /create /tn x /tr 'powershell -w hidden -f c:\\a.ps1'").Lines(FactKind.Process));

    [Theory]
    [InlineData("powershell -nop -c \"Get-Date; x\"", "Command#1.ps1", "Get-Date; x")]
    [InlineData("pwsh --NoProfile /Command Get-Date -x", "Command#1.ps1", "Get-Date -x")]
    [InlineData("powershell.exe -ExecutionPolicy Bypass Get-Date", "Command#1.ps1", "Get-Date")]
    [InlineData("cmd /c powershell -w hidden -c Get-Date", "Command#1.ps1", "Get-Date")]
    [InlineData("Start-Process powershell '-c', 'Get-Date'", "Command#1.ps1", "Get-Date")]
    [InlineData("sp HKCU:\\Software\\Microsoft\\Windows\\CurrentVersion\\Run a 'powershell -c Get-Date'", "Command#1.ps1", "Get-Date")]
    [InlineData("reg add HKCU\\X /v a /d \"powershell -c Get-Date\"", "Command#1.ps1", "Get-Date")]
    [InlineData("'Get-Date' | powershell -nop -", "StandardInput#1.ps1", "Get-Date")]
    [InlineData("schtasks /create /tr \"cmd /c powershell -c Get-Date\"", "Command#1.ps1", "Get-Date")]
    public void The_code_in_a_command_line_is_read_as_code(string script, string name, string text) => Assert.Equal(text, FactList.Of(script).Layer(name));

    [Theory]
    [InlineData("-e")]
    [InlineData("-ec")]
    [InlineData("/enc")]
    [InlineData("--EncodedCommand")]
    [InlineData("\u2013encod")]
    [InlineData("-w 1 -ep bypass -enc")]
    public void An_encoded_command_is_decoded_whatever_its_switch_is_called(string option)
    {
        var encoded = Convert.ToBase64String(Encoding.Unicode.GetBytes("Get-Date"));

        var facts = FactList.Of($"powershell {option} {encoded}");

        Assert.Equal("Get-Date", facts.Layer("EncodedCommand#1.ps1"));
        Assert.True(facts.Derived[0].Recovered);
        Assert.Equal(["encoded-layer"], facts.Lines(FactKind.Anomaly));
    }

    [Fact]
    public void An_arguments_list_that_is_not_known_is_said_to_be_unknown() =>
        Assert.Equal(["powershell(-c, ?)"], FactList.Of("powershell -c $x").Lines(FactKind.Process));
}
