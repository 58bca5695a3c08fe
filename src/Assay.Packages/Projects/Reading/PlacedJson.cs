using System.Text.Json;
using Assay.Model;

namespace Assay.Packages.Projects;

/// <summary>A value of a JSON text that knows where it stands.</summary>
internal sealed class PlacedJson
{
    private const int Tokens = DocumentLimits.ProjectTokens;
    private const int Depth = FixedLimits.JsonDepth;

    private static readonly JsonReaderOptions Lenient = new() { CommentHandling = JsonCommentHandling.Skip, AllowTrailingCommas = true, MaxDepth = Depth };

    private readonly List<(string Name, long Offset, PlacedJson Value)>? _members;
    private readonly List<PlacedJson>? _items;

    private PlacedJson(long offset, string? text, List<(string Name, long Offset, PlacedJson Value)>? members, List<PlacedJson>? items) =>
        (Offset, Text, _members, _items) = (offset, text, members, items);

    /// <summary>Byte of the value.</summary>
    public long Offset { get; }

    /// <summary>A text, or a number or truth value as written; null for anything else.</summary>
    public string? Text { get; }

    /// <summary>Members of an object in their order, each with the byte of its name; none for anything else.</summary>
    public IReadOnlyList<(string Name, long Offset, PlacedJson Value)> Members => _members ?? [];

    /// <summary>Elements of an array; none for anything else.</summary>
    public IReadOnlyList<PlacedJson> Items => _items ?? [];

    /// <summary>True for an object.</summary>
    public bool IsObject => _members is not null;

    /// <summary>Gives the value of a member by its exact name; null when there is none.</summary>
    public PlacedJson? this[string name]
    {
        get
        {
            foreach (var member in Members)
            {
                if (member.Name == name)
                {
                    return member.Value;
                }
            }

            return null;
        }
    }

    /// <summary>Reads a text with comments and trailing commas, as configuration files have them. Throws <see cref="JsonException"/>, also for more than four million tokens and more than 64 levels.</summary>
    /// <param name="text">UTF-8 without byte order mark.</param>
    /// <param name="skipped">Members whose values are passed over: long lists that nobody asks for.</param>
    public static PlacedJson Read(ReadOnlySpan<byte> text, params string[] skipped)
    {
        var reader = new Utf8JsonReader(text, Lenient);
        if (!reader.Read())
        {
            throw new JsonException("The file is empty.");
        }

        var tokens = 0;
        var value = Read(ref reader, skipped, ref tokens);
        // What follows the value is an error.
        return reader.Read() ? throw new JsonException("Something follows the value.") : value;
    }

    private static PlacedJson Read(ref Utf8JsonReader reader, string[] skipped, ref int tokens)
    {
        if (++tokens > Tokens)
        {
            throw new JsonException($"More than {Tokens} values.");
        }

        var offset = reader.TokenStartIndex;
        switch (reader.TokenType)
        {
            case JsonTokenType.StartObject:
                var members = new List<(string, long, PlacedJson)>();
                while (reader.Read() && reader.TokenType != JsonTokenType.EndObject)
                {
                    var (name, at) = (TextOf(ref reader), reader.TokenStartIndex);
                    reader.Read();
                    if (skipped.Contains(name))
                    {
                        reader.Skip();
                        continue;
                    }

                    members.Add((name, at, Read(ref reader, skipped, ref tokens)));
                }

                return new PlacedJson(offset, null, members, null);
            case JsonTokenType.StartArray:
                var items = new List<PlacedJson>();
                while (reader.Read() && reader.TokenType != JsonTokenType.EndArray)
                {
                    items.Add(Read(ref reader, skipped, ref tokens));
                }

                return new PlacedJson(offset, null, null, items);
            case JsonTokenType.String:
                return new PlacedJson(offset, TextOf(ref reader), null, null);
            case JsonTokenType.Number or JsonTokenType.True or JsonTokenType.False:
                return new PlacedJson(offset, System.Text.Encoding.UTF8.GetString(reader.ValueSpan), null, null);
            default:
                return new PlacedJson(offset, null, null, null);
        }
    }

    private static string TextOf(ref Utf8JsonReader reader)
    {
        try
        {
            return reader.GetString() ?? "";
        }
        catch (InvalidOperationException exception)
        {
            throw new JsonException("A text has half of a surrogate pair or is no UTF-8.", exception);
        }
    }
}
