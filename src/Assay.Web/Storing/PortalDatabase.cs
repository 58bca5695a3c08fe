using System.Collections.Concurrent;
using Assay.Web.Hosting;
using Microsoft.Data.Sqlite;

namespace Assay.Web.Storing;

/// <summary>The portal's own database: jobs, tokens, the audit log. Opened with its schema brought up to date. Thread-safe.</summary>
public sealed class PortalDatabase : IDisposable
{
    private readonly ConcurrentBag<PortalConnection> _connections = [];
    private readonly Lock _writing = new();
    private readonly string _path;
    private volatile bool _isDisposed;

    /// <summary>Opens or creates the database of a data folder.</summary>
    public PortalDatabase(DataDirectory data)
    {
        _path = data.Database;
        var connection = new PortalConnection(_path);
        try
        {
            PortalMigrations.Apply(connection);
        }
        catch
        {
            connection.Dispose();
            throw;
        }

        _connections.Add(connection);
    }

    /// <summary>Looks something up.</summary>
    public T Read<T>(Func<PortalConnection, T> look) => Use(look);

    /// <summary>Changes something in one transaction: when the call returns, it is on disk; when it throws, nothing was changed.</summary>
    public T Write<T>(Func<PortalConnection, T> change)
    {
        // Threads of this process wait in line; only other processes are waited for by trying again.
        lock (_writing)
        {
            return Use(connection =>
            {
                connection.Execute("BEGIN IMMEDIATE");
                try
                {
                    var result = change(connection);
                    connection.Execute("COMMIT");
                    return result;
                }
                catch
                {
                    RollBack(connection);
                    throw;
                }
            });
        }
    }

    /// <inheritdoc/>
    public void Dispose()
    {
        _isDisposed = true;
        while (_connections.TryTake(out var connection))
        {
            connection.Dispose();
        }
    }

    private T Use<T>(Func<PortalConnection, T> work)
    {
        ObjectDisposedException.ThrowIf(_isDisposed, this);
        var connection = _connections.TryTake(out var pooled) ? pooled : new PortalConnection(_path);
        try
        {
            var result = work(connection);
            Keep(connection);
            return result;
        }
        catch (SqliteException)
        {
            connection.Dispose();
            throw;
        }
        catch
        {
            Keep(connection);
            throw;
        }
    }

    private void Keep(PortalConnection connection)
    {
        if (_isDisposed)
        {
            connection.Dispose();
            return;
        }

        _connections.Add(connection);
    }

    private static void RollBack(PortalConnection connection)
    {
        try
        {
            connection.Execute("ROLLBACK");
        }
        catch (SqliteException)
        {
            // A full disk or a failed write has ended the transaction already (https://www.sqlite.org/lang_transaction.html, section 3).
        }
    }
}
