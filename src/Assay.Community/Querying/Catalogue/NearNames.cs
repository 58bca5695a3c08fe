using System.Text;
using Assay.Model;

namespace Assay.Community.Querying;

/// <summary>Finds the ids that somebody may have meant who made a slip or two.</summary>
/// <remarks>
/// Two slips leave at least one third of a text as it is: only ids that hold a third are compared. A part of an id counts as the id, so that <c>newtonsft</c> leads to <c>Newtonsoft.Json</c>.
/// </remarks>
internal static class NearNames
{
    private const int ShortestText = 3;
    private const int LongestText = 60;
    private const int MostSlips = 2;
    private const int MostCompared = 50_000;

    // Of a short text everything is a slip or two away.
    private const int LettersForTwoSlips = 6;
    private const int LettersForParts = 5;

    /// <summary>Gives ids near a text, the fewest slips first, then by rank.</summary>
    public static IReadOnlyList<int> Find(SearchCatalogue catalogue, string text, int count)
    {
        // Look-alike letters are what somebody saw.
        var wanted = Encoding.UTF8.GetBytes(LookAlikeLetters.AsSeen(text).ToLowerInvariant());
        if (wanted.Length is < ShortestText or > LongestText)
        {
            return [];
        }

        var slips = wanted.Length < LettersForTwoSlips ? 1 : MostSlips;
        var isPart = wanted.Length >= LettersForParts;
        var row = new int[LongestText + 1];
        var found = new Dictionary<int, int>();
        var compared = 0;
        for (var piece = 0; piece <= slips; piece++)
        {
            var (start, end) = (wanted.Length * piece / (slips + 1), wanted.Length * (piece + 1) / (slips + 1));
            catalogue.Names.Holding(wanted.AsSpan(start, end - start), package =>
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
            });
        }

        return
        [
            .. found.OrderBy(entry => entry.Value).ThenBy(entry => catalogue.Rank(entry.Key) ?? int.MaxValue)
                .ThenBy(entry => Math.Abs(catalogue.Names[entry.Key].Length - wanted.Length)).ThenBy(entry => entry.Key).Take(count).Select(entry => entry.Key),
        ];
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
