using System.Net;
using System.Text;
using System.Text.Json;
using Assay.Web.Access;
using Microsoft.Data.Sqlite;
using Microsoft.Extensions.DependencyInjection;

namespace Assay.Web.Tests;

public sealed class AuditTests
{
    [Fact]
    public void Tokens_leave_who_when_from_where_before_and_after()
    {
        using var portal = new AccessParts();
        var (text, token) = portal.Tokens.Create("ci", PortalRole.Submit, 90, "boss", "192.0.2.7");
        portal.Tokens.Revoke(token.Number, "boss", "192.0.2.8");

        var rows = portal.Audit.All().ToArray();
        Assert.Equal([AuditActions.TokenCreated, AuditActions.TokenRevoked], rows.Select(row => row.Event.Action));
        Assert.All(rows, row => Assert.Equal(("boss", "ci", portal.Clock.Now), (row.Event.Who, row.Event.Subject, row.At)));
        Assert.Equal((null, "role submit, expires 2026-05-02T12:00:00Z"), (rows[0].Event.Before, rows[0].Event.After));
        Assert.Equal(("role submit, expires 2026-05-02T12:00:00Z", "role submit, expires 2026-05-02T12:00:00Z, revoked"), (rows[1].Event.Before, rows[1].Event.After));
        Assert.Equal(["192.0.2.7", "192.0.2.8"], rows.Select(row => row.Event.Origin));
        Assert.DoesNotContain(text, Export(portal.Audit), StringComparison.Ordinal);
        Assert.DoesNotContain(Convert.ToHexStringLower(TokenText.Hash(text)), Export(portal.Audit), StringComparison.Ordinal);
    }

    [Fact]
    public void Rows_cannot_be_changed_or_deleted_in_passing()
    {
        using var portal = new AccessParts();
        portal.Audit.Append(new AuditEvent(AuditActions.SignedIn) { Origin = "test" });

        Assert.Throws<SqliteException>(() => portal.Database.Write(connection => connection.Execute("UPDATE audit SET who = 'other'")));
        Assert.Throws<SqliteException>(() => portal.Database.Write(connection => connection.Execute("DELETE FROM audit")));
        Assert.True(portal.Audit.Verify().IsWhole);
    }

    [Theory]
    [InlineData("UPDATE audit SET who = 'other' WHERE number = 3", 3)]
    [InlineData("UPDATE audit SET at = '2026-02-01T12:00:00.001Z' WHERE number = 2", 2)]
    [InlineData("UPDATE audit SET before = 'x' WHERE number = 5", 5)]
    [InlineData("UPDATE audit SET hash = zeroblob(32) WHERE number = 4", 4)]
    [InlineData("DELETE FROM audit WHERE number = 2", 2)]
    [InlineData("DELETE FROM audit WHERE number = 1", 1)]
    public void Whoever_changes_a_row_in_spite_of_that_is_found(string change, long broken)
    {
        using var portal = Filled(5);
        portal.Database.Write(connection => connection.Execute("DROP TRIGGER audit_is_not_changed; DROP TRIGGER audit_is_not_deleted; " + change));

        var found = portal.Audit.Verify();

        Assert.False(found.IsWhole);
        Assert.Equal(broken, found.Broken);
        Assert.Equal(broken - 1, found.Rows);
        Assert.Equal(1, AccessCommands.Run(["audit", "verify", "--Portal:Data", portal.Folder], Stream.Null, TextWriter.Null));
    }

    [Fact]
    public void A_cut_off_end_is_found_by_a_hash_that_was_written_down()
    {
        using var portal = Filled(5);
        var head = portal.Audit.Verify().Head;
        Assert.True(portal.Audit.Verify(head).IsWhole);
        portal.Database.Write(connection => connection.Execute("DROP TRIGGER audit_is_not_deleted; DELETE FROM audit WHERE number = 5"));

        Assert.True(portal.Audit.Verify().IsWhole);
        Assert.False(portal.Audit.Verify(head).IsWhole);
        using var output = new MemoryStream();
        Assert.Equal(1, AccessCommands.Run(["audit", "verify", "--known", Convert.ToHexStringLower(head), "--Portal:Data", portal.Folder], output, TextWriter.Null));
        Assert.Contains(Convert.ToHexStringLower(head), Encoding.UTF8.GetString(output.ToArray()), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Rows_of_many_at_once_are_one_chain()
    {
        using var portal = new AccessParts();
        await Parallel.ForAsync(0, 200, TestContext.Current.CancellationToken, (number, _) =>
        {
            portal.Audit.Append(new AuditEvent(AuditActions.SignedIn) { Origin = "192.0.2." + number });
            return ValueTask.CompletedTask;
        });

        Assert.Equal((200L, true), (portal.Audit.Verify().Rows, portal.Audit.Verify().IsWhole));
    }

    [Fact]
    public async Task Signing_in_and_out_and_what_is_handed_in_are_written_down()
    {
        await using var server = await PortalServer.StartAsync();
        var token = server.Token(PortalRole.Submit);
        using (await server.SendAsync(HttpMethod.Post, "/sign-in", null, Access.Form(("token", "nonsense"))))
        using (var signedIn = await server.SendAsync(HttpMethod.Post, "/sign-in", null, Access.Form(("token", token))))
        using (await server.SendAsync(HttpMethod.Post, "/sign-out", null, null, ("Cookie", signedIn.Headers.GetValues("Set-Cookie").Single().Split(';')[0])))
        using (await server.SendAsync(HttpMethod.Post, "/api/v1/scans", token, new StringContent("not json", null, "application/json")))
        {
        }

        // The last row is written when the answer has been sent.
        var audit = server.Services.GetRequiredService<AuditLog>();
        for (var attempt = 0; attempt < 100 && audit.All().Count() < 5; attempt++)
        {
            await Task.Delay(50, TestContext.Current.CancellationToken);
        }

        Assert.Equal(
            [AuditActions.TokenCreated, AuditActions.SignInRefused, AuditActions.SignedIn, AuditActions.SignedOut, AuditActions.SubmissionRefused],
            audit.All().Select(row => row.Event.Action));
        var name = server.Services.GetRequiredService<TokenStore>().All().Single().Name;
        Assert.Equal([null, null, name, name, name], audit.All().Select(row => row.Event.Who));
        Assert.Equal("127.0.0.1", audit.All().Last().Event.Origin);
        Assert.True(audit.Verify().IsWhole);
    }

    [Fact]
    public async Task Administrators_read_it_as_a_page_and_as_lines_of_json()
    {
        await using var server = await PortalServer.StartAsync();
        var token = server.Token(PortalRole.Admin);
        using var page = await server.SendAsync(HttpMethod.Get, "/audit", token);
        using var lines = await server.SendAsync(HttpMethod.Get, "/audit.jsonl", token);

        Assert.Contains("token-created", await page.TextAsync(), StringComparison.Ordinal);
        Assert.Equal("no-store", lines.Headers.CacheControl?.ToString());
        var rows = (await lines.TextAsync()).Split('\n', StringSplitOptions.RemoveEmptyEntries).Select(line => JsonDocument.Parse(line).RootElement).ToArray();
        Assert.Equal(["token-created", "audit-exported"], rows.Select(row => row.GetProperty("action").GetString()));
        Assert.Equal(rows[0].GetProperty("hash").GetString(), rows[1].GetProperty("previous").GetString());
        Assert.Equal(HttpStatusCode.OK, page.StatusCode);
    }

    [Fact]
    public void Commands_make_list_and_revoke_tokens_beside_the_server()
    {
        using var portal = new AccessParts();
        var token = Output(["token", "create", "--name", "first", "--role", "admin", "--days", "30", "--Portal:Data", portal.Folder]).Trim();
        Assert.Equal(30, (int)Math.Round((new TokenStore(portal.Database, portal.Audit, TimeProvider.System).Find(token)!.Expires - TimeProvider.System.GetUtcNow()).TotalDays));
        Assert.Contains("good    admin", Output(["token", "list", "--Portal:Data", portal.Folder]), StringComparison.Ordinal);
        Assert.Equal("first opens nothing any more.\n", Output(["token", "revoke", "--name", "first", "--Portal:Data", portal.Folder]));
        Assert.Contains("revoked admin", Output(["token", "list", "--Portal:Data", portal.Folder]), StringComparison.Ordinal);
        Assert.Contains("is whole: 2 rows", Output(["audit", "verify", "--Portal:Data", portal.Folder]), StringComparison.Ordinal);
        Assert.Equal(2, Output(["audit", "export", "--Portal:Data", portal.Folder]).Split('\n', StringSplitOptions.RemoveEmptyEntries).Length);
    }

    [Theory]
    [InlineData("token create --role admin")]
    [InlineData("token create --name a --role emperor")]
    [InlineData("token create --name a --role admin --days 0")]
    [InlineData("token create --name a --role admin --days x")]
    [InlineData("token create --name a --role admin --secret x")]
    [InlineData("token revoke --name unknown")]
    [InlineData("token")]
    [InlineData("audit erase")]
    public void A_command_that_cannot_be_done_says_so(string command)
    {
        using var portal = new AccessParts();
        var errors = new StringWriter();

        Assert.Equal(2, AccessCommands.Run([.. command.Split(' '), "--Portal:Data", portal.Folder], Stream.Null, errors));
        Assert.StartsWith("assay-web: ", errors.ToString(), StringComparison.Ordinal);
    }

    private static string Output(string[] command)
    {
        using var output = new MemoryStream();
        var errors = new StringWriter();
        var code = AccessCommands.Run(command, output, errors);
        Assert.Equal((0, ""), (code, errors.ToString()));
        return Encoding.UTF8.GetString(output.ToArray());
    }

    private static AccessParts Filled(int rows)
    {
        var portal = new AccessParts();
        for (var row = 0; row < rows; row++)
        {
            portal.Audit.Append(new AuditEvent(AuditActions.SubmissionAccepted) { Origin = "test", Subject = "row " + row });
        }

        return portal;
    }

    private static string Export(AuditLog audit)
    {
        using var output = new MemoryStream();
        foreach (var entry in audit.All())
        {
            entry.WriteLine(output);
        }

        return Encoding.UTF8.GetString(output.ToArray());
    }
}
