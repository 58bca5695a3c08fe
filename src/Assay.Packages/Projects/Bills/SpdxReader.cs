using Assay.Model;

namespace Assay.Packages.Projects;

/// <summary>Reads bills of materials in SPDX 2.2 and 2.3, JSON and tag-value: packages with a package URL, and their relationships.</summary>
/// <remarks>SPDX 2.3, clauses 7 (packages) and 11 (relationships).</remarks>
internal static class SpdxReader
{
    private sealed class Package(string key, string name, ManifestPlace place)
    {
        public string Key { get; set; } = key;
        public string Name { get; set; } = name;
        public ManifestPlace Place { get; set; } = place;
        public string? Purl { get; set; }
        public string? Version { get; set; }
    }

    private sealed record Relationship(string From, string Type, string To);

    /// <summary>Says whether JSON is of this format.</summary>
    public static bool Is(PlacedJson root) => root["spdxVersion"]?.Text?.StartsWith("SPDX-2", StringComparison.Ordinal) == true;

    /// <summary>Says whether text is of this format.</summary>
    public static bool IsTagValue(ReadOnlySpan<byte> head) => head.IndexOf("SPDXVersion: SPDX-2"u8) >= 0;

    public static ProjectReading Read(SourceText source, PlacedJson root)
    {
        var packages = new List<Package>();
        foreach (var item in root["packages"]?.Items ?? [])
        {
            var key = item["SPDXID"]?.Text ?? "#" + packages.Count;
            var reference = (item["externalRefs"]?.Items ?? []).FirstOrDefault(entry => entry["referenceType"]?.Text == "purl")?["referenceLocator"];
            packages.Add(new Package(key, item["name"]?.Text ?? key, source.Place((reference ?? item).Offset, "lock")) { Purl = reference?.Text, Version = item["versionInfo"]?.Text });
        }

        var relationships = (root["relationships"]?.Items ?? []).Select(item => new Relationship(item["spdxElementId"]?.Text ?? "", item["relationshipType"]?.Text ?? "", item["relatedSpdxElement"]?.Text ?? ""))
            .Concat((root["documentDescribes"]?.Items ?? []).Select(item => new Relationship("SPDXRef-DOCUMENT", "DESCRIBES", item.Text ?? "")));
        return Build(source, root["name"]?.Text, packages, relationships);
    }

    // PackageName: Serilog / SPDXID: SPDXRef-1 / ExternalRef: PACKAGE-MANAGER purl pkg:nuget/Serilog@4.2.0 / Relationship: SPDXRef-0 DEPENDS_ON SPDXRef-1
    public static ProjectReading ReadTagValue(SourceText source)
    {
        var packages = new List<Package>();
        var relationships = new List<Relationship>();
        string? name = null;
        var isOfPackage = false;
        var lines = source.Lines();
        for (var i = 0; i < lines.Length; i++)
        {
            var colon = lines[i].IndexOf(':', StringComparison.Ordinal);
            if (colon < 0)
            {
                continue;
            }

            var value = lines[i][(colon + 1)..].Trim();
            switch (lines[i][..colon].Trim())
            {
                case "DocumentName":
                    name = value;
                    break;
                case "PackageName":
                    packages.Add(new Package("#" + packages.Count, value, new ManifestPlace(source.Path, i + 1, 1, "lock")));
                    isOfPackage = true;
                    break;
                case "FileName" or "SnippetSPDXID":
                    isOfPackage = false;
                    break;
                case "SPDXID" when isOfPackage:
                    packages[^1].Key = value;
                    break;
                case "PackageVersion" when isOfPackage:
                    packages[^1].Version = value;
                    break;
                case "ExternalRef" when isOfPackage && value.Split((char[]?)null, 3, StringSplitOptions.RemoveEmptyEntries) is [_, "purl", var locator]:
                    packages[^1].Purl = locator.Trim();
                    packages[^1].Place = new ManifestPlace(source.Path, i + 1, 1, "lock");
                    break;
                case "Relationship" when value.Split((char[]?)null, StringSplitOptions.RemoveEmptyEntries) is [var from, var type, var to, ..]:
                    relationships.Add(new Relationship(from, type, to));
                    break;
            }
        }

        return Build(source, name, packages, relationships);
    }

    private static ProjectReading Build(SourceText source, string? name, List<Package> packages, IEnumerable<Relationship> relationships)
    {
        var dependsOn = new Dictionary<string, List<string>>(StringComparer.Ordinal);
        var described = new List<string>();
        var development = new HashSet<string>(StringComparer.Ordinal);
        foreach (var relationship in relationships)
        {
            var (from, to) = relationship.Type switch
            {
                "DEPENDS_ON" or "CONTAINS" or "DYNAMIC_LINK" or "STATIC_LINK" or "HAS_PREREQUISITE" => (relationship.From, relationship.To),
                "DEPENDENCY_OF" or "CONTAINED_BY" or "BUILD_DEPENDENCY_OF" or "DEV_DEPENDENCY_OF" or "TEST_DEPENDENCY_OF" or "DEV_TOOL_OF" or "BUILD_TOOL_OF" or "TEST_TOOL_OF" or "OPTIONAL_DEPENDENCY_OF" or "PROVIDED_DEPENDENCY_OF" or "RUNTIME_DEPENDENCY_OF" or "PREREQUISITE_FOR" => (relationship.To, relationship.From),
                _ => (null, null),
            };
            if (relationship.Type == "DESCRIBES")
            {
                described.Add(relationship.To);
            }
            else if (relationship.Type == "DESCRIBED_BY")
            {
                described.Add(relationship.From);
            }

            if (relationship.Type.StartsWith("DEV_", StringComparison.Ordinal) || relationship.Type.StartsWith("BUILD_", StringComparison.Ordinal) || relationship.Type.StartsWith("TEST_", StringComparison.Ordinal))
            {
                development.Add(relationship.From);
            }

            if (from is null || to is null)
            {
                continue;
            }

            if (!dependsOn.TryGetValue(from, out var list))
            {
                dependsOn.Add(from, list = []);
            }

            list.Add(to);
        }

        var nodes = packages.Select(package => Node(package, dependsOn.GetValueOrDefault(package.Key) ?? []) with { Place = package.Place, Development = development.Contains(package.Key) }).ToList();
        var subject = described is [var only] ? only : null;
        return BillGraph.Build(source, "spdx", packages.Find(package => package.Key == subject)?.Name ?? name, subject, subject is null ? [] : dependsOn.GetValueOrDefault(subject) ?? [], nodes);
    }

    private static ResolvedNode Node(Package package, IReadOnlyList<string> needs) =>
        BillPurl.Read(package.Purl) is { } read ? BillPurl.Node(package.Key, read with { Version = read.Version ?? package.Version }, needs) : new ResolvedNode(package.Key, null, package.Name, null, needs);
}
