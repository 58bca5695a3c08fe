using System.Buffers.Binary;
using System.IO.Compression;
using System.Reflection.Metadata;
using Assay.Model;

namespace Assay.DotNet.Resources;

/// <summary>Writes the embedded resources of an assembly and hands back those that can hold code.</summary>
/// <remarks>Embedded assemblies are often deflated by build tools and carry the ending <c>.compressed</c>; the content decides.</remarks>
internal static class ManifestResources
{
    private const int MaximumRatio = 100;
    private const int RatioThreshold = 16 * 1024 * 1024;

    private static readonly string[] CodeEndings = [".dll", ".exe", ".ps1", ".psm1", ".psd1", ".js", ".vbs", ".bat", ".cmd", ".sh", ".zip", ".gz", ".nupkg", ".targets", ".props"];

    /// <summary>Reads all resources that lie in this image.</summary>
    /// <remarks>Resources are handed back as slices of the image; rows that share bytes are read once.</remarks>
    public static List<DerivedArtifact> Read(MetadataReader metadata, ReadOnlyMemory<byte> image, int resourcesOffset, int resourcesSize, FactWriter facts)
    {
        var derived = new List<DerivedArtifact>();
        var offsets = new HashSet<long>();
        var unpacked = 0L;
        var hidden = new HiddenContent(facts);
        foreach (var handle in metadata.ManifestResources)
        {
            var resource = metadata.GetManifestResource(handle);
            var name = metadata.GetString(resource.Name);
            if (!resource.Implementation.IsNil)
            {
                facts.Add(FactKind.Resource, name, arguments: new ArgumentList(new Argument("place", "other file")));
                continue;
            }

            if (!TryGetContent(image, resourcesOffset, resourcesSize, resource.Offset, out var content))
            {
                facts.AddProblem(ProblemId.ResourceUnreadable, $"The resource {name} lies outside the image.", name);
                continue;
            }

            var size = new Argument("size", content.Length.ToString(System.Globalization.CultureInfo.InvariantCulture));
            facts.Add(FactKind.Resource, name, arguments: ProgramMarks.IsProgram(content.Span) ? new ArgumentList(size, new Argument("kind", "program")) : new ArgumentList(size));
            if (!offsets.Add(resource.Offset))
            {
                continue;
            }

            if (unpacked > facts.Limits[Limit.ResourceBytes])
            {
                facts.AddLimit(Limit.ResourceBytes, "The compressed resources unpack to more than the limit; the rest was not examined.");
                break;
            }

            if (Derive(name, content, facts, ref unpacked) is { } artifact)
            {
                derived.Add(artifact);
            }
            else
            {
                // What is hidden is unpacked within the same budget.
                hidden.Examine(name, content, derived);
            }
        }

        return derived;
    }

    // ECMA-335 II.24.2.4: a length before the bytes.
    private static bool TryGetContent(ReadOnlyMemory<byte> image, int start, int size, long offset, out ReadOnlyMemory<byte> content)
    {
        content = default;
        if (start < 0 || start > image.Length || offset < 0 || offset + 4 > Math.Min(size, image.Length - start))
        {
            return false;
        }

        var resource = image[(start + (int)offset)..];
        var length = BinaryPrimitives.ReadUInt32LittleEndian(resource.Span);
        if (length > (uint)(resource.Length - 4))
        {
            return false;
        }

        content = resource.Slice(4, (int)length);
        return true;
    }

    private static DerivedArtifact? Derive(string name, ReadOnlyMemory<byte> content, FactWriter facts, ref long unpacked)
    {
        if (name.EndsWith(".compressed", StringComparison.OrdinalIgnoreCase) && TryInflate(name, content, facts, ref unpacked) is { } inflated)
        {
            return new DerivedArtifact("resource:" + name, inflated, "manifest resource, deflate");
        }

        return IsCode(content.Span) || CodeEndings.Any(ending => name.EndsWith(ending, StringComparison.OrdinalIgnoreCase))
            ? new DerivedArtifact("resource:" + name, content, "manifest resource")
            : null;
    }

    // MZ, ELF, Mach-O, zip, gzip.
    private static bool IsCode(ReadOnlySpan<byte> content) =>
        content.StartsWith("MZ"u8) || content.StartsWith("\u007fELF"u8) || content.StartsWith("PK\u0003\u0004"u8) || content.StartsWith((ReadOnlySpan<byte>)[0x1F, 0x8B, 0x08])
        || content.StartsWith((ReadOnlySpan<byte>)[0xCF, 0xFA, 0xED, 0xFE]) || content.StartsWith((ReadOnlySpan<byte>)[0xCA, 0xFE, 0xBA, 0xBE]);

    // What came out counts although nothing is kept of it: rows may name thousands of such resources.
    private static byte[]? TryInflate(string name, ReadOnlyMemory<byte> content, FactWriter facts, ref long unpacked)
    {
        var limit = facts.Limits[Limit.ResourceBytes];
        try
        {
            using var deflate = new DeflateStream(new MemoryStream(content.ToArray(), writable: false), CompressionMode.Decompress);
            using var output = new MemoryStream();
            var buffer = new byte[81920];
            for (int read; (read = deflate.Read(buffer)) > 0;)
            {
                output.Write(buffer, 0, read);
                unpacked += read;
                if (output.Length > limit || (output.Length > RatioThreshold && output.Length / Math.Max(1, content.Length) > MaximumRatio))
                {
                    facts.AddLimit(Limit.ResourceBytes, $"The compressed resource {name} unpacks to more than the limit; it was not examined.", name);
                    return null;
                }
            }

            return output.ToArray();
        }
        catch (InvalidDataException)
        {
            // Another compression under the same ending: stays a plain resource.
            return null;
        }
    }
}
