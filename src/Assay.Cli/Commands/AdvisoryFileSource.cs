using Assay.Community;

namespace Assay.Cli;

/// <summary>Opens the advisory database of a command: the one that is named, else that of the user.</summary>
internal static class AdvisoryFileSource
{
    /// <summary>Opens it; null when none is wanted, or none is named and the user has none.</summary>
    public static AdvisoryDatabase? Load(Host host, string? named, bool none)
    {
        if (none)
        {
            return null;
        }

        var path = named ?? AdvisoryStore.FindFile(host.Variable);
        return named is null && !File.Exists(path) ? null : Open(path);
    }

    /// <summary>Opens a file; throws <see cref="CommandFailedException"/> with its path for one that is no database.</summary>
    public static AdvisoryDatabase Open(string path)
    {
        try
        {
            var database = AdvisoryDatabase.Read(path);

            // Records that cannot be read are better known before the work than in its midst.
            _ = database.Malicious;
            return database;
        }
        catch (AdvisoryException exception)
        {
            throw new CommandFailedException(ExitCode.Usage, $"{path}: {exception.Message}");
        }
    }
}
