using System.Buffers.Text;
using System.Text;

namespace Assay.Community;

/// <summary>Reads the scores of the Exploit Prediction Scoring System: <c>#model_version:v2025.03.14,score_date:2026-01-31T12:00:00Z</c>, <c>cve,epss,percentile</c>, then a row for each CVE.</summary>
internal static class ScoreReader
{
    /// <summary>Gives the day of the scores, and those of the CVEs that are wanted.</summary>
    public static (string Date, IReadOnlyDictionary<string, ExploitScore> Scores) Read(ReadOnlyMemory<byte> bytes, HashSet<string> wanted)
    {
        var scores = new Dictionary<string, ExploitScore>(StringComparer.Ordinal);
        var names = wanted.GetAlternateLookup<ReadOnlySpan<char>>();
        var date = "";
        var rest = AdvisoryForms.WithoutMark(bytes.Span);
        Span<char> name = stackalloc char[32];
        while (!rest.IsEmpty)
        {
            var end = rest.IndexOf((byte)'\n');
            var line = (end < 0 ? rest : rest[..end]).Trim(" \t\r"u8);
            rest = end < 0 ? default : rest[(end + 1)..];
            if (line.StartsWith("#"u8))
            {
                date = DateOf(line) ?? date;
                continue;
            }

            var comma = line.IndexOf((byte)',');
            if (comma is <= 4 or > 32 || !line.StartsWith("CVE-"u8) || !Ascii.IsValid(line[..comma]))
            {
                continue;
            }

            Encoding.ASCII.GetChars(line[..comma], name);
            if (names.TryGetValue(name[..comma], out var cve) && ReadScore(line[(comma + 1)..]) is { } score)
            {
                scores[cve] = score;
            }
        }

        return (date, scores);
    }

    private static ExploitScore? ReadScore(ReadOnlySpan<byte> fields)
    {
        var comma = fields.IndexOf((byte)',');
        var probability = comma < 0 ? fields : fields[..comma];
        var percentile = comma < 0 ? default : fields[(comma + 1)..];
        return Utf8Parser.TryParse(probability, out double first, out var used) && used == probability.Length && first is >= 0 and <= 1
            && Utf8Parser.TryParse(percentile, out double second, out used) && used == percentile.Length && second is >= 0 and <= 1
            ? new ExploitScore(first, second)
            : null;
    }

    private static string? DateOf(ReadOnlySpan<byte> comment)
    {
        var start = comment.IndexOf("score_date:"u8);
        return start < 0 || comment.Length < start + 21 ? null : ForeignJson.Day(Encoding.ASCII.GetString(comment.Slice(start + "score_date:".Length, 10)));
    }
}
