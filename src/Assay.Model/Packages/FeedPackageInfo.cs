namespace Assay.Model;

/// <summary>What a feed says of a package version beside its content; it may change while the content does not.</summary>
/// <param name="Published">Publication instant, <c>yyyy-MM-ddTHH:mm:ssZ</c>; null where the feed does not tell.</param>
/// <param name="Listed">False when the feed hides the version from searches; null where it does not tell.</param>
/// <param name="Deprecated">Why the version should no longer be used; null when it is not deprecated.</param>
/// <param name="Versions">The versions of the package that the feed has, lowest first.</param>
public sealed record FeedPackageInfo(string? Published, bool? Listed, string? Deprecated, IReadOnlyList<ReportedVersion> Versions)
{
    /// <summary>Downloads of all versions together; null where the feed does not tell.</summary>
    public long? Downloads { get; init; }
}
