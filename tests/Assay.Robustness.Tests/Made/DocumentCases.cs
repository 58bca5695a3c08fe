using System.Text;
using Assay.Model;
using Assay.TestInputs;

namespace Assay.Robustness.Tests.Made;

/// <summary>XML, build files, and files on which a system acts when somebody opens them.</summary>
internal static class DocumentCases
{
    public static IEnumerable<MadeCase> All =>
    [
        Build("not-closed", "<Project><Target Name='T' BeforeTargets='Build'><Exec Command='calc.exe'/>").Says(ProblemId.XmlUnreadable),
        Build("with-document-type", "<!DOCTYPE Project><Project><Target Name='T' BeforeTargets='Build'><Exec Command='calc.exe'/></Target></Project>").Says(ProblemId.XmlUnreadable).Finds("runs-command-during-build"),
        Build("with-forbidden-character", "<Project><Target Name='T' BeforeTargets='Build'><Exec Command='calc.exe &#x1;'/></Target></Project>").Finds("runs-command-during-build").AndNothingElse(),
        Build("bytes-behind-the-project", "<Project><Target Name='T' BeforeTargets='Build'><Exec Command='calc.exe'/></Target></Project>\0 junk").Says(ProblemId.XmlUnreadable).Finds("runs-command-during-build"),
        Build("declared-utf16-is-utf8", "<?xml version='1.0' encoding='utf-16'?><Project><Target Name='T' BeforeTargets='Build'><Exec Command='calc.exe'/></Target></Project>").Finds("runs-command-during-build").AndNothingElse(),
        BuildBytes("bytes-no-utf8", [.. "<Project><Target Name='T' BeforeTargets='Build'><Exec Command='calc.exe "u8, 0xFF, 0xC0, .. "'/></Target></Project>"u8]).Finds("runs-command-during-build"),
        BuildBytes("utf32", [0xFF, 0xFE, 0, 0, .. Encoding.UTF32.GetBytes("<Project><Target Name='T' BeforeTargets='Build'><Exec Command='calc.exe'/></Target></Project>")]).Finds("runs-command-during-build"),
        Build("with-entities", "<!DOCTYPE a [<!ENTITY b 'calc.exe'>]><Project><Target Name='T' BeforeTargets='Build'><Exec Command='&b;'/></Target></Project>").Says(ProblemId.XmlUnreadable),
        Build("external-entity", "<!DOCTYPE a SYSTEM 'http://127.0.0.1:9/a'><Project/>").Says(ProblemId.XmlUnreadable),
        Build("four-hundred-levels", "<Project><Target Name='T' BeforeTargets='Build'><Exec Command='calc.exe'/></Target>" + string.Concat(Enumerable.Repeat("<a>", 400)) + string.Concat(Enumerable.Repeat("</a>", 400)) + "</Project>").Says(ProblemId.LimitSteps).Finds("runs-command-during-build"),
        Build("property-of-itself", "<Project><PropertyGroup><A>$(B)calc</A><B>$(A)</B></PropertyGroup><Target Name='T' BeforeTargets='Build'><Exec Command='$(A).exe'/></Target></Project>").Finds("runs-command-during-build").AndNothingElse(),
        Build("imports-itself", "<Project><Import Project='made.targets'/><Import Project='$(MSBuildThisFile)'/><Target Name='T' BeforeTargets='Build'><Exec Command='calc.exe'/></Target></Project>").Finds("runs-command-during-build").AndNothingElse(),
        Build("functions-of-functions", $"<Project><PropertyGroup><A>{string.Concat(Enumerable.Repeat("$([System.String]::Concat(", 20_000))}</A></PropertyGroup><Target Name='T' BeforeTargets='Build'><Exec Command='calc.exe'/></Target></Project>").Finds("runs-command-during-build"),
        Build("conditions-of-parentheses", $"<Project><Target Name='T' BeforeTargets='Build' Condition='{new string('(', 200_000)}'><Exec Command='calc.exe'/></Target></Project>").Finds("runs-command-during-build"),
        Build("task-of-broken-code", "<Project><UsingTask TaskName='T' TaskFactory='RoslynCodeTaskFactory'><Task><Code Type='Fragment' Language='cs'><![CDATA[ ((((((((( ]]></Code></Task></UsingTask><Target Name='T' BeforeTargets='Build'><T/></Target></Project>").Finds("compiles-task-during-build"),
        BuildBytes("marked-utf16-is-utf8", [0xFF, 0xFE, .. "<Project><Target Name='T'><Exec Command='calc.exe'/></Target></Project>"u8]).Says(ProblemId.XmlUnreadable),
        BuildBytes("utf16-that-says-utf8", [0xFF, 0xFE, .. Encoding.Unicode.GetBytes("<?xml version='1.0' encoding='utf-8'?><Project><Target Name='T' BeforeTargets='Build'><Exec Command='calc.exe'/></Target></Project>")]).Finds("runs-command-during-build"),
        BuildBytes("nul", [.. "<Project><Target Name='T' BeforeTargets='Build'><Exec Command='calc.exe'/></Target>\0</Project>"u8]).Says(ProblemId.XmlUnreadable),
        Text("powershell-xml/not-closed", "made.types.ps1xml", "<Types><Type><Name>A</Name><Members><ScriptMethod><Name>M</Name><Script>Start-Process calc</Script></ScriptMethod>").Says(ProblemId.XmlUnreadable),
        Text("powershell-xml/with-entities", "made.format.ps1xml", "<!DOCTYPE a [<!ENTITY b 'Start-Process'>]><Configuration><ScriptBlock>&b; calc</ScriptBlock></Configuration>").Says(ProblemId.XmlUnreadable),
        Text("powershell-xml/levels", "made.types.ps1xml", "<Types><Script>Start-Process calc</Script>" + string.Concat(Enumerable.Repeat("<a>", 5000)) + string.Concat(Enumerable.Repeat("</a>", 5000)) + "</Types>").Says(ProblemId.LimitSteps).Finds("starts-process"),
        Text("powershell-xml/blocks-of-three-thousand", "made.format.ps1xml", "<Configuration><ScriptBlock>Start-Process calc</ScriptBlock>" + string.Concat(Enumerable.Range(0, 3000).Select(i => $"<ScriptBlock>Get-Item {i}</ScriptBlock>")) + "</Configuration>").Says(ProblemId.LimitFindings).Finds("starts-process"),
        Text("cdxml/other-root", "made.cdxml", "<PowerShellMetadata><Class ClassName='../../a'><Version>x</Version><DefaultNoun/></Class>").Says(ProblemId.XmlUnreadable),
        Registry("key-without-end", "[HKEY_CURRENT_USER\\Software\\Microsoft\\Windows\\CurrentVersion\\Run]\r\n\"a\"=\"calc.exe\"\r\n[" + new string('\\', 100_000)).Finds("registers-run-key"),
        Registry("bytes-without-end", "[HKEY_CURRENT_USER\\Software\\Microsoft\\Windows\\CurrentVersion\\Run]\r\n\"a\"=\"calc.exe\"\r\n\"b\"=hex(7):" + string.Concat(Enumerable.Repeat("zz,\\\r\n", 50_000))).Finds("registers-run-key"),
        Text("setup/sections-of-themselves", "made.inf", "[DefaultInstall]\r\nAddReg=DefaultInstall\r\nRunPreSetupCommands=A\r\n[A]\r\ncalc.exe\r\n%a%\r\n[Strings]\r\na=%b%\r\nb=%a%\r\n"),
        Text("setup/commas-of-a-million", "made.inf", "[DefaultInstall]\r\nAddReg=" + new string(',', 1_000_000)),
        Text("internet-shortcut/lines", "made.url", "[InternetShortcut]\r\nURL=" + new string('=', 500_000) + "\r\nIconFile=\\\\example.invalid\\a\r\n"),
        Text("desktop/escapes", "made.desktop", "[Desktop Entry]\nType=Application\nExec=sh -c " + string.Concat(Enumerable.Repeat("\\\\\"%", 50_000)) + "\n"),
        Text("html-application/script-without-end", "made.hta", "<html><script language='VBScript'>CreateObject(\"WScript.Shell\").Run \"calc.exe\"\n" + string.Concat(Enumerable.Repeat("<script>", 50_000))),
        Link("cut-in-header", bytes => bytes[..40]).Says(ProblemId.TextUndecodable),
        Link("ids-beyond-the-end", bytes => bytes.U32(0x14, 1).With(0x4C, [0xFF, 0xFF])).Says(ProblemId.TextUndecodable),
        Link("information-negative", bytes => bytes.U32(0x14, 2).U32(0x4C, 0xFFFF_FFF0)).Says(ProblemId.TextUndecodable),
        Link("information-of-nothing", bytes => bytes.U32(0x14, 2).U32(0x4C, 0)),
        Link("texts-beyond-the-end", bytes => bytes.U32(0x14, 0xFC).With(0x4C, [0xFF, 0xFF])).Says(ProblemId.TextUndecodable),
        Link("path-offset-in-header", bytes => [.. bytes.U32(0x14, 2).U32(0x4C, 0x30).U32(0x50, 0x24).U32(0x54, 1).U32(0x4C + 0x10, 0x7FFF_FFFF).U32(0x4C + 0x1C, 0xFFFF_FFF0)]),
        Link("blocks-of-no-length", bytes => [.. bytes.U32(0x14, 0x200), .. new byte[1000]]),
        Xml("documentation-of-a-million-levels", "<doc>" + string.Concat(Enumerable.Repeat("<a>", 300_000))),
        Xml("settings-with-entities", "<!DOCTYPE a [<!ENTITY b SYSTEM 'file:///etc/passwd'>]><configuration><appSettings><add key='password' value='&b;'/></appSettings></configuration>"),
        Json("levels", new string('[', 500_000)),
        Json("texts-of-escapes", "{\"a\":\"" + string.Concat(Enumerable.Repeat("\\ud800", 100_000)) + "\"}"),
        Json("names-twice", "{" + string.Join(',', Enumerable.Repeat("\"a\":1", 100_000)) + "}"),
        Licence("megabytes-of-one-word", string.Concat(Enumerable.Repeat("permission ", 500_000))),
        Licence("rtf-of-groups", "{\\rtf1 " + new string('{', 200_000)),
        Licence("rtf-of-numbers", "{\\rtf1 \\u-99999999999999? \\'zz \\bin2000000000 a}"),
        Licence("bytes-no-utf8", "MIT License \u00ff"),
        new MadeCase("secrets/keys-of-a-megabyte", "made.ps1", () => Encoding.ASCII.GetBytes("Start-Process calc\n# -----BEGIN RSA PRIVATE KEY-----\n" + string.Concat(Enumerable.Repeat("# " + new string('A', 64) + "\n", 20_000)))).Finds("starts-process"),
        new MadeCase("secrets/begins-of-a-hundred-thousand", "made.ps1", () => Encoding.ASCII.GetBytes("Start-Process calc\n" + string.Concat(Enumerable.Repeat("# -----BEGIN PRIVATE KEY-----\n", 50_000)))).Finds("starts-process"),
        new MadeCase("secrets/addresses-of-a-hundred-thousand", "made.ps1", () => Encoding.ASCII.GetBytes("Start-Process calc\n" + string.Concat(Enumerable.Range(0, 60_000).Select(i => $"# https://u:p{i}@example.invalid/{i}\n")))).Says(ProblemId.LimitFindings).Finds("starts-process"),
        new MadeCase("text/addresses-of-nothing", "made.ps1", () => Encoding.ASCII.GetBytes("Start-Process calc\n#" + string.Concat(Enumerable.Repeat("http://", 200_000)))).Finds("starts-process"),
    ];

    private static MadeCase Build(string id, string text) => BuildBytes(id, Encoding.UTF8.GetBytes(text));

    private static MadeCase BuildBytes(string id, byte[] bytes) => new("msbuild/" + id, "made.1.0.0.nupkg", () => new NupkgBuilder().Add("build/Sample.targets", bytes).Build());

    private static MadeCase Text(string id, string file, string text) => new(id, "made.zip", () => new RawZip().Add(new RawEntry(file, text)).Build());

    private static MadeCase Registry(string id, string text) => Text("registry/" + id, "made.reg", "Windows Registry Editor Version 5.00\r\n\r\n" + text);

    // [MS-SHLLINK] 2.1: a header of 76 bytes.
    private static MadeCase Link(string id, Func<byte[], byte[]> change) => new("shortcut/" + id, "made.zip", () =>
        new RawZip().Add(new RawEntry("made.lnk", change([0x4C, 0, 0, 0, 0x01, 0x14, 0x02, 0, 0, 0, 0, 0, 0xC0, 0, 0, 0, 0, 0, 0, 0x46, .. new byte[56 + 100]]))).Build());

    private static MadeCase Xml(string id, string text) => Text("xml/" + id, "made.config", text);

    private static MadeCase Json(string id, string text) => Text("json/" + id, "made.deps.json", text);

    private static MadeCase Licence(string id, string text) => new("licence/" + id, "made.1.0.0.nupkg", () => new NupkgBuilder().Add("LICENSE.txt", Encoding.Latin1.GetBytes(text)).Build());
}
