using Assay.Model;

namespace Assay.Packages.Projects;

/// <summary>Reads a project of MSBuild with what NuGet wrote beside it. What it needs is taken from <c>project.assets.json</c>, else from the lock file, else from what it asks for.</summary>
internal static class ProjectFileReader
{
    private const int ReferenceLimit = 512;

    // Packages that make a project one of tests.
    private static readonly string[] TestSdks = ["Microsoft.NET.Test.Sdk", "xunit.v3", "xunit.v3.mtp-v2", "MSTest.Sdk", "MSTest", "TUnit", "NUnit3TestAdapter"];

    /// <summary>Reads a project by its full path.</summary>
    public static ProjectReading Read(CheckedFiles files, string path) => Read(files, path, new HashSet<string>(StringComparer.Ordinal));

    /// <summary>Reads central versions without a project: what would be asked for if something did.</summary>
    public static ProjectReading ReadCentralVersions(CheckedFiles files, string path)
    {
        var evaluation = ProjectEvaluation.OfCentralVersions(files, path);
        return new ProjectReading
        {
            Name = Path.GetFileName(path),
            Path = files.NameOf(path),
            Kind = "central-packages",
            Named =
            [
                .. evaluation.Items.Where(item => item.Kind is "PackageVersion" or "GlobalPackageReference")
                    .Select(item => new NamedPackage("nuget", item.Id, item.Version, [item.VersionPlace ?? item.Place]) { Development = item.Kind == "GlobalPackageReference", Framework = item.Framework, Conditional = item.Conditional }),
            ],
            Problems = evaluation.Problems,
        };
    }

    private static ProjectReading Read(CheckedFiles files, string path, HashSet<string> visited)
    {
        visited.Add(path);
        var evaluation = ProjectEvaluation.Of(files, path);
        var isTest = evaluation.Properties.Is("IsTestProject") || evaluation.Items.Any(item => item.Kind == "PackageReference" && TestSdks.Contains(item.Id, StringComparer.OrdinalIgnoreCase))
            || evaluation.Sdks.Any(sdk => TestSdks.Contains(sdk.Name, StringComparer.OrdinalIgnoreCase));
        var named = Named(files, path, evaluation).Select(package => isTest ? package with { Development = true } : package).ToList();
        var declared = new ProjectReading
        {
            Name = Path.GetFileNameWithoutExtension(path),
            Path = files.NameOf(path),
            Kind = "project",
            Frameworks = Frameworks(evaluation.Properties),
            Named = named,
            Problems = evaluation.Problems,
        };
        var restored = RestoredProject.Of(files, path, evaluation, declared, isTest);
        return restored.IsResolved ? restored : restored with { Named = [.. restored.Named, .. OfReferences(files, evaluation, visited)] };
    }

    private static string[] Frameworks(ProjectProperties properties) =>
        [.. (properties["TargetFrameworks"] ?? properties["TargetFramework"] ?? "").Split(';', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries).Where(framework => !framework.Contains("$(", StringComparison.Ordinal)).Distinct(StringComparer.OrdinalIgnoreCase)];

    private static IEnumerable<NamedPackage> Named(CheckedFiles files, string path, ProjectEvaluation evaluation)
    {
        var isCentral = evaluation.Properties.Is("ManagePackageVersionsCentrally");
        var central = evaluation.Items.Where(item => item.Kind == "PackageVersion").ToLookup(item => item.Id, StringComparer.OrdinalIgnoreCase);
        foreach (var item in evaluation.Items)
        {
            switch (item.Kind)
            {
                case "PackageReference":
                    foreach (var package in Reference(item, isCentral, central))
                    {
                        yield return package;
                    }

                    break;
                case "GlobalPackageReference" when isCentral:
                    yield return Of(item, item.Version, item.VersionPlace) with { Development = true };
                    break;
                case "PackageDownload":
                    foreach (var range in (item.Version ?? "").Split(';', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries))
                    {
                        yield return Of(item, range, item.VersionPlace) with { Development = true, Alone = true };
                    }

                    break;
                case "DotNetCliToolReference":
                    yield return Of(item, item.Version, item.VersionPlace) with { Development = true, Alone = true };
                    break;
            }
        }

        foreach (var sdk in Sdks(files, path, evaluation))
        {
            yield return sdk;
        }
    }

    // A reference under central management takes the versions of all PackageVersion items of its id: conditions keep several of them.
    private static IEnumerable<NamedPackage> Reference(PackageItem item, bool isCentral, ILookup<string, PackageItem> central)
    {
        if (item.VersionOverride is not null)
        {
            return [Of(item, item.VersionOverride, item.OverridePlace)];
        }

        if (!isCentral || item.Version is not null || !central.Contains(item.Id))
        {
            return [Of(item, item.Version, item.VersionPlace)];
        }

        return central[item.Id].Where(version => version.Framework is null || item.Framework is null || version.Framework.Equals(item.Framework, StringComparison.OrdinalIgnoreCase)).Select(version =>
            Of(item, version.Version, version.VersionPlace) with { Framework = item.Framework ?? version.Framework, Conditional = item.Conditional || version.Conditional });
    }

    private static NamedPackage Of(PackageItem item, string? range, ManifestPlace? versionPlace) =>
        new("nuget", item.Id, string.IsNullOrWhiteSpace(range) ? null : range, versionPlace is null ? [item.Place] : versionPlace.Path == item.Place.Path && versionPlace.Line == item.Place.Line ? [versionPlace] : [versionPlace, item.Place])
        {
            Development = item.IsPrivate,
            Framework = item.Framework,
            Conditional = item.Conditional,
        };

    // An SDK without a version is one of the .NET SDK, or has it in global.json.
    private static IEnumerable<NamedPackage> Sdks(CheckedFiles files, string path, ProjectEvaluation evaluation)
    {
        IReadOnlyList<(string Id, string Version, ManifestPlace Place)>? global = null;
        foreach (var (name, version, place) in evaluation.Sdks)
        {
            if (version is not null)
            {
                yield return new NamedPackage("nuget", name, $"[{version}]", [place]) { Development = true, IsSdk = true };
                continue;
            }

            if (name.StartsWith("Microsoft.NET.Sdk", StringComparison.OrdinalIgnoreCase))
            {
                continue;
            }

            global ??= CheckedFiles.Above(Path.GetDirectoryName(path), "global.json") is { } file && files.Read(file, out _) is { } source ? SdkManifestReader.Sdks(source) : [];
            foreach (var sdk in global.Where(sdk => sdk.Id.Equals(name, StringComparison.OrdinalIgnoreCase)))
            {
                yield return new NamedPackage("nuget", sdk.Id, $"[{sdk.Version}]", [sdk.Place, place]) { Development = true, IsSdk = true };
            }
        }
    }

    // What a project shows to those who use it comes along with it.
    private static IEnumerable<NamedPackage> OfReferences(CheckedFiles files, ProjectEvaluation evaluation, HashSet<string> visited)
    {
        foreach (var (project, _) in evaluation.Projects)
        {
            if (visited.Count < ReferenceLimit && ProjectKinds.IsProject(project) && !visited.Contains(project) && File.Exists(project))
            {
                foreach (var package in Read(files, project, visited).Named.Where(package => package is { Development: false, Alone: false }))
                {
                    yield return package with { ThroughProject = true };
                }
            }
        }
    }
}
