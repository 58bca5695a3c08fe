using System.Globalization;
using Microsoft.Data.Sqlite;

namespace Assay.Community.Index;

/// <summary>Brings the schema of an index up to date: numbered SQL, each step in a transaction of its own.</summary>
internal static class Migrations
{
    // "ASSY": tells our files from other databases (SQLite file format, offset 68).
    private const int ApplicationId = 0x41535359;

    /// <summary>The newest schema.</summary>
    public static int Newest { get; } = Names().Length;

    /// <summary>Applies the steps that a database does not have.</summary>
    public static void Apply(IndexDatabase database, bool mayWrite)
    {
        var (version, application, isEmpty) = Look(database);
        if (!isEmpty && application != ApplicationId)
        {
            throw new IndexException("The file is a database, but no community index.");
        }

        if (version > Newest)
        {
            throw new IndexException($"The community index has schema {version}; this version of the program reads up to schema {Newest}.");
        }

        if (version == Newest)
        {
            return;
        }

        if (!mayWrite)
        {
            throw new IndexException($"The community index has schema {version} of {Newest}: a build or update brings it up to date.");
        }

        foreach (var (name, number) in Names().Select((name, index) => (name, index + 1)).Where(step => step.Item2 > version))
        {
            using var transaction = database.Connection.BeginTransaction();
            if (Number(database, "PRAGMA user_version", transaction) >= number)
            {
                // Another process has made this step between the look and the lock.
                continue;
            }

            using var command = database.Prepare(Read(name));
            command.Transaction = transaction;
            command.ExecuteNonQuery();
            command.CommandText = string.Create(CultureInfo.InvariantCulture, $"PRAGMA application_id = {ApplicationId}; PRAGMA user_version = {number}");
            command.ExecuteNonQuery();
            transaction.Commit();
        }
    }

    // One statement: another process may make the schema meanwhile.
    private static (long Version, long Application, bool IsEmpty) Look(IndexDatabase database)
    {
        using var command = database.Prepare("SELECT user_version, application_id, (SELECT COUNT(*) FROM sqlite_schema) FROM pragma_user_version, pragma_application_id");
        using var row = command.ExecuteReader();
        row.Read();
        return (row.GetInt64(0), row.GetInt64(1), row.GetInt64(0) == 0 && row.GetInt64(2) == 0);
    }

    private static long Number(IndexDatabase database, string sql, SqliteTransaction transaction)
    {
        using var command = database.Prepare(sql);
        command.Transaction = transaction;
        return (long)command.ExecuteScalar()!;
    }

    private static string[] Names() =>
        [.. typeof(Migrations).Assembly.GetManifestResourceNames().Where(name => name.EndsWith(".sql", StringComparison.Ordinal)).Order(StringComparer.Ordinal)];

    private static string Read(string name)
    {
        using var reader = new StreamReader(typeof(Migrations).Assembly.GetManifestResourceStream(name)!);
        return reader.ReadToEnd();
    }
}
