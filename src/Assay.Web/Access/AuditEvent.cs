using System.Buffers;
using System.Globalization;
using System.Security.Cryptography;
using System.Text.Json;

namespace Assay.Web.Access;

/// <summary>Something that must be known afterwards. No part of it is a secret.</summary>
/// <param name="Action">What happened, from <see cref="AuditActions"/>.</param>
public sealed record AuditEvent(string Action)
{
    /// <summary>Name of the token; null for anybody.</summary>
    public string? Who { get; init; }
    /// <summary>The address that it came from, or <c>command line</c>.</summary>
    public required string Origin { get; init; }
    /// <summary>What it happened to.</summary>
    public string? Subject { get; init; }
    /// <summary>How that was before; null where there was nothing.</summary>
    public string? Before { get; init; }
    /// <summary>How that was afterwards.</summary>
    public string? After { get; init; }
}

/// <summary>What the audit log knows of.</summary>
public static class AuditActions
{
    /// <summary>A token was made.</summary>
    public const string TokenCreated = "token-created";
    /// <summary>A token was revoked.</summary>
    public const string TokenRevoked = "token-revoked";
    /// <summary>Somebody signed in.</summary>
    public const string SignedIn = "signed-in";
    /// <summary>Somebody tried to sign in with something that is no token, or none any more.</summary>
    public const string SignInRefused = "sign-in-refused";
    /// <summary>Somebody signed out.</summary>
    public const string SignedOut = "signed-out";
    /// <summary>A package was taken in.</summary>
    public const string SubmissionAccepted = "submission-accepted";
    /// <summary>A package was not taken in.</summary>
    public const string SubmissionRefused = "submission-refused";
    /// <summary>The audit log was read by a program.</summary>
    public const string AuditExported = "audit-exported";
}

/// <summary>A row of the audit log.</summary>
/// <param name="Number">From 1, without gaps.</param>
/// <param name="At">When.</param>
/// <param name="Event">What.</param>
/// <param name="Previous">Hash of the row before; zeros before the first.</param>
/// <param name="Hash">SHA-256 over all the others.</param>
public sealed record AuditEntry(long Number, DateTimeOffset At, AuditEvent Event, byte[] Previous, byte[] Hash)
{
    /// <summary>How times are written.</summary>
    public const string TimeFormat = "yyyy-MM-dd'T'HH:mm:ss.fff'Z'";

    /// <summary>What stands before the first row.</summary>
    public static byte[] Beginning { get; } = new byte[SHA256.HashSizeInBytes];

    /// <summary>Computes the hash: SHA-256 of a JSON array of the row's values in the order number, time, who, origin, action, subject, before, after, hash of the row before.</summary>
    public static byte[] HashOf(long number, string at, AuditEvent row, byte[] previous)
    {
        var bytes = new ArrayBufferWriter<byte>();
        using (var json = new Utf8JsonWriter(bytes))
        {
            json.WriteStartArray();
            json.WriteNumberValue(number);
            json.WriteStringValue(at);
            json.WriteStringValue(row.Who);
            json.WriteStringValue(row.Origin);
            json.WriteStringValue(row.Action);
            json.WriteStringValue(row.Subject);
            json.WriteStringValue(row.Before);
            json.WriteStringValue(row.After);
            json.WriteStringValue(Convert.ToHexStringLower(previous));
            json.WriteEndArray();
        }

        return SHA256.HashData(bytes.WrittenSpan);
    }

    /// <summary>Writes the row as one line of JSON.</summary>
    public void WriteLine(Stream output)
    {
        using (var json = new Utf8JsonWriter(output))
        {
            json.WriteStartObject();
            json.WriteNumber("number", Number);
            json.WriteString("at", At.UtcDateTime.ToString(TimeFormat, CultureInfo.InvariantCulture));
            json.WriteString("who", Event.Who);
            json.WriteString("origin", Event.Origin);
            json.WriteString("action", Event.Action);
            json.WriteString("subject", Event.Subject);
            json.WriteString("before", Event.Before);
            json.WriteString("after", Event.After);
            json.WriteString("previous", Convert.ToHexStringLower(Previous));
            json.WriteString("hash", Convert.ToHexStringLower(Hash));
            json.WriteEndObject();
        }

        output.WriteByte((byte)'\n');
    }
}
