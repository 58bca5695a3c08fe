using System.Text.Json;
using Assay.Model;

namespace Assay.Community;

/// <summary>Reads JSON that others wrote: what is missing or of another kind is nothing, never an exception.</summary>
internal static class ForeignJson
{
    /// <summary>Bytes of one record.</summary>
    public const int LongestRecord = DocumentLimits.AdvisoryRecordBytes;

    /// <summary>How records are parsed.</summary>
    public static readonly JsonDocumentOptions Options = new() { MaxDepth = FixedLimits.AdvisoryDepth, AllowTrailingCommas = true, CommentHandling = JsonCommentHandling.Skip };

    /// <summary>Gives each of a list.</summary>
    /// <exception cref="AdvisoryException">There are more, or one is larger than a record may be: a list that is read in part would say of the rest that there is nothing.</exception>
    public static IEnumerable<T> Whole<T>(this IEnumerable<T> list, int most, Func<T, int> length)
    {
        var count = 0;
        foreach (var item in list)
        {
            if (++count > most)
            {
                throw new AdvisoryException($"there are more than {most} entries");
            }

            if (length(item) > LongestRecord)
            {
                throw new AdvisoryException($"an entry has more than {LongestRecord} bytes");
            }

            yield return item;
        }
    }

    /// <summary>Gives a member that is a text; null for anything else. Throws <see cref="JsonException"/> for one whose bytes are no text.</summary>
    public static string? Text(this JsonElement element, string name) =>
        element.ValueKind == JsonValueKind.Object && element.TryGetProperty(name, out var value) ? value.Text() : null;

    /// <summary>Gives a text; null for anything else. Throws <see cref="JsonException"/> for one whose bytes are no text.</summary>
    public static string? Text(this JsonElement value)
    {
        if (value.ValueKind != JsonValueKind.String)
        {
            return null;
        }

        try
        {
            return value.GetString();
        }
        catch (InvalidOperationException exception)
        {
            // Bytes that are no UTF-8, or half a pair of surrogates, are found when the text is made.
            throw new JsonException("A text is not readable.", exception);
        }
    }

    /// <summary>Gives a member that is an object; an undefined element for anything else.</summary>
    public static JsonElement Member(this JsonElement element, string name) =>
        element.ValueKind == JsonValueKind.Object && element.TryGetProperty(name, out var value) && value.ValueKind == JsonValueKind.Object ? value : default;

    /// <summary>Gives the items of a member that is an array; none for anything else.</summary>
    public static IEnumerable<JsonElement> Items(this JsonElement element, string name) =>
        element.ValueKind == JsonValueKind.Object && element.TryGetProperty(name, out var list) && list.ValueKind == JsonValueKind.Array ? list.EnumerateArray() : Enumerable.Empty<JsonElement>();

    /// <summary>Gives the texts of a member that is an array, at most so many of at most that length.</summary>
    public static IEnumerable<string> Texts(this JsonElement element, string name, int most, int longest) =>
        element.Items(name).Select(Text).OfType<string>().Where(text => text.Length > 0 && text.Length <= longest).Take(most);

    /// <summary>Gives the day of an instant in the notation of RFC 3339; null for anything else.</summary>
    public static string? Day(string? instant) =>
        instant is { Length: >= 10 } && DateOnly.TryParseExact(instant.AsSpan(0, 10), "yyyy-MM-dd", System.Globalization.CultureInfo.InvariantCulture, System.Globalization.DateTimeStyles.None, out _) ? instant[..10] : null;
}
