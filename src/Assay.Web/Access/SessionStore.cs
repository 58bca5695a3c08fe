using System.Buffers.Text;
using System.Security.Cryptography;
using System.Text;
using Assay.Web.Storing;

namespace Assay.Web.Access;

/// <summary>Keeps who is signed in: of each session the SHA-256 of its random name. A session ends with its token. Thread-safe.</summary>
internal sealed class SessionStore(PortalDatabase database, TimeProvider clock)
{
    private const int RandomBytes = 32;

    private static readonly TimeSpan Life = TimeSpan.FromHours(12);

    public static byte[] Hash(string session) => SHA256.HashData(Encoding.UTF8.GetBytes(session));

    /// <summary>Begins a session.</summary>
    /// <returns>Its name, which only the browser keeps, and when it ends.</returns>
    public (string Session, DateTimeOffset Expires) Begin(ApiToken token)
    {
        var session = Base64Url.EncodeToString(RandomNumberGenerator.GetBytes(RandomBytes));
        var now = clock.GetUtcNow();
        var expires = token.Expires < now + Life ? token.Expires : now + Life;
        database.Write(connection =>
        {
            connection.Execute("DELETE FROM session WHERE expires <= $now", ("$now", now.ToUnixTimeSeconds()));
            return connection.Execute(
                "INSERT INTO session (hash, token, created, expires) VALUES ($hash, $token, $now, $expires)",
                ("$hash", Hash(session)), ("$token", token.Number), ("$now", now.ToUnixTimeSeconds()), ("$expires", expires.ToUnixTimeSeconds()));
        });
        return (session, expires);
    }

    /// <summary>Gives the token that a session was begun with, if both are good.</summary>
    public ApiToken? Find(string session)
    {
        var now = clock.GetUtcNow();
        return database.Read(connection => connection.Query(
            "SELECT t.id, t.name, t.role, t.created, t.expires, t.used, t.revoked FROM session s JOIN token t ON t.id = s.token WHERE s.hash = $hash AND s.expires > $now",
            TokenStore.Read, ("$hash", Hash(session)), ("$now", now.ToUnixTimeSeconds()))) is [var token] && token.IsGood(now) ? token : null;
    }

    /// <summary>Ends a session.</summary>
    public void End(byte[] hash) => database.Write(connection => connection.Execute("DELETE FROM session WHERE hash = $hash", ("$hash", hash)));
}
