using System.Globalization;
using System.Text.RegularExpressions;
using Assay.Web.Storing;
using Microsoft.Data.Sqlite;

namespace Assay.Web.Access;

/// <summary>Keeps tokens: of each its SHA-256, never itself. Every question goes to the database, so that what another process revokes is revoked here at once. Thread-safe.</summary>
public sealed partial class TokenStore(PortalDatabase database, AuditLog audit, TimeProvider clock)
{
    /// <summary>The longest time that a token may be good for, in days.</summary>
    public const int MostDays = 3650;

    private const string Columns = "SELECT id, name, role, created, expires, used, revoked FROM token";
    private const int Constraint = 19;

    // Use is written down once in this time: a reader must not make a writer of every request.
    private static readonly TimeSpan UseResolution = TimeSpan.FromHours(1);

    /// <summary>Makes a token; throws <see cref="TokenException"/> for a name that cannot be taken.</summary>
    /// <param name="name">What it shall be called.</param>
    /// <param name="role">What its owner may do.</param>
    /// <param name="days">How long it is good.</param>
    /// <param name="by">Who asks for it.</param>
    /// <param name="origin">From where.</param>
    /// <returns>The token, which nobody can be told again, and what is kept of it.</returns>
    public (string Text, ApiToken Token) Create(string name, PortalRole role, int days, string? by, string origin)
    {
        if (!NameForm().IsMatch(name))
        {
            throw new TokenException("A name has 1 to 64 letters, digits, spaces and .-_@, and begins with a letter or digit.");
        }

        if (role is < PortalRole.Read or > PortalRole.Admin)
        {
            throw new TokenException("A role is read, submit or admin.");
        }

        if (days is < 1 or > MostDays)
        {
            throw new TokenException($"A token is good for 1 to {MostDays} days.");
        }

        var text = TokenText.Create();
        var created = Second(clock.GetUtcNow());
        var expires = created.AddDays(days);
        try
        {
            return database.Write(connection =>
            {
                var number = (long)connection.Scalar(
                    "INSERT INTO token (hash, name, role, created, expires) VALUES ($hash, $name, $role, $created, $expires) RETURNING id",
                    ("$hash", TokenText.Hash(text)), ("$name", name), ("$role", (int)role), ("$created", created.ToUnixTimeSeconds()), ("$expires", expires.ToUnixTimeSeconds()))!;
                var token = new ApiToken { Number = number, Name = name, Role = role, Created = created, Expires = expires };
                audit.Append(new AuditEvent(AuditActions.TokenCreated) { Who = by, Origin = origin, Subject = name, After = Describe(token) }, connection);
                return (text, token);
            });
        }
        catch (SqliteException exception) when (exception.SqliteErrorCode == Constraint)
        {
            throw new TokenException("There is a token of this name that is not revoked.") { IsNameTaken = true };
        }
    }

    /// <summary>Gives the token that a text is, if it is good.</summary>
    public ApiToken? Find(string text) =>
        TokenText.IsWellFormed(text) && Query(" WHERE hash = $value", TokenText.Hash(text)) is [var token] && token.IsGood(clock.GetUtcNow()) ? Use(token) : null;

    /// <summary>Gives all tokens, the newest first, revoked ones too.</summary>
    public IReadOnlyList<ApiToken> All() => Query(" ORDER BY id DESC", null);

    /// <summary>Gives a token by its number.</summary>
    public ApiToken? Find(long number) => Query(" WHERE id = $value", number) is [var token] ? token : null;

    /// <summary>Makes a token worthless, its sessions too, from this moment on.</summary>
    /// <returns>The token as it is afterwards; null when there is none, or it was revoked before.</returns>
    public ApiToken? Revoke(long number, string? by, string origin)
    {
        var now = Second(clock.GetUtcNow());
        return Find(number) is not { } before ? null : database.Write(connection =>
        {
            if (connection.Execute("UPDATE token SET revoked = $now WHERE id = $id AND revoked IS NULL", ("$now", now.ToUnixTimeSeconds()), ("$id", number)) == 0)
            {
                return null;
            }

            var after = before with { Revoked = now };
            connection.Execute("DELETE FROM session WHERE token = $id", ("$id", number));
            audit.Append(new AuditEvent(AuditActions.TokenRevoked) { Who = by, Origin = origin, Subject = before.Name, Before = Describe(before), After = Describe(after) }, connection);
            return after;
        });
    }

    internal static ApiToken Read(SqliteDataReader rows)
    {
        return new ApiToken
        {
            Number = rows.GetInt64(0),
            Name = rows.GetString(1),
            Role = (PortalRole)rows.GetInt32(2),
            Created = DateTimeOffset.FromUnixTimeSeconds(rows.GetInt64(3)),
            Expires = DateTimeOffset.FromUnixTimeSeconds(rows.GetInt64(4)),
            Used = Time(5),
            Revoked = Time(6),
        };

        DateTimeOffset? Time(int column) => rows.IsDBNull(column) ? null : DateTimeOffset.FromUnixTimeSeconds(rows.GetInt64(column));
    }

    private ApiToken Use(ApiToken token)
    {
        var now = Second(clock.GetUtcNow());
        if (token.Used is { } used && now - used < UseResolution)
        {
            return token;
        }

        database.Write(connection => connection.Execute("UPDATE token SET used = $now WHERE id = $id", ("$now", now.ToUnixTimeSeconds()), ("$id", token.Number)));
        return token with { Used = now };
    }

    private IReadOnlyList<ApiToken> Query(string condition, object? value) => database.Read(connection => connection.Query(Columns + condition, Read, ("$value", value)));

    private static string Describe(ApiToken token) => string.Create(
        CultureInfo.InvariantCulture, $"role {RoleText.Of(token.Role)}, expires {token.Expires.UtcDateTime:yyyy-MM-dd'T'HH:mm:ss'Z'}{(token.Revoked is null ? "" : ", revoked")}");

    private static DateTimeOffset Second(DateTimeOffset time) => DateTimeOffset.FromUnixTimeSeconds(time.ToUnixTimeSeconds());

    [GeneratedRegex("^[A-Za-z0-9][A-Za-z0-9 ._@-]{0,63}\\z", RegexOptions.CultureInvariant | RegexOptions.ExplicitCapture, matchTimeoutMilliseconds: 1000)]
    private static partial Regex NameForm();
}

/// <summary>Says for a person why a token cannot be made.</summary>
public sealed class TokenException(string message) : Exception(message)
{
    /// <summary>Whether another token has the name.</summary>
    public bool IsNameTaken { get; init; }
}

/// <summary>Roles as people write them.</summary>
internal static class RoleText
{
    /// <summary>The roles that a token can have.</summary>
    public static IReadOnlyList<string> All { get; } = ["read", "submit", "admin"];

    public static string Of(PortalRole role) => role switch
    {
        PortalRole.Read => "read",
        PortalRole.Submit => "submit",
        PortalRole.Admin => "admin",
        _ => "none",
    };

    /// <summary>Reads one; null for a text that is none.</summary>
    public static PortalRole? Parse(string? text) => text switch
    {
        "read" => PortalRole.Read,
        "submit" => PortalRole.Submit,
        "admin" => PortalRole.Admin,
        _ => null,
    };
}
