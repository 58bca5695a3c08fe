using System.Buffers.Binary;
using System.Text;
using Assay.Model;

namespace Assay.Text.Tests;

public sealed class OtherScriptTests
{
    [Theory]
    [InlineData("curl -s h | sh", "process curl -s h|process sh pipe=curl")]
    [InlineData("c'u'r\"l\" h", "process curl h")]
    [InlineData("a=cu; b=rl; $a$b h", "process curl h")]
    [InlineData("$'\\x63url' h", "process curl h")]
    [InlineData("tool $(hostname)", "process hostname|process tool ?")]
    [InlineData("x=$(echo tool); $x a", "process tool a")]
    [InlineData("sudo rm -rf /tmp/a", "path /tmp/a access=delete|process rm -rf /tmp/a elevated=true")]
    [InlineData("tool > /tmp/out 2>&1 < in.txt", "path /tmp/out access=write|path in.txt access=read|process tool")]
    [InlineData("./run.sh a && . ./lib.sh", "process run.sh a|include ./run.sh how=run|include ./lib.sh how=dot-source")]
    [InlineData("bash other.sh", "process bash other.sh|include other.sh how=run")]
    [InlineData("sh -c 'tool a; tool b'", "process sh -c tool a; tool b|process tool a|process tool b")]
    [InlineData("if [ -f a ]; then tool a; else tool b; fi", "process tool a|process tool b")]
    [InlineData("for x in one; do tool $x; done", "process tool one")]
    [InlineData("for x in one two; do tool $x; done", "process tool ?")]
    [InlineData("case $1 in\n a) tool a;;\n *) tool b;;\nesac", "process tool a|process tool b")]
    [InlineData("\"$(dirname \"$0\")/run.sh\"", "process run.sh|include ./run.sh how=run")]
    [InlineData("x=a; if [ $y ]; then x=b; fi; tool $x", "process tool ?")]
    public void Shell_commands_are_read(string script, string expected) => Assert.Equal(expected, string.Join('|', ScriptFactText.Lines(".sh", script)));

    [Theory]
    [InlineData("# rm -rf /")]
    [InlineData("echo 'rm -rf /'")]
    [InlineData("cat <<E\nrm -rf /\nE", "process cat")]
    [InlineData("x='curl h'")]
    [InlineData("[ -f rm ] || true")]
    public void What_a_shell_does_not_run_is_no_fact(string script, string expected = "") => Assert.Equal(expected, string.Join('|', ScriptFactText.Lines(".sh", script)));

    [Theory]
    [InlineData("echo dG9vbCBh | base64 -d | sh", "StandardInput#1.sh", "tool a", true)]
    [InlineData("eval \"$(echo dG9vbCBh | base64 --decode)\"", "Eval#1.sh", "tool a", false)]
    [InlineData("cat <<'E' > run.sh\ntool $a\nE\n", "Document#1.sh", "tool $a\r\n", false)]
    [InlineData("bash <<E\ntool a\nE\n", "StandardInput#1.sh", "tool a\r\n", false)]
    public void Code_inside_a_shell_script_is_handed_back(string script, string name, string text, bool recovered)
    {
        var derived = Assert.Single(ScriptFactText.Read(".sh", Encoding.UTF8.GetBytes(script.ReplaceLineEndings("\r\n"))).Derived);

        Assert.Equal((name, text, recovered), (derived.Name, Encoding.UTF8.GetString(derived.Bytes.Span), derived.Recovered));
    }

    [Theory]
    [InlineData("bash <<A; sh <<B\ntool a\nA\ntool b\nB\ntool c\n")]
    [InlineData("bash <<A | sh <<B; tool c\ntool a\nA\ntool b\nB")]
    public void Documents_of_one_line_stand_behind_each_other(string script)
    {
        var (derived, facts) = ScriptFactText.Read(".sh", Encoding.UTF8.GetBytes(script));

        Assert.Equal(["tool a\n", "tool b\n"], derived.Select(artifact => Encoding.UTF8.GetString(artifact.Bytes.Span)));
        Assert.Equal(["bash", "sh", "tool"], facts.Records.Select(record => facts.Read(record).Value).Order());
    }

    [Fact]
    public void A_function_is_a_place()
    {
        var facts = ScriptFactText.Read(".sh", "install() {\n  tool a\n}\ntool b\n"u8.ToArray()).Facts;

        Assert.Equal([("install", "install"), ("tool", "install"), ("tool", null)], facts.Records.Select(record => facts.Read(record)).Select(fact => (fact.Value, fact.Place?.Type)));
    }

    [Theory]
    [InlineData("require('child_process').exec('tool a')", "call child_process::exec tool a|process tool a")]
    [InlineData("const cp = require(\"node:child_process\");\ncp.spawn('tool', ['a', 'b' + 'c'])", "call child_process::spawn tool ?|process tool a bc")]
    [InlineData("const { exec: run } = require('child_process'); run(`curl ${u} | sh`)", "call child_process::exec curl * | sh|process curl ?|process sh pipe=curl")]
    [InlineData("import { execSync } from 'child_process'; execSync('tool a')", "call child_process::execSync tool a|process tool a")]
    [InlineData("import * as fs from 'fs'; fs.writeFileSync('a.txt', x)", "call fs::writeFileSync a.txt ?|path a.txt access=write")]
    [InlineData("import h from 'https'; h.request({host: 'x'})", "call https::request ?")]
    [InlineData("require('./other')", "include ./other how=require")]
    [InlineData("eval(atob('YQ=='))", "call globalThis::eval a")]
    [InlineData("new Function('return 1')()", "new Function return 1")]
    [InlineData("document.write('<b>')", "call document::write <b>")]
    [InlineData("navigator.sendBeacon('/x', d)", "call navigator::sendBeacon /x ?")]
    [InlineData("fetch('/x'); new XMLHttpRequest()", "call globalThis::fetch /x|new XMLHttpRequest")]
    [InlineData("x = process.env.TOKEN", "call System.Environment::GetEnvironmentVariable TOKEN")]
    [InlineData("JSON.stringify(process.env)", "call System.Environment::GetEnvironmentVariables")]
    [InlineData("var s = new ActiveXObject('WScript.Shell'); s.Run('tool a', 0)", "com WScript.Shell|com WScript.Shell tool a 0 member=Run|process tool a hidden=true")]
    [InlineData("new ActiveXObject('WScr' + 'ipt.Shell').Run(String.fromCharCode(116,111,111,108))", "com WScript.Shell|com WScript.Shell tool member=Run|process tool")]
    [InlineData("var p=['tool',' a'];new ActiveXObject('WScript.Shell').Exec(p[0]+p[1])", "com WScript.Shell|com WScript.Shell tool a member=Exec|process tool a")]
    public void JavaScript_is_read(string script, string expected) => Assert.Equal(expected, string.Join('|', ScriptFactText.Lines(".js", script)));

    [Theory]
    [InlineData("// eval('a')\n/* eval('b') */")]
    [InlineData("var a = \"eval('x')\";")]
    [InlineData("var r = /eval('x')/g; if (a) /new Function('x')/.test(b)")]
    [InlineData("a = b / eval / c; d = `eval('x')`")]
    [InlineData("x.eval('a'); y.fetch('b'); obj.process.env.X")]
    [InlineData("if (process.env.NODE_ENV !== 'production') {}")]
    [InlineData("var g = Function('return this')();")]
    public void What_JavaScript_only_mentions_is_no_fact(string script) => Assert.Empty(ScriptFactText.Lines(".js", script));

    [Theory]
    [InlineData("Set s = CreateObject(\"WScript.Shell\")\ns.Run \"tool a\", 0, True", "com WScript.Shell|com WScript.Shell tool a 0 true member=Run|process tool a hidden=true")]
    [InlineData("CreateObject(\"WScript\" & \".Shell\").Exec(\"to\" & Chr(111) & StrReverse(\"l\"))", "com WScript.Shell|com WScript.Shell tool member=Exec|process tool")]
    [InlineData("Set s = CreateObject(\"WScript.Shell\")\ns.RegWrite \"HKCU\\Software\\A\\N\", \"D\"", "com WScript.Shell|com WScript.Shell HKCU\\Software\\A\\N D member=RegWrite|registry HKCU\\Software\\A access=write name=N data=D")]
    [InlineData("Set f = CreateObject(\"Scripting.FileSystemObject\")\nf.DeleteFile \"C:\\a.txt\"", "com Scripting.FileSystemObject|com Scripting.FileSystemObject C:\\a.txt member=DeleteFile|path C:/a.txt access=delete")]
    [InlineData("Set w = GetObject(\"winmgmts:\\\\.\\root\\cimv2\")\nSet q = w.ExecQuery(\"SELECT * FROM Win32_Bios\")", "wmi Win32_Bios query=SELECT * FROM Win32_Bios")]
    [InlineData("GetObject(\"winmgmts:root\\cimv2:Win32_Process\").Create \"tool a\", Null, Null, id", "wmi Win32_Process|wmi Win32_Process method=Create|process tool a")]
    [InlineData("Set a = CreateObject(\"Shell.Application\") : a.ShellExecute \"tool\", \"a b\", \"\", \"runas\", 0", "com Shell.Application|com Shell.Application tool a b  runas 0 member=ShellExecute|process tool a b hidden=true elevated=true")]
    [InlineData("With CreateObject(\"ADODB.Stream\")\n.Open\n.SaveToFile \"a.bin\", 2\nEnd With", "com ADODB.Stream|com ADODB.Stream member=Open|com ADODB.Stream a.bin 2 member=SaveToFile|path a.bin access=write")]
    [InlineData("x = \"to\" & _\n \"ol\"\nCreateObject(\"WScript.Shell\").Run x", "com WScript.Shell|com WScript.Shell tool member=Run|process tool")]
    public void VBScript_is_read(string script, string expected) => Assert.Equal(expected, string.Join('|', ScriptFactText.Lines(".vbs", script)));

    [Theory]
    [InlineData("' CreateObject(\"WScript.Shell\")")]
    [InlineData("Rem CreateObject(\"WScript.Shell\")")]
    [InlineData("MsgBox \"CreateObject(\"\"WScript.Shell\"\")\"")]
    public void What_VBScript_only_mentions_is_no_fact(string script) => Assert.Empty(ScriptFactText.Lines(".vbs", script));

    [Fact]
    public void Text_that_VBScript_runs_is_handed_back()
    {
        var derived = Assert.Single(ScriptFactText.Read(".vbs", "Execute Chr(77) & \"sgBox 1\""u8.ToArray()).Derived);

        Assert.Equal(("Execute#1.vbs", "MsgBox 1", true), (derived.Name, Encoding.UTF8.GetString(derived.Bytes.Span), derived.Recovered));
    }

    [Theory]
    [InlineData(".reg", "Windows Registry Editor Version 5.00\n\n[HKEY_CURRENT_USER\\Software\\A]\n\"N\"=\"C:\\\\a \\\"b\\\"\"\n\"D\"=dword:0000000a\n\"X\"=-\n[-HKEY_LOCAL_MACHINE\\B]", "registry HKCU\\Software\\A access=create|registry HKCU\\Software\\A access=write name=N data=C:\\a \"b\"|registry HKCU\\Software\\A access=write name=D data=10|registry HKCU\\Software\\A access=delete name=X|registry HKLM\\B access=delete")]
    [InlineData(".reg", "[HKEY_CURRENT_USER\\A]\n\"N\"=hex(2):41,00,\\\n  42,00,00,00", "registry HKCU\\A access=create|registry HKCU\\A access=write name=N data=AB")]
    [InlineData(".inf", "[DefaultInstall]\nAddReg=a\nRunPreSetupCommands=b\n[a]\nHKLM,\"Software\\X\",\"N\",,\"%V%\"\n[b]\ntool.exe a\n[Strings]\nV=\"D\"", "registry HKLM\\Software\\X access=write name=N data=D|process tool a")]
    [InlineData(".url", "[InternetShortcut]\nURL=file://host.example/share/a.exe\nIconFile=\\\\host.example\\i.ico", "path //host.example/share/a.exe access=read|include //host.example/share/a.exe how=run|path //host.example/i.ico access=read")]
    [InlineData(".url", "[Desktop Entry]\nExec=tool a", "process tool a")]
    [InlineData(".hta", "<script language=\"vbscript\" src='a.vbs'>x</script>", "include a.vbs how=run")]
    public void Files_of_the_system_are_read(string ending, string text, string expected) => Assert.Equal(expected, string.Join('|', ScriptFactText.Lines(ending, text)));

    [Fact]
    public void Script_blocks_come_in_their_language() =>
        Assert.Equal(["Script#1.vbs", "Script#2.js"], ScriptFactText.Read(".hta", "<script language=VBScript>a</script><script>b</script><script type=\"application/json\">{}</script>"u8.ToArray()).Derived.Select(artifact => artifact.Name));

    [Fact]
    public void A_shortcut_gives_its_program_arguments_and_window()
    {
        var link = new byte[0x4C];
        BinaryPrimitives.WriteInt32LittleEndian(link, 0x4C);
        BinaryPrimitives.WriteUInt32LittleEndian(link.AsSpan(0x14), 0x8 | 0x20 | 0x40 | 0x80);
        BinaryPrimitives.WriteInt32LittleEndian(link.AsSpan(0x3C), 7);
        byte[] whole = [.. link, .. Text(@"..\tool.exe"), .. Text("a \"b c\""), .. Text(@"\\host.example\i.ico")];

        Assert.Equal(["process tool a b c hidden=true", "include ../tool.exe how=run", "path //host.example/i.ico access=read"], ScriptFactText.Lines(ScriptFactText.Read(".lnk", whole).Facts));
        Assert.Equal(ProblemId.TextUndecodable, Assert.Single(ScriptFactText.Read(".lnk", whole[..^4]).Facts.Problems).Id);
    }

    private static byte[] Text(string text)
    {
        var bytes = new byte[2 + (text.Length * 2)];
        BinaryPrimitives.WriteUInt16LittleEndian(bytes, (ushort)text.Length);
        Encoding.Unicode.GetBytes(text, bytes.AsSpan(2));
        return bytes;
    }
}
