using Assay.Community.Index;
using Assay.Reports.Html;
using Assay.Web.Api;
using Microsoft.AspNetCore.Diagnostics;

namespace Assay.Web.Pages;

/// <summary>Says what went wrong, to people as a page and to programs as a problem (RFC 9457). Neither names a path, a stack or a query.</summary>
internal static class ErrorPages
{
    public static void Use(WebApplication app)
    {
        app.UseExceptionHandler(errors => errors.Run(context => WriteAsync(context, StatusOf(context.Features.Get<IExceptionHandlerFeature>()?.Error))));
        app.UseStatusCodePages(status => WriteAsync(status.HttpContext, status.HttpContext.Response.StatusCode));
    }

    /// <summary>A page that says what is not there.</summary>
    public static SitePage NotFound(string sentence) => Page(StatusCodes.Status404NotFound, sentence);

    /// <summary>Whether the answer is for a program.</summary>
    public static bool IsForProgram(HttpRequest request) =>
        request.Path.StartsWithSegments("/api", StringComparison.Ordinal) || request.Path.Value?.EndsWith(".json", StringComparison.Ordinal) == true
        || request.GetTypedHeaders().Accept is { Count: > 0 } accept && accept.Any(type => type.MediaType.Value?.Contains("json", StringComparison.Ordinal) == true) && !accept.Any(type => type.MediaType == "text/html");

    private static int StatusOf(Exception? error) => error switch
    {
        IndexException => StatusCodes.Status503ServiceUnavailable,
        BadHttpRequestException request => request.StatusCode,
        _ => StatusCodes.Status500InternalServerError,
    };

    private static Task WriteAsync(HttpContext context, int status) => IsForProgram(context.Request)
        ? new ProblemAnswer(ProblemKind.Of(status)).ExecuteAsync(context)
        : Page(status, Sentence(status)).ExecuteAsync(context);

    private static SitePage Page(int status, string sentence) => new(Title(status), html =>
    {
        using (html.Element("main.page.narrow", ("id", "content")))
        {
            html.Element("h1", Title(status));
            html.Element("p", sentence);
            using (html.Element("p"))
            {
                html.Element("a", "To the first page", ("href", "/"));
            }
        }
    })
    { Status = status };

    private static string Title(int status) => status switch
    {
        400 => "This cannot be read",
        401 => "Sign in first",
        403 => "Not allowed",
        404 => "Not found",
        405 => "Not possible here",
        413 => "Too large",
        415 => "Another kind of file",
        429 => "Too many requests",
        503 => "Not now",
        _ => status < 500 ? "Not possible" : "Something went wrong",
    };

    private static string Sentence(int status) => status switch
    {
        401 => "Reading this site wants a token.",
        403 => "Your token does not allow this.",
        404 => "There is no page under this address.",
        429 => "Wait a little, then try again.",
        503 => "What is asked for cannot be read at the moment. Try again later.",
        _ => status < 500 ? "The request cannot be answered." : "The server has written down what happened. Trying again may help.",
    };
}
