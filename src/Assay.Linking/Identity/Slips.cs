namespace Assay.Linking;

/// <summary>Knows the slips of a hand that writes a name: a letter left out, doubled, changed with its neighbour, or the key beside it.</summary>
internal static class Slips
{
    private static readonly string[] Rows = ["1234567890", "qwertyuiop", "asdfghjkl", "zxcvbnm"];

    /// <summary>Says whether one text becomes the other by one slip that a hand or an ear makes.</summary>
    /// <param name="written">The text in question.</param>
    /// <param name="meant">The text that may be meant.</param>
    /// <param name="strict">True for short texts, where other words are near: a changed letter must be a neighbour on the keyboard or a vowel, an added one a repetition, and the first letter is right.</param>
    public static bool IsOne(ReadOnlySpan<char> written, ReadOnlySpan<char> meant, bool strict)
    {
        var first = written.CommonPrefixLength(meant);
        var restWritten = written[first..];
        var restMeant = meant[first..];
        var last = CommonSuffixLength(restWritten, restMeant);
        restWritten = restWritten[..^last];
        restMeant = restMeant[..^last];
        return (restWritten.Length, restMeant.Length) switch
        {
            (0, 0) => false,
            (1, 1) => char.IsLetter(restWritten[0]) && char.IsLetter(restMeant[0])
                && (!strict || (first > 0 && (AreNeighbours(restWritten[0], restMeant[0]) || (IsVowel(restWritten[0]) && IsVowel(restMeant[0]))))),
            // One more: of equal letters the difference is the last one.
            (1, 0) => char.IsLetter(restWritten[0]) && (!strict || (first > 0 && written[first - 1] == restWritten[0])),
            (0, 1) => char.IsLetter(restMeant[0]) && (!strict || first > 0),
            (2, 2) => restWritten[0] == restMeant[1] && restWritten[1] == restMeant[0] && char.IsLetter(restWritten[0]) && char.IsLetter(restWritten[1]),
            _ => false,
        };
    }

    /// <summary>Says whether two letters lie beside each other on the usual keyboard.</summary>
    public static bool AreNeighbours(char left, char right)
    {
        var (row, column) = Key(left);
        var (otherRow, otherColumn) = Key(right);
        // A key touches two of the row below, which is moved by half a key.
        return row >= 0 && otherRow >= 0 && (row - otherRow) switch
        {
            0 => Math.Abs(column - otherColumn) == 1,
            -1 => column - otherColumn is 0 or 1,
            1 => otherColumn - column is 0 or 1,
            _ => false,
        };
    }

    private static (int Row, int Column) Key(char letter)
    {
        for (var row = 0; row < Rows.Length; row++)
        {
            if (Rows[row].IndexOf(letter, StringComparison.Ordinal) is >= 0 and var column)
            {
                return (row, column);
            }
        }

        return (-1, -1);
    }

    private static bool IsVowel(char letter) => letter is 'a' or 'e' or 'i' or 'o' or 'u' or 'y';

    private static int CommonSuffixLength(ReadOnlySpan<char> left, ReadOnlySpan<char> right)
    {
        var length = 0;
        while (length < left.Length && length < right.Length && left[^(length + 1)] == right[^(length + 1)])
        {
            length++;
        }

        return length;
    }
}
