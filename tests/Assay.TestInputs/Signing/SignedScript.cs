using System.Formats.Asn1;
using System.Security.Cryptography;
using System.Text;

namespace Assay.TestInputs.Signing;

/// <summary>Makes scripts with a signature block, as the signing command of PowerShell writes them; every member is a choice or a way to make one wrong.</summary>
public sealed record SignedScript
{
    /// <summary>The text, with its own line breaks.</summary>
    public string Text { get; init; } = "Get-Date\r\n";

    /// <summary>How the file is stored.</summary>
    public Encoding Encoding { get; init; } = new UTF8Encoding(encoderShouldEmitUTF8Identifier: false);

    /// <summary>What lines of the block begin and end with.</summary>
    public (string Prefix, string Suffix) Style { get; init; } = ("# ", "");

    /// <summary>How it is signed; content and type of the content are filled in.</summary>
    public TestMessage Message { get; init; } = new();

    /// <summary>Digest of the text.</summary>
    public HashAlgorithmName Digest { get; init; } = HashAlgorithmName.SHA256;

    /// <summary>The text that is hashed, where it is not the one of the file.</summary>
    public string? SignedText { get; init; }

    /// <summary>Identifier of the kind of file in the signature.</summary>
    public byte[] Package { get; init; } = [0x1F, 0xCC, 0x3B, 0x60, 0x59, 0x4B, 0x08, 0x4E, 0xB7, 0x24, 0xD2, 0xC6, 0x29, 0x7E, 0xF3, 0x51];

    /// <summary>Wraps what is signed into an octet string, as libraries do that know no other content.</summary>
    public bool IsWrapped { get; init; }

    /// <summary>Makes the signature.</summary>
    public byte[] Sign()
    {
        var mark = Encoding.Preamble.Length > 0 ? "\uFEFF" : "";
        var hash = CryptographicOperations.HashData(Digest, Encoding.Unicode.GetBytes(mark + (SignedText ?? Text)));
        var content = IndirectData("1.3.6.1.4.1.311.2.1.30", Information(Package), Digest, hash);
        return (Message with { ContentType = "1.3.6.1.4.1.311.2.1.4", Content = IsWrapped ? DerText.Encode(writer => writer.WriteOctetString(content)) : content }).Sign();
    }

    /// <summary>Makes the block around a signature.</summary>
    public string Block(byte[] signature)
    {
        var (prefix, suffix) = Style;
        var block = new StringBuilder($"\r\n{prefix}SIG # Begin signature block{suffix}\r\n");
        foreach (var line in Convert.ToBase64String(signature).Chunk(64))
        {
            block.Append(prefix).Append(line).Append(suffix).Append("\r\n");
        }

        return block.Append($"{prefix}SIG # End signature block{suffix}\r\n").ToString();
    }

    /// <summary>Makes the file as a text.</summary>
    public string Write() => Text + Block(Sign());

    /// <summary>Makes the file.</summary>
    public byte[] Build() => Store(Write());

    /// <summary>Stores a text as the file is stored.</summary>
    public byte[] Store(string text) => [.. Encoding.Preamble, .. Encoding.GetBytes(text)];

    /// <summary>Encodes what Authenticode signs: kind of file and digest.</summary>
    public static byte[] IndirectData(string type, Action<AsnWriter>? data, HashAlgorithmName digest, byte[] hash) => DerText.Encode(writer => writer.Sequence(() =>
    {
        writer.Sequence(() =>
        {
            writer.WriteObjectIdentifier(type);
            data?.Invoke(writer);
        });
        writer.Sequence(() =>
        {
            writer.Digest(digest);
            writer.WriteOctetString(hash);
        });
    }));

    // SpcSipInfo { version, identifier, five reserved numbers }
    private static Action<AsnWriter> Information(byte[] package) => writer => writer.Sequence(() =>
    {
        writer.WriteInteger(0x10000);
        writer.WriteOctetString(package);
        for (var i = 0; i < 5; i++)
        {
            writer.WriteInteger(0);
        }
    });
}
