namespace Assay.Community;

/// <summary>Writes sets in the smallest of three forms: the gaps between members, the gaps between those that are none, or whole bits.</summary>
internal static class PackageSetFormat
{
    // form | members (LEB128) | parameter | codes, or form | bits.
    private const byte MembersForm = 1;
    private const byte OthersForm = 2;
    private const byte BitsForm = 3;

    /// <summary>Writes a set; equal sets give equal bytes.</summary>
    public static byte[] Write(PackageSet set)
    {
        var count = set.Count();
        if (count <= set.Capacity / 2)
        {
            return WriteCodes(MembersForm, set.ToArray(), set.Capacity) ?? [BitsForm, .. set.ToBytes()];
        }

        return WriteCodes(OthersForm, set.Complement().ToArray(), set.Capacity) ?? [BitsForm, .. set.ToBytes()];
    }

    /// <summary>Writes the set of ascending numbers, as <see cref="Write(PackageSet)"/> does: without the bits where there are few.</summary>
    public static byte[] Write(ReadOnlySpan<int> members, int capacity) =>
        (members.Length <= capacity / 2 ? WriteCodes(MembersForm, members, capacity) : null) ?? Write(PackageSet.Of(capacity, members));

    private static byte[]? WriteCodes(byte form, ReadOnlySpan<int> members, int capacity)
    {
        var parameter = RiceCode.Parameter(members.Length, capacity);
        var codes = (RiceCode.Bits(members, parameter) + 7) / 8;
        if (codes + 6 >= (capacity + 7) / 8)
        {
            return null;
        }

        var head = new List<byte>(6) { form };
        Leb128.Write((uint)members.Length, head);
        head.Add((byte)parameter);
        var bytes = new byte[head.Count + codes];
        head.CopyTo(bytes);
        RiceCode.Write(members, parameter, bytes.AsSpan(head.Count));
        return bytes;
    }

    /// <summary>Reads a set; throws <see cref="InvalidDataException"/> for anything that is none of this capacity.</summary>
    public static PackageSet Read(ReadOnlySpan<byte> bytes, int capacity)
    {
        var set = bytes is [] ? null : bytes[0] switch
        {
            MembersForm => ReadCodes(bytes[1..], capacity),
            OthersForm => ReadCodes(bytes[1..], capacity)?.Complement(),
            BitsForm => PackageSet.FromBytes(bytes[1..], capacity),
            _ => null,
        };
        return set ?? throw new InvalidDataException("The bytes are no set of packages.");
    }

    /// <summary>Counts the members of a written set, without reading them where its head tells.</summary>
    public static int CountOf(ReadOnlySpan<byte> bytes, int capacity)
    {
        var form = bytes.IsEmpty ? 0 : bytes[0];
        var rest = bytes.IsEmpty ? bytes : bytes[1..];
        return form == MembersForm && Leb128.TryRead(ref rest, out var count) ? (int)Math.Min(count, (uint)capacity) : Read(bytes, capacity).Count();
    }

    private static PackageSet? ReadCodes(ReadOnlySpan<byte> bytes, int capacity) =>
        Leb128.TryRead(ref bytes, out var count) && count <= int.MaxValue && bytes is [var parameter, .. var codes] ? RiceCode.Read(codes, (int)count, parameter, capacity) : null;
}
