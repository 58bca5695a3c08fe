using System.Buffers.Binary;
using System.Globalization;
using System.Text;
using Assay.Licenses.Recognition;

namespace Assay.Licenses;

/// <summary>Reads and writes the lines of the index (docs/design/licenses.md).</summary>
internal static class LicenseIndexFile
{
    private static readonly string[] FamilyNames = [.. Enum.GetValues<LicenseFamily>().Select(LicenseIndex.NameOf)];

    public static string Line(LicenseEntry entry) => string.Join('\t', "license", entry.Id, entry.Name, LicenseIndex.NameOf(entry.Family), LicenseIndex.NamesOf(entry.Restrictions), entry.Text,
        (entry.IsOsiApproved ? "osi" : "") + (entry.IsDeprecated ? " deprecated" : ""), string.Join(' ', entry.Addresses));

    public static string Line(LicenseTextPrint print)
    {
        var bytes = new List<byte>();
        var last = 0;
        Span<byte> hash = stackalloc byte[4];
        foreach (var (value, word) in print.Prints)
        {
            for (var delta = word - last; ; delta >>= 7)
            {
                bytes.Add((byte)(delta > 0x7F ? 0x80 | (delta & 0x7F) : delta));
                if (delta <= 0x7F)
                {
                    break;
                }
            }

            last = word;
            BinaryPrimitives.WriteUInt32LittleEndian(hash, value);
            bytes.AddRange(hash[..(WordRuns.HashBits / 8)]);
        }

        return string.Create(CultureInfo.InvariantCulture, $"{(print.IsPhrase ? "phrase" : "text")}\t{print.Id}\t{print.Words}\t{print.Sampling}\t{Convert.ToBase64String([.. bytes])}");
    }

    public static (List<LicenseEntry> Entries, List<LicenseTextPrint> Prints) Read(byte[] file)
    {
        var entries = new List<LicenseEntry>(1024);
        var prints = new List<LicenseTextPrint>(1024);
        foreach (var line in Encoding.UTF8.GetString(file).Split('\n'))
        {
            var fields = line.Split('\t');
            switch (fields[0])
            {
                case "license":
                    entries.Add(new LicenseEntry(fields[1], fields[2], (LicenseFamily)Array.IndexOf(FamilyNames, fields[3]), LicenseIndex.RestrictionsOf(fields[4]), fields[5],
                        fields[6].Contains("osi", StringComparison.Ordinal), fields[6].Contains("deprecated", StringComparison.Ordinal), fields[7].Split(' ', StringSplitOptions.RemoveEmptyEntries)));
                    break;
                case "text" or "phrase":
                    prints.Add(new LicenseTextPrint(fields[1], fields[0] == "phrase", int.Parse(fields[2], CultureInfo.InvariantCulture), int.Parse(fields[3], CultureInfo.InvariantCulture), ReadPrints(Convert.FromBase64String(fields[4]))));
                    break;
            }
        }

        return (entries, prints);
    }

    private static List<(uint Hash, int Word)> ReadPrints(byte[] bytes)
    {
        var prints = new List<(uint, int)>(bytes.Length / 4);
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
            prints.Add((bytes[at] | ((uint)bytes[at + 1] << 8) | ((uint)bytes[at + 2] << 16), word));
            at += WordRuns.HashBits / 8;
        }

        return prints;
    }
}
