namespace Assay.Cli;

/// <summary>Where a path leads once its links are followed.</summary>
internal static class RealPath
{
    // As many as Linux follows.
    private const int MaximumLinks = 40;

    private static readonly StringComparison Comparison = OperatingSystem.IsLinux() ? StringComparison.Ordinal : StringComparison.OrdinalIgnoreCase;

    /// <summary>Gives the full path without links; what cannot be read is taken as it is written.</summary>
    public static string Of(string path) => Of(path, MaximumLinks);

    /// <summary>Says whether a path is a folder or lies in it; both without links.</summary>
    public static bool IsWithin(string path, string folder) => path.Equals(folder, Comparison)
        || (path.StartsWith(folder, Comparison) && (Path.EndsInDirectorySeparator(folder) || path[folder.Length] == Path.DirectorySeparatorChar));

    private static string Of(string path, int links)
    {
        var full = Path.TrimEndingDirectorySeparator(Path.GetFullPath(path));
        if (Path.GetDirectoryName(full) is not { } parent)
        {
            return full;
        }

        var here = Path.Combine(Of(parent, links), Path.GetFileName(full));
        return links > 0 && Target(here) is { } target ? Of(Path.Combine(Path.GetDirectoryName(here)!, target), links - 1) : here;
    }

    private static string? Target(string path)
    {
        try
        {
            return new FileInfo(path).LinkTarget;
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException)
        {
            return null;
        }
    }
}
