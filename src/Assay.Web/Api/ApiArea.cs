using Assay.Web.Access;
using Assay.Web.Pages;
using Microsoft.OpenApi;

namespace Assay.Web.Api;

/// <summary>The interface for programs.</summary>
internal static class ApiArea
{
    private const string Prefix = "Api";

    public static void Add(IServiceCollection services)
    {
        services.AddSingleton<ReportBytes>();
        services.AddSingleton<ApiDocument>();
        services.ConfigureHttpJsonOptions(json =>
        {
            json.SerializerOptions.NumberHandling = System.Text.Json.Serialization.JsonNumberHandling.Strict;
            json.SerializerOptions.TypeInfoResolverChain.Insert(0, ApiJson.Default);
            foreach (var converter in ApiJson.Default.Options.Converters)
            {
                json.SerializerOptions.Converters.Add(converter);
            }
        });
        services.AddOpenApi(ApiDocument.Version, options =>
        {
            options.OpenApiVersion = OpenApiSpecVersion.OpenApi3_1;
            options.ShouldInclude = static description => description.RelativePath?.StartsWith("api/v1/", StringComparison.Ordinal) == true;
            options.CreateSchemaReferenceId = static type => Microsoft.AspNetCore.OpenApi.OpenApiOptions.CreateDefaultSchemaReferenceId(type) is { } name ? name.StartsWith(Prefix, StringComparison.Ordinal) ? name[Prefix.Length..] : name : null;
        });
    }

    public static void Map(WebApplication app)
    {
        var api = app.MapGroup(ApiRoutes.Base);
        CommunityEndpoints.Map(api);
        PackageEndpoints.Map(api);
        SearchEndpoints.Map(api);
        RuleEndpoints.Map(api);
        ScanEndpoints.Map(api);
        TokenEndpoints.Map(api);
        app.MapGet(ApiDocument.Address, async (ApiDocument document, CancellationToken cancellation) => new ApiAnswer(await document.BytesAsync(cancellation))).Requires(PortalRole.Read).ExcludeFromDescription();
        app.MapGet("/api", async (ApiDocument document, CancellationToken cancellation) => ApiPage.Of(await document.NodeAsync(cancellation))).Requires(PortalRole.Read).ExcludeFromDescription();
    }
}
