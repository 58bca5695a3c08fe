using System.Net;
using System.Text.RegularExpressions;
using Assay.Web.Access;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using Microsoft.AspNetCore.Routing.Patterns;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging.Abstractions;

namespace Assay.Web.Tests;

public sealed partial class RoleMatrixTests
{
    private static readonly string[] NoLimits = ["Portal:AnonymousRead=false", "Portal:Limits:ReadsPerMinute=0", "Portal:Limits:SearchesPerMinute=0", "Portal:Limits:SubmissionsPerMinute=0", "Portal:Limits:SignInsPerMinute=0"];

    // Whatever stands here is shown to everybody, also where reading wants a token.
    private static readonly string[] Open = ["/health/live", "/health/ready", "/sign-in", "/sign-out"];

    [Fact]
    public async Task Every_endpoint_names_its_role_and_its_methods_and_few_want_none()
    {
        await using var server = await PortalServer.StartAsync();
        var endpoints = Endpoints(server);

        Assert.True(endpoints.Count > 20, $"only {endpoints.Count} endpoints");
        Assert.Empty(endpoints.Where(endpoint => endpoint.Metadata.GetMetadata<RequiredRole>() is null).Select(endpoint => endpoint.DisplayName));
        Assert.Empty(endpoints.Where(endpoint => Methods(endpoint).Count == 0).Select(endpoint => endpoint.DisplayName));
        Assert.Equal(
            [],
            endpoints.Where(endpoint => endpoint.Metadata.GetMetadata<RequiredRole>()!.Role == PortalRole.None).Select(endpoint => endpoint.RoutePattern.RawText!).Where(address => !address.StartsWith("/assets/", StringComparison.Ordinal)).Distinct().Except(Open));
    }

    [Fact]
    public async Task Each_role_reaches_what_it_may_and_nothing_else_on_every_endpoint()
    {
        await using var server = await PortalServer.StartAsync(null, NoLimits);
        var tokens = new (PortalRole Role, string? Token)[] { (PortalRole.None, null), (PortalRole.Read, server.Token(PortalRole.Read)), (PortalRole.Submit, server.Token(PortalRole.Submit)), (PortalRole.Admin, server.Token(PortalRole.Admin)) };
        var wrong = new List<string>();
        var asked = 0;
        foreach (var endpoint in Endpoints(server))
        {
            var required = endpoint.Metadata.GetMetadata<RequiredRole>()!.Role;
            foreach (var method in Methods(endpoint))
            {
                foreach (var (role, token) in tokens)
                {
                    using var answer = await server.SendAsync(new HttpMethod(method), Address(endpoint.RoutePattern), token, headers: ("Accept", "application/json"));
                    var isRefused = answer.StatusCode == (role == PortalRole.None ? HttpStatusCode.Unauthorized : HttpStatusCode.Forbidden);
                    if (isRefused != role < required)
                    {
                        wrong.Add($"{method} {endpoint.RoutePattern.RawText} as {role}: {(int)answer.StatusCode}");
                    }

                    asked++;
                }
            }
        }

        Assert.Empty(wrong);
        Assert.True(asked > 80, $"only {asked} requests");
    }

    [Fact]
    public async Task An_endpoint_without_a_role_is_closed_even_for_administrators()
    {
        var context = new DefaultHttpContext();
        new Caller(PortalRole.Admin).Attach(context);
        context.SetEndpoint(new RouteEndpoint(_ => Task.CompletedTask, RoutePatternFactory.Parse("/forgotten"), 0, null, "forgotten"));
        var isReached = false;

        await new RoleGate(Reach, NullLogger<RoleGate>.Instance).InvokeAsync(context);
        Assert.False(isReached);
        Assert.Equal(StatusCodes.Status403Forbidden, context.Response.StatusCode);

        Task Reach(HttpContext reached)
        {
            isReached = true;
            return Task.CompletedTask;
        }
    }

    internal static IReadOnlyList<RouteEndpoint> Endpoints(PortalServer server) =>
        [.. server.Services.GetServices<EndpointDataSource>().SelectMany(source => source.Endpoints).OfType<RouteEndpoint>().DistinctBy(endpoint => (endpoint.RoutePattern.RawText, endpoint.DisplayName))];

    internal static IReadOnlyList<string> Methods(RouteEndpoint endpoint) => endpoint.Metadata.GetMetadata<IHttpMethodMetadata>()?.HttpMethods ?? [];

    private static string Address(RoutePattern pattern) => Parameter().Replace(pattern.RawText!, match => match.Groups["name"].Value switch
    {
        "community" => "nuget",
        "id" or "package" => "Sample.Server",
        "version" => "2.0.0",
        "number" => "999999",
        _ => "1.0.0",
    });

    [GeneratedRegex(@"\{\**(?<name>[A-Za-z]+)(\{[^}]*\}|[^{}])*\}", RegexOptions.ExplicitCapture)]
    private static partial Regex Parameter();
}
