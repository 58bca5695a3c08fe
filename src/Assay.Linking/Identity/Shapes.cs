namespace Assay.Linking;

/// <summary>Compares names as the eye does: <c>rn</c> and <c>m</c>, <c>vv</c> and <c>w</c>, <c>0</c> and <c>O</c>, <c>1</c>, <c>l</c> and <c>I</c> are the same, separators are nothing.</summary>
internal static class Shapes
{
    /// <summary>True where two names are drawn alike.</summary>
    public static bool AreEqual(ReadOnlySpan<char> left, ReadOnlySpan<char> right)
    {
        while (true)
        {
            var first = Next(ref left);
            if (first != Next(ref right))
            {
                return false;
            }

            if (first == '\0')
            {
                return true;
            }
        }
    }

    private static char Next(ref ReadOnlySpan<char> text)
    {
        while (text.Length > 0 && !char.IsLetterOrDigit(text[0]))
        {
            text = text[1..];
        }

        if (text.Length == 0)
        {
            return '\0';
        }

        var (drawn, taken) = text switch
        {
            ['r', 'n', ..] => ('m', 2),
            ['v', 'v', ..] => ('w', 2),
            ['c', 'l', ..] => ('d', 2),
            ['l' or '1' or 'I', ..] => ('l', 1),
            ['0' or 'O' or 'o', ..] => ('o', 1),
            ['5' or 'S' or 's', ..] => ('s', 1),
            ['8', ..] => ('b', 1),
            [var character, ..] => (char.ToLowerInvariant(character), 1),
            [] => ('\0', 0),
        };
        text = text[taken..];
        return drawn;
    }
}
