namespace Assay.Packages.Feeds;

/// <summary>Knows where downloads are kept.</summary>
internal static class CacheFolder
{
    /// <summary>Gives the folder that ASSAY_CACHE names, else the platform's own for caches.</summary>
    public static string Find()
    {
        if (Environment.GetEnvironmentVariable("ASSAY_CACHE") is { Length: > 0 } named)
        {
            return Path.GetFullPath(named);
        }

        if (OperatingSystem.IsWindows())
        {
            return Path.Combine(Environment.GetFolderPath(Environment.SpecialFolder.LocalApplicationData), "assay", "cache");
        }

        var home = Environment.GetFolderPath(Environment.SpecialFolder.UserProfile);
        if (OperatingSystem.IsMacOS())
        {
            return Path.Combine(home, "Library", "Caches", "assay");
        }

        // XDG Base Directory: a relative path is to be ignored.
        return Environment.GetEnvironmentVariable("XDG_CACHE_HOME") is { } caches && Path.IsPathRooted(caches)
            ? Path.Combine(caches, "assay")
            : Path.Combine(home, ".cache", "assay");
    }
}
