using Assay.Model;

namespace Assay.Packages.Projects;

/// <summary>Finds files that name packages below a folder: bounded, in ordinal order, links not followed, outputs of builds left out.</summary>
internal sealed class ProjectFinder(CheckedFiles files, ReadModule modules)
{
    private const int EntryLimit = DocumentLimits.ProjectEntries;
    private const int DepthLimit = DocumentLimits.ProjectFolders;
    private const int HeadBytes = 8_192;

    private static readonly EnumerationOptions Everything = new() { AttributesToSkip = default, IgnoreInaccessible = true };

    private readonly List<string> _found = [];
    private readonly List<CheckProblem> _problems = [];
    private int _entries;

    /// <summary>Full paths of what was found.</summary>
    public IReadOnlyList<string> Found => _found;

    /// <summary>What was left out because of a limit.</summary>
    public IReadOnlyList<CheckProblem> Problems => _problems;

    /// <summary>Looks through a folder.</summary>
    public void Find(string folder) => Find(folder, 0, HoldsProject(folder));

    private void Find(string folder, int depth, bool isBelowProject)
    {
        if (depth > DepthLimit)
        {
            _problems.Add(new CheckProblem(files.NameOf(folder), null, $"More than {DepthLimit} folders: not looked through."));
            return;
        }

        FileSystemInfo[] entries;
        try
        {
            entries = [.. new DirectoryInfo(folder).EnumerateFileSystemInfos("*", Everything).Take(EntryLimit - _entries + 1).OrderBy(entry => entry.Name, StringComparer.Ordinal)];
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException)
        {
            _problems.Add(new CheckProblem(files.NameOf(folder), null, $"The folder cannot be read: {exception.GetType().Name}."));
            return;
        }

        _entries += entries.Length;
        if (_entries > EntryLimit)
        {
            _problems.Add(new CheckProblem(files.NameOf(folder), null, $"More than {EntryLimit} files and folders: the rest was not looked through."));
            return;
        }

        var holdsProject = Array.Exists(entries, entry => ProjectKinds.IsProject(entry.Name));
        foreach (var file in entries.Where(entry => (entry.Attributes & FileAttributes.Directory) == 0 && IsSource(entry, holdsProject, isBelowProject || holdsProject)))
        {
            _found.Add(file.FullName);
        }

        foreach (var child in entries.Where(entry => (entry.Attributes & (FileAttributes.Directory | FileAttributes.ReparsePoint)) == FileAttributes.Directory && !IsOutput(entry)))
        {
            if (_entries <= EntryLimit)
            {
                Find(child.FullName, depth + 1, isBelowProject || holdsProject);
            }
        }
    }

    private bool IsSource(FileSystemInfo entry, bool besideProject, bool belowProject)
    {
        var path = entry.FullName;
        return ProjectKinds.ByName(path) switch
        {
            // Solutions name projects that are found anyway; central versions say nothing where no project asks for them.
            "solution" or "central-packages" or "project-assets" => false,
            "packages-lock" => !besideProject,
            not null => true,
            null when ProjectKinds.IsPowerShell(path) => Read(path) is { } bytes && modules(files.NameOf(path), bytes, false) is not null,
            // The compiler takes directives only in programs that are no part of a project.
            null when !belowProject && path.EndsWith(".cs", StringComparison.OrdinalIgnoreCase) => FileBasedAppReader.IsLikely(Head(path)),
            null when IsResourceFile(entry.Name) => Read(path) is { } bytes && modules(files.NameOf(path), bytes, false) is not null,
            null => false,
        };
    }

    // Nothing marks a file for -RequiredResourceFile but what people call it.
    private static bool IsResourceFile(string name) => name.EndsWith(".json", StringComparison.OrdinalIgnoreCase) && name.Contains("RequiredResource", StringComparison.OrdinalIgnoreCase);

    private static bool IsOutput(FileSystemInfo folder) => folder.Name switch
    {
        ".git" or ".hg" or ".svn" or ".vs" or ".idea" or "node_modules" => true,
        _ when folder.Name.Equals("bin", StringComparison.OrdinalIgnoreCase) || folder.Name.Equals("obj", StringComparison.OrdinalIgnoreCase) => true,
        _ when folder.Name.Equals("artifacts", StringComparison.OrdinalIgnoreCase) => Directory.Exists(Path.Combine(folder.FullName, "obj")) || Directory.Exists(Path.Combine(folder.FullName, "bin")),
        _ => false,
    };

    // A folder inside a project may be asked for.
    private static bool HoldsProject(string folder)
    {
        for (var next = Path.GetDirectoryName(folder); next is not null; next = Path.GetDirectoryName(next))
        {
            try
            {
                if (Directory.EnumerateFiles(next, "*.??proj").Any(ProjectKinds.IsProject))
                {
                    return true;
                }
            }
            catch (Exception exception) when (exception is IOException or UnauthorizedAccessException)
            {
                return false;
            }

            if (Path.Exists(Path.Combine(next, ".git")))
            {
                return false;
            }
        }

        return false;
    }

    private byte[]? Read(string path) => files.Read(path, out _)?.Bytes.ToArray();

    private static byte[] Head(string path)
    {
        try
        {
            using var stream = File.OpenRead(path);
            var head = new byte[Math.Min(HeadBytes, stream.Length)];
            stream.ReadExactly(head);
            return head;
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException or NotSupportedException)
        {
            return [];
        }
    }
}
