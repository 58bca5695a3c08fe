using System.Formats.Asn1;
using Assay.Signatures.Cms;

namespace Assay.Signatures.Certificates;

/// <summary>A name of a certificate (RFC 5280 4.1.2.4): its encoding, and the parts that tell people who it is.</summary>
internal sealed class DistinguishedName
{
    private const int MaximumParts = 64;

    public required ReadOnlyMemory<byte> Encoded { get; init; }

    public required string? CommonName { get; init; }

    public required string? Organization { get; init; }

    public required string? Country { get; init; }

    /// <summary>What to call it: the common name, else the organization, else null.</summary>
    public string? DisplayName => CommonName ?? Organization;

    /// <summary>True when country, organization and common name are there.</summary>
    public bool IsComplete => !string.IsNullOrWhiteSpace(CommonName) && !string.IsNullOrWhiteSpace(Organization) && !string.IsNullOrWhiteSpace(Country);

    /// <summary>Compares by encoding: authorities write their name the same everywhere.</summary>
    public bool Matches(DistinguishedName other) => Encoded.Span.SequenceEqual(other.Encoded.Span);

    /// <summary>Reads a Name.</summary>
    /// <exception cref="AsnContentException">The encoding is broken.</exception>
    public static DistinguishedName Read(ReadOnlyMemory<byte> encoded)
    {
        string? commonName = null, organization = null, country = null;
        var parts = new AsnReader(encoded, AsnEncodingRules.BER).ReadSequence();
        for (var i = 0; parts.HasData && i < MaximumParts; i++)
        {
            var set = parts.ReadSetOf();
            while (set.HasData)
            {
                var part = set.ReadSequence();
                var type = part.ReadObjectIdentifier();
                switch (type)
                {
                    // The last common name is the most specific one.
                    case ObjectIds.CommonName:
                        commonName = ReadText(part) ?? commonName;
                        break;
                    case ObjectIds.Organization:
                        organization = ReadText(part) ?? organization;
                        break;
                    case ObjectIds.Country:
                        country = ReadText(part) ?? country;
                        break;
                }
            }
        }

        return new DistinguishedName { Encoded = encoded, CommonName = commonName, Organization = organization, Country = country };
    }

    // RFC 5280 4.1.2.4: DirectoryString. Teletex strings are read as Latin-1, which is how they are written.
    private static string? ReadText(AsnReader reader)
    {
        var tag = reader.PeekTag();
        if (tag.TagClass != TagClass.Universal)
        {
            return null;
        }

        try
        {
            return (UniversalTagNumber)tag.TagValue switch
            {
                UniversalTagNumber.UTF8String or UniversalTagNumber.PrintableString or UniversalTagNumber.IA5String or UniversalTagNumber.BMPString
                    => reader.ReadCharacterString((UniversalTagNumber)tag.TagValue),
                UniversalTagNumber.TeletexString => System.Text.Encoding.Latin1.GetString(reader.PeekContentBytes().Span),
                _ => null,
            };
        }
        catch (AsnContentException)
        {
            return null;
        }
    }
}
