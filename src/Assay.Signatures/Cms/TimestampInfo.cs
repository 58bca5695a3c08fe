using System.Formats.Asn1;

namespace Assay.Signatures.Cms;

/// <summary>What a time-stamping authority signed (RFC 3161 2.4.2).</summary>
/// <param name="Digest">Object identifier of the imprint's digest.</param>
/// <param name="Imprint">Digest of what was stamped.</param>
/// <param name="Time">When.</param>
internal sealed record TimestampInfo(string Digest, ReadOnlyMemory<byte> Imprint, DateTimeOffset Time)
{
    /// <summary>Reads a TSTInfo; null when it is broken.</summary>
    public static TimestampInfo? TryRead(ReadOnlyMemory<byte> encoded)
    {
        try
        {
            // TSTInfo { version, policy, messageImprint { hashAlgorithm, hashedMessage }, serialNumber, genTime, ... }
            var info = new AsnReader(encoded, AsnEncodingRules.BER).ReadSequence();
            info.ReadInteger();
            info.ReadObjectIdentifier();
            var imprint = info.ReadSequence();
            var digest = imprint.ReadSequence().ReadObjectIdentifier();
            var hash = imprint.ReadOctetString();
            info.ReadInteger();
            return new TimestampInfo(digest, hash, info.ReadGeneralizedTime());
        }
        catch (Exception exception) when (exception is AsnContentException or InvalidOperationException or ArgumentException)
        {
            return null;
        }
    }

    /// <summary>True when the imprint is that of <paramref name="stamped"/>; null when its digest is not computed here.</summary>
    public bool? Fits(ReadOnlySpan<byte> stamped)
    {
        Span<byte> digest = stackalloc byte[Digests.MaximumSize];
        var size = Digests.Compute(Digests.FromObjectId(Digest), stamped, digest);
        return size == 0 ? null : Imprint.Span.SequenceEqual(digest[..size]);
    }
}
