using Assay.Community;
using Assay.Community.Index;
using Assay.Model;
using Assay.Web.Communities;

namespace Assay.Web.Pages.Packages;

/// <summary>Everything that the pages of a version are made of.</summary>
internal sealed record VersionContext
{
    /// <summary>The community.</summary>
    public required PortalCommunity Community { get; init; }
    /// <summary>The version.</summary>
    public required VersionEntry Version { get; init; }
    /// <summary>All versions of the package, the highest first.</summary>
    public required IReadOnlyList<VersionEntry> Versions { get; init; }
    /// <summary>Its report.</summary>
    public required PackageReport Report { get; init; }
    /// <summary>The rules that pages name.</summary>
    public required ShownRules Rules { get; init; }
    /// <summary>What the index knows of the packages that this one depends on, by lower-case id.</summary>
    public required IReadOnlyDictionary<string, KnownDependency> Known { get; init; }
    /// <summary>Downloads of all versions and the day on which they were counted; null when nobody has.</summary>
    public required (long Count, string Day)? Downloads { get; init; }
    /// <summary>The counted figures of the community; null before the first count.</summary>
    public required CommunitySnapshot? Snapshot { get; init; }

    /// <summary>Address of the package.</summary>
    public string PackageAddress => Packages.PackageAddress.Of(Community.Name, Version.Id);

    /// <summary>Address of the version.</summary>
    public string Address => Packages.PackageAddress.Of(Community.Name, Version.Id, Version.Version);

    /// <summary>The path of the input, which stands before the paths of its files.</summary>
    public string Input => Report.Files is [var first, ..] ? first.Path : "";

    /// <summary>The findings that differ from the version before.</summary>
    public VersionChange? Change => VersionChange.Against(Versions, Version, Rules);

    /// <summary>Says where views lead.</summary>
    /// <param name="shown">Behaviors whose cards stand on the page.</param>
    /// <param name="lists">Sections whose full lists are pages of their own.</param>
    public SiteLinks Links(IEnumerable<Behavior> shown, params IReadOnlyList<string> lists) =>
        new(Community.Name, Address) { Input = Input, Known = Known, Lists = lists, Shown = shown.Select(behavior => behavior.Id).ToHashSet(StringComparer.Ordinal) };

    /// <summary>Looks everything up.</summary>
    public static VersionContext Of(PortalCommunity community, VersionEntry version, PackageReport report, ShownRules rules) => community.Read(
        reader => new VersionContext
        {
            Community = community,
            Version = version,
            Versions = reader.Versions(version.Id),
            Report = report,
            Rules = rules,
            Known = report.Dependencies.Select(dependency => dependency.Id).Concat(report.Components.Select(component => component.Name)).Select(id => id.ToLowerInvariant()).Distinct(StringComparer.Ordinal)
                .Select(id => (Id: id, Versions: reader.Versions(id))).Where(known => known.Versions.Count > 0)
                .ToDictionary(known => known.Id, known => new KnownDependency([.. known.Versions.Select(entry => KeyValuePair.Create(entry.Version, entry.Verdict))]), StringComparer.Ordinal),
            Downloads = reader.Downloads(version.Id),
            Snapshot = community.Snapshot(),
        },
        null) ?? throw new IndexException($"The index of {community.Title} is gone.");
}
