using Assay.Signatures.Certificates;

namespace Assay.Signatures.Cms;

/// <summary>One SignedData (RFC 5652, PKCS#7 1.5), decoded. The envelope may be BER, as the standard allows; what is signed in it is taken byte by byte.</summary>
internal sealed class SignedMessage
{
    /// <summary>Bytes of a message; more is not read.</summary>
    public const int MaximumBytes = 8 * 1024 * 1024;

    internal SignedMessage()
    {
    }

    /// <summary>Object identifier of the encapsulated content.</summary>
    public required string ContentType { get; init; }

    /// <summary>The encapsulated content as it is hashed: what an octet string holds, or what the sequence of Authenticode and catalogues holds without its tag and length.</summary>
    public required ReadOnlyMemory<byte> Content { get; init; }

    /// <summary>The encapsulated content with tag and length; empty when the message carries none.</summary>
    public required ReadOnlyMemory<byte> EncodedContent { get; init; }

    /// <summary>True when the message carries no content.</summary>
    public bool IsDetached => EncodedContent.IsEmpty;

    public required IReadOnlyList<SignedMessageSigner> Signers { get; init; }

    public required IReadOnlyList<Certificate> Certificates { get; init; }

    /// <summary>Certificates that could not be decoded.</summary>
    public required int UnreadableCertificates { get; init; }

    /// <summary>Revocation lists, as they are encoded.</summary>
    public required IReadOnlyList<ReadOnlyMemory<byte>> RevocationLists { get; init; }

    /// <summary>OCSP responses, as they are encoded.</summary>
    public required IReadOnlyList<ReadOnlyMemory<byte>> OcspResponses { get; init; }

    /// <summary>Parts outside of every signature that are not as the format asks: <c>version</c>, <c>signer-version</c>, <c>digest-algorithms</c>, <c>algorithm-parameters</c>.</summary>
    public IReadOnlyList<string> Irregularities { get; init; } = [];

    /// <summary>Reads a message that fills <paramref name="encoded"/>; null with the reason when it is broken or exceeds a limit.</summary>
    public static SignedMessage? TryRead(ReadOnlyMemory<byte> encoded, out string? reason)
    {
        var message = TryRead(encoded, out var length, out reason);
        if (message is not null && length != encoded.Length)
        {
            reason = $"{encoded.Length - length} bytes follow the signature.";
            return null;
        }

        return message;
    }

    /// <summary>Reads the message at the start of <paramref name="encoded"/> and tells its length.</summary>
    public static SignedMessage? TryRead(ReadOnlyMemory<byte> encoded, out int length, out string? reason) => SignedMessageReader.TryRead(encoded, out length, out reason);
}
