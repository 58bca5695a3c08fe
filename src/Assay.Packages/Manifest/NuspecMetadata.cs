using System.Xml;
using System.Xml.Linq;
using Assay.Model;

namespace Assay.Packages.Manifest;

/// <summary>Turns the metadata element of a manifest into a record and facts.</summary>
internal sealed class NuspecMetadata(XElement metadata, FactWriter facts)
{
    private static readonly char[] ListSeparators = [','];
    private static readonly char[] TagSeparators = [' ', ',', ';', '\t', '\r', '\n'];

    private readonly Dictionary<string, string> _single = new(StringComparer.Ordinal);
    private readonly Dictionary<string, int> _places = new(StringComparer.Ordinal);
    private readonly List<string> _packageTypes = [];
    private LicenseDeclaration? _license;
    private RepositoryDeclaration? _repository;
    private string? _licenseUrl;

    /// <summary>Reads everything; null when id or version is missing or unusable.</summary>
    public PackageManifest? Read()
    {
        IReadOnlyList<PackageDependency> dependencies = [];
        foreach (var element in metadata.Elements())
        {
            switch (element.Name.LocalName)
            {
                case "dependencies" or "frameworkAssemblies" or "frameworkReferences":
                    dependencies = [.. dependencies, .. NuspecDependencies.Read(element, AddFact)];
                    break;
                case "packageTypes":
                    ReadPackageTypes(element);
                    break;
                case "repository":
                    ReadRepository(element);
                    break;
                case "license":
                    ReadLicense(element);
                    break;
                case "licenseUrl":
                    ReadSingle(element);
                    _licenseUrl = element.Value.Trim();
                    AddFact(FactKind.License, _licenseUrl, element, new ArgumentList(new Argument("how", "url")));
                    break;
                default:
                    ReadSingle(element);
                    break;
            }
        }

        return Identify() is var (id, version, normalized)
            ? new PackageManifest
            {
                Id = id,
                Version = version,
                NormalizedVersion = normalized,
                Title = Single("title"),
                Description = Single("description"),
                Authors = List("authors", ListSeparators),
                Owners = List("owners", ListSeparators),
                Tags = List("tags", TagSeparators),
                License = _license ?? (_licenseUrl is { Length: > 0 } url ? new LicenseDeclaration(null, null, url) : null),
                ProjectUrl = Single("projectUrl"),
                Repository = _repository,
                PackageTypes = _packageTypes,
                Dependencies = dependencies,
                DevelopmentDependency = string.Equals(Single("developmentDependency"), "true", StringComparison.OrdinalIgnoreCase),
            }
            : null;
    }

    private (string Id, string Version, string Normalized)? Identify()
    {
        var id = Single("id") ?? "";
        var version = Single("version") ?? "";
        var idDefect = PackageIdentity.DefectOfId(id);
        var versionDefect = PackageIdentity.DefectOfVersion(version, out var normalized);
        foreach (var defect in new[] { idDefect, versionDefect })
        {
            if (defect is not null)
            {
                facts.AddProblem(ProblemId.ManifestInvalid, defect, incomplete: false);
            }
        }

        return id.Length > 0 && version.Length > 0 ? (id, version, normalized) : null;
    }

    private void ReadSingle(XElement element)
    {
        // Leaf elements only: groups such as <references> say nothing by their text.
        if (element.HasElements)
        {
            return;
        }

        var name = element.Name.LocalName;
        // Id and version keep their white space: a line break in them is worth a problem.
        var value = name is "id" or "version" ? element.Value : element.Value.Trim();
        if (!_single.TryAdd(name, value))
        {
            facts.AddProblem(ProblemId.ManifestInvalid, $"The element <{name}> stands there twice; the first one counts.", Location(element), incomplete: false);
        }

        AddMetadata(name, value, element);
    }

    private void ReadPackageTypes(XElement types)
    {
        foreach (var type in types.Elements())
        {
            if (type.Attribute("name")?.Value is { Length: > 0 } name)
            {
                _packageTypes.Add(name);
                AddMetadata("packageType", name, type);
            }
        }
    }

    private void ReadRepository(XElement element)
    {
        foreach (var attribute in element.Attributes())
        {
            if (attribute.Name.LocalName is "type" or "url" or "commit" or "branch")
            {
                AddMetadata("repository." + attribute.Name.LocalName, attribute.Value, element);
            }
        }

        _repository ??= new RepositoryDeclaration(element.Attribute("type")?.Value, element.Attribute("url")?.Value, element.Attribute("commit")?.Value, element.Attribute("branch")?.Value);
    }

    private void ReadLicense(XElement element)
    {
        var value = element.Value.Trim();
        var isFile = string.Equals(element.Attribute("type")?.Value, "file", StringComparison.OrdinalIgnoreCase);
        _license ??= isFile ? new LicenseDeclaration(null, value, null) : new LicenseDeclaration(value, null, null);
        AddMetadata("license", value, element);
        AddFact(FactKind.License, value, element, new ArgumentList(new Argument("how", isFile ? "file" : "expression")));
    }

    private string? Single(string name) => _single.GetValueOrDefault(name);

    private string[] List(string name, char[] separators) =>
        Single(name)?.Split(separators, StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries) ?? [];

    private void AddMetadata(string key, string value, XElement element) => AddFact(FactKind.Metadata, key, element, new ArgumentList(new Argument("value", value)));

    private void AddFact(FactKind kind, string value, XElement element, ArgumentList arguments)
    {
        var info = (IXmlLineInfo)element;
        var xpath = XPathOf(element);
        if (!_places.TryGetValue(xpath, out var place))
        {
            place = facts.AddPlace(new Place(null, null, XPath: xpath));
            _places.Add(xpath, place);
        }

        facts.Add(kind, value, place, arguments,
            positionKind: PositionKind.LineColumn, position: info.LineNumber, column: info.LinePosition);
    }

    private static string Location(XElement element) => $"line {((IXmlLineInfo)element).LineNumber}";

    /// <summary>Names without namespaces, as a person would search: <c>/package/metadata/dependencies/group/dependency</c>.</summary>
    private static string XPathOf(XElement element) => "/" + string.Join('/', element.AncestorsAndSelf().Reverse().Select(step => step.Name.LocalName));
}
