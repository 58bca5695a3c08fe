using System.Runtime.InteropServices;

namespace Assay.Licenses.Recognition;

/// <summary>Finds the licences whose texts stand in a text, one or many after each other.</summary>
/// <remarks>
/// A text is found where enough of its kept runs stand within a stretch not much longer than itself. Of texts that share a stretch the one wins that explains most of it and misses least of its own:
/// the three clauses of BSD hold the two of its shorter form, and the four of the older one are not all there.
/// </remarks>
internal sealed class LicenseRecognizer(PrintTable table)
{
    /// <summary>Kept runs of a text, of a hundred, that must be there.</summary>
    private const int LeastSimilarity = 75;

    /// <summary>Short texts are found by chance: they must be there whole.</summary>
    private const int ShortText = 20;

    /// <summary>Places of runs that are compared; a text that was made to have more is not read to its end.</summary>
    private const int MaximumHits = 4_000_000;

    /// <summary>Finds licences in their order. <paramref name="isComplete"/> is false when the text has more matching runs than are compared.</summary>
    public List<RecognizedText> Find(ReadOnlySpan<byte> text, out bool isComplete)
    {
        var hits = Collect(text, out var starts, out isComplete);
        var candidates = new List<Candidate>();
        for (var i = 0; i < table.Texts.Count; i++)
        {
            if (hits[i] is { Count: > 0 } places && Needed(table.Texts[i]) <= places.Count)
            {
                AddCandidates(i, places, candidates);
            }
        }

        candidates.Sort(Candidate.Better);
        var found = new List<RecognizedText>();
        var taken = new List<(int Start, int End)>();
        foreach (var candidate in candidates)
        {
            if (!Overlaps(candidate, taken))
            {
                taken.Add((candidate.Start, candidate.End));
                var print = table.Texts[candidate.Text];
                found.Add(new RecognizedText(print.Id, print.IsPhrase, candidate.Hits * 100 / print.Prints.Count, starts[candidate.Start]));
            }
        }

        found.Sort((left, right) => left.Offset.CompareTo(right.Offset));
        return found;
    }

    // By text, the words of the document where one of its runs ends.
    private List<(int Word, int Place)>?[] Collect(ReadOnlySpan<byte> text, out List<int> starts, out bool isComplete)
    {
        var hits = new List<(int Word, int Place)>?[table.Texts.Count];
        starts = new List<int>(text.Length / 6);
        isComplete = true;
        var reader = new WordReader(text);
        var runs = new WordRuns();
        var budget = MaximumHits;
        while (reader.MoveNext())
        {
            starts.Add(reader.Start);
            if (!runs.Add(reader.Hash, out var run))
            {
                continue;
            }

            foreach (var place in table.Find(WordRuns.Print(run)))
            {
                if (WordRuns.IsKept(run, place.Sampling))
                {
                    (hits[place.Text] ??= []).Add((starts.Count - 1, place.Word));
                    budget--;
                }
            }

            if (budget < 0)
            {
                isComplete = false;
                break;
            }
        }

        return hits;
    }

    private void AddCandidates(int text, List<(int Word, int Place)> hits, List<Candidate> candidates)
    {
        var print = table.Texts[text];
        var needed = Needed(print);
        var width = print.IsPhrase ? print.Words : print.Words + (print.Words / 4) + 40;
        var seen = new Dictionary<int, int>();
        var left = 0;
        var best = new Candidate(text, 0, 0, 0, 0, 0);
        for (var right = 0; right < hits.Count; right++)
        {
            seen[hits[right].Place] = seen.GetValueOrDefault(hits[right].Place) + 1;
            for (; hits[right].Word - hits[left].Word > width; left++)
            {
                Forget(seen, hits[left].Place);
            }

            if (seen.Count > best.Hits)
            {
                best = best with { Hits = seen.Count, Start = Math.Max(0, hits[left].Word - (WordRuns.Length - 1)), End = hits[right].Word };
            }
            else if (best.Hits >= needed && seen.Count * 2 < best.Hits)
            {
                candidates.Add(Weigh(best));
                best = best with { Hits = 0 };
            }
        }

        if (best.Hits >= needed)
        {
            candidates.Add(Weigh(best));
        }
    }

    private static void Forget(Dictionary<int, int> seen, int place)
    {
        if (--seen[place] == 0)
        {
            seen.Remove(place);
        }
    }

    // In words: what the text explains, less what it has and the document has not.
    private Candidate Weigh(Candidate candidate)
    {
        var print = table.Texts[candidate.Text];
        var missing = print.Prints.Count - candidate.Hits;
        return candidate with { Weight = (candidate.Hits - missing) << print.Sampling, Missing = missing << print.Sampling };
    }

    private static int Needed(LicenseTextPrint print) =>
        print.IsPhrase || print.Prints.Count <= ShortText ? Math.Max(1, print.Prints.Count) : (print.Prints.Count * LeastSimilarity / 100) + 1;

    private static bool Overlaps(in Candidate candidate, List<(int Start, int End)> taken)
    {
        var shared = 0;
        foreach (var (start, end) in taken)
        {
            shared += Math.Max(0, Math.Min(end, candidate.End) - Math.Max(start, candidate.Start) + 1);
        }

        return shared * 3 > candidate.End - candidate.Start + 1;
    }

    [StructLayout(LayoutKind.Auto)]
    private readonly record struct Candidate(int Text, int Start, int End, int Hits, int Weight, int Missing)
    {
        public static readonly Comparison<Candidate> Better = (left, right) =>
            left.Weight != right.Weight ? right.Weight.CompareTo(left.Weight)
            : left.Missing != right.Missing ? left.Missing.CompareTo(right.Missing)
            : left.Text != right.Text ? left.Text.CompareTo(right.Text)
            : left.Start.CompareTo(right.Start);
    }
}
