using System.Text;
using Assay.TestInputs;

namespace Assay.Packages.Tests.Feeds;

public sealed class FeedConfigurationTests : IDisposable
{
    private readonly LoopbackFeed _first = new LoopbackFeed().AddPackage("a", "1.0.0");
    private readonly LoopbackFeed _second = new LoopbackFeed().AddPackage("a", "1.0.0").AddPackage("a", "2.0.0");
    private readonly FeedFolder _folder = new();

    public void Dispose()
    {
        _first.Dispose();
        _second.Dispose();
        _folder.Dispose();
    }

    [Fact]
    public async Task A_disabled_source_is_not_asked()
    {
        _folder.Configure(Source("one", _first.Index) + Source("two", _second.Index), """<disabledPackageSources><add key="two" value="true" /></disabledPackageSources>""");

        Assert.Equal("a@1.0.0", (await _folder.FindAsync("a")).DisplayName);
        Assert.Contains("'two' is disabled", await _folder.FailAsync(SubjectError.Usage, "a", from: "two"), StringComparison.Ordinal);
        Assert.Equal(0, _second.Connections);
    }

    [Fact]
    public async Task Package_source_mapping_decides_who_is_asked()
    {
        const string Mapping = """<packageSourceMapping><packageSource key="one"><package pattern="a" /></packageSource></packageSourceMapping>""";
        _folder.Configure(Source("one", _first.Index) + Source("two", _second.Index), Mapping);

        Assert.Equal("a@1.0.0", (await _folder.FindAsync("a")).DisplayName);
        Assert.Equal(0, _second.Connections);
        Assert.Contains("gives no enabled source for b", await _folder.FailAsync(SubjectError.Usage, "b"), StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_source_is_named_by_name_or_by_address()
    {
        _folder.Configure(Source("one", _first.Index));

        Assert.Equal("a@1.0.0", (await _folder.FindAsync("a", from: "ONE")).DisplayName);
        Assert.Equal("a@2.0.0", (await _folder.FindAsync("a", from: _second.Index)).DisplayName);
        Assert.Contains("it has one", await _folder.FailAsync(SubjectError.Usage, "a", from: "three"), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Credentials_go_to_their_own_source_only()
    {
        const string Credentials = """<packageSourceCredentials><one><add key="Username" value="user" /><add key="ClearTextPassword" value="pass" /></one></packageSourceCredentials>""";
        var expected = "Basic " + Convert.ToBase64String(Encoding.UTF8.GetBytes("user:pass"));
        _folder.Configure(Source("one", _first.Index), Credentials);
        _first.Answer = request => !request.Headers.TryGetValue("Authorization", out var sent) || sent != expected ? new LoopbackResponse(401, [])
            : request.Path.EndsWith(".nupkg", StringComparison.Ordinal) ? new LoopbackResponse(302, []).With("Location", _second.Root + request.Path[1..]) : null;

        Assert.Equal("a@1.0.0", (await _folder.FindAsync("a")).DisplayName);
        Assert.DoesNotContain("Authorization", Assert.Single(_second.Requests).Headers.Keys, StringComparer.OrdinalIgnoreCase);
    }

    [Theory]
    [InlineData(401, "'one' wants credentials (401)")]
    [InlineData(403, "'one' refuses access (403)")]
    public async Task A_source_that_wants_credentials_is_named(int status, string said)
    {
        _folder.Configure(Source("one", _first.Index));
        _first.Answer = _ => new LoopbackResponse(status, []);

        Assert.Contains(said, await _folder.FailAsync(SubjectError.SourceUnreachable, "a"), StringComparison.Ordinal);
        Assert.Equal(1, _first.Connections);
    }

    [Fact]
    public async Task An_address_that_is_neither_protocol_is_said()
    {
        _folder.Configure($"""<add key="old" value="{_first.Root}api/v2" allowInsecureConnections="true" />""");

        Assert.Contains("'old' is no V2 feed", await _folder.FailAsync(SubjectError.SourceUnreachable, "a"), StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_source_that_cannot_be_asked_does_not_hide_what_is_at_hand()
    {
        var local = _folder.Write("global/a/1.0.0/a.1.0.0.nupkg", LoopbackFeed.Package("a", "1.0.0"));
        _folder.Configure($"""<add key="old" value="{_first.Root}api/v2" />""");
        Assert.Equal(local, (await _folder.FindAsync("a@1.0.0")).Path);

        _folder.Configure("");
        Assert.Equal(local, (await _folder.FindAsync("a@1.0.0")).Path);
        Assert.Equal(local, (await _folder.FindAsync("a", offline: true)).Path);
        Assert.Contains("no enabled source", await _folder.FailAsync(SubjectError.Usage, "a@2.0.0"), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Plain_HTTP_to_another_machine_needs_permission()
    {
        _folder.Configure("""<add key="plain" value="http://feed.invalid/index.json" protocolVersion="3" />""");

        Assert.Contains("plain HTTP to feed.invalid is not allowed", await _folder.FailAsync(SubjectError.SourceUnreachable, "a"), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Credentials_in_an_address_are_refused_and_not_repeated() =>
        Assert.DoesNotContain("secret", await _folder.FailAsync(SubjectError.Usage, "a", from: _first.Index.Replace("://", "://user:secret@", StringComparison.Ordinal)), StringComparison.Ordinal);

    [Fact]
    public async Task A_broken_configuration_is_said()
    {
        _folder.Configure("<broken");

        Assert.Contains("NuGet configuration cannot be read", await _folder.FailAsync(SubjectError.Usage, "a"), StringComparison.Ordinal);
    }

    private static string Source(string name, string address) => $"""<add key="{name}" value="{address}" protocolVersion="3" allowInsecureConnections="true" />""";
}
