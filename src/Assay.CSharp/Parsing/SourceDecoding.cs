using System.Text;
using Assay.Model;

namespace Assay.CSharp.Parsing;

/// <summary>Brings the bytes of a source file to text, as the compiler does: a byte order mark decides, else UTF-8.</summary>
internal static class SourceDecoding
{
    public static string Decode(ReadOnlySpan<byte> bytes, FactWriter facts)
    {
        var (encoding, mark) = bytes switch
        {
            [0xEF, 0xBB, 0xBF, ..] => (Encoding.UTF8, 3),
            [0xFF, 0xFE, 0, 0, ..] => (Encoding.UTF32, 4),
            [0xFF, 0xFE, ..] => (Encoding.Unicode, 2),
            [0xFE, 0xFF, ..] => (Encoding.BigEndianUnicode, 2),
            _ => (Encoding.UTF8, 0),
        };
        var text = encoding.GetString(bytes[mark..]);
        if (text.Contains('\uFFFD', StringComparison.Ordinal))
        {
            facts.AddProblem(ProblemId.TextUndecodable, $"The source has bytes that are no {encoding.WebName}.", incomplete: false);
        }

        return text;
    }
}
