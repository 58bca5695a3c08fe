using System.Text.Json.Nodes;

namespace Assay.Web.Api;

/// <summary>Shows an operation as a command.</summary>
internal static class CurlExample
{
    private static readonly Dictionary<string, string> Values = new(StringComparer.Ordinal)
    {
        ["community"] = "nuget", ["id"] = "Newtonsoft.Json", ["version"] = "13.0.3", ["rule"] = "opens-listening-socket", ["from"] = "12.0.3", ["to"] = "13.0.3", ["number"] = "1", ["q"] = "behavior:opens-listening-socket",
    };

    public static string Of(ApiOperation operation)
    {
        var address = "$SITE" + operation.Path;
        var query = new List<string>();
        foreach (var parameter in operation.Node["parameters"]?.AsArray() ?? [])
        {
            var name = ApiPage.Text(parameter!, "name");
            var value = operation.Name switch
            {
                "getRule" when name == "id" => Values["rule"],
                "getScan" when name == "id" => "$SCAN",
                _ => Values.GetValueOrDefault(name),
            };
            if (ApiPage.Text(parameter!, "in") == "path")
            {
                address = address.Replace($"{{{name}}}", value, StringComparison.Ordinal);
            }
            else if (parameter!["required"] is JsonValue required && required.GetValue<bool>() || operation.Name == "search" && name == "q")
            {
                query.Add($"{name}={Uri.EscapeDataString(value ?? "")}");
            }
        }

        var needsToken = operation.Node["security"]!.AsArray().All(way => way!.AsObject().Count > 0);
        return "curl " + (operation.Method == "GET" ? "" : $"-X {operation.Method} ") + (needsToken ? "-H \"Authorization: Bearer $TOKEN\" " : "") + Body(operation)
            + $"\"{address}{(query.Count == 0 ? "" : "?" + string.Join('&', query))}\"";
    }

    private static string Body(ApiOperation operation) => operation.Name switch
    {
        "submitScan" => "-F file=@package.nupkg ",
        "createToken" => "--json '{\"name\": \"ci\", \"role\": \"submit\"}' ",
        _ => "",
    };
}
