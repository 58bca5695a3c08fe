using System.Text;
using System.Text.Json;
using Assay.TestInputs;

namespace Assay.Cli.Tests;

/// <summary>Checks a project whose packages lie at a feed on this machine.</summary>
public sealed class CheckedFeedTests : IDisposable
{
    private readonly FeedServer _server = new();
    private readonly string _folder = Directory.CreateTempSubdirectory("assay-checked-feed-").FullName;

    public CheckedFeedTests()
    {
        foreach (var (id, version, needs) in new[] { ("Sample.Top", "1.0.0", """<dependencies><dependency id="Sample.Inner" version="2.0.0" /></dependencies>"""), ("Sample.Inner", "2.0.0", ""), ("Sample.Inner", "2.1.0", "") })
        {
            _server.Add(new ServedPackage(id, version, new NupkgBuilder(NupkgBuilder.Manifest(id, version, needs)).Add("lib/net10.0/_._", "").Build()));
        }

        Write("nuget.config", $"""<configuration><config><add key="globalPackagesFolder" value="packages" /></config><packageSources><clear /><add key="served" value="{_server.Index}" protocolVersion="3" allowInsecureConnections="true" /></packageSources></configuration>""");
        Write("App.csproj", """<Project Sdk="Microsoft.NET.Sdk"><PropertyGroup><TargetFramework>net10.0</TargetFramework></PropertyGroup><ItemGroup><PackageReference Include="Sample.Top" Version="1.0.0" /></ItemGroup></Project>""");
    }

    public void Dispose()
    {
        _server.Dispose();
        Directory.Delete(_folder, recursive: true);
    }

    [Fact]
    public async Task Packages_and_what_they_need_are_fetched_once_and_then_at_hand()
    {
        var fetched = await CheckAsync();
        var asked = _server.Requests.Select(request => Path.GetFileName(request.Place)).Where(name => name.EndsWith(".nupkg", StringComparison.Ordinal)).Order(StringComparer.Ordinal).ToArray();
        _server.Forget();
        var again = await CheckAsync("--offline");

        Assert.True(fetched.ExitCode == 0, fetched.Error + fetched.Output);
        Assert.Equal(["sample.inner.2.0.0.nupkg", "sample.top.1.0.0.nupkg"], asked);
        Assert.Equal(["Sample.Inner 2.0.0", "Sample.Top 1.0.0"], Packages(fetched.Output));
        Assert.True(again.ExitCode == 0, again.Error + again.Output);
        Assert.Equal(["Sample.Inner 2.0.0", "Sample.Top 1.0.0"], Packages(again.Output));
        Assert.Empty(_server.Requests);
    }

    [Fact]
    public async Task A_feed_that_does_not_answer_is_an_unreachable_source()
    {
        _server.Stop();

        var check = await CheckAsync();

        Assert.True(check.ExitCode == 5, check.Error + check.Output);
    }

    private async Task<(int ExitCode, string Output, string Error)> CheckAsync(params string[] arguments)
    {
        using var output = new MemoryStream();
        using var error = new MemoryStream();
        var variables = new Dictionary<string, string?>(StringComparer.Ordinal) { ["ASSAY_CACHE"] = Path.Combine(_folder, "cache"), ["ASSAY_DATA"] = Path.Combine(_folder, "data") };
        var host = new Host { Variable = variables.GetValueOrDefault, WorkingDirectory = _folder };
        var code = await Program.RunAsync(["check", "--format", "json", .. arguments], output, error, host, TestContext.Current.CancellationToken);
        return (code, Encoding.UTF8.GetString(output.ToArray()), Encoding.UTF8.GetString(error.ToArray()));
    }

    private static IEnumerable<string> Packages(string json)
    {
        using var report = JsonDocument.Parse(json);
        return [.. report.RootElement.GetProperty("packages").EnumerateArray().Select(package => $"{package.GetProperty("package").GetProperty("id").GetString()} {package.GetProperty("package").GetProperty("version").GetString()}")];
    }

    private void Write(string name, string text) => File.WriteAllText(Path.Combine(_folder, name), text);
}
