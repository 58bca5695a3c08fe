using Assay.CSharp;
using Assay.Fuzz.Mutation;
using Assay.Fuzz.Seeds;
using Assay.Model;
using Assay.PowerShell;
using Assay.Text;
using Assay.Text.Secrets;

namespace Assay.Fuzz.Targets;

/// <summary>Scripts and sources: lexer, parser, folding and facts of each language.</summary>
internal static class ScriptTargets
{
    // Folding may hold eight million elements of 32 bytes at most: 1..1000000 takes ten characters. Loops inside loops copy what variables hold on each way: half a gigabyte in all was seen.
    private static readonly InputLimits Folding = InputLimits.Default with { Milliseconds = 3_000, Allocated = 1024L * 1024 * 1024 };

    // A debug build that counts its branches interprets some hundred thousand steps in a second: the usual four million would be a hang here.
    private static readonly AnalysisLimits FewSteps = AnalysisLimits.Default.With(Limit.PowershellSteps, 100_000);

    public static FuzzTarget PowerShell { get; } = new("powershell", "powershell", ScriptSeeds.PowerShell, (input, outcome) =>
    {
        Analysis.Of((bytes, facts) => PowerShellAnalyzer.Analyze(bytes, "sample.ps1", recovered: false, facts, out _), FewSteps)(input, outcome);
        outcome.Add(ModuleRequirements.Read(input.Span, isData: false, FewSteps).ToString());
    })
    {
        Mutations = Formats.Code,
        Words = ["$(", "@(", "@{", "{", "${", "\"@\n", "@\"\n", "@'\n", "'@", "`", "|", "&", ". ", "-join", "-f", "-split", "-replace", "-bxor", "..", "[char]", "[Convert]::FromBase64String(", "iex ", "function f {", "param(", "switch", "if (", "while (1) {", "foreach ($a in ", "::", "<#", "#>", "$env:", "@args", "1..1000000", "'a' * 1000000", "-as", "[ref]", "class A {", "enum E {", "using module ", "#requires "],
        Endings = [".ps1", ".psm1"],
        Limits = Folding,
    };

    public static FuzzTarget PowerShellData { get; } = new("psd1", "build-files", ScriptSeeds.PowerShellData, (input, outcome) =>
    {
        Analysis.Of((bytes, facts) => PowerShellAnalyzer.Analyze(bytes, "sample.psd1", recovered: false, facts, out _), FewSteps)(input, outcome);
        outcome.Add(ModuleRequirements.Read(input.Span, isData: true, FewSteps).ToString());
    })
    {
        Mutations = Formats.Code,
        Words = ["@{", "@(", "RootModule = ", "NestedModules = ", "RequiredModules = ", "ScriptsToProcess = ", "PrivateData = ", "$PSScriptRoot", "'*'", "$(", "if ($true) {"],
        Endings = [".psd1"],
        Limits = Folding,
    };

    public static FuzzTarget CSharp { get; } = new("csharp", "sources", ScriptSeeds.CSharp, Analysis.Of(CSharpAnalyzer.Analyze))
    {
        Mutations = Formats.Code,
        Words = ["using ", "namespace ", "class C {", "$\"{", "$$\"\"\"", "\"\"\"", "@\"", "=>", "<", ">", "?", "??", "switch {", "new() {", "(", "[", "#if ", "#endif\n", "#region ", "/*", "//", "'\\u0061'", "unsafe ", "stackalloc ", "await ", "DllImport(\"a\")", "is { } ", "where T : "],
        Endings = [".cs", ".cs.pp"],

        // The compiler's lexer makes an object of each token, and of each that it does not know a message. Its parser has a thread of its own, which counts too.
        Limits = InputLimits.Default with { Milliseconds = 2_000, AllocatedPerByte = 8_000 },
    };

    public static FuzzTarget JavaScript { get; } = new("javascript", "sources", ScriptSeeds.JavaScript, Analysis.Of((input, facts) => JavaScriptAnalyzer.Analyze(input.Span, isRecovered: false, facts)))
    {
        Mutations = Formats.Code,
        Words = ["`${", "`", "/a/g", "=>", "function(", "require(", "eval(", "atob(", "String.fromCharCode(", "[", "{", "(", "/*", "//", "\\u{61}", "...", "?.", "['constructor']", "await import("],
        Endings = [".js"],

        // Brackets that do not close have the rest of the file passed over again and again, until the steps of the file are spent: 1.6 s of a debug build for 65 KB.
        Limits = InputLimits.Default with { Milliseconds = 3_000 },
    };

    public static FuzzTarget Batch { get; } = new("batch", "scripts", ScriptSeeds.Batch, Analysis.Of((input, facts) => BatchAnalyzer.Analyze(input.Span, isRecovered: false, facts)))
    {
        Mutations = Formats.Code,
        Words = ["%a%", "!a!", "%~dp0", "%%a", "for /f \"tokens=*\" %%a in (", ") do (", "set a=%a%%a%", "if ", "^", "&", "|", "goto ", ":a\n", "call ", "%a:~0,1%", "%a:b=c%"],
        Endings = [".cmd", ".bat"],
        // The body of a loop is read for each of up to 16 items, and copied each time: 204 MB for 65 KB, in proportion to the length.
        Limits = InputLimits.Default with { AllocatedPerByte = 4_000 },
    };

    public static FuzzTarget Shell { get; } = new("shell", "scripts", ScriptSeeds.Shell, Analysis.Of((input, facts) => ShellAnalyzer.Analyze(input.Span, isRecovered: false, facts)))
    {
        Mutations = Formats.Code,
        Words = ["$(", "${", "`", "<<EOF\n", "EOF\n", "if ", "fi\n", "case ", "esac\n", "for a in ", "do\n", "done\n", "| sh", "&&", "$((", "a=$a$a", "\\\n", "'", "\""],
        Endings = [".sh"],
        // A string that does not close goes to the end of the file, and substitutions in it are read again on each level, up to the steps of the file, which go by its length: 180 MB for 65 KB.
        Limits = InputLimits.Default with { AllocatedPerByte = 4_000 },
    };

    public static FuzzTarget VBScript { get; } = new("vbscript", "scripts", ScriptSeeds.VBScript, Analysis.Of((input, facts) => VBScriptAnalyzer.Analyze(input.Span, isRecovered: false, facts)))
    {
        Mutations = Formats.Code,
        Words = ["CreateObject(\"", "Execute ", "Chr(", "&H41", " & ", "Function f(", "End Function\n", "If a Then\n", "a = a & a\n", "StrReverse(", "Replace(", "_\n", "Split(", "Join("],
        Endings = [".vbs"],
    };

    // URLs, secrets and hidden characters are looked for in text of any kind.
    public static FuzzTarget PlainText { get; } = new("text", "scripts", ScriptSeeds.Texts, Analysis.Of((input, facts) =>
    {
        TextAnalyzer.Analyze(input.Span, ArtifactKind.Text, facts);
        BinaryTextAnalyzer.Analyze(input.Span, facts);
        SecretFacts.AddFromText(input.Span, "text", facts);
        SecretFacts.AddFromBinary(input.Span, 0, "binary", facts);
    }))
    {
        Mutations = Formats.Code,
        Words = ["https://", "http://a:b@", "xn--", "[::1]", "%2e", "\u202e", "\u200b", "-----BEGIN PRIVATE KEY-----\n", "-----END PRIVATE KEY-----\n", "password=", "AccountKey=", "Server=;", "eyJhbGciOiJIUzI1NiJ9.", "AKIA", "\uFEFF"],
        Endings = [".txt", ".md", ".json"],
    };
}
