using System.Text.Json.Nodes;
using Assay.Reports.Html;

namespace Assay.Web.Api;

/// <summary>Writes schemas of the document as tables.</summary>
internal static class SchemaView
{
    private const string Prefix = "#/components/schemas/";

    public static void WriteAll(HtmlWriter html, JsonObject schemas)
    {
        using (Section.Open(html, "schemas", "Schemas"))
        {
            foreach (var (name, schema) in schemas.OrderBy(entry => entry.Key, StringComparer.Ordinal))
            {
                html.Element("h3", name, ("id", "schema-" + name));
                html.Element("p", schema!["description"]?.GetValue<string>() ?? "");
                if (schema["properties"] is JsonObject properties)
                {
                    Table.Write(html, "Properties of " + name, ["Name", "Type", "Meaning"], properties.Select(property => (string?[])[property.Key, TypeOf(property.Value), property.Value?["description"]?.GetValue<string>() ?? ""]));
                }
                else
                {
                    html.Element("p", TypeOf(schema));
                }
            }
        }
    }

    /// <summary>A schema in a few words.</summary>
    public static string TypeOf(JsonNode? schema)
    {
        if (schema is not JsonObject { Count: > 0 } found)
        {
            return "bytes";
        }

        if (found["$ref"]?.GetValue<string>() is { } reference)
        {
            return reference.StartsWith(Prefix, StringComparison.Ordinal) ? reference[Prefix.Length..] : reference[(reference.LastIndexOf('/') + 1)..];
        }

        if (found["enum"] is JsonArray words)
        {
            return string.Join(" | ", words.Select(word => word?.ToString() ?? "null"));
        }

        if ((found["oneOf"] ?? found["anyOf"]) is JsonArray choices)
        {
            return string.Join(" or ", choices.Select(TypeOf));
        }

        var type = found["type"] switch
        {
            JsonArray types => string.Join(" or ", types.Select(entry => entry!.GetValue<string>())),
            JsonValue single => single.GetValue<string>(),
            _ => found["const"] is { } constant ? constant.ToString() : "any",
        };
        return type.Replace("array", $"array of {(found["items"] is { } items ? TypeOf(items) : "any")}", StringComparison.Ordinal)
            + (found["minimum"] is { } low && found["maximum"] is { } high ? $", {low} to {high}" : found["maxLength"] is { } length ? $", at most {length} characters" : "");
    }
}
