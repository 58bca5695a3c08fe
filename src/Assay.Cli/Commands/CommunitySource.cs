using Assay.Community;

namespace Assay.Cli;

/// <summary>Gets the community snapshot of a run: that of the build, or a file.</summary>
internal static class CommunitySource
{
    public static PrevalenceLookup Load(Host host, string? path)
    {
        try
        {
            return new PrevalenceLookup(path is null ? host.Engine.LoadCommunity() : SnapshotJson.Read(File.ReadAllBytes(path)));
        }
        catch (SnapshotException exception)
        {
            throw new CommandFailedException(ExitCode.Usage, path is null ? exception.Message : $"{path}: {exception.Message}");
        }
        catch (Exception exception) when (path is not null && exception is IOException or UnauthorizedAccessException or ArgumentException)
        {
            throw new CommandFailedException(ExitCode.Usage, $"{path} cannot be read: {exception.Message}");
        }
    }
}
