using Assay.Model;

namespace Assay.Scan;

/// <summary>Takes contents from a store with everything that was found inside them: all of it, or nothing.</summary>
internal sealed class KnownContents(IContentStore store)
{
    // Unpacking ends earlier; this ends a store that says something impossible.
    private const int MaximumDepth = 16;

    private readonly Dictionary<ContentKey, ContentReading> _inside = [];

    /// <summary>Gives what was read of content; null when it, or something inside it, is not known.</summary>
    /// <param name="key">The content.</param>
    /// <param name="read">What was read in this package, which is not asked for again.</param>
    public ContentReading? Find(ContentKey key, IReadOnlyDictionary<ContentKey, FileFacts> read) => Find(key, read, 0);

    private ContentReading? Find(ContentKey key, IReadOnlyDictionary<ContentKey, FileFacts> read, int depth)
    {
        if (_inside.TryGetValue(key, out var known))
        {
            return known;
        }

        if (depth > MaximumDepth || store.Find(key) is not { } found)
        {
            return null;
        }

        foreach (var derived in found.Derived)
        {
            if (derived.Known is not { } content)
            {
                return null;
            }

            var inner = ContentKeys.Of(derived, content);
            if (!read.ContainsKey(inner) && Find(inner, read, depth + 1) is null)
            {
                return null;
            }
        }

        _inside.Add(key, found);
        return found;
    }
}
