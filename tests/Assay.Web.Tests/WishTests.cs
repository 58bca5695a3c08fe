using System.Net;
using AngleSharp.Html.Parser;
using Assay.TestInputs;
using Assay.Web.Communities;
using Assay.Web.Jobs;
using Microsoft.Extensions.DependencyInjection;

namespace Assay.Web.Tests;

public sealed class WishTests
{
    [Fact]
    public async Task A_package_of_a_feed_is_read_with_what_the_feed_says_of_it()
    {
        using var feed = new FeedServer().Add("Wished.Package", "1.0.0").Add("Wished.Package", "1.1.0", package => package with { Listed = false });
        await using var server = await PortalServer.StartAsync(null, "Portal:Feeds:0=" + feed.Index);

        var first = await AskAsync(server, "wished.package@1.1");
        var latest = await AskAsync(server, "Wished.Package");
        var again = await AskAsync(server, "Wished.Package@1.0.0");

        Assert.Equal((JobState.Done, "Wished.Package", "1.1.0"), (first.State, first.PackageId, first.Version));
        Assert.Equal((JobState.Done, "Wished.Package", "1.0.0"), (latest.State, latest.PackageId, latest.Version));
        Assert.Equal((JobState.Done, latest.Sha256), (again.State, again.Sha256));
        var versions = server.Services.GetRequiredService<PortalCommunities>().Find("nuget")!.Read(reader => reader.Versions("Wished.Package"), []);
        Assert.Equal([("1.1.0", false), ("1.0.0", true)], versions.Select(version => (version.Version, version.Listed!.Value)));
        Assert.NotNull(versions[1].Published);
        Assert.Empty(server.FilesOf(data => data.Incoming));
        Assert.Empty(Directory.GetDirectories(Path.Combine(server.Data, "incoming")));
    }

    [Fact]
    public async Task A_module_of_a_gallery_comes_into_the_index_of_the_gallery()
    {
        using var feed = new FeedServer().AddModule("Wished.Module", "2.0.0");
        await using var server = await PortalServer.StartAsync(null, "Portal:Feeds:0=" + feed.Gallery);

        var job = await AskAsync(server, "Wished.Module", "psgallery");

        Assert.Equal((JobState.Done, "psgallery", "Wished.Module", "2.0.0", null), (job.State, job.Community, job.PackageId, job.Version, job.Error));
        Assert.Equal("psgallery", server.Services.GetRequiredService<PortalCommunities>().Find("psgallery")!.Read(reader => reader.Find("Wished.Module", "2.0.0"), null)?.Community);
    }

    [Fact]
    public async Task What_no_feed_has_fails_with_what_it_has()
    {
        using var feed = new FeedServer().Add("Wished.Package", "1.0.0");
        await using var server = await PortalServer.StartAsync(null, "Portal:Feeds:0=" + feed.Index);

        var unknown = await AskAsync(server, "No.Such.Package@1.0.0");
        var other = await AskAsync(server, "Wished.Package@3.0.0");

        Assert.Equal((JobState.Failed, 1, JobState.Failed), (unknown.State, unknown.Attempts, other.State));
        Assert.Contains("No.Such.Package@1.0.0 is not known", unknown.Error, StringComparison.Ordinal);
        Assert.Contains("the nearest are 1.0.0", other.Error, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_feed_that_does_not_answer_fails_the_job()
    {
        var feed = new FeedServer();
        feed.Dispose();
        await using var server = await PortalServer.StartAsync(null, "Portal:Feeds:0=" + feed.Index);

        var job = await AskAsync(server, "Wished.Package@1.0.0");

        Assert.Equal(JobState.Failed, job.State);
        Assert.EndsWith("Try again later.", job.Error, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_package_above_the_limit_is_not_downloaded()
    {
        using var feed = new FeedServer().Add(new ServedPackage("Wished.Package", "1.0.0", JobClient.Package("Wished.Package", text: Convert.ToHexString(System.Security.Cryptography.RandomNumberGenerator.GetBytes(120_000)))));
        await using var server = await PortalServer.StartAsync(null, "Portal:UploadBytes=100000", "Portal:Feeds:0=" + feed.Index);

        var job = await AskAsync(server, "Wished.Package@1.0.0");

        Assert.Equal(JobState.Failed, job.State);
        Assert.Contains("100000 bytes", job.Error, StringComparison.Ordinal);
        Assert.Empty(server.FilesOf(data => data.Packages));
    }

    [Fact]
    public async Task Without_a_feed_no_folder_of_this_machine_is_named()
    {
        await using var server = await PortalServer.StartAsync(null, "Portal:Feeds:0=" + Path.Combine(Path.GetTempPath(), "no-such-folder-of-feeds"));

        var job = await AskAsync(server, "Wished.Package@1.0.0");

        Assert.Equal(JobState.Failed, job.State);
        Assert.DoesNotContain(Path.GetTempPath(), job.Error, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("../../etc/passwd", "nuget", "no package id")]
    [InlineData("", "nuget", "Name a package")]
    [InlineData("Wished.Package@*", "nuget", "no version")]
    [InlineData("Wished.Package@1.0 or so", "nuget", "no version")]
    [InlineData("Wished.Package", "elsewhere", "no such community")]
    public async Task What_names_no_package_is_refused_at_once(string package, string community, string reason)
    {
        await using var server = await PortalServer.StartAsync();
        using var answer = await JobClient.AskAsync(server.Client, package, community);

        Assert.Equal(HttpStatusCode.BadRequest, answer.StatusCode);
        var document = new HtmlParser().ParseDocument(await answer.Content.ReadAsStringAsync(TestContext.Current.CancellationToken));
        Assert.Contains(reason, document.QuerySelector("[role=alert]")?.TextContent, StringComparison.Ordinal);
        Assert.Equal(package, document.QuerySelector("#package")?.GetAttribute("value"));
        Assert.Empty(server.Jobs().Recent(10));
    }

    private static async Task<Job> AskAsync(PortalServer server, string package, string community = "nuget")
    {
        using var answer = await JobClient.AskAsync(server.Client, package, community);
        return await server.EndAsync(JobClient.JobOf(answer));
    }
}
