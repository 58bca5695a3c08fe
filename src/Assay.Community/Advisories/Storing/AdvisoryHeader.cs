using System.Security.Cryptography;
using System.Text;
using System.Text.Json;

namespace Assay.Community;

/// <summary>The first line of an advisory database: what it is, of which day, how long its parts are.</summary>
internal sealed record AdvisoryHeader
{
    /// <summary>The form that is written and read here.</summary>
    public const int Form = 3;

    /// <summary>Parts of the file, in their order.</summary>
    public static readonly string[] Parts = ["packages", "exploited", "scores", "vulnerabilities", "malicious"];

    private static readonly string[] Kinds = [.. Enum.GetNames<AdvisorySourceKind>().Select(name => name.ToLowerInvariant())];

    /// <summary>Day of the newest source; empty where no source has one.</summary>
    public required string Date { get; init; }
    /// <summary>SHA-256 of all that follows the line.</summary>
    public required string Sha256 { get; init; }
    /// <summary>Bytes of each part.</summary>
    public required IReadOnlyList<int> Lengths { get; init; }
    public required IReadOnlyList<AdvisorySource> Sources { get; init; }
    public required IReadOnlyList<AdvisoryAddress> Addresses { get; init; }

    /// <summary>Names the content: equal records of equal sources have equal ids, whenever they were imported.</summary>
    public string Id => "advisories-" + Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(Sha256 + "\n" + string.Join('\n', Sources.Select(source => $"{source.Name} {source.Date}")))).AsSpan(0, 6));

    public void Write(Utf8JsonWriter writer)
    {
        writer.WriteStartObject();
        writer.WriteNumber("schema", Form);
        writer.WriteString("id", Id);
        writer.WriteString("date", Date);
        writer.WriteString("sha256", Sha256);
        writer.WriteStartArray("lengths");
        foreach (var length in Lengths)
        {
            writer.WriteNumberValue(length);
        }

        writer.WriteEndArray();
        writer.WriteStartArray("sources");
        foreach (var source in Sources)
        {
            writer.WriteStartObject();
            writer.WriteString("name", source.Name);
            writer.WriteString("kind", Kinds[(int)source.Kind]);
            writer.WriteString("date", source.Date);
            writer.WriteString("imported", source.Imported);
            writer.WriteNumber("records", source.Records);
            writer.WriteNumber("withdrawn", source.Withdrawn);
            writer.WriteEndObject();
        }

        writer.WriteEndArray();
        writer.WriteStartArray("addresses");
        foreach (var address in Addresses)
        {
            writer.WriteStartObject();
            writer.WriteString("address", address.Address);
            writer.WriteString("source", address.Source);
            writer.WriteStartArray("gave");
            foreach (var source in address.Gave)
            {
                writer.WriteStringValue(source);
            }

            writer.WriteEndArray();
            writer.WriteString("etag", address.ETag);
            writer.WriteString("last-modified", address.LastModified);
            writer.WriteEndObject();
        }

        writer.WriteEndArray();
        writer.WriteEndObject();
    }

    /// <summary>Reads what <see cref="Write"/> wrote; throws for anything else.</summary>
    public static AdvisoryHeader Read(JsonElement root)
    {
        if (root.GetProperty("schema").GetInt32() != Form)
        {
            throw OtherForm();
        }

        return new AdvisoryHeader
        {
            Date = AdvisoryJson.Text(root.GetProperty("date")),
            Sha256 = AdvisoryJson.Text(root.GetProperty("sha256")),
            Lengths = [.. root.GetProperty("lengths").EnumerateArray().Select(length => length.GetInt32())],
            Sources = [.. root.GetProperty("sources").EnumerateArray().Select(source => new AdvisorySource(
                AdvisoryJson.Text(source.GetProperty("name")), KindOf(AdvisoryJson.Text(source.GetProperty("kind"))), AdvisoryJson.Text(source.GetProperty("date")),
                AdvisoryJson.Text(source.GetProperty("imported")), source.GetProperty("records").GetInt32(), source.GetProperty("withdrawn").GetInt32()))],
            Addresses = [.. root.GetProperty("addresses").EnumerateArray().Select(address => new AdvisoryAddress(
                AdvisoryJson.Text(address.GetProperty("address")), address.GetProperty("source").GetString(), AdvisoryJson.Texts(address.GetProperty("gave")), address.GetProperty("etag").GetString(), address.GetProperty("last-modified").GetString()))],
        };
    }

    public static AdvisoryException OtherForm() => new("the advisories are stored in a form that this version does not know; import them again (assay advisories import)");

    private static AdvisorySourceKind KindOf(string word) => Array.IndexOf(Kinds, word) is >= 0 and var kind ? (AdvisorySourceKind)kind : throw new FormatException("A kind of source is not known.");
}
