using Assay.Model;

namespace Assay.Native.Tests;

/// <summary>The facts of one image, in a form that tests compare.</summary>
internal sealed class Read
{
    private readonly FileFacts _facts;

    private Read(FileFacts facts, IReadOnlyList<DerivedArtifact> derived) => (_facts, Derived) = (facts, derived);

    public IReadOnlyList<DerivedArtifact> Derived { get; }

    public IReadOnlyList<Problem> Problems => _facts.Problems;

    public int Count => _facts.Records.Count;

    public string[] Imports => Values(FactKind.Import);

    public string[] Exports => Values(FactKind.Export);

    public string[] Anomalies => [.. Of(FactKind.Anomaly).Select(fact => $"{fact.Value}: {fact.Arguments!["what"] ?? fact.Arguments["name"]}")];

    public static Read Pe(byte[] image) => From(image, ArtifactKind.NativeImage);

    public static Read Elf(byte[] image) => From(image, ArtifactKind.Elf);

    public static Read MachO(byte[] image) => From(image, ArtifactKind.MachO);

    public static Read From(byte[] image, ArtifactKind kind)
    {
        var writer = new FactWriter();
        var derived = NativeAnalyzer.Analyze(image, kind, writer);
        return new Read(writer.ToFacts(), derived);
    }

    public string[] Metadata(string key) => [.. Of(FactKind.Metadata).Where(fact => fact.Value == key).Select(fact => fact.Arguments!["value"]!)];

    public IEnumerable<Fact> Of(FactKind kind) => _facts.Records.Where(record => record.Kind == kind).Select(record => _facts.Read(record));

    private string[] Values(FactKind kind) => [.. Of(kind).Select(fact => fact.Value)];
}
