using System.Buffers;
using System.Text;

namespace Assay.Text.Secrets;

/// <summary>Finds user names with passwords in URLs (RFC 3986 3.2.1: <c>scheme://user:password@host</c>).</summary>
internal static class UrlPasswords
{
    private const int MaximumAuthority = 300;
    private const int MaximumPassword = 200;

    private static readonly SearchValues<byte> Ends = SearchValues.Create("/?# \t\r\n\"'<>\\`,;\0"u8);

    private static readonly SearchValues<byte> HostCharacters = SearchValues.Create("ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-._:[]{}%$"u8);

    /// <summary>Reads the authority behind <c>://</c>.</summary>
    public static bool TryFind(ReadOnlySpan<byte> text, int anchor, ref long budget, out SecretMatch match)
    {
        match = default;
        var authority = text[(anchor + 3)..Math.Min(text.Length, anchor + 3 + MaximumAuthority)];
        var end = authority.IndexOfAny(Ends);
        authority = end < 0 ? authority : authority[..end];
        budget -= 4 + (authority.Length / 16);
        var at = authority.LastIndexOf((byte)'@');
        if (at <= 0)
        {
            return false;
        }

        var colon = authority[..at].IndexOf((byte)':');
        var host = authority[(at + 1)..];
        if (colon < 0 || colon == at - 1 || at - colon > MaximumPassword || !IsHost(host) || !HasScheme(text, anchor, out var start))
        {
            return false;
        }

        // A template that was filled in for a demonstration has one text everywhere.
        var behind = text[Math.Min(text.Length, anchor + 3 + authority.Length)..Math.Min(text.Length, anchor + 3 + authority.Length + MaximumAuthority)];
        var isRepeated = at - colon > 8 && behind.IndexOf(authority[(colon + 1)..at]) >= 0;

        // What follows may be the path of one package: everything in front of the host belongs to the finding, the host is shown.
        var user = Encoding.UTF8.GetString(authority[..colon]);
        var password = Encoding.UTF8.GetString(authority[(colon + 1)..at]);
        match = new SecretMatch(start, anchor + 3 + authority.Length - start, "url-password", null, SecretFamily.UrlPassword)
        {
            Shown = anchor + 3 + colon + 1 - start,
            ShownEnd = authority.Length - at,
            Detail = ExampleText.User(user),
            Known = isRepeated || ExampleText.IsPlaceholder(password) || IsExampleHost(host) || password.Equals(user, StringComparison.OrdinalIgnoreCase) ? "placeholder" : null,
        };
        return true;
    }

    private static bool HasScheme(ReadOnlySpan<byte> text, int separator, out int start)
    {
        start = separator;
        while (start > 0 && separator - start < 20 && (char.IsAsciiLetterOrDigit((char)text[start - 1]) || text[start - 1] is (byte)'+' or (byte)'-' or (byte)'.'))
        {
            start--;
        }

        return separator - start >= 2 && char.IsAsciiLetter((char)text[start]);
    }

    private static bool IsHost(ReadOnlySpan<byte> host) => host.Length > 0 && !host.ContainsAnyExcept(HostCharacters) && host[0] is not ((byte)'.' or (byte)'-' or (byte)':');

    // RFC 2606, RFC 6761: names for examples; a machine's own name; one word, as in documentation.
    private static bool IsExampleHost(ReadOnlySpan<byte> host)
    {
        var port = host.LastIndexOf((byte)':');
        var name = Encoding.ASCII.GetString(port > 0 ? host[..port] : host);
        return name is "localhost" or "127.0.0.1" or "0.0.0.0" or "[::1]" || name.StartsWith("[::1", StringComparison.Ordinal) || !name.Contains('.', StringComparison.Ordinal) || name.ContainsAny('{', '$', '%')
            || name.Contains("example", StringComparison.OrdinalIgnoreCase) || name.EndsWith(".test", StringComparison.OrdinalIgnoreCase) || name.EndsWith(".invalid", StringComparison.OrdinalIgnoreCase)
            || name.EndsWith(".localhost", StringComparison.OrdinalIgnoreCase) || name.EndsWith(".local", StringComparison.OrdinalIgnoreCase) || name.Contains("your", StringComparison.OrdinalIgnoreCase);
    }
}
