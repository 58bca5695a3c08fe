using System.Text.Json;
using Assay.Model;

namespace Assay.Community;

/// <summary>Cuts large JSON into its records, so that only one of them is in memory as a tree.</summary>
internal static class JsonSlices
{
    private static readonly JsonReaderOptions Options = new() { AllowMultipleValues = true, AllowTrailingCommas = true, CommentHandling = JsonCommentHandling.Skip, MaxDepth = FixedLimits.AdvisoryListDepth };

    /// <summary>Gives the objects that follow each other (<c>{...}\n{...}</c>), or those of an array.</summary>
    /// <param name="bytes">The document.</param>
    /// <param name="member">The member of the outer object that is the array; null for an outer array or for objects one after the other.</param>
    public static List<ReadOnlyMemory<byte>> Objects(ReadOnlyMemory<byte> bytes, string? member = null)
    {
        var slices = new List<ReadOnlyMemory<byte>>();
        var reader = new Utf8JsonReader(bytes.Span, Options);
        if (member is not null && !MoveTo(ref reader, member))
        {
            return slices;
        }

        while (reader.Read())
        {
            switch (reader.TokenType)
            {
                case JsonTokenType.StartObject:
                    var start = (int)reader.TokenStartIndex;
                    reader.Skip();
                    slices.Add(bytes[start..(int)reader.BytesConsumed]);
                    break;
                case JsonTokenType.EndArray when member is not null:
                    return slices;
            }
        }

        return slices;
    }

    private static bool MoveTo(ref Utf8JsonReader reader, string member)
    {
        reader.Read();
        while (reader.Read() && reader.TokenType == JsonTokenType.PropertyName)
        {
            var isWanted = reader.ValueTextEquals(member);
            reader.Read();
            if (isWanted && reader.TokenType == JsonTokenType.StartArray)
            {
                return true;
            }

            reader.Skip();
        }

        return false;
    }
}
