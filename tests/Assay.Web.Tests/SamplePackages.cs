using Assay.Community;
using Assay.Packages;
using Assay.Scan;
using Assay.TestInputs;

namespace Assay.Web.Tests;

/// <summary>A data folder with an index of a few small packages and their files.</summary>
internal static class SamplePackages
{
    private const string Listener = "public static class Server { public static void Open() { new System.Net.Sockets.TcpListener(System.Net.IPAddress.Any, 4711).Start(); } }";

    /// <summary>Packages by file name: <c>Sample.Server</c> in two versions, <c>Sample.Client</c> that depends on it, <c>Sample.Script</c> with an init script.</summary>
    public static IReadOnlyDictionary<string, byte[]> All { get; } = new Dictionary<string, byte[]>(StringComparer.Ordinal)
    {
        ["sample.server.1.0.0.nupkg"] = Package("Sample.Server", "1.0.0").Add("lib/net8.0/Sample.Server.dll", CSharpSample.Compile("public static class Server { public static int Count => 1; }")).Build(),
        ["sample.server.2.0.0.nupkg"] = Package("Sample.Server", "2.0.0").Add("lib/net8.0/Sample.Server.dll", CSharpSample.Compile(Listener)).Build(),
        ["sample.client.1.0.0.nupkg"] = Package("Sample.Client", "1.0.0", """<dependencies><group targetFramework="net8.0"><dependency id="Sample.Server" version="1.0.0" /></group></dependencies>""").Add("lib/net8.0/_._", "").Build(),
        ["sample.script.1.0.0.nupkg"] = Package("Sample.Script", "1.0.0").Add("tools/init.ps1", "param($installPath)\nWrite-Host 'hello'\n$listener = [System.Net.Sockets.TcpListener]::new(4712)\n$listener.Start()\n").Build(),
    };

    /// <summary>Writes files and index into a data folder of the portal.</summary>
    public static async Task WriteAsync(string data, IReadOnlyDictionary<string, byte[]>? packages = null)
    {
        var folder = Directory.CreateDirectory(Path.Combine(data, "files")).FullName;
        foreach (var (name, bytes) in packages ?? All)
        {
            await File.WriteAllBytesAsync(Path.Combine(folder, name), bytes);
        }

        Directory.CreateDirectory(Path.Combine(data, "index"));
        using var build = CommunityIndexBuild.Open(Path.Combine(data, "index", "nuget.db"));
        var options = new CommunityBuildOptions { Rules = EmbeddedRules.Load(), Name = "sample", Date = new DateOnly(2026, 1, 31) };
        build.Remember("sample", [folder], latestOnly: false);
        var locations = Directory.GetFiles(folder).Order(StringComparer.Ordinal).Select(file => new PackageLocation(file, file, new FileInfo(file).Length));
        await build.TakeInAsync([BuildSource.Folder(folder, [.. locations])], options, null, CancellationToken.None);
        build.CountDay(options);
    }

    private static NupkgBuilder Package(string id, string version, string more = "") => new(NupkgBuilder.Manifest(id, version, more));
}
