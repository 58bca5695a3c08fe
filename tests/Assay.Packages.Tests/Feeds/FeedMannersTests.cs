using Assay.TestInputs;

namespace Assay.Packages.Tests.Feeds;

public sealed class FeedMannersTests : IDisposable
{
    private readonly FeedServer _server = new();
    private readonly FeedFolder _folder = new();

    public void Dispose()
    {
        _server.Dispose();
        _folder.Dispose();
    }

    [Theory]
    [InlineData(1)]
    [InlineData(4)]
    public async Task No_more_requests_run_at_once_than_are_allowed(int concurrency)
    {
        for (var i = 0; i < 40; i++)
        {
            _server.Add($"p{i:00}", "1.0.0");
        }

        _server.Answer = request => _server.Respond(request) with { Delay = TimeSpan.FromMilliseconds(5) };
        using var catalog = await _folder.Use(_server.Index).OpenAsync("feed1", options => options with { Concurrency = concurrency });

        Assert.Equal(40, (await ListAsync(catalog)).Count);
        Assert.InRange(_server.MostAtOnce, 1, concurrency);
        Assert.True(concurrency == 1 || _server.MostAtOnce > 1);
        Assert.InRange(_server.Connections, 1, 2 * concurrency);
    }

    [Fact]
    public async Task Packages_are_fetched_within_the_same_bound()
    {
        for (var i = 0; i < 20; i++)
        {
            _server.Add($"p{i:00}", "1.0.0");
        }

        _server.Answer = request => _server.Respond(request) with { Delay = TimeSpan.FromMilliseconds(5) };
        using var catalog = await _folder.Use(_server.Index).OpenAsync("feed1", options => options with { Concurrency = 3 });

        var found = await Task.WhenAll(Enumerable.Range(0, 20).Select(i => catalog.FetchAsync($"p{i:00}", "1.0.0", null, TestContext.Current.CancellationToken)));

        Assert.Equal(20, found.Select(location => location.Path).Distinct(StringComparer.Ordinal).Count());
        Assert.InRange(_server.MostAtOnce, 2, 3);
    }

    [Fact]
    public async Task When_one_request_is_told_to_wait_all_of_them_do()
    {
        for (var i = 0; i < 30; i++)
        {
            _server.Add($"p{i:00}", "1.0.0");
        }

        using var catalog = await _folder.Use(_server.Index).OpenAsync("feed1", options => options with { Concurrency = 4 });
        long told = 0;
        var early = 0;
        _server.Answer = request =>
        {
            var now = TimeProvider.System.GetTimestamp();
            if (Interlocked.CompareExchange(ref told, now, 0) == 0)
            {
                return new LoopbackResponse(429, []).With("Retry-After", "1");
            }

            _ = TimeProvider.System.GetElapsedTime(told, now).TotalMilliseconds < 900 ? Interlocked.Increment(ref early) : 0;
            return null;
        };

        Assert.Equal(30, (await ListAsync(catalog)).Count);

        // Three others may have been on their way when the answer came.
        Assert.InRange(early, 0, 3);
        Assert.True(TimeProvider.System.GetElapsedTime(told).TotalMilliseconds > 900);
    }

    [Fact]
    public async Task A_throttling_feed_is_listed_in_the_end()
    {
        for (var i = 0; i < 10; i++)
        {
            _server.Add($"p{i:00}", "1.0.0");
        }

        using var catalog = await _folder.Use(_server.Index).OpenAsync("feed1");
        _server.Throttle(requests: 3, seconds: 0);

        Assert.Equal(10, (await ListAsync(catalog)).Count);
    }

    [Fact]
    public async Task A_catalog_outlives_more_failures_than_a_look_up()
    {
        _server.Add("a", "1.0.0");
        using var catalog = await _folder.Use(_server.Index).OpenAsync("feed1");
        var failures = 0;
        _server.Answer = request => request.Place.Contains("registration", StringComparison.Ordinal) && Interlocked.Increment(ref failures) <= 6 ? new LoopbackResponse(503, []) : null;

        Assert.Single(await ListAsync(catalog));
        failures = 0;
        Assert.Contains("not available", await _folder.FailAsync(SubjectError.SourceUnreachable, "a@1.0.0", "feed1"), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task An_answer_that_was_cut_is_asked_for_again(bool gallery)
    {
        for (var i = 0; i < 10; i++)
        {
            _server.AddModule($"p{i:00}", "1.0.0");
        }

        using var catalog = gallery ? await _folder.OpenAsync(_server.Gallery) : await _folder.Use(_server.Index).OpenAsync("feed1");
        _server.CutOnce(gallery ? "Search()" : "p05/index.json", 100);

        Assert.Equal(10, (await ListAsync(catalog)).Count);
    }

    [Fact]
    public async Task Offline_opens_no_socket()
    {
        var failure = await Assert.ThrowsAsync<FeedException>(() => _folder.OpenAsync(_server.Index, options => options with { Offline = true }));

        Assert.Equal(SubjectError.Usage, failure.Error);
        await Assert.ThrowsAsync<FeedException>(() => _folder.OpenAsync(_server.Gallery, options => options with { Offline = true }));
        Assert.Equal(0, _server.Connections);
    }

    [Fact]
    public async Task A_name_that_is_no_source_is_said()
    {
        Assert.Contains("no source 'nothing'", (await Assert.ThrowsAsync<FeedException>(() => _folder.OpenAsync("nothing"))).Message, StringComparison.Ordinal);
        Assert.Contains("no enabled source", (await Assert.ThrowsAsync<FeedException>(() => _folder.OpenAsync("nuget"))).Message, StringComparison.Ordinal);
        using var catalog = await _folder.Use(_server.Index).OpenAsync("nuget");
        Assert.Equal("feed1", catalog.Name);
        Assert.Contains("name one of feed1, feed2", (await Assert.ThrowsAsync<FeedException>(() => _folder.Use(_server.Index, _server.Index).OpenAsync("nuget"))).Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Who_stops_taking_stops_the_requests()
    {
        for (var i = 0; i < 60; i++)
        {
            _server.Add($"p{i:00}", "1.0.0");
        }

        _server.HasCatalog = false;
        using var catalog = await _folder.Use(_server.Index).OpenAsync("feed1");
        _server.Forget();

        var first = await catalog.ListAsync(new FeedListOptions(), TestContext.Current.CancellationToken).Take(3).ToListAsync(TestContext.Current.CancellationToken);

        Assert.Equal(3, first.Count);
        Assert.InRange(_server.Requests.Count, 4, 3 + (2 * FeedCatalogDefaults.Concurrency));
    }

    private static async Task<List<FeedListing>> ListAsync(IFeedCatalog catalog) =>
        await catalog.ListAsync(new FeedListOptions(), TestContext.Current.CancellationToken).ToListAsync(TestContext.Current.CancellationToken);

    private static class FeedCatalogDefaults
    {
        public static int Concurrency => new FeedCatalogOptions("").Concurrency;
    }
}
