using System.Net;
using Assay.Packages;
using Assay.TestInputs;
using Assay.Web.Hosting;
using Assay.Web.Jobs;
using Microsoft.Extensions.DependencyInjection;

namespace Assay.Web.Tests;

/// <summary>Hands packages in as a browser does, and waits for jobs.</summary>
internal static class JobClient
{
    private static readonly TimeSpan Patience = TimeSpan.FromMinutes(3);

    /// <summary>A package that is like no other.</summary>
    public static byte[] Package(string id, string version = "1.0.0", string text = "nothing") =>
        new NupkgBuilder(NupkgBuilder.Manifest(id, version)).Add("tools/init.ps1", "Write-Host 'hello'\n").Add("content/text.txt", text).Build();

    public static async Task<HttpResponseMessage> UploadAsync(HttpClient client, byte[] bytes, string name = "sample.nupkg")
    {
        using var form = new MultipartFormDataContent { { new ByteArrayContent(bytes), "file", name } };
        return await client.PostAsync(new Uri("/submit", UriKind.Relative), form, TestContext.Current.CancellationToken);
    }

    public static async Task<HttpResponseMessage> AskAsync(HttpClient client, string package, string community = "nuget")
    {
        using var form = new FormUrlEncodedContent([KeyValuePair.Create("package", package), KeyValuePair.Create("community", community)]);
        return await client.PostAsync(new Uri("/submit", UriKind.Relative), form, TestContext.Current.CancellationToken);
    }

    /// <summary>The job that an answer leads to.</summary>
    public static string JobOf(HttpResponseMessage answer)
    {
        Assert.Equal(HttpStatusCode.SeeOther, answer.StatusCode);
        var location = answer.Headers.Location!.OriginalString;
        Assert.Matches("^/jobs/[0-9a-f]{32}$", location);
        return location["/jobs/".Length..];
    }

    public static IJobs Jobs(this PortalServer server) => server.Services.GetRequiredService<IJobs>();

    /// <summary>Waits until a job has ended.</summary>
    public static async Task<Job> EndAsync(this PortalServer server, string id)
    {
        using var patience = CancellationTokenSource.CreateLinkedTokenSource(TestContext.Current.CancellationToken);
        patience.CancelAfter(Patience);
        Job? last = null;
        await foreach (var job in server.Jobs().WatchAsync(id, patience.Token))
        {
            last = job;
        }

        return last!;
    }

    /// <summary>Uploads and waits until the job has ended.</summary>
    public static async Task<Job> ScanAsync(this PortalServer server, byte[] bytes, string name = "sample.nupkg")
    {
        using var answer = await UploadAsync(server.Client, bytes, name);
        return await server.EndAsync(JobOf(answer));
    }

    /// <summary>Files that lie below a folder of the data folder.</summary>
    public static string[] FilesOf(this PortalServer server, Func<DataDirectory, string> folder) =>
        Directory.GetFiles(folder(server.Services.GetRequiredService<DataDirectory>()), "*", SearchOption.AllDirectories);
}
