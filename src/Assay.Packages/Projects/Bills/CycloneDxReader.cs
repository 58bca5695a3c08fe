using System.Xml.Linq;
using Assay.Model;

namespace Assay.Packages.Projects;

/// <summary>Reads bills of materials in CycloneDX, JSON and XML: components with a package URL, nested ones too, and who depends on whom.</summary>
internal static class CycloneDxReader
{
    private sealed record Component(string Key, string? Purl, string Name, string? Version, bool Excluded, ManifestPlace Place);

    /// <summary>Says whether JSON is of this format.</summary>
    public static bool Is(PlacedJson root) => string.Equals(root["bomFormat"]?.Text, "CycloneDX", StringComparison.OrdinalIgnoreCase);

    /// <summary>Says whether XML is of this format.</summary>
    public static bool Is(XElement root) => root.Name.LocalName == "bom" && root.Name.NamespaceName.Contains("cyclonedx", StringComparison.OrdinalIgnoreCase);

    public static ProjectReading Read(SourceText source, PlacedJson root)
    {
        var subject = root["metadata"]?["component"];
        var components = new List<Component>();
        Add(source, root["components"], components);
        var edges = (root["dependencies"]?.Items ?? []).Select(edge => (edge["ref"]?.Text, (edge["dependsOn"]?.Items ?? []).Select(item => item.Text).OfType<string>()));
        return Build(source, subject?["name"]?.Text, subject?["bom-ref"]?.Text, components, edges);
    }

    public static ProjectReading Read(SourceText source, XElement root)
    {
        var subject = Child(Child(root, "metadata"), "component");
        var components = new List<Component>();
        foreach (var element in Child(root, "components")?.Descendants().Where(element => element.Name.LocalName == "component") ?? [])
        {
            var purl = Child(element, "purl");
            var key = element.Attribute("bom-ref")?.Value ?? purl?.Value.Trim() ?? "#" + components.Count;
            components.Add(new Component(key, purl?.Value.Trim(), Child(element, "name")?.Value ?? key, Child(element, "version")?.Value, Child(element, "scope")?.Value == "excluded", source.Place(element, "lock")));
        }

        var edges = (Child(root, "dependencies")?.Elements() ?? []).Select(edge => (edge.Attribute("ref")?.Value, edge.Elements().Select(item => item.Attribute("ref")?.Value).OfType<string>()));
        return Build(source, Child(subject, "name")?.Value, subject?.Attribute("bom-ref")?.Value, components, edges);
    }

    private static void Add(SourceText source, PlacedJson? list, List<Component> components)
    {
        // Nesting is bounded by that of the reader.
        foreach (var item in list?.Items ?? [])
        {
            var purl = item["purl"]?.Text;
            var key = item["bom-ref"]?.Text ?? purl ?? "#" + components.Count;
            components.Add(new Component(key, purl, item["name"]?.Text ?? key, item["version"]?.Text, item["scope"]?.Text == "excluded", source.Place((item["purl"] ?? item).Offset, "lock")));
            Add(source, item["components"], components);
        }
    }

    private static ProjectReading Build(SourceText source, string? name, string? subject, List<Component> components, IEnumerable<(string? From, IEnumerable<string> To)> edges)
    {
        var dependsOn = new Dictionary<string, List<string>>(StringComparer.Ordinal);
        foreach (var (from, to) in edges)
        {
            if (from is not null)
            {
                if (!dependsOn.TryGetValue(from, out var list))
                {
                    dependsOn.Add(from, list = []);
                }

                list.AddRange(to);
            }
        }

        var nodes = new List<ResolvedNode>(components.Count);
        foreach (var component in components)
        {
            IReadOnlyList<string> needs = dependsOn.GetValueOrDefault(component.Key) ?? [];
            nodes.Add((BillPurl.Read(component.Purl) is { } package ? BillPurl.Node(component.Key, package with { Version = package.Version ?? component.Version }, needs) : new ResolvedNode(component.Key, null, component.Name, null, needs)) with
            {
                Place = component.Place,
                Development = component.Excluded,
            });
        }

        return BillGraph.Build(source, "cyclonedx", name, subject, subject is null ? [] : dependsOn.GetValueOrDefault(subject) ?? [], nodes);
    }

    private static XElement? Child(XElement? parent, string name) => parent?.Elements().FirstOrDefault(element => element.Name.LocalName == name);
}
