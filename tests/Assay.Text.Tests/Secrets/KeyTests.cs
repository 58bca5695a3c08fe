using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;
using System.Text;
using Assay.Model;
using Assay.Text.Secrets;

namespace Assay.Text.Tests.Secrets;

public sealed class KeyTests
{
    public static TheoryData<string, string, string, string> Texts => new()
    {
        { "PKCS#1", KeySamples.Pkcs1, "private-key", "false" },
        { "PKCS#8", KeySamples.Pkcs8, "private-key", "false" },
        { "PKCS#8 encrypted", KeySamples.Encrypted, "encrypted-private-key", "true" },
        { "PEM encrypted", KeySamples.OldEncrypted(), "encrypted-private-key", "true" },
        { "SEC 1", KeySamples.Sec1, "private-key", "false" },
        { "OpenSSH", KeySamples.OpenSsh("none"), "ssh-key", "false" },
        { "OpenSSH encrypted", KeySamples.OpenSsh("aes256-ctr"), "encrypted-ssh-key", "true" },
        { "PuTTY", KeySamples.Putty("none"), "ssh-key", "false" },
        { "PuTTY encrypted", KeySamples.Putty("aes256-cbc"), "encrypted-ssh-key", "true" },
        { "OpenPGP", KeySamples.Pgp(0), "pgp-key", "false" },
        { "OpenPGP encrypted", KeySamples.Pgp(254), "encrypted-pgp-key", "true" },
        { "XML", KeySamples.Rsa.ToXmlString(includePrivateParameters: true), "private-key", "false" },
    };

    [Theory]
    [MemberData(nameof(Texts))]
    public void A_private_key_is_found_with_its_protection_and_never_repeated(string what, string key, string format, string isProtected)
    {
        var facts = InText("# " + what + "\n" + key + "\n");
        var fact = facts.Read(Assert.Single(facts.Records));

        Assert.Equal((format, isProtected), (fact.Value, fact.Arguments!["protected"]));
        Assert.DoesNotContain(Secret(key), string.Concat(facts.Strings), StringComparison.Ordinal);
        Assert.DoesNotContain(Secret(key), SecretRedaction.Hide(key), StringComparison.Ordinal);
    }

    [Theory]
    [MemberData(nameof(Texts))]
    public void A_key_in_a_constant_is_found_however_its_lines_end(string what, string key, string format, string isProtected)
    {
        foreach (var text in new[] { key, key.Replace("\n", "\r\n", StringComparison.Ordinal) })
        {
            var writer = new FactWriter();
            writer.Add(FactKind.String, text);
            SecretFacts.AddFromStrings(writer, computedOnly: false);
            var facts = writer.ToFacts();
            var fact = facts.Read(Assert.Single(facts.Records, record => record.Kind == FactKind.Secret));
            Assert.True((format, isProtected, "code") == (fact.Value, fact.Arguments!["protected"], fact.Arguments!["in"]), what);
        }
    }

    [Fact]
    public void A_key_in_JSON_has_escaped_line_ends() =>
        Assert.Equal("private-key", Assert.Single(Values(InText("{ \"private_key\": \"" + KeySamples.Pkcs8.Replace("\n", "\\n", StringComparison.Ordinal) + "\" }"))));

    [Theory]
    [InlineData("")]
    [InlineData("...")]
    [InlineData("\nMIIEpAIBAAKCAQEA\n")]
    [InlineData("\nfor more see the documentation\n")]
    public void The_lines_around_a_key_are_no_key(string body) => Assert.True(InText($"-----BEGIN RSA {"PRIVATE"} KEY-----{body}-----END RSA {"PRIVATE"} KEY-----").RecordSpan.IsEmpty);

    [Fact]
    public void Public_keys_are_no_secret()
    {
        Assert.True(InText(KeySamples.Public).RecordSpan.IsEmpty);
        Assert.True(InText(KeySamples.Rsa.ToXmlString(includePrivateParameters: false)).RecordSpan.IsEmpty);
        Assert.True(InText("{ \"kty\": \"EC\", \"crv\": \"P-256\", \"x\": \"" + new Letters(1).Url(43) + "\", \"y\": \"" + new Letters(2).Url(43) + "\" }").RecordSpan.IsEmpty);
    }

    [Fact]
    public void A_JSON_web_key_with_its_private_number_is_one() =>
        Assert.Equal("json-web-key", Assert.Single(Values(InText("{ \"kty\": \"EC\", \"crv\": \"P-256\", \"x\": \"" + new Letters(1).Url(43) + "\", \"d\": \"" + new Letters(2).Url(42) + "A\" }"))));

    [Fact]
    public void A_certificate_is_stated_as_public()
    {
        using var certificate = KeySamples.Certificate();
        var facts = InText(certificate.ExportCertificatePem());

        Assert.Equal("public", facts.Read(Assert.Single(facts.Records)).Arguments!["detail"]);
        Assert.Equal(certificate.ExportCertificatePem(), SecretRedaction.Hide(certificate.ExportCertificatePem()));
    }

    [Theory]
    [InlineData(null, "with private key, opens without a password", "false")]
    [InlineData("", "with private key, opens without a password", "false")]
    [InlineData("Winter-2031", "with private key, has a password", "true")]
    public void A_store_tells_whether_the_empty_password_opens_it(string? password, string detail, string isProtected)
    {
        using var certificate = KeySamples.Certificate();
        foreach (var encryption in new[] { Pkcs12ExportPbeParameters.Default, Pkcs12ExportPbeParameters.Pkcs12TripleDesSha1 })
        {
            var facts = InFile(certificate.ExportPkcs12(encryption, password));
            var fact = facts.Read(Assert.Single(facts.Records));
            Assert.Equal(("pkcs12", detail, isProtected), (fact.Value, fact.Arguments!["detail"], fact.Arguments!["protected"]));
        }
    }

    [Fact]
    public void The_private_part_of_a_strong_name_key_is_told_from_the_public_one()
    {
        var facts = InFile(KeySamples.StrongName(isPrivate: true));

        Assert.Equal("RSA 1024", facts.Read(Assert.Single(facts.Records)).Arguments!["detail"]);
        Assert.True(InFile(KeySamples.StrongName(isPrivate: false)).RecordSpan.IsEmpty);
        Assert.True(InFile([0, 0x24, 0, 0, 4, 0x80, 0, 0, 0x94, 0, 0, 0, .. KeySamples.StrongName(isPrivate: false)]).RecordSpan.IsEmpty);
    }

    [Fact]
    public void Binary_keys_are_found_by_their_structure()
    {
        Assert.Equal("private-key", Assert.Single(Values(InFile(KeySamples.Rsa.ExportPkcs8PrivateKey()))));
        Assert.Equal("private-key", Assert.Single(Values(InFile(KeySamples.Rsa.ExportRSAPrivateKey()))));
        Assert.True(InFile(KeySamples.Rsa.ExportSubjectPublicKeyInfo()).RecordSpan.IsEmpty);
        using var certificate = KeySamples.Certificate();
        Assert.True(InFile(certificate.RawData).RecordSpan.IsEmpty);
    }

    [Fact]
    public void Any_bytes_behind_a_right_beginning_are_read_without_an_exception()
    {
        using var certificate = KeySamples.Certificate();
        var random = new Random(7);
        foreach (var sample in new[] { certificate.ExportPkcs12(Pkcs12ExportPbeParameters.Pkcs12TripleDesSha1, "a"), KeySamples.Rsa.ExportPkcs8PrivateKey(), KeySamples.StrongName(true), Encoding.ASCII.GetBytes(KeySamples.Pgp(1)), Encoding.ASCII.GetBytes(KeySamples.OpenSsh("none")) })
        {
            for (var round = 0; round < 400; round++)
            {
                var bytes = sample.ToArray();
                for (var i = random.Next(1, 6); i > 0; i--)
                {
                    bytes[random.Next(random.Next(4) == 0 ? bytes.Length : Math.Min(64, bytes.Length))] = (byte)random.Next(256);
                }

                bytes = bytes[..random.Next(1, bytes.Length + 1)];
                Assert.Equal(InFile(bytes).Records, InFile(bytes).Records);
                Assert.Equal(InText(bytes).Records, InText(bytes).Records);
            }
        }
    }

    // A piece from the middle of the base 64.
    private static string Secret(string key) => key.Replace("\n", "", StringComparison.Ordinal)[^100..^80];

    private static IEnumerable<string> Values(FileFacts facts) => facts.Records.Select(record => facts.Strings[record.Value]);

    private static FileFacts InText(string text) => InText(Encoding.UTF8.GetBytes(text));

    private static FileFacts InText(byte[] bytes)
    {
        var writer = new FactWriter();
        SecretFacts.AddFromText(bytes, "file", writer);
        return writer.ToFacts();
    }

    private static FileFacts InFile(byte[] bytes)
    {
        var writer = new FactWriter();
        KeyFiles.Analyze(bytes, writer);
        return writer.ToFacts();
    }
}
