using System.Buffers;
using System.Buffers.Text;
using System.Globalization;
using Assay.Model;
using Assay.Signatures.Cms;

namespace Assay.Signatures.Scripts;

/// <summary>Verifies the signature block at the end of scripts and of the other texts that PowerShell checks.</summary>
/// <remarks>about_Signing. Where a mark is misspelt and what stands behind a block in a script are told by the analyser of PowerShell, which knows comments from code.</remarks>
public static class ScriptSignatureAnalyzer
{
    /// <summary>Names the state of this analyser.</summary>
    public const string Version = "1";

    private const string Role = "script";
    private const string Invalid = "signature-block-invalid";
    private const string Fake = "fake-signature-block";

    /// <summary>Writes the <c>signature</c> fact of a file's block, and anomalies where the block is none.</summary>
    /// <param name="file">The bytes of the file.</param>
    /// <param name="kind">What the file is: it decides how the lines of a block are written.</param>
    /// <param name="verifier">Verifies.</param>
    /// <param name="facts">Takes the facts, after those of the file's own analyser.</param>
    public static void Analyze(ReadOnlyMemory<byte> file, ArtifactKind kind, SignatureVerifier verifier, FactWriter facts)
    {
        if (BlockStyle.Of(kind) is not { } style || !ScriptText.TryOpen(file.Span, out var text))
        {
            return;
        }

        var block = BlockFinder.Find(text.Units, style);
        if (block.State == BlockState.None || (style == BlockStyle.Script && block.HasTail))
        {
            return;
        }

        var at = new SignaturePosition(PositionKind.LineColumn, 1 + text.Units[..block.Start].Count((byte)'\n'), 1);
        if (block.IsRepeated)
        {
            Add(facts, Fake, at, "how", "repeated");
        }

        switch (block.State)
        {
            case BlockState.EndOnly:
                AddOnce(facts, Fake, at, "no beginning");
                break;

            case BlockState.OtherStyle:
                AddOnce(facts, Fake, at, "comments of another kind of file");
                break;

            case BlockState.Broken:
                AddInvalid(facts, at, "A line is no line of a signature block, or its end is missing.");
                break;

            case BlockState.Whole when block.Base64.IsEmpty:
                AddOnce(facts, Fake, at, "empty");
                break;

            default:
                Verify(text, block, at, verifier, facts);
                break;
        }
    }

    private static void Verify(in ScriptText text, in SignatureBlock block, SignaturePosition at, SignatureVerifier verifier, FactWriter facts)
    {
        if (Decode(block.Base64.Span, out var reason) is not { } encoded || SignedMessage.TryRead(encoded, out reason) is not { } message)
        {
            AddInvalid(facts, at, reason!);
            return;
        }

        if (message.Signers.Count == 0 || SubjectDigest.TryRead(message) is not { } signed)
        {
            AddInvalid(facts, at, "The signature is none of a script.");
            return;
        }

        var content = verifier.IsOn ? ScriptContent.Compare(text.Bytes[..(block.ContentLength * text.UnitSize)], text.Form, signed) : default;
        if (block.HasTail && content.State == ContentState.Matches)
        {
            content = content with { State = ContentState.Differs };
        }

        List<Argument> more = [];
        if (content.Encoding is { } encoding)
        {
            more.Add(new Argument("encoding", encoding));
        }

        if (content.HasOtherLineEnds)
        {
            more.Add(new Argument("line-ends", "normalised"));
        }

        var results = verifier.Write(message, Role, content.State, facts, at, [.. more]);
        if (block.HasTail)
        {
            Add(facts, "signature-covers-part", at, "signer", results[0].Certificate?.Subject.DisplayName);
        }
    }

    // One encoding for each signature: what base-64 leaves open must be zero.
    private static byte[]? Decode(ReadOnlySpan<byte> base64, out string? reason)
    {
        if (base64.Length / 4 * 3 > SignedMessage.MaximumBytes + 2)
        {
            reason = $"The signature has more than {SignedMessage.MaximumBytes} bytes: it is not read.";
            return null;
        }

        reason = "The lines of the signature block are not base-64.";
        var bytes = new byte[Base64.GetMaxDecodedFromUtf8Length(base64.Length)];
        if (Base64.DecodeFromUtf8(base64, bytes, out var consumed, out var length) != OperationStatus.Done || consumed != base64.Length)
        {
            return null;
        }

        Span<byte> last = stackalloc byte[4];
        var rest = length % 3 == 0 ? 3 : length % 3;
        if (length == 0 || Base64.EncodeToUtf8(bytes.AsSpan(length - rest, rest), last, out _, out _) != OperationStatus.Done || !base64.EndsWith(last))
        {
            return null;
        }

        return bytes[..length];
    }

    // The analyser of PowerShell may have said so already.
    private static void AddOnce(FactWriter facts, string id, SignaturePosition at, string how)
    {
        foreach (ref readonly var record in facts.Records)
        {
            if (record.Kind == FactKind.Anomaly && facts.Text(record.Value) == id)
            {
                return;
            }
        }

        Add(facts, id, at, "how", how);
    }

    private static void AddInvalid(FactWriter facts, SignaturePosition at, string reason)
    {
        facts.AddProblem(ProblemId.SignatureUnreadable, $"The signature block was not verified. {reason}", string.Create(CultureInfo.InvariantCulture, $"{at.Position}:{at.Column}"), incomplete: false);
        Add(facts, Invalid, at, "reason", reason);
    }

    private static void Add(FactWriter facts, string id, SignaturePosition at, string name, string? value) =>
        facts.Add(FactKind.Anomaly, id, arguments: new ArgumentList(value is null ? [new Argument("role", Role)] : [new Argument("role", Role), new Argument(name, value)]),
            positionKind: at.Kind, position: at.Position, column: at.Column);
}
