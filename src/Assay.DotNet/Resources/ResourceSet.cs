using System.Buffers.Binary;
using System.Text;
using Assay.Model;

namespace Assay.DotNet.Resources;

/// <summary>Reads the byte arrays and streams of a compiled <c>.resources</c> set; texts, pictures and serialised objects are passed over.</summary>
/// <remarks>
/// The format of <c>System.Resources.RuntimeResourceSet</c>, version 2:
/// <code>magic, header version, header size, header | version 2, entries, types, type names, padding to 8, hashes, name offsets, data offset | names: (text, offset) | values: (type code, value)</code>
/// </remarks>
internal static class ResourceSet
{
    private const uint Magic = 0xBEEFCACE;
    private const int ByteArrayType = 0x20;
    private const int StreamType = 0x21;
    private const int MaximumEntries = 10_000;
    private const int MaximumName = 1024;

    /// <summary>True for content that begins like a set.</summary>
    public static bool IsOne(ReadOnlySpan<byte> content) => content.Length > 32 && BinaryPrimitives.ReadUInt32LittleEndian(content) == Magic;

    /// <summary>Gives name and bytes of each array and stream that lies in the content. A set that is malformed gives what came before the break, and a problem.</summary>
    public static List<(string Name, ReadOnlyMemory<byte> Bytes)> Read(ReadOnlyMemory<byte> content, FactWriter facts, string name)
    {
        var found = new List<(string, ReadOnlyMemory<byte>)>();
        try
        {
            Read(content, found);
        }
        catch (Exception exception) when (exception is ArgumentOutOfRangeException or IndexOutOfRangeException or InvalidDataException or OverflowException)
        {
            facts.AddProblem(ProblemId.ResourceUnreadable, $"The resource set {name} is malformed; not all of it was read.", name, incomplete: false);
        }

        return found;
    }

    private static void Read(ReadOnlyMemory<byte> content, List<(string, ReadOnlyMemory<byte>)> found)
    {
        var reader = new Cursor(content.Span, 8);
        reader.Skip(reader.Int32());
        var version = reader.Int32();
        var entries = reader.Int32();
        var types = reader.Int32();

        // Version 1 names a type per entry and was last written by .NET 1.
        if (version != 2)
        {
            return;
        }

        if (entries is < 0 or > MaximumEntries || types is < 0 or > MaximumEntries)
        {
            throw new InvalidDataException("The set states more entries than are read.");
        }

        for (var i = 0; i < types; i++)
        {
            reader.Skip(reader.Length7());
        }

        reader.Align(8);
        reader.Skip(4 * entries);
        var offsets = reader.Position;
        reader.Skip(4 * entries);
        var data = reader.Int32();
        var names = reader.Position;
        for (var i = 0; i < entries; i++)
        {
            var offset = new Cursor(content.Span, offsets + (4 * i)).Int32();
            var entry = new Cursor(content.Span, checked(names + offset));
            var length = entry.Length7();
            var text = Encoding.Unicode.GetString(content.Span.Slice(entry.Position, Math.Min(length, MaximumName)));
            entry.Skip(length);
            var value = new Cursor(content.Span, checked(data + entry.Int32()));
            if (value.Length7() is ByteArrayType or StreamType)
            {
                found.Add((text, content.Slice(value.Position + 4, value.Int32())));
            }
        }
    }

    /// <summary>A position that stays within the content: anything else throws.</summary>
    private ref struct Cursor
    {
        private readonly ReadOnlySpan<byte> _content;

        public Cursor(ReadOnlySpan<byte> content, int position)
        {
            ArgumentOutOfRangeException.ThrowIfNegative(position);
            _content = content;
            Position = position;
        }

        public int Position { get; private set; }

        public int Int32()
        {
            var value = BinaryPrimitives.ReadInt32LittleEndian(_content[Position..]);
            Position += 4;
            return value;
        }

        // Seven bits a byte, the lowest first.
        public int Length7()
        {
            var value = 0;
            for (var shift = 0; shift < 35; shift += 7)
            {
                var part = _content[Position++];
                value |= (part & 0x7F) << shift;
                if (part < 0x80)
                {
                    return value >= 0 ? value : throw new InvalidDataException("A length is negative.");
                }
            }

            throw new InvalidDataException("A length has more than five bytes.");
        }

        public void Skip(int bytes)
        {
            if (bytes < 0 || bytes > _content.Length - Position)
            {
                throw new InvalidDataException("A length leads out of the content.");
            }

            Position += bytes;
        }

        public void Align(int to) => Position = (Position + to - 1) / to * to;
    }
}
