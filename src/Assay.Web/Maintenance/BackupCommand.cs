using System.Globalization;
using Assay.Web.Hosting;
using Assay.Web.Reports;
using Microsoft.Data.Sqlite;

namespace Assay.Web.Maintenance;

/// <summary>Writes a backup while the server runs. Reports are left out: they are made again from the indexes.</summary>
/// <remarks>
/// The database of jobs comes first, the indexes after it, the files of packages last. What a job of the copy says is done is then in the copies of the others; what
/// came meanwhile is there without anybody knowing of it, which harms nobody.
/// </remarks>
internal static class BackupCommand
{
    public static async Task<int> RunAsync(MaintenanceRequest request)
    {
        var target = Path.GetFullPath(request.OnlyWord("the folder that the backup becomes"));
        var manifest = Write(request.Data, target, DateTimeOffset.UtcNow);
        await Console.Out.WriteLineAsync(string.Create(CultureInfo.InvariantCulture, $"{target}: {manifest.Files.Count:N0} files, {manifest.Files.Sum(file => file.Size):N0} bytes"));
        return 0;
    }

    /// <summary>Writes a backup; the folder appears when it is complete. Throws <see cref="MaintenanceException"/> when it exists.</summary>
    public static BackupManifest Write(string data, string target, DateTimeOffset now)
    {
        if (!Directory.Exists(data))
        {
            throw new MaintenanceException($"There is no data folder {data}.");
        }

        if (Directory.Exists(target) || File.Exists(target))
        {
            throw new MaintenanceException($"{target} exists: a backup goes into a folder of its own.");
        }

        var source = new DataDirectory(data);
        var partial = $"{target}.{Path.GetRandomFileName()}.partial";
        Directory.CreateDirectory(partial);
        try
        {
            CopyDatabase(source.Database, Path.Combine(partial, Path.GetFileName(source.Database)));
            foreach (var index in Directory.GetFiles(source.Indexes, "*.db"))
            {
                CopyDatabase(index, Path.Combine(partial, "index", Path.GetFileName(index)));
            }

            if (File.Exists(source.Advisories))
            {
                File.Copy(source.Advisories, Path.Combine(partial, Path.GetFileName(source.Advisories)));
            }

            foreach (var package in Directory.EnumerateFiles(source.Packages, "*", SearchOption.AllDirectories))
            {
                var copy = Path.Combine(partial, Path.GetRelativePath(source.Root, package));
                Directory.CreateDirectory(Path.GetDirectoryName(copy)!);
                File.Copy(package, copy);
            }

            var manifest = new BackupManifest
            {
                Format = BackupManifest.Current,
                Tool = $"Assay {Judging.ToolVersion}",
                Begun = now,
                Files = [.. Directory.EnumerateFiles(partial, "*", SearchOption.AllDirectories).Select(file => BackupManifest.Describe(partial, file)).OrderBy(file => file.Path, StringComparer.Ordinal)],
            };
            manifest.Write(partial);
            Directory.Move(partial, target);
            return manifest;
        }
        catch
        {
            Directory.Delete(partial, recursive: true);
            throw;
        }
    }

    // SQLite's online backup: a state that some transaction has left, whoever writes meanwhile (https://www.sqlite.org/backup.html).
    private static void CopyDatabase(string path, string copy)
    {
        if (!File.Exists(path))
        {
            return;
        }

        Directory.CreateDirectory(Path.GetDirectoryName(copy)!);
        using var from = Open(path, SqliteOpenMode.ReadOnly);
        using var to = Open(copy, SqliteOpenMode.ReadWriteCreate);
        from.BackupDatabase(to);
        // One file without a log beside it.
        using var command = to.CreateCommand();
        command.CommandText = "PRAGMA journal_mode = DELETE";
        command.ExecuteNonQuery();
    }

    internal static SqliteConnection Open(string path, SqliteOpenMode mode)
    {
        var connection = new SqliteConnection(new SqliteConnectionStringBuilder { DataSource = path, Mode = mode, Pooling = false, DefaultTimeout = 30 }.ToString());
        connection.Open();
        return connection;
    }
}
