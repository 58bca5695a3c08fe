namespace Assay.Packages.Feeds;

/// <summary>Reads tags as feeds tell them.</summary>
internal static class FeedTags
{
    public static string[] Split(string text) => text.Split((char[]?)null, StringSplitOptions.RemoveEmptyEntries);

    /// <summary>Gives the tags as far as they keep within the length of a text.</summary>
    public static IReadOnlyList<string> Bound(IEnumerable<string> tags)
    {
        var left = FeedLimits.TextLength;
        return [.. tags.TakeWhile(tag => (left -= tag.Length + 1) >= 0)];
    }
}
