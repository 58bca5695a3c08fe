using System.Text.Json.Nodes;
using Assay.Reports.Html;
using Assay.Web.Access;
using Assay.Web.Pages;

namespace Assay.Web.Api;

/// <summary>The description of the API as a page: nothing is on it that the document does not say.</summary>
internal static class ApiPage
{
    public static SitePage Of(JsonObject document) => new("API", html =>
    {
        using (html.Element("main.page", ("id", "content")))
        {
            html.Element("h1", "API");
            html.Element("p.lead", Text(document["info"]!, "description"));
            using (html.Element("p"))
            {
                html.Element("a", "The OpenAPI 3.1 document", ("href", ApiDocument.Address));
                html.Text(" says the same for programs. A token goes into the header ").Element("code", "Authorization: Bearer assay_…").Text("; administrators make tokens at ").Element("a", "/account/tokens", ("href", SignInPage.Address("/account/tokens"))).Text(".");
            }

            var operations = Operations(document).ToArray();
            WriteOverview(html, operations);
            foreach (var group in operations.GroupBy(operation => operation.Tag, StringComparer.Ordinal))
            {
                using (Section.Open(html, "about-" + group.Key.ToLowerInvariant(), group.Key))
                {
                    foreach (var operation in group)
                    {
                        WriteOperation(html, operation);
                    }
                }
            }

            SchemaView.WriteAll(html, document["components"]!["schemas"]!.AsObject());
            WriteProblems(html);
        }
    })
    { Place = "api", Alternates = [("application/json", "OpenAPI 3.1", ApiDocument.Address)] };

    private static IEnumerable<ApiOperation> Operations(JsonObject document) =>
        from path in document["paths"]!.AsObject()
        from method in path.Value!.AsObject()
        let operation = method.Value!.AsObject()
        select new ApiOperation(method.Key.ToUpperInvariant(), path.Key, operation, Text(operation["tags"]![0]!), Text(operation, "operationId"));

    private static void WriteOverview(HtmlWriter html, ApiOperation[] operations)
    {
        using (Section.Open(html, "operations", "Operations", Quantity(operations.Length)))
        using (html.Element("section.scroll", ("aria-label", "Operations"), ("tabindex", "0")))
        using (html.Element("table.plain"))
        {
            html.Element("caption", "All operations");
            using (html.Element("thead"))
            using (html.Element("tr"))
            {
                html.Element("th", "Address", ("scope", "col")).Element("th", "Meaning", ("scope", "col"));
            }

            using (html.Element("tbody"))
            {
                foreach (var operation in operations)
                {
                    using (html.Element("tr"))
                    {
                        using (html.Element("th", ("scope", "row")))
                        using (html.Element("a", ("href", "#operation-" + operation.Name)))
                        {
                            html.Element("code", operation.Method + " " + operation.Path);
                        }

                        html.Element("td", Text(operation.Node, "summary"));
                    }
                }
            }
        }
    }

    private static void WriteOperation(HtmlWriter html, ApiOperation operation)
    {
        using (html.Element("section.operation", ("aria-labelledby", "operation-" + operation.Name)))
        {
            using (html.Element("h3", ("id", "operation-" + operation.Name)))
            {
                html.Element("code", operation.Method + " " + operation.Path);
            }

            html.Element("p", $"{Text(operation.Node, "summary")} {Text(operation.Node, "description")}");
            if (operation.Node["parameters"] is JsonArray { Count: > 0 } parameters)
            {
                Table.Write(html, $"Parameters of {operation.Method} {operation.Path}", ["Name", "In", "Type", "Meaning"], parameters.Select(parameter => (string?[])[Text(parameter!, "name"), Text(parameter!, "in"), SchemaView.TypeOf(parameter!["schema"]), Text(parameter!, "description")]));
            }

            if (operation.Node["requestBody"]?["content"] is JsonObject body)
            {
                Table.Write(html, $"Bodies of {operation.Method} {operation.Path}", ["Content type", "Schema"], body.Select(entry => (string?[])[entry.Key, SchemaView.TypeOf(entry.Value!["schema"])]));
            }

            Table.Write(html, $"Answers of {operation.Method} {operation.Path}", ["Status", "Meaning", "Schema"], operation.Node["responses"]!.AsObject().OrderBy(entry => entry.Key, StringComparer.Ordinal).Select(entry => (string?[])
            [
                entry.Key, Text(entry.Value!, "description"), entry.Value!["content"] is JsonObject content ? SchemaView.TypeOf(content.First().Value!["schema"]) : "",
            ]));
            using (html.Element("pre", ("tabindex", "0")))
            {
                html.Element("code", CurlExample.Of(operation));
            }
        }
    }

    private static void WriteProblems(HtmlWriter html)
    {
        using (Section.Open(html, "problems", "Problems"))
        using (html.Element("dl.meanings"))
        {
            foreach (var kind in ProblemKind.All)
            {
                html.Element("dt", $"{kind.Status} {kind.Name}", ("id", "problem-" + kind.Name)).Element("dd", $"{kind.Title}. {kind.Meaning}");
            }
        }
    }

    internal static string Text(JsonNode node, string? name = null) => (name is null ? node : node[name])?.GetValue<string>() ?? "";

    private static string Quantity(int count) => Assay.Reports.Quantity.Of(count, "operation");
}

/// <summary>An operation of the document.</summary>
internal sealed record ApiOperation(string Method, string Path, JsonObject Node, string Tag, string Name);
