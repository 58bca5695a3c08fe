using System.Globalization;
using System.Text;
using Assay.Model;

namespace Assay.Native.Pe;

/// <summary>Walks the resource tree: version, manifest, and embedded programs and archives (Microsoft PE format, "The .rsrc Section").</summary>
internal static class PeResources
{
    private const int ResourceDirectory = 2;
    private const int Manifest = 24;
    private const int Version = 16;

    // Rows of all directories together: a directory that contains itself ends here at the latest.
    private const int MaximumRows = 20_000;
    private const int MaximumDerived = 64;
    private const int MaximumManifest = 64 * 1024;

    /// <summary>States version and manifest, and hands embedded programs and archives back as slices of the image.</summary>
    /// <returns>False when the tree names a place outside the file.</returns>
    public static bool Write(in PeImage image, ReadOnlyMemory<byte> memory, NativeFacts facts, List<DerivedArtifact> derived)
    {
        var (address, size) = image.Directory(ResourceDirectory);
        if (address == 0 || size == 0)
        {
            return true;
        }

        var root = image.Offset(address);
        if (root < 0)
        {
            return false;
        }

        // Three levels: type, name, language. A deeper tree is none; the pair of directory and level keeps a loop from being walked twice.
        var pending = new Stack<(long Directory, int Level, string Type, string Name)>();
        var visited = new HashSet<long>();
        var contents = new HashSet<long>();
        var rows = MaximumRows;
        var complete = true;
        pending.Push((root, 0, "", ""));
        while (rows > 0 && pending.TryPop(out var next))
        {
            var count = image.Reader.U16(next.Directory + 12) + image.Reader.U16(next.Directory + 14);
            for (var i = 0; i < count && rows > 0 && image.Reader.Has(next.Directory + 16 + (8L * i), 8); i++, rows--)
            {
                var id = image.Reader.U32(next.Directory + 16 + (8L * i));
                var target = image.Reader.U32(next.Directory + 20 + (8L * i));
                var name = Name(image.Reader, root, id);
                var place = root + (target & 0x7FFF_FFFF);
                var (type, path) = next.Level switch { 0 => (name, ""), 1 => (next.Type, name), _ => (next.Type, next.Name) };
                if ((target & 0x8000_0000) == 0)
                {
                    complete &= ReadContent(image, memory, place, type, path, facts, derived, contents);
                }
                else if (next.Level < 2 && visited.Add(place))
                {
                    pending.Push((place, next.Level + 1, type, path));
                }
                else
                {
                    facts.Misleading("resource-loop");
                }
            }
        }

        if (rows == 0)
        {
            facts.Limit($"The resource tree has more than {MaximumRows} rows; the rest was not read.");
        }

        return complete;
    }

    private static bool ReadContent(in PeImage image, ReadOnlyMemory<byte> memory, long entry, string type, string name, NativeFacts facts, List<DerivedArtifact> derived, HashSet<long> contents)
    {
        var offset = image.Offset(image.Reader.U32(entry));
        var size = image.Reader.U32(entry + 4);
        if (size == 0)
        {
            return true;
        }

        if (offset < 0 || !image.Reader.Has(offset, size))
        {
            return false;
        }

        if (!contents.Add(offset))
        {
            return true;
        }

        var content = image.Reader.Bytes.Slice((int)offset, (int)size);
        if (type == TypeName(Version))
        {
            VersionResource.Write(content, facts);
        }
        else if (type == TypeName(Manifest))
        {
            WriteExecutionLevel(content[..Math.Min(content.Length, MaximumManifest)], facts);
        }
        else if (EmbeddedContent.Kind(content) is { } kind)
        {
            if (derived.Count >= MaximumDerived)
            {
                facts.Limit($"More than {MaximumDerived} resources are programs or archives; the rest was not read.");
                return true;
            }

            facts.Resource($"{type}/{name}", size, kind, offset);
            derived.Add(new DerivedArtifact($"rsrc:{type}/{name}", memory.Slice((int)offset, (int)size), "resource of the image"));
        }

        return true;
    }

    // Application manifests: the attribute level of requestedExecutionLevel.
    private static void WriteExecutionLevel(ReadOnlySpan<byte> manifest, NativeFacts facts)
    {
        foreach (var (text, level) in (ReadOnlySpan<(byte[] Text, string Level)>)[("requireAdministrator"u8.ToArray(), "requireAdministrator"), ("highestAvailable"u8.ToArray(), "highestAvailable")])
        {
            if (manifest.IndexOf(text) >= 0)
            {
                facts.Metadata("image.execution-level", level);
                return;
            }
        }
    }

    private static string Name(ImageReader reader, long root, uint id)
    {
        if ((id & 0x8000_0000) == 0)
        {
            return TypeName(id);
        }

        var at = root + (id & 0x7FFF_FFFF);
        return Encoding.Unicode.GetString(reader.Slice(at + 2, 2L * Math.Min((int)reader.U16(at), 100)));
    }

    private static string TypeName(uint id) => id.ToString(CultureInfo.InvariantCulture);
}
