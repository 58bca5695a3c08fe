namespace Assay.Model;

/// <summary>Patterns of artifact paths below the package: <c>*</c> and <c>?</c> within a name, <c>**</c> over folders and archives (<c>tools/**</c>, <c>lib/*/Sample.dll</c>, <c>**/*.ps1</c>).</summary>
public static class PathPattern
{
    /// <summary>Compares a whole path without regard to case; at most length of path times length of pattern steps for each <c>**</c>.</summary>
    public static bool Matches(ReadOnlySpan<char> pattern, ReadOnlySpan<char> path)
    {
        // Where to go on when a star took too little: `**` may take anything, `*` nothing beyond a name.
        int p = 0, t = 0, star = -1, starText = 0, doubleStar = -1, doubleText = 0;
        while (t < path.Length)
        {
            if (p < pattern.Length && pattern[p] == '*')
            {
                if (p + 1 < pattern.Length && pattern[p + 1] == '*')
                {
                    p += 2;
                    // `**/x` is x as well.
                    p += p < pattern.Length && pattern[p] == '/' ? 1 : 0;
                    (doubleStar, doubleText, star) = (p, t, -1);
                }
                else
                {
                    (star, starText) = (++p, t);
                }
            }
            else if (p < pattern.Length && Same(pattern[p], path[t]))
            {
                p++;
                t++;
            }
            else if (star >= 0 && !IsBorder(path[starText]))
            {
                (p, t) = (star, ++starText);
            }
            else if (doubleStar >= 0)
            {
                star = -1;
                doubleText = NextStart(pattern, doubleStar, path, doubleText);
                (p, t) = (doubleStar, doubleText);
            }
            else
            {
                return false;
            }
        }

        return pattern[p..].TrimStart("*/").IsEmpty && !(p < pattern.Length && pattern[p] == '/');
    }

    // Behind `**/` a name starts; behind a bare `**` anything does.
    private static int NextStart(ReadOnlySpan<char> pattern, int after, ReadOnlySpan<char> path, int from)
    {
        if (after < 1 || pattern[after - 1] != '/')
        {
            return from + 1;
        }

        var next = path[from..].IndexOfAny('/', '!');
        return next < 0 ? path.Length : from + next + 1;
    }

    private static bool Same(char pattern, char character) => pattern == '?'
        ? !IsBorder(character)
        : char.ToUpperInvariant(pattern) == char.ToUpperInvariant(character) || (pattern == '/' && character == '!');

    private static bool IsBorder(char character) => character is '/' or '!';
}
