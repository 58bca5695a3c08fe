using Assay.TestInputs;

namespace Assay.Fuzz.Mutation;

/// <summary>Changes a zip by its entries: their content with checksum and sizes that fit, one field that does not, their order and number, the records at the end.</summary>
/// <param name="ofContent">Mutations of an entry's content by its name.</param>
internal sealed class ZipMutation(Func<string, IReadOnlyList<IMutation>>? ofContent = null) : IMutation
{
    private static readonly string[] Names =
    [
        "a.nuspec", "A.NUSPEC", "./a.nuspec", "../a", "/a", "a//b", "a\\b", "%61.dll", "a%2fb", ".signature.p7s", "tools/init.ps1", "build/a.targets", "lib/net8.0/a.dll", "a/", "", ".", "a\0b", "é", "e\u0301", "aux", "[Content_Types].xml", "package/services/metadata/core-properties/1.psmdcp", "_rels/.rels",
    ];

    public byte[]? Mutate(byte[] input, MutationSource source)
    {
        var entries = ZipEntries.Read(input);
        if (entries.Count == 0)
        {
            return null;
        }

        var zip = new RawZip();
        var at = source.Next(entries.Count);
        switch (source.Next(8))
        {
            case 0 or 1 or 2:
                entries[at] = WithContent(entries[at], source);
                break;
            case 3:
                entries[at] = WithField(entries[at], source);
                break;
            case 4:
                entries[at] = entries[at] with { Name = source.Chance(2) ? source.Pick(Names) : source.Pick(entries).Name + source.Next(10) };
                break;
            case 5:
                entries.RemoveAt(at);
                break;
            case 6:
                var others = ZipEntries.Read(source.Other());
                entries.Insert(at, source.Pick(others.Count > 0 && source.Chance(2) ? others : entries));
                break;
            default:
                ChangeEnd(zip, source, input.Length);
                break;
        }

        return zip.Add([.. entries]).Build();
    }

    private RawEntry WithContent(RawEntry entry, MutationSource source)
    {
        var mutations = ofContent?.Invoke(entry.Name) ?? [];
        var mutation = mutations.Count > 0 && !source.Chance(4) ? source.Pick(mutations) : ByteMutation.Instance;
        return new RawEntry(entry.Name, mutation.Mutate(entry.Content, source) ?? ByteMutation.Instance.Mutate(entry.Content, source) ?? []) { Method = entry.Method == 8 && !source.Chance(8) ? (ushort)8 : (ushort)0, Flags = entry.Flags, Extra = entry.Extra };
    }

    private static RawEntry WithField(RawEntry entry, MutationSource source)
    {
        var number = InterestingNumbers.Choose(source, entry.Content.Length, entry.Content.Length);
        return source.Next(18) switch
        {
            0 => entry with { Method = (ushort)number },
            1 => entry with { Flags = (ushort)(1 << source.Next(16)) },
            2 => entry with { VersionNeeded = (ushort)number },
            3 => entry with { ExternalAttributes = (uint)(number << source.Next(30)) },
            4 => entry with { Crc = (uint)number },
            5 => entry with { Size = (uint)number },
            6 => entry with { PackedSize = (uint)number },
            7 => entry with { LocalOffset = (uint)number },
            8 => entry with { RawName = ByteMutation.Instance.Mutate(System.Text.Encoding.UTF8.GetBytes(entry.Name), source) },
            9 => entry with { Extra = Extra(source) },
            10 => entry with { LocalName = source.Pick(Names) },
            11 => entry with { LocalMethod = (ushort)number },
            12 => entry with { LocalFlags = (ushort)(1 << source.Next(16)) },
            13 => entry with { LocalSize = (uint)number, LocalPackedSize = (uint)number },
            14 => entry with { Descriptor = true, DescriptorCrc = source.Chance(2) ? (uint)number : null },
            15 => entry with { Before = new byte[source.Length(64)] },
            16 => entry with { Unlisted = true },
            _ => entry with { DirectoryOnly = true },
        };
    }

    // APPNOTE 4.5: zip64, NTFS, Unix, Unicode name, Unicode comment, AES.
    private static byte[] Extra(MutationSource source)
    {
        ReadOnlySpan<ushort> ids = [0x0001, 0x000A, 0x000D, 0x5455, 0x7075, 0x6375, 0x9901, 0xCAFE];
        var id = ids[source.Next(ids.Length)];
        var data = new byte[source.Next(33)];
        source.Random.NextBytes(data);
        var length = source.Chance(4) ? source.Next(100) : data.Length;
        return [(byte)id, (byte)(id >> 8), (byte)length, 0, .. data];
    }

    private static void ChangeEnd(RawZip zip, MutationSource source, int length)
    {
        var number = InterestingNumbers.Choose(source, 0, length);
        switch (source.Next(8))
        {
            case 0:
                zip.Prefix = new byte[source.Length(256)];
                break;
            case 1:
                zip.Suffix = new byte[source.Length(256)];
                break;
            case 2:
                zip.Comment = "PK\u0005\u0006"u8.ToArray();
                break;
            case 3:
                zip.CommentLength = (ushort)number;
                break;
            case 4:
                zip.EntryCount = (ushort)number;
                break;
            case 5:
                zip.DirectorySize = (uint)number;
                break;
            case 6:
                zip.DirectoryOffset = (uint)number;
                break;
            default:
                zip.Zip64Entries = (ulong)number;
                break;
        }
    }
}
