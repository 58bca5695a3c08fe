using Assay.Model;

namespace Assay.Packages.Projects;

/// <summary>Reads a file of PowerShell that may ask for modules; null when it asks for none and was not named by the user.</summary>
/// <param name="path">What reports call it.</param>
/// <param name="bytes">The file.</param>
/// <param name="isNamed">The user named it.</param>
public delegate ProjectReading? ReadModule(string path, byte[] bytes, bool isNamed);

/// <summary>Everything that was read of what the user named.</summary>
/// <param name="Projects">What names packages, ordinal by path.</param>
/// <param name="Problems">What could not be read and belongs to none of them.</param>
/// <param name="Missing">What the user named and is not there.</param>
public sealed record ProjectSet(IReadOnlyList<ProjectReading> Projects, IReadOnlyList<CheckProblem> Problems, IReadOnlyList<string> Missing);

/// <summary>Reads projects, lock files, manifests and bills of materials: whatever names packages.</summary>
public sealed class ProjectSources
{
    private readonly CheckedFiles _files;
    private readonly ReadModule _modules;
    private readonly Dictionary<string, ProjectReading> _read = new(StringComparer.Ordinal);
    private readonly List<CheckProblem> _problems = [];
    private readonly List<string> _missing = [];

    private ProjectSources(string root, ReadModule modules) => (_files, _modules) = (new CheckedFiles(root), modules);

    /// <summary>Reads what lies at some paths.</summary>
    /// <param name="paths">Files and folders.</param>
    /// <param name="workingDirectory">Paths in reports count from here where everything lies below it, else from the folder that all have in common.</param>
    /// <param name="modules">Reads files of PowerShell.</param>
    public static ProjectSet Read(IReadOnlyList<string> paths, string workingDirectory, ReadModule modules)
    {
        string[] full = [.. paths.Select(path => Path.GetFullPath(path, workingDirectory))];
        var sources = new ProjectSources(RootOf(full, Path.GetFullPath(workingDirectory)), modules);
        foreach (var path in full)
        {
            sources.Read(path);
        }

        return new ProjectSet([.. sources._read.Values.OrderBy(project => project.Path, StringComparer.Ordinal)], sources._problems, sources._missing);
    }

    private static string RootOf(string[] paths, string workingDirectory)
    {
        var root = workingDirectory;
        foreach (var path in paths)
        {
            // Upwards until the path lies below.
            while (!(path + Path.DirectorySeparatorChar).StartsWith(Path.EndsInDirectorySeparator(root) ? root : root + Path.DirectorySeparatorChar, StringComparison.Ordinal) && Path.GetDirectoryName(root) is { } parent)
            {
                root = parent;
            }
        }

        // Only the root of the file system in common is no place to count from.
        return Path.GetDirectoryName(root) is null && paths is [var first, ..] ? Directory.Exists(first) ? first : Path.GetDirectoryName(first)! : root;
    }

    private void Read(string path)
    {
        if (Directory.Exists(path))
        {
            var finder = new ProjectFinder(_files, _modules);
            finder.Find(path);
            _problems.AddRange(finder.Problems);
            foreach (var found in finder.Found)
            {
                ReadFile(found, isNamed: false);
            }
        }
        else if (!File.Exists(path))
        {
            _missing.Add(path);
        }
        else if (ProjectKinds.IsSolution(path))
        {
            ReadSolution(path);
        }
        else
        {
            ReadFile(path, isNamed: true);
        }
    }

    private void ReadSolution(string path)
    {
        if (Open(path) is not { } source)
        {
            return;
        }

        var projects = SolutionReader.Read(source, out var filtered);
        _problems.AddRange(source.Problems);
        var folder = Path.GetDirectoryName(path)!;
        if (filtered is not null)
        {
            folder = Path.GetDirectoryName(Path.GetFullPath(filtered, folder))!;
        }

        foreach (var (project, line) in projects)
        {
            var full = Path.GetFullPath(project, folder);
            if (File.Exists(full))
            {
                ReadFile(full, isNamed: true);
            }
            else
            {
                _problems.Add(new CheckProblem(source.Path, line, $"There is no project {project}."));
            }
        }
    }

    private void ReadFile(string path, bool isNamed)
    {
        if (_read.ContainsKey(path))
        {
            return;
        }

        if (ProjectKinds.IsProject(path))
        {
            _read.Add(path, ProjectFileReader.Read(_files, path));
        }
        else if (ProjectKinds.ByName(path) == "central-packages")
        {
            _read.Add(path, ProjectFileReader.ReadCentralVersions(_files, path));
        }
        else if (Open(path) is { } source)
        {
            if (Read(source, path, isNamed) is { } reading)
            {
                // An SDK list of global.json, or a bill without packages, is nothing to check.
                if (isNamed || reading.Named.Count > 0 || reading.Graphs.Count > 0 || reading.Problems.Count > 0)
                {
                    _read.Add(path, reading);
                }
            }
            else
            {
                _problems.AddRange(source.Problems);
                if (source.Problems.Count == 0 && isNamed)
                {
                    _problems.Add(new CheckProblem(source.Path, null, "This is no file that names packages, as far as known: projects, solutions, lock files, bills of materials in CycloneDX or SPDX, manifests and scripts of PowerShell."));
                }
            }
        }
    }

    private ProjectReading? Read(SourceText source, string path, bool isNamed) => ProjectKinds.ByName(path) switch
    {
        "packages-lock" => LockFileReader.Read(source),
        "project-assets" => AssetsFileReader.Read(source).Reading,
        "packages-config" => PackagesConfigReader.Read(source),
        "deps-json" => DependencyContextReader.Read(source),
        "tools" => ToolManifestReader.Read(source),
        "sdk" => SdkManifestReader.Read(source),
        _ when ProjectKinds.IsPowerShell(path) => _modules(source.Path, source.Bytes.ToArray(), isNamed),
        _ when path.EndsWith(".cs", StringComparison.OrdinalIgnoreCase) => FileBasedAppReader.Read(source),
        _ => ReadByContent(source, isNamed),
    };

    // Bills and resource files have any name.
    private ProjectReading? ReadByContent(SourceText source, bool isNamed)
    {
        if (SpdxReader.IsTagValue(source.Bytes.Span[..Math.Min(source.Bytes.Length, 4_096)]))
        {
            return SpdxReader.ReadTagValue(source);
        }

        switch (source.Bytes.Span.TrimStart(" \t\r\n"u8))
        {
            case [(byte)'{', ..]:
                if (source.Json() is not { } json)
                {
                    return null;
                }

                return CycloneDxReader.Is(json) ? CycloneDxReader.Read(source, json)
                    : SpdxReader.Is(json) ? SpdxReader.Read(source, json)
                    : json["targets"] is not null && json["project"] is not null ? AssetsFileReader.Read(source).Reading
                    : json["runtimeTarget"] is not null ? DependencyContextReader.Read(source)
                    : json["tools"] is { IsObject: true } ? ToolManifestReader.Read(source)
                    : json["dependencies"] is { IsObject: true } && json["version"] is not null ? LockFileReader.Read(source)
                    : _modules(source.Path, source.Bytes.ToArray(), isNamed);
            case [(byte)'<', ..] or [0xFF, 0xFE, ..] or [0xFE, 0xFF, ..]:
                if (source.Xml() is not { } xml)
                {
                    return null;
                }

                return CycloneDxReader.Is(xml) ? CycloneDxReader.Read(source, xml) : xml.Name.LocalName == "packages" ? PackagesConfigReader.Read(source) : null;
            default:
                return null;
        }
    }

    private SourceText? Open(string path)
    {
        var source = _files.Read(path, out var problem);
        if (problem is not null)
        {
            _problems.Add(problem);
        }

        return source;
    }
}
