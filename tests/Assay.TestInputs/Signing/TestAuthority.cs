using System.Formats.Asn1;
using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;

namespace Assay.TestInputs.Signing;

/// <summary>An authority made for a test: root, intermediate authority, certificates for code signing and time stamping, with whatever flaw a test needs.</summary>
public sealed class TestAuthority
{
    public const string CodeSigning = "1.3.6.1.5.5.7.3.3";
    public const string TimeStamping = "1.3.6.1.5.5.7.3.8";

    /// <summary>Certificates are valid from here unless a test says otherwise.</summary>
    public static readonly DateTimeOffset Start = new(2020, 1, 1, 0, 0, 0, TimeSpan.Zero);

    /// <summary>A time at which everything is valid.</summary>
    public static readonly DateTimeOffset SigningTime = new(2023, 5, 6, 7, 8, 9, TimeSpan.Zero);

    private static readonly Lazy<RSA>[] Keys = [.. Enumerable.Range(0, 5).Select(_ => new Lazy<RSA>(() => RSA.Create(2048)))];
    private static readonly Lazy<TestAuthority> Shared = new(() => new TestAuthority("Test"));

    private int _issued;

    /// <summary>Makes root and intermediate authority and one certificate of each kind.</summary>
    public TestAuthority(string name)
    {
        Root = Make(new CertificateShape { Subject = $"CN={name} Root, O=Example Trust, C=DE", IsAuthority = true, Key = Keys[0].Value, HasRevocationAddress = false }, null);
        Intermediate = Issue(new CertificateShape { Subject = $"CN={name} Code Signing CA, O=Example Trust, C=DE", IsAuthority = true, Key = Keys[1].Value }, Root);
        Signer = Issue(new CertificateShape { Subject = $"CN={name} Publisher, O=Example Software, C=DE", Usages = [CodeSigning] });
        Repository = Issue(new CertificateShape { Subject = $"CN={name} Repository, O=Example Feed, C=DE", Usages = [CodeSigning], Key = Keys[4].Value });
        TimestampAuthority = Issue(new CertificateShape { Subject = $"CN={name} Time Stamping, O=Example Trust, C=DE", Usages = [TimeStamping], Key = Keys[3].Value });
    }

    /// <summary>One authority that tests share when they need no other.</summary>
    public static TestAuthority Default => Shared.Value;

    public TestCertificate Root { get; }

    public TestCertificate Intermediate { get; }

    /// <summary>A publisher's certificate without a flaw.</summary>
    public TestCertificate Signer { get; }

    /// <summary>A repository's certificate without a flaw.</summary>
    public TestCertificate Repository { get; }

    /// <summary>A time-stamping authority's certificate without a flaw.</summary>
    public TestCertificate TimestampAuthority { get; }

    /// <summary>The root in PEM, for <c>--roots</c>.</summary>
    public string RootPem => Root.Pem;

    /// <summary>Issues a certificate, by the intermediate authority unless another issuer is given; serial numbers differ unless the shape gives its own.</summary>
    public TestCertificate Issue(CertificateShape shape, TestCertificate? issuer = null)
    {
        var isDefault = shape.Serial is [0x10, 0x32, ..];
        return Make(isDefault ? shape with { Serial = [.. shape.Serial[..9], (byte)(++_issued)] } : shape, issuer ?? Intermediate);
    }

    /// <summary>Makes a certificate that signs itself.</summary>
    public static TestCertificate SelfSigned(CertificateShape shape) => Make(shape, null);

    /// <summary>Issues a revocation list (RFC 5280 5).</summary>
    /// <param name="issuer">Whose list.</param>
    /// <param name="revoked">Certificates with the day and the reason (RFC 5280 5.3.1).</param>
    public static byte[] RevocationList(TestCertificate issuer, params (TestCertificate Certificate, DateTimeOffset At, int Reason)[] revoked)
    {
        var body = DerText.Encode(writer => writer.Sequence(() =>
        {
            writer.WriteInteger(1);
            writer.SignatureAlgorithm(issuer.Key, HashAlgorithmName.SHA256, pss: false);
            writer.WriteEncodedValue(issuer.Certificate.SubjectName.RawData);
            writer.WriteUtcTime(SigningTime);
            writer.WriteUtcTime(SigningTime.AddYears(1));
            if (revoked.Length == 0)
            {
                return;
            }

            writer.Sequence(() =>
            {
                foreach (var (certificate, at, reason) in revoked)
                {
                    writer.Sequence(() =>
                    {
                        writer.WriteInteger(certificate.Certificate.SerialNumberBytes.Span);
                        writer.WriteUtcTime(at);
                        writer.Sequence(() => writer.Sequence(() =>
                        {
                            writer.WriteObjectIdentifier("2.5.29.21");
                            writer.WriteOctetString(DerText.Encode(value => value.WriteEnumeratedValue((Reason)reason)));
                        }));
                    });
                }
            });
        }));
        return Signed(body, issuer.Key, HashAlgorithmName.SHA256);
    }

    private static TestCertificate Make(CertificateShape shape, TestCertificate? issuer)
    {
        var key = shape.Key ?? Keys[2].Value;
        var body = DerText.Encode(writer => writer.Sequence(() => WriteBody(writer, shape, key, issuer)));
        return new TestCertificate(Signed(body, issuer?.Key ?? key, shape.Digest), key, issuer);
    }

    // RFC 5280 4.1
    private static void WriteBody(AsnWriter writer, CertificateShape shape, AsymmetricAlgorithm key, TestCertificate? issuer)
    {
        var subject = new X500DistinguishedName(shape.Subject).RawData;
        writer.Sequence(() => writer.WriteInteger(2), DerText.Context(0));
        writer.WriteInteger(shape.Serial);
        writer.SignatureAlgorithm(issuer?.Key ?? key, shape.Digest, pss: false);
        writer.WriteEncodedValue(issuer?.Certificate.SubjectName.RawData ?? subject);
        writer.Sequence(() =>
        {
            writer.WriteUtcTime(shape.NotBefore);
            writer.WriteUtcTime(shape.NotAfter);
        });
        writer.WriteEncodedValue(subject);
        writer.WriteEncodedValue(shape.ExplicitCurve ? ExplicitCurve.Write((ECDsa)key) : key.ExportSubjectPublicKeyInfo());
        writer.Sequence(() => writer.Sequence(() => WriteExtensions(writer, shape, key, issuer)), DerText.Context(3));
    }

    private static void WriteExtensions(AsnWriter writer, CertificateShape shape, AsymmetricAlgorithm key, TestCertificate? issuer)
    {
        Extension(writer, "2.5.29.14", isCritical: false, value => value.WriteOctetString(KeyId(key)));
        Extension(writer, "2.5.29.35", isCritical: false, value => value.Sequence(() => value.WriteOctetString(KeyId(issuer?.Key ?? key), new Asn1Tag(TagClass.ContextSpecific, 0))));
        Extension(writer, "2.5.29.19", isCritical: true, value => value.Sequence(() =>
        {
            if (shape.IsAuthority)
            {
                value.WriteBoolean(true);
            }

            if (shape.PathLength is { } length)
            {
                value.WriteInteger(length);
            }
        }));
        var usage = shape.KeyUsage ?? (shape.IsAuthority ? X509KeyUsageFlags.KeyCertSign | X509KeyUsageFlags.CrlSign : X509KeyUsageFlags.DigitalSignature);
        var encodedUsage = new X509KeyUsageExtension(usage, critical: true);
        Extension(writer, "2.5.29.15", isCritical: true, value => value.WriteEncodedValue(encodedUsage.RawData));
        if (shape.Usages is { } usages)
        {
            Extension(writer, "2.5.29.37", isCritical: false, value => value.Sequence(() =>
            {
                foreach (var identifier in usages)
                {
                    value.WriteObjectIdentifier(identifier);
                }
            }));
        }

        if (shape.Policies.Count > 0)
        {
            Extension(writer, "2.5.29.32", isCritical: false, value => value.Sequence(() =>
            {
                foreach (var policy in shape.Policies)
                {
                    value.Sequence(() => value.WriteObjectIdentifier(policy));
                }
            }));
        }

        if (shape.HasRevocationAddress)
        {
            // { distributionPoint [0] { fullName [0] { uniformResourceIdentifier [6] } } }
            Extension(writer, "2.5.29.31", isCritical: false, value => value.Sequence(() => value.Sequence(() => value.Sequence(() => value.Sequence(
                () => value.WriteCharacterString(UniversalTagNumber.IA5String, "http://crl.example.invalid/list.crl", new Asn1Tag(TagClass.ContextSpecific, 6)), DerText.Context(0)), DerText.Context(0)))));
        }
    }

    private static void Extension(AsnWriter writer, string type, bool isCritical, Action<AsnWriter> write) => writer.Sequence(() =>
    {
        writer.WriteObjectIdentifier(type);
        if (isCritical)
        {
            writer.WriteBoolean(true);
        }

        writer.WriteOctetString(DerText.Encode(write));
    });

    private static byte[] KeyId(AsymmetricAlgorithm key) => SHA256.HashData(key.ExportSubjectPublicKeyInfo())[..20];

    // Certificate and CertificateList: { body, signatureAlgorithm, signature }
    private static byte[] Signed(byte[] body, AsymmetricAlgorithm key, HashAlgorithmName digest) => DerText.Encode(writer => writer.Sequence(() =>
    {
        writer.WriteEncodedValue(body);
        writer.SignatureAlgorithm(key, digest, pss: false);
        writer.WriteBitString(TestCertificate.Sign(key, body, digest, pss: false));
    }));

    private enum Reason
    {
        Unspecified = 0,
    }
}
