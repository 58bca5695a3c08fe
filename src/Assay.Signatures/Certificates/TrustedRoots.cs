using System.Security.Cryptography;
using Assay.Signatures.Cms;

namespace Assay.Signatures.Certificates;

/// <summary>Authorities that chains may end at.</summary>
public sealed class TrustedRoots
{
    private readonly Dictionary<int, List<TrustedRoot>> _bySubject = [];

    internal TrustedRoots(IEnumerable<TrustedRoot> roots)
    {
        foreach (var root in roots)
        {
            var key = NameHash(root.Subject.Span);
            if (!_bySubject.TryGetValue(key, out var list))
            {
                _bySubject[key] = list = [];
            }

            list.Add(root);
        }
    }

    /// <summary>Reads certificates in PEM; each is trusted for code signing and time stamping.</summary>
    /// <exception cref="FormatException">There is none, or one is broken.</exception>
    public static TrustedRoots FromPem(ReadOnlySpan<char> text)
    {
        var roots = new List<TrustedRoot>();
        while (PemEncoding.TryFind(text, out var fields))
        {
            if (text[fields.Label] is "CERTIFICATE")
            {
                var encoded = new byte[fields.DecodedDataLength];
                if (!Convert.TryFromBase64Chars(text[fields.Base64Data], encoded, out _) || Certificate.TryRead(encoded) is not { } certificate)
                {
                    throw new FormatException($"Certificate {roots.Count + 1} of the list of roots cannot be read.");
                }

                roots.Add(TrustedRoot.From(certificate, RootPurposes.All));
            }

            text = text[fields.Location.End.GetOffset(text.Length)..];
        }

        return roots.Count > 0 ? new TrustedRoots(roots) : throw new FormatException("The list of roots holds no certificate in PEM.");
    }

    /// <summary>All roots.</summary>
    internal IEnumerable<TrustedRoot> All => _bySubject.Values.SelectMany(roots => roots);

    /// <summary>The roots of a name.</summary>
    internal IEnumerable<TrustedRoot> Find(DistinguishedName subject)
    {
        if (_bySubject.TryGetValue(NameHash(subject.Encoded.Span), out var roots))
        {
            foreach (var root in roots)
            {
                if (root.Subject.Span.SequenceEqual(subject.Encoded.Span))
                {
                    yield return root;
                }
            }
        }
    }

    private static int NameHash(ReadOnlySpan<byte> encoded)
    {
        var hash = new HashCode();
        hash.AddBytes(encoded);
        return hash.ToHashCode();
    }
}

/// <summary>What a root is trusted for.</summary>
[Flags]
internal enum RootPurposes
{
    None = 0,
    CodeSigning = 1,
    TimeStamping = 2,
    All = CodeSigning | TimeStamping,
}

/// <summary>One authority of the list: facts of its certificate.</summary>
internal sealed class TrustedRoot(string name, ReadOnlyMemory<byte> subject, Lazy<PublicKey> key, string thumbprint, DateTimeOffset notAfter, RootPurposes purposes)
{
    public string Name => name;

    /// <summary>The subject as it is encoded.</summary>
    public ReadOnlyMemory<byte> Subject => subject;

    public PublicKey Key => key.Value;

    public string Thumbprint => thumbprint;

    public DateTimeOffset NotAfter => notAfter;

    public RootPurposes Purposes => purposes;

    public static TrustedRoot From(Certificate certificate, RootPurposes purposes) =>
        new(certificate.Subject.DisplayName ?? "", certificate.Subject.Encoded, new Lazy<PublicKey>(certificate.Key), certificate.Thumbprint, certificate.NotAfter, purposes);

    /// <summary>True when a certificate has the name and the key of this root.</summary>
    public bool Is(Certificate certificate) => Subject.Span.SequenceEqual(certificate.Subject.Encoded.Span) && Key.Encoded.Span.SequenceEqual(certificate.Key.Encoded.Span);
}
