using Assay.Model;

namespace Assay.Linking;

/// <summary>States that the package, or what it depends on, may be taken for a popular package.</summary>
internal static class LookAlikeNames
{
    // A package of thousands of dependencies is its author's doing; the first ones show what it does.
    private const int MaximumDependencies = 500;

    /// <summary>Writes <c>id-look-alike</c> and gives what the package itself may be taken for.</summary>
    public static LookAlike? Write(LookAlikeIndex index, PackageManifest manifest, FactWriter facts)
    {
        var own = index.Find(manifest.Id);
        if (own is not null)
        {
            Add(manifest.Id, own, "package", facts);
        }

        foreach (var id in manifest.Dependencies.Where(dependency => dependency.Kind != "assembly").Select(dependency => dependency.Id).Distinct(StringComparer.OrdinalIgnoreCase).Take(MaximumDependencies))
        {
            if (index.Find(id) is { IsClose: true } found)
            {
                Add(id, found, "dependency", facts);
            }
        }

        return own;
    }

    private static void Add(string name, LookAlike found, string where, FactWriter facts) => facts.Add(FactKind.Anomaly, "id-look-alike", arguments: new ArgumentList(
        new Argument("name", HiddenCharacters.Escape(name)), new Argument("of", found.Of), new Argument("how", found.How), new Argument("closeness", found.IsClose ? "close" : "loose"), new Argument("in", where)));
}
