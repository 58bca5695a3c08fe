using System.Text;

namespace Assay.Text.Secrets;

/// <summary>Finds passwords where tools store them: package sources of NuGet and npm, Docker's registries, <c>.netrc</c>, headers of basic authentication.</summary>
internal static class StoredLogins
{
    private const int MaximumValue = 400;

    /// <summary>Reads <c>&lt;add key="ClearTextPassword" value="..." /&gt;</c> of a NuGet configuration.</summary>
    public static bool TryFindNuGet(ReadOnlySpan<byte> text, int anchor, ref long budget, out SecretMatch match)
    {
        match = default;
        if (!text[anchor..].StartsWith("ClearTextPassword\""u8))
        {
            return false;
        }

        var start = anchor + 18;
        var rest = text[start..Math.Min(text.Length, start + MaximumValue)];
        budget -= rest.Length;
        var name = rest.IndexOf("value=\""u8);
        if (name is < 0 or > 8 || rest[(name + 7)..].IndexOf((byte)'"') is not (> 0 and var length))
        {
            return false;
        }

        match = Password("nuget-source-password", "NuGet", anchor, 18 + name + 7, rest.Slice(name + 7, length));
        return true;
    }

    /// <summary>Reads <c>//host/:_authToken=...</c>, <c>:_password=</c> and <c>_auth=</c> of npm.</summary>
    public static bool TryFindNpm(ReadOnlySpan<byte> text, int anchor, ref long budget, out SecretMatch match)
    {
        match = default;
        var rest = text[anchor..Math.Min(text.Length, anchor + MaximumValue)];
        budget -= 16;
        var name = rest.StartsWith("_authToken="u8) ? 11 : rest.StartsWith("_password="u8) ? 10 : rest.StartsWith("_auth="u8) ? 6 : 0;
        if (name == 0 || anchor == 0 || text[anchor - 1] is not ((byte)':' or (byte)'\n' or (byte)'\r'))
        {
            return false;
        }

        var value = rest[name..].TrimStart((byte)'"');
        var length = value.IndexOfAny("\"\r\n \t"u8);
        value = length < 0 ? value : value[..length];
        if (value.IsEmpty || value[0] == '$')
        {
            return false;
        }

        match = Password("npm-source-token", "npm", anchor, rest.Length - rest[name..].TrimStart((byte)'"').Length, value) with { Family = SecretFamily.Token };
        return match.Known is not null || value.Length >= 8;
    }

    /// <summary>Reads <c>"auth": "..."</c> of a Docker configuration: a user and a password in base 64.</summary>
    public static bool TryFindDocker(ReadOnlySpan<byte> text, int anchor, ref long budget, out SecretMatch match)
    {
        match = default;
        budget -= 16;
        var rest = text[anchor..Math.Min(text.Length, anchor + MaximumValue)];
        if (!rest.StartsWith("\"auth\""u8))
        {
            return false;
        }

        var value = rest[6..].TrimStart(" \t:"u8);
        var before = rest.Length - value.Length;
        return value.Length > 1 && value[0] == '"' && value[1..].IndexOf((byte)'"') is > 8 and var length
            && TryDescribeLogin(value.Slice(1, length), "docker-registry-password", "Docker", anchor, before + 1, out match);
    }

    /// <summary>Reads <c>Basic ...</c> (RFC 7617): a user and a password in base 64.</summary>
    public static bool TryFindBasic(ReadOnlySpan<byte> text, int anchor, ref long budget, out SecretMatch match)
    {
        match = default;
        budget -= 8;
        if (!text[anchor..].StartsWith("Basic "u8) || (anchor > 0 && ByteClass.IsWord(text[anchor - 1])))
        {
            return false;
        }

        var value = text[(anchor + 6)..Math.Min(text.Length, anchor + MaximumValue)];
        var length = value.IndexOfAnyExcept(ByteClass.Of('e').Set);
        value = length < 0 ? value : value[..length];
        return value.Length is >= 12 && TryDescribeLogin(value, "basic-authorization", null, anchor, 6, out match);
    }

    /// <summary>Reads <c>machine HOST login USER password SECRET</c> of <c>.netrc</c>.</summary>
    public static bool TryFindNetrc(ReadOnlySpan<byte> text, int anchor, ref long budget, out SecretMatch match)
    {
        match = default;
        budget -= 8;
        if (!text[anchor..].StartsWith("machine "u8) || (anchor > 0 && text[anchor - 1] is not ((byte)'\n' or (byte)'\r')))
        {
            return false;
        }

        var rest = Encoding.UTF8.GetString(text[anchor..Math.Min(text.Length, anchor + MaximumValue)]);
        budget -= rest.Length;
        var words = rest.Split([' ', '\t', '\r', '\n'], 7, StringSplitOptions.RemoveEmptyEntries);
        if (words is not ["machine", _, "login", var user, "password", var password, ..])
        {
            return false;
        }

        var at = rest.IndexOf("password", rest.IndexOf(user, StringComparison.Ordinal) + user.Length, StringComparison.Ordinal);
        at = at < 0 ? -1 : rest.IndexOf(password, at + 8, StringComparison.Ordinal);
        if (at < 0)
        {
            return false;
        }

        at = Encoding.UTF8.GetByteCount(rest.AsSpan(0, at));
        match = Password("netrc-password", null, anchor, at, Encoding.UTF8.GetBytes(password)) with { Detail = user };
        return true;
    }

    private static bool TryDescribeLogin(ReadOnlySpan<byte> value, string format, string? service, int start, int shown, out SecretMatch match)
    {
        match = default;
        var login = Base64Text.DecodeLines(value);
        var colon = login.AsSpan().IndexOf((byte)':');
        if (colon < 0 || colon == login.Length - 1 || login.AsSpan().ContainsAnyExceptInRange((byte)0x20, (byte)0x7E))
        {
            return false;
        }

        var user = Encoding.ASCII.GetString(login, 0, colon);
        var password = Encoding.ASCII.GetString(login, colon + 1, login.Length - colon - 1);
        match = new SecretMatch(start, shown + value.Length, format, service, SecretFamily.Credentials)
        {
            Shown = shown,
            Checked = true,
            Detail = ExampleText.User(user),
            Known = PublishedSecrets.Contains(value) ? "published" : ExampleText.IsPlaceholder(password) || password.Equals(user, StringComparison.OrdinalIgnoreCase) ? "placeholder" : null,
        };
        return true;
    }

    private static SecretMatch Password(string format, string? service, int start, int shown, ReadOnlySpan<byte> value) => new(start, shown + value.Length, format, service, SecretFamily.Credentials)
    {
        Shown = shown,
        Protected = false,
        Known = ExampleText.IsPlaceholder(Encoding.UTF8.GetString(value)) ? "placeholder" : null,
    };
}
