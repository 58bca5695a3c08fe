using Assay.Model;

namespace Assay.Packages.Projects;

/// <summary>Reads <c>dotnet-tools.json</c>: exact versions of the tools of a repository.</summary>
internal static class ToolManifestReader
{
    public static ProjectReading Read(SourceText source)
    {
        var root = source.Json();
        var named = new List<NamedPackage>();
        if (root is not null && root["tools"] is not { IsObject: true })
        {
            source.Add(null, "This is no manifest of tools: it has no object 'tools'.");
        }

        foreach (var (id, offset, tool) in root?["tools"]?.Members ?? [])
        {
            var version = tool["version"];
            var place = version is null ? source.Place(offset, "reference") : source.Place(version.Offset, "version");
            if (version?.Text is null)
            {
                source.Add(place.Line, $"Tool {id} has no version.");
            }

            named.Add(new NamedPackage("nuget", id, version?.Text is { } text ? $"[{text}]" : null, [place]) { Development = true, Alone = true });
        }

        return new ProjectReading { Name = "tools", Path = source.Path, Kind = "tools", Named = named, Problems = source.Problems };
    }
}

/// <summary>Reads the SDKs of MSBuild that <c>global.json</c> names.</summary>
internal static class SdkManifestReader
{
    public static ProjectReading Read(SourceText source) => new()
    {
        Name = "global.json",
        Path = source.Path,
        Kind = "sdk",
        Named = [.. Sdks(source).Select(sdk => new NamedPackage("nuget", sdk.Id, $"[{sdk.Version}]", [sdk.Place]) { Development = true, IsSdk = true })],
        Problems = source.Problems,
    };

    /// <summary>Gives id, version and line of each.</summary>
    public static IReadOnlyList<(string Id, string Version, ManifestPlace Place)> Sdks(SourceText source) =>
    [
        .. from sdk in source.Json()?["msbuild-sdks"]?.Members ?? []
           where sdk.Value.Text is { Length: > 0 }
           select (sdk.Name, sdk.Value.Text!, source.Place(sdk.Value.Offset, "version")),
    ];
}
