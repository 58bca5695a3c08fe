using System.Buffers.Binary;
using System.Buffers.Text;
using System.Globalization;
using System.Text;
using Assay.Licenses.Recognition;

namespace Assay.Licenses;

/// <summary>Reads and writes the lines of the index (docs/design/licenses.md).</summary>
internal static class LicenseIndexFile
{
    private const int HashBytes = WordRuns.HashBits / 8;
    private static readonly string[] FamilyNames = [.. Enum.GetValues<LicenseFamily>().Select(LicenseIndex.NameOf)];

    public static string Line(LicenseEntry entry) => string.Join('\t', "license", entry.Id, entry.Name, LicenseIndex.NameOf(entry.Family), LicenseIndex.NamesOf(entry.Restrictions), entry.Text,
        (entry.IsOsiApproved ? "osi" : "") + (entry.IsDeprecated ? " deprecated" : ""), string.Join(' ', entry.Addresses));

    /// <summary>The prints are base-64 of, one after the other: words since the last one (7 bits a byte, lowest first, the highest bit says that more follow), hash in 3 bytes, lowest first.</summary>
    public static string Line(LicenseTextPrint print)
    {
        var bytes = new List<byte>();
        var last = 0;
        Span<byte> hash = stackalloc byte[4];
        for (var i = 0; i < print.Hashes.Length; i++)
        {
            var delta = print.Places[i] - last;
            last = print.Places[i];
            for (; delta > 0x7F; delta >>= 7)
            {
                bytes.Add((byte)(0x80 | (delta & 0x7F)));
            }

            bytes.Add((byte)delta);
            BinaryPrimitives.WriteUInt32LittleEndian(hash, print.Hashes[i]);
            bytes.AddRange(hash[..HashBytes]);
        }

        return string.Create(CultureInfo.InvariantCulture, $"{(print.IsPhrase ? "phrase" : "text")}\t{print.Id}\t{print.Words}\t{print.Runs}\t{print.Sampling}\t{Convert.ToBase64String([.. bytes])}");
    }

    /// <summary>Reads the licences: the lines at the beginning.</summary>
    public static List<LicenseEntry> ReadEntries(ReadOnlySpan<byte> file)
    {
        var entries = new List<LicenseEntry>(1024);
        foreach (var range in file.Split((byte)'\n'))
        {
            var line = file[range];
            if (line.StartsWith("license\t"u8))
            {
                var fields = Encoding.UTF8.GetString(line).Split('\t');
                entries.Add(new LicenseEntry(fields[1], fields[2], (LicenseFamily)Array.IndexOf(FamilyNames, fields[3]), LicenseIndex.RestrictionsOf(fields[4]), fields[5],
                    fields[6].Contains("osi", StringComparison.Ordinal), fields[6].Contains("deprecated", StringComparison.Ordinal), fields[7].Length == 0 ? [] : fields[7].Split(' ')));
            }
        }

        return entries;
    }

    /// <summary>Reads the prints of texts and phrases.</summary>
    public static List<LicenseTextPrint> ReadPrints(ReadOnlySpan<byte> file)
    {
        var prints = new List<LicenseTextPrint>(1024);
        foreach (var range in file.Split((byte)'\n'))
        {
            var line = file[range];
            var isPhrase = line.StartsWith("phrase\t"u8);
            if (isPhrase || line.StartsWith("text\t"u8))
            {
                var fields = Encoding.ASCII.GetString(line[..line.LastIndexOf((byte)'\t')]).Split('\t');
                var bytes = line[(line.LastIndexOf((byte)'\t') + 1)..].ToArray();
                Base64.DecodeFromUtf8InPlace(bytes, out var length);
                prints.Add(Decode(fields, isPhrase, bytes.AsSpan(0, length)));
            }
        }

        return prints;
    }

    private static LicenseTextPrint Decode(string[] fields, bool isPhrase, ReadOnlySpan<byte> bytes)
    {
        var hashes = new List<uint>(bytes.Length / (HashBytes + 1));
        var places = new List<ushort>(hashes.Capacity);
        var word = 0;
        for (var at = 0; at < bytes.Length;)
        {
            var delta = 0;
            for (var shift = 0; ; shift += 7)
            {
                delta |= (bytes[at] & 0x7F) << shift;
                if (bytes[at++] <= 0x7F)
                {
                    break;
                }
            }

            word += delta;
            hashes.Add(bytes[at] | ((uint)bytes[at + 1] << 8) | ((uint)bytes[at + 2] << 16));
            places.Add((ushort)word);
            at += HashBytes;
        }

        return new LicenseTextPrint(fields[1], isPhrase, Number(fields[2]), Number(fields[3]), Number(fields[4]), [.. hashes], [.. places]);
    }

    private static int Number(string text) => int.Parse(text, CultureInfo.InvariantCulture);
}
