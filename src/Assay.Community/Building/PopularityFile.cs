using System.Globalization;

namespace Assay.Community;

/// <summary>Reads downloads by package: lines of <c>id,downloads</c>, a heading may come first.</summary>
public static class PopularityFile
{
    /// <summary>Gives downloads by lower-case id; throws <see cref="SnapshotException"/> with the line of the first defect.</summary>
    public static IReadOnlyDictionary<string, long> Read(TextReader reader)
    {
        var downloads = new Dictionary<string, long>(StringComparer.Ordinal);
        for (var line = 1; reader.ReadLine() is { } text; line++)
        {
            if (string.IsNullOrWhiteSpace(text))
            {
                continue;
            }

            if (text.Split(',') is not [var id, var number] || Plain(id) is not { Length: > 0 } key)
            {
                throw new SnapshotException($"Line {line} of the popularity file is not id,downloads.");
            }

            if (!long.TryParse(Plain(number), NumberStyles.None, CultureInfo.InvariantCulture, out var count))
            {
                if (line == 1)
                {
                    continue;
                }

                throw new SnapshotException($"Line {line} of the popularity file has no number of downloads.");
            }

            if (!downloads.TryAdd(key, count))
            {
                throw new SnapshotException($"Line {line} of the popularity file names {key} again.");
            }
        }

        return downloads;
    }

    private static string Plain(string field) => field.Trim().Trim('"').ToLowerInvariant();
}
