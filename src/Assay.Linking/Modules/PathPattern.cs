namespace Assay.Linking;

/// <summary>Matches paths, segment by segment and without regard to case, against names with PowerShell's wildcards; a segment <c>**</c> stands for any folders.</summary>
internal static class PathPattern
{
    private const string AnyFolders = "**";

    /// <summary>True when a segment holds a wildcard.</summary>
    public static bool HasWildcard(string segment) => segment.AsSpan().ContainsAny('*', '?', '[');

    /// <summary>Compares a whole path. Linear but for one point to return to: the last <c>**</c>.</summary>
    public static bool IsMatch(ReadOnlySpan<string> pattern, ReadOnlySpan<string> path)
    {
        var (p, s) = (0, 0);
        var (returnPattern, returnPath) = (-1, 0);
        while (s < path.Length)
        {
            if (p < pattern.Length && pattern[p] == AnyFolders)
            {
                (returnPattern, returnPath) = (p++, s);
            }
            else if (p < pattern.Length && IsMatch(pattern[p], path[s]))
            {
                p++;
                s++;
            }
            else if (returnPattern >= 0)
            {
                p = returnPattern + 1;
                s = ++returnPath;
            }
            else
            {
                return false;
            }
        }

        while (p < pattern.Length && pattern[p] == AnyFolders)
        {
            p++;
        }

        return p == pattern.Length;
    }

    /// <summary>Compares one name: <c>*</c>, <c>?</c> and sets such as <c>[a-c]</c>.</summary>
    public static bool IsMatch(string pattern, string name)
    {
        if (!HasWildcard(pattern))
        {
            return string.Equals(pattern, name, StringComparison.OrdinalIgnoreCase);
        }

        var (p, n) = (0, 0);
        var (returnPattern, returnName) = (-1, 0);
        while (n < name.Length)
        {
            if (p < pattern.Length && pattern[p] == '*')
            {
                (returnPattern, returnName) = (p++, n);
            }
            else if (p < pattern.Length && TryTake(pattern, p, name[n], out var next))
            {
                p = next;
                n++;
            }
            else if (returnPattern >= 0)
            {
                p = returnPattern + 1;
                n = ++returnName;
            }
            else
            {
                return false;
            }
        }

        return pattern.AsSpan(p).TrimStart('*').IsEmpty;
    }

    private static bool TryTake(string pattern, int start, char character, out int next)
    {
        next = start + 1;
        if (pattern[start] == '?')
        {
            return true;
        }

        var end = pattern[start] == '[' ? pattern.IndexOf(']', start) : -1;
        if (end < 0)
        {
            return char.ToUpperInvariant(pattern[start]) == char.ToUpperInvariant(character);
        }

        next = end + 1;
        return IsInSet(pattern.AsSpan(start + 1, end - start - 1), char.ToUpperInvariant(character));
    }

    private static bool IsInSet(ReadOnlySpan<char> set, char character)
    {
        for (var i = 0; i < set.Length; i++)
        {
            var isRange = i + 2 < set.Length && set[i + 1] == '-';
            var last = isRange ? set[i + 2] : set[i];
            if (character >= char.ToUpperInvariant(set[i]) && character <= char.ToUpperInvariant(last))
            {
                return true;
            }

            i += isRange ? 2 : 0;
        }

        return false;
    }
}
