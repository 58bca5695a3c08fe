using Assay.TestInputs;

namespace Assay.Packages.Tests.Feeds;

public sealed class GalleryCatalogTests : IDisposable
{
    private readonly FeedServer _server = new();
    private readonly FeedFolder _folder = new();

    public void Dispose()
    {
        _server.Dispose();
        _folder.Dispose();
    }

    [Fact]
    public async Task A_gallery_lists_modules_and_scripts()
    {
        _server.AddModule("Beta", "1.0.0", package => package with { Downloads = 30, Owners = ["anna", "bert"] }).AddModule("Beta", "1.1.0", package => package with { Downloads = 12 })
            .AddScript("Alpha", "1.0.0").AddModule("Gamma", "2.0.0-beta").AddModule("Hidden", "1.0.0", package => package with { Listed = false });
        using var catalog = await OpenAsync();

        var listed = await ListAsync(catalog, new FeedListOptions());

        Assert.Equal("psgallery", catalog.Community);
        Assert.Equal(["Alpha@1.0.0", "Beta@1.1.0", "Gamma@2.0.0-beta"], listed.Select(Name));
        var beta = listed[1];
        var served = _server.Packages.Single(package => package is { Id: "Beta", Version: "1.1.0" });
        Assert.Equal(("2024-05-06T07:08:09Z", true, 42L, served.Hash, (long?)served.Content.Length), (beta.Published, beta.Listed, beta.Downloads, beta.Sha512, beta.Size));
        Assert.Equal(["PSModule", "PSEdition_Core"], beta.Tags);
        Assert.Equal(["somebody"], beta.Owners);
        Assert.Equal([new("Alpha", 10), new("Beta", 42), new FeedPopularity("Gamma", 10)], (await catalog.PopularityAsync(null, TestContext.Current.CancellationToken).ToListAsync(TestContext.Current.CancellationToken)).OrderBy(row => row.Id, StringComparer.Ordinal));
    }

    [Fact]
    public async Task All_versions_of_a_gallery_are_listed_and_unchanged_ids_told()
    {
        _server.AddModule("Beta", "1.0.0").AddModule("Beta", "1.1.0", package => package with { Listed = false }).AddModule("Beta", "1.2.0").AddScript("Alpha", "1.0.0");
        using var catalog = await OpenAsync();
        var validators = new MemoryValidators();
        var options = new FeedListOptions { AllVersions = true, Validators = validators };

        var listed = await ListAsync(catalog, options);

        Assert.Equal(["Alpha@1.0.0", "Beta@1.0.0", "Beta@1.1.0", "Beta@1.2.0"], listed.Select(Name));
        Assert.False(listed[2].Listed);
        _server.AddModule("Beta", "2.0.0");
        Assert.Equal(4, (await ListAsync(catalog, options)).Count);
        Assert.Single(validators.Unchanged);
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task Many_pages_are_read_and_rows_that_are_repeated_count_once(bool repeats)
    {
        for (var i = 0; i < 250; i++)
        {
            _server.AddModule($"Module{i:000}", "1.0.0");
        }

        _server.RepeatsRows = repeats;
        using var catalog = await OpenAsync();
        _server.Forget();

        var listed = await ListAsync(catalog, new FeedListOptions());

        Assert.Equal(Enumerable.Range(0, 250).Select(i => $"Module{i:000}@1.0.0"), listed.Select(Name));

        // Two flags, each twice three pages, and one of scripts; a page that repeats rows is noticed at the next.
        Assert.InRange(_server.Requests.Count, 14, 22);
    }

    [Fact]
    public async Task Smaller_pages_are_followed_by_their_next_links()
    {
        _server.RowsPerPage = 7;
        for (var i = 0; i < 40; i++)
        {
            _server.AddModule($"Module{i:00}", "1.0.0");
        }

        using var catalog = await OpenAsync();

        Assert.Equal(40, (await ListAsync(catalog, new FeedListOptions())).Count);
    }

    [Fact]
    public async Task Rows_that_flicker_are_asked_for_until_two_passes_agree()
    {
        for (var i = 0; i < 130; i++)
        {
            _server.AddModule($"Module{i:000}", "1.0.0");
        }

        using var catalog = await OpenAsync();
        var first = int.MaxValue;
        _server.Flickers = (number, package) =>
        {
            // The two answers of the first pass leave them out.
            first = Math.Min(first, number);
            return number <= first + 1 && package.Id is ("Module007" or "Module100");
        };
        _server.Forget();
        var notes = new Notes();

        var listed = await ListAsync(catalog, new FeedListOptions { Notes = notes });

        Assert.Equal(130, listed.Count);
        Assert.Empty(notes.Said);

        // Three passes over the first query and two over the other, of two pages each; two over scripts, of which there are none.
        Assert.Equal(12, _server.Requests.Count);
    }

    [Fact]
    public async Task Rows_that_never_agree_end_after_a_few_passes_and_are_noted()
    {
        for (var i = 0; i < 120; i++)
        {
            _server.AddModule($"Module{i:000}", "1.0.0");
        }

        using var catalog = await OpenAsync();
        _server.Flickers = static (number, package) => package.Id == $"Module{number % 120:000}";
        _server.Forget();
        var notes = new Notes();

        var listed = await ListAsync(catalog, new FeedListOptions { Notes = notes });

        Assert.Equal(120, listed.Count);
        Assert.Contains("other rows at each of 5 passes", notes.Said[0], StringComparison.Ordinal);
        Assert.InRange(_server.Requests.Count, 10, 40);
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task Flags_are_compared_where_a_server_needs_it_and_not_where_it_refuses_it(bool refuses)
    {
        (_server.RefusesComparedFlags, _server.NeedsComparedFlags) = (refuses, !refuses);
        _server.AddModule("Alpha", "1.0.0").AddModule("Beta", "1.0.0").AddScript("Gamma", "1.0.0-x");
        using var catalog = await OpenAsync();

        Assert.Equal("psgallery", catalog.Community);
        Assert.Equal(["Alpha@1.0.0", "Beta@1.0.0", "Gamma@1.0.0-x"], (await ListAsync(catalog, new FeedListOptions())).Select(Name));
    }

    [Fact]
    public async Task A_server_without_a_search_is_asked_for_its_packages()
    {
        _server.Add("Alpha", "1.0.0").Add("Beta", "1.0.0-x");
        _server.Answer = request => request.Place.EndsWith("Search()", StringComparison.Ordinal) ? new LoopbackResponse(404, []) : null;
        using var catalog = await OpenAsync();

        Assert.Null(catalog.Community);
        Assert.Equal(["Alpha@1.0.0", "Beta@1.0.0-x"], (await ListAsync(catalog, new FeedListOptions())).Select(Name));
    }

    [Fact]
    public async Task A_listing_goes_on_after_any_id()
    {
        foreach (var id in new[] { "D", "b", "C", "a" })
        {
            _server.AddModule(id, "1.0.0");
        }

        using var catalog = await OpenAsync();
        var whole = await ListAsync(catalog, new FeedListOptions());

        Assert.Equal(["a@1.0.0", "b@1.0.0", "C@1.0.0", "D@1.0.0"], whole.Select(Name));
        Assert.Equal(["C@1.0.0", "D@1.0.0"], (await ListAsync(catalog, new FeedListOptions { Continuation = whole[1].Continuation })).Select(Name));
    }

    [Fact]
    public async Task A_module_of_a_gallery_is_fetched_with_its_community()
    {
        _server.AddModule("Alpha", "1.0.0").AddModule("Alpha", "2.0.0");
        using var catalog = await OpenAsync();
        _server.Forget();

        var first = await catalog.FetchAsync("alpha", "1.0.0", null, TestContext.Current.CancellationToken);
        await catalog.FetchAsync("alpha", "2.0.0", null, TestContext.Current.CancellationToken);

        Assert.Equal("psgallery", first.Open().Community);
        Assert.Equal(2, first.Feed!.Versions.Count);
        Assert.Equal(5, _server.Requests.Count);
    }

    [Fact]
    public async Task What_is_no_V2_feed_is_said_when_it_is_opened()
    {
        _server.Answer = static _ => new LoopbackResponse(404, []);

        Assert.Contains("is no V2 feed", (await Assert.ThrowsAsync<FeedException>(OpenAsync)).Message, StringComparison.Ordinal);
    }

    private Task<IFeedCatalog> OpenAsync() => _folder.OpenAsync(_server.Gallery);

    private static string Name(FeedListing listing) => $"{listing.Id}@{listing.Version}";

    private static async Task<List<FeedListing>> ListAsync(IFeedCatalog catalog, FeedListOptions options) =>
        await catalog.ListAsync(options, TestContext.Current.CancellationToken).ToListAsync(TestContext.Current.CancellationToken);
}
