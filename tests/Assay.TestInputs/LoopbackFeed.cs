using System.Collections.Concurrent;
using System.Globalization;
using System.Security.Cryptography;
using System.Text.Json;

namespace Assay.TestInputs;

/// <summary>A V3 feed on this machine: a service index, a flat container, and registrations when asked for. Counts connections; one request each.</summary>
public sealed class LoopbackFeed : IDisposable
{
    private readonly LoopbackServer _server;
    private readonly ConcurrentDictionary<string, byte[]> _files = new(StringComparer.Ordinal);

    public LoopbackFeed(bool registrations = false)
    {
        _server = new LoopbackServer(request => Answer(Plain(request)) ?? FromFiles(Plain(request)), keepsOpen: false);
        List<object> resources = [Resource("flat/", "PackageBaseAddress/3.0.0"), Resource("", "Something/1.0.0")];
        if (registrations)
        {
            resources.Add(Resource("registration", "RegistrationsBaseUrl/3.6.0"));
        }

        AddJson("index.json", new { version = "3.0.0", resources });
    }

    public string Root => _server.Root;
    public string Index => Root + "index.json";
    public int Connections => _server.Connections;
    public IReadOnlyList<LoopbackRequest> Requests => [.. _server.Requests.Select(Plain)];

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
    public void Stop() => _server.Stop();

    public void Dispose() => _server.Dispose();

    private Dictionary<string, string> Resource(string path, string type) => new(StringComparer.Ordinal) { ["@id"] = Root + path, ["@type"] = type };

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

    private static LoopbackRequest Plain(LoopbackRequest request) => request with { Path = Uri.UnescapeDataString(request.Path) };
}
