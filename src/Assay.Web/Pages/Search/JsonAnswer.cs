using System.Text.Json;
using Assay.Reports;

namespace Assay.Web.Pages.Search;

/// <summary>An answer for programs.</summary>
internal sealed class JsonAnswer(Action<Utf8JsonWriter> write) : IResult
{
    /// <inheritdoc/>
    public Task ExecuteAsync(HttpContext httpContext)
    {
        var output = new MemoryStream();
        using (var json = JsonReport.Open(output))
        {
            write(json);
        }

        output.WriteByte((byte)'\n');
        var bytes = output.ToArray();
        return PageBytes.WriteAsync(httpContext, bytes, "application/json", StatusCodes.Status200OK, "private, no-cache", $"\"{PageTag.Of(bytes)}\"");
    }
}
