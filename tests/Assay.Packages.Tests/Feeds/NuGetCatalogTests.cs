using Assay.TestInputs;

namespace Assay.Packages.Tests.Feeds;

public sealed class NuGetCatalogTests : IDisposable
{
    private readonly FeedServer _server = new();
    private readonly FeedFolder _folder = new();

    public void Dispose()
    {
        _server.Dispose();
        _folder.Dispose();
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task A_feed_lists_every_version_with_what_it_says_of_it(bool byCatalog)
    {
        _server.HasCatalog = byCatalog;
        _server.Add("Beta", "1.0.0", package => package with { Downloads = 5, Tags = ["one", "two"], Owners = ["anna", "bert"], Verified = true })
            .Add("Beta", "2.0.0", package => package with { Downloads = 7, Deprecated = true, Owners = ["anna", "bert"], Verified = true })
            .Add("Beta", "3.0.0-rc", package => package with { Listed = false })
            .Add("Alpha", "1.0.0");
        using var catalog = await OpenAsync();

        var listed = await ListAsync(catalog, new FeedListOptions { AllVersions = true });

        Assert.Equal("nuget", catalog.Community);
        Assert.Equal(byCatalog, catalog.TellsChanges);
        Assert.Equal(["Alpha@1.0.0", "Beta@1.0.0", "Beta@2.0.0", "Beta@3.0.0-rc"], listed.Select(Name).Order(StringComparer.Ordinal));
        var first = listed.Single(listing => Name(listing) == "Beta@1.0.0");
        Assert.Equal(("2024-05-06T07:08:09Z", true, null, 22L), (first.Published, first.Listed, first.Deprecated, first.Downloads));
        Assert.Equal(["one", "two"], first.Tags);
        Assert.Equal(["anna", "bert"], first.Owners);
        Assert.True(first.Verified);
        Assert.Equal("Legacy: Old. (use Newer)", listed.Single(listing => Name(listing) == "Beta@2.0.0").Deprecated);
        var hidden = listed.Single(listing => Name(listing) == "Beta@3.0.0-rc");
        Assert.Equal((null, false), (hidden.Published, hidden.Listed));
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task Without_all_versions_one_stands_for_each_id(bool byCatalog)
    {
        _server.HasCatalog = byCatalog;
        _server.Add("a", "1.0.0").Add("a", "2.0.0").Add("a", "3.0.0-rc").Add("a", "2.5.0", package => package with { Listed = false });
        _server.Add("b", "1.0.0-x").Add("b", "1.0.0-y");
        using var catalog = await OpenAsync();

        Assert.Equal(["a@2.0.0", "b@1.0.0-y"], (await ListAsync(catalog, new FeedListOptions())).Select(Name));
    }

    [Fact]
    public async Task Registrations_in_pages_are_read_to_their_end()
    {
        (_server.InlineBelow, _server.LeavesPerPage) = (0, 64);
        for (var minor = 0; minor < 150; minor++)
        {
            _server.Add("a", $"1.{minor}.0");
        }

        using var catalog = await OpenAsync();

        var listed = await ListAsync(catalog, new FeedListOptions { AllVersions = true });

        Assert.Equal(Enumerable.Range(0, 150).Select(minor => $"a@1.{minor}.0"), listed.Select(Name));
        Assert.Equal(3, _server.Requests.Count(request => request.Place.Contains("/page/", StringComparison.Ordinal) && request.Place.Contains("registration", StringComparison.Ordinal)));
    }

    [Fact]
    public async Task The_search_is_paged_to_where_it_ends_and_the_rest_is_noted()
    {
        (_server.HasCatalog, _server.HasRegistrations) = (false, false);
        for (var i = 0; i < 4100; i++)
        {
            _server.Add(new ServedPackage($"p{i:0000}", "1.0.0", []) { Hash = "", Downloads = 10_000 - i });
        }

        using var catalog = await OpenAsync();
        _server.Forget();
        var notes = new Notes();

        var popular = await catalog.PopularityAsync(notes, TestContext.Current.CancellationToken).ToListAsync(TestContext.Current.CancellationToken);

        Assert.Equal(4000, popular.Count);
        Assert.Equal(new FeedPopularity("p0000", 10_000), popular[0]);
        Assert.EndsWith("shows 4000 of 4100 packages.", Assert.Single(notes.Said), StringComparison.Ordinal);
        Assert.Equal(5, _server.Requests.Count);
    }

    [Fact]
    public async Task Ids_that_are_named_are_listed_with_the_downloads_that_the_search_tells()
    {
        _server.Add("Alpha", "1.0.0", package => package with { Downloads = 42 }).Add("beta", "1.0.0").Add("gamma", "1.0.0");
        using var catalog = await OpenAsync();
        var notes = new Notes();

        var listed = await ListAsync(catalog, new FeedListOptions { Ids = ["GAMMA", "alpha", "nothing"], Notes = notes });

        Assert.Equal(["Alpha@1.0.0", "gamma@1.0.0"], listed.Select(Name));
        Assert.Equal(42, listed[0].Downloads);
        Assert.Contains("nothing is not known at source", Assert.Single(notes.Said), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task A_listing_goes_on_after_any_version_without_losing_one(bool byCatalog)
    {
        (_server.HasCatalog, _server.ItemsPerCatalogPage) = (byCatalog, 4);
        foreach (var id in new[] { "d", "b", "c", "a", "e" })
        {
            _server.Add(id, "1.0.0").Add(id, "2.0.0");
        }

        using var catalog = await OpenAsync();
        var options = new FeedListOptions { AllVersions = true };
        var whole = await ListAsync(catalog, options);
        Assert.Equal(10, whole.Count);

        for (var taken = 1; taken <= whole.Count; taken++)
        {
            var rest = await ListAsync(catalog, options with { Continuation = whole[taken - 1].Continuation });
            Assert.Equal(whole.Select(Name).Order(StringComparer.Ordinal), whole.Take(taken).Concat(rest).Select(Name).Distinct(StringComparer.Ordinal).Order(StringComparer.Ordinal));
        }

        Assert.Empty(await ListAsync(catalog, options with { Continuation = whole[^1].Continuation }));
    }

    [Fact]
    public async Task A_listing_that_was_cut_goes_on_where_it_stood()
    {
        for (var i = 0; i < 40; i++)
        {
            _server.Add($"p{i:00}", "1.0.0");
        }

        _server.HasCatalog = false;
        using var catalog = await OpenAsync();
        _server.Answer = request => request.Place.Contains("/p20/", StringComparison.Ordinal) ? _server.Respond(request) with { CutAfter = 150 } : null;
        var taken = new List<FeedListing>();
        var failure = await Assert.ThrowsAsync<FeedException>(async () =>
        {
            await foreach (var listing in catalog.ListAsync(new FeedListOptions(), TestContext.Current.CancellationToken))
            {
                taken.Add(listing);
            }
        });
        Assert.Equal(SubjectError.SourceUnreachable, failure.Error);
        Assert.Equal(20, taken.Count);

        _server.Answer = _ => null;
        _server.Forget();
        var rest = await ListAsync(catalog, new FeedListOptions { Continuation = taken[^1].Continuation });

        Assert.Equal(Enumerable.Range(20, 20).Select(i => $"p{i:00}@1.0.0"), rest.Select(Name));
        Assert.Equal(20, _server.Requests.Count(request => request.Place.Contains("registration", StringComparison.Ordinal)));
    }

    [Fact]
    public async Task Unchanged_registrations_are_asked_for_with_their_validators_and_told_as_unchanged()
    {
        _server.HasCatalog = false;
        _server.Add("a", "1.0.0").Add("b", "1.0.0").Add("c", "1.0.0");
        using var catalog = await OpenAsync();
        var validators = new MemoryValidators();
        var options = new FeedListOptions { AllVersions = true, Validators = validators };
        Assert.Equal(3, (await ListAsync(catalog, options)).Count);
        _server.Add("b", "2.0.0");
        _server.Forget();

        Assert.Equal(["b@1.0.0", "b@2.0.0"], (await ListAsync(catalog, options)).Select(Name));

        Assert.Equal(["a", "c"], validators.Unchanged.Select(address => address.Segments[^2].TrimEnd('/')).Order(StringComparer.Ordinal));
        Assert.All(_server.Requests.Where(request => request.Place.Contains("registration", StringComparison.Ordinal)), request => Assert.True(request.Headers.ContainsKey("If-None-Match")));
    }

    [Fact]
    public async Task Without_registrations_the_versions_of_the_flat_container_are_listed()
    {
        (_server.HasCatalog, _server.HasRegistrations) = (false, false);
        _server.Add("Alpha", "1.0.0").Add("Alpha", "2.0.0", package => package with { Listed = false });
        using var catalog = await OpenAsync();

        var listed = await ListAsync(catalog, new FeedListOptions { AllVersions = true });

        Assert.Equal([("Alpha", "1.0.0", true), ("Alpha", "2.0.0", (bool?)null)], listed.Select(listing => (listing.Id, listing.Version, listing.Listed)));
    }

    [Fact]
    public async Task A_feed_without_catalog_and_search_lists_named_ids_only()
    {
        (_server.HasCatalog, _server.HasSearch) = (false, false);
        _server.Add("a", "1.0.0");
        using var catalog = await OpenAsync();

        Assert.Equal(SubjectError.Usage, (await Assert.ThrowsAsync<FeedException>(() => ListAsync(catalog, new FeedListOptions()))).Error);
        Assert.Equal(["a@1.0.0"], (await ListAsync(catalog, new FeedListOptions { Ids = ["a"] })).Select(Name));
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task A_package_is_fetched_and_kept_or_not(bool keep)
    {
        _server.Add("Alpha", "1.0.0", package => package with { Deprecated = true }).Add("Alpha", "1.1.0");
        using var catalog = await _folder.Use(_server.Index).OpenAsync("feed1", options => options with { KeepPackages = keep });

        var found = await catalog.FetchAsync("alpha", "1.0.0", null, TestContext.Current.CancellationToken);

        Assert.Equal(_server.Packages[0].Content, found.Open().Bytes);
        Assert.Equal("nuget", found.Open().Community);
        Assert.Equal("Legacy: Old. (use Newer)", found.Open().Feed!.Deprecated);
        Assert.Equal(2, found.Feed!.Versions.Count);
        Assert.Equal(keep ? 1 : 0, Directory.GetFiles(_folder.Cache, "*.nupkg", SearchOption.AllDirectories).Length);

        _server.Forget();
        await catalog.FetchAsync("alpha", "1.1.0", null, TestContext.Current.CancellationToken);
        Assert.Equal(2, _server.Requests.Count);
    }

    [Theory]
    [InlineData(true, true)]
    [InlineData(true, false)]
    [InlineData(false, true)]
    [InlineData(false, false)]
    public async Task Other_bytes_under_a_known_version_are_fetched_once_the_feed_names_their_hash(bool gallery, bool keep)
    {
        _server.AddModule("Alpha", "1.0.0");
        byte[] changed = new NupkgBuilder(NupkgBuilder.Manifest("Alpha", "1.0.0")).Add("tools/other.txt", "other").Build();
        await FetchAsync();
        _server.Add(new ServedPackage("Alpha", "1.0.0", changed));

        Assert.Equal(changed, (await FetchAsync()).Open().Bytes);
        Assert.Equal(changed, (await FetchAsync()).Open().Bytes);

        async Task<PackageLocation> FetchAsync()
        {
            using var catalog = await _folder.OpenAsync(gallery ? _server.Gallery : _server.Index, options => options with { KeepPackages = keep });
            return await catalog.FetchAsync("alpha", "1.0.0", null, TestContext.Current.CancellationToken);
        }
    }

    [Fact]
    public async Task A_file_with_another_hash_than_the_catalog_names_is_refused()
    {
        _server.Add("a", "1.0.0", package => package with { Hash = Convert.ToBase64String(new byte[64]) });
        using var catalog = await OpenAsync();

        var failure = await Assert.ThrowsAsync<FeedException>(() => catalog.FetchAsync("a", "1.0.0", null, TestContext.Current.CancellationToken));

        Assert.Equal(SubjectError.Unreadable, failure.Error);
        Assert.Equal(SubjectError.NothingFound, (await Assert.ThrowsAsync<FeedException>(() => catalog.FetchAsync("a", "2.0.0", null, TestContext.Current.CancellationToken))).Error);
    }

    private Task<IFeedCatalog> OpenAsync() => _folder.Use(_server.Index).OpenAsync("feed1");

    private static string Name(FeedListing listing) => $"{listing.Id}@{listing.Version}";

    private static async Task<List<FeedListing>> ListAsync(IFeedCatalog catalog, FeedListOptions options) =>
        await catalog.ListAsync(options, TestContext.Current.CancellationToken).ToListAsync(TestContext.Current.CancellationToken);
}
