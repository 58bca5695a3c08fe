using System.Security.Cryptography;
using Assay.Model;
using Assay.TestInputs;

namespace Assay.Packages.Tests.Feeds;

public sealed class RegistrationTests : IDisposable
{
    private const string Hidden = "1900-01-01T00:00:00+00:00";

    private readonly byte[] _package = LoopbackFeed.Package("a", "1.0.0");
    private readonly LoopbackFeed _feed = new(registrations: true);
    private readonly FeedFolder _folder = new();

    public RegistrationTests()
    {
        _folder.Use(_feed.Index);
        _feed.AddPackage("a", "1.0.0", _package).AddPackage("a", "2.0.0").AddPackage("a", "3.0.0-rc");
    }

    public void Dispose()
    {
        _feed.Dispose();
        _folder.Dispose();
    }

    [Fact]
    public async Task The_feed_tells_of_publication_listing_and_deprecation()
    {
        Register(Entry("1.0.0", "2024-05-06T07:08:09.123+02:00", listed: true, deprecation: new { reasons = new[] { "Legacy" }, message = "Old.", alternatePackage = new { id = "b" } }), Entry("2.0.0", Hidden));

        var feed = (await _folder.FindAsync("a@1.0.0")).Feed!;

        Assert.Equal("2024-05-06T05:08:09Z", feed.Published);
        Assert.True(feed.Listed);
        Assert.Equal("Legacy: Old. (use b)", feed.Deprecated);
        Assert.Equal([new("1.0.0", "2024-05-06T05:08:09Z", true), new("2.0.0", null, false), new ReportedVersion("3.0.0-rc", null, null)], feed.Versions);
    }

    [Fact]
    public async Task The_latest_is_a_listed_one()
    {
        Register(Entry("1.0.0", "2024-01-01T00:00:00Z", listed: true), Entry("2.0.0", Hidden), Entry("3.0.0-rc", "2025-01-01T00:00:00Z", listed: true));

        Assert.Equal("a@1.0.0", (await _folder.FindAsync("a")).DisplayName);
        Assert.Equal("a@3.0.0-rc", (await _folder.FindAsync("a", prerelease: true)).DisplayName);
        Assert.False((await _folder.FindAsync("a@2.0.0")).Feed!.Listed);
    }

    [Fact]
    public async Task Without_a_listed_version_one_has_to_be_named()
    {
        Register(Entry("1.0.0", Hidden), Entry("2.0.0", Hidden), Entry("3.0.0-rc", Hidden));

        Assert.Contains("No version of a is listed", await _folder.FailAsync(SubjectError.NothingFound, "a"), StringComparison.Ordinal);
        Assert.Equal("a@2.0.0", (await _folder.FindAsync("a@2.0.0")).DisplayName);
    }

    [Fact]
    public async Task Pages_are_read_when_their_versions_are_asked_for()
    {
        _feed.AddJson("registration/a/index.json", new { items = new[] { Page("first", "1.0.0", "1.9.0"), Page("second", "2.0.0", "3.0.0-rc") } });
        _feed.AddJson("registration/a/first.json", new { items = new[] { Entry("1.0.0", "2024-01-01T00:00:00Z", listed: true) } });
        _feed.AddJson("registration/a/second.json", new { items = new[] { Entry("2.0.0", Hidden) } });

        Assert.Equal("2024-01-01T00:00:00Z", (await _folder.FindAsync("a@1.0.0")).Feed!.Published);
        Assert.DoesNotContain(_feed.Requests, request => request.Path.EndsWith("second.json", StringComparison.Ordinal));
        Assert.Equal("a@1.0.0", (await _folder.FindAsync("a")).DisplayName);
    }

    [Theory]
    [InlineData(true, true)]
    [InlineData(true, false)]
    [InlineData(false, true)]
    [InlineData(false, false)]
    public async Task The_hash_that_the_feed_names_is_checked(bool inCatalog, bool isRight)
    {
        var hash = Convert.ToBase64String(isRight ? SHA512.HashData(_package) : new byte[64]);
        Register(Entry("1.0.0", "2024-01-01T00:00:00Z", listed: true, hash: inCatalog ? null : hash));
        _feed.AddJson("catalog/1.0.0.json", new { packageHash = inCatalog ? hash : null, packageHashAlgorithm = "SHA512" });

        var resolution = await _folder.ResolveAsync("a@1.0.0");

        Assert.Equal(isRight ? SubjectError.None : SubjectError.Unreadable, resolution.Error);
        Assert.Equal(isRight ? 1 : 0, Directory.GetFiles(_folder.Cache, "*.nupkg", SearchOption.AllDirectories).Length);
        Assert.True(isRight || resolution.Message!.Contains("SHA-512", StringComparison.Ordinal), resolution.Message);
    }

    private void Register(params object[] entries) => _feed.AddJson("registration/a/index.json", new { items = new[] { new { items = entries } } });

    private Dictionary<string, object> Page(string name, string lower, string upper) => new(StringComparer.Ordinal) { ["@id"] = $"{_feed.Root}registration/a/{name}.json", ["lower"] = lower, ["upper"] = upper };

    private object Entry(string version, string published, bool? listed = null, object? deprecation = null, string? hash = null) => new
    {
        catalogEntry = new Dictionary<string, object?>(StringComparer.Ordinal)
        {
            ["@id"] = $"{_feed.Root}catalog/{version}.json",
            ["version"] = version,
            ["published"] = published,
            ["listed"] = listed,
            ["deprecation"] = deprecation,
            ["packageHash"] = hash,
        },
    };
}
