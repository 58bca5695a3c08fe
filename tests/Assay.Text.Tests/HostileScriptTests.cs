using System.Text;
using Assay.Model;

namespace Assay.Text.Tests;

/// <summary>Input that was made to be slow, deep or broken.</summary>
public sealed class HostileScriptTests
{
    private static readonly string[] Endings = [".bat", ".sh", ".js", ".vbs", ".reg", ".inf", ".url", ".hta", ".lnk"];

    private static readonly string[] Seeds =
    [
        "@echo off\r\nset a=%b:~1,2%\r\nfor %%i in (a b) do (if exist %%i (call :x \"%~dp0\") else echo x>y.vbs)\r\n:x\r\ncmd /c \"tool ^& b\" | sh -c 'c'\r\n",
        "#!/bin/sh\nf() { for x in a b; do case $x in a) echo `b $(c \"$d\")`;; esac; done; }\ncat <<E | base64 -d | sh\nZWNobw==\nE\neval \"$(printf '\\x41')\" > z 2>&1\n",
        "const {exec:e}=require('child_process');e(`a${[1,2].join('')}b`+String.fromCharCode(65)+atob('YQ=='));if(a)/[/]x/g.test(b)/2;new ActiveXObject('WScript.Shell').Run('x',0)\n",
        "Sub A(x)\r\nIf x = 1 Then Set s = CreateObject(\"WScript.Shell\") : s.Run \"a\" & Chr(65 + 1) _\r\n & StrReverse(\"b\"), 0 Else Execute Replace(\"c\", \"c\", \"d\")\r\nWith s\r\n.RegWrite \"HKCU\\a\\b\", 1\r\nEnd With\r\nEnd Sub\r\n",
        "Windows Registry Editor Version 5.00\r\n[HKEY_CURRENT_USER\\A]\r\n\"n\"=hex(2):41,00,\\\r\n  42,00\r\n@=\"x\\\"y\"\r\n[-HKEY_LOCAL_MACHINE\\B]\r\n",
        "[DefaultInstall]\r\nAddReg=a\r\n[a]\r\nHKLM,\"b\",\"c\",,\"%d%\"\r\n[Strings]\r\nd=\"e\"\r\n",
        "<html><script language=vbscript src=\"a.vbs\"><!--\r\nx\r\n--></script></html>",
    ];

    public static TheoryData<string> Languages => [.. Endings];

    [Theory]
    [MemberData(nameof(Languages))]
    public void Any_bytes_give_the_same_facts_twice_and_no_exception(string ending)
    {
        var random = new Random(20250101);
        for (var i = 0; i < 400; i++)
        {
            var bytes = Encoding.UTF8.GetBytes(Seeds[i % Seeds.Length]);
            for (var changes = random.Next(1, 12); changes > 0; changes--)
            {
                switch (random.Next(3))
                {
                    case 0:
                        bytes[random.Next(bytes.Length)] = (byte)random.Next(256);
                        break;
                    case 1:
                        bytes = bytes[..random.Next(1, bytes.Length + 1)];
                        break;
                    default:
                        var from = random.Next(bytes.Length);
                        bytes = [.. bytes, .. bytes.AsSpan(from, Math.Min(40, bytes.Length - from))];
                        break;
                }
            }

            var first = ScriptFactText.Read(ending, bytes);
            var second = ScriptFactText.Read(ending, bytes);
            Assert.Equal(ScriptFactText.Lines(first.Facts), ScriptFactText.Lines(second.Facts));
            Assert.Equal(first.Derived.Select(artifact => artifact.Name), second.Derived.Select(artifact => artifact.Name));
        }
    }

    [Theory]
    [MemberData(nameof(Languages))]
    public void Nesting_and_long_lines_end(string ending)
    {
        foreach (var part in new[] { "(", "{", "[", "$(", "`", "\"", "if x ", "for %%a in (a b) do ", "cmd /c ", "%a%", "!a!", "${", "`${", "a=", "with ", "<script>", "/", "/[", "^", "\\", "<<a\n", "x(" })
        {
            var bytes = Encoding.UTF8.GetBytes(string.Concat(Enumerable.Repeat(part, 20_000)));

            Assert.NotNull(ScriptFactText.Read(ending, bytes).Facts);
        }
    }

    [Theory]
    [MemberData(nameof(Languages))]
    public void A_million_brackets_and_a_line_of_five_megabytes_end(string ending)
    {
        Assert.NotNull(ScriptFactText.Read(ending, Encoding.UTF8.GetBytes(new string('(', 1_000_000))).Facts);
        Assert.NotNull(ScriptFactText.Read(ending, Encoding.UTF8.GetBytes("tool \"" + new string('a', 5_000_000))).Facts);
        Assert.NotNull(ScriptFactText.Read(ending, new byte[100_000]).Facts);
    }

    [Theory]
    [InlineData(".bat", "set a=b\r\nif exist %a% (tool %a% ^& c) else for %%i in (a b) do tool %%i\r\n")]
    [InlineData(".sh", "a=b; if [ -f $a ]; then tool \"$a\" $(tool2 `x`); fi\n")]
    [InlineData(".js", "var a='b'+c(d[1]);if(a)/[/]x/.test(b);eval(a);\n")]
    [InlineData(".vbs", "x = \"a\" & Chr(65)\r\nx.Run \"b\", 0\r\n")]
    public void Long_files_of_ordinary_lines_stay_far_from_the_limit(string ending, string line)
    {
        var text = string.Concat(Enumerable.Repeat(line, 10_000));

        Assert.True(Steps(ending, line, 10_000) < text.Length * 8L);
        Assert.Empty(ScriptFactText.Read(ending, Encoding.UTF8.GetBytes(text)).Facts.Problems);
    }

    [Fact]
    public void Doubling_variables_stay_within_the_budget()
    {
        var batch = "set a=abcdefgh\r\n" + string.Concat(Enumerable.Repeat("set a=%a%%a%\r\ntool %a%\r\n", 2_000));
        var shell = "a=abcdefgh\n" + string.Concat(Enumerable.Repeat("a=$a$a\ntool $a\n", 2_000));
        var basic = "a = \"abcdefgh\"\r\n" + string.Concat(Enumerable.Repeat("a = a & a\r\nExecute a\r\n", 2_000));
        var script = "var a0='abcdefgh';" + string.Concat(Enumerable.Range(1, 2_000).Select(i => $"var a{i}=a{i - 1}+a{i - 1};")) + "eval(a2000)";

        foreach (var (ending, text) in new[] { (".bat", batch), (".sh", shell), (".vbs", basic), (".js", script) })
        {
            var (derived, facts) = ScriptFactText.Read(ending, Encoding.UTF8.GetBytes(text));
            Assert.True(derived.Sum(artifact => (long)artifact.Bytes.Length) + facts.Strings.Sum(value => (long)value.Length) < 200_000_000, ending);
        }
    }

    [Fact]
    public void Steps_grow_with_the_length_and_not_faster()
    {
        foreach (var (ending, unit) in new[]
        {
            (".bat", "set a=b\r\nif exist %a% (tool %a% ^& c) else for %%i in (a b) do tool %%i\r\n"), (".bat", "("), (".bat", "set x=%x%y\r\n"), (".bat", "for %%a in (a b) do (\r\n"),
            (".sh", "a=b; if [ -f $a ]; then tool \"$a\" $(tool2 `x`); fi\n"), (".sh", "$("), (".sh", "<<x\n"),
            (".js", "var a='b'+c(d[1]);if(a)/[/]x/.test(b);\n"), (".js", "/["), (".js", "require("), (".js", "a=["), (".js", "eval(a+"),
            (".vbs", "x = \"a\" & Chr(65)\r\nx.Run \"b\", 0\r\n"), (".vbs", "("), (".vbs", "x & "),
        })
        {
            var (once, twice) = (Steps(ending, unit, 5_000), Steps(ending, unit, 10_000));
            Assert.True(twice <= (once * 2.3) + 10_000, $"{ending} {unit}: {once} => {twice}");
        }
    }

    [Theory]
    [InlineData("eval(a b ")]
    [InlineData("eval({a:")]
    [InlineData("eval(0;")]
    [InlineData("require([1 2 ")]
    [InlineData("new Function(a=>{")]
    public void What_does_not_close_is_not_searched_for_its_end_each_time(string unit)
    {
        const int Length = 64 * 1024;

        var steps = Steps(".js", unit, Length / unit.Length);

        // Searched each time, it takes 64 steps for a character and a million: all that there are.
        Assert.InRange(steps, Length, 20 * Length);
    }

    [Theory]
    [InlineData(".reg", "REGEDIT4\n[H", "\\[", "]\n", "@=\"a\"\n", true)]
    [InlineData(".inf", "[DefaultInstall]\nAddReg=A\n[Strings]\na=\"", "x", "\"\n[A]\n", "HKLM,%a%\n", true)]
    [InlineData(".inf", "[DefaultInstall]\nRunPostSetupCommands=A\n[Strings]\na=\"", "x ", "\"\n[A]\n", "%a%\n", true)]
    [InlineData(".url", "", "[Shell]", "\n", "=]\n", false)]
    [InlineData(".vbs", "Set s = CreateObject(\"", "Script", "\")\n", "s.Run\n", true)]
    [InlineData(".vbs", "Set s = GetObject(\"winmgmts:", "Script", "\")\n", "s.Run\n", true)]
    [InlineData(".vbs", "Set s = CreateObject(\"WScript.Shell\")\na = \"", "x ", "\"\n", "s.Run a\n", true)]
    [InlineData(".vbs", "a = \"", "x ", "\"\n", "b = Split(a)\n", true)]
    [InlineData(".vbs", "a = \"", "x ", "\"\n", "b = Mid(a, 2)\n", true)]
    [InlineData(".vbs", "a = \"", "x ", "\"\n", "CreateObject a\n", true)]
    [InlineData(".vbs", "a = \"", "x", "\"\n", "Execute a\n", true)]
    [InlineData(".js", "var s = new ActiveXObject(\"", "Script", "\");\n", "s.Run();\n", true)]
    [InlineData(".js", "var a = \"", "x ", "\";\n", "eval(a);\n", true)]
    [InlineData(".sh", "", "cat <<(b `c`) | d ", "\n", "`\\\n", false)]
    public void What_is_half_of_the_file_is_not_copied_for_each_line_of_the_other_half(string ending, string start, string once, string then, string often, bool isLimited)
    {
        const int Half = 32 * 1024;
        var bytes = Encoding.UTF8.GetBytes($"{start}{string.Concat(Enumerable.Repeat(once, Half / once.Length))}{then}{string.Concat(Enumerable.Repeat(often, Half / often.Length))}");
        var before = GC.GetAllocatedBytesForCurrentThread();

        var facts = ScriptFactText.Read(ending, bytes).Facts;

        Assert.InRange(GC.GetAllocatedBytesForCurrentThread() - before, 0, 1_000L * bytes.Length);
        Assert.Equal(isLimited, facts.Problems.Any(problem => problem.Id == ProblemId.LimitSteps));
    }

    [Theory]
    [InlineData(1_000, false)]
    [InlineData(12_000, true)]
    public void Addresses_that_are_put_together_are_looked_for_in_the_file_as_often_as_its_length_allows(int count, bool isLimited)
    {
        var script = string.Concat(Enumerable.Range(0, count).Select(number => $"x = \"http://a.example/\" & \"{number}\"\n"));

        var facts = ScriptFactText.Read(".vbs", Encoding.UTF8.GetBytes(script)).Facts;

        Assert.Equal(isLimited, facts.Problems.Any(problem => problem.Id == ProblemId.LimitSteps));
    }

    [Theory]
    [InlineData("utf-16")]
    [InlineData("utf-16BE")]
    [InlineData("utf-8")]
    public void Every_encoding_is_read_with_and_without_its_mark(string name)
    {
        var encoding = Encoding.GetEncoding(name);
        foreach (var mark in new[] { encoding.GetPreamble(), [] })
        {
            byte[] bytes = [.. mark, .. encoding.GetBytes("curl https://host.example/a\r\ndel b.txt\r\n")];

            Assert.Contains("process curl https://host.example/a", ScriptFactText.Lines(ScriptFactText.Read(".bat", bytes).Facts));
        }
    }

    private static long Steps(string ending, string unit, int count)
    {
        var bytes = Encoding.UTF8.GetBytes(string.Concat(Enumerable.Repeat(unit, count)));
        var writer = new FactWriter();
        long steps;
        _ = ending switch
        {
            ".bat" => BatchAnalyzer.Analyze(bytes, isRecovered: false, writer, out steps),
            ".sh" => ShellAnalyzer.Analyze(bytes, isRecovered: false, writer, out steps),
            ".js" => JavaScriptAnalyzer.Analyze(bytes, isRecovered: false, writer, out steps),
            _ => VBScriptAnalyzer.Analyze(bytes, isRecovered: false, writer, out steps),
        };
        return steps;
    }
}
