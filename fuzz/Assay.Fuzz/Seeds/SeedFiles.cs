using System.IO.Compression;
using Assay.Fuzz.Targets;

namespace Assay.Fuzz.Seeds;

/// <summary>All inputs that a run begins with: those built by code, those an earlier run kept, and files of real packages where a folder is named.</summary>
internal static class SeedFiles
{
    /// <summary>Names the folder of real packages.</summary>
    public const string Variable = "ASSAY_CORPUS";

    private const int PackageLimit = 150;
    private const int FileLimit = 200;

    public static IReadOnlyList<byte[]> Of(FuzzTarget target, string? keep)
    {
        var seeds = target.Seeds().ToList();
        if (keep is not null && Path.Combine(keep, target.Name) is var kept && Directory.Exists(kept))
        {
            seeds.AddRange(Directory.EnumerateFiles(kept).Order(StringComparer.Ordinal).Select(File.ReadAllBytes));
        }

        if (Environment.GetEnvironmentVariable(Variable) is { Length: > 0 } corpus && Directory.Exists(corpus) && target.Endings.Count > 0)
        {
            seeds.AddRange(Real(target, corpus));
        }

        return seeds;
    }

    private static IEnumerable<byte[]> Real(FuzzTarget target, string corpus)
    {
        var packages = Directory.EnumerateFiles(corpus, "*.nupkg", SearchOption.AllDirectories).Order(StringComparer.Ordinal).ToArray();
        var step = Math.Max(1, packages.Length / PackageLimit);
        var chosen = packages.Where((_, index) => index % step == 0);
        return target.Endings.Contains(".nupkg", StringComparer.Ordinal)
            ? chosen.Where(path => new FileInfo(path).Length <= target.LongestInput).Select(File.ReadAllBytes).Take(FileLimit)
            : chosen.SelectMany(path => Entries(path, target)).Take(FileLimit);
    }

    // A few files of each package, so that no family of packages is all there is.
    private static List<byte[]> Entries(string path, FuzzTarget target)
    {
        using var zip = ZipFile.OpenRead(path);
        var found = new List<byte[]>();
        foreach (var entry in zip.Entries.Where(entry => entry.Length > 0 && entry.Length <= target.LongestInput && target.Endings.Any(ending => entry.Name.EndsWith(ending, StringComparison.OrdinalIgnoreCase))).Take(2))
        {
            using var stream = entry.Open();
            using var content = new MemoryStream();
            stream.CopyTo(content);
            found.Add(content.ToArray());
        }

        return found;
    }
}
