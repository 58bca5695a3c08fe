using Assay.TestInputs;

namespace Assay.Packages.Tests.Feeds;

public sealed class CatalogChangesTests : IDisposable
{
    private readonly FeedServer _server = new();
    private readonly FeedFolder _folder = new();

    public void Dispose()
    {
        _server.Dispose();
        _folder.Dispose();
    }

    [Fact]
    public async Task Changes_are_told_oldest_first_with_what_holds_since()
    {
        _server.Add("Alpha", "1.0.0").Add("Beta", "1.0.0").Delete("Alpha", "1.0.0");
        _server.Add("Gamma", "1.0.0", package => package with { Listed = false });
        using var catalog = await OpenAsync();

        var changes = await ChangesAsync(catalog, null);

        // Of Alpha's two changes in one page the last is told.
        Assert.Equal(["Beta@1.0.0", "Alpha@1.0.0", "Gamma@1.0.0"], changes.Select(Name));
        Assert.Null(changes[1].Listing);
        var beta = changes[0].Listing!;
        Assert.Equal(("2024-05-06T07:08:09Z", true, _server.Packages[0].Hash, (long?)_server.Packages[0].Content.Length), (beta.Published, beta.Listed, beta.Sha512, beta.Size));
        Assert.Equal(("2024-05-06T07:08:09Z", false), (changes[2].Listing!.Published, changes[2].Listing!.Listed));
        Assert.Equal(await catalog.FindCursorAsync(TestContext.Current.CancellationToken), changes[^1].Cursor);
        Assert.Empty(await ChangesAsync(catalog, changes[^1].Cursor));
    }

    [Fact]
    public async Task Only_pages_newer_than_the_cursor_are_read()
    {
        _server.ItemsPerCatalogPage = 3;
        for (var i = 0; i < 30; i++)
        {
            _server.Add($"p{i:00}", "1.0.0");
        }

        using var catalog = await OpenAsync();
        var cursor = await catalog.FindCursorAsync(TestContext.Current.CancellationToken);
        _server.Add("new", "1.0.0");
        _server.Forget();

        Assert.Equal(["new@1.0.0"], (await ChangesAsync(catalog, cursor)).Select(Name));
        Assert.Equal(["/v3/catalog/index.json", "/v3/catalog/page/10.json", "/v3/catalog/leaf/30.json"], _server.Requests.Select(request => request.Place));
    }

    [Fact]
    public async Task A_cursor_moves_on_after_the_last_item_of_a_commit()
    {
        _server.ItemsPerCatalogPage = 4;
        var time = new DateTimeOffset(2025, 3, 1, 0, 0, 0, TimeSpan.Zero);
        for (var i = 0; i < 12; i++)
        {
            _server.Add(new ServedPackage($"p{i:00}", "1.0.0", []), time.AddSeconds(i / 3));
        }

        using var catalog = await OpenAsync();
        var whole = await ChangesAsync(catalog, null);
        Assert.Equal(12, whole.Count);

        for (var taken = 1; taken <= whole.Count; taken++)
        {
            var rest = await ChangesAsync(catalog, whole[taken - 1].Cursor);
            Assert.Equal(whole.Select(Name), whole.Take(taken).Concat(rest).Select(Name).Distinct(StringComparer.Ordinal));
        }
    }

    [Fact]
    public async Task An_unchanged_catalog_costs_one_request()
    {
        _server.Add("a", "1.0.0");
        using var catalog = await OpenAsync();
        var validators = new MemoryValidators();
        var changes = await ChangesAsync(catalog, null, validators);
        _server.Forget();

        Assert.Empty(await ChangesAsync(catalog, changes[^1].Cursor, validators));
        Assert.Single(_server.Requests);
        Assert.Single(validators.Unchanged);

        // Without a cursor all is told, whatever the validators know.
        Assert.Single(await ChangesAsync(catalog, null, validators));
        _server.Add("b", "1.0.0");
        Assert.Equal(["b@1.0.0"], (await ChangesAsync(catalog, changes[^1].Cursor, validators)).Select(Name));
    }

    [Fact]
    public async Task A_page_that_is_not_there_stops_the_cursor()
    {
        _server.ItemsPerCatalogPage = 1;
        _server.Add("a", "1.0.0").Add("b", "1.0.0").Add("c", "1.0.0");
        using var catalog = await OpenAsync();
        _server.Answer = request => request.Place.EndsWith("page/1.json", StringComparison.Ordinal) ? new LoopbackResponse(404, []) : null;
        var taken = new List<FeedChange>();

        await Assert.ThrowsAsync<FeedException>(async () =>
        {
            await foreach (var change in catalog.ChangesAsync(null, null, TestContext.Current.CancellationToken))
            {
                taken.Add(change);
            }
        });

        Assert.Equal(["a@1.0.0"], taken.Select(Name));
        _server.Answer = _ => null;
        // The page that is not there might have held more of the last commit: it is told again.
        Assert.Equal(["a@1.0.0", "b@1.0.0", "c@1.0.0"], (await ChangesAsync(catalog, taken[^1].Cursor)).Select(Name));
    }

    [Fact]
    public async Task What_is_no_cursor_is_said()
    {
        _server.Add("a", "1.0.0");
        using var catalog = await OpenAsync();

        Assert.Equal(SubjectError.Usage, (await Assert.ThrowsAsync<FeedException>(() => ChangesAsync(catalog, "yesterday"))).Error);
    }

    private Task<IFeedCatalog> OpenAsync() => _folder.Use(_server.Index).OpenAsync("feed1");

    private static string Name(FeedChange change) => $"{change.Id}@{change.Version}";

    private static async Task<List<FeedChange>> ChangesAsync(IFeedCatalog catalog, string? cursor, IDocumentValidators? validators = null) =>
        await catalog.ChangesAsync(cursor, validators, TestContext.Current.CancellationToken).ToListAsync(TestContext.Current.CancellationToken);
}
