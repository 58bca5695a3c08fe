using Assay.Model;
using Assay.Signatures.Cms;

namespace Assay.Signatures.Catalogs;

/// <summary>Verifies catalogues of Windows and states which files they list. Whether those files are as listed is told when all of them were read.</summary>
public static class CatalogueAnalyzer
{
    /// <summary>Names the state of this analyser.</summary>
    public const string Version = "1";

    private const string Role = "catalogue";
    private const byte SequenceTag = 0x30;

    /// <summary>Writes the <c>signature</c> fact of the catalogue, and, unless verification is off, a <c>digest</c> fact for each file that it lists.</summary>
    public static void Analyze(ReadOnlyMemory<byte> file, SignatureVerifier verifier, FactWriter facts)
    {
        if (SignedMessage.TryRead(file, out var reason) is not { } message)
        {
            SignatureVerifier.WriteMalformed(Role, reason!, facts);
            return;
        }

        if (message.ContentType != ObjectIds.TrustList || message.EncodedContent.Span is not [SequenceTag, ..])
        {
            SignatureVerifier.WriteMalformed(Role, "The signature is none of a catalogue.", facts);
            return;
        }

        if (CatalogueContent.TryRead(message.Content, out reason) is not { } content)
        {
            SignatureVerifier.WriteMalformed(Role, reason!, facts);
            return;
        }

        // The list is the content: whoever signed the message signed it.
        if (verifier.Write(message, Role, ContentState.Matches, facts).Count == 0)
        {
            facts.Add(FactKind.Anomaly, "catalogue-unsigned", arguments: new ArgumentList(new Argument("role", Role)));
        }

        if (!verifier.IsOn)
        {
            return;
        }

        foreach (var member in content.Members)
        {
            var digest = Convert.ToHexStringLower(member.Digest.Span);
            var arguments = new List<Argument>(4) { new("algorithm", member.DigestId is { } id ? Digests.NameOf(id) : "none"), new("of", member.IsImage ? "image" : "file") };
            if (member.Name is { } name)
            {
                arguments.Add(new Argument("file", name));
                arguments.Add(new Argument("list", member.IsOfTree ? "tree" : "files"));
            }

            facts.Add(FactKind.Digest, digest, arguments: new ArgumentList([.. arguments]));
        }
    }
}
