using System.Buffers;
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

    /// <summary>Adds a fact for every URL inside the <c>string</c> facts already written, at the same places. Each distinct text is searched once.</summary>
    public static void AddFromStrings(FactWriter facts)
    {
        var count = facts.Count;
        var limit = facts.Limits.Number(Limit.Urls);
        var found = new Dictionary<int, FoundUrl[]>();

        // A bit for each text that was searched; nearly all hold nothing.
        var words = (facts.TextCount >> 6) + 1;
        var searched = ArrayPool<ulong>.Shared.Rent(words);
        Array.Clear(searched, 0, words);
        var texts = new List<int>();
        var isCode = false;
        for (var i = 0; i < count; i++)
        {
            var record = facts.Records[i];
            if (record.Kind != FactKind.String)
            {
                continue;
            }

            var bit = 1UL << (record.Value & 63);
            if ((searched[record.Value >> 6] & bit) == 0)
            {
                searched[record.Value >> 6] |= bit;
                if (Find(facts.Text(record.Value), facts) is { Length: > 0 } urls)
                {
                    found.Add(record.Value, urls);
                    isCode |= Array.Exists(urls, url => url.IsCode);
                }
            }

            if (found.Count > 0 && found.ContainsKey(record.Value))
            {
                texts.Add(i);
            }
        }

        ArrayPool<ulong>.Shared.Return(searched);

        var mentions = isCode ? UrlMentions.In(facts.Records[..count], found.ContainsKey, facts) : null;
        foreach (var i in texts)
        {
            var record = facts.Records[i];
            var urls = found[record.Value];
            if (urls.Length > limit - (facts.Count - count))
            {
                facts.AddLimit(Limit.Urls, $"The constants hold more than {limit} URLs; the rest is left out.");
                return;
            }

            foreach (var url in urls)
            {
                var arguments = url.IsCode && mentions?.RoleOf(i) is { } role ? facts.Intern(Describe(facts.Text(url.Text), role)) : url.Arguments;
                facts.Add(new FactRecord(FactKind.Url, record.Derivation, record.PositionKind, url.Text, arguments, record.Place, record.Position, record.Column));
            }
        }
    }

    /// <summary>Adds a fact for every URL in comments, each with the line and column of its comment: they document the code beside them.</summary>
    public static void AddFromComments(IEnumerable<(string Text, int Line, int Column)> comments, FactWriter facts)
    {
        var count = 0;
        var limit = facts.Limits.Number(Limit.Urls);
        foreach (var (text, line, column) in comments)
        {
            for (var from = 0; UrlScanner.TryFind(text, ref from, out var start, out var length);)
            {
                if (!TryDescribe(text.AsSpan(start, length), text.AsSpan(0, start), UrlRoles.Documentation, out var arguments))
                {
                    continue;
                }

                if (++count > limit)
                {
                    facts.AddLimit(Limit.Urls, $"The comments hold more than {limit} URLs; the rest is left out.");
                    return;
                }

                facts.Add(FactKind.Url, text.Substring(start, length), FactRecord.None, arguments, Derivation.Literal, PositionKind.LineColumn, line, column);
            }
        }
    }

    private static FoundUrl[] Find(string text, FactWriter facts)
    {
        if (!text.Contains("://", StringComparison.Ordinal))
        {
            return [];
        }

        var urls = new List<FoundUrl>();
        var limit = facts.Limits.Number(Limit.Urls);
        for (var from = 0; urls.Count <= limit && UrlScanner.TryFind(text, ref from, out var start, out var length);)
        {
            if (TryDescribe(text.AsSpan(start, length), text.AsSpan(0, start), null, out var arguments))
            {
                urls.Add(new FoundUrl(facts.Intern(text.Substring(start, length)), facts.Intern(arguments), arguments["role"] == UrlRoles.Code));
            }
        }

        return [.. urls];
    }

    private static ArgumentList Describe(string url, string role) => TryDescribe(url, default, role, out var arguments) ? arguments : throw new InvalidOperationException("The URL was read before.");

    /// <summary>True when one of the known schemes stands before the separator at this offset.</summary>
    internal static bool HasKnownScheme(ReadOnlySpan<byte> text, int separator)
    {
        Span<char> scheme = stackalloc char[16];
        var length = 0;
        while (length < scheme.Length && separator - length > 0 && (char)text[separator - length - 1] is var c && (char.IsAsciiLetterOrDigit(c) || c is '+' or '-' or '.'))
        {
            scheme[scheme.Length - ++length] = char.ToLowerInvariant(c);
        }

        // `sehttp://` is taken for http, too: what stands before may be anything in a script.
        foreach (var known in Schemes)
        {
            if (scheme[^length..].EndsWith(known))
            {
                return true;
            }
        }

        return false;
    }

    /// <summary>Parses a candidate and gives the arguments of its fact; false when it is no URL of a scheme that reaches a host.</summary>
    internal static bool TryDescribe(ReadOnlySpan<char> candidate, ReadOnlySpan<char> before, string? role, out ArgumentList arguments)
    {
        arguments = null!;
        if (!Url.TryParse(candidate, out var url) || Array.IndexOf(Schemes, url.Scheme) < 0)
        {
            return false;
        }

        var list = new List<Argument>(8) { new("scheme", url.Scheme), new("host", url.Host) };
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

        role ??= UrlRoles.Of(url, before);
        if (HostAddress.NetworkOf(url.Host) is { } network)
        {
            list.Add(new Argument("address", network));
        }
        else if (role == UrlRoles.Code)
        {
            if (HostLikeness.Of(url.Host, out var isTrusted) is { } likeness)
            {
                list.Add(new Argument("looks-like", likeness.Domain));
                list.Add(new Argument("how", likeness.How));
            }
            else if (isTrusted)
            {
                list.Add(new Argument("domain", "trusted"));
            }
        }

        list.Add(new Argument("role", role));
        arguments = new ArgumentList([.. list]);
        return true;
    }

    [System.Runtime.InteropServices.StructLayout(System.Runtime.InteropServices.LayoutKind.Auto)]
    private readonly record struct FoundUrl(int Text, int Arguments, bool IsCode);
}
