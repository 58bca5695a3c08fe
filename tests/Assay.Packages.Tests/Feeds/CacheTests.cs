using Assay.TestInputs;

namespace Assay.Packages.Tests.Feeds;

public sealed class CacheTests : IDisposable
{
    private readonly LoopbackFeed _feed = new LoopbackFeed().AddPackage("a", "1.0.0");
    private readonly FeedFolder _folder = new();

    public CacheTests() => _folder.Use(_feed.Index);

    public void Dispose()
    {
        _feed.Dispose();
        _folder.Dispose();
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task A_package_in_the_cache_opens_no_connection(bool offline)
    {
        var first = await _folder.FindAsync("a@1.0.0");
        var connections = _feed.Connections;

        var second = await _folder.FindAsync("A@1.0", offline: offline);

        Assert.Equal(first.Path, second.Path);
        Assert.Equal(first.Feed!.Versions, second.Feed!.Versions);
        Assert.Equal(connections, _feed.Connections);
    }

    [Fact]
    public async Task Offline_opens_no_connection_and_says_what_is_missing_and_where_it_was_looked_for()
    {
        foreach (var subject in new[] { "a@1.0.0", "a", "pkg:nuget/a@1.0.0" })
        {
            var said = await _folder.FailAsync(SubjectError.NothingFound, subject, offline: true);

            Assert.StartsWith(subject.Replace("pkg:nuget/", "", StringComparison.Ordinal) + " is not in", said, StringComparison.Ordinal);
            Assert.Contains(_folder.GlobalPackages, said, StringComparison.Ordinal);
            Assert.Contains(_folder.Cache, said, StringComparison.Ordinal);
            Assert.Contains("'feed1'", said, StringComparison.Ordinal);
        }

        Assert.Equal(0, _feed.Connections);
    }

    [Fact]
    public async Task Offline_the_latest_is_the_latest_at_hand()
    {
        await _folder.FindAsync("a@1.0.0");
        _feed.AddPackage("a", "2.0.0");
        var connections = _feed.Connections;

        Assert.Equal("a@1.0.0", (await _folder.FindAsync("a", offline: true)).DisplayName);
        Assert.Equal(connections, _feed.Connections);
        Assert.Equal("a@2.0.0", (await _folder.FindAsync("a")).DisplayName);
    }

    [Fact]
    public async Task A_damaged_entry_is_noticed_and_fetched_again()
    {
        var expected = (await _folder.FindAsync("a@1.0.0")).Open().Bytes;
        File.AppendAllText(_folder.CachedFile(".nupkg"), "more");

        Assert.Contains("the copy there is damaged", await _folder.FailAsync(SubjectError.NothingFound, "a@1.0.0", offline: true), StringComparison.Ordinal);
        Assert.Equal(expected, (await _folder.FindAsync("a@1.0.0")).Open().Bytes);
    }

    [Fact]
    public async Task Packages_of_one_source_do_not_stand_for_those_of_another()
    {
        using var other = new LoopbackFeed();
        await _folder.FindAsync("a@1.0.0");

        await _folder.FailAsync(SubjectError.NothingFound, "a@1.0.0", from: other.Index);
    }

    [Fact]
    public async Task Two_runs_at_once_download_once()
    {
        var package = LoopbackFeed.Package("b", "1.0.0", size: 2_000_000);
        _feed.AddPackage("b", "1.0.0", package);

        var found = await Task.WhenAll(Enumerable.Range(0, 4).Select(_ => Task.Run(() => _folder.FindAsync("b@1.0.0"), TestContext.Current.CancellationToken)));

        Assert.All(found, location => Assert.Equal(package, location.Open().Bytes));
        Assert.Single(_feed.Requests, request => request.Path.EndsWith("b.1.0.0.nupkg", StringComparison.Ordinal));
    }
}
