using System.Text;
using Assay.Model;

namespace Assay.Linking;

/// <summary>Finds the files that a build file, or a script that it runs, names. Where a name leaves something open, every file that fits is meant.</summary>
internal sealed class BuildReferences(IReadOnlyList<LinkedFile> files, EntryIndex entries)
{
    private const int LongestName = 4096;
    private const int MaximumSegments = 64;

    private static readonly string[] ThisFolder = ["$(MSBuildThisFileDirectory)", "%~dp0"];

    private readonly Dictionary<(string Folder, string Name, string How), IReadOnlyList<int>> _known = [];

    /// <summary>Gives all build files of the package.</summary>
    public IReadOnlyList<int> BuildFiles() => [.. Enumerable.Range(0, files.Count).Where(file => files[file].Artifact is { Kind: ArtifactKind.MSBuild, Derived: false })];

    /// <summary>Gives the files that are meant.</summary>
    /// <param name="file">The file that names them.</param>
    /// <param name="name">Value of the <c>include</c> fact.</param>
    /// <param name="how">Argument of the fact.</param>
    public IReadOnlyList<int> Of(int file, string name, string how)
    {
        var path = files[file].Artifact.Name.Replace('\\', '/');
        var folder = path[..Math.Max(0, path.LastIndexOf('/'))];
        if (!_known.TryGetValue((folder, name, how), out var found))
        {
            found = name.Length is 0 or > LongestName || how == "sdk" ? [] : Find(folder, name.Trim().Trim('"', '\'').Replace('\\', '/'), how);
            _known.Add((folder, name, how), found);
        }

        return found;
    }

    private IReadOnlyList<int> Find(string folder, string name, string how)
    {
        var isHere = false;
        foreach (var mark in ThisFolder)
        {
            if (name.StartsWith(mark, StringComparison.OrdinalIgnoreCase))
            {
                (isHere, name) = (true, name[mark.Length..].TrimStart('/'));
            }
        }

        var written = WithoutExpressions(name).Split('/');
        if (written.Length > MaximumSegments || (!isHere && (written[0].Length == 0 || written[0].Contains(':', StringComparison.Ordinal))))
        {
            // /x, C:/x, https://x: not in the package.
            return [];
        }

        if (Array.TrueForAll(written, segment => segment is "*" or "." or ".."))
        {
            // Nothing of the name is known: of what can be imported it may be any, but for items and the project that is built.
            return how == "project" && !name.Contains("@(", StringComparison.Ordinal) && !name.Contains("$(MSBuildProjectF", StringComparison.OrdinalIgnoreCase) ? BuildFiles() : [];
        }

        var isAnywhere = !isHere && written[0].StartsWith('*');
        if (isAnywhere && how != "project" && (written[^1].Length == 0 || written[^1].StartsWith("*.", StringComparison.Ordinal)))
        {
            // $(OutputPath)$(AssemblyName).dll: neither the folder nor the name is known.
            return [];
        }

        if (Join(isAnywhere ? "" : folder, isAnywhere, written) is not { } path)
        {
            return [];
        }

        return path.Exists(segment => segment.Contains('*', StringComparison.Ordinal)) ? entries.Matching([.. path], _ => true) : entries.At(string.Join('/', path));
    }

    // A part that is not known may be several folders, or none.
    private static List<string>? Join(string folder, bool isAnywhere, string[] written)
    {
        var path = new List<string>();
        if (folder.Length > 0)
        {
            path.AddRange(folder.Split('/'));
        }

        if (isAnywhere)
        {
            path.Add("**");
        }

        for (var i = 0; i < written.Length; i++)
        {
            switch (written[i])
            {
                case "" or ".":
                    break;
                case "..":
                    if (path.Count == 0)
                    {
                        return null;
                    }

                    // What lies above a folder that is not known may be anywhere, too.
                    if (path[^1] != "**")
                    {
                        path.RemoveAt(path.Count - 1);
                    }

                    break;
                case "*" when i < written.Length - 1:
                    if (path.Count == 0 || path[^1] != "**")
                    {
                        path.Add("**");
                    }

                    break;
                default:
                    path.Add(written[i]);
                    break;
            }
        }

        return path;
    }

    // $(X), @(X), %(X), %X% => *
    private static string WithoutExpressions(string name)
    {
        var text = new StringBuilder(name.Length);
        for (var i = 0; i < name.Length; i++)
        {
            if (name[i] is '$' or '@' or '%' && i + 1 < name.Length && name[i + 1] == '(' && End(name, i + 1) is var end)
            {
                text.Append(text.Length > 0 && text[^1] == '*' ? "" : "*");
                i = end;
            }
            else if (name[i] == '%' && name.IndexOf('%', i + 1) is > 0 and var close && name.IndexOf('/', i, close - i) < 0)
            {
                text.Append('*');
                i = close;
            }
            else
            {
                text.Append(name[i] is '[' or ']' or '?' ? '*' : name[i]);
            }
        }

        return text.ToString();
    }

    private static int End(string text, int open)
    {
        var depth = 0;
        for (var i = open; i < text.Length; i++)
        {
            depth += text[i] == '(' ? 1 : text[i] == ')' ? -1 : 0;
            if (depth == 0)
            {
                return i;
            }
        }

        return text.Length;
    }
}
