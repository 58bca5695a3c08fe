using Assay.Model;
using Assay.Packages.Sources;
using NuGet.Versioning;

namespace Assay.Packages.Feeds;

/// <summary>Something that has packages by id and version.</summary>
internal interface IPackageFeed
{
    /// <summary>What to call it in messages.</summary>
    string Name { get; }

    /// <summary>Looks for a version: the named one, else the latest.</summary>
    Task<FeedOffer> FindAsync(PackageReference reference, bool prerelease, CancellationToken cancellation);

    /// <summary>Gives the file of an offer with a chosen version.</summary>
    Task<PackageLocation> FetchAsync(string id, FeedOffer offer, IProgress<DownloadProgress>? progress, CancellationToken cancellation);

    /// <summary>Gives the SHA-512 (base-64) that the feed names today for the file of an offer; null when it names none.</summary>
    Task<string?> HashAsync(FeedOffer offer, CancellationToken cancellation) => Task.FromResult(offer.Registered?.Sha512);
}

/// <summary>What a feed has of a package.</summary>
/// <param name="Versions">All versions, lowest first; none when the id is not known there.</param>
/// <param name="Chosen">The version that was looked for; null when the feed does not have it.</param>
/// <param name="Info">What the feed says of the chosen version.</param>
/// <param name="Registered">Its registration, for its hash.</param>
internal sealed record FeedOffer(IReadOnlyList<NuGetVersion> Versions, NuGetVersion? Chosen, FeedPackageInfo? Info = null, RegistrationEntry? Registered = null)
{
    public static FeedOffer Nothing { get; } = new([], null);

    /// <summary>Where the file is; null where the protocol says it.</summary>
    public Uri? Content { get; init; }

    /// <summary>Community of the package; null where its layout decides.</summary>
    public string? Community { get; init; }
}
