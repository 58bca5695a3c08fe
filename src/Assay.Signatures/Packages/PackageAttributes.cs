using System.Formats.Asn1;
using Assay.Signatures.Cms;

namespace Assay.Signatures.Packages;

/// <summary>Reads the attributes that NuGet adds to the signers of packages.</summary>
internal static class PackageAttributes
{
    private const int MaximumOwners = 64;

    /// <summary>What a signer says it signed for, as an object identifier (RFC 5126 5.11.1); null when it does not say.</summary>
    public static string? Commitment(SignedMessageSigner signer) => Read(signer, ObjectIds.CommitmentType, reader => reader.ReadSequence().ReadObjectIdentifier());

    /// <summary>Address of the repository's service index; null when the signer is none.</summary>
    public static string? ServiceIndex(SignedMessageSigner signer) => Read(signer, ObjectIds.ServiceIndex, reader => reader.ReadCharacterString(UniversalTagNumber.IA5String));

    /// <summary>Names of the package's owners when it was signed, comma-separated; null when the signer does not say.</summary>
    public static string? Owners(SignedMessageSigner signer) => Read(signer, ObjectIds.PackageOwners, reader =>
    {
        var owners = new List<string>();
        var list = reader.ReadSequence();
        while (list.HasData && owners.Count < MaximumOwners)
        {
            owners.Add(list.ReadCharacterString(UniversalTagNumber.UTF8String));
        }

        return string.Join(',', owners);
    });

    private static string? Read(SignedMessageSigner signer, string type, Func<AsnReader, string> read)
    {
        if (signer.SignedAttribute(type) is not { Values: [var value] })
        {
            return null;
        }

        try
        {
            return read(new AsnReader(value, AsnEncodingRules.BER));
        }
        catch (AsnContentException)
        {
            return null;
        }
    }
}
