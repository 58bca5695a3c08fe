using System.Text.RegularExpressions;

namespace Assay.PowerShell.Folding;

/// <summary>Regular expressions of the script, kept within bounds: without backtracking where that is possible, else with a time limit.</summary>
internal sealed class Patterns
{
    private const int MaximumPattern = 2_000;
    private const int MaximumRemembered = 128;
    private const int BacktrackingText = 1 << 20;
    private static readonly TimeSpan TimeLimit = TimeSpan.FromMilliseconds(200);

    private readonly Dictionary<(string, RegexOptions), Regex?> _known = [];

    /// <summary>The first match, which may be none; null where it is not known.</summary>
    public Match? Match(string pattern, bool caseSensitive, string text, Workspace work) =>
        Match(pattern, caseSensitive ? RegexOptions.None : RegexOptions.IgnoreCase, text, work);

    public Match? Match(string pattern, RegexOptions options, string text, Workspace work)
    {
        if (Find(pattern, options, text, work) is not { } regex)
        {
            return null;
        }

        try
        {
            return regex.Match(text);
        }
        catch (RegexMatchTimeoutException)
        {
            return Spent(work);
        }
    }

    /// <summary>All matches in order, at most so many as the budget has steps; null where they are not known.</summary>
    public List<Match>? Matches(string pattern, RegexOptions options, string text, Workspace work, int maximum = int.MaxValue)
    {
        if (Find(pattern, options, text, work) is not { } regex)
        {
            return null;
        }

        var matches = new List<Match>();
        try
        {
            for (var match = regex.Match(text); match.Success && matches.Count < maximum; match = match.NextMatch())
            {
                if (!work.Spending.TakeSteps(1))
                {
                    return null;
                }

                matches.Add(match);
            }
        }
        catch (RegexMatchTimeoutException)
        {
            Spent(work);
            return null;
        }

        return matches;
    }

    public Regex? Find(string pattern, RegexOptions options, string text, Workspace work)
    {
        if (pattern.Length > MaximumPattern || !work.Spending.TakeSteps(1 + (text.Length >> 3)))
        {
            return null;
        }

        options = (options & ~RegexOptions.Compiled) | RegexOptions.CultureInvariant;
        if (!_known.TryGetValue((pattern, options), out var regex) && _known.Count < MaximumRemembered)
        {
            regex = Create(pattern, options);
            _known.Add((pattern, options), regex);
        }

        return regex is null || (regex.MatchTimeout != Regex.InfiniteMatchTimeout && text.Length > BacktrackingText) ? null : regex;
    }

    private static Match? Spent(Workspace work)
    {
        work.Spending.Reach(FoldLimit.Steps);
        return null;
    }

    private static Regex? Create(string pattern, RegexOptions options)
    {
        try
        {
            if ((options & (RegexOptions.RightToLeft | RegexOptions.ECMAScript)) == 0)
            {
                return new Regex(pattern, options | RegexOptions.NonBacktracking, Regex.InfiniteMatchTimeout);
            }
        }
        catch (NotSupportedException)
        {
            // Look-around, back-references and very large patterns: the other engine, with its time limit.
        }
        catch (ArgumentException)
        {
            return null;
        }

        try
        {
            return new Regex(pattern, options, TimeLimit);
        }
        catch (ArgumentException)
        {
            return null;
        }
    }
}
