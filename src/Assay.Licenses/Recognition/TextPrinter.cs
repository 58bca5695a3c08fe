using System.Buffers;
using System.Text;

namespace Assay.Licenses.Recognition;

/// <summary>Makes the prints of a licence text: what <see cref="LicenseRecognizer"/> looks for.</summary>
internal static class TextPrinter
{
    /// <summary>Runs kept of a text at most, about.</summary>
    public const int Kept = 128;

    private static readonly string[] CopyrightMarks = ["copyright", "(c)", "©", "portions copyright", "copyright:"];

    private static readonly SearchValues<char> YearMarks = SearchValues.Create("<[©0123456789");

    /// <summary>Prints a text. Its title and its lines of copyright differ from copy to copy, so no run is made of them or reaches over them.</summary>
    public static LicenseTextPrint Print(string id, string text, bool isPhrase)
    {
        var runs = new List<(ulong Run, int Word)>();
        var words = 0;
        var runsOfText = new WordRuns();
        var lines = text.ReplaceLineEndings("\n").Split('\n');
        var body = isPhrase ? 0 : FirstLineOfBody(lines);
        // What follows says how to apply the licence, and is often left away.
        var end = Array.FindIndex(lines, line => line.Contains("END OF TERMS AND CONDITIONS", StringComparison.Ordinal));
        for (var i = body; i < (end < 0 ? lines.Length : end); i++)
        {
            if (!isPhrase && IsCopyrightLine(lines[i]))
            {
                runsOfText.Break();
                continue;
            }

            var reader = new WordReader(Encoding.UTF8.GetBytes(lines[i]));
            while (reader.MoveNext())
            {
                words++;
                if (runsOfText.Add(reader.Hash, out var run))
                {
                    runs.Add((run, words));
                }
            }
        }

        // What a text says twice is one run: a document that says it once must not count twice.
        runs = [.. runs.DistinctBy(run => run.Run)];
        var sampling = 0;
        while (runs.Count >> sampling > Kept)
        {
            sampling++;
        }

        var kept = runs.Where(run => WordRuns.IsKept(run.Run, sampling)).ToArray();
        return new LicenseTextPrint(id, isPhrase, words, runs.Count, sampling, [.. kept.Select(run => WordRuns.Print(run.Run))], [.. kept.Select(run => checked((ushort)run.Word))]);
    }

    // A first paragraph of one or two short lines is the title.
    private static int FirstLineOfBody(string[] lines)
    {
        var first = Array.FindIndex(lines, line => line.Trim().Length > 0);
        var end = first < 0 ? -1 : Array.FindIndex(lines, first, line => line.Trim().Length == 0);
        return end > first && end - first <= 2 && lines[first..end].Sum(line => line.Split(' ', StringSplitOptions.RemoveEmptyEntries).Length) <= 12 ? end : 0;
    }

    private static bool IsCopyrightLine(string line)
    {
        var text = line.Trim().TrimStart('*', '#', '/', ' ');
        return CopyrightMarks.Any(mark => text.StartsWith(mark, StringComparison.OrdinalIgnoreCase))
            && (text.AsSpan().IndexOfAny(YearMarks) >= 0 || text.Contains("(c)", StringComparison.OrdinalIgnoreCase));
    }
}
