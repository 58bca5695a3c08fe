using System.ComponentModel;
using System.Globalization;
using Assay.Web.Access;
using Assay.Web.Hosting;
using Microsoft.Extensions.Options;

namespace Assay.Web.Api;

/// <summary><c>/api/v1/tokens</c>.</summary>
internal static class TokenEndpoints
{
    private const int LongestBody = 4_096;

    public static void Map(IEndpointRouteBuilder api)
    {
        api.MapGet("/tokens", List).Describe(PortalRole.Admin, "listTokens", "Tokens", "Lists all tokens, revoked ones too, the newest first.").Produces<ApiTokens>();
        api.MapPost("/tokens", CreateAsync).Describe(PortalRole.Admin, "createToken", "Tokens", "Makes a token. The answer is the only place where it stands.", 400, 409, 413, 415).Produces<ApiTokenMade>(StatusCodes.Status201Created).Accepts<ApiTokenRequest>("application/json");
        api.MapGet("/tokens/{number:long}", One).Describe(PortalRole.Admin, "getToken", "Tokens", "Gives what is known of a token.", 404).Produces<ApiTokenEntry>();
        api.MapDelete("/tokens/{number:long}", Revoke).Describe(PortalRole.Admin, "revokeToken", "Tokens", "Makes a token worthless at once, and ends its sessions.", 404).Produces<ApiTokenEntry>();
    }

    private static ApiAnswer List(TokenStore tokens, TimeProvider clock) => Secret(ApiAnswer.Of(new ApiTokens([.. tokens.All().Select(token => Describe(token, clock))]), ApiJson.Default.ApiTokens));

    private static IResult One([Description("Number of the token.")] long number, TokenStore tokens, TimeProvider clock) => tokens.Find(number) is { } token ? Entry(token, clock) : Unknown();

    private static async Task<IResult> CreateAsync(HttpContext context, TokenStore tokens, TimeProvider clock, IOptions<PortalOptions> options)
    {
        var (request, problem) = await BodyReading.JsonAsync(context, ApiJson.Default.ApiTokenRequest, LongestBody);
        if (request is null)
        {
            return problem!;
        }

        try
        {
            var (text, token) = tokens.Create(request.Name, (PortalRole)request.Role, request.Days ?? options.Value.TokenDays, context.User.Identity?.Name, context.Origin());
            var made = ApiAnswer.Of(new ApiTokenMade(text, Describe(token, clock)), ApiJson.Default.ApiTokenMade);
            return new ApiAnswer(made.Bytes) { Status = StatusCodes.Status201Created, Location = string.Create(CultureInfo.InvariantCulture, $"{ApiRoutes.Base}/tokens/{token.Number}"), IsSecret = true };
        }
        catch (TokenException exception)
        {
            return new ProblemAnswer(exception.IsNameTaken ? ProblemKind.NameTaken : ProblemKind.InvalidParameter, exception.Message);
        }
    }

    private static IResult Revoke([Description("Number of the token.")] long number, HttpContext context, TokenStore tokens, TimeProvider clock) =>
        tokens.Revoke(number, context.User.Identity?.Name, context.Origin()) is { } revoked ? Entry(revoked, clock) : Unknown();

    private static ProblemAnswer Unknown() => new(ProblemKind.NotFound, "There is no such token, or it is revoked already.", "number");

    private static ApiAnswer Entry(ApiToken token, TimeProvider clock) => Secret(ApiAnswer.Of(Describe(token, clock), ApiJson.Default.ApiTokenEntry));

    private static ApiAnswer Secret(ApiAnswer answer) => new(answer.Bytes) { IsSecret = true };

    private static ApiTokenEntry Describe(ApiToken token, TimeProvider clock) => new()
    {
        Number = token.Number,
        Name = token.Name,
        Role = (TokenRole)token.Role,
        State = token.Revoked is not null ? TokenState.Revoked : token.IsGood(clock.GetUtcNow()) ? TokenState.Good : TokenState.Expired,
        Created = token.Created,
        Expires = token.Expires,
        Used = token.Used,
        Revoked = token.Revoked,
    };
}
