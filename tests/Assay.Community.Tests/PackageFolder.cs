using Assay.Packages;
using Assay.TestInputs;

namespace Assay.Community.Tests;

/// <summary>A folder of packages that a test builds; gone afterwards.</summary>
internal sealed class PackageFolder : IDisposable
{
    private readonly string _folder = System.IO.Path.Combine(System.IO.Path.GetTempPath(), "assay-community-tests", System.IO.Path.GetRandomFileName());

    public PackageFolder() => Directory.CreateDirectory(_folder);

    /// <summary>Where it lies.</summary>
    public string Path => _folder;

    public IReadOnlyList<PackageLocation> Locations =>
        [.. Directory.GetFiles(_folder, "*.nupkg").Order(StringComparer.Ordinal).Select(path => new PackageLocation(System.IO.Path.GetFileName(path), path, new FileInfo(path).Length))];

    /// <summary>Adds a package with a library of one method.</summary>
    public PackageFolder Add(string id, string version = "1.0.0", string statements = "", string[]? dependencies = null, (string Name, string Text)[]? files = null)
    {
        var elements = string.Concat((dependencies ?? []).Select(dependency => $"<dependency id=\"{dependency}\" version=\"1.0.0\" />"));
        var builder = new NupkgBuilder(NupkgBuilder.Manifest(id, version, $"<dependencies><group targetFramework=\"net8.0\">{elements}</group><group targetFramework=\"net9.0\">{elements}</group></dependencies>"))
            .Add($"lib/net8.0/{id}.dll", CSharpSample.CompileStatements(statements));
        foreach (var (name, text) in files ?? [])
        {
            builder.Add(name, text);
        }

        return AddFile($"{id}.{version}.nupkg", builder.Build());
    }

    public PackageFolder AddFile(string name, byte[] content)
    {
        var path = System.IO.Path.Combine(_folder, name);
        Directory.CreateDirectory(System.IO.Path.GetDirectoryName(path)!);
        File.WriteAllBytes(path, content);
        return this;
    }

    public void Dispose() => Directory.Delete(_folder, recursive: true);
}
