using System.Net;
using Assay.Community.Index;
using Assay.TestInputs;
using Microsoft.Data.Sqlite;

namespace Assay.Web.Tests;

public sealed class UnreadVersionTests
{
    [Theory]
    [InlineData("UPDATE package_facts SET extractor = 'another'", "Read by another build")]
    [InlineData("UPDATE version SET state = 1, reason = 'the directory is damaged <b>'; DELETE FROM package_facts; DELETE FROM finding", "the directory is damaged &lt;b&gt;")]
    [InlineData("UPDATE version SET state = 2, reason = 'another community'; DELETE FROM package_facts", "another community")]
    public async Task A_version_without_a_report_says_so_and_how_to_get_one(string change, string sentence)
    {
        await using var server = await PortalServer.StartAsync();
        using (var connection = new SqliteConnection($"Data Source={Path.Combine(server.Data, "index", "nuget.db")};Pooling=False"))
        {
            connection.Open();
            using var command = connection.CreateCommand();
#pragma warning disable CA2100 // A constant of this test.
            command.CommandText = change + "; UPDATE setting SET value = value + 1 WHERE name = 'generation'";
#pragma warning restore CA2100
            command.ExecuteNonQuery();
        }

        foreach (var address in (string[])["/nuget/Sample.Server/2.0.0", "/nuget/Sample.Server/2.0.0/behaviors", "/nuget/Sample.Server/2.0.0/files/view?path=x", "/nuget/Sample.Server/compare/1.0.0...2.0.0"])
        {
            using var answer = await server.Client.GetAsync(new Uri(address, UriKind.Relative), TestContext.Current.CancellationToken);
            var page = await answer.Content.ReadAsStringAsync(TestContext.Current.CancellationToken);
            Assert.Equal(HttpStatusCode.OK, answer.StatusCode);
            Assert.Contains(sentence, page, StringComparison.Ordinal);
            Assert.Contains("href=\"/submit\"", page, StringComparison.Ordinal);
        }

        using var json = await server.Client.GetAsync(new Uri("/nuget/Sample.Server/2.0.0.json", UriKind.Relative), TestContext.Current.CancellationToken);
        Assert.Equal(HttpStatusCode.NotFound, json.StatusCode);
        Assert.Equal("application/problem+json", json.Content.Headers.ContentType!.MediaType);
        Assert.Equal(HttpStatusCode.OK, (await server.Client.GetAsync(new Uri("/nuget/Sample.Server", UriKind.Relative), TestContext.Current.CancellationToken)).StatusCode);
        Assert.Contains("Unknown", (await server.Client.GetStringAsync(new Uri("/nuget/Sample.Server/2.0.0/badge.svg", UriKind.Relative), TestContext.Current.CancellationToken)).Replace("unknown", "Unknown", StringComparison.Ordinal), StringComparison.Ordinal);
    }
}
