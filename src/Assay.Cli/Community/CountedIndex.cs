using Assay.Community.Index;
using Microsoft.Data.Sqlite;

namespace Assay.Cli;

/// <summary>An index with counts of one population: of its present state where it can be written, else of an older one.</summary>
internal sealed class CountedIndex : IDisposable
{
    private CountedIndex(IndexDatabase database, StoredPrevalence counts) => (Database, Counts) = (database, counts);

    public IndexDatabase Database { get; }

    public StoredPrevalence Counts { get; }

    public static CountedIndex Open(Host host, string path, PrevalenceScope scope, CancellationToken cancellation)
    {
        try
        {
            var reading = IndexDatabase.OpenToRead(path);
            if (StoredPrevalence.Newest(reading, scope) is { IsCurrent: true } current)
            {
                return new CountedIndex(reading, current);
            }

            reading.Dispose();
            return Count(host, path, scope, cancellation) ?? OfOlderState(path, scope);
        }
        catch (IndexException exception)
        {
            throw new CommandFailedException(ExitCode.Usage, exception.Message);
        }
    }

    private static CountedIndex? Count(Host host, string path, PrevalenceScope scope, CancellationToken cancellation)
    {
        IndexDatabase? database = null;
        try
        {
            database = IndexDatabase.Open(path);
            return new CountedIndex(database, PrevalenceStore.Renew(database, scope, host.Today, cancellation));
        }
        catch (Exception exception) when (exception is SqliteException or IndexException or UnauthorizedAccessException)
        {
            // Read-only, or somebody else is writing.
            database?.Dispose();
            return null;
        }
    }

    private static CountedIndex OfOlderState(string path, PrevalenceScope scope)
    {
        var database = IndexDatabase.OpenToRead(path);
        if (StoredPrevalence.Newest(database, scope) is { } older)
        {
            return new CountedIndex(database, older);
        }

        database.Dispose();
        throw new CommandFailedException(ExitCode.Usage, $"{path} was never counted and cannot be written now.");
    }

    public void Dispose() => Database.Dispose();
}
