using Assay.TestInputs;

namespace Assay.Packages.Tests.Feeds;

public sealed class FeedLookupTests : IDisposable
{
    private readonly LoopbackFeed _feed = new();
    private readonly FeedFolder _folder = new();

    public FeedLookupTests() => _folder.Use(_feed.Index);

    public void Dispose()
    {
        _feed.Dispose();
        _folder.Dispose();
    }

    [Theory]
    [InlineData("Sample.Package@1.2.0", "1.2.0")]
    [InlineData("sample.PACKAGE@1.2", "1.2.0")]
    [InlineData("sample.package@1.2.0.0+build", "1.2.0")]
    [InlineData("sample.package@2.0.0-BETA", "2.0.0-beta")]
    [InlineData("pkg:nuget/Sample.Package@1.10.0", "1.10.0")]
    [InlineData("Sample.Package", "1.10.0")]
    public async Task A_package_comes_from_the_feed(string subject, string version)
    {
        foreach (var served in new[] { "1.2.0", "1.10.0", "2.0.0-beta" })
        {
            _feed.AddPackage("Sample.Package", served);
        }

        var found = await _folder.FindAsync(subject);

        Assert.Equal($"sample.package.{version}.nupkg", Path.GetFileName(found.Path));
        Assert.EndsWith("@" + version, found.DisplayName, StringComparison.Ordinal);
        Assert.Equal("nuget", found.Community);
        Assert.Equal("nuget", found.Open().Community);
        Assert.Equal(["1.2.0", "1.10.0", "2.0.0-beta"], found.Open().Feed!.Versions.Select(known => known.Version));
    }

    [Fact]
    public async Task Prereleases_count_when_asked_for_or_when_there_is_nothing_else()
    {
        _feed.AddPackage("a", "1.0.0").AddPackage("a", "2.0.0-rc").AddPackage("b", "1.0.0-x");

        Assert.Equal("a@1.0.0", (await _folder.FindAsync("a")).DisplayName);
        Assert.Equal("a@2.0.0-rc", (await _folder.FindAsync("a", prerelease: true)).DisplayName);
        Assert.Equal("b@1.0.0-x", (await _folder.FindAsync("b")).DisplayName);
    }

    [Theory]
    [InlineData("a@1.*")]
    [InlineData("a@*")]
    [InlineData("a@[1.0,2.0)")]
    public async Task Floating_versions_are_refused(string subject)
    {
        Assert.Contains("floating versions and ranges", await _folder.FailAsync(SubjectError.Usage, subject), StringComparison.Ordinal);
        Assert.Equal(0, _feed.Connections);
    }

    [Fact]
    public async Task An_unknown_id_names_the_sources_that_were_asked()
    {
        using var second = new LoopbackFeed();
        _folder.Use(_feed.Index, second.Index);

        Assert.Equal("nothing.like.it@1.0.0 is not known at source 'feed1', source 'feed2'.", await _folder.FailAsync(SubjectError.NothingFound, "nothing.like.it@1.0.0"));
        Assert.Equal("nothing.like.it is not known at source 'feed1', source 'feed2'.", await _folder.FailAsync(SubjectError.NothingFound, "nothing.like.it"));
    }

    [Fact]
    public async Task An_unknown_version_names_the_nearest_ones()
    {
        foreach (var version in new[] { "1.0.0", "1.1.0", "1.2.0", "1.3.0", "2.0.0", "3.0.0", "4.0.0", "5.0.0" })
        {
            _feed.AddPackage("a", version);
        }

        Assert.EndsWith("the nearest are 1.1.0, 1.2.0, 1.3.0, 2.0.0, 3.0.0, 4.0.0.", await _folder.FailAsync(SubjectError.NothingFound, "a@1.5.0"), StringComparison.Ordinal);
    }

    [Fact]
    public async Task The_global_packages_folder_is_looked_in_first()
    {
        var local = _folder.Write("global/a/1.0.0/a.1.0.0.nupkg", LoopbackFeed.Package("a", "1.0.0"));
        _feed.AddPackage("a", "1.0.0").AddPackage("a", "2.0.0");

        Assert.Equal(local, (await _folder.FindAsync("a@1.0.0")).Path);
        Assert.Equal(0, _feed.Connections);
        Assert.Equal("a@2.0.0", (await _folder.FindAsync("a")).DisplayName);
        Assert.NotEqual(local, (await _folder.FindAsync("a@1.0.0", from: "feed1")).Path);
    }

    [Fact]
    public async Task The_latest_of_all_sources_is_the_latest()
    {
        using var second = new LoopbackFeed();
        _folder.Use(_feed.Index, second.Index);
        _feed.AddPackage("a", "1.0.0").AddPackage("a", "3.0.0-beta");
        second.AddPackage("a", "2.0.0");

        Assert.Equal("a@2.0.0", (await _folder.FindAsync("a")).DisplayName);
        Assert.Equal("a@1.0.0", (await _folder.FindAsync("a", from: "feed1")).DisplayName);
    }

    [Fact]
    public async Task A_source_that_cannot_be_asked_is_not_passed_over()
    {
        using var second = new LoopbackFeed();
        _folder.Use(_feed.Index, second.Index);
        second.AddPackage("a", "1.0.0");
        _feed.Answer = _ => new LoopbackResponse(503, []);

        Assert.Contains("'feed1'", await _folder.FailAsync(SubjectError.SourceUnreachable, "a@1.0.0"), StringComparison.Ordinal);
        Assert.Equal(0, second.Connections);
    }

    [Theory]
    [InlineData("folder/A.1.0.0.nupkg")]
    [InlineData("folder/a/1.0.0/a.1.0.0.nupkg")]
    [InlineData("folder/A/1.0.0/A.1.0.0.nupkg")]
    public async Task A_folder_is_a_source(string path)
    {
        var file = _folder.Write(path, LoopbackFeed.Package("a", "1.0.0"));
        var folder = file[..(file.IndexOf("folder", StringComparison.Ordinal) + "folder".Length)];
        _folder.Configure($"""<add key="shelf" value="{folder}" />""");

        Assert.Equal(file, (await _folder.FindAsync("a", offline: true)).Path);
        Assert.Equal(file, (await _folder.FindAsync("a@1.0.0", from: "shelf")).Path);
        Assert.Equal(file, (await _folder.FindAsync("a@1.0.0", from: folder)).Path);
        Assert.Equal(["1.0.0"], (await _folder.FindAsync("a")).Feed!.Versions.Select(known => known.Version));
    }
}
