using System.Buffers.Binary;
using System.Collections.Immutable;
using System.Security.Cryptography;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;

namespace Assay.TestInputs.Signing;

/// <summary>A key that gives assemblies a strong name, and the signing itself (ECMA-335 II.6.2.1.3).</summary>
public sealed class StrongNameKey(RSA key, HashAlgorithmName digest)
{
    private static readonly Lazy<RSA> Small = new(() => RSA.Create(1024));
    private static readonly Lazy<RSA> Large = new(() => RSA.Create(2048));

    /// <summary>A key of 1024 bits for SHA-1, as most assemblies have it.</summary>
    public static StrongNameKey Usual => new(Small.Value, HashAlgorithmName.SHA1);

    /// <summary>A key of 2048 bits.</summary>
    public static StrongNameKey Strong(HashAlgorithmName digest) => new(Large.Value, digest);

    public RSA Key => key;

    /// <summary>The public key as metadata holds it.</summary>
    public byte[] PublicKey
    {
        get
        {
            var blob = KeyBlob(6, "RSA1"u8, isPrivate: false);
            var algorithm = digest.Name switch { "SHA1" => 0x8004, "SHA256" => 0x800C, "SHA384" => 0x800D, _ => 0x800E };
            return new Bytes().U32(0x2400).U32(algorithm).U32(blob.Length).Add(blob).ToArray();
        }
    }

    /// <summary>The key pair as a file of the tools (.snk).</summary>
    public byte[] KeyPair => KeyBlob(7, "RSA2"u8, isPrivate: true);

    /// <summary>Compiles an assembly with this key as its identity.</summary>
    public byte[] Compile(string source, bool isPublicSigned) => Emit(source, options => options.WithCryptoPublicKey([.. PublicKey]).WithPublicSign(isPublicSigned).WithDelaySign(isPublicSigned ? null : true));

    /// <summary>Compiles and lets the compiler sign.</summary>
    public byte[] CompileSigned(string source)
    {
        var file = Path.GetTempFileName();
        try
        {
            File.WriteAllBytes(file, KeyPair);
            return Emit(source, options => options.WithCryptoKeyFile(file).WithStrongNameProvider(new DesktopStrongNameProvider()));
        }
        finally
        {
            File.Delete(file);
        }
    }

    /// <summary>Signs a key in the place of this one, as <c>AssemblySignatureKeyAttribute</c> wants it: hexadecimal digits of the signature.</summary>
    public string CounterSign(StrongNameKey other) => Convert.ToHexString(Reversed(key.SignData(other.PublicKey, digest, RSASignaturePadding.Pkcs1)));

    /// <summary>Signs an image that has room for it.</summary>
    public byte[] Sign(byte[] image)
    {
        var signed = (byte[])image.Clone();
        var (flags, signature, size) = Locate(signed);
        signed[flags] |= 8;
        var header = BinaryPrimitives.ReadInt32LittleEndian(signed.AsSpan(0x3C));
        var sections = header + 24 + BinaryPrimitives.ReadUInt16LittleEndian(signed.AsSpan(header + 20));
        var count = BinaryPrimitives.ReadUInt16LittleEndian(signed.AsSpan(header + 6));
        var content = new List<byte>(signed[..(sections + (40 * count))]);
        Zero(content, SignedImage.CheckSum(signed), 4);
        Zero(content, SignedImage.TableEntry(signed), 8);
        for (var i = 0; i < count; i++)
        {
            var length = BinaryPrimitives.ReadInt32LittleEndian(signed.AsSpan(sections + (40 * i) + 16));
            var offset = BinaryPrimitives.ReadInt32LittleEndian(signed.AsSpan(sections + (40 * i) + 20));
            for (var at = offset; at < offset + length; at++)
            {
                if (at < signature || at >= signature + size)
                {
                    content.Add(signed[at]);
                }
            }
        }

        Reversed(key.SignData([.. content], digest, RSASignaturePadding.Pkcs1)).CopyTo(signed, signature);
        return signed;
    }

    /// <summary>Gives the offsets of the flags in the CLI header and of the signature, and its size.</summary>
    public static (int Flags, int Signature, int Size) Locate(byte[] image)
    {
        using var pe = new System.Reflection.PortableExecutable.PEReader(ImmutableArray.Create(image));
        var headers = pe.PEHeaders;
        var directory = headers.CorHeader!.StrongNameSignatureDirectory;
        headers.TryGetDirectoryOffset(directory, out var offset);
        return (headers.CorHeaderStartOffset + 16, offset, directory.Size);
    }

    private static byte[] Emit(string source, Func<CSharpCompilationOptions, CSharpCompilationOptions> with)
    {
        var options = with(new CSharpCompilationOptions(OutputKind.DynamicallyLinkedLibrary, deterministic: true));
        using var image = new MemoryStream();
        var result = CSharpCompilation.Create("Named", [CSharpSyntaxTree.ParseText(source)], CSharpSample.FrameworkReferences, options).Emit(image);
        return result.Success ? image.ToArray() : throw new InvalidOperationException(string.Join('\n', result.Diagnostics));
    }

    // PUBLICKEYSTRUC, RSAPUBKEY, then the numbers from their lowest byte on.
    private byte[] KeyBlob(int type, ReadOnlySpan<byte> magic, bool isPrivate)
    {
        var numbers = key.ExportParameters(isPrivate);
        var blob = new Bytes().Add([(byte)type, 2, 0, 0]).U32(0x2400).Add(magic).U32(key.KeySize).U32(65537).Add(Reversed(numbers.Modulus!));
        return isPrivate
            ? blob.Add(Reversed(numbers.P!)).Add(Reversed(numbers.Q!)).Add(Reversed(numbers.DP!)).Add(Reversed(numbers.DQ!)).Add(Reversed(numbers.InverseQ!)).Add(Reversed(numbers.D!)).ToArray()
            : blob.ToArray();
    }

    private static byte[] Reversed(byte[] bytes) => [.. bytes.Reverse()];

    private static void Zero(List<byte> content, int offset, int count)
    {
        for (var i = 0; i < count; i++)
        {
            content[offset + i] = 0;
        }
    }
}
