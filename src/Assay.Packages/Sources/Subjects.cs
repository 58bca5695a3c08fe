using Assay.Model;

namespace Assay.Packages;

/// <summary>How subjects are found.</summary>
public sealed record SubjectOptions(string? From, bool Offline, string? GlobalPackagesFolder);

/// <summary>Why a subject gave nothing.</summary>
public enum SubjectError
{
    /// <summary>No error.</summary>
    None,
    /// <summary>Not a subject.</summary>
    Usage,
    /// <summary>Nothing there.</summary>
    NothingFound,
    /// <summary>No connection.</summary>
    SourceUnreachable,
    /// <summary>Cannot be read.</summary>
    Unreadable,
}

/// <summary>A package that can be opened.</summary>
public sealed record PackageLocation(string DisplayName, string Path, long Size)
{
    /// <summary>Reads it.</summary>
    public PackageFile Open()
    {
        try
        {
            return new PackageFile(System.IO.Path.GetFileName(Path), Path, File.ReadAllBytes(Path));
        }
        catch (IOException e)
        {
            throw new PackageSourceException(e.Message);
        }
    }
}

/// <summary>A source failed.</summary>
public sealed class PackageSourceException(string message) : Exception(message);

/// <summary>What a subject is.</summary>
public sealed record SubjectResolution(IReadOnlyList<PackageLocation> Packages, SubjectError Error, string? Message);

/// <summary>Finds packages.</summary>
public sealed class SubjectResolver(SubjectOptions options)
{
    /// <summary>Finds packages of a subject.</summary>
    public SubjectResolution Resolve(string subject)
    {
        if (Directory.Exists(subject))
        {
            var files = Directory.GetFiles(subject, "*.nupkg").Order(StringComparer.Ordinal).Select(f => new PackageLocation(Path.GetFileName(f), f, new FileInfo(f).Length)).ToArray();
            return files.Length == 0 ? new([], SubjectError.NothingFound, $"{subject}: no package in it") : new(files, SubjectError.None, null);
        }

        return File.Exists(subject)
            ? new([new PackageLocation(Path.GetFileName(subject), subject, new FileInfo(subject).Length)], SubjectError.None, null)
            : new([], options.Offline ? SubjectError.SourceUnreachable : SubjectError.NothingFound, $"{subject}: not found");
    }
}
