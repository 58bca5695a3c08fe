using System.Text;

namespace Assay.Bench;

/// <summary>A text that grows with a number.</summary>
internal sealed record ScriptCase(string Name, int Size, Func<int, string> Create);

/// <summary>Texts that make parsers slow, deep or large.</summary>
internal static class ScriptCases
{
    public static IReadOnlyList<ScriptCase> All { get; } =
    [
        // Nesting.
        Nested("parentheses", 10_000, "(", "1", ")"),
        Nested("script blocks", 10_000, "{", "a", "}"),
        Nested("array expressions", 10_000, "@(", "1", ")"),
        Nested("sub-expressions", 10_000, "$(", "a", ")"),
        Nested("hashtables", 10_000, "@{a=", "1", "}"),
        Nested("strings", 2_000, "\"$(", "a", ")\""),
        Nested("strings in here-strings", 2_000, "\"$(@\"\n$(", "a", ")\n\"@)\""),
        Nested("if", 10_000, "if(1){", "a", "}"),
        Nested("functions", 10_000, "function f{", "a", "}"),
        Nested("switches", 10_000, "switch(1){1{", "a", "}}"),
        Nested("try", 10_000, "try{", "a", "}catch{}"),
        Nested("classes with methods", 10_000, "class A{m(){", "a", "}}"),
        Nested("generic types", 10_000, "[a[", "b", "]]"),
        Nested("indexes", 10_000, "$a[", "0", "]"),
        Nested("method arguments", 10_000, "$a.b(", "1", ")"),
        Nested("command arguments", 10_000, "a (", "1", ")"),
        Nested("attributes", 10_000, "[A({", "1", "})]$x"),
        Nested("parameter defaults", 10_000, "param($a={", "1", "})"),
        Nested("traps of attributes", 10_000, "trap [A({", "1", "})]{}"),
        Nested("catches of attributes", 10_000, "try{}catch [A({", "1", "})]{}"),
        Nested("generic methods", 10_000, "$a.b[c[", "1", "]]"),
        new("nested list of types", 100_000, count => Repeat("[a[", 150) + Repeat("b,", count) + "b" + Repeat("]]", 150)),

        // Openings without an end.
        Repeated("open parentheses", 100_000, "("),
        Repeated("open braces", 100_000, "{"),
        Repeated("open brackets", 100_000, "["),
        Repeated("open hashtables", 100_000, "@{a="),
        Repeated("open sub-expressions", 100_000, "$("),
        Repeated("open sub-expressions in strings", 100_000, "\"$("),
        Repeated("open sub-expressions in one string", 100_000, "$(", "\""),
        Repeated("open here-strings in sub-expressions", 50_000, "$(@\"\n", "\""),
        Repeated("open strings per line", 100_000, "\"a\n'b\n"),
        Repeated("open here-strings", 100_000, "@'\n@\"\n"),
        Repeated("open braced variables", 100_000, "${a "),
        Repeated("open braced variables in a string", 100_000, "${a ", "\""),
        Repeated("open comments", 100_000, "<# a "),
        Repeated("open attributes", 50_000, "[A("),
        Repeated("open parameters", 50_000, "param("),
        Repeated("open generic methods", 50_000, "$a.b["),
        Repeated("open types before names", 50_000, "[a[b,"),
        Repeated("if without condition", 50_000, "if "),
        Repeated("functions without body", 50_000, "function f "),
        Repeated("stray ends", 100_000, ")}]"),
        Repeated("words in wrong places", 100_000, "1 a "),

        Repeated("variables without blanks", 100_000, "$a"),
        Repeated("braced variables without blanks", 100_000, "${a}"),
        Repeated("numbers and variables", 100_000, "1$a"),
        Repeated("texts without blanks", 100_000, "'a'\"b\""),
        Repeated("colons of variables", 100_000, "$a:"),
        Repeated("dots of variables", 100_000, "$a."),

        // Long chains.
        Repeated("unary operators", 100_000, "-not ", suffix: "1"),
        Repeated("exclamation marks", 100_000, "!", suffix: "1"),
        Repeated("unary commas", 100_000, ",", suffix: "1"),
        Repeated("unary dashes", 100_000, "- ", suffix: "1"),
        Repeated("casts", 100_000, "[int]", suffix: "1"),
        Repeated("concatenation", 50_000, "'a'+", suffix: "'a'"),
        Repeated("mixed operators", 50_000, "1 -eq 2 -and 3 + 4 * ", suffix: "1"),
        Repeated("ternaries", 50_000, "$a ? $b : ", suffix: "1"),
        Repeated("open ternaries", 50_000, "$a ? "),
        Repeated("array elements", 100_000, "1,", suffix: "1"),
        Repeated("assignments", 50_000, "$a = ", suffix: "1"),
        Repeated("members", 100_000, ".b", "$a"),
        Repeated("calls", 100_000, ".b()", "$a"),
        Repeated("indexing", 100_000, "[0]", "$a"),
        Repeated("pipes", 100_000, "a|", suffix: "a"),
        Repeated("pipeline chains", 100_000, "a&&", suffix: "a"),
        Repeated("elseif", 50_000, "elseif(1){}", "if(1){}"),
        Repeated("catch", 50_000, "catch [a]{}", "try{}"),
        Repeated("labels", 100_000, ":a "),
        Repeated("ranks of arrays", 100_000, "[]", "[a", "]"),
        Repeated("dimensions of an array", 100_000, ",", "[a[", "]]"),
        Repeated("named arguments of an attribute", 50_000, "a=1,", "[A(", "b)]$x", numbered: true),
        Repeated("generic arguments", 100_000, "a,", "[b[", "a]]"),
        Repeated("redirections", 50_000, ">b ", "a "),
        Repeated("invocation operators", 100_000, "& "),
        Repeated("ranges", 100_000, "1..", suffix: "1"),
        Repeated("attributes in a row", 50_000, "[A()]", suffix: "$x"),
        Repeated("keywords", 50_000, "if else for in try "),

        // Size.
        Repeated("arguments", 500_000, "a ", "f "),
        Repeated("parameters", 300_000, "-a:b ", "f "),
        Repeated("tokens", 1_000_000, ";"),
        Repeated("lines", 1_000_000, "\n"),
        Repeated("statements", 300_000, "$a=1;"),
        Repeated("comments", 300_000, "#\n"),
        Repeated("backticks", 1_000_000, "`"),
        Repeated("continued lines", 500_000, "`\n", "a "),
        Repeated("dollars", 1_000_000, "$"),
        Repeated("at signs", 1_000_000, "@"),
        Repeated("hash signs", 1_000_000, "#"),
        Repeated("angles", 300_000, "<"),
        Repeated("NUL", 1_000_000, "\0"),
        Repeated("dashes", 1_000_000, "-"),
        Repeated("dots", 1_000_000, "."),
        Repeated("colons", 1_000_000, ":"),
        Repeated("double quotes", 1_000_000, "\""),
        Repeated("single quotes", 1_000_001, "'"),
        Repeated("digits", 1_000_000, "1"),
        Repeated("long decimal numbers", 1_000, Repeat("9", 990) + ";"),
        Repeated("long hexadecimal numbers", 1_000, "0x" + Repeat("f", 990) + ";"),
        Repeated("lines with comments", 300_000, "a\n#b\n"),
        Repeated("lines of a pipeline with comments", 300_000, "a|#b\n"),
        Repeated("if with lines behind", 100_000, "if(1){}\n\n#a\n"),
        Repeated("try with lines behind", 100_000, "try{}catch{}\n\n#a\n"),
        Repeated("one word", 5_000_000, "a"),
        Repeated("one quoted text", 5_000_000, "A", "'", "'"),
        Repeated("one expandable text", 5_000_000, "A", "\"", "\""),
        Repeated("variables in a text", 300_000, "$a ", "\"", "\""),
        Repeated("sub-expressions in a text", 200_000, "$(a)", "\"", "\""),
        Repeated("quoted parts of a word", 300_000, "'a'", "b"),
        Repeated("variables in a word", 300_000, "$a/", "f b"),
        Repeated("one comment", 5_000_000, "A", "#"),
        Repeated("one block comment", 5_000_000, "<", "<#"),
        Repeated("here-strings", 200_000, "@'\na\n'@\n"),
        Repeated("lines of a here-string", 1_000_000, "'\n", "@'\n", "\n'@"),
        Repeated("signature-like comments", 50_000, "# SIG # Begin signature bloc\n"),
        Repeated("verbatim arguments", 100_000, "a --% b\n"),
        Repeated("class members", 100_000, "[int]$a=1;", "class A{", "}"),
        Repeated("enum members", 200_000, "a=1;", "enum A{", "}"),
        Repeated("parameters of a block", 100_000, "[int]$a=1,", "param(", "$b)"),
    ];

    private static ScriptCase Nested(string name, int size, string open, string inner, string close) =>
        new("nested " + name, size, count => Repeat(open, count) + inner + Repeat(close, count));

    private static ScriptCase Repeated(string name, int size, string part, string prefix = "", string suffix = "", bool numbered = false) =>
        new(name, size, count => prefix + (numbered ? string.Concat(Enumerable.Range(0, count).Select(number => $"n{number}{part}")) : Repeat(part, count)) + suffix);

    private static string Repeat(string part, int count) => new StringBuilder(part.Length * count).Insert(0, part, count).ToString();
}
