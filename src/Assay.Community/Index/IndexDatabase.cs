using Microsoft.Data.Sqlite;

namespace Assay.Community.Index;

/// <summary>The database of a community index: opened with its schema brought up to date. One connection, for one thread at a time.</summary>
public sealed class IndexDatabase : IDisposable
{
    private static readonly TimeSpan LockPatience = TimeSpan.FromSeconds(30);

    private readonly SqliteConnection _connection;

    private IndexDatabase(SqliteConnection connection) => _connection = connection;

    /// <summary>The connection, for prepared commands.</summary>
    internal SqliteConnection Connection => _connection;

    /// <summary>Opens or creates a file for reading and writing; throws <see cref="IndexException"/> when it is no index or one of a newer version.</summary>
    public static IndexDatabase Open(string path) => Open(path, SqliteOpenMode.ReadWriteCreate);

    /// <summary>Opens a file that exists for reading.</summary>
    public static IndexDatabase OpenToRead(string path) => File.Exists(path) ? Open(path, SqliteOpenMode.ReadOnly) : throw new IndexException($"There is no community index {path}.");

    /// <summary>Makes an index that lives only as long as the object.</summary>
    public static IndexDatabase OpenInMemory() => Open(":memory:", SqliteOpenMode.Memory);

    /// <summary>What the community is called; null where no build has said it.</summary>
    public string? CommunityName => Setting("name");

    /// <summary>Runs a statement that gives no rows.</summary>
    internal int Execute(string sql, params ReadOnlySpan<(string Name, object? Value)> parameters)
    {
        using var command = Prepare(sql, parameters);
        return command.ExecuteNonQuery();
    }

    /// <summary>Gives the first column of the first row; null when there is none.</summary>
    internal object? Scalar(string sql, params ReadOnlySpan<(string Name, object? Value)> parameters)
    {
        using var command = Prepare(sql, parameters);
        return command.ExecuteScalar() is { } value and not DBNull ? value : null;
    }

    /// <summary>Makes a command; the caller disposes of it.</summary>
    internal SqliteCommand Prepare(string sql, params ReadOnlySpan<(string Name, object? Value)> parameters)
    {
        var command = _connection.CreateCommand();
        command.CommandText = sql;
        foreach (var (name, value) in parameters)
        {
            command.Parameters.AddWithValue(name, value ?? DBNull.Value);
        }

        return command;
    }

    /// <summary>Reads a setting; null when it is not set.</summary>
    internal string? Setting(string name) => (string?)Scalar("SELECT value FROM setting WHERE name = $name", ("$name", name));

    /// <summary>Writes a setting.</summary>
    internal void Set(string name, string value) =>
        Execute("INSERT INTO setting (name, value) VALUES ($name, $value) ON CONFLICT (name) DO UPDATE SET value = excluded.value", ("$name", name), ("$value", value));

    /// <inheritdoc/>
    public void Dispose() => _connection.Dispose();

    private static IndexDatabase Open(string path, SqliteOpenMode mode)
    {
        var connection = new SqliteConnection(new SqliteConnectionStringBuilder
        {
            DataSource = path,
            Mode = mode,
            // A pool would keep files open after the index is disposed of.
            Pooling = false,
            DefaultTimeout = (int)LockPatience.TotalSeconds,
        }.ToString());
        var database = new IndexDatabase(connection);
        try
        {
            connection.Open();
            if (mode == SqliteOpenMode.ReadWriteCreate)
            {
                database.Execute("PRAGMA journal_mode = WAL");
                database.Execute("PRAGMA synchronous = NORMAL");
            }

            Migrations.Apply(database, mayWrite: mode != SqliteOpenMode.ReadOnly);
            return database;
        }
        catch (SqliteException exception)
        {
            database.Dispose();
            throw new IndexException($"The community index {path} cannot be opened: {exception.Message}", exception);
        }
        catch (IndexException exception)
        {
            database.Dispose();
            throw new IndexException($"{path}: {exception.Message}", exception);
        }
        catch
        {
            database.Dispose();
            throw;
        }
    }
}
