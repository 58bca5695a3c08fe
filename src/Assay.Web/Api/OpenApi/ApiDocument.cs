using System.Text;
using System.Text.Json.Nodes;
using Assay.Web.Access;
using Assay.Web.Reports;
using Microsoft.AspNetCore.OpenApi;
using Microsoft.AspNetCore.Routing;
using Microsoft.OpenApi;

namespace Assay.Web.Api;

/// <summary>The description of the API (OpenAPI 3.1): made from the endpoints, completed with what they cannot say of themselves. Thread-safe.</summary>
internal sealed class ApiDocument(IServiceProvider services, IEnumerable<EndpointDataSource> endpoints) : IDisposable
{
    /// <summary>The version of the API.</summary>
    public const string Version = "v1";
    /// <summary>Where it is found.</summary>
    public const string Address = "/openapi/v1.json";

    private readonly SemaphoreSlim _making = new(1);
    private volatile byte[]? _bytes;

    /// <summary>Gives the document in UTF-8.</summary>
    public async Task<byte[]> BytesAsync(CancellationToken cancellation)
    {
        if (_bytes is { } made)
        {
            return made;
        }

        await _making.WaitAsync(cancellation);
        try
        {
            return _bytes ??= Encoding.UTF8.GetBytes((await MakeAsync(cancellation)).ToJsonString(new() { WriteIndented = true, NewLine = "\n" }) + "\n");
        }
        finally
        {
            _making.Release();
        }
    }

    /// <inheritdoc/>
    public void Dispose() => _making.Dispose();

    /// <summary>Gives a copy of the document.</summary>
    public async Task<JsonObject> NodeAsync(CancellationToken cancellation) => JsonNode.Parse(await BytesAsync(cancellation))!.AsObject();

    private async Task<JsonObject> MakeAsync(CancellationToken cancellation)
    {
        var described = await services.GetRequiredKeyedService<IOpenApiDocumentProvider>(Version).GetOpenApiDocumentAsync(cancellation);
        using var output = new MemoryStream();
        await described.SerializeAsJsonAsync(output, OpenApiSpecVersion.OpenApi3_1, cancellation);
        var document = JsonNode.Parse(output.ToArray())!.AsObject();
        document["info"] = new JsonObject
        {
            ["title"] = "Assay portal",
            ["version"] = Judging.ToolVersion,
            ["description"] = "What packages of NuGet and the PowerShell Gallery can do, and how usual that is. Answers are JSON with an ETag; lists have pages and a Link header to the next one; problems are described by RFC 9457.",
            ["license"] = new JsonObject { ["name"] = "Apache-2.0", ["identifier"] = "Apache-2.0" },
        };
        // The same document for everybody, whatever the site is called.
        document["servers"] = new JsonArray(new JsonObject { ["url"] = "/" });
        var components = document["components"]!.AsObject();
        var schemas = components["schemas"]!.AsObject();
        SchemaCompletion.Complete(schemas);
        schemas.Remove(nameof(ReportDocument));
        schemas.Remove(nameof(DifferenceDocument));
        schemas["Report"] = Schema("report-v1.json");
        schemas["Difference"] = Schema("difference-v1.json");
        components["securitySchemes"] = new JsonObject { ["token"] = new JsonObject { ["type"] = "http", ["scheme"] = "bearer", ["description"] = "A token that an administrator made." } };
        OperationCompletion.Complete(document["paths"]!.AsObject(), Roles());
        return document;
    }

    private Dictionary<string, PortalRole> Roles() => endpoints.SelectMany(source => source.Endpoints)
        .Where(endpoint => endpoint.Metadata.GetMetadata<IEndpointNameMetadata>() is not null)
        .DistinctBy(endpoint => endpoint.Metadata.GetMetadata<IEndpointNameMetadata>()!.EndpointName, StringComparer.Ordinal)
        .ToDictionary(endpoint => endpoint.Metadata.GetMetadata<IEndpointNameMetadata>()!.EndpointName, endpoint => endpoint.Metadata.GetMetadata<RequiredRole>()!.Role, StringComparer.Ordinal);

    private static JsonNode Schema(string name)
    {
        using var stream = typeof(ApiDocument).Assembly.GetManifestResourceStream(name)!;
        return JsonNode.Parse(stream)!;
    }
}
