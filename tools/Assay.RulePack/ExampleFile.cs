using System.IO.Compression;
using System.Text.Json;
using Assay.Rules;

namespace Assay.RulePackTool;

/// <summary>The examples of rules for people, apart from the pack: {"ID": [{"fires", "language", "code", "why"}]}, compressed.</summary>
internal static class ExampleFile
{
    /// <summary>Gives the bytes of the file.</summary>
    public static byte[] Write(IEnumerable<RuleSource> sources)
    {
        using var bytes = new MemoryStream();
        using (var compressed = new GZipStream(bytes, CompressionLevel.SmallestSize))
        using (var json = new Utf8JsonWriter(compressed))
        {
            json.WriteStartObject();
            foreach (var source in sources.OrderBy(source => source.Rule.Id, StringComparer.Ordinal))
            {
                json.WriteStartArray(source.Rule.Id);
                foreach (var example in source.Examples)
                {
                    var (language, code) = Shown(example);
                    json.WriteStartObject();
                    json.WriteBoolean("fires", example.Fires);
                    json.WriteString("language", language);
                    json.WriteString("code", code.TrimEnd());
                    json.WriteString("why", example.Why);
                    json.WriteEndObject();
                }

                json.WriteEndArray();
            }

            json.WriteEndObject();
        }

        return bytes.ToArray();
    }

    private static (string Language, string Code) Shown(RuleExample example) => example switch
    {
        { CSharp: { } code } => ("C#", code),
        { PowerShell: { } code } => ("PowerShell", code),
        { MsBuild: { } code } => ("MSBuild", code),
        { Script: (var file, var code) } => (file, code),
        _ => ("Facts", string.Join('\n', example.Facts.Select(fact => $"{JsonNamingPolicy.KebabCaseLower.ConvertName(fact.Kind.ToString())} {fact.Value}"))),
    };
}
