using System.Text.Json.Nodes;

namespace Assay.Web.Api;

/// <summary>Makes generated schemas say exactly what is meant.</summary>
internal static class SchemaCompletion
{
    public static void Complete(JsonObject schemas)
    {
        foreach (var (_, schema) in schemas)
        {
            if (schema!["enum"] is JsonArray words)
            {
                // A property that may be null says so itself; a null here would match both of its choices.
                words.RemoveAll(static word => word is null);
                schema["type"] = "string";
            }

            foreach (var (_, property) in schema["properties"]?.AsObject() ?? [])
            {
                // { oneOf: [null, { $ref, description }] } => { oneOf: [null, { $ref }], description }
                if (property!["oneOf"] is JsonArray { Count: 2 } choices && choices[1] is JsonObject described && described.Remove("description", out var description))
                {
                    property["description"] = description;
                }
            }
        }
    }
}
