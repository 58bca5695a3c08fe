using System.Collections.Frozen;

namespace Assay.Linking.Components;

/// <summary>Dated lists: which package an assembly is from, and of which version one is whose own statements do not tell it. Thread-safe.</summary>
public sealed class KnownAssemblies
{
    private readonly FrozenDictionary<string, KnownAssembly> _byName;
    private readonly FrozenDictionary<(string Name, string Version, string FileVersion), string> _versions;

    private KnownAssemblies(Dictionary<string, KnownAssembly> byName, Dictionary<(string, string, string), string> versions)
    {
        _byName = byName.ToFrozenDictionary(StringComparer.OrdinalIgnoreCase);
        _versions = versions.ToFrozenDictionary();
    }

    /// <summary>Nothing is known.</summary>
    public static KnownAssemblies None { get; } = Read("", "");

    /// <summary>Reads the lists.</summary>
    /// <param name="assemblies">Lines of <c>assembly | packages | public key tokens | products</c>; several of each with commas, products with semicolons. No package: the assembly has the name of its package.</param>
    /// <param name="versions">Lines of <c>assembly, assembly version, file version, package version</c>, with blanks between them.</param>
    public static KnownAssemblies Read(string assemblies, string versions)
    {
        var byName = new Dictionary<string, KnownAssembly>(StringComparer.OrdinalIgnoreCase);
        foreach (var line in Lines(assemblies))
        {
            var fields = line.Split('|');
            var name = fields[0].Trim();
            var packages = Texts(fields, 1, ',');
            byName.Add(name, new KnownAssembly(name, packages.Length == 0 ? [name] : packages, Texts(fields, 2, ','), Texts(fields, 3, ';')));
        }

        var byBuild = new Dictionary<(string, string, string), string>();
        foreach (var line in Lines(versions))
        {
            var fields = line.Split(' ', StringSplitOptions.RemoveEmptyEntries);
            byBuild.Add((fields[0], fields[1], fields[2]), fields[3]);
        }

        return new KnownAssemblies(byName, byBuild);
    }

    /// <summary>Gives what is known of a name, in any letter case; null when nothing is.</summary>
    public KnownAssembly? Of(string name) => _byName.GetValueOrDefault(name);

    /// <summary>Gives the package version of a build; null when it is not listed.</summary>
    public string? VersionOf(string name, string assemblyVersion, string fileVersion) => _versions.GetValueOrDefault((name, assemblyVersion, fileVersion));

    private static IEnumerable<string> Lines(string text) => text.Split('\n').Select(line => line.Trim()).Where(line => line.Length > 0 && line[0] != '#');

    private static string[] Texts(string[] fields, int index, char separator) =>
        fields.Length <= index ? [] : fields[index].Split(separator, StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries);
}
