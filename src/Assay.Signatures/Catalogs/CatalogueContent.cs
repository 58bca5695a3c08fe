using System.Formats.Asn1;
using System.Text;
using Assay.Signatures.Cms;

namespace Assay.Signatures.Catalogs;

/// <summary>The list of files in a catalogue: a certificate trust list whose subjects are digests of files.</summary>
/// <remarks>
/// [MS-CAESO] 4.4.5 (certificate trust list) with the object identifiers of catalogues (1.3.6.1.4.1.311.12.*), as makecat and New-FileCatalog write them:
/// <code>
/// { usage 12.1.1, identifier, this update, 12.1.2 (version 1, SHA-1) or 12.1.3 (version 2, SHA-256),
///   { { subject, { 12.2.1 { "FilePath", flags, "en-US\a.psd1" }, 2.1.4 { kind, digest } } ... },
///   [0] { 12.2.1 { "FilePath", flags, "empty.txt" } ... } }
/// </code>
/// Version 2 repeats each member under the SHA-1 of its subject without a digest of the file: those say nothing.
/// </remarks>
internal sealed class CatalogueContent
{
    private const int MaximumMembers = 50_000;
    private const int MaximumAttributes = 64;
    private const string CatalogueList = "1.3.6.1.4.1.311.12.1.1";
    private const string NameValue = "1.3.6.1.4.1.311.12.2.1";

    // The value of a name-value pair is what the flag says: text in UTF-16 with a zero at its end, or bytes that were given in base-64.
    private const int ValueIsBytes = 0x00020000;

    private static readonly Asn1Tag Extensions = new(TagClass.ContextSpecific, 0);

    private CatalogueContent(IReadOnlyList<CatalogueMember> members) => Members = members;

    /// <summary>The files, in the order of the list, empty ones last.</summary>
    public IReadOnlyList<CatalogueMember> Members { get; }

    /// <summary>Reads what stands within the sequence of the list; null with the reason when it is broken or none of files.</summary>
    public static CatalogueContent? TryRead(ReadOnlyMemory<byte> content, out string? reason)
    {
        try
        {
            reason = null;
            return new CatalogueContent(Read(new AsnReader(content, AsnEncodingRules.BER)));
        }
        catch (MessageLimitException exception)
        {
            reason = exception.Message;
        }
        catch (Exception exception) when (exception is AsnContentException or ArgumentException or OverflowException)
        {
            reason = "The list of files in the catalogue is broken.";
        }

        return null;
    }

    private static List<CatalogueMember> Read(AsnReader list)
    {
        if (list.PeekTag().HasSameClassAndValue(Asn1Tag.Integer))
        {
            list.ReadInteger();
        }

        if (list.ReadSequence().ReadObjectIdentifier() != CatalogueList)
        {
            throw new AsnContentException();
        }

        // Identifier, number, this and next update: none of them says anything of a file.
        while (list.PeekTag() != Asn1Tag.Sequence)
        {
            list.ReadEncodedValue();
        }

        list.ReadSequence();
        var members = new List<CatalogueMember>();
        if (list.HasData && list.PeekTag() == Asn1Tag.Sequence)
        {
            var subjects = list.ReadSequence();
            while (subjects.HasData)
            {
                if (ReadMember(subjects.ReadSequence()) is { } member)
                {
                    Add(members, member);
                }
            }
        }

        if (list.HasData)
        {
            ReadExtensions(list.ReadSequence(Extensions).ReadSequence(), members);
        }

        list.ThrowIfNotEmpty();
        return members;
    }

    private static void Add(List<CatalogueMember> members, CatalogueMember member)
    {
        if (members.Count == MaximumMembers)
        {
            throw new MessageLimitException($"The catalogue lists more than {MaximumMembers} files.");
        }

        members.Add(member);
    }

    private static CatalogueMember? ReadMember(AsnReader subject)
    {
        subject.ReadOctetString();
        if (!subject.HasData)
        {
            return null;
        }

        var attributes = subject.ReadSetOf(skipSortOrderValidation: true);
        subject.ThrowIfNotEmpty();
        SubjectDigest? data = null;
        (string? Name, bool IsOfTree) named = default;
        for (var count = 0; attributes.HasData && count < MaximumAttributes; count++)
        {
            var attribute = attributes.ReadSequence();
            var type = attribute.ReadObjectIdentifier();
            var values = attribute.ReadSetOf(skipSortOrderValidation: true);
            if (type == ObjectIds.AuthenticodeContent && values.HasData)
            {
                data = SubjectDigest.Read(values.ReadSequence());
            }
            else if (type == NameValue && values.HasData && ReadName(values.ReadSequence()) is { Name: not null } found)
            {
                named = found;
            }
        }

        return data is null ? null : new CatalogueMember(named.Name, data.DigestId, data.Digest, data.DataType == SubjectDigest.Image) { IsOfTree = named.IsOfTree };
    }

    // Files without a byte stand in the extensions of the list, as nothing of them can be hashed.
    private static void ReadExtensions(AsnReader extensions, List<CatalogueMember> members)
    {
        while (extensions.HasData)
        {
            var extension = extensions.ReadSequence();
            var type = extension.ReadObjectIdentifier();
            if (extension.PeekTag() == Asn1Tag.Boolean)
            {
                extension.ReadBoolean();
            }

            var value = extension.ReadOctetString();
            if (type == NameValue && ReadName(new AsnReader(value, AsnEncodingRules.BER).ReadSequence()) is { Name: { } name, IsOfTree: true })
            {
                Add(members, new CatalogueMember(name, null, default, IsImage: false) { IsOfTree = true });
            }
        }
    }

    // CatalogNameValue { tag, flags, value }
    private static (string? Name, bool IsOfTree) ReadName(AsnReader pair)
    {
        var tag = pair.ReadCharacterString(UniversalTagNumber.BMPString);
        var isBytes = pair.TryReadInt32(out var flags) && (flags & ValueIsBytes) != 0;
        var value = pair.ReadOctetString();
        var isOfTree = tag.Equals("FilePath", StringComparison.OrdinalIgnoreCase);
        if (!isOfTree && !tag.Equals("File", StringComparison.OrdinalIgnoreCase))
        {
            return default;
        }

        var name = (isBytes ? Encoding.UTF8 : Encoding.Unicode).GetString(value).TrimEnd('\0').Replace('\\', '/');
        return name.Length == 0 ? default : (name, isOfTree);
    }
}
