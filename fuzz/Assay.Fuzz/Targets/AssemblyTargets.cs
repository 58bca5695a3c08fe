using Assay.DotNet;
using Assay.Fuzz.Mutation;
using Assay.Fuzz.Seeds;
using Assay.Model;

namespace Assay.Fuzz.Targets;

/// <summary>Assemblies, their symbols and their resources.</summary>
internal static class AssemblyTargets
{
    private static readonly string[] MetadataWords = ["BSJB", "#~", "#-", "#Strings", "#US", "#Blob", "#GUID", "#Pdb"];

    public static FuzzTarget Assembly { get; } = new("il", "il", AssemblySeeds.Assemblies, Analysis.Of(AssemblyAnalyzer.Analyze))
    {
        Mutations = Formats.Image,
        Words = MetadataWords,
        Endings = [".dll"],
        LongestInput = 128 * 1024,
    };

    public static FuzzTarget Symbols { get; } = new("symbols", "il", AssemblySeeds.Symbols, ReadSymbols)
    {
        Mutations = Formats.Binary,
        Words = MetadataWords,
        Endings = [".pdb"],
    };

    public static FuzzTarget WindowsSymbols { get; } = new("windows-symbols", "il", AssemblySeeds.WindowsSymbols, ReadSymbols)
    {
        Mutations = Formats.Binary,
        LongestInput = 16 * 1024,
    };

    // What is fuzzed is the content of a resource; the assembly around it stays as it is.
    public static FuzzTarget Resources { get; } = new("resources", "il", AssemblySeeds.Resources, Analysis.Of((input, facts) => AssemblyAnalyzer.Analyze(AssemblySeeds.WithResource(input), facts)))
    {
        Mutations = Formats.Binary,
        LongestInput = AssemblySeeds.ResourceRoom,
        Limits = InputLimits.Default with { Milliseconds = 500 },
    };

    private static void ReadSymbols(ReadOnlyMemory<byte> input, Outcome outcome)
    {
        const int Rows = 16;
        var writer = new FactWriter();
        SymbolFileAnalyzer.Analyze(input.Span, writer);
        var facts = writer.ToFacts();
        outcome.Add(facts);
        if (facts.Symbols is not { } symbols)
        {
            return;
        }

        using var lines = SymbolLines.Open(symbols);
        var steps = 100_000;
        for (var row = 1; lines is not null && row < Rows; row++)
        {
            outcome.Add($"{lines.Find(row, row, ref steps)}");
        }
    }
}
