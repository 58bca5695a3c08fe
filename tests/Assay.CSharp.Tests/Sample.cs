using System.Text;
using Assay.Model;

namespace Assay.CSharp.Tests;

/// <summary>Facts of C# source, written the way the tests want to read them.</summary>
internal static class Sample
{
    private const string Usings = """
        using System; using System.Collections.Generic; using System.Diagnostics; using System.IO; using System.Linq; using System.Net; using System.Net.Http; using System.Net.Sockets;
        using System.Runtime.CompilerServices; using System.Runtime.InteropServices; using System.Threading; using System.Threading.Tasks; using Microsoft.Win32;

        """;

    /// <summary>Facts of a file with the usings that most samples need.</summary>
    public static FileFacts FactsOf(string source) => FactsOfText(Usings + source);

    /// <summary>Facts of the statements of a method with a parameter <c>input</c>.</summary>
    public static FileFacts FactsOfStatements(string statements) => FactsOf("public class C { void M(string input) { " + statements + " } }");

    /// <summary>Facts of a text as it is.</summary>
    public static FileFacts FactsOfText(string source)
    {
        var writer = new FactWriter();
        CSharpAnalyzer.Analyze(Encoding.UTF8.GetBytes(source), writer);
        return writer.ToFacts();
    }

    /// <summary>Facts of a text as it is, and the bytes that reading it allocated, on whatever thread.</summary>
    public static (FileFacts Facts, long Allocated) Costs(string source)
    {
        using var clock = new StageClock(() => new StageReading(0, 0, GC.GetAllocatedBytesForCurrentThread()));
        var writer = new FactWriter { Stages = clock.OfThread };
        var before = clock.OfThread.Now().Allocated;
        CSharpAnalyzer.Analyze(Encoding.UTF8.GetBytes(source), writer);
        return (writer.ToFacts(), clock.OfThread.Now().Allocated - before);
    }

    public static IEnumerable<Fact> Of(this FileFacts facts, FactKind kind) => facts.Records.Where(record => record.Kind == kind).Select(record => facts.Read(record));

    public static Fact Single(this FileFacts facts, FactKind kind, string value) => Assert.Single(facts.Of(kind), fact => fact.Value == value);

    /// <summary>Arguments as <c>this=Name</c>, <c>"text"</c> for constants, <c>result Name</c>, <c>parameter name</c>, <c>?</c>.</summary>
    public static string Shown(this ArgumentList? arguments) => arguments is null ? "" : string.Join(", ", arguments.Items.ToArray().Select(Shown));

    private static string Shown(Argument argument) => (argument.Name is null ? "" : argument.Name + "=") + argument.Derivation switch
    {
        Derivation.Unknown => "?",
        Derivation.Result => "result " + argument.Value,
        Derivation.Parameter => "parameter " + argument.Value,
        Derivation.Folded => "folded \"" + argument.Value + "\"",
        _ => "\"" + argument.Value + "\"",
    };
}
