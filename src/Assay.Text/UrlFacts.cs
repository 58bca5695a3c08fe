using System.Globalization;
using Assay.Model;

namespace Assay.Text;

/// <summary>Writes <c>url</c> facts for the URLs in constant texts, scripts, markup and binaries.</summary>
public static class UrlFacts
{
    private static readonly string[] Schemes =
    [
        "http", "https", "ftp", "ftps", "sftp", "ws", "wss", "tcp", "udp", "ldap", "ldaps", "smb", "ssh", "git", "telnet", "amqp", "amqps", "mqtt", "mqtts", "redis", "rediss", "mongodb", "irc", "tftp", "socks5", "stratum+tcp", "stratum+ssl",
    ];

    /// <summary>Adds a fact for every URL inside the <c>string</c> facts already written, at the same places.</summary>
    public static void AddFromStrings(FactWriter facts)
    {
        var count = facts.Count;
        var checkedTexts = new Dictionary<int, bool>();
        for (var i = 0; i < count; i++)
        {
            var record = facts.Records[i];
            if (record.Kind != FactKind.String)
            {
                continue;
            }

            ref var mayHold = ref System.Runtime.InteropServices.CollectionsMarshal.GetValueRefOrAddDefault(checkedTexts, record.Value, out var known);
            var text = facts.Text(record.Value);
            mayHold = known ? mayHold : text.Contains("://", StringComparison.Ordinal);
            if (mayHold)
            {
                AddAll(text, null, facts, record);
            }
        }
    }

    /// <summary>Adds a fact for every URL of a text; positions are those of <paramref name="template"/>.</summary>
    private static void AddAll(string text, string? role, FactWriter facts, FactRecord template)
    {
        for (var from = 0; UrlScanner.TryFind(text, ref from, out var start, out var length);)
        {
            if (TryDescribe(text.AsSpan(start, length), text.AsSpan(0, start), role, out var arguments))
            {
                facts.Add(new FactRecord(FactKind.Url, template.Derivation, template.PositionKind, facts.Intern(text.Substring(start, length)), facts.Intern(arguments), template.Place, template.Position, template.Column));
            }
        }
    }

    /// <summary>Parses a candidate and gives the arguments of its fact; false when it is no URL of a scheme that reaches a host.</summary>
    internal static bool TryDescribe(ReadOnlySpan<char> candidate, ReadOnlySpan<char> before, string? role, out ArgumentList arguments)
    {
        arguments = null!;
        if (!Url.TryParse(candidate, out var url) || Array.IndexOf(Schemes, url.Scheme) < 0)
        {
            return false;
        }

        var list = new List<Argument>(6) { new("scheme", url.Scheme), new("host", url.Host) };
        if (url.Port is { } port)
        {
            list.Add(new Argument("port", port.ToString(CultureInfo.InvariantCulture)));
        }

        if (url.Path.Length > 0)
        {
            list.Add(new Argument("path", url.Path));
        }

        if (url.Query is { } query)
        {
            list.Add(new Argument("query", query));
        }

        if (url.UserInfo is not null)
        {
            list.Add(new Argument("user", "given"));
        }

        list.Add(new Argument("role", role ?? UrlRoles.Of(url, before)));
        arguments = new ArgumentList([.. list]);
        return true;
    }
}
