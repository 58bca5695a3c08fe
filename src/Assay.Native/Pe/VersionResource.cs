using System.Text;

namespace Assay.Native.Pe;

/// <summary>Reads the texts of a version resource (VS_VERSIONINFO).</summary>
internal static class VersionResource
{
    private const int MaximumTexts = 200;
    private const int MaximumValue = 512;

    private static readonly (string Name, string Key)[] Keys =
    [
        ("FileDescription", "file.description"), ("CompanyName", "file.company"), ("OriginalFilename", "file.original-name"), ("FileVersion", "file.version"), ("ProductName", "file.product"), ("ProductVersion", "file.product-version"),
    ];

    /// <summary>States description, company, original name, version, product and its version as they are written.</summary>
    /// <remarks>Blocks are nested (StringFileInfo, table by language, text); only the texts have a name that is asked for, so the blocks around them are passed through.</remarks>
    public static void Write(ReadOnlySpan<byte> resource, NativeFacts facts)
    {
        var reader = new ImageReader(resource);
        var position = 0L;
        for (var i = 0; i < MaximumTexts && reader.Has(position, 6); i++)
        {
            var length = reader.U16(position);
            var valueLength = reader.U16(position + 2);
            var name = TextAt(reader, position + 6, 64);
            var value = Align(position + 6 + (2 * (name.Length + 1)));
            var end = position + Math.Max((int)length, 6);
            if (name is "VarFileInfo")
            {
                // The languages; no texts.
                position = Align(end);
            }
            else if (name is "VS_VERSION_INFO")
            {
                // A structure of numbers, then the blocks.
                position = Align(value + valueLength);
            }
            else if (name is "StringFileInfo" || IsTable(name))
            {
                position = value;
            }
            else
            {
                foreach (var (text, key) in Keys)
                {
                    if (string.Equals(name, text, StringComparison.Ordinal) && value < end)
                    {
                        facts.Metadata(key, TextAt(reader, value, (int)Math.Min(MaximumValue, (end - value) / 2)).Trim());
                    }
                }

                position = Align(end);
            }
        }
    }

    // A language and a code page in hexadecimal: 040904b0.
    private static bool IsTable(string name) => name.Length == 8 && name.All(char.IsAsciiHexDigit);

    private static string TextAt(ImageReader reader, long offset, int limit)
    {
        var text = Encoding.Unicode.GetString(reader.Slice(offset, 2L * limit));
        var end = text.IndexOf('\0', StringComparison.Ordinal);
        return end < 0 ? text : text[..end];
    }

    private static long Align(long position) => (position + 3) & ~3L;
}
