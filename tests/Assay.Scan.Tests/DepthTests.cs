using System.Text;
using Assay.Model;
using Assay.Rules;
using Assay.TestInputs;

namespace Assay.Scan.Tests;

/// <summary>
/// Every parser that goes into itself, on inputs that nest as deep as anybody may write, on a thread with a stack of 1 MiB, the smallest that .NET gives one: it ends, and says what it did not read.
/// A stack overflow cannot be caught: it would end the tests.
/// </summary>
public sealed class DepthTests
{
    private const int Stack = 1024 * 1024;

    // Deeper, the longest texts are beyond what is read at all.
    private const int LargestText = 6_000_000;

    private static readonly RulePack Rules = EmbeddedRules.Load();
    private static readonly Scanner Scanner = new(new ScanOptions { Rules = Rules, ToolVersion = "test" });

    /// <summary>What is repeated: name, ending of the file, beginning, what opens a level, the middle, what closes it, end.</summary>
    public static TheoryData<string, string, string, string, string, string, string> Shapes { get; } = new()
    {
        { "ps-paren", ".ps1", "$a = ", "(", "1", ")", "" },
        { "ps-sub", ".ps1", "$a = ", "$(", "1", ")", "" },
        { "ps-array", ".ps1", "$a = ", "@(", "1", ")", "" },
        { "ps-block", ".ps1", "", "& {", " 1 ", "}", "" },
        { "ps-if", ".ps1", "", "if (1) {", " 1 ", "}", "" },
        { "ps-elseif", ".ps1", "", "if (0) {} else", "", "", "if (0) {}" },
        { "ps-func", ".ps1", "", "function f {", " 1 ", "}", "" },
        { "ps-hash", ".ps1", "$a = ", "@{a=", "1", "}", "" },
        { "ps-string", ".ps1", "$a = ", "\"$(", "1", ")\"", "" },
        { "ps-unary", ".ps1", "$a =", " -not", "", "", " 1" },
        { "ps-minus", ".ps1", "$a =", " -", "", "", " 1" },
        { "ps-comma", ".ps1", "$a = ", ",", "", "", "1" },
        { "ps-cast", ".ps1", "$a = ", "[int]", "", "", "1" },
        { "ps-plus", ".ps1", "$a = 'a", "' + 'b", "", "", "'; iex $a" },
        { "ps-member", ".ps1", "$a", ".b", "", "", "" },
        { "ps-call", ".ps1", "$a", ".b()", "", "", "" },
        { "ps-index", ".ps1", "$a", "[0]", "", "", "" },
        { "ps-indexin", ".ps1", "", "$a[", "0", "]", "" },
        { "ps-assign", ".ps1", "", "$a = ", "", "", "1" },
        { "ps-pipe", ".ps1", "1", " | a", "", "", "" },
        { "ps-type", ".ps1", "$a = ", "[List[", "int", "]]", "1" },
        { "ps-type2", ".ps1", "$a = ", "[List", "[int", "]", "]1" },
        { "ps-typearr", ".ps1", "$a = [int", "[]", "", "", "]1" },
        { "ps-attr", ".ps1", "function f { param", "([A", "(", ")]", "$x) }" },
        { "ps-andand", ".ps1", "", "a && ", "", "", "a" },
        { "ps-iex", ".ps1", "", "iex '", "a", "'", "" },
        { "ps-class", ".ps1", "", "class A { [int] f() { ", "", "} }", "" },
        { "ps-try", ".ps1", "", "try {", "", "} finally {}", "" },
        { "ps-switch", ".ps1", "", "switch (1) { 1 {", "", "} }", "" },
        { "ps-open", ".ps1", "", "(", "", "", "" },
        { "ps-openb", ".ps1", "", "{", "", "", "" },
        { "ps-here", ".ps1", "", "@\"\n$(", "", "", "" },
        { "ps-comment", ".ps1", "", "<#", "", "", "" },
        { "psd1", ".psd1", "", "@{A=", "'x'", "}", "" },
        { "psd1-arr", ".psd1", "@{ RequiredModules = ", "@(", "", ")", "}" },
        { "clixml", ".ps1xml", "<Types", "><a", "", "></a", "></Types>" },
        { "cs-paren", ".cs", "class A { int f() { return ", "(", "1", ")", "; } }" },
        { "cs-block", ".cs", "class A { void f() ", "{", "", "}", " }" },
        { "cs-class", ".cs", "", "class A {", "", "}", "" },
        { "cs-ns", ".cs", "", "namespace A {", "", "}", "" },
        { "cs-plus", ".cs", "class A { string s = \"a", "\"+\"b", "", "", "\"; }" },
        { "cs-plusp", ".cs", "class A { void f() { System.Diagnostics.Process.Start(\"a\"", "+x", "", "", "); } }" },
        { "cs-coalesce", ".cs", "class A { object s = a", "??b", "", "", "; }" },
        { "cs-cond", ".cs", "class A { object s = a", "?b:c", "", "", "; }" },
        { "cs-assign", ".cs", "class A { void f() { ", "a=", "", "", "1; } }" },
        { "cs-lambda", ".cs", "class A { object s = ", "x=>", "", "", "1; }" },
        { "cs-not", ".cs", "class A { object s = ", "!", "", "", "true; }" },
        { "cs-member", ".cs", "class A { void f() { a", ".b", "", "", "(); } }" },
        { "cs-call", ".cs", "class A { void f() { a", ".b()", "", "", "; } }" },
        { "cs-qname", ".cs", "using A", ".b", "", "", "; class A {}" },
        { "cs-else", ".cs", "class A { void f() {", " if (a) ; else", "", "", " ; } }" },
        { "cs-if", ".cs", "class A { void f() {", " if (a)", "", "", " ; } }" },
        { "cs-for", ".cs", "class A { void f() {", " for(;;)", "", "", " ; } }" },
        { "cs-generic", ".cs", "class A { ", "L<", "int", ">", " x; }" },
        { "cs-array", ".cs", "class A { int", "[]", "", "", " x; }" },
        { "cs-ptr", ".cs", "class A { int", "*", "", "", " x; }" },
        { "cs-interp", ".cs", "class A { string s = ", "$\"{", "1", "}\"", "; }" },
        { "cs-interp-verbatim", ".cs", "class A { string s = ", "$@\"{", "1", "}\"", "; }" },
        { "cs-interp-raw", ".cs", "class A { string s = ", "$\"\"\"{", "1", "}\"\"\"", "; }" },
        { "cs-interp-open", ".cs", "class A { string s = ", "$\"{", "", "", "" },
        { "cs-interp-brackets", ".cs", "class A { string s = ", "$\"{([", "1", "])}\"", "; }" },
        { "cs-interp-hidden", ".cs", "class A { char c = '\"\"\"; string s = ", "$\"{", "1", "}\"", "; }" },
        { "cs-cast", ".cs", "class A { object s = ", "(int)", "", "", "1; }" },
        { "cs-new", ".cs", "class A { object s = ", "new A{x=", "1", "}", "; }" },
        { "cs-pattern", ".cs", "class A { object s = x is", " not", "", "", " 1; }" },
        { "cs-patternor", ".cs", "class A { object s = x is", " 1 or", "", "", " 1; }" },
        { "cs-switch", ".cs", "class A { object s =", " x switch { _ =>", " 1", "}", "; }" },
        { "cs-query", ".cs", "class A { object s =", " from x in y select", "", "", " 1; }" },
        { "cs-await", ".cs", "class A { async void f() {", " await", "", "", " x; } }" },
        { "cs-ifdef", ".cs", "", "#if A\n", "", "#endif\n", "" },
        { "cs-ifexp", ".cs", "#if ", "(", "A", ")", "\n#endif\n" },
        { "cs-ifnot", ".cs", "#if ", "!", "", "", "A\n#endif\n" },
        { "cs-label", ".cs", "class A { void f() { ", "a:", "", "", "; } }" },
        { "cs-unchecked", ".cs", "class A { void f() { ", "checked{", "", "}", " } }" },
        { "cs-localf", ".cs", "class A { void f() { ", "void g() {", "", "}", " } }" },
        { "cs-xmldoc", ".cs", "/// ", "<a>", "", "", "\nclass A {}" },
        { "cs-attr", ".cs", "", "[A]", "", "", "class A {}" },
        { "cs-stackalloc", ".cs", "class A { object s = ", "[", "", "]", "; }" },
        { "cs-tuple", ".cs", "class A { object s = ", "(1,", "1", ")", "; }" },
        { "cs-deleg", ".cs", "class A { object s = ", "delegate {", "", "}", "; }" },
        { "cs-using", ".cs", "class A { void f() {", " using(a)", "", "", " ; } }" },
        { "cs-range", ".cs", "class A { object s = ", "..", "", "", "; }" },
        { "cs-index", ".cs", "class A { object s = ", "a[", "0", "]", "; }" },
        { "cs-throw", ".cs", "class A { object s =", " throw", "", "", " 0; }" },
        { "cs-andand", ".cs", "class A { bool s = a", "&&b", "", "", "; }" },
        { "js-paren", ".js", "a = ", "(", "1", ")", "" },
        { "js-array", ".js", "eval(", "[", "1", "]", ")" },
        { "js-obj", ".js", "a=", "{a:", "1", "}", "" },
        { "js-func", ".js", "", "function a(){", "", "}", "" },
        { "js-call", ".js", "", "eval(", "\"x\"", ")", "" },
        { "js-template", ".js", "eval(", "`${", "1", "}`", ")" },
        { "js-plus", ".js", "eval(\"a", "\"+\"b", "", "", "\")" },
        { "js-not", ".js", "eval(", "!", "", "", "1)" },
        { "js-member", ".js", "eval(a", ".b", "", "", ")" },
        { "js-concat", ".js", "eval(\"a\"", ".concat(\"b\")", "", "", ")" },
        { "js-evalstr", ".js", "", "eval(\"", "", "\")", "" },
        { "vbs-paren", ".vbs", "a = ", "(", "1", ")", "" },
        { "vbs-exec", ".vbs", "Execute ", "Chr(", "1", ")", "" },
        { "vbs-if", ".vbs", "", "If a Then ", "", "", "b" },
        { "vbs-not", ".vbs", "a =", " Not", "", "", " 1" },
        { "vbs-minus", ".vbs", "a =", " -", "", "", " 1" },
        { "vbs-amp", ".vbs", "Execute \"a", "\" & \"b", "", "", "\"" },
        { "vbs-call", ".vbs", "a", ".b(1)", "", "", "" },
        { "vbs-sub", ".vbs", "", "Sub a\n", "", "End Sub\n", "" },
        { "bat-paren", ".bat", "", "(", "echo", ")", "" },
        { "bat-if", ".bat", "", "if 1==1 ", "", "", "echo x" },
        { "bat-for", ".bat", "", "for %%a in (1) do ", "", "", "echo x" },
        { "bat-cmd", ".bat", "", "cmd /c ", "", "", "echo x" },
        { "bat-call", ".bat", "", "call ", "", "", "echo x" },
        { "bat-var", ".bat", "", "%a", "", "", "echo x" },
        { "bat-caret", ".bat", "echo ", "^", "", "", "x" },
        { "bat-amp", ".bat", "", "echo x & ", "", "", "echo x" },
        { "sh-sub", ".sh", "", "$(", "echo", ")", "" },
        { "sh-paren", ".sh", "", "(", "echo", ")", "" },
        { "sh-back", ".sh", "", "`", "", "", "echo" },
        { "sh-brace", ".sh", "", "{ ", "echo", "; }", "" },
        { "sh-var", ".sh", "", "${a:-", "x", "}", "" },
        { "sh-if", ".sh", "", "if true; then ", "", "; fi", "" },
        { "sh-bashc", ".sh", "", "bash -c ", "", "", "x" },
        { "sh-sudo", ".sh", "", "sudo ", "", "", "x" },
        { "sh-quote", ".sh", "", "\"$(", "x", ")\"", "" },
        { "sh-pipe", ".sh", "", "a | ", "", "", "a" },
        { "sh-evalq", ".sh", "", "eval '", "", "'", "" },
        { "targets", ".targets", "<Project", "><a", "", "></a", "></Project>" },
        { "targets-choose", ".targets", "<Project", "><Choose><When Condition=\"true\"", "", "></When></Choose", "></Project>" },
        { "targets-prop", ".targets", "<Project><PropertyGroup><A>", "$(", "B", ")", "</A></PropertyGroup><Target Name=\"x\"><Exec Command=\"$(A)\"/></Target></Project>" },
        { "targets-func", ".targets", "<Project><PropertyGroup><A>", "$([System.String]::Concat(", "B", "))", "</A></PropertyGroup><Target Name=\"x\"><Exec Command=\"$(A)\"/></Target></Project>" },
        { "targets-cond", ".targets", "<Project><PropertyGroup Condition=\"", "(", "1==1", ")", "\"><A>1</A></PropertyGroup></Project>" },
        { "targets-cmd", ".targets", "<Project><Target Name=\"x\"><Exec Command=\"", "cmd /c ", "", "", "x\"/></Target></Project>" },
        { "xml", ".xml", "", "<a>", "", "</a>", "" },
        { "xml-sig", ".xml", "<package xmlns=\"x\"", "><a", "", "></a", "></package>" },
        { "rtf-lic", ".txt", "{\\rtf1 ", "{", "MIT License Permission is hereby granted", "}", "}" },
        { "json", ".json", "", "[", "", "]", "" },
        { "json-o", ".json", "", "{\"a\":", "1", "}", "" },
        { "html", ".html", "", "<div>", "", "</div>", "" },
        { "hta", ".hta", "<html", "><script language=\"vbscript\"", "", "></script", ">" },
        { "reg", ".reg", "Windows Registry Editor Version 5.00\n[", "HKEY_LOCAL_MACHINE\\a\\", "", "", "]\n\"a\"=\"b\"\n" },
        { "inf", ".inf", "[Version]\nSignature=\"$Windows NT$\"\n[DefaultInstall]\nRunPreSetupCommands=", "%a", "", "", "\n" },
        { "svg", ".svg", "<sv", "g><", "", "g></", "g></svg>" },
        { "yml", ".yml", "", "- ", "", "", "a" },
    };

    [Theory]
    [MemberData(nameof(Shapes))]
    public void Nothing_that_nests_overflows_the_stack(string name, string ending, string beginning, string open, string middle, string close, string end)
    {
        int[] depths = [10, 300, 10_000, 100_000];
        foreach (var depth in depths.Where(depth => (open.Length + close.Length) * (long)depth <= LargestText))
        {
            var text = new StringBuilder(beginning).Insert(beginning.Length, open, depth).Append(middle);
            text.Insert(text.Length, close, depth).Append(end);
            var report = OnSmallStack(() => Scanner.Scan(new PackageFile("deep" + ending, "test", Encoding.UTF8.GetBytes(text.ToString()))));

            Assert.DoesNotContain(report.Coverage.Problems, problem => problem.Id == "internal-failure");
            Assert.True(report.Verdict.Reasons.Count > 0, $"{name}, {depth} levels");
        }
    }

    /// <summary>What a package may hold: the name of the entry, what opens a level, the middle, what closes it.</summary>
    public static TheoryData<string, string, string, string> Parts { get; } = new()
    {
        { "Sample.nuspec", "<a>", "", "</a>" },
        { "Sample.nuspec", "<package><metadata>", "", "</metadata></package>" },
        { "package/services/metadata/core-properties/a.psmdcp", "<a>", "", "</a>" },
        { "[Content_Types].xml", "<a>", "", "</a>" },
        { "PSGetModuleInfo.xml", "<Obj><MS>", "", "</MS></Obj>" },
        { ".signature.p7s", "0\u0080", "", "\0\0" },
        { "a.cat", "0\u0080", "", "\0\0" },
        { "a.p7b", "0\u0080", "", "\0\0" },
        { "LICENSE.rtf", "{\\rtf1 ", "MIT", "}" },
        { "packages.lock.json", "{\"a\":", "1", "}" },
        { "a.deps.json", "[", "", "]" },
        { "a.md", "[", "a", "](b)" },
        { "a.toml", "[a", "", "]" },
    };

    [Theory]
    [MemberData(nameof(Parts))]
    public void Nothing_in_a_package_overflows_the_stack(string name, string open, string middle, string close)
    {
        foreach (var depth in (int[])[10, 300, 10_000, 100_000])
        {
            var content = Encoding.Latin1.GetBytes(new StringBuilder().Insert(0, open, depth).Append(middle).ToString() + new StringBuilder().Insert(0, close, depth));
            var package = name.EndsWith(".nuspec", StringComparison.Ordinal) ? new NupkgBuilder(manifest: null) : new NupkgBuilder();
            var report = OnSmallStack(() => Scanner.Scan(new PackageFile("deep.nupkg", "test", package.Add(name, content).Build())));

            Assert.DoesNotContain(report.Coverage.Problems, problem => problem.Id == "internal-failure");
        }
    }

    [Theory]
    [InlineData(10)]
    [InlineData(8_000)]
    public void A_licence_expression_nests_as_deep_as_it_likes(int depth)
    {
        var expression = $"{new string('(', depth / 2)}MIT{new string(')', depth / 2)}";
        var package = new NupkgBuilder(NupkgBuilder.Manifest(more: $"<license type=\"expression\">{expression}</license>"));

        var report = OnSmallStack(() => Scanner.Scan(new PackageFile("deep.nupkg", "test", package.Build())));

        Assert.Equal("Sample", report.Package.Id);
    }

    [Theory]
    [InlineData(2)]
    [InlineData(100)]
    public void Archives_in_archives_are_opened_so_deep_and_no_deeper(int levels)
    {
        var report = OnSmallStack(() => Scanner.Scan(new PackageFile("deep.nupkg", "test", new NupkgBuilder().Nest("tools/a.zip", levels).Build())));

        Assert.Equal(levels > 8, report.Coverage.Problems.Any(problem => problem is { Id: "limit-depth", Limit: { Name: "nesting", Value: 8 } }));
    }

    [Theory]
    [InlineData("[", "", "]")]
    [InlineData("{a: ", "1", "}")]
    [InlineData("- ", "a", "")]
    [InlineData("? ", "a", "")]
    [InlineData("&a ", "a", "")]
    [InlineData("!a ", "a", "")]
    public void A_policy_file_that_nests_is_refused(string open, string middle, string close)
    {
        foreach (var depth in (int[])[10, 300, 10_000, 200_000])
        {
            var text = "hosts: " + new StringBuilder().Insert(0, open, depth).Append(middle) + new StringBuilder().Insert(0, close, depth);

            var read = OnSmallStack(() => PolicyFileReader.Read("assay.yaml", Encoding.UTF8.GetBytes(text), Rules));

            Assert.True(read.File is null || depth == 10, $"{open}, {depth} levels");
        }
    }

    private static T OnSmallStack<T>(Func<T> read)
        where T : class
    {
        T? report = null;
        Exception? failure = null;
        var thread = new Thread(
            () =>
            {
                try
                {
                    report = read();
                }
                catch (Exception exception)
                {
                    failure = exception;
                }
            },
            Stack);
        thread.Start();
        thread.Join();
        return report ?? throw new InvalidOperationException("The reading failed.", failure);
    }
}
