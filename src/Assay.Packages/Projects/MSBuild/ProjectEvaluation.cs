using System.Text.RegularExpressions;
using System.Xml.Linq;
using Assay.Model;

namespace Assay.Packages.Projects;

/// <summary>Reads a project with the files that belong to it: <c>Directory.Build.props</c>, <c>Directory.Packages.props</c>, its imports, <c>Directory.Build.targets</c>.</summary>
/// <remarks>
/// A small part of MSBuild's evaluation: properties in the order of the files, items as they stand, globs and functions not at all. Conditions are not evaluated,
/// but for <c>'$(TargetFramework)' == 'net8.0'</c>, which makes an item one of that framework: both sides of any other condition are kept.
/// </remarks>
internal sealed partial class ProjectEvaluation
{
    private const int FileLimit = DocumentLimits.ProjectFiles;
    private const int ItemLimit = DocumentLimits.ProjectItems;

    private readonly CheckedFiles _files;
    private readonly string _project;
    private readonly HashSet<string> _read = new(StringComparer.Ordinal);
    private readonly List<PackageItem> _items = [];
    private readonly List<(string Path, ManifestPlace Place)> _projects = [];
    private readonly List<(string Name, string? Version, ManifestPlace Place)> _sdks = [];
    private readonly List<CheckProblem> _problems = [];

    private ProjectEvaluation(CheckedFiles files, string project) => (_files, _project) = (files, project);

    /// <summary>Properties.</summary>
    public ProjectProperties Properties { get; } = new();
    /// <summary>Items that name packages, in their order.</summary>
    public IReadOnlyList<PackageItem> Items => _items;
    /// <summary>Full paths of referenced projects.</summary>
    public IReadOnlyList<(string Path, ManifestPlace Place)> Projects => _projects;
    /// <summary>SDKs of MSBuild that the project names.</summary>
    public IReadOnlyList<(string Name, string? Version, ManifestPlace Place)> Sdks => _sdks;
    /// <summary>What could not be read.</summary>
    public IReadOnlyList<CheckProblem> Problems => _problems;
    /// <summary>Folder of the nearest <c>Directory.Build.props</c>; null where there is none.</summary>
    public string? BuildFolder { get; private set; }

    /// <summary>Reads a project by its full path.</summary>
    public static ProjectEvaluation Of(CheckedFiles files, string project)
    {
        var evaluation = new ProjectEvaluation(files, project);
        evaluation.Run();
        return evaluation;
    }

    /// <summary>Reads a file of central versions alone, by its full path.</summary>
    public static ProjectEvaluation OfCentralVersions(CheckedFiles files, string path)
    {
        var evaluation = new ProjectEvaluation(files, path);
        if (CheckedFiles.Above(Path.GetDirectoryName(path), "Directory.Build.props") is { } build)
        {
            evaluation.Read(build, 0);
        }

        evaluation.Read(path, 0);
        return evaluation;
    }

    private void Run()
    {
        var folder = Path.GetDirectoryName(_project)!;
        Properties.Set("MSBuildProjectDirectory", folder, false);
        Properties.Set("MSBuildProjectName", Path.GetFileNameWithoutExtension(_project), false);
        Properties.Set("MSBuildProjectFile", Path.GetFileName(_project), false);
        if (CheckedFiles.Above(folder, "Directory.Build.props") is { } build)
        {
            BuildFolder = Path.GetDirectoryName(build);
            Read(build, 0);
        }

        var central = Properties["DirectoryPackagesPropsPath"] is { Length: > 0 } named ? Path.GetFullPath(named, folder) : CheckedFiles.Above(folder, "Directory.Packages.props");
        if (central is not null && File.Exists(central))
        {
            Read(central, 0);
        }

        Read(_project, 0);
        if (CheckedFiles.Above(folder, "Directory.Build.targets") is { } targets)
        {
            Read(targets, 0);
        }
    }

    private void Read(string path, int depth)
    {
        if (depth > 8 || _read.Count >= FileLimit || !_read.Add(path))
        {
            return;
        }

        var (source, root) = _files.Xml(path);
        if (root is null || root.Name.LocalName != "Project")
        {
            if (root is not null)
            {
                _problems.Add(new CheckProblem(source.Path, SourceText.LineOf(root), $"This is no file of MSBuild: its root is <{root.Name.LocalName}>."));
            }

            _problems.AddRange(source.Problems);
            return;
        }

        if (path == _project && root.Attribute("Sdk") is { } sdks)
        {
            foreach (var sdk in sdks.Value.Split(';', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries))
            {
                AddSdk(sdk, null, source.Place(sdks, "version"));
            }
        }

        Walk(root, source, Path.GetDirectoryName(path)!, false, null, depth);
    }

    private void Walk(XElement parent, SourceText source, string folder, bool isConditional, string? framework, int depth)
    {
        foreach (var element in parent.Elements())
        {
            var condition = element.Attribute("Condition")?.Value;
            var own = condition is null ? null : FrameworkOf(condition);
            var conditional = isConditional || (condition is not null && own is null);
            switch (element.Name.LocalName)
            {
                case "PropertyGroup":
                    foreach (var property in element.Elements())
                    {
                        Properties.Set("MSBuildThisFileDirectory", folder + Path.DirectorySeparatorChar, false);
                        Properties.Set(property.Name.LocalName, property.Value.Trim(), isConditional || condition is not null || property.Attribute("Condition") is not null);
                    }

                    break;
                case "ItemGroup":
                    foreach (var item in element.Elements())
                    {
                        AddItem(item, source, folder, conditional, own ?? framework);
                    }

                    break;
                case "Choose" or "When" or "Otherwise":
                    Walk(element, source, folder, true, framework, depth);
                    break;
                case "ImportGroup":
                    Walk(element, source, folder, conditional, framework, depth);
                    break;
                case "Sdk" when element.Attribute("Name")?.Value is { } name:
                    AddSdk(name, element.Attribute("Version")?.Value, source.Place((XObject?)element.Attribute("Version") ?? element, "version"));
                    break;
                case "Import":
                    if (element.Attribute("Sdk")?.Value is { } imported)
                    {
                        AddSdk(imported, element.Attribute("Version")?.Value, source.Place((XObject?)element.Attribute("Version") ?? element, "version"));
                    }
                    else if (element.Attribute("Project")?.Value is { } project && Resolve(project, folder) is { } path)
                    {
                        Read(path, depth + 1);
                    }

                    break;
            }
        }
    }

    private void AddSdk(string name, string? version, ManifestPlace place)
    {
        var parts = name.Split('/', 2);
        version = Properties.Expand(parts is [_, var inName] ? inName : version ?? "");
        if (!_sdks.Exists(sdk => sdk.Name.Equals(parts[0], StringComparison.OrdinalIgnoreCase)))
        {
            _sdks.Add((parts[0], version.Length == 0 ? null : version, version.Length == 0 ? place with { Role = "reference" } : place));
        }
    }

    private void AddItem(XElement item, SourceText source, string folder, bool isConditional, string? framework)
    {
        var kind = item.Name.LocalName;
        if (_items.Count >= ItemLimit || kind is not ("PackageReference" or "PackageVersion" or "GlobalPackageReference" or "PackageDownload" or "DotNetCliToolReference" or "ProjectReference"))
        {
            return;
        }

        var condition = item.Attribute("Condition")?.Value;
        var own = condition is null ? framework : FrameworkOf(condition) ?? framework;
        isConditional |= condition is not null && FrameworkOf(condition) is null;
        Properties.Set("MSBuildThisFileDirectory", folder + Path.DirectorySeparatorChar, false);
        foreach (var name in Names(item, "Include"))
        {
            if (kind == "ProjectReference")
            {
                _projects.Add((Path.GetFullPath(name.Replace('\\', '/'), Path.GetDirectoryName(_project)!), source.Place(item, "reference")));
                continue;
            }

            var added = new PackageItem(name, kind, source.Place(item, "reference")) { Framework = own, Conditional = isConditional };
            added.Take(item, Properties, source);
            _items.Add(added);
        }

        foreach (var name in Names(item, "Update"))
        {
            foreach (var known in _items.Where(known => known.Kind == kind && known.Id.Equals(name, StringComparison.OrdinalIgnoreCase)))
            {
                known.Take(item, Properties, source);
            }
        }

        if (!isConditional && own is null)
        {
            foreach (var name in Names(item, "Remove"))
            {
                _items.RemoveAll(known => known.Kind == kind && known.Id.Equals(name, StringComparison.OrdinalIgnoreCase));
            }
        }
    }

    private string[] Names(XElement item, string attribute) =>
        item.Attribute(attribute) is { } list ? Properties.Expand(list.Value).Split(';', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries) : [];

    // Paths of MSBuild have backslashes on every system.
    private string? Resolve(string project, string folder)
    {
        Properties.Set("MSBuildThisFileDirectory", folder + Path.DirectorySeparatorChar, false);
        if (project.Length <= 1_024 && PathAbove().Match(project) is { Success: true } above)
        {
            var start = Properties.Expand(above.Groups["from"].Value).Replace('\\', '/');
            return CheckedFiles.Above(start.Length == 0 ? folder : Path.TrimEndingDirectorySeparator(Path.GetFullPath(start, folder)), above.Groups["name"].Value);
        }

        var path = Properties.Expand(project).Replace('\\', '/');
        if (path.Contains("$(", StringComparison.Ordinal) || path.AsSpan().ContainsAny('*', '?', '\0'))
        {
            return null;
        }

        var full = Path.GetFullPath(path, folder);
        return File.Exists(full) ? full : null;
    }

    private static string? FrameworkOf(string condition) => condition.Length <= 256 && OfFramework().Match(condition) is { Success: true } match ? match.Groups["framework"].Value : null;

    [GeneratedRegex("""^\s*'\$\(TargetFramework\)'\s*==\s*'(?<framework>[A-Za-z0-9.-]+)'\s*$""", RegexOptions.ExplicitCapture | RegexOptions.NonBacktracking)]
    private static partial Regex OfFramework();

    [GeneratedRegex("""^\$\(\[MSBuild\]::GetPathOfFileAbove\('?(?<name>[A-Za-z0-9._-]+)'?(,\s*'?(?<from>[^']*?)'?)?\)\)$""", RegexOptions.ExplicitCapture | RegexOptions.IgnoreCase | RegexOptions.NonBacktracking)]
    private static partial Regex PathAbove();
}
