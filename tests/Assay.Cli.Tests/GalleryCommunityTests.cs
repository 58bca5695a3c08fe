using System.Text;
using System.Text.Json;
using Assay.Packages;
using Assay.TestInputs;

namespace Assay.Cli.Tests;

/// <summary>Builds a community of a gallery with one command, keeps it current with another, and holds a module against it.</summary>
public sealed class GalleryCommunityTests : IDisposable
{
    private static readonly byte[] Listener = CSharpSample.CompileStatements("new TcpListener(IPAddress.Any, 8080).Start();");

    private readonly FeedServer _gallery = new();
    private readonly string _folder = Directory.CreateTempSubdirectory("assay-gallery-community-").FullName;

    public GalleryCommunityTests()
    {
        Add("Door", "1.0.0", listens: true, downloads: 50);
        Add("Quiet", "1.0.0", listens: false, downloads: 40);
        Add("Quiet", "1.1.0", listens: false, downloads: 30);
        _gallery.AddScript("Tool", "1.2.0", package => package with { Downloads = 20 });
        File.WriteAllText(Path.Combine(_folder, "PSResourceRepository.xml"), $"""<configuration><Repository Name="PSGallery" Url="{_gallery.Gallery}" APIVersion="V2" Priority="50" Trusted="false" /></configuration>""");
    }

    public void Dispose()
    {
        _gallery.Dispose();
        Directory.Delete(_folder, recursive: true);
    }

    [Fact]
    public async Task A_community_of_the_gallery_is_built_updated_and_used()
    {
        var index = Path.Combine(_folder, "gallery.db");
        var snapshot = Path.Combine(_folder, "gallery.json");
        string[] more = ["--index", index, "-o", snapshot, "--as-of", "2026-01-31", "--quiet"];

        await ExpectAsync(["community", "build", "--from", "psgallery", "--name", "gallery", .. more]);

        Assert.Equal("1 of 3", await FiguresAsync(snapshot));
        Assert.Equal(4, _gallery.Requests.Count(request => request.Place.Contains("/content/", StringComparison.Ordinal)));

        _gallery.Forget();
        Add("Gate", "1.0.0", listens: true, downloads: 5);
        await ExpectAsync(["community", "update", .. more]);

        Assert.Equal("2 of 4", await FiguresAsync(snapshot));
        Assert.Equal(["/api/v2/content/Gate/1.0.0"], _gallery.Requests.Where(request => request.Place.Contains("/content/", StringComparison.Ordinal)).Select(request => request.Place));
        Assert.Empty(Directory.GetFiles(_folder, "*.nupkg", SearchOption.AllDirectories));
        Assert.Equal(("1.1.0", "opens-listening-socket"), await NewAsync("Quiet", index));
        Assert.Null((await NewAsync("Unknown", index)).Version);
    }

    // The index has no file of the version before any more, and says what is new against it.
    private async Task<(string? Version, string? Behavior)> NewAsync(string id, string index)
    {
        var sample = Path.Combine(_folder, "new.zip");
        await File.WriteAllBytesAsync(sample, GalleryModule.Build(id, "2.0.0").Add($"bin/{id}.dll", Listener).Build(), TestContext.Current.CancellationToken);
        var report = JsonDocument.Parse(await ExpectAsync(["scan", sample, "--index", index, "--format", "json"])).RootElement;
        return report.TryGetProperty("newInVersion", out var news) && news.ValueKind == JsonValueKind.Object
            ? (news.GetProperty("before").GetProperty("version").GetString(), news.GetProperty("changes").GetProperty("behaviors").GetProperty("new").EnumerateArray().Select(behavior => behavior.GetProperty("id").GetString()).SingleOrDefault(found => found == "opens-listening-socket"))
            : (null, null);
    }

    private void Add(string id, string version, bool listens, long downloads)
    {
        var module = GalleryModule.Build(id, version);
        _gallery.Add(new ServedPackage(id, version, (listens ? module.Add($"bin/{id}.dll", Listener) : module).Build()) { Tags = ["PSModule"], Downloads = downloads });
    }

    private Task<string> FiguresAsync(string snapshot) => CommunityCommands.FiguresAsync(_folder, GalleryModule.Build().Add("bin/Sample.dll", Listener).Build(), snapshot);

    private Task<string> ExpectAsync(string[] args) => CommunityCommands.ExpectAsync(_folder, args);
}
