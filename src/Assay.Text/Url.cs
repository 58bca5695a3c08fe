namespace Assay.Text;

/// <summary>The parts of an absolute URL with an authority (RFC 3986 section 3). Texts are as written; the scheme and host are lower-case.</summary>
/// <param name="Scheme">Scheme without the colon.</param>
/// <param name="UserInfo">Text before the <c>@</c>; null when there is none.</param>
/// <param name="Host">Registered name, IPv4 address, or IPv6 address without brackets.</param>
/// <param name="Port">Port as written; null when there is none.</param>
/// <param name="Path">Path with its leading slash, or empty.</param>
/// <param name="Query">Query without the question mark; null when there is none.</param>
public sealed record Url(string Scheme, string? UserInfo, string Host, int? Port, string Path, string? Query)
{
    /// <summary>Longer texts are not taken for URLs.</summary>
    public const int MaximumLength = 4096;

    /// <summary>Parses <c>scheme://authority...</c>; false when a part is not what RFC 3986 allows or the host cannot be one.</summary>
    public static bool TryParse(ReadOnlySpan<char> text, out Url url)
    {
        url = null!;
        var colon = text.IndexOf("://", StringComparison.Ordinal);
        if (colon <= 0 || text.Length > MaximumLength || !IsScheme(text[..colon]))
        {
            return false;
        }

        var rest = text[(colon + 3)..];
        var authorityEnd = rest.IndexOfAny('/', '?', '#');
        var authority = authorityEnd < 0 ? rest : rest[..authorityEnd];
        var tail = authorityEnd < 0 ? default : rest[authorityEnd..];
        var at = authority.LastIndexOf('@');
        var userInfo = at < 0 ? null : authority[..at].ToString();
        if (!TryParseHost(authority[(at + 1)..], out var host, out var port))
        {
            return false;
        }

        var fragment = tail.IndexOf('#');
        tail = fragment < 0 ? tail : tail[..fragment];
        var question = tail.IndexOf('?');
        var path = question < 0 ? tail : tail[..question];
        url = new Url(text[..colon].ToString().ToLowerInvariant(), userInfo, host, port, path.ToString(), question < 0 ? null : tail[(question + 1)..].ToString());
        return true;
    }

    // RFC 3986 3.1: ALPHA *( ALPHA / DIGIT / "+" / "-" / "." )
    private static bool IsScheme(ReadOnlySpan<char> text)
    {
        if (!char.IsAsciiLetter(text[0]))
        {
            return false;
        }

        foreach (var c in text)
        {
            if (!char.IsAsciiLetterOrDigit(c) && c is not ('+' or '-' or '.'))
            {
                return false;
            }
        }

        return true;
    }

    // RFC 3986 3.2.2, 3.2.3.
    private static bool TryParseHost(ReadOnlySpan<char> text, out string host, out int? port)
    {
        host = "";
        port = null;
        ReadOnlySpan<char> portText;
        ReadOnlySpan<char> name;
        if (text.StartsWith("["))
        {
            var end = text.IndexOf(']');
            if (end < 0 || !System.Net.IPAddress.TryParse(text[1..end], out _) || (end + 1 < text.Length && text[end + 1] != ':'))
            {
                return false;
            }

            name = text[1..end];
            portText = end + 1 < text.Length ? text[(end + 2)..] : default;
        }
        else
        {
            var colon = text.IndexOf(':');
            name = colon < 0 ? text : text[..colon];
            portText = colon < 0 ? default : text[(colon + 1)..];
            if (!IsHostName(name))
            {
                return false;
            }
        }

        if (portText.Length > 0)
        {
            if (!int.TryParse(portText, System.Globalization.NumberStyles.None, System.Globalization.CultureInfo.InvariantCulture, out var number) || number > 65535)
            {
                return false;
            }

            port = number;
        }

        host = IsAddressNumber(name, out var address) ? address : name.TrimEnd('.').ToString().ToLowerInvariant();
        return true;
    }

    // http://3114558725/ and http://0xB9A46505/ name an IPv4 address in one number (WHATWG URL, IPv4 parser).
    private static bool IsAddressNumber(ReadOnlySpan<char> name, out string address)
    {
        var isHexadecimal = name.StartsWith("0x", StringComparison.OrdinalIgnoreCase);
        var known = isHexadecimal
            ? uint.TryParse(name[2..], System.Globalization.NumberStyles.AllowHexSpecifier, System.Globalization.CultureInfo.InvariantCulture, out var number)
            : uint.TryParse(name, System.Globalization.NumberStyles.None, System.Globalization.CultureInfo.InvariantCulture, out number);
        address = known ? string.Create(System.Globalization.CultureInfo.InvariantCulture, $"{number >> 24}.{(number >> 16) & 255}.{(number >> 8) & 255}.{number & 255}") : "";
        return known;
    }

    // RFC 1123 labels; letters beyond ASCII as in internationalised names. Placeholders ({0}, $(Host), *) are no names.
    private static bool IsHostName(ReadOnlySpan<char> name)
    {
        name = name.EndsWith('.') ? name[..^1] : name;
        if (name.IsEmpty || name.Length > 253 || name[0] is '.' or '-')
        {
            return false;
        }

        var dots = 0;
        for (var i = 0; i < name.Length; i++)
        {
            var c = name[i];
            if (c == '.')
            {
                dots++;
                if (i > 0 && name[i - 1] == '.')
                {
                    return false;
                }
            }
            else if (!char.IsAsciiLetterOrDigit(c) && c is not ('-' or '_') && !(c > 0x7F && char.IsLetterOrDigit(c)))
            {
                return false;
            }
        }

        if (IsAddressNumber(name, out _))
        {
            return true;
        }

        // A single label is a host of a local network or a placeholder word; only the well-known one is sure. Behind www. stands a domain of two labels at least.
        return dots > (name.StartsWith("www.", StringComparison.OrdinalIgnoreCase) ? 1 : 0) || name.Equals("localhost", StringComparison.OrdinalIgnoreCase);
    }
}
