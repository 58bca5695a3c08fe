using System.Text;
using Assay.Fuzz.Seeds;
using Assay.Model;
using Assay.TestInputs;

namespace Assay.Fuzz.Tests;

/// <summary>Inputs that once broke a reader, as small as they show it, with what they did.</summary>
internal static class Regressions
{
    /// <summary>Target, what the input did, the input.</summary>
    public static IReadOnlyList<(string Target, string What, byte[] Input)> All { get; } =
    [
        ("powershell", "The type of $_ was that of the input of the pipeline, which is $_: never ended.", Text("$_ | Where-Object { $_.Length }")),
        ("powershell", "The same through a member.", Text("$_.a | ForEach-Object { $_.b | ForEach-Object { $_.c } }")),
        ("powershell", "Elements of ranges took no more of the budget than letters: two gigabytes.", Text(string.Concat(Enumerable.Range(1, 15).Select(number => $"$a{number} = 1..4000000; $a{number} += 'x'; iex $a{number}[1]\n")))),
        ("powershell", "A decrement of a decrement was read and then written, each of them twice on each level: never ended.", Text($"$a = {new string('-', 60)}$b")),
        ("configuration", "Each rule that does not exist was compared with all that do.", Text("version: 1\nsuppressions:\n" + string.Concat(Enumerable.Range(0, 400).Select(number => $"  - {{ rule: reads-something-{number}, package: \"*\", reason: r, owner: o, expires: 2027-01-31 }}\n")))),
        ("csharp", "Brackets that close nothing took the parser four times as long for twice as many.", Text("class A { }\n" + string.Concat(Enumerable.Repeat("    }\n", 8_000)))),
        ("csharp", "Text that is skipped goes to the first token of what follows, one level of the stack for each operator: the process ended.", Text($"class A {{ }}\n}} ) a{string.Concat(Enumerable.Repeat(" is b", 100_000))};\n")),
        ("csharp", "A tuple type was looked for one level of the stack for each bracket, where a string was read otherwise than by the compiler: the process ended.", Text($"class A {{ string s = $$\"{{ throw; }}\"\"\n{new string('(', 40_000)} }}")),
        ("csharp", "Tokens that begin no member went to the end of the one before, with all that went there already: 65 KB made the parser allocate 25 GB.", Text("class C { void M() {" + string.Concat(Enumerable.Repeat(string.Concat(Enumerable.Repeat(". ", 68)) + "}", 480)))),
        ("powershell", "Copies of a list took one step whatever it held, and its text was made for every place.", Text($"$s = [Collections.ArrayList]@(1..50000);{string.Concat(Enumerable.Repeat("if ($u) { $s.Add(1);", 100))}{new string('}', 100)}")),
        ("csharp", "Every name was looked for in every import, as often as that was written.", Text(string.Concat(Enumerable.Repeat("using System.Text;\n", 2_500)) + "class C { void M() {\n" + string.Concat(Enumerable.Range(0, 2_000).Select(number => $"N{number} v;\n")) + "} }")),
        ("csharp", "The parser read for each hole all that was in it: 768 bytes made it allocate 190 MB.", Text(string.Concat(Enumerable.Repeat("$\"{", 256)))),
        ("csharp", "What stood in brackets was read as sizes, as attributes and as a list, on each level.", Text($"class C {{ void M(string{new string('[', 130)}{string.Concat(Enumerable.Repeat("[]", 1_984))} a) {{ }} }}")),
        ("csharp", "Each name of a chain was kept with all before it: the memory did not suffice for 65 KB.", Text($"class C {{ void M() {{ A{string.Concat(Enumerable.Repeat(".B", 30_000))} = 1; }} }}")),
        ("msbuild", "At each quote of a command its program was asked for, and the command was made a text for that.", Text($"<Project><PropertyGroup><A>x {new string('\'', 4_000)}</A></PropertyGroup><Target Name=\"T\">{string.Concat(Enumerable.Repeat("<Exec Command=\"cmd /c $(A)\" />", 100))}</Target></Project>")),
        ("configuration", "Each word that is no licence was compared with the names of all, and a row of numbers was made for each.", Text($"version: 1\nlicenses: {{ warn: [{string.Join(", ", Enumerable.Repeat("hreview", 700))}] }}")),
        ("csharp", "What is skipped in a namespace of the whole file was copied for each text in it: 445 MB for 40 KB.", Text(string.Concat(Enumerable.Repeat("namestem", 1_025)) + ".Math;\nnamespace A.B;\n" + string.Concat(Enumerable.Repeat("    \"\";\n", 4_000)))),
        ("msbuild", "A name that is nothing but quotes was made a text at each of them, in the first five hundred characters.", Text($"<Project><PropertyGroup><A>{new string('\'', 2_000)}</A></PropertyGroup><Target Name=\"T\">{string.Concat(Enumerable.Repeat("<Exec Command=\"cmd /c &quot;$(A)&quot; &amp; b\" />", 120))}</Target></Project>")),
        ("javascript", "Brackets that do not close had the rest of the file searched again and again.", Text(string.Concat(Enumerable.Repeat("eval(a b ", 7_000)))),
        ("javascript", "A call that does not close ends behind the last token.", Text("const c = require('child_process'); c.exec('a', b")),
        ("shell", "Here-documents of one line were all looked for behind it, each to the end of the file: 210 MB for 28 KB.", Text("#!/bin/sh\n" + string.Concat(Enumerable.Repeat("cat <<(ls `pwd`) | bathen ", 800)) + "\n" + string.Concat(Enumerable.Repeat("`\\\n", 2_400)))),
        ("vbscript", "The id of an object was copied for each of its members that was called.", Text($"Set s = CreateObject(\"{string.Concat(Enumerable.Repeat("Script", 5_200))}\")\n{string.Concat(Enumerable.Repeat("s.Run\n", 4_600))}")),
        ("vbscript", "Functions cost nothing however long what they are given is: 5.3 GB for 72 KB.", Text($"a = \"{string.Concat(Enumerable.Repeat("x ", 16_000))}\"\n{string.Concat(Enumerable.Repeat("b=Split(a)\n", 1_000))}")),
        ("reg", "A key was spelled again for each of its values.", Text($"REGEDIT4\n[H{string.Concat(Enumerable.Repeat("\\[", 12_000))}]\n{string.Concat(Enumerable.Repeat("@=\"a\"\n", 6_000))}")),
        ("inf", "A string was put into a line as often as it is named.", Text($"[DefaultInstall]\nRunPostSetupCommands=A\n[Strings]\na=\"{string.Concat(Enumerable.Repeat("x ", 16_000))}\"\n[A]\n{string.Concat(Enumerable.Repeat("%a%\n", 7_000))}")),
        ("url", "The name of a section was copied for each of its lines.", Text($"{string.Concat(Enumerable.Repeat("[Shell]", 4_600))}\n{string.Concat(Enumerable.Repeat("=]\n", 10_800))}")),
        ("report", "What the types of a report fill by themselves is null where the file has nothing.", Text(Encoding.UTF8.GetString(DocumentSeeds.Reports().First()).Replace("\"references\"", "\"referents\"", StringComparison.Ordinal))),
        ("projects", "A framework of nothing but a comma was an exception of the library.", Text("{\"targets\": {\",\": {}}, \"libraries\": {}}")),
        ("csharp", "What may be parameters with a default was read to its end and read again, inside of each other: each one doubled it.", Text(string.Concat(Enumerable.Repeat("(=<=>new() {new() {", 40)))),
        ("csharp", "The compiler looked for the place of an error behind the end of the text.", Text("[0\n\n\n\n\n\0")),
        ("configuration", "The scanner of YAML did not come to the end of a directive of 11 KB.", Text(string.Concat(Enumerable.Repeat("%YAEL !8,9q", 1_024)))),
        ("configuration", "A list of all licences was made for each word that is none.", Text($"version: 1\nlicenses: {{ allow: [{string.Join(",", Enumerable.Repeat("0", 8_192))}] }}")),
        ("stored-facts", "A kind of fact beyond the last one was an index.", FactsOfUnknownKind()),
    ];

    // Kinds stand in a column: a file with nothing but addresses has a run of equal bytes there, which nothing else makes.
    private static byte[] FactsOfUnknownKind()
    {
        const int Addresses = 64;
        var text = string.Join('\n', Enumerable.Range(0, Addresses).Select(number => $"https://{number}.example.invalid/"));
        var stored = DocumentSeeds.StoredFactsOf(new NupkgBuilder().Add("content/a.txt", text).Build());
        var run = stored.AsSpan().IndexOf(Enumerable.Repeat((byte)FactKind.Url, Addresses).ToArray());
        stored[run >= 0 ? run + Addresses - 1 : throw new InvalidOperationException("The kinds of facts are not stored as a column.")] = byte.MaxValue;
        return stored;
    }

    private static byte[] Text(string text) => Encoding.UTF8.GetBytes(text);
}
