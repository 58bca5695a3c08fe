using System.Net;
using System.Net.Sockets;
using System.Security.Cryptography;
using System.Text;
using AngleSharp.Html.Parser;
using Assay.Community;
using Assay.Community.Index;
using Assay.Packages;
using Assay.Scan;
using Assay.TestInputs;
using Assay.Web.Communities;
using Assay.Web.Jobs;
using Microsoft.Data.Sqlite;
using Microsoft.Extensions.DependencyInjection;

namespace Assay.Web.Tests;

public sealed class UploadTests(PortalServer server) : IClassFixture<PortalServer>
{
    [Fact]
    public async Task A_file_leads_to_its_report()
    {
        var bytes = JobClient.Package("Uploaded.Sample", "1.0.0-Beta");
        using var answer = await JobClient.UploadAsync(server.Client, bytes, "C:\\fakepath\\mine.nupkg");
        var name = JobClient.JobOf(answer);

        var job = await server.EndAsync(name);

        Assert.Equal((JobState.Done, "mine.nupkg", "nuget", "Uploaded.Sample", "1.0.0-Beta", 1), (job.State, job.Subject, job.Community, job.PackageId, job.Version, job.Attempts));
        using var page = await server.Client.GetAsync(new Uri("/jobs/" + name, UriKind.Relative), TestContext.Current.CancellationToken);
        Assert.Equal((HttpStatusCode.SeeOther, "/nuget/Uploaded.Sample/1.0.0-beta"), (page.StatusCode, page.Headers.Location?.OriginalString));
        var hash = Convert.ToHexStringLower(SHA256.HashData(bytes));
        Assert.Equal(bytes, await File.ReadAllBytesAsync(Path.Combine(server.Data, "packages", hash[..2], hash), TestContext.Current.CancellationToken));
        Assert.Empty(server.FilesOf(data => data.Incoming));
    }

    [Fact]
    public async Task The_index_holds_what_a_build_from_the_file_would_write()
    {
        var bytes = new NupkgBuilder(NupkgBuilder.Manifest("Same.Rows", "2.1.0", "<tags>one two</tags>")).Add("lib/net8.0/Same.Rows.dll", CSharpSample.Compile("public static class Same { public static void Open() { new System.Net.Sockets.TcpListener(System.Net.IPAddress.Any, 4713).Start(); } }"))
            .Add("lib/net9.0/_._", "").Add("tools/install.ps1", "Invoke-Expression (Get-Content -Raw 'x')").Build();
        Assert.Equal(JobState.Done, (await server.ScanAsync(bytes)).State);

        var folder = Directory.CreateTempSubdirectory("assay-rows-").FullName;
        try
        {
            var file = Path.Combine(folder, "same.rows.2.1.0.nupkg");
            await File.WriteAllBytesAsync(file, bytes, TestContext.Current.CancellationToken);
            var index = Path.Combine(folder, "nuget.db");
            using (var build = CommunityIndexBuild.Open(index))
            {
                var options = new CommunityBuildOptions { Rules = EmbeddedRules.Load(), Name = "same", Date = DateOnly.FromDateTime(DateTime.UtcNow) };
                await build.TakeInAsync([BuildSource.Folder(folder, [new PackageLocation(file, file, bytes.Length)])], options, null, TestContext.Current.CancellationToken);
            }

            var built = Rows(index);
            Assert.Equal(built, Rows(Path.Combine(server.Data, "index", "nuget.db")));
            Assert.Contains(built, row => row.Contains("rule:", StringComparison.Ordinal));
        }
        finally
        {
            Directory.Delete(folder, recursive: true);
        }

        // Numbers of rows are of the index; everything else is of the package.
        static List<string> Rows(string index)
        {
            using var reader = IndexReader.Open(index);
            var version = reader.Find("Same.Rows", "2.1.0")!;
            List<string> rows = [$"{version.Id} {version.Version} {version.State} {version.Community} {version.Sha256} {version.Size} {version.Verdict} {version.Published} {version.Listed}", .. version.Rules.Order(StringComparer.Ordinal).Select(rule => "rule:" + rule)];
            using var connection = new SqliteConnection($"Data Source={index};Mode=ReadOnly;Pooling=False");
            connection.Open();
            foreach (var (name, sql) in ((string, string)[])
                [
                    ("content", "SELECT c.sha256, c.key, c.facts FROM file f JOIN content c ON c.id = f.content WHERE f.version = $version ORDER BY c.key"),
                    ("terms", "SELECT terms FROM version_terms WHERE version = $version"),
                    ("package", "SELECT content_hash, sha512, added FROM version WHERE id = $version"),
                    ("facts", "SELECT extractor FROM package_facts WHERE version = $version"),
                    ("tags", "SELECT p.spelling, p.tags, p.first_seen, p.latest = v.id FROM package p JOIN version v ON v.package = p.id WHERE v.id = $version"),
                    ("needs", "SELECT name FROM dependency WHERE version = $version ORDER BY name"),
                ])
            {
                using var command = connection.CreateCommand();
                command.CommandText = sql;
                command.Parameters.AddWithValue("$version", version.Number);
                using var row = command.ExecuteReader();
                while (row.Read())
                {
                    rows.Add(name + ": " + string.Join(' ', Enumerable.Range(0, row.FieldCount).Select(column => row.GetValue(column) is byte[] blob ? Convert.ToHexString(blob) : row.GetValue(column).ToString())));
                }
            }

            return rows;
        }
    }

    [Fact]
    public async Task Known_bytes_are_done_at_once()
    {
        var bytes = JobClient.Package("Known.Bytes");
        await server.ScanAsync(bytes);

        using var answer = await JobClient.UploadAsync(server.Client, bytes, "again.nupkg");

        var job = server.Jobs().Find(JobClient.JobOf(answer))!;
        Assert.Equal((JobState.Done, 0, "Known.Bytes", "again.nupkg"), (job.State, job.Attempts, job.PackageId, job.Subject));
    }

    [Fact]
    public async Task Two_of_the_same_at_once_make_one_version()
    {
        var bytes = JobClient.Package("Twice.AtOnce");

        var jobs = await Task.WhenAll(server.ScanAsync(bytes, "one.nupkg"), server.ScanAsync(bytes, "two.nupkg"));

        Assert.All(jobs, job => Assert.Equal((JobState.Done, "Twice.AtOnce"), (job.State, job.PackageId)));
        Assert.Single(server.Services.GetRequiredService<PortalCommunities>().Find("nuget")!.Read(reader => reader.Versions("Twice.AtOnce"), []));
    }

    [Fact]
    public async Task Other_bytes_under_a_pinned_name_are_refused_and_written_down()
    {
        await server.ScanAsync(JobClient.Package("Pinned.Name", text: "first"));
        var other = JobClient.Package("pinned.name", text: "second");

        var job = await server.ScanAsync(other);

        Assert.Equal(JobState.Failed, job.State);
        Assert.StartsWith("Other bytes came first as pinned.name 1.0.0", job.Error, StringComparison.Ordinal);
        using var connection = new SqliteConnection($"Data Source={Path.Combine(server.Data, "index", "nuget.db")};Mode=ReadOnly;Pooling=False");
        connection.Open();
        using var command = connection.CreateCommand();
        command.CommandText = "SELECT COUNT(*) FROM alarm WHERE sha256 = $sha256";
        command.Parameters.AddWithValue("$sha256", SHA256.HashData(other));
        Assert.Equal(1L, command.ExecuteScalar());
        Assert.DoesNotContain(server.FilesOf(data => data.Packages), file => Path.GetFileName(file) == Convert.ToHexStringLower(SHA256.HashData(other)));
    }

    [Fact]
    public async Task An_archive_that_is_no_package_fails_visibly_and_is_not_kept()
    {
        var bytes = new RawZip().Add(new RawEntry("readme.txt", "hello"u8.ToArray())).Build();

        var job = await server.ScanAsync(bytes, "<img src=x onerror=alert(1)>.zip");

        Assert.Equal(JobState.Failed, job.State);
        Assert.Contains("no manifest", job.Error, StringComparison.Ordinal);
        Assert.DoesNotContain(server.FilesOf(data => data.Packages), file => Path.GetFileName(file) == Convert.ToHexStringLower(SHA256.HashData(bytes)));
        var page = await server.Client.GetStringAsync(new Uri("/jobs/" + job.Id, UriKind.Relative), TestContext.Current.CancellationToken);
        var document = new HtmlParser().ParseDocument(page);
        Assert.Equal("The scan failed", document.QuerySelector("h1")?.TextContent);
        Assert.Equal("<img src=x onerror=alert(1)>.zip", document.QuerySelector("p.lead")?.TextContent);
        Assert.Empty(document.QuerySelectorAll("main img, meta[http-equiv=refresh], script"));
    }

    [Theory]
    [InlineData("MZ is no archive", "is no package")]
    [InlineData("", "is empty")]
    [InlineData("PK\u0005\u0006 an archive of nothing", "is no package")]
    public async Task What_is_no_archive_is_refused_at_once(string content, string reason)
    {
        var before = server.Jobs().Recent(1000).Count;
        using var answer = await JobClient.UploadAsync(server.Client, Encoding.Latin1.GetBytes(content), "name.nupkg");

        Assert.Equal(HttpStatusCode.BadRequest, answer.StatusCode);
        var document = new HtmlParser().ParseDocument(await answer.Content.ReadAsStringAsync(TestContext.Current.CancellationToken));
        Assert.Contains(reason, document.QuerySelector("[role=alert]")?.TextContent, StringComparison.Ordinal);
        Assert.Empty(server.FilesOf(data => data.Incoming));
        Assert.Equal(before, server.Jobs().Recent(1000).Count);
    }

    [Fact]
    public async Task A_form_without_a_file_is_answered_with_the_form()
    {
        using var empty = new MultipartFormDataContent { { new ByteArrayContent([]), "file", "\"\"" }, { new StringContent("x"), "other" } };
        using var answer = await server.Client.PostAsync(new Uri("/submit", UriKind.Relative), empty, TestContext.Current.CancellationToken);
        using var none = new MultipartFormDataContent { { new StringContent("x"), "other" } };
        using var other = await server.Client.PostAsync(new Uri("/submit", UriKind.Relative), none, TestContext.Current.CancellationToken);

        Assert.Equal((HttpStatusCode.BadRequest, HttpStatusCode.BadRequest), (answer.StatusCode, other.StatusCode));
        Assert.Contains("Choose a file first.", await other.Content.ReadAsStringAsync(TestContext.Current.CancellationToken), StringComparison.Ordinal);
    }

    [Fact]
    public async Task An_upload_that_is_cut_leaves_nothing()
    {
        var before = server.Jobs().Recent(1000).Count;
        using (var connection = new TcpClient())
        {
            await connection.ConnectAsync(server.Address.Host, server.Address.Port, TestContext.Current.CancellationToken);
            var stream = connection.GetStream();
            await stream.WriteAsync(Encoding.Latin1.GetBytes($"POST /submit HTTP/1.1\r\nHost: {server.Address.Authority}\r\nContent-Type: multipart/form-data; boundary=x\r\nContent-Length: 2000000\r\n\r\n--x\r\nContent-Disposition: form-data; name=\"file\"; filename=\"cut.nupkg\"\r\n\r\nPK\u0003\u0004"), TestContext.Current.CancellationToken);
            await stream.WriteAsync(new byte[200_000], TestContext.Current.CancellationToken);
            await stream.FlushAsync(TestContext.Current.CancellationToken);
            await WaitAsync(() => server.FilesOf(data => data.Incoming).Length == 1);
            connection.Client.Close(0);
        }

        await WaitAsync(() => server.FilesOf(data => data.Incoming).Length == 0);
        Assert.Equal(before, server.Jobs().Recent(1000).Count);
    }

    [Fact]
    public async Task A_job_waits_while_another_program_builds_the_index()
    {
        string name;
        using (BuilderLock.Take(Path.Combine(server.Data, "index", "nuget.db")))
        {
            using var answer = await JobClient.UploadAsync(server.Client, JobClient.Package("Behind.Builder"));
            name = JobClient.JobOf(answer);
            await WaitAsync(() => server.Jobs().Find(name)!.Stage == "Waiting: another program builds the index of NuGet");
        }

        Assert.Equal(JobState.Done, (await server.EndAsync(name)).State);
    }

    private static async Task WaitAsync(Func<bool> condition)
    {
        for (var waited = 0; !condition(); waited++)
        {
            Assert.True(waited < 600, "It did not happen within a minute.");
            await Task.Delay(100, TestContext.Current.CancellationToken);
        }
    }
}
