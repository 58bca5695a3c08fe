using Assay.Packages.Sources;

namespace Assay.Packages;

/// <summary>Finds the files that a subject of the command line stands for: a path, <c>id</c>, <c>id@version</c> or a purl.</summary>
public sealed class SubjectResolver(SubjectOptions options)
{
    /// <summary>Resolves one subject. A file or folder of that name wins over a package id.</summary>
    public SubjectResolution Resolve(string subject)
    {
        if (string.IsNullOrWhiteSpace(subject))
        {
            return Fail(SubjectError.Usage, "The subject is empty.");
        }

        try
        {
            if (File.Exists(subject))
            {
                return Found([Locate(subject)]);
            }

            return Directory.Exists(subject) ? ResolveFolder(subject) : ResolveReference(subject);
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException)
        {
            return Fail(SubjectError.Unreadable, $"{subject} cannot be read: {exception.Message}");
        }
    }

    private static SubjectResolution ResolveFolder(string folder)
    {
        var walk = new EnumerationOptions
        {
            RecurseSubdirectories = true,
            IgnoreInaccessible = true,
            MatchCasing = MatchCasing.CaseInsensitive,
            // Links are not followed: a folder may contain itself.
            AttributesToSkip = FileAttributes.ReparsePoint,
        };
        var packages = Directory.EnumerateFiles(folder, "*.nupkg", walk).Order(StringComparer.Ordinal).Select(Locate).ToArray();
        return packages.Length > 0 ? Found(packages) : Fail(SubjectError.NothingFound, $"There is no .nupkg in {Path.GetFullPath(folder)}.");
    }

    private SubjectResolution ResolveReference(string subject)
    {
        if (LooksLikePath(subject))
        {
            return Fail(SubjectError.NothingFound, $"There is no file or folder {Path.GetFullPath(subject)}.");
        }

        if (!PackageReference.TryParse(subject, out var reference, out var defect))
        {
            return Fail(SubjectError.Usage, defect);
        }

        var folder = options.From ?? options.GlobalPackagesFolder ?? GlobalPackages.FindFolder();
        if (folder is null)
        {
            return Fail(SubjectError.SourceUnreachable, "The global packages folder is not known: the NuGet configuration cannot be read.");
        }

        if (!Directory.Exists(folder))
        {
            return Fail(SubjectError.SourceUnreachable, $"There is no folder {Path.GetFullPath(folder)} to look for {reference} in.");
        }

        return GlobalPackages.Find(folder, reference) is { } path
            ? Found([Locate(path) with { DisplayName = reference.ToString(), Community = "nuget" }])
            : Fail(SubjectError.NothingFound, $"{reference} is not in {Path.GetFullPath(folder)}.");
    }

    private static bool LooksLikePath(string subject) =>
        !subject.StartsWith("pkg:", StringComparison.OrdinalIgnoreCase)
        && (subject.AsSpan().ContainsAny('/', '\\') || subject is "." or ".." || Path.GetExtension(subject).ToUpperInvariant() is ".NUPKG" or ".DLL" or ".EXE" or ".PS1" or ".PSM1" or ".PSD1" or ".ZIP");

    private static PackageLocation Locate(string path) => new(path, path, new FileInfo(path).Length);

    private static SubjectResolution Found(IReadOnlyList<PackageLocation> packages) => new(packages, SubjectError.None, null);

    private static SubjectResolution Fail(SubjectError error, string message) => new([], error, message);
}
