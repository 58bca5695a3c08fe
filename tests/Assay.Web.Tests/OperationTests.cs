using System.Net;
using System.Net.Sockets;
using System.Text;
using System.Text.Json;
using Assay.Web.Access;
using Assay.Web.Hosting;
using Microsoft.AspNetCore.Builder;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;

namespace Assay.Web.Tests;

public sealed class OperationTests
{
    [Fact]
    public async Task A_server_that_is_well_says_so_without_a_token()
    {
        await using var server = await PortalServer.StartAsync(null, "Portal:AnonymousRead=false", "Portal:FreeBytes=0");
        using var live = await server.SendAsync(HttpMethod.Get, "/health/live");
        using var ready = await server.SendAsync(HttpMethod.Get, "/health/ready");

        Assert.Equal((HttpStatusCode.OK, "ok\n"), (live.StatusCode, await live.TextAsync()));
        Assert.Equal((HttpStatusCode.OK, """{"status":"ok","parts":{"running":"ok","database":"ok","index-nuget":"ok","disk":"ok"}}"""), (ready.StatusCode, await ready.TextAsync()));
    }

    [Fact]
    public async Task Health_names_what_is_not_well_and_nothing_of_the_machine()
    {
        await using var server = await PortalServer.StartAsync(null, "Portal:FreeBytes=1125899906842624");
        await File.WriteAllTextAsync(Path.Combine(server.Data, "index", "psgallery.db"), "no database", TestContext.Current.CancellationToken);
        using var ready = await server.SendAsync(HttpMethod.Get, "/health/ready");
        var text = await ready.TextAsync();

        Assert.Equal(HttpStatusCode.ServiceUnavailable, ready.StatusCode);
        Assert.Equal("""{"status":"failed","parts":{"running":"ok","database":"ok","index-nuget":"ok","index-psgallery":"failed","disk":"failed"}}""", text);
    }

    [Fact]
    public async Task An_index_that_cannot_be_read_is_a_plain_sentence_to_people_and_a_problem_to_programs()
    {
        await using var server = await PortalServer.StartAsync();
        await File.WriteAllTextAsync(Path.Combine(server.Data, "index", "psgallery.db"), "no database", TestContext.Current.CancellationToken);
        using var program = await server.SendAsync(HttpMethod.Get, "/api/v1/packages/psgallery/Some.Module");
        using var person = await server.SendAsync(HttpMethod.Get, "/communities/psgallery", headers: ("Accept", "text/html"));

        Assert.Equal(HttpStatusCode.ServiceUnavailable, program.StatusCode);
        Assert.Contains("/api#problem-unavailable", await program.TextAsync(), StringComparison.Ordinal);
        Assert.Equal(HttpStatusCode.ServiceUnavailable, person.StatusCode);
        Assert.Contains("cannot be read at the moment", await person.TextAsync(), StringComparison.Ordinal);
        Assert.DoesNotContain(server.Data, await person.TextAsync() + await program.TextAsync(), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("Portal:UploadBytes=5")]
    [InlineData("Portal:Workers=0")]
    [InlineData("Portal:Workers=many")]
    [InlineData("Portal:TokenDays=0")]
    [InlineData("Portal:Limits:ReadsPerMinute=-1")]
    [InlineData("Portal:LogFormat=xml")]
    [InlineData("Portal:PublicAddress=ftp://example.com")]
    [InlineData("Portal:KnownProxies:0=proxy.example.com")]
    [InlineData("Portal:CorsOrigins:0=https://example.com/path")]
    [InlineData("Portal:CorsOrigins:0=*")]
    public async Task Settings_that_cannot_be_meant_keep_the_server_from_starting(string setting)
    {
        var data = Directory.CreateTempSubdirectory("assay-web-").FullName;
        try
        {
            var (code, _, errors) = await ServerProcess.RunAsync("--Portal:Data=" + data, "--" + setting, "--Urls=http://127.0.0.1:0");

            Assert.Equal(2, code);
            Assert.StartsWith("assay-web: ", errors, StringComparison.Ordinal);
            Assert.Contains(setting.Split('=')[0].Split(':')[^1] is "0" ? setting.Split(':')[1] : setting.Split('=')[0].Split(':')[^1], errors, StringComparison.Ordinal);
            Assert.DoesNotContain("   at ", errors, StringComparison.Ordinal);
        }
        finally
        {
            Directory.Delete(data, recursive: true);
        }
    }

    [Fact]
    public async Task A_data_folder_that_cannot_be_written_keeps_the_server_from_starting()
    {
        var file = Path.GetTempFileName();
        try
        {
            var (code, _, errors) = await ServerProcess.RunAsync("--Portal:Data=" + Path.Combine(file, "data"), "--Urls=http://127.0.0.1:0");

            Assert.Equal(2, code);
            Assert.StartsWith("assay-web: The data folder cannot be used: ", errors, StringComparison.Ordinal);
        }
        finally
        {
            File.Delete(file);
        }
    }

    [Fact]
    public async Task The_log_is_a_json_object_a_line_with_the_request_and_without_secrets()
    {
        var data = Directory.CreateTempSubdirectory("assay-web-").FullName;
        try
        {
            var (_, token, _) = await ServerProcess.RunAsync("token", "create", "--name", "logged", "--role", "read", "--Portal:Data", data);
            await using var process = await ServerProcess.StartAsync(data);
            using var request = new HttpRequestMessage(HttpMethod.Get, new Uri(process.Address, "/api/v1/search?q=secret%0Aquery"));
            request.Headers.Authorization = new("Bearer", token.Trim());
            using var client = new HttpClient();
            using var answer = await client.SendAsync(request, TestContext.Current.CancellationToken);
            using var strange = await client.GetAsync(new Uri(process.Address, "/api/v1/x%0A%1B[2J/" + token.Trim()), TestContext.Current.CancellationToken);
            Assert.Equal(0, await process.StopAsync());

            var rows = process.Lines.Select(line => JsonDocument.Parse(line).RootElement).ToArray();
            var requests = rows.Where(row => row.GetProperty("Category").GetString() == "Assay.Web.Hosting.RequestLog").Select(row => row.GetProperty("State")).ToArray();
            Assert.Equal(["/api/v1/search", "none"], requests.Select(state => state.GetProperty("Route").GetString()));
            Assert.Equal(("GET", 200, "logged", "127.0.0.1"), (requests[0].GetProperty("Method").GetString(), requests[0].GetProperty("Status").GetInt32(), requests[0].GetProperty("Token").GetString(), requests[0].GetProperty("Origin").GetString()));
            Assert.True(requests[0].GetProperty("Milliseconds").GetDouble() > 0);
            var all = string.Join('\n', process.Lines);
            Assert.DoesNotContain(token.Trim(), all, StringComparison.Ordinal);
            Assert.DoesNotContain("secret", all, StringComparison.Ordinal);
        }
        finally
        {
            Directory.Delete(data, recursive: true);
        }
    }

    [Fact]
    public async Task A_request_that_has_begun_is_answered_before_the_server_ends()
    {
        await using var server = await PortalServer.StartAsync();
        using var connection = new TcpClient();
        await connection.ConnectAsync(IPAddress.Loopback, server.Address.Port, TestContext.Current.CancellationToken);
        await using var stream = connection.GetStream();
        var body = "token=" + server.Token(PortalRole.Read);
        await stream.WriteAsync(Encoding.ASCII.GetBytes($"POST /sign-in HTTP/1.1\r\nHost: 127.0.0.1\r\nConnection: close\r\nContent-Type: application/x-www-form-urlencoded\r\nContent-Length: {body.Length}\r\n\r\n{body[..10]}"), TestContext.Current.CancellationToken);
        await Task.Delay(300, TestContext.Current.CancellationToken);

        var stopping = server.Services.GetRequiredService<IHost>().StopAsync(TestContext.Current.CancellationToken);
        await Task.Delay(300, TestContext.Current.CancellationToken);
        Assert.False(stopping.IsCompleted);
        await stream.WriteAsync(Encoding.ASCII.GetBytes(body[10..]), TestContext.Current.CancellationToken);
        using var reader = new StreamReader(stream);
        Assert.Equal("HTTP/1.1 303 See Other", await reader.ReadLineAsync(TestContext.Current.CancellationToken));
        await stopping.WaitAsync(TimeSpan.FromSeconds(15), TestContext.Current.CancellationToken);
    }

    [Fact]
    public async Task Traces_and_measurements_reach_a_collector_when_one_is_named()
    {
        var received = new System.Collections.Concurrent.ConcurrentDictionary<string, long>(StringComparer.Ordinal);
        var builder = WebApplication.CreateSlimBuilder();
        builder.Logging.ClearProviders();
        await using var collector = builder.Build();
        collector.Urls.Add("http://127.0.0.1:0");
        collector.MapPost("/v1/{kind}", async (string kind, Microsoft.AspNetCore.Http.HttpContext context) =>
        {
            using var bytes = new MemoryStream();
            await context.Request.Body.CopyToAsync(bytes);
            received.AddOrUpdate($"{kind} {context.Request.ContentType}", bytes.Length, (_, sum) => sum + bytes.Length);
            received.AddOrUpdate(kind + " names the service", bytes.ToArray().AsSpan().IndexOf("assay-portal"u8) >= 0 ? 1 : 0, (_, seen) => seen);
            received.AddOrUpdate("jobs", 0, (_, seen) => seen);
            if (bytes.ToArray().AsSpan().IndexOf("assay.jobs"u8) >= 0)
            {
                received["jobs"] = 1;
            }

            return Microsoft.AspNetCore.Http.Results.Bytes([], "application/x-protobuf");
        });
        await collector.StartAsync(TestContext.Current.CancellationToken);

        await using (var server = await PortalServer.StartAsync(null, "OTEL_EXPORTER_OTLP_ENDPOINT=" + collector.Urls.Single()))
        {
            using var answer = await server.SendAsync(HttpMethod.Get, "/api/v1/communities");
            Assert.Equal(HttpStatusCode.OK, answer.StatusCode);
        }

        Assert.True(received.GetValueOrDefault("traces application/x-protobuf") > 100, string.Join(", ", received.Keys));
        Assert.True(received.GetValueOrDefault("metrics application/x-protobuf") > 100, string.Join(", ", received.Keys));
        Assert.Equal((1, 1, 1), (received["traces names the service"], received["metrics names the service"], received["jobs"]));
    }

    [Fact]
    public async Task Nothing_is_exported_when_no_collector_is_named()
    {
        await using var server = await PortalServer.StartAsync();

        Assert.DoesNotContain(server.Services.GetServices<IHostedService>(), service => service is Telemetry);
    }
}
