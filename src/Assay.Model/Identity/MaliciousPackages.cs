namespace Assay.Model;

/// <summary>Packages that somebody found to be malicious.</summary>
/// <param name="Id">Names the collection in reports.</param>
/// <param name="Date">The newest change of a record, <c>yyyy-MM-dd</c>.</param>
/// <param name="Items">The records, by community, package and record id.</param>
public sealed record MaliciousPackages(string Id, string Date, IReadOnlyList<MaliciousPackage> Items);

/// <summary>What one record says of one package.</summary>
/// <param name="Record">Id of the record, such as <c>MAL-2024-1</c>.</param>
/// <param name="Community"><c>nuget</c> or <c>psgallery</c>.</param>
/// <param name="Package">Id of the package.</param>
/// <param name="Versions">Versions that are named one by one.</param>
/// <param name="Ranges">Spans of versions.</param>
/// <param name="Sha256">Lower-case SHA-256 of packages that are meant.</param>
public sealed record MaliciousPackage(string Record, string Community, string Package, IReadOnlyList<string> Versions, IReadOnlyList<VersionSpan> Ranges, IReadOnlyList<string> Sha256);

/// <summary>The versions from one on, up to another one. Null is no border.</summary>
/// <param name="From">The first version, included.</param>
/// <param name="Before">The first version after the span.</param>
/// <param name="Last">The last version, included.</param>
public sealed record VersionSpan(string? From, string? Before, string? Last)
{
    /// <summary>The last version before the span, in place of <see cref="From"/>: ranges of NuGet may leave their lower border out.</summary>
    public string? After { get; init; }
}
