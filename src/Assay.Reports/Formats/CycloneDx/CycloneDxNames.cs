using System.Globalization;
using Assay.Model;

namespace Assay.Reports.CycloneDx;

/// <summary>The names (<c>bom-ref</c>) by which parts of a bill of materials point at each other, each of them once.</summary>
internal sealed class CycloneDxNames
{
    public const string Root = "checked";

    private readonly HashSet<string> _taken = new(StringComparer.Ordinal) { Root };
    private readonly Dictionary<CheckedPackage, string> _packages = new(ReferenceEqualityComparer.Instance);
    private readonly Dictionary<CheckedPackage, string[]> _components = new(ReferenceEqualityComparer.Instance);

    public CycloneDxNames(CheckReport report)
    {
        Only = report is { Projects.Count: 0, Packages: [var only] } ? only : null;
        foreach (var package in report.Packages)
        {
            var name = Take(PackageUrl.Parse(package.Package.Purl)?.ToString() ?? $"package:{VisibleText.Of(FormatText.Name(package))}");
            _packages[package] = name;
            _components[package] = [.. package.Components.Select(component => Take($"{name}#{VisibleText.Of(component.Artifact)}"))];
        }
    }

    /// <summary>The package that the whole document is about; null when it is about several, or about projects.</summary>
    public CheckedPackage? Only { get; }

    public static string OfProject(int index) => string.Create(CultureInfo.InvariantCulture, $"project:{index + 1}");

    public string Of(CheckedPackage package) => _packages[package];

    /// <summary>The names of the components of a package, in their order.</summary>
    public IReadOnlyList<string> OfComponents(CheckedPackage package) => _components[package];

    private string Take(string wanted)
    {
        var name = wanted;
        for (var number = 2; !_taken.Add(name); number++)
        {
            name = string.Create(CultureInfo.InvariantCulture, $"{wanted}~{number}");
        }

        return name;
    }
}
