using System.Text;

namespace Assay.PowerShell.Tests.Fuzzing;

/// <summary>Changes scripts at random. The seed alone decides what comes out.</summary>
internal sealed class ScriptMutation(IReadOnlyList<string> seeds)
{
    private const int MaximumLength = 4_000;
    private const int MaximumRepeats = 300;

    // What opens, closes, joins or ends something.
    private static readonly string[] Marks =
    [
        "'", "\"", "\u2018", "\u201D", "`", "`\n", "@'\n", "\n'@", "@\"\n", "\n\"@", "$(", "@(", "@{", "(", ")", "{", "}", "[", "]", "<#", "#>", "#", "\n", "\r", ";", "|", "||", "&", "&&", ",", ".", "..", "::",
        "?.", "?[", "??", "??=", "?", ":", "$", "${", "$a", "$a:", "@a", "$$", "$^", "-", "--", "--%", "-a", "-a:", "-f ", "-eq ", "-join ", "-not ", "-split ", "!", "+", "++", "*", "/", "%", "=", "+=", ">", ">>", "2>&1", "*>", "<",
        " ", "\u00A0", "\0", "\uFEFF", "\uD800", "\uDC00", "1", "1.", ".5", "0x", "1kb", "1..", "[int]", "[int[]]", "[a[b,c]]", "[A()]", "[A(b=1)]", "a", "A-B", "a:b",
        "if (", "if ($a) {", "elseif (", "else {", "switch ($a) {", "default {", "for (", "foreach ($a in ", "while (", "do {", "until (", "try {", "catch {", "catch [a] {", "finally {", "trap {", "throw ", "return ", "break ", "continue ",
        "function f {", "function f($a) {", "filter ", "workflow w {", "configuration C {", "class A {", "class A : B {", "enum E {", "static ", "hidden ", "param(", "begin {", "process {", "end {", "clean {", "dynamicparam {",
        "data {", "using namespace ", "using module ", ":l ", "in ", "parallel {", "sequence {", "inlinescript {", "# SIG # Begin signature block", "#requires -Version 1",
    ];

    public string Create(long seed)
    {
        var random = new Random(unchecked((int)(seed ^ (seed >> 32))));
        var text = new StringBuilder(Part(random));
        for (var changes = random.Next(1, 6); changes > 0; changes--)
        {
            Change(text, random);
        }

        return text.ToString(0, Math.Min(text.Length, MaximumLength));
    }

    /// <summary>Small budgets now and then: what they cut off must be as sound as the rest.</summary>
    public static ParseBudget CreateBudget(long seed) =>
        seed % 8 == 0 ? new ParseBudget((int)(seed / 8 % 12) + 1, (int)(seed / 96 % 4) + 1) : ParseBudget.Default;

    private string Part(Random random)
    {
        var seed = seeds[random.Next(seeds.Count)];
        var length = random.Next(1, 700);
        var from = random.Next(Math.Max(1, seed.Length - length));
        return seed.Substring(from, Math.Min(length, seed.Length - from));
    }

    private void Change(StringBuilder text, Random random)
    {
        var at = random.Next(text.Length + 1);
        var length = Math.Min(random.Next(1, 60), text.Length - at);
        switch (random.Next(10))
        {
            case 0 when at < text.Length:
                text[at] ^= (char)(1 << random.Next(16));
                break;
            case 1:
                text.Remove(at, length);
                break;
            case 2:
                text.Insert(random.Next(text.Length + 1), text.ToString(at, length));
                break;
            case 3:
                text.Insert(at, Part(random));
                break;
            case 4:
                text.Insert(at, RandomCharacters(random));
                break;
            case 5 when random.Next(4) == 0:
                text.Length = at;
                break;
            case 6:
                Repeat(text, at, random);
                break;
            default:
                text.Insert(at, Marks[random.Next(Marks.Length)]);
                break;
        }
    }

    private static string RandomCharacters(Random random) =>
        string.Create(random.Next(1, 8), random, static (span, source) =>
        {
            foreach (ref var c in span)
            {
                c = (char)source.Next(source.Next(3) == 0 ? 0x10000 : 0x80);
            }
        });

    private static void Repeat(StringBuilder text, int at, Random random)
    {
        var mark = Marks[random.Next(Marks.Length)] + (random.Next(2) == 0 ? Marks[random.Next(Marks.Length)] : "");
        text.Insert(at, mark, random.Next(1, random.Next(8) == 0 ? MaximumRepeats : 6));
    }
}
