using System.IO.Compression;
using System.Security.Cryptography;
using System.Text;

namespace Assay.DotNet.Recovery;

/// <summary>Streams in memory, compression, resources, ciphers and hashes.</summary>
internal sealed partial class FrameworkCalls
{
    private const int MaximumInflated = 8 * 1024 * 1024;

    private IlValue? Streams(string name, string member, IlValue[] arguments, bool constructs)
    {
        if (constructs)
        {
            return NewStream(name, arguments);
        }

        if (arguments[0].Object is not IlStream { Unknown: false } stream)
        {
            return null;
        }

        switch (member)
        {
            case "ToArray" or "GetBuffer":
                return Bytes(stream.Content.ToArray(), stream.Encodings);
            case "get_Length":
                return IlValue.Int64(stream.Content.Length);
            case "set_Position" when arguments[1].IsNumber:
                stream.Content.Position = arguments[1].Number;
                return IlValue.Null;
            case "Seek" when arguments is [_, { IsNumber: true, Number: 0 }, { IsNumber: true, Number: 0 }]:
                stream.Content.Position = 0;
                return IlValue.Int64(0);
            case "CopyTo" when arguments[1].Object is IlStream { Unknown: false } target:
                var rest = Rest(stream);
                budget.Allocate(rest.Length);
                target.Content.Write(rest);
                target.Encodings |= stream.Encodings;
                return IlValue.Null;
            case "Read" when arguments is [_, { Object: IlArray { Bytes: { } buffer } array }, { IsNumber: true } start, { IsNumber: true } count]:
                array.Encodings |= stream.Encodings;
                return IlValue.Int32(stream.Content.Read(buffer, (int)start.Number, (int)count.Number));
            case "Write" when arguments is [_, { Object: IlArray } written, { IsNumber: true } from, { IsNumber: true } length] && BytesOf(written, out var encodings) is { } bytes:
                budget.Allocate(length.Number);
                stream.Content.Write(bytes, (int)from.Number, (int)length.Number);
                stream.Encodings |= encodings;
                return IlValue.Null;
            case "WriteByte" when arguments[1].IsNumber:
                budget.Allocate(1);
                stream.Content.WriteByte((byte)arguments[1].Number);
                stream.Encodings |= arguments[1].Encodings;
                return IlValue.Null;
            case "ReadByte":
                return IlValue.Int32(stream.Content.ReadByte());
            case "ReadToEnd":
                return Text(System.Text.Encoding.UTF8.GetString(Rest(stream)), stream.Encodings | Encodings.TextEncoding);
            case "ReadBytes" when arguments[1].IsNumber && arguments[1].Number >= 0:
                var read = Rest(stream);
                return Bytes(read.AsSpan(0, (int)Math.Min(arguments[1].Number, read.Length)).ToArray(), stream.Encodings);
            case "Dispose" or "Close" or "Flush":
                return IlValue.Null;
            default:
                return null;
        }
    }

    private byte[] Rest(IlStream stream)
    {
        var count = (int)(stream.Content.Length - stream.Content.Position);
        budget.Allocate(count);
        var bytes = new byte[count];
        stream.Content.ReadExactly(bytes);
        return bytes;
    }

    private IlValue? NewStream(string name, IlValue[] arguments)
    {
        if (name == "System.IO.MemoryStream::.ctor")
        {
            var made = new IlStream();
            if (arguments.Length > 0 && !arguments[0].IsNumber)
            {
                if (BytesOf(arguments[0], out var encodings) is not { } content)
                {
                    return null;
                }

                budget.Allocate(content.Length);
                made.Content.Write(content);
                made.Content.Position = 0;
                made.Encodings = encodings;
            }

            return IlValue.Of(made);
        }

        if (arguments is not [{ Object: IlStream { Unknown: false } inner }, ..])
        {
            return null;
        }

        if (name is "System.IO.StreamReader::.ctor" or "System.IO.BinaryReader::.ctor")
        {
            return IlValue.Of(inner);
        }

        // Compression mode 0 is Decompress.
        return arguments.Length > 1 && arguments[1] is { IsNumber: true, Number: 0 } ? Inflate(name, inner) : null;
    }

    private IlValue? Inflate(string name, IlStream inner)
    {
        var packed = new MemoryStream(Rest(inner), writable: false);
        using Stream unpacking = name switch
        {
            "System.IO.Compression.GZipStream::.ctor" => new GZipStream(packed, CompressionMode.Decompress),
            "System.IO.Compression.BrotliStream::.ctor" => new BrotliStream(packed, CompressionMode.Decompress),
            "System.IO.Compression.ZLibStream::.ctor" => new ZLibStream(packed, CompressionMode.Decompress),
            _ => new DeflateStream(packed, CompressionMode.Decompress),
        };
        var made = new IlStream { Encodings = inner.Encodings | Encodings.Compression };
        var buffer = new byte[16 * 1024];
        for (int read; (read = unpacking.Read(buffer)) > 0;)
        {
            budget.Allocate(read);
            made.Content.Write(buffer, 0, read);
            if (made.Content.Length > MaximumInflated)
            {
                return null;
            }
        }

        made.Content.Position = 0;
        return IlValue.Of(made);
    }

    private IlValue? Reflection(string member, IlValue[] arguments)
    {
        switch (member)
        {
            case "GetExecutingAssembly" or "GetEntryAssembly" or "get_Assembly" or "GetAssembly" or "get_Module" or "GetTypeFromHandle":
                return IlValue.Of(new IlNamed("assembly"));
            case "GetManifestResourceStream" when arguments is [{ Object: IlNamed }, { Object: string resource }] && resources.TryGet(resource, out var content):
                budget.Allocate(content.Length);
                var made = new IlStream();
                made.Content.Write(content.Span);
                made.Content.Position = 0;
                return IlValue.Of(made);
            default:
                return null;
        }
    }

    private IlValue? Cipher(string member, IlValue[] arguments, bool constructs)
    {
        if (constructs || member == "Create")
        {
            return IlValue.Of(new IlCipher());
        }

        if (arguments is not [{ Object: IlCipher { Unknown: false } cipher }, ..])
        {
            return null;
        }

        switch (member)
        {
            case "set_Key" when BytesOf(arguments[1], out _) is { } key:
                cipher.Key = [.. key];
                return IlValue.Null;
            case "set_IV" when BytesOf(arguments[1], out _) is { } vector:
                cipher.Vector = [.. vector];
                return IlValue.Null;
            case "set_Mode" when arguments[1].IsNumber:
                cipher.Mode = (int)arguments[1].Number;
                return IlValue.Null;
            case "set_Padding" when arguments[1].IsNumber:
                cipher.Padding = (int)arguments[1].Number;
                return IlValue.Null;
            case "set_KeySize" or "set_BlockSize" or "Dispose" or "Clear":
                return IlValue.Null;
            case "CreateDecryptor" when arguments.Length == 1:
                return arguments[0];
            case "CreateDecryptor" when arguments.Length == 3 && BytesOf(arguments[1], out _) is { } givenKey && BytesOf(arguments[2], out _) is { } givenVector:
                return IlValue.Of(new IlCipher { Key = [.. givenKey], Vector = [.. givenVector], Mode = cipher.Mode, Padding = cipher.Padding });
            case "TransformFinalBlock" when arguments is [_, { Object: IlArray } block, { IsNumber: true } start, { IsNumber: true } count] && BytesOf(block, out var encodings) is { } bytes:
                return Decrypt(cipher, bytes.AsSpan((int)start.Number, (int)count.Number), encodings);
            default:
                return null;
        }
    }

    private IlValue? Decrypt(IlCipher cipher, ReadOnlySpan<byte> content, Encodings encodings)
    {
        if (cipher.Key is null || cipher.Mode is not (1 or 2) || cipher.Padding is < 1 or > 5 || (cipher.Mode == 1 && cipher.Vector is null))
        {
            return null;
        }

        budget.Allocate(content.Length);
        using var aes = Aes.Create();
        aes.Key = cipher.Key;
        var padding = (PaddingMode)cipher.Padding;
        return Bytes(cipher.Mode == 1 ? aes.DecryptCbc(content, cipher.Vector!, padding) : aes.DecryptEcb(content, padding), encodings | Encodings.Decryption);
    }

    private IlValue? Hash(string name, string member, IlValue[] arguments)
    {
        if (member == "Create")
        {
            return IlValue.Of(new IlNamed(name["System.Security.Cryptography.".Length..^"::Create".Length]));
        }

        var algorithm = member == "HashData" ? name["System.Security.Cryptography.".Length..^"::HashData".Length] : (arguments[0].Object as IlNamed)?.Name;
        if (member is not ("ComputeHash" or "HashData") || BytesOf(arguments[^1], out var encodings) is not { } bytes)
        {
            return null;
        }

        budget.Step(bytes.Length >> 3);
        return algorithm switch
        {
            "SHA256" => Bytes(SHA256.HashData(bytes), encodings),
#pragma warning disable CA5350, CA5351 // What the code of a package uses as a key is computed as it does it.
            "SHA1" => Bytes(SHA1.HashData(bytes), encodings),
            "MD5" => Bytes(MD5.HashData(bytes), encodings),
#pragma warning restore CA5350, CA5351
            _ => null,
        };
    }
}
