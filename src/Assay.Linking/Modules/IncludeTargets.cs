namespace Assay.Linking;

/// <summary>Finds the files that an <c>include</c> fact may mean. Where a name leaves something open, every file that fits is meant.</summary>
internal sealed class IncludeTargets(EntryIndex entries)
{
    private const int LongestName = 1024;
    private const int MaximumSegments = 64;

    private readonly Dictionary<(string Folder, string Name, string How), IReadOnlyList<int>> _known = [];

    /// <summary>Gives the files.</summary>
    /// <param name="folder">Folder of the file that includes, with forward slashes; empty for the root.</param>
    /// <param name="name">Value of the fact: relative to that folder, wildcards kept, <c>*</c> where it is not known.</param>
    /// <param name="how">Argument of the fact.</param>
    public IReadOnlyList<int> Of(string folder, string name, string how)
    {
        if (!_known.TryGetValue((folder, name, how), out var files))
        {
            files = Find(folder, name.Trim().Trim('"', '\'').Replace('\\', '/'), how);
            _known.Add((folder, name, how), files);
        }

        return files;
    }

    private IReadOnlyList<int> Find(string folder, string name, string how)
    {
        if (name.Length is 0 or > LongestName || IsElsewhere(name))
        {
            return [];
        }

        string[] written = [.. name.Split('/').Select(segment => segment.Contains('$', StringComparison.Ordinal) ? "*" : segment)];
        if (written is ["*"])
        {
            return entries.Matching([.. Segments(folder), "**", "*"], file => Has(file, Unknown(how)));
        }

        // `*/x.ps1`: the folder is not known, the name is.
        var anywhere = written[0] == "*";
        if (Join(anywhere ? [] : Segments(folder), anywhere ? written.AsSpan(1) : written) is not { Count: > 0 and <= MaximumSegments } path)
        {
            return [];
        }

        if (!anywhere && !path.Exists(PathPattern.HasWildcard))
        {
            return FindExactly(string.Join('/', path), written, how);
        }

        // A `*` may stand for what is not known, folders too: `./*` and `./Public/*.ps1` mean files below; `./*.ps1` would mean every script of the module.
        if (path[^1] == "*" || (PathPattern.HasWildcard(path[^1]) && path.Count > Segments(folder).Length + 1))
        {
            path.Insert(path.Count - 1, "**");
        }

        return entries.Matching([.. anywhere ? ["**"] : Array.Empty<string>(), .. path], file => Has(file, Known(how)));
    }

    private IReadOnlyList<int> FindExactly(string path, string[] written, string how)
    {
        if (entries.At(path) is { Count: > 0 } exact)
        {
            return exact;
        }

        // A module is named by its folder, or without its ending: `Sub` => Sub.psd1, Sub/Sub.psd1, Sub/1.0.0/Sub.psd1.
        // A manifest may name the script module beside it so: all endings count, and not the first alone.
        var leaf = path[(path.LastIndexOf('/') + 1)..];
        foreach (var place in new[] { path, $"{path}/{leaf}" })
        {
            if (Known(how).SelectMany(extension => entries.At(place + extension)).ToArray() is { Length: > 0 } files)
            {
                return files;
            }
        }

        // A bare name is looked for in the module path, which a script may have led into the package.
        var isBare = written.Length == 1;
        return how is "import" or "nested" or "root"
            ? entries.Matching([.. isBare ? ["**"] : path.Split('/')[..^1], leaf, "**", "*"], file => Known(how).Any(extension => string.Equals(file, leaf + extension, StringComparison.OrdinalIgnoreCase)))
            : [];
    }

    private static List<string>? Join(string[] folder, ReadOnlySpan<string> name)
    {
        var path = new List<string>(folder);
        foreach (var segment in name)
        {
            switch (segment)
            {
                case "" or ".":
                    break;
                case "..":
                    if (path.Count == 0)
                    {
                        return null;
                    }

                    path.RemoveAt(path.Count - 1);
                    break;
                default:
                    path.Add(segment);
                    break;
            }
        }

        return path;
    }

    // `/x`, `C:/x`, `//server/x`, `https://x`: not in the package.
    private static bool IsElsewhere(string name) => name[0] == '/' || name.Contains(':', StringComparison.Ordinal);

    private static string[] Segments(string folder) => folder.Length == 0 ? [] : folder.Split('/');

    private static bool Has(string file, string[] extensions) => extensions.Any(extension => file.EndsWith(extension, StringComparison.OrdinalIgnoreCase));

    // In the order in which PowerShell tries them.
    private static string[] Known(string how) => how switch
    {
        "import" or "nested" or "root" => [".psd1", ".psm1", ".ps1", ".cdxml", ".dll", ".exe"],
        "assembly" => [".dll", ".exe"],
        "types" or "formats" => [".ps1xml"],
        "require" => [".js", ".cjs", ".mjs"],
        _ => [".ps1", ".psm1"],
    };

    private static string[] Unknown(string how) => how switch
    {
        "import" or "nested" or "root" => [".psd1", ".psm1", ".cdxml", ".dll"],
        "assembly" => [".dll"],
        "types" or "formats" => [".ps1xml"],
        "require" => [".js"],
        _ => [".ps1"],
    };
}
