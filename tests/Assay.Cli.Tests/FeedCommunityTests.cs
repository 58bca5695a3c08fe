using System.Text;
using System.Text.Json;
using Assay.Packages;
using Assay.TestInputs;

namespace Assay.Cli.Tests;

/// <summary>Builds a community of a V3 feed and keeps it current by the feed's catalog.</summary>
public sealed class FeedCommunityTests : IDisposable
{
    private static readonly byte[] Listener = CSharpSample.CompileStatements("new TcpListener(IPAddress.Any, 8080).Start();");

    private readonly FeedServer _feed = new();
    private readonly string _folder = Directory.CreateTempSubdirectory("assay-feed-community-").FullName;

    public FeedCommunityTests()
    {
        Add("Door", "1.0.0", listens: true);
        Add("Quiet", "1.0.0", listens: false);
        Add("Quiet", "1.1.0", listens: false);
    }

    public void Dispose()
    {
        _feed.Dispose();
        Directory.Delete(_folder, recursive: true);
    }

    [Fact]
    public async Task A_community_of_a_feed_is_built_and_follows_its_catalog()
    {
        var snapshot = Path.Combine(_folder, "feed.json");
        string[] more = ["--index", Path.Combine(_folder, "feed.db"), "-o", snapshot, "--as-of", "2026-01-31", "--quiet"];

        await ExpectAsync(["community", "build", "--from", _feed.Index, "--name", "feed", .. more]);

        Assert.Equal("1 of 2", await FiguresAsync(snapshot));

        _feed.Forget();
        Add("Gate", "1.0.0", listens: true);
        Add("Quiet", "2.0.0", listens: true);
        await ExpectAsync(["community", "update", .. more]);

        // Of what the feed has already told only the catalog is asked again, and every new version once.
        Assert.Equal("3 of 3", await FiguresAsync(snapshot));
        Assert.Equal(["/v3/flat/gate/1.0.0/gate.1.0.0.nupkg", "/v3/flat/quiet/2.0.0/quiet.2.0.0.nupkg"], Files());
        Assert.DoesNotContain(_feed.Requests, request => request.Place.Contains("/registration/door/", StringComparison.Ordinal));

        _feed.Forget();
        _feed.Delete("Gate", "1.0.0");
        await ExpectAsync(["community", "update", .. more]);

        Assert.Equal("2 of 2", await FiguresAsync(snapshot));
        Assert.Empty(Files());
    }

    private void Add(string id, string version, bool listens)
    {
        var package = new NupkgBuilder(NupkgBuilder.Manifest(id, version));
        _feed.Add(new ServedPackage(id, version, (listens ? package.Add($"lib/net10.0/{id}.dll", Listener) : package).Build()));
    }

    private string[] Files() => [.. _feed.Requests.Select(request => request.Place).Where(place => place.EndsWith(".nupkg", StringComparison.Ordinal)).Order(StringComparer.Ordinal)];

    private Task<string> FiguresAsync(string snapshot) => CommunityCommands.FiguresAsync(_folder, new NupkgBuilder().Add("lib/net10.0/Sample.dll", Listener).Build(), snapshot);

    private Task<string> ExpectAsync(string[] args) => CommunityCommands.ExpectAsync(_folder, args);
}
