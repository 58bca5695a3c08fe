using Microsoft.Data.Sqlite;
using SQLitePCL;

namespace Assay.Community.Index;

/// <summary>Rows of a query without an object for each value: for whoever reads millions. Texts and bytes hold until the next row.</summary>
internal sealed class Rows : IDisposable
{
    private readonly sqlite3_stmt _statement;
    private readonly sqlite3 _connection;

    /// <summary>Prepares a query whose parameters are whole numbers, in order.</summary>
    public Rows(IndexDatabase database, string sql, params ReadOnlySpan<long> parameters)
    {
        _connection = database.Connection.Handle!;
        Check(raw.sqlite3_prepare_v2(_connection, sql, out _statement));
        for (var i = 0; i < parameters.Length; i++)
        {
            Bind(i + 1, parameters[i]);
        }
    }

    /// <summary>Gives a parameter its value; the first has the number 1.</summary>
    public void Bind(int parameter, long value) => Check(raw.sqlite3_bind_int64(_statement, parameter, value));

    /// <summary>Gives a parameter its value; the first has the number 1.</summary>
    public void Bind(int parameter, string value) => Check(raw.sqlite3_bind_text(_statement, parameter, value));

    /// <summary>Moves to the next row; false behind the last one.</summary>
    public bool Read()
    {
        var result = raw.sqlite3_step(_statement);
        if (result is not (raw.SQLITE_ROW or raw.SQLITE_DONE))
        {
            Check(result);
        }

        return result == raw.SQLITE_ROW;
    }

    public long Number(int column) => raw.sqlite3_column_int64(_statement, column);

    public bool IsNull(int column) => raw.sqlite3_column_type(_statement, column) == raw.SQLITE_NULL;

    /// <summary>Bytes, or the UTF-8 of a text.</summary>
    public ReadOnlySpan<byte> Bytes(int column) => raw.sqlite3_column_blob(_statement, column);

    public string Text(int column) => raw.sqlite3_column_text(_statement, column).utf8_to_string();

    public void Dispose() => _statement.Dispose();

    private void Check(int result)
    {
        if (result != raw.SQLITE_OK)
        {
            throw new SqliteException(raw.sqlite3_errmsg(_connection).utf8_to_string(), result);
        }
    }
}
