using Assay.Model;

namespace Assay.Community;

/// <summary>Figures of several communities, each read when a package of it comes. Thread-safe.</summary>
/// <param name="usual">What is named where no community is asked for.</param>
/// <param name="others">What reads the figures of other communities, by their names.</param>
public sealed class CommunityPrevalence(PrevalenceLookup usual, IReadOnlyDictionary<string, Lazy<PrevalenceLookup>> others) : IPrevalence, ICommunityComparer
{
    /// <inheritdoc/>
    public SnapshotInfo Snapshot => usual.Snapshot;

    /// <inheritdoc/>
    public Prevalence Of(Rule rule, string? packageId, string? community) => Lookup(community).Of(rule, packageId, community);

    /// <inheritdoc/>
    public IPrevalence For(string? community) => Lookup(community);

    /// <inheritdoc/>
    public CommunityComparison? Compare(PackageProfile package) => Lookup(package.Community).Compare(package);

    private PrevalenceLookup Lookup(string? community) => community is not null && others.TryGetValue(community, out var lookup) ? lookup.Value : usual;
}
