using System.Globalization;
using Microsoft.Data.Sqlite;

namespace Assay.Web.Maintenance;

/// <summary>Makes a data folder out of a backup, after every file of it was compared with its hash.</summary>
internal static class RestoreCommand
{
    public static async Task<int> RunAsync(MaintenanceRequest request)
    {
        var backup = Path.GetFullPath(request.OnlyWord("the folder of a backup"));
        var manifest = Restore(backup, request.Data);
        await Console.Out.WriteLineAsync(string.Create(CultureInfo.InvariantCulture, $"{request.Data}: {manifest.Files.Count:N0} files of {manifest.Begun:yyyy-MM-dd HH:mm} UTC"));
        return 0;
    }

    /// <summary>Restores; the data folder appears when it is complete. Throws <see cref="MaintenanceException"/> when it exists, or the backup is not whole.</summary>
    public static BackupManifest Restore(string backup, string data)
    {
        if (File.Exists(data) || (Directory.Exists(data) && Directory.EnumerateFileSystemEntries(data).Any()))
        {
            throw new MaintenanceException($"{data} is not empty: a backup is restored into a new folder, so that nothing is lost.");
        }

        var manifest = BackupManifest.Read(backup);
        var partial = $"{data}.{Path.GetRandomFileName()}.partial";
        Directory.CreateDirectory(partial);
        try
        {
            foreach (var file in manifest.Files)
            {
                Restore(backup, partial, file);
            }

            foreach (var database in Directory.EnumerateFiles(partial, "*.db", SearchOption.AllDirectories))
            {
                Check(database, Path.GetRelativePath(partial, database));
            }

            if (Directory.Exists(data))
            {
                Directory.Delete(data);
            }

            Directory.Move(partial, data);
            return manifest;
        }
        catch
        {
            Directory.Delete(partial, recursive: true);
            throw;
        }
    }

    private static void Restore(string backup, string target, BackupFile file)
    {
        var from = Path.GetFullPath(Path.Combine(backup, file.Path));
        var to = Path.GetFullPath(Path.Combine(target, file.Path));
        if (!from.StartsWith(backup + Path.DirectorySeparatorChar, StringComparison.Ordinal) || !to.StartsWith(target + Path.DirectorySeparatorChar, StringComparison.Ordinal))
        {
            throw new MaintenanceException($"The backup names a file outside of it: {file.Path}.");
        }

        if (!File.Exists(from))
        {
            throw new MaintenanceException($"The backup is not whole: {file.Path} is missing.");
        }

        Directory.CreateDirectory(Path.GetDirectoryName(to)!);
        File.Copy(from, to);
        if (BackupManifest.Describe(target, to) is var copied && copied.Sha256 != file.Sha256)
        {
            throw new MaintenanceException($"The backup is damaged: {file.Path} has other bytes than when it was written.");
        }
    }

    private static void Check(string path, string name)
    {
        using var database = BackupCommand.Open(path, SqliteOpenMode.ReadOnly);
        using var command = database.CreateCommand();
        command.CommandText = "PRAGMA integrity_check(1)";
        if (command.ExecuteScalar() is not "ok")
        {
            throw new MaintenanceException($"The backup is damaged: {name} is no sound database.");
        }
    }
}
