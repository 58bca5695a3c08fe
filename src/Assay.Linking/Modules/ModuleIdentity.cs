using System.Globalization;
using Assay.Model;

namespace Assay.Linking;

/// <summary>Puts the identity of a module or gallery script together that has no nuspec: from its manifest or its <c>PSScriptInfo</c> block.</summary>
internal static class ModuleIdentity
{
    private const int LongestVersion = 64;

    /// <summary>Gives what the manifest says; null when it says no version that is one.</summary>
    public static PackageManifest? Of(PackageFacts package, ModuleLayout layout)
    {
        var manifest = layout switch
        {
            { Manifest: { } module } => OfModule(package.Files[module]),
            { Script: { } script } => OfScript(package.Files[script]),
            _ => null,
        };
        return manifest is { NormalizedVersion.Length: > 0 } && IsId(manifest.Id) ? manifest : null;
    }

    private static PackageManifest? OfModule(LinkedFile file)
    {
        var facts = new ManifestFacts(file.Facts, "module.");
        var prerelease = facts.One("PSData.Prerelease")?.TrimStart('-');
        return facts.One("ModuleVersion") is { Length: <= LongestVersion } version
            ? Manifest(file, prerelease is { Length: > 0 } ? $"{version}-{prerelease}" : version) with
            {
                Description = facts.One("Description"),
                Authors = facts.Words("Author", ',', ';'),
                Owners = facts.Words("CompanyName", ',', ';'),
                Tags = facts.Words("PSData.Tags", ' ', ','),
                License = facts.One("PSData.LicenseUri") is { } license ? new LicenseDeclaration(null, null, license) : null,
                ProjectUrl = facts.One("PSData.ProjectUri"),
            }
            : null;
    }

    private static PackageManifest? OfScript(LinkedFile file)
    {
        var facts = new ManifestFacts(file.Facts, "script.");
        return facts.One("VERSION") is { Length: <= LongestVersion } version
            ? Manifest(file, version) with
            {
                Description = facts.One("DESCRIPTION"),
                Authors = facts.Words("AUTHOR", ',', ';'),
                Owners = facts.Words("COMPANYNAME", ',', ';'),
                Tags = facts.Words("TAGS", ' ', ','),
                License = facts.One("LICENSEURI") is { } license ? new LicenseDeclaration(null, null, license) : null,
                ProjectUrl = facts.One("PROJECTURI"),
            }
            : null;
    }

    // The id is the name of the file: nothing in the file says it.
    private static PackageManifest Manifest(LinkedFile file, string version) => new()
    {
        Id = file.Artifact.Name[..^Path.GetExtension(file.Artifact.Name).Length],
        Version = version,
        NormalizedVersion = Normalize(version),
        Dependencies = [.. Dependencies(file.Facts)],
    };

    private static IEnumerable<PackageDependency> Dependencies(FileFacts facts)
    {
        foreach (var record in facts.Records)
        {
            if (record.Kind == FactKind.Dependency)
            {
                yield return new PackageDependency(facts.Strings[record.Value], record.Arguments == FactRecord.None ? null : facts.Arguments[record.Arguments]["range"], null, "module");
            }
        }
    }

    private static bool IsId(string name) => name.Length is > 0 and <= 128 && name.All(c => char.IsLetterOrDigit(c) || c is '.' or '-' or '_');

    // Empty for what is no version, as the marks of a template. As galleries do: at least three parts, a fourth only when it is not zero. 1.2 => 1.2.0, 1.2.3.0-beta => 1.2.3-beta
    private static string Normalize(string version)
    {
        var dash = version.IndexOf('-', StringComparison.Ordinal);
        var parts = (dash < 0 ? version : version[..dash]).Split('.');
        if (parts.Length > 4)
        {
            return "";
        }

        var numbers = new List<int>();
        foreach (var part in parts)
        {
            if (!int.TryParse(part, NumberStyles.None, CultureInfo.InvariantCulture, out var number))
            {
                return "";
            }

            numbers.Add(number);
        }

        while (numbers.Count < 3)
        {
            numbers.Add(0);
        }

        if (numbers is [_, _, _, 0])
        {
            numbers.RemoveAt(3);
        }

        return string.Join('.', numbers) + (dash < 0 ? "" : version[dash..]);
    }
}
