using System.Globalization;

namespace Assay.Web.Storing;

/// <summary>Brings the schema of the portal's database up to date: numbered SQL, each step in a transaction of its own.</summary>
internal static class PortalMigrations
{
    // "ASPT": tells our files from other databases (SQLite file format, offset 68).
    private const int ApplicationId = 0x41535054;
    private const string Folder = "portal/";

    /// <summary>The newest schema.</summary>
    public static int Newest { get; } = Names().Length;

    /// <summary>Applies the steps that a database does not have; throws <see cref="InvalidDataException"/> for a database of something else, or of a newer version.</summary>
    public static void Apply(PortalConnection connection)
    {
        var version = (long)connection.Scalar("PRAGMA user_version")!;
        var isEmpty = version == 0 && (long)connection.Scalar("SELECT COUNT(*) FROM sqlite_schema")! == 0;
        if (!isEmpty && (long)connection.Scalar("PRAGMA application_id")! != ApplicationId)
        {
            throw new InvalidDataException("The file portal.db is a database, but not that of a portal.");
        }

        if (version > Newest)
        {
            throw new InvalidDataException($"The database of the portal has schema {version}; this version of the program reads up to schema {Newest}.");
        }

        foreach (var (index, name) in Names().Index().Skip((int)version))
        {
            connection.Execute("BEGIN IMMEDIATE");
            // Another process may have made this step between the look and the lock.
            if ((long)connection.Scalar("PRAGMA user_version")! <= index)
            {
                connection.Execute(Read(name));
                connection.Execute(string.Create(CultureInfo.InvariantCulture, $"PRAGMA application_id = {ApplicationId}; PRAGMA user_version = {index + 1}"));
            }

            connection.Execute("COMMIT");
        }
    }

    private static string[] Names() => [.. typeof(PortalMigrations).Assembly.GetManifestResourceNames().Where(name => name.StartsWith(Folder, StringComparison.Ordinal)).Order(StringComparer.Ordinal)];

    private static string Read(string name)
    {
        using var reader = new StreamReader(typeof(PortalMigrations).Assembly.GetManifestResourceStream(name)!);
        return reader.ReadToEnd();
    }
}
