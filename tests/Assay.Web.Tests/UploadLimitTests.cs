using System.Net;
using Assay.Web.Hosting;
using Assay.Web.Jobs;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Options;

namespace Assay.Web.Tests;

public sealed class UploadLimitTests
{
    [Fact]
    public async Task A_file_above_the_limit_is_refused_with_the_limit()
    {
        await using var server = await PortalServer.StartAsync(null, "Portal:UploadBytes=100000");
        var large = JobClient.Package("Too.Large", text: Convert.ToHexString(System.Security.Cryptography.RandomNumberGenerator.GetBytes(120_000)));
        // Within what a form may have around its file, so that it is the file that is counted.
        Assert.InRange(large.Length, 100_001, 160_000);

        using var answer = await JobClient.UploadAsync(server.Client, large);
        using var larger = await JobClient.UploadAsync(server.Client, [.. large, .. large]);

        foreach (var refused in (HttpResponseMessage[])[answer, larger])
        {
            Assert.Equal(HttpStatusCode.RequestEntityTooLarge, refused.StatusCode);
            Assert.Contains("the limit is 100 kB", await refused.Content.ReadAsStringAsync(TestContext.Current.CancellationToken), StringComparison.Ordinal);
        }

        Assert.Empty(server.FilesOf(data => data.Incoming));
        Assert.Empty(server.FilesOf(data => data.Packages));
        Assert.Empty(server.Jobs().Recent(10));
    }

    [Fact]
    public async Task Reading_that_takes_too_long_is_ended_and_said()
    {
        await using var server = await StartAsync(options => options.AnalysisSeconds = 0);

        var job = await server.ScanAsync(JobClient.Package("Too.Long"));

        Assert.Equal((JobState.Failed, 2), (job.State, job.Attempts));
        Assert.Contains("took longer than the 0 seconds", job.Error, StringComparison.Ordinal);
        Assert.Empty(server.FilesOf(data => data.Packages));
    }

    [Fact]
    public async Task Reading_that_takes_too_much_memory_is_ended_and_said()
    {
        await using var server = await StartAsync(options => options.AnalysisBytes = 12_000_000);
        var wide = JobClient.Package("Too.Much", text: new string('x', 30_000_000));

        var job = await server.ScanAsync(wide);

        Assert.Equal(JobState.Failed, job.State);
        Assert.Contains("memory", job.Error, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_reader_that_cannot_start_fails_the_job()
    {
        await using var server = await StartAsync(options => options.AnalysisBytes = 4096);

        var job = await server.ScanAsync(JobClient.Package("No.Start"));

        Assert.Equal((JobState.Failed, 2), (job.State, job.Attempts));
        Assert.Contains("ended before it was through", job.Error, StringComparison.Ordinal);
    }

    // Limits that a server refuses to start with.
    private static async Task<PortalServer> StartAsync(Action<PortalOptions> set)
    {
        var server = await PortalServer.StartAsync();
        set(server.Services.GetRequiredService<IOptions<PortalOptions>>().Value);
        return server;
    }
}
