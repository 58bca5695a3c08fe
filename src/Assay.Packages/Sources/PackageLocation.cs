using Assay.Model;
using Assay.Packages.Sources;

namespace Assay.Packages;

/// <summary>A file or module folder that a subject stands for.</summary>
/// <param name="DisplayName">What to call it in messages.</param>
/// <param name="Path">Where it lies.</param>
/// <param name="Size">Bytes when it was found.</param>
public sealed record PackageLocation(string DisplayName, string Path, long Size)
{
    /// <summary>Community of the source; null for loose files.</summary>
    public string? Community { get; init; }

    /// <summary>What the feed says of the package; null when it is not from one.</summary>
    public FeedPackageInfo? Feed { get; init; }

    /// <summary>Name of the module when <see cref="Path"/> is a module folder; null for a file.</summary>
    public string? Module { get; init; }

    /// <summary>The content where it was handed in and lies nowhere, as what a program reads from standard input; null for files.</summary>
    public PackageFile? Content { get; init; }

    /// <summary>Reads the file; throws <see cref="PackageSourceException"/> when it cannot be read or is larger than the limit.</summary>
    /// <param name="limits">The limits of the run; the usual ones when null.</param>
    public PackageFile Open(AnalysisLimits? limits = null)
    {
        var budget = UnpackBudget.Of(limits ?? AnalysisLimits.Default);
        try
        {
            if (Content is not null)
            {
                return Content;
            }

            if (Module is not null)
            {
                return new FolderReader(Path, budget).Read(Module) with { Community = Community, Feed = Feed };
            }

            using var stream = new FileStream(Path, FileMode.Open, FileAccess.Read, FileShare.Read, bufferSize: 0, FileOptions.SequentialScan);
            if (stream.Length > budget.InputBytes)
            {
                throw new PackageSourceException($"{DisplayName}: the file has {stream.Length} bytes; the limit is {budget.InputBytes} (input-bytes).");
            }

            var bytes = GC.AllocateUninitializedArray<byte>((int)stream.Length);
            stream.ReadExactly(bytes);
            return new PackageFile(System.IO.Path.GetFileName(Path), Path, bytes) { Community = Community, Feed = Feed };
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException or NotSupportedException)
        {
            throw new PackageSourceException($"{DisplayName} cannot be read: {exception.Message}", exception);
        }
    }
}

/// <summary>Says for a person why a package could not be read from where it lies.</summary>
public sealed class PackageSourceException : Exception
{
    /// <summary>Creates the exception with a message for a person.</summary>
    public PackageSourceException(string message)
        : base(message)
    {
    }

    /// <summary>Creates the exception with a message for a person and its cause.</summary>
    public PackageSourceException(string message, Exception cause)
        : base(message, cause)
    {
    }
}
