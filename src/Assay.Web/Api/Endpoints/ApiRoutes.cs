using Assay.Web.Access;

namespace Assay.Web.Api;

/// <summary>Describes operations for the document of the API.</summary>
internal static class ApiRoutes
{
    public const string Base = "/api/v1";
    private const string ProblemType = "application/problem+json";

    // Whatever is asked, it may be refused: no token, another role, too often; and an index may be unreadable.
    private static readonly int[] Always = [StatusCodes.Status401Unauthorized, StatusCodes.Status403Forbidden, StatusCodes.Status429TooManyRequests, StatusCodes.Status500InternalServerError, StatusCodes.Status503ServiceUnavailable];

    /// <summary>Says what an operation is called, what it does, who may use it and how it may fail.</summary>
    public static RouteHandlerBuilder Describe(this RouteHandlerBuilder route, PortalRole role, string name, string tag, string summary, params int[] problems)
    {
        route.Requires(role).WithName(name).WithTags(tag).WithSummary(summary);
        foreach (var status in problems.Concat(Always).Distinct().Order())
        {
            route.Produces<ApiProblem>(status, ProblemType);
        }

        return route;
    }

    /// <summary>Builds the address of the next page.</summary>
    public static string Next(string path, string cursor, int limit, params ReadOnlySpan<(string Name, string? Value)> parameters)
    {
        var address = path + "?";
        foreach (var (name, value) in parameters)
        {
            address += string.IsNullOrEmpty(value) ? "" : $"{name}={Uri.EscapeDataString(value)}&";
        }

        return string.Create(System.Globalization.CultureInfo.InvariantCulture, $"{address}limit={limit}&cursor={cursor}");
    }
}
