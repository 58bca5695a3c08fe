using System.Text.Json;
using Assay.Model;

namespace Assay.Packages.Feeds;

/// <summary>Counts the tokens of a JSON document before a tree is made of it: 12 bytes for each, so that <c>[1,1,1...]</c> becomes six times as large.</summary>
internal static class JsonGuard
{
    /// <summary>Most tokens of a document.</summary>
    public const int Tokens = DocumentLimits.FeedTokens;

    /// <summary>True when a document has more; throws what the reader throws for text that is no JSON.</summary>
    public static bool HasTooManyTokens(ReadOnlySpan<byte> document)
    {
        // Every token has a byte of its own.
        if (document.Length <= Tokens)
        {
            return false;
        }

        var reader = new Utf8JsonReader(document);
        var count = 0;
        while (reader.Read())
        {
            if (++count > Tokens)
            {
                return true;
            }
        }

        return false;
    }
}
