using System.Buffers.Binary;
using System.Globalization;
using System.Reflection.Metadata;
using System.Reflection.Metadata.Ecma335;
using System.Reflection.PortableExecutable;
using System.Text;
using Assay.Model;

namespace Assay.DotNet.Obfuscation;

/// <summary>States what no compiler writes into the metadata root: unknown or repeated streams, several modules or assemblies (ECMA-335 II.24.2.1, II.24.2.2, II.22.2, II.22.30).</summary>
/// <remarks>Run times ignore most of it; tools that read metadata stumble, which is what protection tools are after.</remarks>
internal static class MetadataStreams
{
    private const uint Signature = 0x424A5342;
    private const int MaximumStreams = 64;

    /// <summary>The longest version text and so many stream headers.</summary>
    private const int MaximumRoot = 8 * 1024;

    // #JTD marks incremental metadata, #Pdb a portable symbol file.
    private static readonly string[] Known = ["#~", "#-", "#Strings", "#US", "#GUID", "#Blob", "#Pdb", "#JTD"];

    /// <summary>Writes one <c>invalid-metadata</c> per kind of oddity.</summary>
    public static unsafe void Write(PEReader pe, MetadataReader metadata, FactWriter facts)
    {
        var block = pe.GetMetadata();
        WriteStreams(new ReadOnlySpan<byte>(block.Pointer, Math.Min(block.Length, MaximumRoot)), facts);
        if (metadata.GetTableRowCount(TableIndex.Module) > 1)
        {
            Add(facts, "several-modules", metadata.GetTableRowCount(TableIndex.Module));
        }

        if (metadata.GetTableRowCount(TableIndex.Assembly) > 1)
        {
            Add(facts, "several-assemblies", metadata.GetTableRowCount(TableIndex.Assembly));
        }
    }

    private static void WriteStreams(ReadOnlySpan<byte> root, FactWriter facts)
    {
        // Signature, major, minor, reserved, length of the version, version, flags, number of streams.
        if (root.Length < 20 || BinaryPrimitives.ReadUInt32LittleEndian(root) != Signature)
        {
            return;
        }

        var versionLength = BinaryPrimitives.ReadUInt32LittleEndian(root[12..]);
        if (versionLength > root.Length - 20)
        {
            return;
        }

        var position = 16 + (int)versionLength + 4;
        int streams = BinaryPrimitives.ReadUInt16LittleEndian(root[(position - 2)..]);
        var seen = new HashSet<string>(StringComparer.Ordinal);
        int unknown = 0, repeated = 0;
        for (var i = 0; i < Math.Min(streams, MaximumStreams) && position + 9 <= root.Length; i++)
        {
            // Offset, size, name: zero-terminated, at most 32 bytes, padded to four.
            var name = root[(position + 8)..Math.Min(root.Length, position + 40)];
            var end = name.IndexOf((byte)0);
            if (end < 0)
            {
                unknown++;
                break;
            }

            var text = Encoding.Latin1.GetString(name[..end]);
            unknown += Known.Contains(text, StringComparer.Ordinal) ? 0 : 1;
            repeated += seen.Add(text) ? 0 : 1;
            position += 8 + ((end + 4) & ~3);
        }

        if (unknown > 0)
        {
            Add(facts, "unknown-stream", unknown);
        }

        if (repeated > 0)
        {
            Add(facts, "repeated-stream", repeated);
        }

        // An image with the tables of edit-and-continue beside the plain ones.
        if (seen.Contains("#~") && seen.Contains("#-"))
        {
            Add(facts, "two-table-streams", 2);
        }
    }

    private static void Add(FactWriter facts, string what, int count) =>
        facts.Add(FactKind.Anomaly, "invalid-metadata", arguments: new ArgumentList(new Argument("what", what), new Argument("count", count.ToString(CultureInfo.InvariantCulture))));
}
