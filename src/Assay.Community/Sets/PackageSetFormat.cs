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
        var members = set.Count();
        var form = members <= set.Capacity / 2 ? MembersForm : OthersForm;
        var coded = form == MembersForm ? set : set.Complement();
        var count = form == MembersForm ? members : set.Capacity - members;
        var parameter = RiceCode.Parameter(count, set.Capacity);
        var codes = (RiceCode.Bits(coded, parameter) + 7) / 8;
        if (codes + 6 >= (set.Capacity + 7) / 8)
        {
            return [BitsForm, .. set.ToBytes()];
        }

        var head = new List<byte> { form };
        Leb128.Write((uint)count, head);
        head.Add((byte)parameter);
        var bytes = new byte[head.Count + codes];
        head.CopyTo(bytes);
        RiceCode.Write(coded, parameter, bytes.AsSpan(head.Count));
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

    private static PackageSet? ReadCodes(ReadOnlySpan<byte> bytes, int capacity) =>
        Leb128.TryRead(ref bytes, out var count) && count <= int.MaxValue && bytes is [var parameter, .. var codes] ? RiceCode.Read(codes, (int)count, parameter, capacity) : null;
}
