using Assay.Model;
using Assay.Packages;
using Assay.Scan;

namespace Assay.Cli;

/// <summary>Finds the version before one, in the sources that a run looks ids up in.</summary>
internal sealed class EarlierVersionLookup(SubjectOptions source, ResolveSubject resolve)
{
    /// <summary>Gives the package before; null when the sources know of none. Throws <see cref="PackageSourceException"/> when they cannot be asked.</summary>
    /// <param name="id">Package id.</param>
    /// <param name="version">The version.</param>
    /// <param name="known">Versions that a feed told of already; may be empty.</param>
    /// <param name="cancellation">Stops downloads.</param>
    public async Task<PackageLocation?> BeforeAsync(string id, string version, IReadOnlyList<ReportedVersion> known, CancellationToken cancellation)
    {
        var versions = known.Count > 0 ? known : await VersionsAsync(id, cancellation);
        return EarlierVersion.Choose(versions, version) is { } before ? (await FindAsync($"{id}@{before}", cancellation)).Packages[0] : null;
    }

    // Sources tell the versions of a package together with its latest one.
    private async Task<IReadOnlyList<ReportedVersion>> VersionsAsync(string id, CancellationToken cancellation)
    {
        var resolution = await resolve(source with { Prerelease = true }, id, null, cancellation);
        return resolution.Error switch
        {
            SubjectError.None => resolution.Packages[0].Feed?.Versions ?? [],
            SubjectError.NothingFound => [],
            _ => throw new PackageSourceException(resolution.Message ?? $"{id}: the versions cannot be looked up."),
        };
    }

    private async Task<SubjectResolution> FindAsync(string subject, CancellationToken cancellation)
    {
        var resolution = await resolve(source, subject, null, cancellation);
        return resolution.Packages.Count == 1 ? resolution : throw new PackageSourceException(resolution.Message ?? $"{subject} cannot be read.");
    }
}
