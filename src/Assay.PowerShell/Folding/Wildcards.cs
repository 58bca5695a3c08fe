namespace Assay.PowerShell.Folding;

/// <summary>Wildcard patterns: <c>*</c>, <c>?</c>, <c>[a-z]</c>.</summary>
internal static class Wildcards
{
    public static bool HasWildcard(string text) => text.AsSpan().IndexOfAny('*', '?', '[') >= 0;

    /// <summary>Matches without recursion; null when the budget ends.</summary>
    public static bool? IsMatch(string pattern, string text, bool caseSensitive, Workspace work)
    {
        int p = 0, t = 0, star = -1, mark = 0;
        while (t < text.Length)
        {
            if ((t & 15) == 0 && !work.Spending.TakeSteps(1))
            {
                return null;
            }

            if (p < pattern.Length && pattern[p] == '*')
            {
                star = p++;
                mark = t;
            }
            else if (p < pattern.Length && One(pattern, p, text[t], caseSensitive, out var next))
            {
                p = next;
                t++;
            }
            else if (star >= 0)
            {
                p = star + 1;
                t = ++mark;
                if (!work.Spending.TakeSteps(1))
                {
                    return null;
                }
            }
            else
            {
                return false;
            }
        }

        while (p < pattern.Length && pattern[p] == '*')
        {
            p++;
        }

        return p == pattern.Length;
    }

    private static bool One(string pattern, int p, char c, bool caseSensitive, out int next)
    {
        next = p + 1;
        switch (pattern[p])
        {
            case '?':
                return true;
            case '`' when p + 1 < pattern.Length:
                next = p + 2;
                return Same(pattern[p + 1], c, caseSensitive);
            case '[' when pattern.IndexOf(']', Math.Min(p + 2, pattern.Length)) is > 0 and var end:
                next = end + 1;
                return InSet(pattern.AsSpan(p + 1, end - p - 1), c, caseSensitive);
            default:
                return Same(pattern[p], c, caseSensitive);
        }
    }

    private static bool InSet(ReadOnlySpan<char> set, char c, bool caseSensitive)
    {
        for (var i = 0; i < set.Length; i++)
        {
            if (i + 2 < set.Length && set[i + 1] == '-')
            {
                if (Between(set[i], set[i + 2], c) || (!caseSensitive && (Between(set[i], set[i + 2], char.ToUpperInvariant(c)) || Between(set[i], set[i + 2], char.ToLowerInvariant(c)))))
                {
                    return true;
                }

                i += 2;
            }
            else if (Same(set[i], c, caseSensitive))
            {
                return true;
            }
        }

        return false;
    }

    private static bool Between(char low, char high, char c) => c >= low && c <= high;

    private static bool Same(char a, char b, bool caseSensitive) => a == b || (!caseSensitive && char.ToUpperInvariant(a) == char.ToUpperInvariant(b));
}
