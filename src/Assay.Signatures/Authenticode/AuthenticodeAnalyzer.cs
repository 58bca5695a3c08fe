using System.Globalization;
using Assay.Model;
using Assay.Signatures.Cms;

namespace Assay.Signatures.Authenticode;

/// <summary>Checks the Authenticode signatures of one PE image ("Windows Authenticode Portable Executable Signature Format").</summary>
internal sealed class AuthenticodeAnalyzer(PeFile file, FactWriter facts, SignatureVerifier verifier)
{
    private const string Role = "authenticode";

    /// <summary>IMAGE_DLLCHARACTERISTICS_FORCE_INTEGRITY (Microsoft PE format, "DLL Characteristics").</summary>
    private const int ForceIntegrity = 0x80;

    // Tools nest a second signature beside the first; each nested one may nest again.
    private const int MaximumDepth = FixedLimits.SignatureDepth;
    private const int MaximumMessages = 16;

    private readonly List<SignerResult> _results = [];
    private int _messages;
    private bool _hasUnread;
    private bool _hasPageHashes;
    private bool _isUncoveredBehindTable;

    public void Analyze()
    {
        if (!file.HasWholeTable)
        {
            SignatureVerifier.WriteMalformed(Role, "The certificate table does not lie in the file.", facts);
            return;
        }

        var table = CertificateTable.Read(file);
        foreach (var entry in table.Entries)
        {
            if (entry.Type == CertificateTable.SignedData)
            {
                Read(entry.Content, At(entry.Offset), isNested: _messages > 0, depth: 0);
            }
            else
            {
                WriteExcluded(At(entry.Offset), entry.Content.Length, new Argument("type", Number(entry.Type)));
            }
        }

        if (table.Flaw is { } flaw)
        {
            SignatureVerifier.WriteMalformed(Role, Sentence(flaw), facts, At((int)file.TableStart));
        }

        if (_hasUnread)
        {
            SignatureVerifier.WriteMalformed(Role, "The file has more signatures than are read.", facts, At((int)file.TableStart));
        }

        if (verifier.IsOn)
        {
            WriteUncovered(table);
            WriteBuild();
        }
    }

    private void Read(ReadOnlyMemory<byte> encoded, SignaturePosition at, bool isNested, int depth)
    {
        if (_messages >= MaximumMessages || depth > MaximumDepth)
        {
            _hasUnread = true;
            return;
        }

        _messages++;

        if (SignedMessage.TryRead(encoded, out var reason) is not { } message)
        {
            SignatureVerifier.WriteMalformed(Role, reason ?? "The signature cannot be read.", facts, at);
            return;
        }

        var content = message.ContentType == ObjectIds.AuthenticodeContent ? IndirectData.TryRead(message.Content) : null;
        if (content is null)
        {
            SignatureVerifier.WriteMalformed(Role, "The signature says nothing about the file.", facts, at);
        }

        List<Argument> more = [];
        if (isNested)
        {
            more.Add(new Argument("nested", "true"));
        }

        if (content?.PageHashes is { } pages)
        {
            _hasPageHashes = true;
            more.Add(new Argument("page-hashes", Name(pages)));
        }

        var results = verifier.Write(message, Role, State(content), facts, at, [.. more]);
        _results.AddRange(results);
        if (verifier.IsOn)
        {
            WritePages(content?.PageHashes, at);
        }

        foreach (var nested in message.Signers.SelectMany(signer => signer.UnsignedValues(ObjectIds.NestedSignature)))
        {
            Read(nested, at, isNested: true, depth + 1);
        }
    }

    // A signature of something else does not become one of this file by being put into it.
    private ContentState State(IndirectData? content)
    {
        if (!verifier.IsOn)
        {
            return ContentState.Unknown;
        }

        // Nor does a signature vouch for an image part of which lies where nothing is hashed.
        if (content is null || content.DataType != IndirectData.PeImage || file.MappedTableBytes > 0)
        {
            return ContentState.Differs;
        }

        if (Digests.NameFor(Digests.FromObjectId(content.Algorithm)) is not { } algorithm)
        {
            return ContentState.Unknown;
        }

        if (file.Digest(algorithm).SequenceEqual(content.Digest.Span))
        {
            return ContentState.Matches;
        }

        // Windows hashes what is behind the table, too: such a file does not verify, but it is worth knowing that only this part was added.
        _isUncoveredBehindTable |= BehindTable > 0 && ImageDigest.Compute(file, algorithm, withDataBehindTable: false).AsSpan().SequenceEqual(content.Digest.Span);
        return ContentState.Differs;
    }

    private void WritePages(PageHashTable? pages, SignaturePosition at)
    {
        if (pages?.Compare(file) is { Count: > 0 } difference)
        {
            Write("page-hash-mismatch", at, new Argument("count", Number(difference.Count)), new Argument("first", Number(difference.First)), new Argument("digest", Name(pages)));
        }
    }

    private void WriteUncovered(CertificateTable table)
    {
        foreach (var entry in table.Entries)
        {
            if (entry.BytesBehind > 0)
            {
                WritePart("entry", entry.Offset + 8 + entry.Content.Length, entry.BytesBehind);
            }
        }

        // What follows no signature is not outside of one.
        if (table.Unnamed.Count > 0 && _results.Count > 0)
        {
            WritePart("table", table.Unnamed.Offset, table.Unnamed.Count);
        }

        if (file.MappedTableBytes is > 0 and var mapped)
        {
            WritePart("section", (int)file.TableStart, (int)Math.Min(mapped, int.MaxValue));
        }

        if (_isUncoveredBehindTable)
        {
            WritePart("behind-table", (int)(file.TableStart + file.TableSize), BehindTable);
        }
    }

    private void WriteBuild()
    {
        if (_results.Count == 0)
        {
            return;
        }

        if ((file.DllCharacteristics & ForceIntegrity) != 0 && !_hasPageHashes)
        {
            Write("integrity-enforced-without-page-hashes", At((int)file.TableStart));
        }

        if (_results.TrueForAll(result => result.TimestampCount == 0) && BuildMarks.IsReproducible(file))
        {
            Write("reproducible-build-without-timestamp", At((int)file.TableStart));
        }
    }

    private void WritePart(string where, int offset, int size) => Write("signature-covers-part", At(offset), new Argument("where", where), new Argument("size", Number(size)));

    private void WriteExcluded(SignaturePosition at, int size, Argument what)
    {
        if (verifier.IsOn)
        {
            Write("signature-excluded-content", at, what, new Argument("size", Number(size)));
        }
    }

    private void Write(string anomaly, SignaturePosition at, params ReadOnlySpan<Argument> arguments) =>
        new SignatureFacts(facts, at).Anomaly(anomaly, [new Argument("role", Role), new Argument("signer", _results.FirstOrDefault()?.Certificate?.Subject.DisplayName), .. arguments]);

    private int BehindTable => (int)(file.Memory.Length - file.TableStart - file.TableSize);

    private static SignaturePosition At(int offset) => new(PositionKind.ByteOffset, offset);

    private static string Name(PageHashTable pages) => pages.Algorithm.Name!.ToLowerInvariant();

    private static string Number(long number) => number.ToString(CultureInfo.InvariantCulture);

    private static string Sentence(string flaw) => flaw switch
    {
        "too-many-entries" => "The certificate table has more entries than are read.",
        "unknown-revision" => "An entry of the certificate table has a revision that is not known.",
        "entry-outside-table" => "An entry of the certificate table does not lie in the table.",
        _ => "The certificate table has no entry.",
    };
}
