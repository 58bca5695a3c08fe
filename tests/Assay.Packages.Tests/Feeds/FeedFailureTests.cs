using System.Text;
using Assay.Packages.Feeds;
using Assay.TestInputs;

namespace Assay.Packages.Tests.Feeds;

public sealed class FeedFailureTests : IDisposable
{
    private readonly LoopbackFeed _feed = new LoopbackFeed().AddPackage("a", "1.0.0");
    private readonly FeedFolder _folder = new();

    public FeedFailureTests() => _folder.Use(_feed.Index);

    public void Dispose()
    {
        _feed.Dispose();
        _folder.Dispose();
    }

    [Theory]
    [InlineData(503)]
    [InlineData(429)]
    public async Task A_passing_failure_is_tried_again(int status)
    {
        var failures = 0;
        _feed.Answer = request => request.Path == "/index.json" && failures++ < 2 ? new LoopbackResponse(status, []) : null;

        await _folder.FindAsync("a");

        Assert.Equal(3, _feed.Requests.Count(request => request.Path == "/index.json"));
    }

    [Fact]
    public async Task Failures_that_do_not_pass_end_after_a_few_attempts()
    {
        _feed.Answer = _ => new LoopbackResponse(500, []);

        Assert.Contains("'feed1' is not available", await _folder.FailAsync(SubjectError.SourceUnreachable, "a"), StringComparison.Ordinal);
        Assert.Equal(FeedLimits.Default.Attempts, _feed.Connections);
    }

    [Fact]
    public async Task Retry_After_is_waited_for()
    {
        var arrivals = new List<long>();
        _feed.Answer = request =>
        {
            if (request.Path == "/index.json")
            {
                arrivals.Add(TimeProvider.System.GetTimestamp());
                return arrivals.Count == 1 ? new LoopbackResponse(503, []).With("Retry-After", "1") : null;
            }

            return null;
        };

        await _folder.FindAsync("a");

        Assert.InRange(TimeProvider.System.GetElapsedTime(arrivals[0], arrivals[1]).TotalMilliseconds, 900, 30_000);
    }

    [Fact]
    public async Task A_pause_that_is_too_long_is_not_waited_for()
    {
        _feed.Answer = _ => new LoopbackResponse(429, []).With("Retry-After", "86400");

        await _folder.FailAsync(SubjectError.SourceUnreachable, "a");
        Assert.Equal(1, _feed.Connections);
    }

    [Fact]
    public async Task A_source_that_is_not_there_is_unreachable()
    {
        _feed.Stop();

        Assert.Contains("'feed1' cannot be reached", await _folder.FailAsync(SubjectError.SourceUnreachable, "a"), StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_source_that_does_not_answer_in_time_is_unreachable()
    {
        using var patience = new ManualResetEventSlim();
        using var folder = new FeedFolder { Limits = _folder.Limits with { AnswerTime = TimeSpan.FromMilliseconds(100), Attempts = 2 } };
        folder.Use(_feed.Index);
        _feed.Answer = _ =>
        {
            patience.Wait(TimeSpan.FromSeconds(5), TestContext.Current.CancellationToken);
            return null;
        };

        Assert.Contains("did not answer within 0.1 s", await folder.FailAsync(SubjectError.SourceUnreachable, "a"), StringComparison.Ordinal);
        patience.Set();
    }

    [Theory]
    [InlineData("<html>")]
    [InlineData("{")]
    [InlineData("[]")]
    [InlineData("{\"resources\":[{\"@id\":7,\"@type\":\"PackageBaseAddress/3.0.0\"}]}")]
    [InlineData("{\"resources\":[{\"@id\":\"file:///tmp/\",\"@type\":\"PackageBaseAddress/3.0.0\"}]}")]
    [InlineData("{\"resources\":[{\"@id\":\"\\ud800\",\"@type\":\"\\ud800\"}]}")]
    public async Task A_service_index_that_is_none_is_said(string index)
    {
        _feed.Answer = request => request.Path == "/index.json" ? new LoopbackResponse(200, Encoding.UTF8.GetBytes(index)) : null;

        Assert.Contains("'feed1'", await _folder.FailAsync(SubjectError.SourceUnreachable, "a"), StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_document_without_end_is_cut_off()
    {
        using var folder = new FeedFolder { Limits = _folder.Limits with { DocumentBytes = 1000 } };
        folder.Use(_feed.Index);
        _feed.Answer = _ => new LoopbackResponse(200, new byte[5000]) { DeclareLength = false };

        Assert.Contains("more than 1000 bytes", await folder.FailAsync(SubjectError.Unreadable, "a"), StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_source_that_sends_too_slowly_is_given_up()
    {
        using var folder = new FeedFolder { Limits = _folder.Limits with { DocumentTime = TimeSpan.Zero } };
        folder.Use(_feed.Index);

        Assert.Contains("sends too slowly", await folder.FailAsync(SubjectError.SourceUnreachable, "a"), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Redirects_are_followed_and_loops_are_not()
    {
        _feed.Answer = request => request.Path == "/index.json" ? new LoopbackResponse(302, []).With("Location", "/moved.json") : request.Path == "/moved.json" ? _feed.FromFiles(request with { Path = "/index.json" }) : null;
        await _folder.FindAsync("a");

        var before = _feed.Connections;
        _feed.Answer = request => new LoopbackResponse(302, []).With("Location", request.Path);
        Assert.Contains("redirects more than 3 times", await _folder.FailAsync(SubjectError.SourceUnreachable, "a"), StringComparison.Ordinal);
        Assert.Equal(4, _feed.Connections - before);
    }

    [Fact]
    public async Task A_redirect_to_a_file_is_refused()
    {
        _feed.Answer = _ => new LoopbackResponse(302, []).With("Location", "file:///etc/hosts");
        Assert.Contains("no http or https address", await _folder.FailAsync(SubjectError.SourceUnreachable, "a"), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("https://feed.invalid/index.json", "http://feed.invalid/a", "without encryption")]
    [InlineData("https://feed.invalid/index.json", "https://127.0.0.1/a", "this machine")]
    [InlineData("https://feed.invalid/index.json", "https://localhost/a", "this machine")]
    [InlineData("http://127.0.0.1/index.json", "http://feed.invalid/a", "plain HTTP")]
    [InlineData("http://127.0.0.1/index.json", "ftp://127.0.0.1/a", "no http")]
    public void Addresses_that_a_feed_must_not_send_to_are_refused(string index, string address, string said)
    {
        var source = new FeedSource { Name = "s", Index = new Uri(index) };

        Assert.Contains(said, Assert.Throws<FeedException>(() => AddressRule.Check(new Uri(address), source)).Message, StringComparison.Ordinal);
        AddressRule.Check(new Uri("https://other.invalid/a"), source);
    }
}
