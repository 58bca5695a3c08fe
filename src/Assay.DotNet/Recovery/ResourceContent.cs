using System.Buffers.Binary;
using System.Reflection.Metadata;

namespace Assay.DotNet.Recovery;

/// <summary>Gives the bytes of embedded resources by name (ECMA-335 II.24.2.4).</summary>
internal sealed class ResourceContent(MetadataReader? metadata, ReadOnlyMemory<byte> image, int start, int size)
{
    private const int MaximumBytes = 8 * 1024 * 1024;

    /// <summary>No resources.</summary>
    public static ResourceContent None { get; } = new(null, default, -1, 0);

    /// <summary>Finds a resource; false when there is none, or it is larger than what is decoded.</summary>
    public bool TryGet(string name, out ReadOnlyMemory<byte> content)
    {
        content = default;
        if (metadata is null)
        {
            return false;
        }

        foreach (var handle in metadata.ManifestResources)
        {
            var resource = metadata.GetManifestResource(handle);
            if (resource.Implementation.IsNil && metadata.StringComparer.Equals(resource.Name, name))
            {
                return TryRead(resource.Offset, out content);
            }
        }

        return false;
    }

    private bool TryRead(long offset, out ReadOnlyMemory<byte> content)
    {
        content = default;
        if (start < 0 || start > image.Length || offset < 0 || offset + 4 > Math.Min(size, image.Length - start))
        {
            return false;
        }

        var resource = image[(start + (int)offset)..];
        var length = BinaryPrimitives.ReadUInt32LittleEndian(resource.Span);
        if (length > (uint)(resource.Length - 4) || length > MaximumBytes)
        {
            return false;
        }

        content = resource.Slice(4, (int)length);
        return true;
    }
}
