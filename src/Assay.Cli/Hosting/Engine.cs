using Assay.Community;
using Assay.Model;
using Assay.Packages;
using Assay.Rules;
using Assay.Scan;

namespace Assay.Cli;

/// <summary>Analyses one package.</summary>
internal delegate PackageReport ScanPackage(PackageFile package, CancellationToken cancellation);

/// <summary>Finds the packages that a subject names.</summary>
internal delegate Task<SubjectResolution> ResolveSubject(SubjectOptions options, string subject, IProgress<DownloadProgress>? progress, CancellationToken cancellation);

/// <summary>The parts that do the work, as functions, so that tests of the command line need no packages and no rules.</summary>
internal sealed record Engine
{
    /// <summary>Finds the packages that a subject names.</summary>
    public ResolveSubject Resolve { get; init; } = static (options, subject, progress, cancellation) => new SubjectResolver(options).ResolveAsync(subject, progress, cancellation);

    /// <summary>Opens a feed as a whole.</summary>
    public Func<FeedCatalogOptions, CancellationToken, Task<IFeedCatalog>> OpenCatalog { get; init; } = FeedCatalogs.OpenAsync;

    /// <summary>Loads the rules of this build.</summary>
    public Func<RulePack> LoadRules { get; init; } = static () => EmbeddedRules.Load();

    /// <summary>Reads a folder of rule files.</summary>
    public Func<string, RuleFolderResult> ReadRules { get; init; } = static directory => RuleFolder.Read(directory);

    /// <summary>Loads the community snapshot of this build.</summary>
    public Func<CommunitySnapshot> LoadCommunity { get; init; } = static () => EmbeddedSnapshot.Load();

    /// <summary>Prepares a scan; the function is called from several threads.</summary>
    public Func<ScanOptions, ScanPackage> CreateScanner { get; init; } = static options => new Scanner(options).Scan;
}
