using System.Text;
using Assay.TestInputs;

namespace Assay.Packages.Tests.Feeds;

public sealed class GalleryFeedTests : IDisposable
{
    private readonly FeedServer _server = new();
    private readonly FeedFolder _folder = new();

    public GalleryFeedTests()
    {
        _server.AddModule("Pester", "5.6.0", package => package with { Downloads = 5 })
            .AddModule("Pester", "5.7.1", package => package with { Downloads = 7 })
            .AddModule("Pester", "5.8.0", package => package with { Listed = false })
            .AddModule("Pester", "6.0.0-alpha");
        _folder.UseRepositories($"""<Repository Name="PSGallery" Url="{_server.Gallery}" APIVersion="V2" Priority="50" Trusted="false" />""");
    }

    public void Dispose()
    {
        _server.Dispose();
        _folder.Dispose();
    }

    [Theory]
    [InlineData("Pester@5.6.0", "psgallery", "5.6.0")]
    [InlineData("pester@5.8.0", "PSGALLERY", "5.8.0")]
    [InlineData("Pester", "psgallery", "5.7.1")]
    [InlineData("pkg:psgallery/Pester@5.7.1", null, "5.7.1")]
    [InlineData("pkg:psgallery/pester", "nuget", "5.7.1")]
    public async Task A_module_comes_from_the_gallery_of_PowerShells_list(string subject, string? from, string version)
    {
        var found = await _folder.FindAsync(subject, from);

        Assert.Equal("psgallery", found.Open().Community);
        Assert.EndsWith("@" + version, found.DisplayName, StringComparison.Ordinal);
        var feed = found.Open().Feed!;
        Assert.Equal(["5.6.0", "5.7.1", "5.8.0", "6.0.0-alpha"], feed.Versions.Select(known => known.Version));
        Assert.Equal([true, true, false, true], feed.Versions.Select(known => known.Listed));
        Assert.Equal(32, feed.Downloads);
        Assert.Equal("2024-05-06T07:08:09Z", feed.Published);
    }

    [Fact]
    public async Task A_module_comes_from_an_address_and_the_second_time_from_the_cache()
    {
        await _folder.FindAsync("Pester@5.7.1", _server.Gallery);
        var connections = _server.Connections;

        var found = await _folder.FindAsync("pester@5.7.1", _server.Gallery, offline: true);

        Assert.Equal(connections, _server.Connections);
        Assert.Equal("psgallery", found.Open().Community);
    }

    [Fact]
    public async Task A_package_of_a_V2_feed_that_is_no_module_has_no_community()
    {
        _server.Add("Library", "1.0.0");
        _folder.Configure($"""<add key="old" value="{_server.Root}api/v2" allowInsecureConnections="true" />""");

        Assert.Null((await _folder.FindAsync("Library")).Open().Community);
    }

    [Fact]
    public async Task Prereleases_count_when_asked_for() =>
        Assert.EndsWith("@6.0.0-alpha", (await _folder.FindAsync("Pester", "psgallery", prerelease: true)).DisplayName, StringComparison.Ordinal);

    [Fact]
    public async Task A_version_that_is_left_out_of_the_list_is_found_by_its_own_address()
    {
        _server.Flickers = (_, package) => package.Version == "5.8.0";

        Assert.EndsWith("@5.8.0", (await _folder.FindAsync("Pester@5.8.0", "psgallery")).DisplayName, StringComparison.Ordinal);
    }

    [Fact]
    public async Task What_the_gallery_does_not_have_is_said()
    {
        Assert.Contains("not known at source 'PSGallery'", await _folder.FailAsync(SubjectError.NothingFound, "Nothing", "psgallery"), StringComparison.Ordinal);
        Assert.Contains("nearest are 5.6.0", await _folder.FailAsync(SubjectError.NothingFound, "Pester@1.0.0", "psgallery"), StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_file_with_another_hash_than_the_gallery_names_is_refused()
    {
        _server.AddModule("Other", "1.0.0", package => package with { Hash = Convert.ToBase64String(new byte[64]) });

        Assert.Contains("SHA-512", await _folder.FailAsync(SubjectError.Unreadable, "Other@1.0.0", "psgallery"), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Many_versions_are_paged_and_asked_for_twice()
    {
        for (var minor = 0; minor < 230; minor++)
        {
            _server.AddModule("Many", $"1.{minor}.0");
        }

        _server.Forget();

        Assert.Equal(230, (await _folder.FindAsync("Many", "psgallery")).Feed!.Versions.Count);
        Assert.Equal(6, _server.Requests.Count(request => request.Place.EndsWith("FindPackagesById()", StringComparison.Ordinal)));
    }

    [Fact]
    public async Task An_id_is_escaped_in_an_address()
    {
        _server.AddModule("Ünïcode.Modül", "1.0.0");

        Assert.Equal("psgallery", (await _folder.FindAsync("Ünïcode.Modül@1.0.0", "psgallery")).Community);
        Assert.All(_server.Requests, request => Assert.True(Ascii.IsValid(request.Path)));
    }

    [Theory]
    [InlineData("""<Repository Name="PSGallery" Url="https://mcr.example.invalid/" APIVersion="ContainerRegistry" Priority="40" />""", "is a container registry")]
    [InlineData("""<Repository Name="PSGallery" Url="https://user:secret@feed.example.invalid/api/v2" APIVersion="V2" />""", "has credentials in it")]
    [InlineData("""<Repository Name="Other" Url="https://feed.example.invalid/api/v2" APIVersion="V2" />""", "have no psgallery")]
    [InlineData("<broken", "cannot be read")]
    [InlineData("<!DOCTYPE a [<!ENTITY b 'c'>]>", "cannot be read")]
    public async Task A_list_of_repositories_that_gives_no_gallery_is_said(string list, string said)
    {
        _folder.UseRepositories(list);

        var message = await _folder.FailAsync(SubjectError.Usage, "Pester", "psgallery");

        Assert.Contains(said, message, StringComparison.Ordinal);
        Assert.DoesNotContain("secret", message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Without_a_list_the_address_has_to_be_named()
    {
        File.Delete(Path.Combine(_folder.PowerShell, "PSResourceRepository.xml"));

        Assert.Contains("--from", await _folder.FailAsync(SubjectError.Usage, "pkg:psgallery/Pester"), StringComparison.Ordinal);
        Assert.Contains("PSResourceRepository.xml", await _folder.FailAsync(SubjectError.Usage, "Pester", "psgallery"), StringComparison.Ordinal);
        Assert.Equal("psgallery", (await _folder.FindAsync("pkg:psgallery/Pester", _server.Gallery)).Community);
    }

    [Fact]
    public async Task The_list_of_PowerShellGet_2_is_read_too()
    {
        File.Delete(Path.Combine(_folder.PowerShell, "PSResourceRepository.xml"));
        _folder.Write("powershell/PSRepositories.xml", Encoding.UTF8.GetBytes($"""
            <Objs Version="1.1.0.1" xmlns="http://schemas.microsoft.com/powershell/2004/04"><Obj RefId="0"><DCT>
              <En><S N="Key">PSGallery</S><Obj N="Value" RefId="1"><MS><S N="Name">PSGallery</S><S N="SourceLocation">{_server.Gallery}/</S></MS></Obj></En>
            </DCT></Obj></Objs>
            """));

        Assert.EndsWith("@5.7.1", (await _folder.FindAsync("pkg:psgallery/Pester")).DisplayName, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Other_repositories_are_asked_when_none_is_called_so()
    {
        _folder.UseRepositories($"""<Repository Name="Registry" Url="https://mcr.example.invalid/" APIVersion="ContainerRegistry" Priority="10" /><Repository Name="Corp" Uri="{_server.Gallery}" Priority="20" />""");

        Assert.EndsWith("@5.7.1", (await _folder.FindAsync("pkg:psgallery/Pester")).DisplayName, StringComparison.Ordinal);
        Assert.EndsWith("@5.7.1", (await _folder.FindAsync("Pester", "corp")).DisplayName, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Credentials_go_to_the_feed_and_not_to_where_it_sends()
    {
        using var elsewhere = new FeedServer();
        elsewhere.AddModule("Pester", "5.7.1");
        _server.Add(elsewhere.Packages[0]);
        const string Credentials = """<packageSourceCredentials><old><add key="Username" value="user" /><add key="ClearTextPassword" value="pass" /></old></packageSourceCredentials>""";
        _folder.Configure($"""<add key="old" value="{_server.Gallery}" allowInsecureConnections="true" />""", Credentials);
        _server.Answer = request => !request.Headers.ContainsKey("Authorization") ? new LoopbackResponse(401, [])
            : request.Place.Contains("/package/", StringComparison.Ordinal) ? new LoopbackResponse(302, []).With("Location", $"{elsewhere.Root}api/v2/content/Pester/5.7.1") : null;

        Assert.Equal("psgallery", (await _folder.FindAsync("Pester@5.7.1", "old")).Community);
        Assert.DoesNotContain("Authorization", Assert.Single(elsewhere.Requests).Headers.Keys, StringComparer.OrdinalIgnoreCase);
    }

    [Fact]
    public async Task Offline_opens_no_connection()
    {
        Assert.Contains("--offline", await _folder.FailAsync(SubjectError.NothingFound, "Pester@5.7.1", "psgallery", offline: true), StringComparison.Ordinal);
        Assert.Equal(0, _server.Connections);
    }
}
