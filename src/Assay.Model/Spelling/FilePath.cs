namespace Assay.Model;

/// <summary>Spells paths as <c>path</c> facts do, and says how a member of the framework uses them.</summary>
public static class FilePath
{
    /// <summary>Joins segments with slashes; a rooted one starts the path anew, as <c>System.IO.Path.Combine</c> does.</summary>
    public static string Combine(IReadOnlyList<string> segments)
    {
        var first = 0;
        for (var i = 0; i < segments.Count; i++)
        {
            first = IsRooted(segments[i]) ? i : first;
        }

        return string.Join('/', segments.Skip(first).Where(segment => segment.Length > 0).Select((segment, index) => index == 0 && segment.Length == 1 ? "" : segment.TrimEnd('/', '\\')));
    }

    /// <summary>Writes separators as slashes.</summary>
    public static string Normalize(string path) => path.Replace('\\', '/');

    /// <summary>Tells whether the first argument of a member (<c>System.IO.File::Delete</c>, <c>System.IO.StreamReader::.ctor</c>) is a path that it uses.</summary>
    public static bool IsUsedBy(string member) =>
        member.StartsWith("System.IO.File::", StringComparison.Ordinal) || member.StartsWith("System.IO.Directory::", StringComparison.Ordinal)
        || member is "System.IO.FileStream::.ctor" or "System.IO.StreamReader::.ctor" or "System.IO.StreamWriter::.ctor" or "System.IO.FileInfo::.ctor" or "System.IO.DirectoryInfo::.ctor";

    /// <summary>Says what such a member does with the path: read, write, create, delete, none.</summary>
    public static string Access(string member) => member[(member.LastIndexOf(':') + 1)..] switch
    {
        var name when name.StartsWith("Read", StringComparison.Ordinal) || name.StartsWith("OpenRead", StringComparison.Ordinal) || name is "OpenText" or "GetFiles" or "EnumerateFiles" or "Exists" => "read",
        var name when name.StartsWith("Write", StringComparison.Ordinal) || name.StartsWith("Append", StringComparison.Ordinal) || name.StartsWith("Set", StringComparison.Ordinal) || name is "OpenWrite" => "write",
        "Create" or "CreateText" or "CreateDirectory" => "create",
        "Delete" => "delete",
        _ => "none",
    };

    private static bool IsRooted(string segment) => segment.StartsWith('/') || segment.StartsWith('\\') || (segment.Length > 1 && segment[1] == ':');
}
