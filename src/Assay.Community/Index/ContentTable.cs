using Assay.Model;
using Assay.Model.Storing;
using Assay.Scan;

namespace Assay.Community.Index;

/// <summary>Facts by content, read once for all packages. Asked and added to by the threads that read; written by the thread of the writer, in the transaction of the first version that holds the content.</summary>
/// <remarks>Numbers are given before rows are written: only one process builds at a time (<see cref="BuilderLock"/>).</remarks>
internal sealed class ContentTable : IContentStore, IDisposable
{
    private readonly Lock _lock = new();
    private readonly string _extractor;
    private readonly IndexDatabase _reading;
    private readonly Statement _find;
    private readonly Statement _findNumber;
    private readonly Statement _facts;
    private readonly Statement _insert;
    private readonly Dictionary<long, Unwritten> _unwritten = [];
    private readonly Dictionary<UInt128, long> _unwrittenNumbers = [];
    private readonly List<Unwritten> _inTransaction = [];
    private long _next;

    /// <summary>Prepares to read and write.</summary>
    /// <param name="writing">The connection of the writer.</param>
    /// <param name="reading">Another one to the same file, for this table alone.</param>
    /// <param name="extractor">What reads contents.</param>
    public ContentTable(IndexDatabase writing, IndexDatabase reading, string extractor)
    {
        (_extractor, _reading) = (extractor, reading);
        _find = new Statement(reading, "SELECT facts FROM content WHERE key = $1");
        _findNumber = new Statement(reading, "SELECT id FROM content WHERE key = $1");
        _facts = new Statement(reading, "SELECT facts FROM content WHERE id = $1");
        _insert = new Statement(writing, "INSERT INTO content (id, key, sha256, facts) VALUES ($1, $2, $3, $4)");
        _next = (long)reading.Scalar("SELECT COALESCE(MAX(id), 0) + 1 FROM content")!;
    }

    /// <inheritdoc/>
    public ContentReading? Find(ContentKey key)
    {
        var bytes = key.ToBytes(_extractor);
        byte[]? packed;
        lock (_lock)
        {
            packed = _unwrittenNumbers.TryGetValue(Short(bytes), out var number) ? _unwritten[number].Facts : (byte[]?)_find.Scalar(bytes);
        }

        return packed is null ? null : ContentReadingFormat.Read(PackedBytes.Unpack(packed));
    }

    /// <summary>Gives the number of a content; a new one is kept for the writer.</summary>
    public long NumberOf(ReadContent content)
    {
        var key = content.Key.ToBytes(_extractor);
        if (NumberOf(key) is { } known)
        {
            return known;
        }

        var buffer = new StoredBuffer();
        ContentReadingFormat.Write(content.Reading, buffer);
        var packed = PackedBytes.Pack(buffer.Written);
        lock (_lock)
        {
            // Another thread may have read the same content in another package meanwhile.
            if (_unwrittenNumbers.TryGetValue(Short(key), out var number) || (_findNumber.Scalar(key) is long written && (number = written) == written))
            {
                return number;
            }

            _unwritten.Add(_next, new Unwritten(_next, key, Convert.FromHexString(content.Key.Sha256), packed));
            _unwrittenNumbers.Add(Short(key), _next);
            return _next++;
        }
    }

    /// <summary>Gives the facts of a content by its number; null when it is not there.</summary>
    public FileFacts? FactsOf(long number)
    {
        byte[]? packed;
        lock (_lock)
        {
            packed = _unwritten.TryGetValue(number, out var unwritten) ? unwritten.Facts : (byte[]?)_facts.Scalar(number);
        }

        return packed is null ? null : ContentReadingFormat.Read(PackedBytes.Unpack(packed)).Facts;
    }

    /// <summary>Writes those of some contents that are not written yet, in the transaction that is open.</summary>
    public void Write(IReadOnlyList<long> numbers)
    {
        lock (_lock)
        {
            foreach (var number in numbers)
            {
                if (_unwritten.TryGetValue(number, out var content) && !content.IsInTransaction)
                {
                    _insert.Run(content.Number, content.Key, content.Sha256, content.Facts);
                    content.IsInTransaction = true;
                    _inTransaction.Add(content);
                }
            }
        }
    }

    /// <summary>Forgets what the transaction that has ended wrote: from here on it is found in the file.</summary>
    public void Forget()
    {
        lock (_lock)
        {
            foreach (var content in _inTransaction)
            {
                _unwritten.Remove(content.Number);
                _unwrittenNumbers.Remove(Short(content.Key));
            }

            _inTransaction.Clear();
        }
    }

    public void Dispose()
    {
        foreach (var statement in (ReadOnlySpan<Statement>)[_find, _findNumber, _facts, _insert])
        {
            statement.Dispose();
        }

        _reading.Dispose();
    }

    private long? NumberOf(byte[] key)
    {
        lock (_lock)
        {
            return _unwrittenNumbers.TryGetValue(Short(key), out var number) ? number : (long?)_findNumber.Scalar(key);
        }
    }

    // Keys are the first bytes of a SHA-256: 16 of them tell contents apart as well as all.
    private static UInt128 Short(byte[] key) => System.Buffers.Binary.BinaryPrimitives.ReadUInt128LittleEndian(key);

    private sealed record Unwritten(long Number, byte[] Key, byte[] Sha256, byte[] Facts)
    {
        public bool IsInTransaction { get; set; }
    }
}
