using System.Text.Json;

namespace Assay.Community;

/// <summary>Writes and reads community snapshots.</summary>
public static class SnapshotJson
{
    /// <summary>Writes a snapshot; equal snapshots give equal bytes.</summary>
    public static void Write(CommunitySnapshot snapshot, Stream output)
    {
        SnapshotFormat2Writer.Write(snapshot, output);
        output.WriteByte((byte)'\n');
    }

    /// <summary>
    /// Reads a snapshot of format 1 or 2; throws <see cref="SnapshotException"/> for anything that is none. Sets, ids and ranks of format 2 are read and checked when they are first asked
    /// for, out of <paramref name="json"/>, which must not change. Unknown properties of newer versions are passed over.
    /// </summary>
    public static CommunitySnapshot Read(ReadOnlyMemory<byte> json)
    {
        try
        {
            return Format(json.Span) switch
            {
                SnapshotFormat1.Number => SnapshotFormat1.Read(json.Span),
                CommunitySnapshot.CurrentFormat => new SnapshotFormat2Reader(json).Read(),
                var other => throw new SnapshotException($"The community snapshot has format {other}; this version reads formats 1 to {CommunitySnapshot.CurrentFormat}."),
            };
        }
        catch (Exception exception) when (exception is JsonException or InvalidOperationException or FormatException)
        {
            throw new SnapshotException($"The community snapshot cannot be read: {exception.Message}", exception);
        }
    }

    // The first property of what is written here. Files of format 1 may do without it.
    private static int Format(ReadOnlySpan<byte> json)
    {
        var reader = new Utf8JsonReader(json);
        if (!reader.Read() || reader.TokenType != JsonTokenType.StartObject)
        {
            throw new SnapshotException("The community snapshot is no JSON object.");
        }

        while (reader.Read() && reader.TokenType == JsonTokenType.PropertyName)
        {
            if (reader.ValueTextEquals("formatVersion"u8))
            {
                reader.Read();
                return reader.GetInt32();
            }

            reader.Skip();
        }

        return SnapshotFormat1.Number;
    }
}
