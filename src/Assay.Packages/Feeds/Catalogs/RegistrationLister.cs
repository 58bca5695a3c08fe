namespace Assay.Packages.Feeds;

/// <summary>Reads everything that a V3 feed says of an id: its registration with all pages, or without one the list of its versions.</summary>
internal sealed class RegistrationLister(FeedHttp http, FeedSource source, FeedLimits limits, NuGetFeed feed, ServiceIndex index)
{
    /// <summary>Where a validator for the id is kept; null when the feed has no registrations.</summary>
    public Uri? AddressOf(string id) => index.Registrations is { } root ? Registration.AddressOf(root, id) : null;

    /// <summary>Reads one id.</summary>
    /// <param name="id">The id.</param>
    /// <param name="row">What a search said of it; null when none did.</param>
    /// <param name="known">The validator of what is known.</param>
    /// <param name="cancellation">Ends waiting.</param>
    public async Task<IdListing> ReadAsync(string id, SearchRow? row, DocumentValidator? known, CancellationToken cancellation)
    {
        if (AddressOf(id) is not { } address)
        {
            return await ReadVersionsAsync(id, row, cancellation);
        }

        var answer = await http.GetAsync(address, source, FeedHttp.Json, known, cancellation);
        switch (answer.Kind)
        {
            case FeedAnswerKind.Refused:
                throw FeedHttp.RefusedBy(source, address);
            case not FeedAnswerKind.Found:
                return new IdListing(id, address, answer.Kind, [], null);
        }

        using var document = FeedHttp.ParseJson(answer.Content, address, source);
        var registration = Registration.Read(http, source, limits, document.RootElement);
        var isComplete = await registration.ReadAllAsync(cancellation);
        return new IdListing(id, address, FeedAnswerKind.Found, [.. registration.Entries.Select(entry => (entry.Version, Listing(id, entry, row)))], answer.Validator) { IsComplete = isComplete };
    }

    /// <summary>Writes what a registration or a leaf of the catalog says as a listing.</summary>
    public static FeedListing Listing(string id, RegistrationEntry entry, SearchRow? row) => new(
        string.Equals(entry.Id, id, StringComparison.OrdinalIgnoreCase) ? entry.Id! : row?.Id ?? id,
        entry.Version.ToNormalizedString(),
        entry.Published,
        entry.Listed,
        entry.Deprecated,
        row?.Downloads,
        entry.Sha512,
        entry.Size,
        entry.Tags)
    {
        Owners = row?.Owners ?? [],
        Verified = row?.Verified,
    };

    private async Task<IdListing> ReadVersionsAsync(string id, SearchRow? row, CancellationToken cancellation)
    {
        var versions = await feed.VersionsAsync(id, cancellation);

        // What a search names is listed; of other versions nothing is known.
        var shown = row?.Versions.ToHashSet() ?? [];
        return new IdListing(id, null, versions.Count == 0 ? FeedAnswerKind.Missing : FeedAnswerKind.Found, [.. versions.Select(version => (version, new FeedListing(
            row?.Id ?? id,
            version.ToNormalizedString(),
            null,
            shown.Contains(version) ? true : null,
            row?.Latest == version ? row.Deprecated : null,
            row?.Downloads,
            null,
            null,
            row?.Latest == version ? row.Tags : [])
        {
            Owners = row?.Owners ?? [],
            Verified = row?.Verified,
        }))], null);
    }
}
