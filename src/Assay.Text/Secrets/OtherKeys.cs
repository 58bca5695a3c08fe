namespace Assay.Text.Secrets;

/// <summary>Finds private keys in other texts: PuTTY, XML signatures, JSON web keys.</summary>
internal static class OtherKeys
{
    private const int MaximumKey = 16 * 1024;

    /// <summary>Reads a key file of PuTTY; its third line says how it is encrypted.</summary>
    public static bool TryFindPutty(ReadOnlySpan<byte> text, int anchor, ref long budget, out SecretMatch match)
    {
        match = default;
        var key = text[anchor..Math.Min(text.Length, anchor + MaximumKey)];
        if (!key.StartsWith("PuTTY-User-Key-File-"u8))
        {
            return false;
        }

        budget -= key.Length;
        var encryption = key.IndexOf("Encryption: "u8);
        var lines = key.IndexOf("Private-Lines: "u8);
        var mac = key.IndexOf("Private-MAC: "u8);
        if (encryption < 0 || lines < encryption || mac < lines)
        {
            return false;
        }

        var encrypted = !key[(encryption + 12)..].StartsWith("none"u8);
        match = new SecretMatch(anchor, mac, encrypted ? "encrypted-ssh-key" : "ssh-key", null, SecretFamily.SshKey) { Shown = lines, Protected = encrypted, Checked = true, Detail = "PuTTY" };
        return true;
    }

    /// <summary>Reads <c>&lt;RSAKeyValue&gt;</c> (XML signatures) with the parts that only a private key has.</summary>
    public static bool TryFindXml(ReadOnlySpan<byte> text, int anchor, ref long budget, out SecretMatch match)
    {
        match = default;
        var key = text[anchor..Math.Min(text.Length, anchor + MaximumKey)];
        if (!key.StartsWith("<RSAKeyValue>"u8))
        {
            return false;
        }

        var end = key.IndexOf("</RSAKeyValue>"u8);
        budget -= end < 0 ? key.Length : end;
        if (end < 0)
        {
            return false;
        }

        key = key[..end];
        var start = key.IndexOf("<D>"u8);
        var stop = key.IndexOf("</D>"u8);
        if (start < 0 || stop < start || Base64Text.DecodeLines(key[(start + 3)..stop]).Length < 48)
        {
            return false;
        }

        match = new SecretMatch(anchor, end, "private-key", null, SecretFamily.PrivateKey)
        {
            Shown = 13,
            Protected = false,
            Checked = true,
            Detail = "RSA",
            Known = PublishedSecrets.Contains(PublishedSecrets.WithoutBlanks(key[(start + 3)..stop])) ? "published" : null,
        };
        return true;
    }

    /// <summary>Reads a JSON web key (RFC 7517) with its private number <c>d</c>, or a symmetric one with <c>k</c>.</summary>
    public static bool TryFindJson(ReadOnlySpan<byte> text, int anchor, ref long budget, out SecretMatch match)
    {
        match = default;
        var from = Math.Max(0, anchor - 4096);
        var open = text[from..anchor].LastIndexOf((byte)'{');
        var close = text[anchor..Math.Min(text.Length, anchor + 8192)].IndexOf((byte)'}');
        budget -= 256;
        if (open < 0 || close < 0)
        {
            return false;
        }

        var start = from + open;
        var key = text[start..(anchor + close)];
        budget -= key.Length;
        var type = Member(key, "kty"u8);
        var secret = Member(key, type.SequenceEqual("oct"u8) ? "k"u8 : "d"u8);
        var algorithm = type switch { [(byte)'R', (byte)'S', (byte)'A'] => "RSA", [(byte)'E', (byte)'C'] => "EC", [(byte)'O', (byte)'K', (byte)'P'] => "OKP", [(byte)'o', (byte)'c', (byte)'t'] => "symmetric", _ => null };
        if (algorithm is null || Base64Text.DecodeUrl(secret).Length < 16 || !ExampleText.IsMadeByMachine(secret))
        {
            return false;
        }

        match = new SecretMatch(start, key.Length + 1, "json-web-key", null, SecretFamily.PrivateKey) { Protected = false, Checked = true, Detail = algorithm, Known = PublishedSecrets.Contains(secret) ? "published" : null };
        return true;
    }

    // "name" : "value", quotes escaped or not.
    private static ReadOnlySpan<byte> Member(ReadOnlySpan<byte> json, ReadOnlySpan<byte> name)
    {
        for (var from = 0; json[from..].IndexOf(name) is >= 0 and var hit; from += hit + name.Length)
        {
            var at = from + hit;
            if (at == 0 || json[at - 1] != '"' || at + name.Length >= json.Length || json[at + name.Length] is not ((byte)'"' or (byte)'\\'))
            {
                continue;
            }

            var value = json[(at + name.Length)..].TrimStart("\\\": \t\r\n"u8);
            var end = value.IndexOfAny((byte)'"', (byte)'\\');
            return end < 0 ? default : value[..end];
        }

        return default;
    }
}
