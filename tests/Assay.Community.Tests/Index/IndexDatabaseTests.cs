using Assay.Community.Index;
using Microsoft.Data.Sqlite;

namespace Assay.Community.Tests.Index;

public sealed class IndexDatabaseTests : IDisposable
{
    private readonly string _folder = Directory.CreateTempSubdirectory("assay-index-").FullName;

    private string File => Path.Combine(_folder, "own.db");

    [Fact]
    public void A_new_index_has_the_newest_schema_and_opens_again()
    {
        using (var database = IndexDatabase.Open(File))
        {
            database.Set("name", "own");
            Assert.Equal((long)Migrations.Newest, database.Scalar("PRAGMA user_version"));
            Assert.Equal("wal", database.Scalar("PRAGMA journal_mode"));
        }

        using var again = IndexDatabase.OpenToRead(File);
        Assert.Equal("own", again.Setting("name"));
        Assert.Throws<SqliteException>(() => again.Set("name", "other"));
    }

    [Fact]
    public void A_file_that_is_no_database_is_refused()
    {
        System.IO.File.WriteAllText(File, string.Concat(Enumerable.Repeat("This is no database. ", 200)));
        Assert.Contains("cannot be opened", Assert.Throws<IndexException>(() => IndexDatabase.Open(File)).Message, StringComparison.Ordinal);
        Assert.Contains("cannot be opened", Assert.Throws<IndexException>(() => IndexDatabase.OpenToRead(File)).Message, StringComparison.Ordinal);
    }

    [Fact]
    public void A_database_of_another_program_is_refused_and_stays_as_it_is()
    {
        Run("CREATE TABLE package (id INTEGER)");
        Assert.Equal($"{File}: The file is a database, but no community index.", Assert.Throws<IndexException>(() => IndexDatabase.Open(File)).Message);
        Assert.Equal(1L, Run("SELECT COUNT(*) FROM sqlite_schema"));
    }

    [Fact]
    public void A_newer_schema_is_refused()
    {
        IndexDatabase.Open(File).Dispose();
        Run($"PRAGMA user_version = {Migrations.Newest + 1}");
        Assert.Contains($"has schema {Migrations.Newest + 1}; this version of the program reads up to schema {Migrations.Newest}", Assert.Throws<IndexException>(() => IndexDatabase.Open(File)).Message, StringComparison.Ordinal);
    }

    [Fact]
    public void An_older_schema_is_brought_up_to_date_by_a_builder_and_refused_to_a_reader()
    {
        Run("PRAGMA user_version = 0");
        Assert.Contains($"has schema 0 of {Migrations.Newest}", Assert.Throws<IndexException>(() => IndexDatabase.OpenToRead(File)).Message, StringComparison.Ordinal);

        IndexDatabase.Open(File).Dispose();
        IndexDatabase.OpenToRead(File).Dispose();
    }

    [Fact]
    public void A_step_that_fails_leaves_nothing_behind()
    {
        // The file has our mark and a table that the first step makes: the step fails on it.
        Run($"CREATE TABLE alarm (id INTEGER); PRAGMA application_id = {0x41535359}");
        Assert.Throws<IndexException>(() => IndexDatabase.Open(File));
        Assert.Equal((0L, 1L), (Run("PRAGMA user_version"), Run("SELECT COUNT(*) FROM sqlite_schema")));
    }

    [Fact]
    public void An_index_that_is_not_there_is_not_made_for_a_reader()
    {
        Assert.Contains("There is no community index", Assert.Throws<IndexException>(() => IndexDatabase.OpenToRead(File)).Message, StringComparison.Ordinal);
        Assert.False(System.IO.File.Exists(File));
    }

    [Fact]
    public async Task Two_that_open_a_new_index_at_the_same_time_both_get_it()
    {
        for (var round = 0; round < 20; round++)
        {
            var path = Path.Combine(_folder, $"{round}.db");
            await Task.WhenAll(Enumerable.Range(0, 4).Select(_ => Task.Run(() => IndexDatabase.Open(path).Dispose())));
            IndexDatabase.OpenToRead(path).Dispose();
        }
    }

    [Fact]
    public void A_reader_sees_what_was_committed_while_a_builder_writes()
    {
        using var writing = IndexDatabase.Open(File);
        using var reading = IndexDatabase.OpenToRead(File);
        writing.Execute("BEGIN IMMEDIATE");
        writing.Set("name", "own");
        Assert.Null(reading.Setting("name"));
        writing.Execute("COMMIT");
        Assert.Equal("own", reading.Setting("name"));
    }

    [Fact]
    public void One_builder_at_a_time_and_the_next_one_after_it()
    {
        using (CommunityIndexBuild.Open(File))
        {
            Assert.Contains("is being built by another process", Assert.Throws<IndexException>(() => CommunityIndexBuild.Open(File)).Message, StringComparison.Ordinal);
            IndexDatabase.OpenToRead(File).Dispose();
        }

        CommunityIndexBuild.Open(File).Dispose();
    }

    [Fact]
    public void A_folder_that_is_not_there_is_said()
    {
        var path = Path.Combine(_folder, "none", "own.db");
        Assert.Contains($"The community index {path} cannot be written", Assert.Throws<IndexException>(() => CommunityIndexBuild.Open(path)).Message, StringComparison.Ordinal);
    }

    public void Dispose() => Directory.Delete(_folder, recursive: true);

    private object? Run(string sql)
    {
        using var connection = new SqliteConnection($"Data Source={File};Pooling=False");
        connection.Open();
        using var command = connection.CreateCommand();
        command.CommandText = sql;
        return command.ExecuteScalar();
    }
}
