using Assay.Licenses;
using Assay.Model;

namespace Assay.Linking.Licenses;

/// <summary>Tells the files that hold the licence of the package from those that hold licences of what is in it.</summary>
internal static class LicenseFiles
{
    private static readonly string[] OwnNames = ["license", "licence", "copying", "copying.lesser", "unlicense", "eula", "license-mit", "license-apache", "license-stable"];

    /// <summary>Finds the file that a manifest names, whatever the case and kind of slash; null when the package has none.</summary>
    public static LinkedFile? Find(IReadOnlyList<LinkedFile> files, string name)
    {
        var wanted = name.Replace('\\', '/').TrimStart('/');
        wanted = wanted.StartsWith("./", StringComparison.Ordinal) ? wanted[2..] : wanted;
        return files.FirstOrDefault(file => file.Artifact is { Parent: 0, Derived: false } && string.Equals(file.Artifact.Name.Replace('\\', '/'), wanted, StringComparison.OrdinalIgnoreCase));
    }

    /// <summary>The files that say by their name that they hold the licence of the package: those in its root that are named so, or the only licence there.</summary>
    public static IReadOnlyList<LinkedFile> Own(IReadOnlyList<LinkedFile> files)
    {
        var inRoot = files.Where(file => file.Artifact is { Parent: 0, Derived: false, Kind: ArtifactKind.License } && file.Artifact.Name.AsSpan().IndexOfAny('/', '\\') < 0 && !IsNotice(file.Artifact.Name)).ToArray();
        var named = inRoot.Where(file => OwnNames.Contains(Stem(file.Artifact.Name), StringComparer.OrdinalIgnoreCase)).ToArray();
        return named.Length > 0 ? named : inRoot.Length == 1 ? inRoot : [];
    }

    // Notices speak of others.
    private static bool IsNotice(string name) =>
        name.Contains("notice", StringComparison.OrdinalIgnoreCase) || name.Contains("third", StringComparison.OrdinalIgnoreCase) || name.Contains("copyright", StringComparison.OrdinalIgnoreCase);

    private static string Stem(string name) => Path.GetExtension(name) is ".txt" or ".md" or ".rtf" or ".TXT" or ".MD" or ".RTF" ? Path.GetFileNameWithoutExtension(name) : name;
}
