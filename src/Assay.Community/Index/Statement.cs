using System.Globalization;
using Microsoft.Data.Sqlite;

namespace Assay.Community.Index;

/// <summary>A prepared statement whose parameters are <c>$1</c>, <c>$2</c> ...: compiled once, run many times by one thread.</summary>
internal sealed class Statement : IDisposable
{
    private readonly SqliteCommand _command;

    public Statement(IndexDatabase database, string sql)
    {
        _command = database.Prepare(sql);
        for (var number = 1; sql.Contains(Name(number), StringComparison.Ordinal); number++)
        {
            _command.Parameters.Add(new SqliteParameter { ParameterName = Name(number) });
        }
    }

    /// <summary>Runs the statement; gives the number of changed rows.</summary>
    public int Run(params ReadOnlySpan<object?> values)
    {
        Bind(values);
        return _command.ExecuteNonQuery();
    }

    /// <summary>Gives the first column of the first row; null when there is none.</summary>
    public object? Scalar(params ReadOnlySpan<object?> values)
    {
        Bind(values);
        return _command.ExecuteScalar() is { } value and not DBNull ? value : null;
    }

    /// <summary>Gives the rows; the caller disposes of the reader.</summary>
    public SqliteDataReader Query(params ReadOnlySpan<object?> values)
    {
        Bind(values);
        return _command.ExecuteReader();
    }

    public void Dispose() => _command.Dispose();

    private static string Name(int number) => "$" + number.ToString(CultureInfo.InvariantCulture);

    private void Bind(ReadOnlySpan<object?> values)
    {
        for (var i = 0; i < values.Length; i++)
        {
            _command.Parameters[i].Value = values[i] ?? DBNull.Value;
        }
    }
}
