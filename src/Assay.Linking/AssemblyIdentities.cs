using System.Globalization;
using Assay.Model;

namespace Assay.Linking;

/// <summary>Compares what assemblies say of themselves with the package that ships them.</summary>
internal static class AssemblyIdentities
{
    private const int MaximumStated = 20;
    private const int MinimumShared = 4;

    /// <summary>Writes <c>renamed-assembly</c>, <c>assembly-name-differs</c> and <c>assembly-version-differs</c>.</summary>
    public static void Write(IReadOnlyList<LinkedFile> files, PackageManifest manifest, SurfacePlaces places, FactWriter facts)
    {
        var libraries = new List<(LinkedFile File, string Name, string Version)>();
        var stated = 0;
        for (var i = 1; i < files.Count; i++)
        {
            var file = files[i];
            if (file.Artifact is not { Parent: 0, Derived: false, Kind: ArtifactKind.ManagedAssembly } || Identity(file.Facts) is not { } identity)
            {
                continue;
            }

            var fileName = Path.GetFileNameWithoutExtension(file.Artifact.Name[(file.Artifact.Name.AsSpan().LastIndexOfAny('/', '\\') + 1)..]);
            if (!fileName.Equals(identity.Name, StringComparison.OrdinalIgnoreCase) && stated++ < MaximumStated)
            {
                facts.Add(FactKind.Anomaly, "renamed-assembly", places.Of(file.Surfaces), new ArgumentList(new Argument("name", file.Artifact.Name), new Argument("assembly", HiddenCharacters.Escape(identity.Name))));
            }

            if (file.Artifact.Name.StartsWith("lib/", StringComparison.OrdinalIgnoreCase) && !identity.Name.EndsWith(".resources", StringComparison.Ordinal))
            {
                libraries.Add((file, identity.Name, identity.Version));
            }
        }

        WritePrimary(libraries, manifest, places, facts);
    }

    // The package has one library, perhaps for several frameworks: then it is the package.
    private static void WritePrimary(List<(LinkedFile File, string Name, string Version)> libraries, PackageManifest manifest, SurfacePlaces places, FactWriter facts)
    {
        if (libraries.Count == 0 || libraries.Exists(library => !library.Name.Equals(libraries[0].Name, StringComparison.OrdinalIgnoreCase)))
        {
            return;
        }

        var (file, name, version) = libraries[^1];
        if (!HaveSomethingInCommon(name, manifest.Id))
        {
            facts.Add(FactKind.Anomaly, "assembly-name-differs", places.Of(file.Surfaces), new ArgumentList(new Argument("assembly", HiddenCharacters.Escape(name)), new Argument("package", manifest.Id)));
        }

        if (Major(version) is var assembly && Major(manifest.NormalizedVersion) is var package && assembly != package)
        {
            facts.Add(FactKind.Anomaly, "assembly-version-differs", places.Of(file.Surfaces), new ArgumentList(new Argument("assembly", version), new Argument("package", manifest.NormalizedVersion),
                new Argument("distance", Math.Abs((long)assembly - package).ToString(CultureInfo.InvariantCulture))));
        }
    }

    /// <summary>True when a word of four letters or more of one name stands in the other, or one name is the other's beginning; case, dots and dashes do not matter.</summary>
    private static bool HaveSomethingInCommon(string name, string id)
    {
        var (one, other) = (Letters(name), Letters(id));
        if (one.Length == 0 || other.Length == 0 || one.Contains(other, StringComparison.Ordinal) || other.Contains(one, StringComparison.Ordinal))
        {
            return true;
        }

        for (var start = 0; start + MinimumShared <= one.Length; start++)
        {
            if (other.AsSpan().IndexOf(one.AsSpan(start, MinimumShared)) >= 0)
            {
                return true;
            }
        }

        return false;
    }

    private static string Letters(string name) => string.Concat(name.Take(200).Where(char.IsLetterOrDigit).Select(char.ToLowerInvariant));

    private static int Major(string version) => int.TryParse(version.AsSpan(0, version.IndexOf('.', StringComparison.Ordinal) is var dot and >= 0 ? dot : version.Length), NumberStyles.None, CultureInfo.InvariantCulture, out var major) ? major : 0;

    // The identity stands among the first facts of an assembly.
    private static (string Name, string Version)? Identity(FileFacts facts)
    {
        string? name = null;
        for (var i = 0; i < Math.Min(8, facts.Records.Count); i++)
        {
            var record = facts.Records[i];
            if (record.Kind != FactKind.Metadata || record.Arguments == FactRecord.None)
            {
                continue;
            }

            var key = facts.Strings[record.Value];
            if (key == "assembly.name")
            {
                name = facts.Arguments[record.Arguments]["value"];
            }
            else if (key == "assembly.version" && name is not null && facts.Arguments[record.Arguments]["value"] is { } version)
            {
                return (name, version);
            }
        }

        return null;
    }
}
