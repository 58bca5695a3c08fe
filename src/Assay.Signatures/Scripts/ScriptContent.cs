using System.Security.Cryptography;
using System.Text;
using Assay.Signatures.Cms;

namespace Assay.Signatures.Scripts;

/// <summary>Whether the text of a script is the one that was signed.</summary>
/// <param name="State">The answer.</param>
/// <param name="Encoding">The code page in which alone it is; null where every machine reads the same text.</param>
/// <param name="HasOtherLineEnds">True when it would be with other line breaks: nothing else was changed.</param>
internal readonly record struct ScriptContent(ContentState State, string? Encoding, bool HasOtherLineEnds)
{
    // Larger texts are hashed as UTF-8 and as Western text only: each attempt reads all of it.
    private const int MaximumBytesOfAttempts = 16 * 1024 * 1024;
    private const int FewEncodings = 2;

    // SpcSipInfo names the subject interface package of PowerShell.
    private static ReadOnlySpan<byte> Package => [0x1F, 0xCC, 0x3B, 0x60, 0x59, 0x4B, 0x08, 0x4E, 0xB7, 0x24, 0xD2, 0xC6, 0x29, 0x7E, 0xF3, 0x51];

    /// <summary>Compares a text with the digest that was signed.</summary>
    public static ScriptContent Compare(ReadOnlySpan<byte> content, TextForm form, SubjectDigest signed)
    {
        if (Digests.NameFor(Digests.FromObjectId(signed.DigestId)) is not { } algorithm)
        {
            return new ScriptContent(ContentState.Unknown, null, HasOtherLineEnds: false);
        }

        if (signed.DataType != SubjectDigest.SubjectInterfacePackage || signed.Data.Span.IndexOf(Package) < 0)
        {
            return new ScriptContent(ContentState.Differs, null, HasOtherLineEnds: false);
        }

        var encodings = ScriptDigest.Encodings(content, form);
        foreach (var lineEnds in (ReadOnlySpan<LineEnds>)[LineEnds.AsTheyAre, LineEnds.CarriageReturns, LineEnds.LineFeeds])
        {
            if (Match(content, encodings, lineEnds, signed.Digest.Span, algorithm) is { } encoding)
            {
                return lineEnds == LineEnds.AsTheyAre
                    ? new ScriptContent(ContentState.Matches, encoding is UTF8Encoding or UnicodeEncoding ? null : encoding.WebName, HasOtherLineEnds: false)
                    : new ScriptContent(ContentState.Differs, null, HasOtherLineEnds: true);
            }
        }

        return new ScriptContent(ContentState.Differs, null, HasOtherLineEnds: false);
    }

    private static Encoding? Match(ReadOnlySpan<byte> content, IReadOnlyList<Encoding> encodings, LineEnds lineEnds, ReadOnlySpan<byte> digest, HashAlgorithmName algorithm)
    {
        var attempts = content.Length > MaximumBytesOfAttempts ? Math.Min(FewEncodings, encodings.Count) : encodings.Count;
        for (var i = 0; i < attempts; i++)
        {
            if (ScriptDigest.Compute(content, encodings[i], lineEnds, algorithm) is { } computed && digest.SequenceEqual(computed))
            {
                return encodings[i];
            }
        }

        return null;
    }
}
