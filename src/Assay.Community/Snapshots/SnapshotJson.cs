using System.Text.Json;
using System.Text.Json.Serialization;

namespace Assay.Community;

/// <summary>Writes and reads community snapshots.</summary>
public static class SnapshotJson
{
    /// <summary>Writes a snapshot; equal snapshots give equal bytes.</summary>
    public static void Write(CommunitySnapshot snapshot, Stream output)
    {
        JsonSerializer.Serialize(output, snapshot, SnapshotContext.Default.CommunitySnapshot);
        output.WriteByte((byte)'\n');
    }

    /// <summary>Reads a snapshot; throws <see cref="SnapshotException"/> for anything that is none, or whose counts are not those of its sets. Unknown properties of newer versions are passed over.</summary>
    public static CommunitySnapshot Read(ReadOnlySpan<byte> json)
    {
        CommunitySnapshot? snapshot;
        try
        {
            snapshot = JsonSerializer.Deserialize(json, SnapshotContext.Default.CommunitySnapshot);
        }
        catch (JsonException exception)
        {
            throw new SnapshotException($"The community snapshot cannot be read: {exception.Message}", exception);
        }

        SnapshotCheck.Run(snapshot ?? throw new SnapshotException("The community snapshot is empty."));
        return snapshot;
    }
}

// Line breaks without indentation: small files whose changes can still be read line by line.
[JsonSourceGenerationOptions(
    PropertyNamingPolicy = JsonKnownNamingPolicy.CamelCase,
    DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull,
    RespectNullableAnnotations = true,
    WriteIndented = true,
    IndentSize = 0,
    NewLine = "\n")]
[JsonSerializable(typeof(CommunitySnapshot))]
internal sealed partial class SnapshotContext : JsonSerializerContext;
