using NuGet.Versioning;

namespace Assay.Packages.Feeds;

/// <summary>What a source says of one id.</summary>
/// <param name="Id">The id that was asked for.</param>
/// <param name="Address">The document that says it.</param>
/// <param name="Kind">How the source answered.</param>
/// <param name="Versions">Every version; none unless it was found.</param>
/// <param name="Validator">That of the document.</param>
internal sealed record IdListing(string Id, Uri? Address, FeedAnswerKind Kind, IReadOnlyList<(NuGetVersion Version, FeedListing Listing)> Versions, DocumentValidator? Validator)
{
    /// <summary>False when some versions could not be read.</summary>
    public bool IsComplete { get; init; } = true;
}

/// <summary>An id whose versions are to be listed.</summary>
/// <param name="Id">The id.</param>
/// <param name="Continuation">Where a listing goes on after it.</param>
internal readonly record struct IdStep(string Id, string? Continuation);
