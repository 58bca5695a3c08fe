using Assay.Web.Access;
using Assay.Web.Hosting;
using Assay.Web.Storing;

namespace Assay.Web.Tests;

/// <summary>Tokens, sessions and the audit log in a folder of their own, at a time that the test sets.</summary>
internal sealed class AccessParts : IDisposable
{
    private readonly string _folder = Directory.CreateTempSubdirectory("assay-access-").FullName;

    public AccessParts()
    {
        Database = new PortalDatabase(new DataDirectory(_folder));
        Audit = new AuditLog(Database, Clock);
        Tokens = new TokenStore(Database, Audit, Clock);
        Sessions = new SessionStore(Database, Clock);
    }

    public string Folder => _folder;
    public SetClock Clock { get; } = new();
    public PortalDatabase Database { get; }
    public AuditLog Audit { get; }
    public TokenStore Tokens { get; }
    public SessionStore Sessions { get; }

    public void Dispose()
    {
        Database.Dispose();
        Directory.Delete(_folder, recursive: true);
    }
}

/// <summary>A clock that stands still.</summary>
internal sealed class SetClock : TimeProvider
{
    public DateTimeOffset Now { get; set; } = new(2026, 2, 1, 12, 0, 0, TimeSpan.Zero);

    public override DateTimeOffset GetUtcNow() => Now;
}
