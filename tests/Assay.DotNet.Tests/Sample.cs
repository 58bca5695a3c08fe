using Assay.Model;
using Assay.TestInputs;

namespace Assay.DotNet.Tests;

/// <summary>Facts of compiled C#, written the way the tests want to read them.</summary>
internal static class Sample
{
    public static FileFacts FactsOf(string source) => FactsOf(CSharpSample.Compile(Usings + source));

    public static FileFacts FactsOfStatements(string statements, string stubs = "") => FactsOf(CSharpSample.CompileStatements(statements, stubs));

    public static FileFacts FactsOf(byte[] image)
    {
        var writer = new FactWriter();
        AssemblyAnalyzer.Analyze(image, writer);
        return writer.ToFacts();
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

    private const string Usings = """
        using System; using System.Collections.Generic; using System.Diagnostics; using System.IO; using System.Linq; using System.Net; using System.Net.Http; using System.Net.Sockets;
        using System.Runtime.CompilerServices; using System.Runtime.InteropServices; using System.Threading; using System.Threading.Tasks; using Microsoft.Win32;

        """;
}
