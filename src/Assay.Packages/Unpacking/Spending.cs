using Assay.Model;

namespace Assay.Packages.Unpacking;

/// <summary>Counts what one run has cost and says how much more is allowed.</summary>
internal sealed class Spending(UnpackBudget budget, long inputBytes)
{
    private readonly long _start = budget.Clock?.GetTimestamp() ?? 0;
    private long _unpacked;
    private long _pathCharacters;
    private int _artifacts;

    /// <summary>True when a limit of the whole run is reached: nothing more is read.</summary>
    public bool Exhausted { get; private set; }

    /// <summary>Counts one artifact; false, once with a problem, when there are too many.</summary>
    public bool TakeArtifact(ProblemReporter problems, Found found)
    {
        if (budget.Seconds > 0 && budget.Clock is { } clock && clock.GetElapsedTime(_start).TotalSeconds > budget.Seconds)
        {
            Exhaust(Limit.PackageSeconds, budget.Seconds, $"Reading took more than {budget.Seconds} seconds: the rest was not read.", problems, found.Name);
            return false;
        }

        if (_artifacts < budget.EntriesTotal && _pathCharacters + found.Path.Length <= budget.PathCharacters)
        {
            _artifacts++;
            _pathCharacters += found.Path.Length;
            return true;
        }

        if (_artifacts == budget.EntriesTotal)
        {
            Exhaust(Limit.Entries, budget.EntriesTotal, $"More than {budget.EntriesTotal} files in all: the rest was not read.", problems, found.Name);
        }
        else
        {
            Exhaust(Limit.PathCharacters, budget.PathCharacters, $"The paths of all files have more than {budget.PathCharacters} characters: the rest was not read.", problems, found.Name);
        }

        return false;
    }

    /// <summary>Gives the bytes that may come out of so many packed ones, with the limit that decides it.</summary>
    public (int Bytes, Limit Limit) Allowance(long packed)
    {
        var allowed = budget.EntryBytes;
        var limit = Limit.EntryBytes;
        if (budget.TotalBytes - _unpacked is var total && total < allowed)
        {
            allowed = total;
            limit = Limit.UnpackedBytes;
        }

        var entry = Math.Max(budget.RatioThreshold, packed * budget.Ratio);
        var all = Math.Max(budget.RatioThreshold, inputBytes * budget.Ratio) - _unpacked;
        if (Math.Min(entry, all) is var ratio && ratio < allowed)
        {
            allowed = ratio;
            limit = Limit.Ratio;
        }

        return ((int)Math.Clamp(allowed, 0, Array.MaxLength - 1), limit);
    }

    /// <summary>Counts unpacked bytes.</summary>
    public void Take(long bytes) => _unpacked += bytes;

    /// <summary>Reports that more came out than allowed; later entries are not read when the whole run was to blame.</summary>
    public void Refuse(int allowed, Limit limit, long packed, ProblemReporter problems, string name)
    {
        var text = limit == Limit.Ratio
            ? $"More than {allowed} bytes come out of {packed}: above {budget.Ratio} for one. Not examined."
            : $"More than {allowed} bytes would come out. Not examined.";
        var value = limit switch { Limit.Ratio => budget.Ratio, Limit.UnpackedBytes => budget.TotalBytes, _ => budget.EntryBytes };
        if (limit == Limit.EntryBytes || (limit == Limit.Ratio && allowed == Math.Max(budget.RatioThreshold, packed * budget.Ratio)))
        {
            problems.AddLimit(limit, value, name, text);
            // What was inflated before the limit was met has been paid for.
            Take(allowed);
            return;
        }

        Exhaust(limit, value, text + " Nothing after it was read.", problems, name);
    }

    private void Exhaust(Limit limit, long value, string text, ProblemReporter problems, string name)
    {
        if (!Exhausted)
        {
            Exhausted = true;
            problems.AddLimit(limit, value, name, text);
        }
    }
}
