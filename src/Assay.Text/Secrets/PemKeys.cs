using System.Buffers.Binary;

namespace Assay.Text.Secrets;

/// <summary>Finds keys and certificates between lines of hyphens (RFC 7468, RFC 4716, RFC 9580 6.2).</summary>
internal static class PemKeys
{
    private const int MaximumLabel = 40;
    private const int MaximumBody = 32 * 1024;

    /// <summary>Reads what begins at <c>-BEGIN</c>.</summary>
    public static bool TryFind(ReadOnlySpan<byte> text, int anchor, ref long budget, out SecretMatch match)
    {
        match = default;
        if (!text[anchor..].StartsWith("-BEGIN "u8) || !text[..anchor].EndsWith("----"u8))
        {
            return false;
        }

        var labelStart = anchor + 7;
        var label = text[labelStart..Math.Min(text.Length, labelStart + MaximumLabel)];
        var labelEnd = label.IndexOf("----"u8);
        if (labelEnd < 0)
        {
            return false;
        }

        label = label[..labelEnd];
        var bodyStart = labelStart + labelEnd + 4;
        bodyStart += bodyStart < text.Length && text[bodyStart] == '-' ? 1 : 0;
        var rest = text[bodyStart..Math.Min(text.Length, bodyStart + MaximumBody)];
        var bodyLength = rest.IndexOf("-END "u8);
        budget -= bodyLength < 0 ? rest.Length : bodyLength;
        if (bodyLength < 0)
        {
            return false;
        }

        // Certificates and public keys have a middle of the same kind; only their family differs.
        var body = rest[..bodyLength].TrimEnd((byte)'-');
        var end = bodyStart + bodyLength + 5 + label.Length + 5;
        if (Describe(label, body, out match))
        {
            match = match with { Start = anchor - 4, Length = Math.Min(text.Length, end) - (anchor - 4), Shown = bodyStart - (anchor - 4), Checked = true };
            match = match with { Known = PublishedSecrets.Contains(PublishedSecrets.WithoutBlanks(body)) ? "published" : null };
            return true;
        }

        return false;
    }

    private static bool Describe(ReadOnlySpan<byte> label, ReadOnlySpan<byte> body, out SecretMatch match)
    {
        match = default;
        if (label.SequenceEqual("CERTIFICATE"u8) || label.SequenceEqual("X509 CERTIFICATE"u8) || label.SequenceEqual("TRUSTED CERTIFICATE"u8))
        {
            var certificate = Base64Text.DecodeLines(body);
            match = new SecretMatch(0, 0, "certificate", null, SecretFamily.Certificate) { Protected = null, Detail = "public" };
            return certificate.Length > 128 && certificate[0] == DerReader.Sequence;
        }

        if (label.SequenceEqual("PGP PRIVATE KEY BLOCK"u8))
        {
            return PgpKeys.TryDescribe(body, out match);
        }

        if (!label.EndsWith("PRIVATE KEY"u8))
        {
            return false;
        }

        if (label.StartsWith("OPENSSH"u8))
        {
            return IsOpenSsh(Base64Text.DecodeLines(body), out match);
        }

        // RFC 1421 4.6.1.1: Proc-Type: 4,ENCRYPTED, DEK-Info, an empty line.
        if (body.IndexOf("ENCRYPTED"u8) >= 0 && body.IndexOf("DEK-Info"u8) is >= 0 and var header)
        {
            var lineEnd = body[header..].IndexOfAny((byte)'\n', (byte)'\\');
            match = new SecretMatch(0, 0, "encrypted-private-key", null, SecretFamily.PrivateKey) { Protected = true, Detail = FirstWord(label) };
            return lineEnd >= 0 && Base64Text.DecodeLines(body[(header + lineEnd)..]).Length >= 64;
        }

        if (PrivateKeyStructure.Read(Base64Text.DecodeLines(body)) is not { } structure)
        {
            return false;
        }

        match = new SecretMatch(0, 0, structure.Protected ? "encrypted-private-key" : "private-key", null, SecretFamily.PrivateKey) { Protected = structure.Protected, Detail = structure.Algorithm };
        return true;
    }

    // OpenSSH PROTOCOL.key: "openssh-key-v1\0", then the name of the cipher, "none" without a passphrase.
    private static bool IsOpenSsh(ReadOnlySpan<byte> key, out SecretMatch match)
    {
        match = default;
        if (key.Length < 64 || !key.StartsWith("openssh-key-v1\0"u8))
        {
            return false;
        }

        var length = BinaryPrimitives.ReadInt32BigEndian(key[15..]);
        if (length is < 1 or > 40 || 19 + length > key.Length)
        {
            return false;
        }

        var encrypted = !key.Slice(19, length).SequenceEqual("none"u8);
        match = new SecretMatch(0, 0, encrypted ? "encrypted-ssh-key" : "ssh-key", null, SecretFamily.SshKey) { Protected = encrypted, Detail = "OpenSSH" };
        return true;
    }

    private static string? FirstWord(ReadOnlySpan<byte> label) => label.StartsWith("RSA"u8) ? "RSA" : label.StartsWith("EC"u8) ? "EC" : label.StartsWith("DSA"u8) ? "DSA" : null;
}
