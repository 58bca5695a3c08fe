using Assay.Community;
using Assay.Model;

namespace Assay.Cli;

/// <summary>Gets the community snapshot of a run: that of the build, or a file.</summary>
internal static class CommunitySource
{
    public static PrevalenceLookup Load(Host host, string? path) => new(LoadSnapshot(host, path));

    /// <summary>Gets the named snapshot; else of every community the imported one, where it is newer than that of the build.</summary>
    public static IPrevalence LoadForScan(Host host, string? path)
    {
        var usual = Load(host, path);
        if (path is not null)
        {
            return usual;
        }

        var others = new Dictionary<string, Lazy<PrevalenceLookup>>(StringComparer.Ordinal);
        foreach (var (community, file) in SnapshotStore.List(IndexLocation.DataFolder(host)))
        {
            if (community != usual.Snapshot.Community || string.CompareOrdinal(ReadDate(file), usual.Snapshot.Date) > 0)
            {
                others.Add(community, new Lazy<PrevalenceLookup>(() => Load(host, file)));
            }
        }

        return others.Count == 0 ? usual : new CommunityPrevalence(usual, others);
    }

    private static string ReadDate(string path)
    {
        try
        {
            using var stream = File.OpenRead(path);
            return SnapshotStore.ReadDate(stream);
        }
        catch (Exception exception) when (exception is SnapshotException or IOException or UnauthorizedAccessException)
        {
            throw new CommandFailedException(ExitCode.Usage, $"{path}: {exception.Message}");
        }
    }

    /// <summary>Gets the snapshot of the build, or of a file.</summary>
    public static CommunitySnapshot LoadSnapshot(Host host, string? path)
    {
        try
        {
            return path is null ? host.Engine.LoadCommunity() : SnapshotJson.Read(File.ReadAllBytes(path));
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
