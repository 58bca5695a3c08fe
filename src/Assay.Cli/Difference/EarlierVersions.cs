using Assay.Model;
using Assay.Packages;
using Assay.Scan;

namespace Assay.Cli;

/// <summary>What <c>scan --compare-to</c> compares with: one package that was named, or of each package the version before.</summary>
internal sealed class EarlierVersions(ReadPackage read, PackageLocation? named, EarlierVersionLookup lookup) : IEarlierVersions
{
    /// <summary>The word for the version before.</summary>
    public const string Previous = "previous";

    private readonly Lazy<PackageFacts?> _named = new(() => named is null ? null : read(named.Open(), CancellationToken.None));

    /// <summary>Prepares to compare with what the command line names; the package is found before the work begins.</summary>
    public static async Task<IEarlierVersions> PrepareAsync(string compareTo, ScanRequest request, ScanOptions options, Host host, CancellationToken cancellation)
    {
        var lookup = new EarlierVersionLookup(request.Source, host.Engine.Resolve);
        PackageLocation? named = null;
        if (compareTo != Previous)
        {
            var resolution = await DownloadBar.RunAsync(request, host, progress => host.Engine.Resolve(request.Source, compareTo, progress, cancellation));
            named = resolution.Packages is [var one] ? one
                : throw new CommandFailedException(resolution.Packages.Count > 1 ? ExitCode.Usage : SubjectList.CodeOf(resolution.Error), resolution.Message ?? $"--compare-to {compareTo}: there are several packages; name one");
        }

        return new ToldEarlierVersions(new EarlierVersions(host.Engine.CreateReader(options), named, lookup), host);
    }

    /// <inheritdoc/>
    public PackageFacts? Before(PackageFacts package, CancellationToken cancellation)
    {
        if (named is not null)
        {
            return _named.Value;
        }

        if (package.Manifest is not { } manifest)
        {
            return null;
        }

        // Scans run on threads of their own, which may wait.
        var before = lookup.BeforeAsync(manifest.Id, manifest.NormalizedVersion, package.Feed?.Versions ?? [], cancellation).GetAwaiter().GetResult();
        return before is null ? null : read(before.Open(), cancellation);
    }
}
