using System.Net;
using AngleSharp.Html.Parser;
using Assay.Community.Index;
using Assay.Web.Pages;

namespace Assay.Web.Tests;

public sealed class JobPageTests(PortalServer server) : IClassFixture<PortalServer>
{
    [Fact]
    public async Task The_form_says_what_is_taken_and_what_becomes_of_it()
    {
        var document = new HtmlParser().ParseDocument(await server.Client.GetStringAsync(new Uri("/submit?package=Some.Id&community=psgallery", UriKind.Relative), TestContext.Current.CancellationToken));

        Assert.Single(document.QuerySelectorAll("h1"));
        Assert.Equal("multipart/form-data", document.QuerySelector("form:has(input[type=file])")?.GetAttribute("enctype"));
        Assert.Contains("268.4 MB", document.QuerySelector("label[for=package-file]")?.TextContent, StringComparison.Ordinal);
        Assert.Equal(("Some.Id", "psgallery"), (document.QuerySelector("#package")?.GetAttribute("value"), document.QuerySelector("option[selected]")?.GetAttribute("value")));
        Assert.All(document.QuerySelectorAll("main input, main select"), field => Assert.NotNull(document.QuerySelector($"label[for={field.Id}]")));
    }

    [Fact]
    public async Task Progress_is_shown_without_scripts_and_with_them()
    {
        string name;
        using (BuilderLock.Take(Path.Combine(server.Data, "index", "nuget.db")))
        {
            using var answer = await JobClient.UploadAsync(server.Client, JobClient.Package("Shown.Progress"));
            name = JobClient.JobOf(answer);

            var plain = new HtmlParser().ParseDocument(await server.Client.GetStringAsync(new Uri("/jobs/" + name, UriKind.Relative), TestContext.Current.CancellationToken));
            Assert.Equal("5", plain.QuerySelector("meta[http-equiv=refresh]")?.GetAttribute("content"));
            Assert.Equal($"/jobs/{name}?live=1", plain.QuerySelector("main")?.GetAttribute("data-live"));
            Assert.Equal("polite", plain.QuerySelector("#stage")?.GetAttribute("aria-live"));

            var live = new HtmlParser().ParseDocument(await server.Client.GetStringAsync(new Uri($"/jobs/{name}?live=1", UriKind.Relative), TestContext.Current.CancellationToken));
            Assert.Null(live.QuerySelector("meta[http-equiv=refresh]"));
            Assert.Equal(SiteAssets.Address("progress.js"), live.QuerySelector("script")?.GetAttribute("src"));
            Assert.Equal($"/jobs/{name}/events", live.QuerySelector("main")?.GetAttribute("data-events"));
        }

        await server.EndAsync(name);
        var list = new HtmlParser().ParseDocument(await server.Client.GetStringAsync(new Uri("/jobs", UriKind.Relative), TestContext.Current.CancellationToken));
        Assert.Equal("done", list.QuerySelector($"tr:has(a[href='/jobs/{name}']) td")?.TextContent);
    }

    [Fact]
    public async Task Events_tell_of_a_job_until_it_has_ended()
    {
        using var answer = await JobClient.UploadAsync(server.Client, JobClient.Package("Told.Events"));
        var name = JobClient.JobOf(answer);

        using var stream = await server.Client.GetAsync(new Uri($"/jobs/{name}/events", UriKind.Relative), HttpCompletionOption.ResponseHeadersRead, TestContext.Current.CancellationToken);
        var text = await stream.Content.ReadAsStringAsync(TestContext.Current.CancellationToken);

        Assert.Equal("text/event-stream", stream.Content.Headers.ContentType?.MediaType);
        Assert.StartsWith("retry: 3000\n\nid: 1\ndata: {\"state\":\"", text, StringComparison.Ordinal);
        Assert.EndsWith("data: {\"state\":\"done\",\"text\":\"The report is there\",\"ended\":true,\"address\":\"/nuget/Told.Events/1.0.0\"}\n\n", text, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("/jobs/00000000000000000000000000000000")]
    [InlineData("/jobs/..%2f..%2fportal.db")]
    [InlineData("/jobs/00000000000000000000000000000000/events")]
    public async Task What_is_no_job_is_not_found(string address)
    {
        using var answer = await server.Client.GetAsync(new Uri(address, UriKind.Relative), TestContext.Current.CancellationToken);

        Assert.Equal(HttpStatusCode.NotFound, answer.StatusCode);
    }
}
