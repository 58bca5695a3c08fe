using System.Text;

namespace Assay.Text.Secrets;

/// <summary>Finds passwords and keys in connection strings: <c>Server=a;User Id=b;Password=c</c>, <c>AccountName=a;AccountKey=b</c>.</summary>
internal static class ConnectionStrings
{
    private const int WindowBefore = 400;
    private const int WindowAfter = 400;

    // What a connection string ends at: a line, a quote, a tag.
    private static readonly System.Buffers.SearchValues<byte> Ends = System.Buffers.SearchValues.Create("\r\n\"'<>\0`"u8);

    private static readonly string[] Servers = ["server", "data source", "datasource", "host", "address", "addr", "network address", "hostname", "endpoint", "servers", "hosts", "accountendpoint", "dbq"];

    /// <summary>Reads the connection string around <c>Password=</c> or <c>Pwd=</c>: it also names a server.</summary>
    public static bool TryFindPassword(ReadOnlySpan<byte> text, int anchor, ref long budget, out SecretMatch match)
    {
        match = default;
        var key = text[anchor..Math.Min(text.Length, anchor + 12)];
        var length = StartsWith(key, "password"u8) ? 8 : StartsWith(key, "pwd"u8) ? 3 : 0;
        var equals = anchor + length + (length > 0 && anchor + length < text.Length && text[anchor + length] == ' ' ? 1 : 0);
        if (length == 0 || equals >= text.Length || text[equals] != '=' || (anchor > 0 && ByteClass.IsWord(text[anchor - 1])))
        {
            return false;
        }

        var window = Around(text, anchor, out var start);
        budget -= window.Length;
        var (server, user) = (default(string), default(string));
        foreach (var pair in Encoding.Latin1.GetString(window).Split(';'))
        {
            if (pair.IndexOf('=', StringComparison.Ordinal) is > 0 and var sign)
            {
                var name = pair[..sign].Trim().ToLowerInvariant();
                server ??= Array.IndexOf(Servers, name) >= 0 ? pair[(sign + 1)..].Trim() : null;
                user ??= name is "user id" or "uid" or "user" or "username" or "userid" or "user name" ? pair[(sign + 1)..].Trim() : null;
            }
        }

        var rest = window[(equals + 1 - start)..];
        var end = rest.IndexOf((byte)';');
        var value = Encoding.UTF8.GetString(end < 0 ? rest : rest[..end]).Trim();
        if (string.IsNullOrEmpty(server) || value.Length == 0)
        {
            return false;
        }

        match = new SecretMatch(anchor, equals + 1 - anchor + (end < 0 ? rest.Length : end), "connection-string", null, SecretFamily.Credentials)
        {
            Shown = equals + 1 - anchor,
            Detail = ExampleText.User(user),
            Known = ExampleText.IsPlaceholder(value) || IsExample(server) || value.Equals(user, StringComparison.OrdinalIgnoreCase) ? "placeholder" : null,
        };
        return true;
    }

    /// <summary>Reads <c>AccountKey=</c>, <c>SharedAccessKey=</c> and <c>AccessKey=</c> of Azure with keys that have no signature of their own.</summary>
    public static bool TryFindAzureKey(ReadOnlySpan<byte> text, int anchor, ref long budget, out SecretMatch match)
    {
        match = default;
        budget -= 16;
        var before = text[Math.Max(0, anchor - 12)..anchor];
        var name = EndsWith(before, "account"u8) ? 7 : EndsWith(before, "sharedaccess"u8) ? 12 : EndsWith(before, "access"u8) ? 6 : 0;
        var value = text[(anchor + 4)..Math.Min(text.Length, anchor + 4 + 92)];
        var length = value.IndexOfAnyExcept(ByteClass.Of('e').Set);
        length = length < 0 ? value.Length : length;
        value = value[..length];
        if (name == 0 || length is not (88 or 44) || value[^1] != '=' || AzureSignature(value) || Base64Text.DecodeLines(value).Length is not (64 or 32))
        {
            return false;
        }

        match = new SecretMatch(anchor - name, name + 4 + length, "azure-account-key", "Azure", SecretFamily.Credentials)
        {
            Shown = name + 4,
            Known = PublishedSecrets.Contains(value) ? "published" : null,
        };
        return match.Known is not null || ExampleText.IsMadeByMachine(value.TrimEnd((byte)'='));
    }

    /// <summary>Reads the signature of a shared access signature, which lets everybody who has it use what it was made for.</summary>
    public static bool TryFindAccessSignature(ReadOnlySpan<byte> text, int anchor, ref long budget, out SecretMatch match)
    {
        match = default;
        if (anchor > 0 && ByteClass.IsWord(text[anchor - 1]))
        {
            return false;
        }

        var window = Around(text, anchor, out var start);
        budget -= window.Length;
        var value = window[(anchor + 4 - start)..];
        var length = value.IndexOfAnyExcept(ByteClass.Of('%').Set);
        value = length < 0 ? value : value[..length];
        var signature = Encoding.ASCII.GetBytes(Uri.UnescapeDataString(Encoding.ASCII.GetString(value)));
        var isService = window.IndexOf("sv="u8) >= 0 || window.IndexOf("se="u8) >= 0;
        if (!isService || signature.AsSpan().TrimEnd((byte)'=').Length != 43 || Base64Text.DecodeUrl(ToUrl(signature)).Length != 32 || !ExampleText.IsMadeByMachine(signature.AsSpan(0, 43)))
        {
            return false;
        }

        var isFlow = window.IndexOf("logic.azure.com"u8) >= 0 || window.IndexOf("powerplatform.com"u8) >= 0;
        match = new SecretMatch(anchor, 4 + value.Length, isFlow ? "azure-workflow-webhook" : "azure-access-signature", "Azure", isFlow ? SecretFamily.Webhook : SecretFamily.Credentials) { Shown = 4, Checked = true };
        return true;
    }

    private static byte[] ToUrl(byte[] base64)
    {
        base64.AsSpan().Replace((byte)'+', (byte)'-');
        base64.AsSpan().Replace((byte)'/', (byte)'_');
        return base64;
    }

    // Keys with a signature are formats of their own, with a checksum.
    private static bool AzureSignature(ReadOnlySpan<byte> key)
    {
        var signature = key.Length == 88 ? key.Slice(76, 4) : key.Slice(33, 4);
        return signature.SequenceEqual("+ASt"u8) || signature.SequenceEqual("ACDb"u8) || signature.SequenceEqual("+ABa"u8) || signature.SequenceEqual("+ASb"u8) || signature.SequenceEqual("+AEh"u8)
            || signature.SequenceEqual("+ARm"u8) || signature.SequenceEqual("AIoT"u8) || signature.SequenceEqual("AzCa"u8);
    }

    private static bool IsExample(string server) =>
        server.ContainsAny('{', '<', '%') || server.ContainsAny('$', '[') || server.Contains("example", StringComparison.OrdinalIgnoreCase) || server.Contains("localhost", StringComparison.OrdinalIgnoreCase)
        || server.StartsWith("127.0.0.1", StringComparison.Ordinal) || server.StartsWith('.') || server.StartsWith("(local", StringComparison.OrdinalIgnoreCase)
        || server.Contains("myserver", StringComparison.OrdinalIgnoreCase) || server.Contains("your", StringComparison.OrdinalIgnoreCase) || server.Equals("server", StringComparison.OrdinalIgnoreCase) || server.Equals("host", StringComparison.OrdinalIgnoreCase);

    private static ReadOnlySpan<byte> Around(ReadOnlySpan<byte> text, int anchor, out int start)
    {
        var before = text[Math.Max(0, anchor - WindowBefore)..anchor];
        start = anchor - before.Length + before.LastIndexOfAny(Ends) + 1;
        var after = text[anchor..Math.Min(text.Length, anchor + WindowAfter)];
        var end = after.IndexOfAny(Ends);
        return text[start..(anchor + (end < 0 ? after.Length : end))];
    }

    private static bool StartsWith(ReadOnlySpan<byte> text, ReadOnlySpan<byte> lower) => text.Length >= lower.Length && Ascii.EqualsIgnoreCase(text[..lower.Length], lower);

    private static bool EndsWith(ReadOnlySpan<byte> text, ReadOnlySpan<byte> lower) => text.Length >= lower.Length && Ascii.EqualsIgnoreCase(text[^lower.Length..], lower);
}
