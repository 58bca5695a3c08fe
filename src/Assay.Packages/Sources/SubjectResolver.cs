using Assay.Packages.Feeds;
using Assay.Packages.Sources;

namespace Assay.Packages;

/// <summary>Finds the files that a subject of the command line stands for: a path of a file, module folder or folder of packages, <c>id</c>, <c>id@version</c> or a purl.</summary>
public sealed class SubjectResolver
{
    private readonly SubjectOptions _options;
    private readonly FeedLimits _limits;
    private readonly TimeProvider _time;

    /// <summary>Prepares to look where the options say.</summary>
    public SubjectResolver(SubjectOptions options)
        : this(options, FeedLimits.Default, TimeProvider.System)
    {
    }

    internal SubjectResolver(SubjectOptions options, FeedLimits limits, TimeProvider time) => (_options, _limits, _time) = (options, options.LargestPackage is { } largest ? limits with { PackageBytes = Math.Min(largest, limits.PackageBytes) } : limits, time);

    /// <summary>Resolves one subject. A file or folder of that name wins over a package id; only ids open connections.</summary>
    /// <param name="subject">The subject as the user wrote it.</param>
    /// <param name="progress">Hears of downloads.</param>
    /// <param name="cancellation">Stops downloads; what has arrived is continued by the next run.</param>
    public async Task<SubjectResolution> ResolveAsync(string subject, IProgress<DownloadProgress>? progress, CancellationToken cancellation)
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

            return Directory.Exists(subject) ? ResolveFolder(subject) : await ResolveReferenceAsync(subject, progress, cancellation);
        }
        catch (FeedException exception)
        {
            return Fail(exception.Error, exception.Message);
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException)
        {
            return Fail(SubjectError.Unreadable, $"{subject} cannot be read: {exception.Message}");
        }
    }

    // A folder named like its module is that module. Else packages below it decide, and only a folder without any is looked at for a module of another name.
    private static SubjectResolution ResolveFolder(string folder)
    {
        if (ModuleFolder.NameByFolder(folder) is { } named)
        {
            return Found([LocateModule(folder, named)]);
        }

        var packages = PackageFolder.Files(folder).Select(Locate).ToArray();
        return packages.Length > 0 ? Found(packages)
            : ModuleFolder.NameByContent(folder) is { } module ? Found([LocateModule(folder, module)])
            : Fail(SubjectError.NothingFound, $"There is no .nupkg in {Path.GetFullPath(folder)}, and no single module manifest (.psd1) or script module (.psm1) at its root.");
    }

    private async Task<SubjectResolution> ResolveReferenceAsync(string subject, IProgress<DownloadProgress>? progress, CancellationToken cancellation)
    {
        if (LooksLikePath(subject))
        {
            return Fail(SubjectError.NothingFound, $"There is no file or folder {Path.GetFullPath(subject)}.");
        }

        if (!PackageReference.TryParse(subject, out var reference, out var defect))
        {
            return Fail(SubjectError.Usage, defect);
        }

        using var lookup = new FeedLookup(_options, reference, _limits, _time);
        return Found([await lookup.FindAsync(progress, cancellation)]);
    }

    private static bool LooksLikePath(string subject) =>
        !subject.StartsWith("pkg:", StringComparison.OrdinalIgnoreCase)
        && (subject.AsSpan().ContainsAny('/', '\\') || subject is "." or ".." || Path.GetExtension(subject).ToUpperInvariant() is ".NUPKG" or ".DLL" or ".EXE" or ".PS1" or ".PSM1" or ".PSD1" or ".PS1XML" or ".CDXML" or ".ZIP");

    private static PackageLocation LocateModule(string folder, string name) => new(folder, folder, 0) { Module = name };

    private static PackageLocation Locate(string path) => new(path, path, new FileInfo(path).Length);

    private static SubjectResolution Found(IReadOnlyList<PackageLocation> packages) => new(packages, SubjectError.None, null);

    private static SubjectResolution Fail(SubjectError error, string message) => new([], error, message);
}
