namespace Assay.Packages.Projects;

/// <summary>Reads <c>packages.config</c>: exact versions of everything that a project needs, without who needs it.</summary>
internal static class PackagesConfigReader
{
    public static ProjectReading Read(SourceText source)
    {
        var root = source.Xml();
        if (root is not null && root.Name.LocalName != "packages")
        {
            source.Add(SourceText.LineOf(root), $"This is no packages.config: its root is <{root.Name.LocalName}>.");
            root = null;
        }

        var nodes = new List<ResolvedNode>();
        foreach (var package in root?.Elements().Where(element => element.Name.LocalName == "package") ?? [])
        {
            if (package.Attribute("id")?.Value is not { Length: > 0 } id)
            {
                source.Add(SourceText.LineOf(package), "A package has no id.");
                continue;
            }

            var version = package.Attribute("version")?.Value;
            nodes.Add(new ResolvedNode($"{id.ToLowerInvariant()}/{version}", "nuget", id, version, [])
            {
                Direct = true,
                Development = string.Equals(package.Attribute("developmentDependency")?.Value, "true", StringComparison.OrdinalIgnoreCase),
                Place = source.Place((System.Xml.Linq.XObject?)package.Attribute("version") ?? package, "version"),
                Defect = string.IsNullOrWhiteSpace(version) ? "packages.config names no version." : null,
            });
        }

        return new ProjectReading
        {
            Name = Path.GetFileName(Path.GetDirectoryName(source.Path)) is { Length: > 0 } folder ? folder : source.Path,
            Path = source.Path,
            Kind = "packages-config",
            Frameworks = [.. (root?.Elements() ?? []).Select(package => package.Attribute("targetFramework")?.Value).OfType<string>().Distinct(StringComparer.OrdinalIgnoreCase).Order(StringComparer.Ordinal)],
            Graphs = nodes.Count == 0 ? [] : [new ResolvedGraph(null, nodes)],
            IsResolved = root is not null,
            Problems = source.Problems,
        };
    }
}
