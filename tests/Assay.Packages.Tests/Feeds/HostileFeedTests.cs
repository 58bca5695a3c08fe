using System.Text;
using Assay.Packages.Feeds;
using Assay.TestInputs;

namespace Assay.Packages.Tests.Feeds;

public sealed class HostileFeedTests : IDisposable
{
    private const string Open = "<feed xmlns=\"http://www.w3.org/2005/Atom\" xmlns:m=\"m\" xmlns:d=\"d\">";

    private readonly FeedServer _server = new();
    private readonly FeedFolder _folder = new() { Limits = FeedLimits.Default with { FirstDelay = TimeSpan.FromMilliseconds(1), AnswerTime = TimeSpan.FromSeconds(5), Pages = 6, Rows = 500, Passes = 3, AllRegistrationPages = 4 } };

    public void Dispose()
    {
        _server.Dispose();
        _folder.Dispose();
    }

    [Fact]
    public async Task A_search_without_end_ends_at_the_bound()
    {
        (_server.HasCatalog, _server.HasRegistrations) = (false, false);
        _server.Answer = request => request.Place.EndsWith("search", StringComparison.Ordinal)
            ? Json($"{{\"totalHits\":9000000000,\"data\":[{{\"id\":\"p{request.Query("skip")}\",\"version\":\"1.0.0\",\"totalDownloads\":1}}]}}") : null;
        using var catalog = await _folder.Use(_server.Index).OpenAsync("feed1");
        var notes = new Notes();

        var rows = await catalog.PopularityAsync(notes, TestContext.Current.CancellationToken).ToListAsync(TestContext.Current.CancellationToken);

        Assert.Equal(6, rows.Count);
        Assert.Contains("shows 6 of 9000000000", Assert.Single(notes.Said), StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_search_that_repeats_itself_ends()
    {
        _server.HasCatalog = false;
        _server.Add("a", "1.0.0");
        _server.Answer = request => request.Place.EndsWith("search", StringComparison.Ordinal) ? Json("{\"totalHits\":1000,\"data\":[{\"id\":\"a\",\"version\":\"1.0.0\"}]}") : null;
        using var catalog = await _folder.Use(_server.Index).OpenAsync("feed1");

        Assert.Single(await ListAsync(catalog));
        Assert.Equal(2, _server.Requests.Count(request => request.Place.EndsWith("search", StringComparison.Ordinal)));
    }

    [Fact]
    public async Task V2_pages_without_end_end_at_the_bound()
    {
        var number = 0;
        _server.Answer = request => request.Place.EndsWith("Search()", StringComparison.Ordinal)
            ? Xml($"{Open}{Entry($"Module{Interlocked.Increment(ref number)}")}<link rel=\"next\" href=\"{_server.Gallery}/Search()?at={number}\"/></feed>") : null;
        using var catalog = await _folder.OpenAsync(_server.Gallery);
        _server.Forget();
        var notes = new Notes();

        var listed = await ListAsync(catalog, notes);

        // Two flags and two searches, three passes each, six pages a pass.
        Assert.Equal(72, listed.Count);
        Assert.Equal(72, _server.Requests.Count);
        Assert.Equal(4, notes.Said.Count);
    }

    [Theory]
    [InlineData("http://169.254.169.254/latest")]
    [InlineData("http://other.example.invalid/next")]
    [InlineData("file:///etc/hosts")]
    [InlineData("ftp://other.example.invalid/next")]
    public async Task A_next_link_to_where_no_feed_may_send_is_refused(string link)
    {
        _server.AddModule("Alpha", "1.0.0");
        using var catalog = await _folder.OpenAsync(_server.Gallery);
        _server.Answer = request => request.Place.EndsWith("Search()", StringComparison.Ordinal) ? Xml($"{Open}{Entry("Alpha")}<link rel=\"next\" href=\"{link}\"/></feed>") : null;

        Assert.Equal(SubjectError.SourceUnreachable, (await Assert.ThrowsAsync<FeedException>(() => ListAsync(catalog))).Error);
    }

    [Fact]
    public async Task A_file_elsewhere_than_a_feed_may_send_is_refused()
    {
        _server.Answer = request => request.Place.EndsWith("FindPackagesById()", StringComparison.Ordinal) ? Xml($"{Open}{Entry("Alpha", "<content type=\"application/zip\" src=\"http://169.254.169.254/a\"/>")}</feed>") : null;

        Assert.Contains("169.254.169.254", await _folder.FailAsync(SubjectError.SourceUnreachable, "Alpha@1.0.0", _server.Gallery), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("https://feed.example.invalid/api/v2", "https://169.254.169.254/a", "local link")]
    [InlineData("https://feed.example.invalid/api/v2", "https://[fe80::1]/a", "local link")]
    [InlineData("https://feed.example.invalid/api/v2", "https://[::ffff:169.254.1.2]/a", "local link")]
    [InlineData("https://feed.example.invalid/api/v2", "https://[::1]/a", "this machine")]
    public void Addresses_of_the_local_link_are_refused(string index, string address, string said) =>
        Assert.Contains(said, AddressRule.Refusal(new Uri(address), new FeedSource { Name = "s", Index = new Uri(index) }), StringComparison.Ordinal);

    [Theory]
    [InlineData("feed.example.invalid", "127.0.0.1", true)]
    [InlineData("other.example.invalid", "127.0.0.1", false)]
    [InlineData("other.example.invalid", "::ffff:127.0.0.1", false)]
    [InlineData("other.example.invalid", "169.254.169.254", false)]
    [InlineData("other.example.invalid", "fe80::1", false)]
    public async Task A_name_may_lead_to_this_machine_only_when_it_is_the_sources_own(string host, string leadsTo, bool isAsked)
    {
        var address = new Uri($"{_server.Root.Replace("127.0.0.1", host, StringComparison.Ordinal)}v3/index.json");
        var source = new FeedSource { Name = "s", Index = new Uri(_server.Index.Replace("127.0.0.1", "feed.example.invalid", StringComparison.Ordinal)), AllowInsecure = true };
        using var http = new FeedHttp(_folder.Limits, TimeProvider.System, null, new FeedConnector((_, _) => Task.FromResult(new[] { System.Net.IPAddress.Parse(leadsTo) })));

        if (isAsked)
        {
            Assert.NotNull(await http.GetDocumentAsync(address, source, TestContext.Current.CancellationToken));
        }
        else
        {
            Assert.Contains("which is this machine or its local link", (await Assert.ThrowsAsync<FeedException>(() => http.GetDocumentAsync(address, source, TestContext.Current.CancellationToken))).Message, StringComparison.Ordinal);
        }

        Assert.Equal(isAsked ? 1 : 0, _server.Connections);
    }

    public static TheoryData<string> Broken => new()
    {
        "",
        "{}",
        "<feed",
        "<html><body/></html>",
        "<!DOCTYPE feed [<!ENTITY a \"b\">]><feed>&a;</feed>",
        "<feed>" + string.Concat(Enumerable.Repeat("<a>", 5000)) + string.Concat(Enumerable.Repeat("</a>", 5000)) + "</feed>",
        "<feed><entry>" + string.Concat(Enumerable.Repeat("<a>", 5000)) + string.Concat(Enumerable.Repeat("</a>", 5000)) + "</entry></feed>",
        "<feed><entry><Id>" + string.Concat(Enumerable.Repeat("<a>", 5000)) + string.Concat(Enumerable.Repeat("</a>", 5000)) + "</Id></entry></feed>",
        "<feed>" + string.Concat(Enumerable.Repeat("<a/>", 1_000_001)) + "</feed>",
        "<?xml version=\"1.0\" encoding=\"utf-99\"?><feed/>",
        "<feed xmlns:m=\"m\">&undefined;</feed>",
    };

    [Theory]
    [MemberData(nameof(Broken))]
    public async Task An_answer_that_is_no_V2_feed_is_said(string content)
    {
        _server.Answer = _ => Xml(content);

        Assert.Contains("no V2 feed", await _folder.FailAsync(SubjectError.SourceUnreachable, "Alpha", _server.Gallery), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Long_texts_and_many_tags_are_cut()
    {
        _server.Answer = request => request.Place.EndsWith("FindPackagesById()", StringComparison.Ordinal) || request.Place.EndsWith("Search()", StringComparison.Ordinal)
            ? Xml($"{Open}{Entry("Alpha", more: $"<d:Tags>{string.Join(' ', Enumerable.Range(0, 100_000))}</d:Tags><d:Description>{new string('x', 2_000_000)}</d:Description>")}</feed>") : null;
        using var catalog = await _folder.OpenAsync(_server.Gallery);

        var listing = Assert.Single(await ListAsync(catalog));

        Assert.InRange(listing.Tags.Sum(tag => tag.Length + 1), 1, FeedLimits.TextLength);
    }

    [Theory]
    [InlineData("../../etc")]
    [InlineData("a/b")]
    [InlineData("")]
    [InlineData("a b")]
    public async Task Ids_that_are_none_are_left_out(string id)
    {
        _server.Answer = request => request.Place.EndsWith("Search()", StringComparison.Ordinal) ? Xml($"{Open}{Entry(id)}{Entry("Alpha")}</feed>")
            : request.Place.EndsWith("search", StringComparison.Ordinal) ? Json($"{{\"totalHits\":2,\"data\":[{{\"id\":\"{id}\",\"version\":\"1.0.0\"}},{{\"id\":\"Alpha\",\"version\":\"1.0.0\"}}]}}") : null;
        (_server.HasCatalog, _server.HasRegistrations) = (false, false);
        _server.Add("Alpha", "1.0.0");
        using var gallery = await _folder.OpenAsync(_server.Gallery);
        using var feed = await _folder.Use(_server.Index).OpenAsync("feed1");

        Assert.Equal(["Alpha"], (await ListAsync(gallery)).Select(listing => listing.Id));
        Assert.Equal(["Alpha"], (await ListAsync(feed)).Select(listing => listing.Id));
        Assert.Equal(SubjectError.Usage, (await Assert.ThrowsAsync<FeedException>(() => feed.FetchAsync("../../etc", "1.0.0", null, TestContext.Current.CancellationToken))).Error);
    }

    [Fact]
    public async Task A_registration_with_pages_without_end_is_read_to_the_bound_and_noted()
    {
        (_server.HasCatalog, _server.HasSearch) = (false, false);
        var page = 0;
        _server.Answer = request => !request.Place.Contains("registration", StringComparison.Ordinal) ? null
            : request.Place.EndsWith("index.json", StringComparison.Ordinal) ? Json($"{{\"items\":[{string.Join(',', Enumerable.Range(0, 50).Select(number => $"{{\"@id\":\"{_server.Root}v3/registration/p{number}.json\"}}"))}]}}")
            : Json($"{{\"items\":[{{\"catalogEntry\":{{\"id\":\"a\",\"version\":\"1.{Interlocked.Increment(ref page)}.0\"}}}}]}}");
        using var catalog = await _folder.Use(_server.Index).OpenAsync("feed1");
        var notes = new Notes();

        var listed = await catalog.ListAsync(new FeedListOptions { Ids = ["a"], AllVersions = true, Notes = notes }, TestContext.Current.CancellationToken).ToListAsync(TestContext.Current.CancellationToken);

        Assert.Equal(4, listed.Count);
        Assert.Contains("did not tell all versions of a", Assert.Single(notes.Said), StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_document_of_too_many_values_or_too_deep_is_refused()
    {
        var many = Encoding.UTF8.GetBytes("[" + string.Join(',', Enumerable.Repeat("1", JsonGuard.Tokens)) + "]");
        _server.Answer = request => request.Place.EndsWith("registration/many/index.json", StringComparison.Ordinal) ? new LoopbackResponse(200, many)
            : request.Place.EndsWith("registration/deep/index.json", StringComparison.Ordinal) ? Json(new string('[', 100_000)) : null;
        using var catalog = await _folder.Use(_server.Index).OpenAsync("feed1");

        Assert.Equal(SubjectError.Unreadable, (await Assert.ThrowsAsync<FeedException>(() => Listed("many"))).Error);
        Assert.Equal(SubjectError.SourceUnreachable, (await Assert.ThrowsAsync<FeedException>(() => Listed("deep"))).Error);

        async Task Listed(string id) => await catalog.ListAsync(new FeedListOptions { Ids = [id] }, TestContext.Current.CancellationToken).ToListAsync(TestContext.Current.CancellationToken);
    }

    private static string Entry(string id, string content = "", string more = "") =>
        $"<entry>{content}<m:properties><d:Id>{id}</d:Id><d:Version>1.0.0</d:Version><d:Published>2024-01-01T00:00:00</d:Published>{more}</m:properties></entry>";

    private static LoopbackResponse Json(string text) => new(200, Encoding.UTF8.GetBytes(text));

    private static LoopbackResponse Xml(string text) => new(200, Encoding.UTF8.GetBytes(text));

    private static async Task<List<FeedListing>> ListAsync(IFeedCatalog catalog, Notes? notes = null) =>
        await catalog.ListAsync(new FeedListOptions { Notes = notes }, TestContext.Current.CancellationToken).ToListAsync(TestContext.Current.CancellationToken);
}
