using Assay.Model;

namespace Assay.Rules;

/// <summary>Makes packages of synthetic examples.</summary>
public static class ExampleFacts
{
    private const string PackageName = "sample.1.0.0.nupkg";
    private const string NoHash = "0000000000000000000000000000000000000000000000000000000000000000";

    /// <summary>Gives a completely read package that holds the example's facts and nothing else.</summary>
    public static PackageFacts ToPackage(RuleExample example)
    {
        var files = new List<LinkedFile> { new(Artifact(PackageName, PackageName, ArtifactKind.NuGetPackage, parent: -1), FileFacts.Empty, [], Surface.Shipped) };
        foreach (var facts in example.Facts.GroupBy(fact => fact.File, StringComparer.Ordinal))
        {
            files.Add(File(facts.Key, [.. facts]));
        }

        return new PackageFacts
        {
            FileName = PackageName,
            Sha256 = NoHash,
            Size = 0,
            Community = example.Community,
            Manifest = new PackageManifest { Id = "Sample", Version = "1.0.0", NormalizedVersion = "1.0.0" },
            Files = files,
            Problems = [],
            Incomplete = false,
        };
    }

    private static LinkedFile File(string name, ExampleFact[] facts)
    {
        var writer = new FactWriter();
        var surfaces = new List<Surface>();
        var places = new Dictionary<(string, string, Surface), int>();
        foreach (var fact in facts)
        {
            // Surfaces belong to places: the same method on another surface is another place of the same name.
            var key = (fact.Type, fact.Method, fact.Surfaces);
            if (!places.TryGetValue(key, out var place))
            {
                place = writer.AddPlace(new Place(fact.Type, fact.Method));
                places.Add(key, place);
                surfaces.Add(fact.Surfaces);
            }

            writer.Add(fact.Kind, fact.Value, place, fact.Arguments, fact.Derivation, PositionKind.IlOffset, writer.Count);
        }

        return new LinkedFile(Artifact($"{PackageName}!{name}", name, KindOf(name), parent: 0), writer.ToFacts(), surfaces, Surface.Call);
    }

    private static ArtifactInfo Artifact(string path, string name, ArtifactKind kind, int parent) => new(path, name, kind, 0, NoHash, parent, parent + 1, Derived: false);

    private static ArtifactKind KindOf(string name) => Path.GetExtension(name) switch
    {
        ".dll" or ".exe" => ArtifactKind.ManagedAssembly,
        ".ps1" or ".psm1" or ".psd1" => ArtifactKind.PowerShell,
        ".props" or ".targets" => ArtifactKind.MSBuild,
        ".bat" or ".cmd" => ArtifactKind.Batch,
        ".sh" => ArtifactKind.Shell,
        ".js" => ArtifactKind.JavaScript,
        ".vbs" => ArtifactKind.VBScript,
        ".nuspec" => ArtifactKind.Nuspec,
        _ => ArtifactKind.Text,
    };
}
