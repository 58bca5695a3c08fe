using System.Globalization;
using Assay.Model;
using Assay.Signatures.Certificates;
using Assay.Signatures.Cms;
using Assay.Signatures.Packages;

namespace Assay.Signatures;

/// <summary>Writes what came out of verifying as facts.</summary>
internal sealed class SignatureFacts(FactWriter facts, SignaturePosition at)
{
    /// <summary>Writes the fact of a signer and those of its time stamps.</summary>
    public void Write(SignerResult result, ReadOnlySpan<Argument> more)
    {
        var arguments = new List<Argument>(24) { new("status", result.Status.Name()) };
        Add(arguments, "digest", result.Signer.Digest is { Length: > 0 } digest ? Digests.NameOf(digest) : null);
        AddCertificate(arguments, result.Certificate, result.Chain);
        Add(arguments, "signed-at", TimeText(result.SignedAt));
        arguments.Add(new Argument("timestamp", result.Timestamps.Count == 0 ? "none" : (result.Timestamp ?? result.Timestamps[0]).Kind));
        Add(arguments, "cross-not-after", TimeText(result.CrossCertificates.Count == 0 ? null : result.CrossCertificates.Min(cross => cross.NotAfter)));
        if (result.Role is "author" or "repository")
        {
            AddPackage(arguments, result.Signer);
        }

        arguments.AddRange(more);
        Add(FactKind.Signature, result.Role, arguments);
        foreach (var stamp in result.Timestamps)
        {
            Write(stamp, result.Role);
        }
    }

    /// <summary>Writes an anomaly.</summary>
    public void Anomaly(string id, params ReadOnlySpan<Argument> arguments)
    {
        var list = new List<Argument>(arguments.Length);
        foreach (var argument in arguments)
        {
            if (argument.Value is not null)
            {
                list.Add(argument);
            }
        }

        Add(FactKind.Anomaly, id, list);
    }

    /// <summary>A time as facts spell it.</summary>
    public static string? TimeText(DateTimeOffset? time) => time?.UtcDateTime.ToString("yyyy-MM-dd'T'HH:mm:ss'Z'", CultureInfo.InvariantCulture);

    private void Write(TimestampResult stamp, string role)
    {
        var arguments = new List<Argument>(16) { new("of", role), new("status", stamp.Status.Name()), new("timestamp", stamp.Kind) };
        Add(arguments, "digest", stamp.Digest is null ? null : Digests.NameOf(stamp.Digest));
        Add(arguments, "imprint", stamp.Imprint is null ? null : Digests.NameOf(stamp.Imprint));
        Add(arguments, "signed-at", TimeText(stamp.Time));
        AddCertificate(arguments, stamp.Certificate, stamp.Chain);
        Add(FactKind.Signature, "timestamp", arguments);
    }

    private static void AddPackage(List<Argument> arguments, SignedMessageSigner signer)
    {
        Add(arguments, "commitment", PackageAttributes.Commitment(signer) switch
        {
            ObjectIds.ProofOfOrigin => "proof-of-origin",
            ObjectIds.ProofOfReceipt => "proof-of-receipt",
            var other => other,
        });
        Add(arguments, "service-index", PackageAttributes.ServiceIndex(signer));
        Add(arguments, "owners", PackageAttributes.Owners(signer));
    }

    private static void AddCertificate(List<Argument> arguments, Certificate? certificate, CertificateChain? chain)
    {
        if (certificate is null)
        {
            return;
        }

        Add(arguments, "key", certificate.Key.Name);
        Add(arguments, "signer", certificate.Subject.CommonName);
        Add(arguments, "organization", certificate.Subject.Organization);
        Add(arguments, "issuer", certificate.Issuer.DisplayName);
        Add(arguments, "thumbprint", certificate.Thumbprint);
        Add(arguments, "serial", certificate.Serial);
        Add(arguments, "not-before", TimeText(certificate.NotBefore));
        Add(arguments, "not-after", TimeText(certificate.NotAfter));
        Add(arguments, "trust", chain?.Trust.Name());
        Add(arguments, "root", chain?.Root);
    }

    private static void Add(List<Argument> arguments, string name, string? value)
    {
        if (!string.IsNullOrEmpty(value))
        {
            arguments.Add(new Argument(name, value));
        }
    }

    private void Add(FactKind kind, string value, List<Argument> arguments) =>
        facts.Add(kind, value, arguments: new ArgumentList([.. arguments]), positionKind: at.Kind, position: at.Position, column: at.Column);
}
