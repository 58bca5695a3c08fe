using System.Diagnostics;
using System.Text.Json;
using System.Text.Json.Serialization;

namespace Assay.Web.Api;

/// <summary>What went wrong (RFC 9457). It names no path of the server, no stack and no query of a database.</summary>
public sealed record ApiProblem
{
    /// <summary>The kind of problem: an address below <c>/api</c> that describes it and never changes.</summary>
    public required string Type { get; init; }
    /// <summary>The kind in words.</summary>
    public required string Title { get; init; }
    /// <summary>The status code of the answer.</summary>
    public required int Status { get; init; }
    /// <summary>What is wrong with this request.</summary>
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public string? Detail { get; init; }
    /// <summary>The name of the request in the server's log.</summary>
    public required string TraceId { get; init; }
    /// <summary>The parameter that is wrong.</summary>
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public string? Parameter { get; init; }
    /// <summary>The character of a query that is wrong, from 0.</summary>
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public int? Position { get; init; }
}

/// <summary>A kind of problem.</summary>
/// <param name="Name">Its name in addresses.</param>
/// <param name="Status">Its status code.</param>
/// <param name="Title">Its name for people.</param>
/// <param name="Meaning">What to do about it.</param>
internal sealed record ProblemKind(string Name, int Status, string Title, string Meaning)
{
    public static readonly ProblemKind InvalidParameter = new("invalid-parameter", 400, "A parameter is wrong", "The answer names the parameter and says what it may be.");
    public static readonly ProblemKind InvalidQuery = new("invalid-query", 400, "The query cannot be read", "The answer names the character at which reading ended.");
    public static readonly ProblemKind InvalidCursor = new("invalid-cursor", 400, "The cursor is none of this list", "Take cursors from answers, and send them with the same parameters.");
    public static readonly ProblemKind InvalidRequest = new("invalid-request", 400, "The request cannot be read", "The body or a parameter has not the form that is described.");
    public static readonly ProblemKind NotAPackage = new("not-a-package", 400, "This is no package", "Send the bytes of a package, or an id and a version.");
    public static readonly ProblemKind Unauthorized = new("unauthorized", 401, "A token is needed", "Send “Authorization: Bearer” with a token that is good.");
    public static readonly ProblemKind Forbidden = new("forbidden", 403, "The token does not allow this", "Ask an administrator for a token of another role.");
    public static readonly ProblemKind NotFound = new("not-found", 404, "There is no such thing", "The address, the package, the version or the rule is not known here.");
    public static readonly ProblemKind MethodNotAllowed = new("method-not-allowed", 405, "This cannot be done here", "The answer lists the methods in “Allow”.");
    public static readonly ProblemKind NameTaken = new("name-taken", 409, "The name is taken", "Choose another name, or revoke the token that has it.");
    public static readonly ProblemKind CursorExpired = new("cursor-expired", 410, "The list has changed", "Begin with the first page again.");
    public static readonly ProblemKind TooLarge = new("too-large", 413, "This is too large", "The description of the site says how large a package may be.");
    public static readonly ProblemKind UnsupportedMediaType = new("unsupported-media-type", 415, "This type is not read", "Send one of the described types.");
    public static readonly ProblemKind TooManyRequests = new("too-many-requests", 429, "Too many requests", "Wait as many seconds as “Retry-After” says.");
    public static readonly ProblemKind Internal = new("internal", 500, "Something went wrong", "The server has written down what happened under the trace id.");
    public static readonly ProblemKind Unavailable = new("unavailable", 503, "Not now", "Try again later: the queue is full, or an index cannot be read at the moment.");
    public static readonly ProblemKind NoRoom = new("no-room", 507, "There is no room", "The server cannot store anything at the moment.");

    private const string Prefix = "/api#problem-";

    /// <summary>All of them.</summary>
    public static IReadOnlyList<ProblemKind> All { get; } =
    [
        InvalidParameter, InvalidQuery, InvalidCursor, InvalidRequest, NotAPackage, Unauthorized, Forbidden, NotFound, MethodNotAllowed, NameTaken, CursorExpired, TooLarge,
        UnsupportedMediaType, TooManyRequests, Internal, Unavailable, NoRoom,
    ];

    /// <summary>The stable address of the kind.</summary>
    public string Type => Prefix + Name;

    /// <summary>The kind that a status code alone stands for.</summary>
    public static ProblemKind Of(int status) => status == 400 ? InvalidRequest : All.FirstOrDefault(kind => kind.Status == status) ?? (status < 500 ? InvalidRequest with { Status = status } : Internal with { Status = status });
}

/// <summary>Answers with a problem.</summary>
internal sealed record ProblemAnswer(ProblemKind Kind, string? Detail = null, string? Parameter = null, int? Position = null) : IResult
{
    public Task ExecuteAsync(HttpContext httpContext)
    {
        var problem = new ApiProblem
        {
            Type = Kind.Type,
            Title = Kind.Title,
            Status = Kind.Status,
            Detail = Detail,
            TraceId = Activity.Current?.TraceId.ToHexString() ?? httpContext.TraceIdentifier,
            Parameter = Parameter,
            Position = Position,
        };
        httpContext.Response.StatusCode = Kind.Status;
        httpContext.Response.ContentType = "application/problem+json";
        httpContext.Response.Headers.CacheControl = "no-store";
        return httpContext.Response.BodyWriter.WriteAsync(JsonSerializer.SerializeToUtf8Bytes(problem, ApiJson.Default.ApiProblem), httpContext.RequestAborted).AsTask();
    }
}
