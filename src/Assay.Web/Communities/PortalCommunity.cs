using System.Collections.Concurrent;
using Assay.Community;
using Assay.Community.Index;
using Assay.Community.Querying;
using Assay.Model;
using Microsoft.Data.Sqlite;

namespace Assay.Web.Communities;

/// <summary>A community with its index. Thread-safe: each look takes a connection of its own out of a pool.</summary>
public sealed class PortalCommunity(string name, string path) : IDisposable
{
    private readonly ConcurrentBag<IndexReader> _readers = [];
    private readonly Lock _lock = new();
    private volatile CountedSnapshot? _snapshot;

    /// <summary><c>nuget</c> or <c>psgallery</c>: the first part of addresses.</summary>
    public string Name { get; } = name;

    /// <summary>What it is called in sentences.</summary>
    public string Title { get; } = name == "psgallery" ? "PowerShell Gallery" : "NuGet";

    /// <summary>The file of the index.</summary>
    public string Path { get; } = path;

    /// <summary>Whether there is an index.</summary>
    public bool Exists => File.Exists(Path);

    /// <summary>Looks something up; gives <paramref name="none"/> while there is no index. Throws <see cref="IndexException"/> when it cannot be read.</summary>
    public T Read<T>(Func<IndexReader, T> look, T none)
    {
        if (!Exists)
        {
            return none;
        }

        var reader = _readers.TryTake(out var pooled) ? pooled : IndexReader.Open(Path);
        try
        {
            var result = look(reader);
            _readers.Add(reader);
            return result;
        }
        catch (SqliteException exception)
        {
            reader.Dispose();
            throw new IndexException($"The index of {Title} cannot be read: {exception.Message}", exception);
        }
        catch
        {
            reader.Dispose();
            throw;
        }
    }

    /// <summary>The figures that were counted last; null before the first count.</summary>
    public CommunitySnapshot? Snapshot() => Read(
        reader =>
        {
            if (StoredPrevalence.Newest(reader.Database, PrevalenceScope.Usual) is not { Packages: > 0 } stored)
            {
                return null;
            }

            var current = _snapshot;
            if (current?.Date != stored.Date || current.Generation != stored.Generation)
            {
                lock (_lock)
                {
                    _snapshot = current = new CountedSnapshot(stored.Date, stored.Generation, SnapshotExport.Of(stored, reader.Database.CommunityName ?? Name));
                }
            }

            return current.Snapshot;
        },
        null);

    /// <inheritdoc/>
    public void Dispose()
    {
        while (_readers.TryTake(out var reader))
        {
            reader.Dispose();
        }
    }

    private sealed record CountedSnapshot(string Date, long Generation, CommunitySnapshot Snapshot);
}
