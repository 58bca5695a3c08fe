using System.Runtime.InteropServices;
using Assay.Model;
using Assay.Signatures.Certificates;
using Assay.Signatures.Cms;

namespace Assay.Signatures;

/// <summary>Checks signatures against roots and revocation data, and states the outcome as facts. Thread-safe; one instance serves many packages and remembers what it verified.</summary>
public sealed class SignatureVerifier
{
    /// <summary>The role to give for a package signature, whose signers say themselves whether they are author or repository.</summary>
    internal const string PackageRole = "package";

    private readonly SignatureSettings _settings;
    private readonly MessageVerification _verification;
    private readonly CertificateAnomalies _anomalies;

    /// <summary>Verifies by the settings.</summary>
    public SignatureVerifier(SignatureSettings settings)
    {
        _settings = settings;
        _verification = new MessageVerification(settings);
        _anomalies = new CertificateAnomalies(settings, _verification.Cache);
    }

    /// <summary>False when signatures are stated without being verified: digests of contents need not be computed then.</summary>
    public bool IsOn => _settings.Verify;

    /// <summary>Keys of strong names that were read.</summary>
    internal StrongNames.StrongNameKeys StrongNames { get; } = new();

    /// <summary>Verifies the signers of a message and writes their <c>signature</c> facts and anomalies.</summary>
    /// <param name="message">The message.</param>
    /// <param name="role">Role of the signers; package signatures tell it themselves.</param>
    /// <param name="content">Whether what the message says about the signed file fits it.</param>
    /// <param name="facts">Where to.</param>
    /// <param name="at">Where in the file the signature is.</param>
    /// <param name="more">Further arguments of the <c>signature</c> facts of the signers.</param>
    /// <returns>What came out of each signer, counter-signing repositories included.</returns>
    internal IReadOnlyList<SignerResult> Write(SignedMessage message, string role, ContentState content, FactWriter facts, SignaturePosition at = default, params ReadOnlySpan<Argument> more)
    {
        var results = Verify(message, role, content);
        var writing = new SignatureFacts(facts, at);
        foreach (var result in results)
        {
            writing.Write(result, more);
        }

        if (_settings.Verify)
        {
            SignatureAnomalies.Write(results, message.UnreadableCertificates, message.Irregularities, writing, Difference(more));
            _anomalies.Write(results, message.Certificates, message.RevocationLists, message.OcspResponses, writing);
        }

        return results;
    }

    /// <summary>Verifies the signers of a message.</summary>
    internal IReadOnlyList<SignerResult> Verify(SignedMessage message, string role, ContentState content) => _verification.Run(message, role, content);

    /// <summary>States what a signer's certificate is worth where the signature itself is not CMS.</summary>
    internal SignerResult Write(string role, string? digest, SignatureStatus status, Certificate certificate, IReadOnlyList<Certificate> pool, FactWriter facts, SignaturePosition at = default, params ReadOnlySpan<Argument> more)
    {
        var result = _verification.Judge(role, digest, status, certificate, pool);
        var writing = new SignatureFacts(facts, at);
        writing.Write(result, more);
        if (_settings.Verify)
        {
            SignatureAnomalies.Write([result], 0, [], writing);
            _anomalies.Write([result], pool, [], [], writing);
        }

        return result;
    }

    // Other line breaks are a change that a policy may take lightly: it is said with the change, too.
    private static Argument Difference(ReadOnlySpan<Argument> more)
    {
        foreach (var argument in more)
        {
            if (argument.Name == "line-ends")
            {
                return argument;
            }
        }

        return default;
    }

    /// <summary>States a signature that could not be read.</summary>
    internal static void WriteMalformed(string role, string reason, FactWriter facts, SignaturePosition at = default)
    {
        facts.AddProblem(ProblemId.SignatureUnreadable, reason, incomplete: false);
        new SignatureFacts(facts, at).Anomaly("signature-malformed", new Argument("role", role), new Argument("reason", reason));
    }
}

/// <summary>Where in a file a signature is.</summary>
/// <param name="Kind">What the numbers count.</param>
/// <param name="Position">The position or line.</param>
/// <param name="Column">The column in a line.</param>
[StructLayout(LayoutKind.Auto)]
internal readonly record struct SignaturePosition(PositionKind Kind, int Position, int Column = 0);
