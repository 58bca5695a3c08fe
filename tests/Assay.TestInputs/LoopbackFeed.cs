using System.Collections.Concurrent;
using System.Globalization;
using System.Net;
using System.Net.Sockets;
using System.Security.Cryptography;
using System.Text;
using System.Text.Json;

namespace Assay.TestInputs;

/// <summary>A V3 feed on this machine: a service index, a flat container, and registrations when asked for. Counts connections; one request each.</summary>
public sealed class LoopbackFeed : IDisposable
{
    private const int RequestLimit = 200;

    private readonly TcpListener _listener = new(IPAddress.Loopback, 0);
    private readonly CancellationTokenSource _stop = new();
    private readonly ConcurrentDictionary<string, byte[]> _files = new(StringComparer.Ordinal);
    private readonly ConcurrentQueue<LoopbackRequest> _requests = new();
    private int _connections;

    public LoopbackFeed(bool registrations = false)
    {
        _listener.Start();
        Root = $"http://127.0.0.1:{((IPEndPoint)_listener.LocalEndpoint).Port}/";
        List<object> resources = [Resource("flat/", "PackageBaseAddress/3.0.0"), Resource("", "Something/1.0.0")];
        if (registrations)
        {
            resources.Add(Resource("registration", "RegistrationsBaseUrl/3.6.0"));
        }

        AddJson("index.json", new { version = "3.0.0", resources });
        _ = Task.Run(ListenAsync);
    }

    public string Root { get; }
    public string Index => Root + "index.json";
    public int Connections => _connections;
    public IReadOnlyList<LoopbackRequest> Requests => [.. _requests];

    /// <summary>Answers in place of the feed; null leaves the answer to it.</summary>
    public Func<LoopbackRequest, LoopbackResponse?> Answer { get; set; } = static _ => null;

    public LoopbackFeed AddPackage(string id, string version, byte[]? content = null, bool inList = true)
    {
        var lowerId = id.ToLowerInvariant();
        _files[$"/flat/{lowerId}/{version}/{lowerId}.{version}.nupkg"] = content ?? Package(id, version);
        if (inList)
        {
            var list = $"/flat/{lowerId}/index.json";
            var known = _files.TryGetValue(list, out var json) ? JsonDocument.Parse(json).RootElement.GetProperty("versions").EnumerateArray().Select(item => item.GetString()!) : [];
            AddJson(list[1..], new { versions = known.Append(version).ToArray() });
        }

        return this;
    }

    public LoopbackFeed AddJson(string path, object json)
    {
        _files["/" + path] = JsonSerializer.SerializeToUtf8Bytes(json);
        return this;
    }

    public static byte[] Package(string id, string version, int size = 0) =>
        new NupkgBuilder(NupkgBuilder.Manifest(id, version)).Add("tools/data.bin", RandomNumberGenerator.GetBytes(size)).Build();

    /// <summary>Stops; nothing listens at the address from then on.</summary>
    public void Stop()
    {
        _stop.Cancel();
        _listener.Stop();
    }

    public void Dispose()
    {
        Stop();
        _listener.Dispose();
        _stop.Dispose();
    }

    private Dictionary<string, string> Resource(string path, string type) => new(StringComparer.Ordinal) { ["@id"] = Root + path, ["@type"] = type };

    private async Task ListenAsync()
    {
        var stop = _stop.Token;
        try
        {
            while (_connections < RequestLimit)
            {
                var client = await _listener.AcceptTcpClientAsync(stop);
                Interlocked.Increment(ref _connections);
                _ = Task.Run(() => ServeAsync(client, stop), stop);
            }
        }
        catch (Exception exception) when (exception is OperationCanceledException or ObjectDisposedException or SocketException)
        {
            // The test is over.
        }
    }

    private async Task ServeAsync(TcpClient client, CancellationToken stop)
    {
        using (client)
        {
            try
            {
                var stream = client.GetStream();
                using var reader = new StreamReader(stream, Encoding.Latin1, leaveOpen: true);
                var path = (await reader.ReadLineAsync(stop) ?? "").Split(' ').ElementAtOrDefault(1) ?? "";
                var headers = new Dictionary<string, string>(StringComparer.OrdinalIgnoreCase);
                while (await reader.ReadLineAsync(stop) is { Length: > 0 } line)
                {
                    var parts = line.Split(':', 2);
                    headers[parts[0]] = parts[1].Trim();
                }

                var request = new LoopbackRequest(Uri.UnescapeDataString(path), headers);
                _requests.Enqueue(request);
                var response = Answer(request) ?? FromFiles(request);
                await SendAsync(stream, response, stop);
            }
            catch (Exception exception) when (exception is IOException or OperationCanceledException or ObjectDisposedException)
            {
                // The other side left.
            }
        }
    }

    /// <summary>Gives the answer of the feed itself, with ranges and entity tags for packages.</summary>
    public LoopbackResponse FromFiles(LoopbackRequest request)
    {
        if (!_files.TryGetValue(request.Path, out var content))
        {
            return new LoopbackResponse(404, []);
        }

        var tag = $"\"{Convert.ToHexString(SHA256.HashData(content))[..16]}\"";
        if (request.Headers.TryGetValue("Range", out var range) && request.Headers.GetValueOrDefault("If-Range") == tag)
        {
            var start = int.Parse(range["bytes=".Length..].TrimEnd('-'), CultureInfo.InvariantCulture);
            return new LoopbackResponse(206, content[start..]).With("Content-Range", $"bytes {start}-{content.Length - 1}/{content.Length}").With("ETag", tag);
        }

        return new LoopbackResponse(200, content).With("ETag", tag);
    }

    private static async Task SendAsync(NetworkStream stream, LoopbackResponse response, CancellationToken stop)
    {
        var head = new StringBuilder($"HTTP/1.1 {response.Status} Answer\r\nConnection: close\r\n");
        if (response.DeclareLength)
        {
            head.Append(CultureInfo.InvariantCulture, $"Content-Length: {response.Body.Length}\r\n");
        }

        foreach (var (name, value) in response.Headers)
        {
            head.Append(CultureInfo.InvariantCulture, $"{name}: {value}\r\n");
        }

        await stream.WriteAsync(Encoding.Latin1.GetBytes(head.Append("\r\n").ToString()), stop);
        await stream.WriteAsync(response.Body.AsMemory(0, response.CutAfter ?? response.Body.Length), stop);
    }
}

/// <summary>One request as it arrived.</summary>
public sealed record LoopbackRequest(string Path, IReadOnlyDictionary<string, string> Headers);

/// <summary>One answer.</summary>
public sealed record LoopbackResponse(int Status, byte[] Body)
{
    public IReadOnlyList<(string Name, string Value)> Headers { get; init; } = [];
    /// <summary>Bytes after which the connection is cut.</summary>
    public int? CutAfter { get; init; }
    public bool DeclareLength { get; init; } = true;

    public LoopbackResponse With(string name, string value) => this with { Headers = [.. Headers, (name, value)] };
}
