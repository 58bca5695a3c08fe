using System.Collections.Concurrent;
using System.Net;
using Microsoft.Data.Sqlite;

namespace Assay.Web.Tests;

/// <summary>What was accepted is neither lost nor left open, however the server ends.</summary>
public sealed class KilledServerTests(ITestOutputHelper output) : IDisposable
{
    private const int Kills = 4;
    private const int UploadsPerRound = 6;

    private readonly string _data = Directory.CreateTempSubdirectory("assay-kill-").FullName;

    public void Dispose() => Directory.Delete(_data, recursive: true);

    [Fact]
    public async Task Every_accepted_job_ends_after_the_server_was_killed_again_and_again()
    {
        Assert.SkipUnless(OperatingSystem.IsLinux(), "Processes are looked up in /proc.");
        var random = new Random();
        var accepted = new ConcurrentDictionary<string, string>(StringComparer.Ordinal);
        var (uploads, children, onTheirWay) = (0, 0, 0);
        for (var round = 0; round < Kills; round++)
        {
            await using var server = await PortalProcess.StartAsync(_data, "--Portal:Workers=2");
            Task[] sending = [TrickleAsync(server.Client, $"Killed.Round{round}.OnItsWay", accepted), .. Enumerable.Range(0, UploadsPerRound).Select(number => SendAsync(server.Client, $"Killed.Round{round}.Number{number}", accepted))];
            await Task.Delay(random.Next(300, 4000), TestContext.Current.CancellationToken);
            var running = server.Children();
            onTheirWay += Directory.GetFiles(Path.Combine(_data, "incoming")).Length;
            await server.KillAsync();
            await Task.WhenAll(sending);
            uploads += sending.Length;
            children += running.Count;
            await WaitAsync(() => !running.Any(PortalProcess.Lives), TimeSpan.FromSeconds(10), "A child lives on.");
        }

        output.WriteLine($"{Kills} kills, {uploads} uploads begun, {accepted.Count} accepted, {onTheirWay} on their way and {children} children at work when it was killed.");
        Assert.NotEmpty(accepted);
        Assert.True(children > 0, "No kill met a running scan.");
        Assert.True(onTheirWay >= Kills, "No kill met an upload on its way.");
        await using (var last = await PortalProcess.StartAsync(_data, "--Portal:Workers=2"))
        {
            Assert.Empty(Directory.GetFiles(Path.Combine(_data, "incoming")));
            foreach (var job in accepted.Keys)
            {
                var ended = await EndAsync(last.Client, job);
                output.WriteLine($"{accepted[job]}: {ended}");
            }

            Assert.InRange(await last.TerminateAsync(), TimeSpan.Zero, TimeSpan.FromSeconds(15));
        }

        CheckSound(Path.Combine(_data, "portal.db"));
        CheckSound(Path.Combine(_data, "index", "nuget.db"));
        Assert.Equal(0L, Number(Path.Combine(_data, "portal.db"), "SELECT COUNT(*) FROM job WHERE state < 2"));
        var done = Number(Path.Combine(_data, "portal.db"), "SELECT COUNT(*) FROM job WHERE state = 2");
        Assert.InRange(done, 1, Number(Path.Combine(_data, "index", "nuget.db"), "SELECT COUNT(*) FROM version"));
    }

    [Fact]
    public async Task A_server_that_is_asked_to_end_puts_the_running_job_back()
    {
        Assert.SkipUnless(OperatingSystem.IsLinux(), "Processes are looked up in /proc.");
        var accepted = new ConcurrentDictionary<string, string>(StringComparer.Ordinal);
        await using (var server = await PortalProcess.StartAsync(_data, "--Portal:Workers=1"))
        {
            await SendAsync(server.Client, "Asked.ToEnd", accepted);
            await WaitAsync(() => server.Children().Count > 0, TimeSpan.FromSeconds(30), "No child was started.");
            var running = server.Children();
            await WaitAsync(() => IsLimited(running[0]), TimeSpan.FromSeconds(10), "The child has no limits, or something of the server's environment.");
            using var events = await server.Client.GetAsync(new Uri($"/jobs/{accepted.Keys.Single()}/events", UriKind.Relative), HttpCompletionOption.ResponseHeadersRead, TestContext.Current.CancellationToken);

            var time = await server.TerminateAsync();

            output.WriteLine($"Ended in {time.TotalSeconds:0.0} s.");
            Assert.InRange(time, TimeSpan.Zero, TimeSpan.FromSeconds(8));
            // It ends by itself when nobody holds its input any more, a moment after the server at the latest.
            await WaitAsync(() => !running.Any(PortalProcess.Lives), TimeSpan.FromSeconds(10), "A child outlived the server.");
        }

        Assert.Equal(1L, Number(Path.Combine(_data, "portal.db"), "SELECT COUNT(*) FROM job WHERE state = 0 AND attempts = 0"));
        await using var next = await PortalProcess.StartAsync(_data);
        Assert.Equal("done", await EndAsync(next.Client, accepted.Keys.Single()));
    }

    [Fact]
    public async Task Two_servers_do_not_work_on_one_folder()
    {
        await using var first = await PortalProcess.StartAsync(_data);
        await using var second = Hosting.Portal.Build(["--Urls=http://127.0.0.1:0", "--Portal:Data=" + _data, "--Logging:LogLevel:Default=None"]);

        var refused = await Assert.ThrowsAsync<InvalidOperationException>(() => second.StartAsync(TestContext.Current.CancellationToken));

        Assert.Contains("Another portal works on the data folder", refused.Message, StringComparison.Ordinal);
    }

    // proc(5): what the process may take, and what it was started with.
    private static bool IsLimited(int child)
    {
        var limits = File.ReadAllLines($"/proc/{child}/limits");
        return limits.Any(line => line.StartsWith("Max file size", StringComparison.Ordinal) && line.Contains(" 0 ", StringComparison.Ordinal))
            && limits.Any(line => line.StartsWith("Max core file size", StringComparison.Ordinal) && line.Contains(" 0 ", StringComparison.Ordinal))
            && limits.Any(line => line.StartsWith("Max cpu time", StringComparison.Ordinal) && !line.Contains("unlimited", StringComparison.Ordinal))
            && !File.ReadAllText($"/proc/{child}/environ").Contains(PortalProcess.Secret, StringComparison.Ordinal);
    }

    private static async Task SendAsync(HttpClient client, string id, ConcurrentDictionary<string, string> accepted)
    {
        try
        {
            // Large enough that a kill can meet it on its way.
            using var answer = await JobClient.UploadAsync(client, JobClient.Package(id, text: Convert.ToHexString(System.Security.Cryptography.RandomNumberGenerator.GetBytes(400_000))), id + ".nupkg");
            if (answer.StatusCode == HttpStatusCode.SeeOther)
            {
                accepted.TryAdd(JobClient.JobOf(answer), id);
            }
        }
        catch (HttpRequestException)
        {
            // The server was killed before it said yes.
        }
    }

    // Sends until the server is gone.
    private static async Task TrickleAsync(HttpClient client, string id, ConcurrentDictionary<string, string> accepted)
    {
        try
        {
            using var form = new MultipartFormDataContent { { new Trickle(), "file", id + ".nupkg" } };
            using var answer = await client.PostAsync(new Uri("/submit", UriKind.Relative), form, TestContext.Current.CancellationToken);
            if (answer.StatusCode == HttpStatusCode.SeeOther)
            {
                accepted.TryAdd(JobClient.JobOf(answer), id);
            }
        }
        catch (HttpRequestException)
        {
            // As it must end.
        }
    }

    private static async Task<string> EndAsync(HttpClient client, string job)
    {
        var end = "";
        await WaitAsync(
            async () =>
            {
                using var answer = await client.GetAsync(new Uri("/jobs/" + job, UriKind.Relative), TestContext.Current.CancellationToken);
                Assert.True(answer.StatusCode is HttpStatusCode.SeeOther or HttpStatusCode.OK, $"The job is lost: {answer.StatusCode}.");
                end = answer.StatusCode == HttpStatusCode.SeeOther ? "done" : (await answer.Content.ReadAsStringAsync(TestContext.Current.CancellationToken)).Contains("The scan failed", StringComparison.Ordinal) ? "failed" : "";
                return end.Length > 0;
            },
            TimeSpan.FromMinutes(3),
            "A job did not end.");
        return end;
    }

    private static Task WaitAsync(Func<bool> condition, TimeSpan patience, string otherwise) => WaitAsync(() => Task.FromResult(condition()), patience, otherwise);

    private static async Task WaitAsync(Func<Task<bool>> condition, TimeSpan patience, string otherwise)
    {
        for (var waited = TimeSpan.Zero; !await condition(); waited += TimeSpan.FromMilliseconds(100))
        {
            Assert.True(waited < patience, otherwise);
            await Task.Delay(100, TestContext.Current.CancellationToken);
        }
    }

    private static void CheckSound(string path) => Assert.Equal("ok", Scalar(path, "PRAGMA integrity_check"));

    private static long Number(string path, string sql) => (long)Scalar(path, sql);

    private static object Scalar(string path, string sql)
    {
        using var connection = new SqliteConnection($"Data Source={path};Pooling=False");
        connection.Open();
        using var command = connection.CreateCommand();
        command.CommandText = sql;
        return command.ExecuteScalar()!;
    }

    // Begins as an archive and goes on for a minute.
    private sealed class Trickle : HttpContent
    {
        protected override async Task SerializeToStreamAsync(Stream stream, TransportContext? context)
        {
            await stream.WriteAsync("PK\u0003\u0004"u8.ToArray());
            for (var part = 0; part < 600; part++)
            {
                await stream.WriteAsync(new byte[70_000]);
                await stream.FlushAsync();
                await Task.Delay(100);
            }
        }

        protected override bool TryComputeLength(out long length)
        {
            length = 0;
            return false;
        }
    }
}
