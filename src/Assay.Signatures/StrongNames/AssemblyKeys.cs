using System.Reflection.Metadata;
using System.Reflection.PortableExecutable;

namespace Assay.Signatures.StrongNames;

/// <summary>What the metadata of an assembly says about its strong name.</summary>
/// <param name="PublicKey">The key that is part of its identity; empty when it has none.</param>
/// <param name="SignatureKey">The key that signs in its place, as <c>AssemblySignatureKeyAttribute</c> names it; null without the attribute.</param>
/// <param name="CounterSignature">What the attribute gives as the identity key's signature of that key.</param>
internal sealed record AssemblyKeys(byte[] PublicKey, byte[]? SignatureKey, byte[]? CounterSignature)
{
    private const string AttributeName = "AssemblySignatureKeyAttribute";

    // A key of 16384 bits has 4,160 digits.
    private const int MaximumDigits = 8192;

    /// <summary>Reads the keys; null when the file has no assembly or its metadata cannot be read (which the analysis of its code reports).</summary>
    public static unsafe AssemblyKeys? TryRead(ReadOnlyMemory<byte> image)
    {
        using var pin = image.Pin();
        try
        {
            using var pe = new PEReader((byte*)pin.Pointer, image.Length);
            return pe.HasMetadata && pe.GetMetadataReader(MetadataReaderOptions.None) is { IsAssembly: true } metadata ? Read(metadata) : null;
        }
        catch (Exception exception) when (exception is BadImageFormatException or OverflowException or ArgumentException or InvalidOperationException or IndexOutOfRangeException or NotSupportedException or InvalidCastException or IOException)
        {
            return null;
        }
    }

    private static AssemblyKeys Read(MetadataReader metadata)
    {
        var assembly = metadata.GetAssemblyDefinition();
        var key = metadata.GetBlobBytes(assembly.PublicKey);
        if (key.Length == 0)
        {
            return new AssemblyKeys(key, null, null);
        }

        foreach (var handle in assembly.GetCustomAttributes())
        {
            var attribute = metadata.GetCustomAttribute(handle);
            if (attribute.Constructor.Kind == HandleKind.MemberReference && metadata.GetMemberReference((MemberReferenceHandle)attribute.Constructor).Parent is { Kind: HandleKind.TypeReference } parent
                && metadata.StringComparer.Equals(metadata.GetTypeReference((TypeReferenceHandle)parent).Name, AttributeName))
            {
                // ECMA-335 II.23.3: a prolog, then the arguments of the constructor.
                var value = metadata.GetBlobReader(attribute.Value);
                return value.ReadUInt16() == 1 ? new AssemblyKeys(key, FromHexadecimal(value.ReadSerializedString()), FromHexadecimal(value.ReadSerializedString())) : new AssemblyKeys(key, [], null);
            }
        }

        return new AssemblyKeys(key, null, null);
    }

    // Present but unreadable is not absent: no key fits an empty one.
    private static byte[] FromHexadecimal(string? text)
    {
        var bytes = new byte[(text?.Length ?? 0) / 2];
        return text is { Length: <= MaximumDigits } && Convert.FromHexString(text, bytes, out _, out var written) == System.Buffers.OperationStatus.Done && written == bytes.Length ? bytes : [];
    }
}
