using Assay.Model;

namespace Assay.Community;

/// <summary>All that a database holds, to be changed and written: records by source, the catalogue of exploited vulnerabilities, scores, addresses to update from.</summary>
internal sealed class AdvisoryContent
{
    /// <summary>The sources, by name.</summary>
    public SortedDictionary<string, AdvisorySource> Sources { get; } = new(StringComparer.Ordinal);

    /// <summary>Records of vulnerabilities, by source and id.</summary>
    public Dictionary<(string Source, string Id), AdvisoryRecord> Records { get; } = [];

    /// <summary>Records of malicious packages.</summary>
    public List<MaliciousRecord> Malicious { get; set; } = [];

    /// <summary>CISA's catalogue, by CVE.</summary>
    public SortedDictionary<string, KnownExploitation> Exploited { get; set; } = new(StringComparer.Ordinal);

    /// <summary>EPSS, by CVE.</summary>
    public SortedDictionary<string, ExploitScore> Scores { get; set; } = new(StringComparer.Ordinal);

    /// <summary>Where an update asks besides the feeds of the configuration, with what tells later whether it is still the same; by address.</summary>
    public SortedDictionary<string, AdvisoryAddress> Addresses { get; } = new(StringComparer.Ordinal);

    /// <summary>Gives the CVEs that some record names.</summary>
    public HashSet<string> NamedCves() => [.. Records.Values.SelectMany(record => record.Ids).Where(AdvisoryRecord.IsCve)];
}

/// <summary>Something that an update asked.</summary>
/// <param name="Address">The address, the path, or <c>nuget:NAME</c> for a feed of the configuration.</param>
/// <param name="Source">The name that was given to its records; null for the names that the records have by themselves.</param>
/// <param name="Gave">The sources that its content was of.</param>
/// <param name="ETag">What the server sent as entity tag; null for none.</param>
/// <param name="LastModified">What the server sent as the instant of the last change; null for none.</param>
internal sealed record AdvisoryAddress(string Address, string? Source, IReadOnlyList<string> Gave, string? ETag, string? LastModified)
{
    /// <summary>Begins the names of feeds.</summary>
    public const string FeedPrefix = "nuget:";

    /// <summary>False for a feed of the configuration, which the configuration remembers.</summary>
    public bool IsRemembered => !Address.StartsWith(FeedPrefix, StringComparison.Ordinal);

    /// <summary>Forgets what would tell that nothing changed.</summary>
    public AdvisoryAddress WithoutValidator() => this with { ETag = null, LastModified = null };
}
