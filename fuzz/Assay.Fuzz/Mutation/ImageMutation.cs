using System.Buffers.Binary;

namespace Assay.Fuzz.Mutation;

/// <summary>Changes header fields of Windows images by their places, and of the metadata in them.</summary>
/// <remarks>Microsoft PE format; ECMA-335 II.24.2 (metadata root, streams, tables).</remarks>
internal sealed class ImageMutation : IMutation
{
    private const int Signature = 0x3C;
    private const int FileHeader = 20;
    private const int SectionHeader = 40;

    public static ImageMutation Instance { get; } = new();

    public byte[]? Mutate(byte[] input, MutationSource source)
    {
        var fields = Fields(input);
        if (fields.Count == 0)
        {
            return null;
        }

        var bytes = (byte[])input.Clone();
        for (var count = source.Length(3); count > 0; count--)
        {
            var (at, width) = source.Pick(fields);
            var field = bytes.AsSpan(at, width);
            InterestingNumbers.Write(field, InterestingNumbers.Choose(source, InterestingNumbers.Read(field, bigEndian: false), bytes.Length), bigEndian: false);
        }

        return bytes;
    }

    /// <summary>Places and widths of the fields that are found; none when it is no image.</summary>
    public static IReadOnlyList<(int At, int Width)> Fields(byte[] image)
    {
        var fields = new List<(int At, int Width)>();
        if (image.Length < Signature + 4 || BinaryPrimitives.ReadInt32LittleEndian(image.AsSpan(Signature)) is not (> 0 and var header) || header > image.Length - 256)
        {
            return fields;
        }

        fields.Add((Signature, 4));
        Add(fields, header + 4, [2, 2, 4, 4, 4, 2, 2]);
        var optional = header + 4 + FileHeader;
        var optionalSize = BinaryPrimitives.ReadUInt16LittleEndian(image.AsSpan(header + 20));
        for (var at = optional; at < optional + optionalSize; at += 4)
        {
            fields.Add((at, 4));
        }

        var sections = BinaryPrimitives.ReadUInt16LittleEndian(image.AsSpan(header + 6));
        for (var section = 0; section < Math.Min((int)sections, 16); section++)
        {
            Add(fields, optional + optionalSize + (section * SectionHeader) + 8, [4, 4, 4, 4, 4, 4, 2, 2, 4]);
        }

        AddMetadata(image, fields);
        fields.RemoveAll(field => field.At < 0 || field.At + field.Width > image.Length);
        return fields;
    }

    private static void AddMetadata(byte[] image, List<(int At, int Width)> fields)
    {
        var root = image.AsSpan().IndexOf("BSJB"u8);
        if (root < 0)
        {
            return;
        }

        // The header of the assembly lies somewhere before; its directories are found by their values being small.
        Add(fields, root - 72, [4, 2, 2, 4, 4, 4, 4, 4, 4, 4, 4]);
        Add(fields, root, [4, 2, 2, 4, 4]);
        var streams = root + 16 + (root + 16 <= image.Length ? Math.Clamp(BinaryPrimitives.ReadInt32LittleEndian(image.AsSpan(root + 12)), 0, 255) : 0);
        for (var at = streams; at < streams + 128; at += 2)
        {
            fields.Add((at, 4));
        }

        // Rows are two-byte indexes in small files: any of them.
        for (var at = streams + 64; at < Math.Min(image.Length, streams + 4096); at += 2)
        {
            fields.Add((at, 2));
        }
    }

    private static void Add(List<(int At, int Width)> fields, int at, ReadOnlySpan<int> widths)
    {
        foreach (var width in widths)
        {
            fields.Add((at, width));
            at += width;
        }
    }
}
