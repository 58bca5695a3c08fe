using System.Numerics;
using Assay.Model;

namespace Assay.Linking;

/// <summary>An id in the forms in which it is compared with others.</summary>
internal sealed class NameKey
{
    public NameKey(string id)
    {
        Id = id;
        Seen = Visible(id);
        Text = Plain(Seen);
        Letters = MaskOf(Text);
    }

    /// <summary>The id as it is written.</summary>
    public string Id { get; }

    /// <summary>The id as a reader sees it: look-alike letters as the Latin ones, invisible characters left out.</summary>
    public string Seen { get; }

    /// <summary>Lower-case letters and digits of <see cref="Seen"/>.</summary>
    public string Text { get; }

    /// <summary>A bit for each letter that occurs in <see cref="Text"/>, one for all digits.</summary>
    public uint Letters { get; }

    /// <summary>What stands before the first separator.</summary>
    public ReadOnlySpan<char> First => Seen.AsSpan().IndexOfAny(".-_ ") is >= 0 and var end ? Seen.AsSpan(0, end) : Seen;

    /// <summary>Parts between separators, lower-case.</summary>
    public string[] Segments => _segments ??= Seen.ToLowerInvariant().Split(['.', '-', '_', ' '], StringSplitOptions.RemoveEmptyEntries);

    /// <summary>Words, lower-case, in their order: parts between separators, cut where capital letters begin a word.</summary>
    public string[] Words => _words ??= NameWords.Of(Seen);

    private string[]? _segments;
    private string[]? _words;

    /// <summary>At least this many letters must differ between two texts: each slip changes two bits at most.</summary>
    public static int LeastSlips(uint left, uint right) => (BitOperations.PopCount(left ^ right) + 1) / 2;

    /// <summary>A bit for each letter, one for all digits.</summary>
    public static uint MaskOf(ReadOnlySpan<char> text)
    {
        var mask = 0u;
        foreach (var character in text)
        {
            mask |= character is >= 'a' and <= 'z' ? 1u << (character - 'a') : char.IsAsciiDigit(character) ? 1u << 26 : 1u << 27;
        }

        return mask;
    }

    private static string Visible(string id)
    {
        if (System.Text.Ascii.IsValid(id))
        {
            return id;
        }

        var text = new System.Text.StringBuilder(id.Length);
        foreach (var rune in id.EnumerateRunes())
        {
            if (!HiddenCharacters.IsInvisible(rune.Value) && !HiddenCharacters.ChangesDirection(rune.Value))
            {
                text.Append(rune.ToString());
            }
        }

        return LookAlikeLetters.AsSeen(text.ToString());
    }

    private static string Plain(string seen) => string.Create(seen.Count(char.IsLetterOrDigit), seen, static (text, source) =>
    {
        var at = 0;
        foreach (var character in source)
        {
            if (char.IsLetterOrDigit(character))
            {
                text[at++] = char.ToLowerInvariant(character);
            }
        }
    });
}
