using System.Globalization;
using System.Text.Json.Nodes;
using Assay.Web.Access;

namespace Assay.Web.Api;

/// <summary>Completes the descriptions of operations: roles, headers of answers, bodies of several types, meanings of status codes.</summary>
internal static class OperationCompletion
{
    private const string Json = "application/json";

    private static readonly Dictionary<string, string> Meanings = new(StringComparer.Ordinal) { ["200"] = "The answer.", ["201"] = "It was made.", ["202"] = "It was accepted." };

    public static void Complete(JsonObject paths, IReadOnlyDictionary<string, PortalRole> roles)
    {
        foreach (var (_, path) in paths)
        {
            foreach (var (method, node) in path!.AsObject())
            {
                var operation = node!.AsObject();
                var name = operation["operationId"]!.GetValue<string>();
                Describe(operation, method == "get", roles[name]);
                switch (name)
                {
                    case "getReport":
                        operation["responses"]!["200"]!["content"] = Content("Report");
                        break;
                    case "compareVersions":
                        operation["responses"]!["200"]!["content"] = Content("Difference");
                        break;
                    case "submitScan":
                        operation["requestBody"] = SubmittedBody();
                        break;
                }
            }
        }
    }

    private static void Describe(JsonObject operation, bool isGet, PortalRole role)
    {
        operation["description"] = role switch
        {
            PortalRole.Read => "Role: read, which anybody has where the site lets everybody read.",
            PortalRole.Submit => "Role: submit.",
            _ => "Role: admin.",
        };
        operation["security"] = role == PortalRole.Read ? new JsonArray(new JsonObject(), Token()) : new JsonArray(Token());
        var responses = operation["responses"]!.AsObject();
        foreach (var (status, response) in responses)
        {
            response!["description"] = Meanings.GetValueOrDefault(status) ?? ProblemKind.Of(int.Parse(status, NumberStyles.None, CultureInfo.InvariantCulture)).Title + ".";
        }

        if (isGet && responses["200"] is JsonObject answer)
        {
            var headers = new JsonObject { ["ETag"] = Header("Changes with the answer; send it in If-None-Match.") };
            if (operation["parameters"] is JsonArray parameters && parameters.Any(parameter => parameter!["name"]!.GetValue<string>() == "cursor"))
            {
                headers["Link"] = Header("The address of the next page, rel=\"next\".");
            }

            answer["headers"] = headers;
            responses["304"] = new JsonObject { ["description"] = "You have it already." };
        }

        Add(responses, "201", "Location", "Where it is found again.");
        Add(responses, "202", "Location", "Where the scan tells how far it is.");
        Add(responses, "401", "WWW-Authenticate", "How to show a token (RFC 6750).");
        Add(responses, "429", "Retry-After", "Seconds to wait.");
    }

    private static void Add(JsonObject responses, string status, string header, string meaning)
    {
        if (responses[status] is JsonObject response)
        {
            response["headers"] = new JsonObject { [header] = Header(meaning) };
        }
    }

    private static JsonObject SubmittedBody() => new()
    {
        ["required"] = true,
        ["content"] = new JsonObject
        {
            [Json] = new JsonObject
            {
                ["schema"] = Reference("ScanRequest"),
                ["example"] = new JsonObject { ["community"] = "nuget", ["id"] = "Newtonsoft.Json", ["version"] = "13.0.3" },
            },
            // OpenAPI 3.1, 4.8.14.2: raw bytes have no schema.
            ["application/octet-stream"] = new JsonObject(),
            ["multipart/form-data"] = new JsonObject
            {
                ["schema"] = new JsonObject
                {
                    ["type"] = "object",
                    ["required"] = new JsonArray("file"),
                    ["properties"] = new JsonObject { ["file"] = new JsonObject { ["type"] = "string", ["contentMediaType"] = "application/octet-stream", ["description"] = "The package." } },
                },
            },
        },
    };

    private static JsonObject Content(string schema) => new() { [Json] = new JsonObject { ["schema"] = Reference(schema) } };

    private static JsonObject Reference(string schema) => new() { ["$ref"] = "#/components/schemas/" + schema };

    private static JsonObject Header(string meaning) => new() { ["description"] = meaning, ["schema"] = new JsonObject { ["type"] = "string" } };

    private static JsonObject Token() => new() { ["token"] = new JsonArray() };
}
