using System.Text;
using Assay.Model;

namespace Assay.Text;

/// <summary>Brings texts to UTF-8.</summary>
internal static class TextDecoding
{
    /// <summary>Converts UTF-16 and UTF-32 texts with a byte order mark; false when the bytes can be read as they are. Without <paramref name="facts"/> somebody else reports what is wrong.</summary>
    public static bool ToUtf8(ReadOnlySpan<byte> bytes, FactWriter? facts, out byte[] converted)
    {
        converted = [];
        Encoding? encoding = bytes switch
        {
            [0xFF, 0xFE, 0, 0, ..] => Encoding.UTF32,
            [0, 0, 0xFE, 0xFF, ..] => new UTF32Encoding(bigEndian: true, byteOrderMark: true),
            [0xFF, 0xFE, ..] => Encoding.Unicode,
            [0xFE, 0xFF, ..] => Encoding.BigEndianUnicode,
            _ => null,
        };
        if (encoding is null)
        {
            return false;
        }

        var unit = encoding is UTF32Encoding ? 4 : 2;
        if (bytes.Length % unit != 0)
        {
            facts?.AddProblem(ProblemId.TextUndecodable, $"The text is marked as {encoding.WebName} but ends within a character.", incomplete: false);
        }

        converted = Encoding.UTF8.GetBytes(encoding.GetString(bytes));
        return true;
    }
}
