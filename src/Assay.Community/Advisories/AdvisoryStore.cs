using System.Text.Json;
using Assay.Model;

namespace Assay.Community;

/// <summary>Writes and reads the file of imported records: one JSON object, the same bytes for the same records.</summary>
public static class AdvisoryStore
{
    private const int Schema = 1;

    private static readonly JsonDocumentOptions Options = new() { MaxDepth = 16 };

    /// <summary>Finds the file that is used when none is named: in the folder of the variable <c>ASSAY_DATA</c>, else in the platform's own folder for data of the user.</summary>
    public static string FindFile(Func<string, string?> variable)
    {
        if (variable("ASSAY_DATA") is { Length: > 0 } named)
        {
            return Path.Combine(Path.GetFullPath(named), "advisories.json");
        }

        // Linux: XDG_DATA_HOME or ~/.local/share; macOS: ~/Library/Application Support; Windows: %LOCALAPPDATA%.
        return Path.Combine(Environment.GetFolderPath(Environment.SpecialFolder.LocalApplicationData, Environment.SpecialFolderOption.DoNotVerify), "assay", "advisories.json");
    }

    /// <summary>Writes the records.</summary>
    public static void Write(MaliciousPackages packages, Stream stream)
    {
        using var writer = new Utf8JsonWriter(stream);
        writer.WriteStartObject();
        writer.WriteNumber("schema", Schema);
        writer.WriteString("id", packages.Id);
        writer.WriteString("date", packages.Date);
        writer.WriteStartArray("items");
        foreach (var item in packages.Items)
        {
            writer.WriteStartObject();
            writer.WriteString("record", item.Record);
            writer.WriteString("community", item.Community);
            writer.WriteString("package", item.Package);
            WriteTexts(writer, "versions", item.Versions);
            writer.WriteStartArray("ranges");
            foreach (var span in item.Ranges)
            {
                writer.WriteStartArray();
                writer.WriteStringValue(span.From);
                writer.WriteStringValue(span.Before);
                writer.WriteStringValue(span.Last);
                writer.WriteEndArray();
            }

            writer.WriteEndArray();
            WriteTexts(writer, "sha256", item.Sha256);
            writer.WriteEndObject();
        }

        writer.WriteEndArray();
        writer.WriteEndObject();
    }

    /// <summary>Reads records; throws <see cref="AdvisoryException"/> for anything that <see cref="Write"/> did not write.</summary>
    public static MaliciousPackages Read(ReadOnlyMemory<byte> bytes)
    {
        try
        {
            using var document = JsonDocument.Parse(bytes, Options);
            var root = document.RootElement;
            if (root.GetProperty("schema").GetInt32() != Schema)
            {
                throw new AdvisoryException("the records have a form that this version does not know; import them again");
            }

            return new MaliciousPackages(Text(root.GetProperty("id")), Text(root.GetProperty("date")), [.. root.GetProperty("items").EnumerateArray().Select(item => new MaliciousPackage(
                Text(item.GetProperty("record")), Text(item.GetProperty("community")), Text(item.GetProperty("package")), Texts(item.GetProperty("versions")),
                [.. item.GetProperty("ranges").EnumerateArray().Select(span => new VersionSpan(span[0].GetString(), span[1].GetString(), span[2].GetString()))], Texts(item.GetProperty("sha256"))))]);
        }
        catch (Exception exception) when (exception is JsonException or InvalidOperationException or KeyNotFoundException or FormatException or IndexOutOfRangeException)
        {
            throw new AdvisoryException("this is no file of imported records", exception);
        }
    }

    private static void WriteTexts(Utf8JsonWriter writer, string name, IReadOnlyList<string> texts)
    {
        writer.WriteStartArray(name);
        foreach (var text in texts)
        {
            writer.WriteStringValue(text);
        }

        writer.WriteEndArray();
    }

    private static string Text(JsonElement element) => element.GetString() ?? throw new FormatException();

    private static string[] Texts(JsonElement element) => [.. element.EnumerateArray().Select(Text)];
}
