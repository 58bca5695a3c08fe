using Assay.Linking;
using Assay.Linking.Components;
using Assay.Model;

namespace Assay.Scan;

/// <summary>The lists of popular packages, publishers, mail services and assemblies that are part of the program.</summary>
public static class EmbeddedLists
{
    /// <summary>Which package an assembly is from, and of which version one is whose own statements do not tell it.</summary>
    public static Lazy<KnownAssemblies> Assemblies { get; } = new(() => KnownAssemblies.Read(Read("assemblies.txt"), Read("assembly-versions.txt")));

    /// <summary>Reads all of them. Nothing is known of malicious packages: that changes daily and is imported.</summary>
    public static IdentityInputs Load() => new()
    {
        Popular = [ListText.ReadPopular("popular-nuget", "nuget", Read("popular-nuget.txt")), ListText.ReadPopular("popular-psgallery", "psgallery", Read("popular-psgallery.txt"))],
        Publishers = ListText.ReadPublishers("publishers", Read("publishers.txt")),
        MailDomains = ListText.ReadMailDomains("mail-domains", Read("mail-domains.txt")),
    };

    private static string Read(string name)
    {
        using var stream = typeof(EmbeddedLists).Assembly.GetManifestResourceStream(name) ?? throw new InvalidOperationException($"The list {name} is missing from the program.");
        using var reader = new StreamReader(stream);
        return reader.ReadToEnd();
    }
}
