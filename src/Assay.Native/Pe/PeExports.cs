using System.Text;

namespace Assay.Native.Pe;

/// <summary>Reads the export table (Microsoft PE format, "The .edata Section").</summary>
internal static class PeExports
{
    // Names that are read, stated or not.
    private const int MaximumNames = 200_000;

    /// <summary>States how many functions are exported and the names of those that are no decorated C++ names.</summary>
    /// <returns>False when the table names a place outside the file.</returns>
    public static bool Write(in PeImage image, NativeFacts facts)
    {
        var (address, size) = image.Directory(0);
        if (address == 0 || size == 0)
        {
            return true;
        }

        var table = image.Offset(address);
        if (table < 0 || !image.Reader.Has(table, 40))
        {
            return false;
        }

        var reader = image.Reader;
        var functions = reader.U32(table + 20);
        var count = reader.U32(table + 24);
        facts.Metadata("image.name", reader.TextString(image.Offset(reader.U32(table + 12))));
        facts.Metadata("image.exports", functions);
        var (addresses, names, ordinals) = (image.Offset(reader.U32(table + 28)), image.Offset(reader.U32(table + 32)), image.Offset(reader.U32(table + 36)));
        for (var i = 0; i < Math.Min(count, MaximumNames) && names >= 0 && reader.Has(names + (4L * i), 4); i++)
        {
            var offset = image.Offset(reader.U32(names + (4L * i)));
            var name = reader.Text(offset);
            if (name.IsEmpty || name[0] == '?')
            {
                continue;
            }

            // An address within the directory itself is no code but the name of another library's function.
            var function = ordinals < 0 || addresses < 0 ? 0 : reader.U32(addresses + (4L * reader.U16(ordinals + (2L * i))));
            var forwards = function > address && function - address < size ? reader.TextString(image.Offset(function)) : null;
            if (!facts.Export(Encoding.Latin1.GetString(name), offset, forwards))
            {
                break;
            }
        }

        return count == 0 || names >= 0;
    }
}
