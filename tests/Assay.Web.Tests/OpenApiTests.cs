using System.Net;
using System.Text;
using System.Text.Json.Nodes;
using System.Text.RegularExpressions;
using Assay.Reports.Tests;
using Assay.Web.Access;
using Assay.Web.Api;
using Microsoft.AspNetCore.Routing;
using Microsoft.Extensions.DependencyInjection;

namespace Assay.Web.Tests;

/// <summary>The document of the API against the route table, against the rules of OpenAPI 3.1, and against what the server really answers.</summary>
public sealed partial class OpenApiTests(PortalServer server) : IClassFixture<PortalServer>
{
    private static readonly NodeProgram Validator = new("api-validation");

    private const string Script = """
        const fs = require('fs');
        const Ajv = require('ajv/dist/2020');
        const [documentFile, answersFile] = process.argv.slice(2);
        const read = file => JSON.parse(fs.readFileSync(file, 'utf8'));
        const document = read(documentFile);
        const ajv = new (Ajv.default ?? Ajv)({ strict: false, allErrors: true, validateFormats: true });
        require('ajv-formats')(ajv);
        // What is described by hand closes itself; of the others no property may be there that is not described.
        const close = node => {
          if (Array.isArray(node)) return node.forEach(close);
          if (node && typeof node === 'object') {
            if (node.properties && !('additionalProperties' in node)) node.additionalProperties = false;
            Object.values(node).forEach(close);
          }
        };
        for (const [name, schema] of Object.entries(document.components.schemas)) if (!schema.$id) close(schema);
        ajv.addSchema({ $id: 'https://api.example.invalid/document', components: document.components }, 'https://api.example.invalid/document');
        for (const { name, schema, body } of read(answersFile)) {
          const absolute = JSON.parse(JSON.stringify(schema).replaceAll('"#/', '"https://api.example.invalid/document#/'));
          const validate = ajv.compile(absolute);
          if (!validate(body)) { console.log(name, JSON.stringify(validate.errors.slice(0, 5), null, 1)); process.exitCode = 1; }
        }
        """;

    [Fact]
    public async Task The_document_describes_every_route_with_its_method_and_parameters_and_nothing_else()
    {
        var document = await DocumentAsync();
        var described = Operations(document).Select(operation => $"{operation.Method} {operation.Path} ({string.Join(' ', PathParameters(operation.Node))})").Order(StringComparer.Ordinal);
        var routes = RoleMatrixTests.Endpoints(server).Where(endpoint => endpoint.RoutePattern.RawText!.StartsWith("/api/v1/", StringComparison.Ordinal))
            .SelectMany(endpoint => RoleMatrixTests.Methods(endpoint).Select(method => $"{method} {Constraint().Replace(endpoint.RoutePattern.RawText!, "")} ({string.Join(' ', endpoint.RoutePattern.Parameters.Select(parameter => parameter.Name).Order(StringComparer.Ordinal))})")).Order(StringComparer.Ordinal).ToArray();

        Assert.Equal(routes, described);
        Assert.True(routes.Length >= 17, $"only {routes.Length} routes");
    }

    [Fact]
    public async Task The_document_keeps_the_rules_of_openapi()
    {
        var document = await DocumentAsync();
        Assert.StartsWith("3.1.", document["openapi"]!.GetValue<string>(), StringComparison.Ordinal);
        Assert.NotEmpty(document["info"]!["title"]!.GetValue<string>());
        Assert.NotEmpty(document["info"]!["version"]!.GetValue<string>());
        var operations = Operations(document).ToArray();
        Assert.Equal(operations.Length, operations.Select(operation => operation.Node["operationId"]!.GetValue<string>()).Distinct(StringComparer.Ordinal).Count());
        foreach (var (method, path, node) in operations)
        {
            var name = $"{method} {path}";
            Assert.True(node["summary"]?.GetValue<string>().Length > 0, name);
            Assert.True(node["responses"]!.AsObject().Count >= 5, name);
            Assert.All(node["responses"]!.AsObject(), response => Assert.True(response.Value!["description"]?.GetValue<string>().Length > 0, name + " " + response.Key));
            Assert.Equal(PathNames().Matches(path).Select(match => match.Groups["name"].Value).Order(StringComparer.Ordinal), PathParameters(node));
            foreach (var parameter in node["parameters"]?.AsArray() ?? [])
            {
                Assert.True(parameter!["in"]!.GetValue<string>() != "path" || parameter["required"]!.GetValue<bool>(), name);
                Assert.NotNull(parameter["schema"]);
                Assert.True(parameter["description"]?.GetValue<string>().Length > 0, $"{name} {parameter["name"]}");
            }

            foreach (var requirement in node["security"]!.AsArray())
            {
                Assert.All(requirement!.AsObject(), way => Assert.NotNull(document["components"]!["securitySchemes"]![way.Key]));
            }
        }

        Assert.DoesNotContain(References(document), reference => reference.StartsWith("#/components/", StringComparison.Ordinal) && reference[2..].Split('/').Aggregate((JsonNode?)document, (node, part) => node?[part]) is null);
        Assert.True(References(document).Count() > 50);
    }

    [Fact]
    public async Task What_the_server_answers_is_as_described_for_every_operation()
    {
        var document = await DocumentAsync();
        var (admin, submit) = (server.Token(PortalRole.Admin), server.Token(PortalRole.Submit));
        var scan = await SubmitAsync(submit, "1.0.0");
        var answers = new List<Exchange>
        {
            await AskAsync("listCommunities", "/communities", null),
            await AskAsync("getCommunity", "/communities/nuget", null),
            await AskAsync("getCommunity", "/communities/psgallery", null),
            await AskAsync("getCommunity", "/communities/other", null),
            await AskAsync("listVersions", "/packages/nuget/sample.server?limit=1", null),
            await AskAsync("listVersions", "/packages/nuget/unknown", null),
            await AskAsync("listVersions", "/packages/nuget/sample.server?limit=0", null),
            await AskAsync("listVersions", "/packages/nuget/sample.server?cursor=" + ApiCursor.Write("/api/v1/packages/nuget/Sample.Server", "-1", 1), null),
            await AskAsync("getVersion", "/packages/nuget/Sample.Server/2.0", null),
            await AskAsync("getVersion", "/packages/nuget/Sample.Server/9.9.9", null),
            await AskAsync("getVersion", "/packages/nuget/Sample.Server/not-a-version", null),
            await AskAsync("getReport", "/packages/nuget/Sample.Server/2.0.0/report", null),
            await AskAsync("getReport", "/packages/nuget/Sample.Server/9.9.9/report", null),
            await AskAsync("getReport", "/packages/nuget/Sample.Server/-/report", null),
            await AskAsync("compareVersions", "/packages/nuget/Sample.Server/compare?from=1.0.0&to=2.0.0", null),
            await AskAsync("compareVersions", "/packages/nuget/Sample.Server/compare?from=1.0.0&to=3.0.0", null),
            await AskAsync("compareVersions", "/packages/nuget/Sample.Server/compare?from=1.0.0", null),
            await AskAsync("search", "/search?q=behavior:opens-listening-socket&limit=1", null),
            await AskAsync("search", "/search?q=behavior:", null),
            await AskAsync("search", "/search?community=other", null),
            await AskAsync("search", "/search?cursor=abc", null),
            await AskAsync("listRules", "/rules?kind=policy&limit=200", null),
            await AskAsync("listRules", "/rules?kind=both", null),
            await AskAsync("getRule", "/rules/opens-listening-socket", null),
            await AskAsync("getRule", "/rules/" + server.Services.GetRequiredService<Reports.Judging>().Rules.Policies[0].Id, null),
            await AskAsync("getRule", "/rules/opens-listening-sockets", null),
            await AskAsync("getPrevalence", "/prevalence/nuget/opens-listening-socket", null),
            await AskAsync("getPrevalence", "/prevalence/psgallery/opens-listening-socket", null),
            scan,
            await AskAsync("submitScan", "/scans", submit, HttpMethod.Post, new StringContent("{\"community\":\"nuget\"}", Encoding.UTF8, "application/json")),
            await AskAsync("submitScan", "/scans", submit, HttpMethod.Post, new StringContent("x", Encoding.UTF8, "text/plain")),
            await AskAsync("submitScan", "/scans", null, HttpMethod.Post, new StringContent("{}", Encoding.UTF8, "application/json"), ("Host", "portal.example.com")),
            await AskAsync("getScan", "/scans/" + scan.Body!["id"]!.GetValue<string>(), submit),
            await AskAsync("getScan", "/scans/unknown", submit),
            await AskAsync("listScans", "/scans", submit),
            await AskAsync("listScans", "/scans?limit=1000", submit),
            await AskAsync("createToken", "/tokens", admin, HttpMethod.Post, new StringContent("{\"name\":\"made\",\"role\":\"submit\",\"days\":3}", Encoding.UTF8, "application/json")),
            await AskAsync("createToken", "/tokens", admin, HttpMethod.Post, new StringContent("{\"name\":\"made\",\"role\":\"submit\"}", Encoding.UTF8, "application/json")),
            await AskAsync("createToken", "/tokens", admin, HttpMethod.Post, new StringContent("{\"name\":\"\",\"role\":\"emperor\"}", Encoding.UTF8, "application/json")),
            await AskAsync("listTokens", "/tokens", admin),
            await AskAsync("listTokens", "/tokens", submit),
            await AskAsync("listTokens", "/tokens", TokenText.Create()),
            await AskAsync("getToken", "/tokens/1", admin),
            await AskAsync("getToken", "/tokens/999999", admin),
            await AskAsync("revokeToken", "/tokens/999999", admin, HttpMethod.Delete),
        };
        answers.Add(await AskAsync("revokeToken", "/tokens/" + answers.First(answer => answer is { Operation: "createToken", Status: 201 }).Body!["entry"]!["number"], admin, HttpMethod.Delete));

        var operations = Operations(document).ToDictionary(operation => operation.Node["operationId"]!.GetValue<string>(), operation => operation.Node, StringComparer.Ordinal);
        Assert.Empty(operations.Keys.Except(answers.Where(answer => answer.Status < 300).Select(answer => answer.Operation)));
        var checks = new JsonArray();
        foreach (var answer in answers)
        {
            var name = $"{answer.Operation} {answer.Address} {answer.Status}";
            var response = operations[answer.Operation]["responses"]![answer.Status.ToString(System.Globalization.CultureInfo.InvariantCulture)];
            Assert.True(response is not null, name + " is not described");
            var content = response["content"]!.AsObject().Single();
            Assert.Equal((name, content.Key), (name, answer.Type));
            checks.Add(new JsonObject { ["name"] = name, ["schema"] = content.Value!["schema"]!.DeepClone(), ["body"] = answer.Body!.DeepClone() });
            if (answer.Status >= 400)
            {
                Assert.Equal(answer.Status, answer.Body["status"]!.GetValue<int>());
                Assert.Contains(answer.Body["type"]!.GetValue<string>(), ProblemKind.All.Select(kind => kind.Type));
                Assert.DoesNotContain(server.Data, answer.Body.ToJsonString(), StringComparison.Ordinal);
            }
        }

        Validate(document, checks);
    }

    [Fact]
    public async Task The_validator_refuses_what_is_not_described()
    {
        var document = await DocumentAsync();
        Validator.Prepare(Script, "ajv@8", "ajv-formats@3");
        using var answer = await server.SendAsync(HttpMethod.Get, "/api/v1/communities/nuget");
        var body = JsonNode.Parse(await answer.TextAsync())!;
        body["unknown"] = 1;

        var (code, output) = Run(document, [new JsonObject { ["name"] = "changed", ["schema"] = new JsonObject { ["$ref"] = "#/components/schemas/Community" }, ["body"] = body }]);

        Assert.Equal(1, code);
        Assert.Contains("additionalProperties", output, StringComparison.Ordinal);
    }

    [Fact]
    public async Task The_page_shows_every_operation_schema_and_problem_of_the_document()
    {
        var document = await DocumentAsync();
        using var answer = await server.SendAsync(HttpMethod.Get, "/api");
        var page = await new AngleSharp.Html.Parser.HtmlParser().ParseDocumentAsync(await answer.TextAsync(), TestContext.Current.CancellationToken);

        Assert.All(Operations(document), operation => Assert.NotNull(page.GetElementById("operation-" + operation.Node["operationId"]!.GetValue<string>())));
        Assert.All(document["components"]!["schemas"]!.AsObject(), schema => Assert.NotNull(page.GetElementById("schema-" + schema.Key)));
        Assert.All(ProblemKind.All, kind => Assert.NotNull(page.GetElementById(kind.Type[(kind.Type.IndexOf('#', StringComparison.Ordinal) + 1)..])));
        Assert.Equal(Operations(document).Count(), page.QuerySelectorAll("pre code").Count(code => code.TextContent.StartsWith("curl ", StringComparison.Ordinal)));
        Assert.Empty(page.Scripts);
    }

    private async Task<Exchange> SubmitAsync(string token, string version)
    {
        var package = SamplePackages.All[$"sample.server.{version}.nupkg"];
        var content = new ByteArrayContent(package);
        content.Headers.ContentType = new("application/octet-stream");
        var answer = await AskAsync("submitScan", "/scans?name=sample.nupkg", token, HttpMethod.Post, content);
        Assert.Equal(202, answer.Status);
        Assert.Equal("/api/v1/scans/" + answer.Body!["id"]!.GetValue<string>(), answer.Location);
        return answer;
    }

    private async Task<Exchange> AskAsync(string operation, string address, string? token, HttpMethod? method = null, HttpContent? content = null, params (string, string)[] headers)
    {
        using var answer = await server.SendAsync(method ?? HttpMethod.Get, "/api/v1" + address, token, content, headers);
        var text = await answer.TextAsync();
        return new Exchange(operation, address, (int)answer.StatusCode, answer.Content.Headers.ContentType?.MediaType, answer.Headers.Location?.OriginalString, JsonNode.Parse(text));
    }

    private async Task<JsonObject> DocumentAsync()
    {
        using var answer = await server.SendAsync(HttpMethod.Get, "/openapi/v1.json");
        Assert.Equal(HttpStatusCode.OK, answer.StatusCode);
        return JsonNode.Parse(await answer.TextAsync())!.AsObject();
    }

    private static void Validate(JsonObject document, JsonArray checks)
    {
        Validator.Prepare(Script, "ajv@8", "ajv-formats@3");
        Assert.Equal((0, ""), Run(document, checks));
    }

    private static (int ExitCode, string Output) Run(JsonObject document, JsonArray checks)
    {
        var folder = Directory.CreateTempSubdirectory("assay-api-").FullName;
        try
        {
            File.WriteAllText(Path.Combine(folder, "document.json"), document.ToJsonString());
            File.WriteAllText(Path.Combine(folder, "answers.json"), checks.ToJsonString());
            return Validator.Run([Path.Combine(folder, "document.json"), Path.Combine(folder, "answers.json")]);
        }
        finally
        {
            Directory.Delete(folder, recursive: true);
        }
    }

    private static IEnumerable<(string Method, string Path, JsonObject Node)> Operations(JsonObject document) =>
        from path in document["paths"]!.AsObject()
        from method in path.Value!.AsObject()
        select (method.Key.ToUpperInvariant(), path.Key, method.Value!.AsObject());

    private static string[] PathParameters(JsonObject operation) =>
        [.. (operation["parameters"]?.AsArray() ?? []).Where(parameter => parameter!["in"]!.GetValue<string>() == "path").Select(parameter => parameter!["name"]!.GetValue<string>()).Order(StringComparer.Ordinal)];

    private static IEnumerable<string> References(JsonNode? node) => node switch
    {
        JsonObject found => found.SelectMany(entry => entry is { Key: "$ref", Value: JsonValue value } ? [value.GetValue<string>()] : References(entry.Value)),
        JsonArray array => array.SelectMany(References),
        _ => [],
    };

    [GeneratedRegex(@":[a-z]+(?=\})")]
    private static partial Regex Constraint();

    [GeneratedRegex(@"\{(?<name>[a-z]+)\}", RegexOptions.ExplicitCapture)]
    private static partial Regex PathNames();

    private sealed record Exchange(string Operation, string Address, int Status, string? Type, string? Location, JsonNode? Body);
}
