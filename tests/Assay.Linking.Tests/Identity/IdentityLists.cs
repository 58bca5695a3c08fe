using Assay.Model;

namespace Assay.Linking.Tests;

/// <summary>The lists of the program.</summary>
internal static class IdentityLists
{
    public static PopularPackages NuGet { get; } = ListText.ReadPopular("popular-nuget", "nuget", Text("popular-nuget.txt"));

    public static PopularPackages Gallery { get; } = ListText.ReadPopular("popular-psgallery", "psgallery", Text("popular-psgallery.txt"));

    public static Publishers Publishers { get; } = ListText.ReadPublishers("publishers", Text("publishers.txt"));

    public static MailDomains MailDomains { get; } = ListText.ReadMailDomains("mail-domains", Text("mail-domains.txt"));

    /// <summary>Ids of packages that exist.</summary>
    public static IReadOnlyList<string> Existing { get; } = [.. Text("existing-ids.txt").Split('\n').Where(line => line.Length > 0 && line[0] != '#')];

    private static string Text(string name)
    {
        using var reader = new StreamReader(typeof(IdentityLists).Assembly.GetManifestResourceStream(name)!);
        return reader.ReadToEnd();
    }
}
