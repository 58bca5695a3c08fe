using Assay.Model;
using Assay.Packages.Manifest;

namespace Assay.Packages;

/// <summary>Reads NuGet manifests of every schema version; namespaces do not matter.</summary>
public static class NuspecReader
{
    /// <summary>Gives the manifest, null when it cannot be read or has no id or version, and its facts and problems.</summary>
    public static (PackageManifest? Manifest, FileFacts Facts) Read(ReadOnlyMemory<byte> bytes)
    {
        var facts = new FactWriter();
        if (GuardedXml.Load(bytes, "manifest", ProblemId.ManifestUnreadable, facts) is not { } document)
        {
            return (null, facts.ToFacts());
        }

        var metadata = document.Root is { Name.LocalName: "package" } root ? root.Elements().FirstOrDefault(element => element.Name.LocalName == "metadata") : null;
        if (metadata is null)
        {
            facts.AddProblem(ProblemId.ManifestUnreadable, "The manifest has no <package><metadata>.");
            return (null, facts.ToFacts());
        }

        if (document.Root!.Elements().Count(element => element.Name.LocalName == "metadata") > 1)
        {
            facts.AddProblem(ProblemId.ManifestInvalid, "The manifest has several elements <metadata>; the first one counts.", incomplete: false);
        }

        var manifest = new NuspecMetadata(metadata, facts).Read();
        return (manifest, facts.ToFacts());
    }
}
