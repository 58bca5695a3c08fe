using Assay.Packages;

namespace Assay.Cli;

/// <summary>Opens the file that a snapshot is written to.</summary>
internal static class SnapshotFile
{
    /// <summary>Opens it; throws <see cref="CommandFailedException"/> when it cannot be written.</summary>
    public static AtomicFile Open(string path)
    {
        try
        {
            return new AtomicFile(path);
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException or ArgumentException)
        {
            throw new CommandFailedException(ExitCode.Usage, $"{path} cannot be written: {exception.Message}");
        }
    }
}
