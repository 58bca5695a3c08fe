using System.Globalization;

namespace Assay.Community.Index;

/// <summary>Days as whole numbers since 1970-01-01.</summary>
internal static class DayColumn
{
    private static readonly DateOnly First = new(1970, 1, 1);

    public static int Of(DateOnly day) => Math.Max(0, day.DayNumber - First.DayNumber);

    public static string Text(int day) => First.AddDays(day).ToString("yyyy-MM-dd", CultureInfo.InvariantCulture);

    /// <summary>Reads <c>yyyy-MM-dd</c>; 0 for anything else and for days before.</summary>
    public static int Parse(ReadOnlySpan<byte> text)
    {
        Span<char> characters = stackalloc char[10];
        return text.Length == characters.Length && System.Text.Encoding.Latin1.GetChars(text, characters) == characters.Length
            && DateOnly.TryParseExact(characters, "yyyy-MM-dd", CultureInfo.InvariantCulture, DateTimeStyles.None, out var day) ? Of(day) : 0;
    }
}
