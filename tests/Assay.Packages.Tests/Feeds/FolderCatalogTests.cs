using Assay.TestInputs;

namespace Assay.Packages.Tests.Feeds;

public sealed class FolderCatalogTests : IDisposable
{
    private readonly FeedFolder _folder = new();

    public FolderCatalogTests()
    {
        _folder.Write("shelf/b/1.0.0/b.1.0.0.nupkg", LoopbackFeed.Package("b", "1.0.0"));
        _folder.Write("shelf/b/2.0.0-rc/b.2.0.0-rc.nupkg", LoopbackFeed.Package("b", "2.0.0-rc"));
        _folder.Write("shelf/flat/A.1.2.0.0.nupkg", LoopbackFeed.Package("A.1", "2.0.0"));
        _folder.Write("shelf/C.1.0.0.nupkg", LoopbackFeed.Package("C", "1.0.0"));
    }

    public void Dispose() => _folder.Dispose();

    [Theory]
    [InlineData(false, "A.1@2.0.0", "b@1.0.0", "C@1.0.0")]
    [InlineData(true, "A.1@2.0.0", "b@1.0.0", "b@2.0.0-rc", "C@1.0.0")]
    public async Task A_folder_lists_what_lies_in_it(bool all, params string[] expected)
    {
        using var catalog = await OpenAsync();

        var listed = await ListAsync(catalog, new FeedListOptions { AllVersions = all });

        Assert.Equal(expected, listed.Select(Name));
        Assert.All(listed, listing => Assert.True(listing.Size > 0));
        Assert.Null(await catalog.FindCursorAsync(TestContext.Current.CancellationToken));
    }

    [Fact]
    public async Task A_listing_goes_on_after_any_version_without_losing_one()
    {
        using var catalog = await OpenAsync();
        var options = new FeedListOptions { AllVersions = true };
        var whole = await ListAsync(catalog, options);

        for (var taken = 1; taken <= whole.Count; taken++)
        {
            var rest = await ListAsync(catalog, options with { Continuation = whole[taken - 1].Continuation });
            Assert.Equal(whole, whole.Take(taken).Concat(rest).DistinctBy(Name), (one, other) => Name(one) == Name(other));
            Assert.True(rest.Count <= whole.Count - taken + 1);
        }
    }

    [Fact]
    public async Task Unchanged_files_are_told_as_unchanged()
    {
        using var catalog = await OpenAsync();
        var validators = new MemoryValidators();
        var options = new FeedListOptions { AllVersions = true, Validators = validators };
        Assert.Equal(4, (await ListAsync(catalog, options)).Count);
        Assert.Empty(await ListAsync(catalog, options));
        Assert.Equal(4, validators.Unchanged.Count);

        _folder.Write("shelf/C.1.0.0.nupkg", LoopbackFeed.Package("C", "1.0.0", size: 10));

        Assert.Equal(["C@1.0.0"], (await ListAsync(catalog, options)).Select(Name));
    }

    [Fact]
    public async Task Named_ids_are_listed_and_what_is_missing_or_unreadable_is_noted()
    {
        var broken = _folder.Write("shelf/broken.nupkg", new byte[100]);
        using var catalog = await OpenAsync();
        var notes = new Notes();

        var listed = await ListAsync(catalog, new FeedListOptions { Ids = ["B", "missing"], Notes = notes });

        Assert.Equal(["b@1.0.0"], listed.Select(Name));
        Assert.Contains(notes.Said, note => note.StartsWith(broken, StringComparison.Ordinal));
        Assert.Contains(notes.Said, note => note.StartsWith("missing is not in", StringComparison.Ordinal));
    }

    [Fact]
    public async Task A_version_of_a_folder_is_fetched_from_where_it_lies()
    {
        using var catalog = await OpenAsync();

        var found = await catalog.FetchAsync("a.1", "2.0", null, TestContext.Current.CancellationToken);

        Assert.Equal("A.1@2.0.0", found.DisplayName);
        Assert.EndsWith("A.1.2.0.0.nupkg", found.Path, StringComparison.Ordinal);
        Assert.Equal(SubjectError.NothingFound, (await Assert.ThrowsAsync<FeedException>(() => catalog.FetchAsync("a.1", "3.0", null, TestContext.Current.CancellationToken))).Error);
    }

    private Task<IFeedCatalog> OpenAsync() => _folder.OpenAsync(_folder.PathOf("shelf"));

    private static string Name(FeedListing listing) => $"{listing.Id}@{listing.Version}";

    private static async Task<List<FeedListing>> ListAsync(IFeedCatalog catalog, FeedListOptions options) =>
        await catalog.ListAsync(options, TestContext.Current.CancellationToken).ToListAsync(TestContext.Current.CancellationToken);
}
