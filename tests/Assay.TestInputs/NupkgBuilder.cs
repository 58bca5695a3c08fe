using System.Text;

namespace Assay.TestInputs;

/// <summary>Builds packages in memory: a manifest first, then what is added.</summary>
public sealed class NupkgBuilder
{
    /// <summary>A manifest that NuGet accepts.</summary>
    public static string Manifest(string id = "Sample", string version = "1.0.0", string more = "") => $"""
        <?xml version="1.0" encoding="utf-8"?>
        <package xmlns="http://schemas.microsoft.com/packaging/2013/05/nuspec.xsd">
          <metadata>
            <id>{id}</id>
            <version>{version}</version>
            <authors>Somebody</authors>
            <description>Text</description>
            {more}
          </metadata>
        </package>
        """;

    /// <summary>Starts a package with a manifest; null for none.</summary>
    public NupkgBuilder(string? manifest = "")
    {
        if (manifest is not null)
        {
            Zip.Add(new RawEntry("Sample.nuspec", manifest.Length == 0 ? Manifest() : manifest));
        }
    }

    /// <summary>The zip below, for everything that a package should not do.</summary>
    public RawZip Zip { get; } = new();

    public NupkgBuilder Add(string name, byte[] content)
    {
        Zip.Add(new RawEntry(name, content));
        return this;
    }

    public NupkgBuilder Add(string name, string text) => Add(name, Encoding.UTF8.GetBytes(text));

    public NupkgBuilder Add(params RawEntry[] entries)
    {
        Zip.Add(entries);
        return this;
    }

    /// <summary>Adds a zip in a zip in a zip, with a text in the innermost one.</summary>
    public NupkgBuilder Nest(string name, int levels)
    {
        var content = Encoding.UTF8.GetBytes("innermost");
        var inner = "innermost.txt";
        for (var level = 0; level < levels; level++)
        {
            content = new RawZip().Add(new RawEntry(inner, content)).Build();
            inner = $"level{level}.zip";
        }

        return Add(name, content);
    }

    public byte[] Build() => Zip.Build();
}
