using System.Globalization;
using Assay.Model;

namespace Assay.Reports.Spdx;

/// <summary>The identifiers of a document's elements: letters, digits, dots and hyphens (SPDX 2.3, 7.2), each of them once.</summary>
internal sealed class SpdxNames
{
    private const int Longest = 120;

    private readonly HashSet<string> _taken = new(StringComparer.Ordinal);
    private readonly Dictionary<CheckedPackage, string> _packages = new(ReferenceEqualityComparer.Instance);
    private readonly Dictionary<CheckedPackage, string[]> _components = new(ReferenceEqualityComparer.Instance);
    private readonly string[] _projects;

    public SpdxNames(CheckReport report)
    {
        _projects = [.. report.Projects.Select(project => Take("Project", project.Name))];
        foreach (var package in report.Packages)
        {
            _packages[package] = Take("Package", FormatText.Name(package));
            _components[package] = [.. package.Components.Select(component => Take("Component", component.Version is { } version ? $"{component.Name}-{version}" : component.Name))];
        }
    }

    public string OfProject(int index) => _projects[index];

    public string Of(CheckedPackage package) => _packages[package];

    /// <summary>The identifiers of the components of a package, in their order.</summary>
    public IReadOnlyList<string> OfComponents(CheckedPackage package) => _components[package];

    private string Take(string kind, string name)
    {
        var wanted = $"SPDXRef-{kind}-{new string([.. name.Take(Longest).Select(letter => char.IsAsciiLetterOrDigit(letter) || letter == '.' ? letter : '-')])}";
        var taken = wanted;
        for (var number = 2; !_taken.Add(taken); number++)
        {
            taken = string.Create(CultureInfo.InvariantCulture, $"{wanted}-{number}");
        }

        return taken;
    }
}
