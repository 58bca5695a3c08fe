using System.Buffers.Binary;
using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;
using System.Text;

namespace Assay.Text.Tests.Secrets;

/// <summary>Keys made for the test run, in all their spellings.</summary>
internal static class KeySamples
{
    private static readonly Lazy<RSA> RsaKey = new(() => RSA.Create(1024));
    private static readonly Lazy<ECDsa> EcKey = new(() => ECDsa.Create(ECCurve.NamedCurves.nistP256));
    private static readonly PbeParameters Encryption = new(PbeEncryptionAlgorithm.Aes256Cbc, HashAlgorithmName.SHA256, 1000);

    public static RSA Rsa => RsaKey.Value;

    public static string Pkcs1 => Rsa.ExportRSAPrivateKeyPem();

    public static string Pkcs8 => Rsa.ExportPkcs8PrivateKeyPem();

    public static string Encrypted => Rsa.ExportEncryptedPkcs8PrivateKeyPem("Winter-2031", Encryption);

    public static string Sec1 => EcKey.Value.ExportECPrivateKeyPem();

    public static string Public => Rsa.ExportSubjectPublicKeyInfoPem();

    public static X509Certificate2 Certificate() =>
        new CertificateRequest("CN=sample.invalid", Rsa, HashAlgorithmName.SHA256, RSASignaturePadding.Pkcs1).CreateSelfSigned(new DateTimeOffset(2030, 1, 1, 0, 0, 0, TimeSpan.Zero), new DateTimeOffset(2031, 1, 1, 0, 0, 0, TimeSpan.Zero));

    /// <summary>Before RFC 1421 keys were encrypted as a whole, with two headers.</summary>
    public static string OldEncrypted() =>
        $"-----BEGIN RSA {"PRIVATE"} KEY-----\nProc-Type: 4,ENCRYPTED\nDEK-Info: AES-128-CBC,00112233445566778899AABBCCDDEEFF\n\n{Convert.ToBase64String(RandomNumberGenerator.GetBytes(600), Base64FormattingOptions.InsertLineBreaks)}\n-----END RSA {"PRIVATE"} KEY-----\n";

    /// <summary>OpenSSH PROTOCOL.key, as far as a reader without the passphrase gets.</summary>
    public static string OpenSsh(string cipher)
    {
        var bytes = new List<byte>("openssh-key-v1\0"u8.ToArray());
        foreach (var text in new[] { Encoding.ASCII.GetBytes(cipher), Encoding.ASCII.GetBytes(cipher == "none" ? "none" : "bcrypt"), [], [0, 0, 0, 1], RandomNumberGenerator.GetBytes(51), RandomNumberGenerator.GetBytes(136) })
        {
            var length = new byte[4];
            BinaryPrimitives.WriteInt32BigEndian(length, text.Length);
            bytes.AddRange(length);
            bytes.AddRange(text);
        }

        return $"-----BEGIN OPENSSH {"PRIVATE"} KEY-----\n{Convert.ToBase64String([.. bytes], Base64FormattingOptions.InsertLineBreaks)}\n-----END OPENSSH {"PRIVATE"} KEY-----\n";
    }

    public static string Putty(string encryption) =>
        $"PuTTY-User-Key-File-3: ssh-ed25519\nEncryption: {encryption}\nComment: sample\nPublic-Lines: 2\n{Convert.ToBase64String(RandomNumberGenerator.GetBytes(51))}\nPrivate-Lines: 1\n{Convert.ToBase64String(RandomNumberGenerator.GetBytes(36))}\nPrivate-MAC: {Convert.ToHexStringLower(RandomNumberGenerator.GetBytes(32))}\n";

    /// <summary>RFC 9580: a secret key packet of RSA; the last octet before the secret part says how it is protected.</summary>
    public static string Pgp(byte protection)
    {
        byte[] number = [0x04, 0x00, .. RandomNumberGenerator.GetBytes(128)];
        byte[] packet = [4, 1, 2, 3, 4, 1, .. number, 0, 17, 1, 0, 1, protection, .. RandomNumberGenerator.GetBytes(200)];
        byte[] bytes = [0x95, (byte)(packet.Length >> 8), (byte)packet.Length, .. packet];
        return $"-----BEGIN PGP {"PRIVATE"} KEY BLOCK-----\nVersion: Sample\n\n{Convert.ToBase64String(bytes, Base64FormattingOptions.InsertLineBreaks)}\n=AbCd\n-----END PGP {"PRIVATE"} KEY BLOCK-----\n";
    }

    /// <summary>A strong-name key as <c>sn -k</c> writes it.</summary>
    public static byte[] StrongName(bool isPrivate)
    {
        var numbers = Rsa.ExportParameters(includePrivateParameters: true);
        var size = numbers.Modulus!.Length;
        byte[] header = [(byte)(isPrivate ? 7 : 6), 2, 0, 0, 0, 0x24, 0, 0, .. Encoding.ASCII.GetBytes(isPrivate ? "RSA2" : "RSA1"), .. BitConverter.GetBytes(size * 8), 1, 0, 1, 0];
        byte[] Part(byte[] value, int length) => [.. value.Reverse().Concat(new byte[length]).Take(length)];
        return isPrivate
            ? [.. header, .. Part(numbers.Modulus, size), .. Part(numbers.P!, size / 2), .. Part(numbers.Q!, size / 2), .. Part(numbers.DP!, size / 2), .. Part(numbers.DQ!, size / 2), .. Part(numbers.InverseQ!, size / 2), .. Part(numbers.D!, size)]
            : [.. header, .. Part(numbers.Modulus, size)];
    }
}
