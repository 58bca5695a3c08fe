using System.Globalization;
using Assay.Web.Hosting;
using Assay.Web.Maintenance;
using Assay.Web.Storing;
using Microsoft.Data.Sqlite;

namespace Assay.Web.Tests;

public sealed class BackupTests : IDisposable
{
    private readonly string _folder = Directory.CreateTempSubdirectory("assay-backup-").FullName;

    private string Data => Path.Combine(_folder, "data");

    private string Copy => Path.Combine(_folder, "copy");

    private string Restored => Path.Combine(_folder, "restored");

    [Fact]
    public async Task A_restored_folder_serves_what_the_first_one_did()
    {
        await SamplePackages.WriteAsync(Data);
        var package = Path.Combine(Data, "packages", "ab", new string('a', 64));
        Directory.CreateDirectory(Path.GetDirectoryName(package)!);
        await File.WriteAllTextAsync(package, "bytes", TestContext.Current.CancellationToken);
        using (new PortalDatabase(new DataDirectory(Data)))
        {
            // A portal that has served once has a database.
        }

        var manifest = BackupCommand.Write(Data, Copy, DateTimeOffset.UnixEpoch);
        RestoreCommand.Restore(Copy, Restored);

        Assert.Equal(["index/nuget.db", "packages/ab/" + new string('a', 64), "portal.db"], manifest.Files.Select(file => file.Path));
        Assert.Equal("bytes", await File.ReadAllTextAsync(Path.Combine(Restored, "packages", "ab", new string('a', 64)), TestContext.Current.CancellationToken));
        await using var server = await PortalServer.StartOverAsync(Restored);
        Assert.Contains("Verdict: ", await server.Client.GetStringAsync(new Uri("/nuget/Sample.Server/2.0.0", UriKind.Relative), TestContext.Current.CancellationToken), StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_backup_taken_while_somebody_writes_holds_whole_transactions()
    {
        Directory.CreateDirectory(Data);
        using var database = BackupCommand.Open(Path.Combine(Data, "portal.db"), SqliteOpenMode.ReadWriteCreate);
        Execute(database, "PRAGMA journal_mode = WAL; CREATE TABLE pair (a INTEGER, b INTEGER)");
        using var stop = new CancellationTokenSource();
        var writer = Task.Run(() =>
        {
            for (var i = 0; !stop.IsCancellationRequested; i++)
            {
                Execute(database, string.Create(CultureInfo.InvariantCulture, $"BEGIN; INSERT INTO pair VALUES ({i}, NULL); UPDATE pair SET b = {i} WHERE a = {i}; COMMIT"));
            }
        }, TestContext.Current.CancellationToken);
        for (var round = 0; round < 5; round++)
        {
            var copy = Path.Combine(_folder, $"copy{round}");
            BackupCommand.Write(Data, copy, DateTimeOffset.UnixEpoch);
            RestoreCommand.Restore(copy, Path.Combine(_folder, $"restored{round}"));
            using var restored = BackupCommand.Open(Path.Combine(_folder, $"restored{round}", "portal.db"), SqliteOpenMode.ReadOnly);
            using var command = restored.CreateCommand();
            command.CommandText = "SELECT COUNT(*) FROM pair WHERE b IS NULL OR a <> b";
            Assert.Equal(0L, command.ExecuteScalar());
        }

        await stop.CancelAsync();
        await writer.WaitAsync(TimeSpan.FromSeconds(30), TestContext.Current.CancellationToken);
    }

    [Fact]
    public async Task Damage_is_found_before_anything_is_restored()
    {
        await SamplePackages.WriteAsync(Data);
        BackupCommand.Write(Data, Copy, DateTimeOffset.UnixEpoch);
        var index = Path.Combine(Copy, "index", "nuget.db");
        var bytes = await File.ReadAllBytesAsync(index, TestContext.Current.CancellationToken);
        bytes[bytes.Length / 2] ^= 1;
        await File.WriteAllBytesAsync(index, bytes, TestContext.Current.CancellationToken);

        Assert.Contains("damaged", Assert.Throws<MaintenanceException>(() => RestoreCommand.Restore(Copy, Restored)).Message, StringComparison.Ordinal);
        File.Delete(index);
        Assert.Contains("missing", Assert.Throws<MaintenanceException>(() => RestoreCommand.Restore(Copy, Restored)).Message, StringComparison.Ordinal);
        Assert.Equal([Copy, Data], Directory.GetDirectories(_folder).Order(StringComparer.Ordinal));
    }

    [Fact]
    public async Task Nothing_that_is_there_is_overwritten()
    {
        await SamplePackages.WriteAsync(Data);
        BackupCommand.Write(Data, Copy, DateTimeOffset.UnixEpoch);

        Assert.Throws<MaintenanceException>(() => BackupCommand.Write(Data, Copy, DateTimeOffset.UnixEpoch));
        Assert.Throws<MaintenanceException>(() => RestoreCommand.Restore(Copy, Data));
    }

    [Fact]
    public void A_backup_cannot_name_files_elsewhere()
    {
        Directory.CreateDirectory(Copy);
        File.WriteAllText(Path.Combine(_folder, "outside"), "x");
        new BackupManifest { Format = BackupManifest.Current, Tool = "x", Begun = DateTimeOffset.UnixEpoch, Files = [new BackupFile("../outside", 1, new string('0', 64))] }.Write(Copy);

        Assert.Contains("outside", Assert.Throws<MaintenanceException>(() => RestoreCommand.Restore(Copy, Restored)).Message, StringComparison.Ordinal);
    }

    public void Dispose() => Directory.Delete(_folder, recursive: true);

    private static void Execute(SqliteConnection connection, string sql)
    {
        using var command = connection.CreateCommand();
        command.CommandText = sql;
        command.ExecuteNonQuery();
    }
}
