using System.Xml.Linq;
using Assay.Model;

namespace Assay.Packages.Manifest;

/// <summary>Reads what a package depends on: packages, framework assemblies, framework references.</summary>
internal static class NuspecDependencies
{
    public static IEnumerable<PackageDependency> Read(XElement list, Action<FactKind, string, XElement, ArgumentList> addFact)
    {
        foreach (var element in list.Elements())
        {
            if (element.Name.LocalName == "group")
            {
                foreach (var child in element.Elements())
                {
                    if (Read(child, element.Attribute("targetFramework")?.Value, addFact) is { } grouped)
                    {
                        yield return grouped;
                    }
                }
            }
            else if (Read(element, element.Attribute("targetFramework")?.Value, addFact) is { } dependency)
            {
                yield return dependency;
            }
        }
    }

    private static PackageDependency? Read(XElement element, string? framework, Action<FactKind, string, XElement, ArgumentList> addFact)
    {
        var isPackage = element.Name.LocalName == "dependency";
        var id = isPackage ? element.Attribute("id")?.Value : element.Attribute("assemblyName")?.Value ?? element.Attribute("name")?.Value;
        if (string.IsNullOrWhiteSpace(id))
        {
            return null;
        }

        framework = string.IsNullOrWhiteSpace(framework) ? null : framework;
        var dependency = new PackageDependency(id, isPackage ? element.Attribute("version")?.Value : null, framework, isPackage ? "package" : "assembly");
        addFact(FactKind.Dependency, id, element, isPackage
            ? new ArgumentList(new Argument("range", dependency.Range), new Argument("framework", framework), new Argument("kind", dependency.Kind), new Argument("form", VersionRange.FormOf(dependency.Range)))
            : new ArgumentList(new Argument("range", dependency.Range), new Argument("framework", framework), new Argument("kind", dependency.Kind)));
        return dependency;
    }
}
