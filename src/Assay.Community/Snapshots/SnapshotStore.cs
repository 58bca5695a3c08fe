using System.Text.Json;

namespace Assay.Community;

/// <summary>Snapshots that were imported: one for each community, in place of that of the program when they are newer.</summary>
public static class SnapshotStore
{
    private const int HeadLength = 4_096;

    /// <summary>Finds the file of a community below the user's folder for data.</summary>
    public static string FindFile(string dataFolder, string community) => Path.Combine(dataFolder, "snapshots", community + ".json");

    /// <summary>Lists communities with an imported snapshot.</summary>
    public static IReadOnlyList<(string Community, string Path)> List(string dataFolder)
    {
        var folder = Path.Combine(dataFolder, "snapshots");
        return Directory.Exists(folder) ? [.. Directory.GetFiles(folder, "*.json").Order(StringComparer.Ordinal).Select(path => (Path.GetFileNameWithoutExtension(path), path))] : [];
    }

    /// <summary>Reads the date of a snapshot from its first bytes; throws <see cref="SnapshotException"/> when there is none.</summary>
    public static string ReadDate(Stream stream)
    {
        var bytes = new byte[HeadLength];
        var length = stream.ReadAtLeast(bytes, bytes.Length, throwOnEndOfStream: false);
        var reader = new Utf8JsonReader(bytes.AsSpan(0, length), isFinalBlock: false, default);
        try
        {
            while (reader.Read())
            {
                if (reader is { CurrentDepth: 1, TokenType: JsonTokenType.PropertyName } && reader.ValueTextEquals("date"u8))
                {
                    return reader.Read() && reader.TokenType == JsonTokenType.String ? reader.GetString()! : throw SnapshotException.Broken("it has no date");
                }
            }
        }
        catch (JsonException exception)
        {
            throw new SnapshotException($"The community snapshot cannot be read: {exception.Message}", exception);
        }

        throw SnapshotException.Broken("it has no date");
    }
}
