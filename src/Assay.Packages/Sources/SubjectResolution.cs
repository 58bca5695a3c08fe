namespace Assay.Packages;

/// <summary>Where subjects are looked for.</summary>
/// <param name="From">A source of the NuGet configuration or a PowerShell repository by name, the address of a service index or of a V2 feed, or a folder; null or <c>nuget</c> for all enabled sources.</param>
/// <param name="Offline">True when no socket may be opened.</param>
/// <param name="GlobalPackagesFolder">The global packages folder; null for the one of the user's NuGet configuration.</param>
public sealed record SubjectOptions(string? From, bool Offline, string? GlobalPackagesFolder)
{
    /// <summary>Prereleases count for the latest version as much as stable ones; else only where there is no stable one.</summary>
    public bool Prerelease { get; init; }

    /// <summary>Where downloads are kept; null for the folder that ASSAY_CACHE names or the platform's own.</summary>
    public string? CacheFolder { get; init; }

    /// <summary>The folder whose NuGet configuration holds; null for the current one.</summary>
    public string? ConfigurationFolder { get; init; }

    /// <summary>The folder with PowerShell's lists of repositories; null for the platform's own.</summary>
    public string? PowerShellFolder { get; init; }

    /// <summary>Bytes of the largest package that is downloaded; null for the limit of the input.</summary>
    public long? LargestPackage { get; init; }
}

/// <summary>Why a subject stands for no package; hosts map it to their exit codes.</summary>
public enum SubjectError
{
    /// <summary>No error.</summary>
    None,
    /// <summary>The subject is not written as any subject is.</summary>
    Usage,
    /// <summary>Nothing lies there.</summary>
    NothingFound,
    /// <summary>The source cannot be asked.</summary>
    SourceUnreachable,
    /// <summary>Something lies there and cannot be read.</summary>
    Unreadable,
}

/// <summary>What a subject stands for.</summary>
/// <param name="Packages">The files, ordinal by path.</param>
/// <param name="Error">Why there are none.</param>
/// <param name="Message">One sentence for a person when there is an error.</param>
public sealed record SubjectResolution(IReadOnlyList<PackageLocation> Packages, SubjectError Error, string? Message);
