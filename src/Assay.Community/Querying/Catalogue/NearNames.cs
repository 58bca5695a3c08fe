using System.Text;
using Assay.Model;

namespace Assay.Community.Querying;

/// <summary>Finds the ids that somebody may have meant who made a slip or two.</summary>
/// <remarks>
/// One slip leaves at least half of a text as it is, two leave a third: only ids that hold such a piece are compared. A part of an id counts as the id, so that <c>newtonsft</c> leads to
/// <c>Newtonsoft.Json</c>. Of short texts, whose pieces nearly all ids hold, only ids of their own length are compared.
/// </remarks>
internal static class NearNames
{
    private const int ShortestText = 3;
    private const int LongestText = 60;
    private const int MostCompared = 10_000;

    // Pieces have three letters at least: fewer are in nearly all ids.
    private const int LettersForParts = 2 * TrigramIndex.Length;
    private const int LettersForTwoSlips = 3 * TrigramIndex.Length;

    /// <summary>A slip away from the longest text whose parts are not looked for.</summary>
    public const int LongestShortName = LettersForParts;

    /// <summary>Gives ids near a text, the fewest slips first, then by rank.</summary>
    public static IReadOnlyList<int> Find(SearchCatalogue catalogue, string text, int count)
    {
        // Look-alike letters are what somebody saw.
        var wanted = Encoding.UTF8.GetBytes(LookAlikeLetters.AsSeen(text).ToLowerInvariant());
        if (wanted.Length is < ShortestText or > LongestText)
        {
            return [];
        }

        var slips = wanted.Length < LettersForTwoSlips ? 1 : 2;
        var isPart = wanted.Length >= LettersForParts;
        var row = new int[LongestText + 1];
        var found = new Dictionary<int, int>();
        var compared = 0;
        if (!isPart)
        {
            foreach (var package in catalogue.ShortNames)
            {
                Compare(package);
            }
        }

        for (var piece = 0; isPart && piece <= slips; piece++)
        {
            var (start, end) = (wanted.Length * piece / (slips + 1), wanted.Length * (piece + 1) / (slips + 1));
            var candidates = catalogue.Names.MayHold(wanted.AsSpan(start, end - start));
            while (candidates.MoveNext())
            {
                Compare(candidates.Current);
            }
        }

        return
        [
            .. found.OrderBy(entry => entry.Value).ThenBy(entry => catalogue.Rank(entry.Key) ?? int.MaxValue)
                .ThenBy(entry => Math.Abs(catalogue.Names[entry.Key].Length - wanted.Length)).ThenBy(entry => entry.Key).Take(count).Select(entry => entry.Key),
        ];

        void Compare(int package)
        {
            var name = catalogue.Names[package];
            if (name.Length < wanted.Length - slips || (!isPart && name.Length > wanted.Length + slips) || compared >= MostCompared || found.ContainsKey(package))
            {
                return;
            }

            compared++;
            if (Distance(wanted, name, row, isPart) is var distance && distance <= slips)
            {
                found.Add(package, distance);
            }
        }
    }

    // Levenshtein's distance between a text and a name, or the nearest part of the name, one character of the name at a time.
    private static int Distance(ReadOnlySpan<byte> text, ReadOnlySpan<byte> name, int[] row, bool isPart)
    {
        for (var i = 0; i <= text.Length; i++)
        {
            row[i] = i;
        }

        var best = isPart ? text.Length : int.MaxValue;
        for (var j = 0; j < name.Length; j++)
        {
            var diagonal = row[0];
            row[0] = isPart ? 0 : j + 1;
            for (var i = 1; i <= text.Length; i++)
            {
                var replaced = diagonal + (text[i - 1] == name[j] ? 0 : 1);
                diagonal = row[i];
                row[i] = Math.Min(replaced, Math.Min(row[i], row[i - 1]) + 1);
            }

            best = Math.Min(best, isPart ? row[text.Length] : int.MaxValue);
        }

        return isPart ? best : row[text.Length];
    }
}
