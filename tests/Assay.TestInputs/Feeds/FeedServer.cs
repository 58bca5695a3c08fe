using System.IO.Compression;
using System.Security.Cryptography;
using System.Text;
using System.Text.Json;

namespace Assay.TestInputs;

/// <summary>A feed on this machine that speaks V3 (service index, flat container, registrations, search, catalog) and V2 (Atom, as the PowerShell Gallery does) from packages in memory.</summary>
/// <remarks>Documents have entity tags. Faults are what <see cref="Answer"/> does instead of the feed; <see cref="Respond"/> gives what the feed itself would have answered.</remarks>
public sealed class FeedServer : IDisposable
{
    private readonly LoopbackServer _server;
    private readonly List<ServedPackage> _packages = [];
    private readonly List<ServedCommit> _commits = [];
    private readonly NuGetPages _v3;
    private readonly GalleryPages _v2;

    public FeedServer()
    {
        _server = new LoopbackServer(request => Answer(request) ?? Respond(request));
        _v3 = new NuGetPages(this);
        _v2 = new GalleryPages(this);
    }

    public string Root => _server.Root;
    /// <summary>The V3 service index.</summary>
    public string Index => Root + "v3/index.json";
    /// <summary>The base of the V2 protocol.</summary>
    public string Gallery => Root + "api/v2";
    public int Connections => _server.Connections;
    public int MostAtOnce => _server.MostAtOnce;
    public IReadOnlyList<LoopbackRequest> Requests => _server.Requests;

    /// <summary>Answers in place of the feed; null leaves the answer to it.</summary>
    public Func<LoopbackRequest, LoopbackResponse?> Answer { get; set; } = static _ => null;

    public bool HasCatalog { get; set; } = true;
    public bool HasSearch { get; set; } = true;
    public bool HasRegistrations { get; set; } = true;
    /// <summary>The files of the vulnerability index, in their order; no such index while there is none.</summary>
    public IReadOnlyList<ServedVulnerabilityPage> Vulnerabilities { get; set; } = [];
    /// <summary>The service index offers the vulnerability index alone, as an audit source does.</summary>
    public bool IsAuditSource { get; set; }
    /// <summary>Registrations with fewer versions carry their leaves in the index.</summary>
    public int InlineBelow { get; set; } = 128;
    public int LeavesPerPage { get; set; } = 64;
    public int ItemsPerCatalogPage { get; set; } = 550;
    /// <summary>Most rows of one V2 page.</summary>
    public int RowsPerPage { get; set; } = 100;
    /// <summary>A V2 page that asks for more rows than there are names a next page, which repeats them.</summary>
    public bool RepeatsRows { get; set; }
    /// <summary>Leaves rows out of a V2 answer, by the number of the request and the row.</summary>
    public Func<int, ServedPackage, bool> Flickers { get; set; } = static (_, _) => false;
    /// <summary>Refuses filters that compare flags with <c>true</c>, as some servers do.</summary>
    public bool RefusesComparedFlags { get; set; }
    /// <summary>Gives no rows for filters that do not compare flags with <c>true</c>, as some servers do.</summary>
    public bool NeedsComparedFlags { get; set; }

    public IReadOnlyList<ServedPackage> Packages
    {
        get
        {
            lock (_packages)
            {
                return [.. _packages];
            }
        }
    }

    public IReadOnlyList<ServedCommit> Commits
    {
        get
        {
            lock (_packages)
            {
                return [.. _commits];
            }
        }
    }

    /// <summary>Adds a version, or puts it in place of the one there is; one commit of the catalog unless it is part of one.</summary>
    public FeedServer Add(ServedPackage package, DateTimeOffset? commit = null)
    {
        lock (_packages)
        {
            _packages.RemoveAll(known => Same(known, package.LowerId, package.LowerVersion));
            _packages.Add(package);
            _commits.Add(new ServedCommit(commit ?? Next(), package, IsDelete: false));
        }

        return this;
    }

    /// <summary>Adds a package that holds nothing but its manifest.</summary>
    public FeedServer Add(string id, string version, Func<ServedPackage, ServedPackage>? with = null)
    {
        var package = new ServedPackage(id, version, new NupkgBuilder(NupkgBuilder.Manifest(id, version)).Build());
        return Add(with?.Invoke(package) ?? package);
    }

    /// <summary>Adds a module of the gallery.</summary>
    public FeedServer AddModule(string id, string version, Func<ServedPackage, ServedPackage>? with = null)
    {
        var package = new ServedPackage(id, version, GalleryModule.Build(id, version).Build()) { Tags = ["PSModule", "PSEdition_Core"] };
        return Add(with?.Invoke(package) ?? package);
    }

    /// <summary>Adds a script of the gallery.</summary>
    public FeedServer AddScript(string id, string version, Func<ServedPackage, ServedPackage>? with = null)
    {
        var package = new ServedPackage(id, version, GalleryModule.BuildScript(id, version).Build()) { Tags = ["PSScript"] };
        return Add(with?.Invoke(package) ?? package);
    }

    /// <summary>Deletes a version.</summary>
    public FeedServer Delete(string id, string version)
    {
        lock (_packages)
        {
            var package = _packages.Single(known => Same(known, id.ToLowerInvariant(), version.ToLowerInvariant()));
            _packages.Remove(package);
            _commits.Add(new ServedCommit(Next(), package, IsDelete: true));
        }

        return this;
    }

    /// <summary>Answers the next requests with 429 and how long to wait.</summary>
    public void Throttle(int requests, int seconds)
    {
        var left = requests;
        Answer = _ => Interlocked.Decrement(ref left) >= 0 ? new LoopbackResponse(429, []).With("Retry-After", seconds.ToString(System.Globalization.CultureInfo.InvariantCulture)) : null;
    }

    /// <summary>Cuts the connection once, after some bytes of an answer whose path ends so.</summary>
    public void CutOnce(string ending, int bytes)
    {
        var left = 1;
        Answer = request => request.Place.EndsWith(ending, StringComparison.Ordinal) && Interlocked.Decrement(ref left) == 0 ? Respond(request) with { CutAfter = bytes } : null;
    }

    /// <summary>Forgets the requests so far.</summary>
    public void Forget() => _server.Forget();

    /// <summary>Stops; nothing listens at the address from then on.</summary>
    public void Stop() => _server.Stop();

    public void Dispose() => _server.Dispose();

    /// <summary>Gives the answer of the feed itself.</summary>
    public LoopbackResponse Respond(LoopbackRequest request)
    {
        var place = request.Place;
        return (place.StartsWith("/v3/", StringComparison.Ordinal) ? _v3.Respond(request, place["/v3/".Length..])
            : place.StartsWith("/api/v2/", StringComparison.Ordinal) ? _v2.Respond(request, place["/api/v2/".Length..])
            : null) ?? new LoopbackResponse(404, []);
    }

    internal static LoopbackResponse Json(LoopbackRequest request, object document, bool packed = false) =>
        Document(request, JsonSerializer.SerializeToUtf8Bytes(document), "application/json", packed);

    internal static LoopbackResponse Document(LoopbackRequest request, byte[] content, string type, bool packed = false)
    {
        var tag = $"\"{Convert.ToHexString(SHA256.HashData(content))[..16]}\"";
        if (request.Headers.GetValueOrDefault("If-None-Match") == tag)
        {
            return new LoopbackResponse(304, []).With("ETag", tag);
        }

        if (!packed)
        {
            return new LoopbackResponse(200, content).With("Content-Type", type).With("ETag", tag);
        }

        using var zipped = new MemoryStream();
        using (var gzip = new GZipStream(zipped, CompressionLevel.Fastest, leaveOpen: true))
        {
            gzip.Write(content);
        }

        return new LoopbackResponse(200, zipped.ToArray()).With("Content-Type", type).With("Content-Encoding", "gzip").With("ETag", tag);
    }

    internal static LoopbackResponse Package(LoopbackRequest request, ServedPackage? package)
    {
        if (package is null)
        {
            return new LoopbackResponse(404, []);
        }

        var tag = $"\"{Convert.ToHexString(SHA256.HashData(package.Content))[..16]}\"";
        var whole = new LoopbackResponse(200, package.Content).With("Content-Type", "application/zip").With("ETag", tag);
        if (request.Headers.TryGetValue("Range", out var range) && request.Headers.GetValueOrDefault("If-Range") == tag)
        {
            var start = int.Parse(range["bytes=".Length..].TrimEnd('-'), System.Globalization.CultureInfo.InvariantCulture);
            return new LoopbackResponse(206, package.Content[start..]).With("Content-Range", $"bytes {start}-{package.Content.Length - 1}/{package.Content.Length}").With("ETag", tag);
        }

        return whole;
    }

    internal ServedPackage? Find(string id, string version) => Packages.FirstOrDefault(package => Same(package, id.ToLowerInvariant(), version.ToLowerInvariant()));

    private static bool Same(ServedPackage package, string lowerId, string lowerVersion) => package.LowerId == lowerId && package.LowerVersion == lowerVersion;

    private DateTimeOffset Next() => _commits.Count == 0 ? new DateTimeOffset(2025, 1, 1, 0, 0, 0, TimeSpan.Zero) : _commits[^1].Time.AddTicks(12_345_678);
}

/// <summary>What happened to a version, as the catalog records it.</summary>
public sealed record ServedCommit(DateTimeOffset Time, ServedPackage Package, bool IsDelete);

/// <summary>One file of a vulnerability index (VulnerabilityInfo/6.7.0).</summary>
/// <param name="Name">Its name in the index, such as <c>base</c> or <c>update</c>.</param>
/// <param name="Updated">Its day and time in the index.</param>
/// <param name="Items">What it says: package, severity from 0 to 3, address of the advisory, range of versions.</param>
public sealed record ServedVulnerabilityPage(string Name, DateTimeOffset Updated, IReadOnlyList<(string Package, int Severity, string Url, string Versions)> Items);
