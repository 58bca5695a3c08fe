using System.Buffers;
using System.Collections.Concurrent;
using System.Numerics;
using System.Runtime.InteropServices;

namespace Assay.Licenses.Recognition;

/// <summary>Finds the licences whose texts stand in a text, one or many after each other.</summary>
/// <remarks>
/// A text is found where enough of its kept runs stand in about the order and at about the distances that they have in it. Of texts that share a stretch the one wins that explains most of it and misses least of its own:
/// the three clauses of BSD hold the two of its shorter form, and the four of the older one are not all there.
/// </remarks>
internal sealed class LicenseRecognizer(PrintTable table)
{
    /// <summary>Kept runs of a text, of a hundred, that must be there.</summary>
    private const int LeastSimilarity = 80;

    /// <summary>Short texts are found by chance: they must be there whole.</summary>
    private const int ShortText = 20;

    /// <summary>What a run that is not there costs, in runs that are: kept runs are a sample, and a longer text that has nearly all of its sample must not win over one that is there whole.</summary>
    private const int PriceOfMissing = 2;

    /// <summary>Places of runs that are compared; a text that was made to have more is not read to its end.</summary>
    private const int MaximumHits = 4_000_000;

    private readonly int _longest = table.Texts.Max(text => text.Places.Length == 0 ? 0 : text.Places[^1]);
    private readonly ConcurrentBag<Buffers> _buffers = [];

    /// <summary>Finds licences in their order. <paramref name="isComplete"/> is false when the text has more matching runs than are compared.</summary>
    public List<RecognizedText> Find(ReadOnlySpan<byte> text, out bool isComplete)
    {
        var buffers = _buffers.TryTake(out var used) ? used : new Buffers(table.Texts.Count, _longest);
        Collect(text, buffers, out isComplete);
        var found = new List<RecognizedText>();
        var taken = new List<(int Start, int End)>();
        foreach (var candidate in Candidates(buffers))
        {
            if (!Overlaps(candidate, taken))
            {
                taken.Add((candidate.Start, candidate.End));
                var print = table.Texts[candidate.Text];
                found.Add(new RecognizedText(print.Id, print.IsPhrase, candidate.Hits * 100 / print.Hashes.Length, buffers.Starts[candidate.Start]));
            }
        }

        found.Sort((left, right) => left.Offset.CompareTo(right.Offset));
        if (buffers.Clear())
        {
            _buffers.Add(buffers);
        }

        return found;
    }

    private void Collect(ReadOnlySpan<byte> text, Buffers buffers, out bool isComplete)
    {
        var (matches, counts, starts) = (buffers.Matches, buffers.Counts, buffers.Starts);
        var hits = 0;
        isComplete = true;
        var reader = new WordReader(text);
        var runs = new WordRuns();
        while (reader.MoveNext())
        {
            starts.Add(reader.Start);
            if (!runs.Add(reader.Hash, out var run))
            {
                continue;
            }

            // A sentence of many licences has many places: they are counted here, and looked at again for the few texts that may be there.
            var slot = table.Find(WordRuns.Print(run));
            var places = table.PlacesAt(slot);
            if (places.IsEmpty)
            {
                continue;
            }

            foreach (ref readonly var place in places)
            {
                counts[place.Text] += WordRuns.IsKept(run, place.Sampling) ? 1 : 0;
            }

            matches.Add(new Match(run, slot, starts.Count - 1));
            hits += places.Length;
            if (hits > MaximumHits)
            {
                isComplete = false;
                break;
            }
        }
    }

    // The best first.
    private List<Candidate> Candidates(Buffers buffers)
    {
        var counts = buffers.Counts;
        // By text; those that have too few hits are left out.
        var ends = new int[counts.Length];
        var total = 0;
        for (var text = 0; text < counts.Length; text++)
        {
            ends[text] = counts[text] >= Needed(table.Texts[text]) ? total : -1;
            total += ends[text] < 0 ? 0 : counts[text];
        }

        var shifts = ArrayPool<int>.Shared.Rent(total);
        var places = ArrayPool<int>.Shared.Rent(total);
        foreach (ref readonly var match in CollectionsMarshal.AsSpan(buffers.Matches))
        {
            foreach (ref readonly var place in table.PlacesAt(match.Slot))
            {
                if (ends[place.Text] >= 0 && WordRuns.IsKept(match.Run, place.Sampling))
                {
                    shifts[ends[place.Text]] = match.Word - place.Word;
                    places[ends[place.Text]++] = place.Word;
                }
            }
        }

        var candidates = new List<Candidate>();
        var density = buffers.Density(buffers.Starts.Count + _longest + 4);
        for (var text = 0; text < counts.Length; text++)
        {
            if (ends[text] >= 0)
            {
                var start = ends[text] - counts[text];
                var near = start..(start + KeepDense(table.Texts[text], shifts.AsSpan(start, counts[text]), places.AsSpan(start, counts[text]), density));
                shifts.AsSpan(near).Sort(places.AsSpan(near));
                AddCandidates(text, shifts.AsSpan(near), places.AsSpan(near), buffers.Seen, candidates);
            }
        }

        ArrayPool<int>.Shared.Return(shifts);
        ArrayPool<int>.Shared.Return(places);
        candidates.Sort(Candidate.Better);
        return candidates;
    }

    // Moves to the front what has enough neighbours to be a copy of the text, and gives how many those are: most texts that resemble a document share single sentences with it.
    private static int KeepDense(LicenseTextPrint print, Span<int> shifts, Span<int> places, int[] density)
    {
        if (print.IsPhrase)
        {
            return shifts.Length;
        }

        // At least the slack wide, so that a copy lies in two bins at most; a power of two, as a division for each run would cost more than all the rest.
        var width = BitOperations.Log2(BitOperations.RoundUpToPowerOf2((uint)Math.Max(1, SlackOf(print))));

        foreach (var shift in shifts)
        {
            density[BinOf(shift, width, print.Words)]++;
        }

        var needed = Needed(print);
        var (kept, last) = (0, 0);
        for (var i = 0; i < shifts.Length; i++)
        {
            var bin = BinOf(shifts[i], width, print.Words);
            last = Math.Max(last, bin);
            if (density[bin] + Math.Max(density[bin - 1], density[bin + 1]) >= needed)
            {
                (shifts[kept], places[kept]) = (shifts[i], places[i]);
                kept++;
            }
        }

        Array.Clear(density, 0, last + 1);
        return kept;
    }

    // A shift is negative when the document begins within the text.
    private static int BinOf(int shift, int width, int words) => 1 + ((shift + words) >> width);

    private static int SlackOf(LicenseTextPrint print) => print.IsPhrase ? 0 : Math.Min(print.Words, 40 + (print.Words / 8));

    // The runs of one copy of a text lie at about the same shift between its words and those of the document.
    private void AddCandidates(int text, ReadOnlySpan<int> shifts, ReadOnlySpan<int> places, int[] seen, List<Candidate> candidates)
    {
        var print = table.Texts[text];
        var needed = Needed(print);
        var slack = SlackOf(print);
        var (left, distinct) = (0, 0);
        var (best, from, to) = (0, 0, 0);
        for (var right = 0; right < shifts.Length; right++)
        {
            distinct += seen[places[right]]++ == 0 ? 1 : 0;
            for (; shifts[right] - shifts[left] > slack; left++)
            {
                distinct -= --seen[places[left]] == 0 ? 1 : 0;
            }

            if (distinct > best)
            {
                (best, from, to) = (distinct, left, right + 1);
            }
            else if (best >= needed && left >= to)
            {
                candidates.Add(Weigh(text, best, shifts[from..to], places[from..to]));
                best = distinct;
                (from, to) = (left, right + 1);
            }
        }

        if (best >= needed)
        {
            candidates.Add(Weigh(text, best, shifts[from..to], places[from..to]));
        }

        foreach (var place in places)
        {
            seen[place] = 0;
        }
    }

    // In words: what the text explains, less what it has and the document has not.
    private Candidate Weigh(int text, int hits, ReadOnlySpan<int> shifts, ReadOnlySpan<int> places)
    {
        var print = table.Texts[text];
        var (first, start, end) = (int.MaxValue, 0, 0);
        for (var i = 0; i < shifts.Length; i++)
        {
            var word = shifts[i] + places[i];
            if (word < first)
            {
                // The first kept run may stand behind the beginning: the shift tells where that is. Places count from 1, words from 0.
                (first, start) = (word, Math.Clamp(shifts[i] + 1, 0, word));
            }

            end = Math.Max(end, word);
        }

        var missing = print.Hashes.Length - hits;
        return new Candidate(text, start, end, hits, print.Runs * (hits - (PriceOfMissing * missing)) / print.Hashes.Length, missing);
    }

    private static int Needed(LicenseTextPrint print) =>
        print.IsPhrase || print.Hashes.Length <= ShortText ? Math.Max(1, print.Hashes.Length) : (print.Hashes.Length * LeastSimilarity / 100) + 1;

    private static bool Overlaps(in Candidate candidate, List<(int Start, int End)> taken)
    {
        var shared = 0;
        foreach (var (start, end) in taken)
        {
            shared += Math.Max(0, Math.Min(end, candidate.End) - Math.Max(start, candidate.Start) + 1);
        }

        return shared * 3 > candidate.End - candidate.Start + 1;
    }

    /// <summary>What one text after another is looked up with.</summary>
    private sealed class Buffers(int texts, int longest)
    {
        // A file beyond all others must not be remembered by its size.
        private const int KeptEntries = 256 * 1024;
        private int[] _density = [];

        public List<Match> Matches { get; } = [];

        /// <summary>Byte offsets of the words.</summary>
        public List<int> Starts { get; } = [];

        /// <summary>Kept runs that were found, by text.</summary>
        public int[] Counts { get; } = new int[texts];

        /// <summary>By place in a text; zero between two uses.</summary>
        public int[] Seen { get; } = new int[longest + 1];

        /// <summary>Gives at least so many zeros, which the caller leaves behind as zeros.</summary>
        public int[] Density(int length) => _density = _density.Length < length ? new int[length + (length / 4)] : _density;

        /// <summary>Makes ready for the next text; false when it is better made anew.</summary>
        public bool Clear()
        {
            Matches.Clear();
            Starts.Clear();
            Array.Clear(Counts);
            return Matches.Capacity <= KeptEntries && Starts.Capacity <= KeptEntries && _density.Length <= KeptEntries;
        }
    }

    /// <summary>A run that stands in some text.</summary>
    [StructLayout(LayoutKind.Auto)]
    private readonly record struct Match(ulong Run, int Slot, int Word);

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
