using System.Globalization;
using Assay.Web.Storing;
using Microsoft.Data.Sqlite;

namespace Assay.Web.Access;

/// <summary>Writes down what must be known afterwards. Rows are never changed: each holds a hash over itself and the row before, so that a change shows. Thread-safe.</summary>
public sealed class AuditLog(PortalDatabase database, TimeProvider clock)
{
    private const string Columns = "SELECT number, at, who, origin, action, subject, before, after, previous, hash FROM audit";
    private const int Part = 1_000;

    /// <summary>Writes a row.</summary>
    public void Append(AuditEvent row) => database.Write(connection =>
    {
        Append(row, connection);
        return 0;
    });

    /// <summary>Writes a row within the change that it tells of: both are there afterwards, or neither.</summary>
    /// <param name="row">The row.</param>
    /// <param name="connection">What <see cref="PortalDatabase.Write"/> gives.</param>
    public void Append(AuditEvent row, PortalConnection connection)
    {
        var (last, previous) = connection.Query("SELECT number, hash FROM audit ORDER BY number DESC LIMIT 1", rows => (rows.GetInt64(0), rows.GetFieldValue<byte[]>(1))) is [var found] ? found : (0, AuditEntry.Beginning);
        var at = clock.GetUtcNow().UtcDateTime.ToString(AuditEntry.TimeFormat, CultureInfo.InvariantCulture);
        connection.Execute(
            "INSERT INTO audit (number, at, who, origin, action, subject, before, after, previous, hash) VALUES ($number, $at, $who, $origin, $action, $subject, $before, $after, $previous, $hash)",
            ("$number", last + 1), ("$at", at), ("$who", row.Who), ("$origin", row.Origin), ("$action", row.Action), ("$subject", row.Subject),
            ("$before", row.Before), ("$after", row.After), ("$previous", previous), ("$hash", AuditEntry.HashOf(last + 1, at, row, previous)));
    }

    /// <summary>Gives rows, the newest first.</summary>
    /// <param name="before">Only rows with lower numbers.</param>
    /// <param name="count">How many at most.</param>
    public IReadOnlyList<AuditEntry> Newest(long before, int count) =>
        database.Read(connection => connection.Query(Columns + " WHERE number < $before ORDER BY number DESC LIMIT $count", Read, ("$before", before), ("$count", count)));

    /// <summary>Gives all rows, the oldest first, as they are read.</summary>
    public IEnumerable<AuditEntry> All()
    {
        for (var last = 0L; ;)
        {
            var part = database.Read(connection => connection.Query(Columns + " WHERE number > $last ORDER BY number LIMIT $count", Read, ("$last", last), ("$count", Part)));
            foreach (var entry in part)
            {
                yield return entry;
            }

            if (part is not [.., var end])
            {
                yield break;
            }

            last = end.Number;
        }
    }

    /// <summary>Looks whether the chain is whole.</summary>
    /// <param name="known">A hash that was written down earlier and must be in the chain; null for none. A log whose end was cut off is whole by itself.</param>
    public AuditVerification Verify(byte[]? known = null)
    {
        var (rows, previous, isKnown) = (0L, AuditEntry.Beginning, known is null);
        foreach (var entry in All())
        {
            var at = entry.At.UtcDateTime.ToString(AuditEntry.TimeFormat, CultureInfo.InvariantCulture);
            if (entry.Number != rows + 1 || !entry.Previous.AsSpan().SequenceEqual(previous) || !entry.Hash.AsSpan().SequenceEqual(AuditEntry.HashOf(entry.Number, at, entry.Event, previous)))
            {
                return new AuditVerification(rows, previous, rows + 1, isKnown);
            }

            rows++;
            previous = entry.Hash;
            isKnown |= known.AsSpan().SequenceEqual(previous);
        }

        return new AuditVerification(rows, previous, null, isKnown);
    }

    private static AuditEntry Read(SqliteDataReader rows)
    {
        return new AuditEntry(
            rows.GetInt64(0),
            DateTimeOffset.ParseExact(rows.GetString(1), AuditEntry.TimeFormat, CultureInfo.InvariantCulture, DateTimeStyles.AssumeUniversal),
            new AuditEvent(rows.GetString(4)) { Who = Text(2), Origin = rows.GetString(3), Subject = Text(5), Before = Text(6), After = Text(7) },
            rows.GetFieldValue<byte[]>(8),
            rows.GetFieldValue<byte[]>(9));

        string? Text(int column) => rows.IsDBNull(column) ? null : rows.GetString(column);
    }
}

/// <summary>What a look at the chain gave.</summary>
/// <param name="Rows">Rows that are whole, from the first on.</param>
/// <param name="Head">Hash of the last of them.</param>
/// <param name="Broken">The number at which a row is missing or was changed; null when all are whole.</param>
/// <param name="IsKnown">Whether the hash that was asked for is among them.</param>
public sealed record AuditVerification(long Rows, byte[] Head, long? Broken, bool IsKnown)
{
    /// <summary>Whether nothing was changed.</summary>
    public bool IsWhole => Broken is null && IsKnown;
}
