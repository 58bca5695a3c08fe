using System.Text;
using Assay.Model;

namespace Assay.Text.Tests;

public sealed class BatchAnalyzerTests
{
    [Theory]
    [InlineData("c^url -o a.bin h", "anomaly concealed-command-name|process curl -o a.bin h")]
    [InlineData("@curl.exe h > out.txt 2>&1", "process curl h|path out.txt access=write")]
    [InlineData("set a=cu\nset b=rl\n%a%%b% h", "process curl h")]
    [InlineData("set x=abcurlz\n%x:~2,4% h", "anomaly concealed-command-name|process curl h")]
    [InlineData("set x=cXurl\n%x:X=% h", "process curl h")]
    [InlineData("%ComSpec:~-7,3% /c tool h", "anomaly concealed-command-name|process cmd /c tool h|process tool h")]
    [InlineData("cu%notset%rl h", "process curl h")]
    [InlineData("setlocal EnableDelayedExpansion\nset a=cur\n!a!l h", "process curl h")]
    [InlineData("for %%a in (cu) do %%arl h", "process curl h")]
    [InlineData("for %%a in (one two) do tool %%a", "process tool one|process tool two")]
    [InlineData("for %%a in (one two) do (\n tool %%a\n)", "process tool one|process tool two")]
    [InlineData("setlocal enabledelayedexpansion\nset c=\nfor %%a in (c u r l) do set c=!c!%%a\n!c! h", "process curl h")]
    [InlineData("for /f \"tokens=2 delims=,\" %%a in (\"x,curl,y\") do %%a h", "process curl h")]
    [InlineData("for /f %%a in ('hostname') do tool %%a", "process hostname|process tool ?")]
    [InlineData("for /f %%a in ('tool a ^| sort b') do echo %%a", "process tool a|process sort b pipe=tool")]
    [InlineData("if (a)==(%1) tool a", "process tool a")]
    [InlineData(",;cmd,/c,tool", "process cmd /c tool|process tool")]
    [InlineData("cmd/c tool h", "process cmd /c tool h|process tool h")]
    [InlineData("\"C:\\Program Files\\A\\b.exe\" x", "process b x|include C:/Program Files/A/b.exe how=run")]
    [InlineData("cu\"r\"l h", "process curl h")]
    [InlineData("set t=tool\ncall set u=%%t%%\n%u% h", "process tool h")]
    [InlineData("call other.bat x\nstart \"t\" /min z.exe", "process other.bat x|include other.bat how=run|process z")]
    [InlineData("powershell -File y.ps1", "process powershell -File y.ps1|include y.ps1 how=run")]
    [InlineData("cscript //nologo w.vbs", "process cscript //nologo w.vbs|include w.vbs how=run")]
    [InlineData("\"%~dp0run.bat\"", "process run.bat|include ./run.bat how=run")]
    [InlineData("reg add HKCU\\Software\\A /v N /d D /f", "process reg add HKCU\\Software\\A /v N /d D /f|registry HKCU\\Software\\A access=write name=N data=D")]
    [InlineData("reg delete HKLM\\Software\\A /f", "process reg delete HKLM\\Software\\A /f|registry HKLM\\Software\\A access=delete")]
    [InlineData("del /q C:\\a.txt", "path C:/a.txt access=delete|process del /q C:\\a.txt")]
    [InlineData("copy a.txt b.txt", "path a.txt access=read|path b.txt access=write|process copy a.txt b.txt")]
    [InlineData("del \"%~f0\"", "path %PSCommandPath% access=delete|process del %PSCommandPath%")]
    [InlineData("curl h | cmd", "process curl h|process cmd pipe=curl")]
    [InlineData("echo tool h| cmd", "process cmd pipe=echo|process tool h")]
    [InlineData("if exist a.txt (tool a) else tool b", "process tool a|process tool b")]
    [InlineData("if \"%1\"==\"x\" tool a", "process tool a")]
    [InlineData("tool a ^\n b", "process tool a b")]
    [InlineData("wmic process call create \"tool h\"", "process wmic process call create tool h|wmi Win32_Process method=create|process tool h")]
    public void Commands_are_read_as_cmd_runs_them(string script, string expected) => Assert.Equal(expected, string.Join('|', ScriptFactText.Lines(".bat", script)));

    [Theory]
    [InlineData("rem del C:\\a.txt & curl h")]
    [InlineData(":: curl h")]
    [InlineData("echo del C:\\a.txt")]
    [InlineData("echo a ^> b.txt ^& curl h")]
    [InlineData("exit /b\ncurl h\nthis is text")]
    [InlineData("goto end\ncurl h\n:end")]
    [InlineData("goto :eof\ncurl h")]
    [InlineData("if defined A echo \"curl & h\"")]
    [InlineData("title curl h")]
    [InlineData("@if (@X)==(@Y) @end /* curl h */\nexit /b\nvar x = 1;")]
    [InlineData("<!-- : batch\nexit /b")]
    [InlineData("@echo off\nsetlocal\nendlocal")]
    public void What_does_not_run_is_no_fact(string script) => Assert.Empty(ScriptFactText.Lines(".bat", script));

    [Fact]
    public void A_variable_of_two_ways_is_not_known_behind_them()
    {
        Assert.Equal(["process tool ?"], ScriptFactText.Lines(".bat", "set x=a\nif defined y set x=b\ntool %x%"));
        Assert.Equal(["process tool b"], ScriptFactText.Lines(".bat", "set x=a\nset x=b\ntool %x%"));
        Assert.Equal(["process tool ?"], ScriptFactText.Lines(".bat", "set x=a\n:again\ntool %x%\nset x=b\ngoto again"));
    }

    [Fact]
    public void A_label_that_is_called_is_the_place_of_what_follows()
    {
        var (_, facts) = ScriptFactText.Read(".bat", "call :work\r\nexit /b\r\n:work\r\ntool a\r\n"u8.ToArray());

        var fact = facts.Read(Assert.Single(facts.Records));
        Assert.Equal(("tool", "work", 4, 1), (fact.Value, fact.Place?.Type, fact.Position, fact.Column));
    }

    [Theory]
    [InlineData("powershell -Command \"Get-Date; iwr h\"", "Command#1.ps1", "Get-Date; iwr h")]
    [InlineData("powershell -e RwBlAHQALQBEAGEAdABlAA==", "EncodedCommand#1.ps1", "Get-Date")]
    [InlineData("mshta vbscript:MsgBox(1)(close)", "Mshta#1.vbs", "MsgBox(1)(close)")]
    [InlineData("echo Get-Date| powershell -", "StandardInput#1.ps1", "Get-Date")]
    [InlineData("echo MsgBox 1 > x.vbs\necho MsgBox 2 >> x.vbs\ncscript x.vbs", "Echo#1.vbs", "MsgBox 1\r\nMsgBox 2\r\n")]
    [InlineData("(\necho MsgBox 1\necho MsgBox 2\n) > x.vbs", "Echo#1.vbs", "MsgBox 1\r\nMsgBox 2\r\n")]
    [InlineData("echo R2V0LURhdGU=>x.b64\ncertutil -decode x.b64 y.ps1", "Decoded#1.ps1", "Get-Date")]
    public void Code_inside_is_handed_back(string script, string name, string text)
    {
        var derived = ScriptFactText.Read(".bat", Encoding.UTF8.GetBytes(script.ReplaceLineEndings("\r\n"))).Derived;

        Assert.Contains((name, text), derived.Select(artifact => (artifact.Name, Encoding.UTF8.GetString(artifact.Bytes.Span))));
    }

    [Fact]
    public void A_hidden_window_is_said() => Assert.Contains("process powershell -w hidden -File a.ps1 hidden=true", ScriptFactText.Lines(".bat", "powershell -w hidden -File a.ps1"));

    [Fact]
    public void A_url_that_is_put_together_is_stated()
    {
        var facts = ScriptFactText.Read(".bat", "set h=host.example\r\ncurl https://%h%/a.exe -o a.exe\r\n"u8.ToArray()).Facts;

        var url = facts.Read(Assert.Single(facts.Records, record => record.Kind == FactKind.Url));
        Assert.Equal(("https://host.example/a.exe", Derivation.Folded), (url.Value, url.Derivation));
    }
}
