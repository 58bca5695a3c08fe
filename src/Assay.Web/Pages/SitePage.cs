using System.Text;
using Assay.Reports.Html;
using Microsoft.Extensions.Options;
using Assay.Web.Hosting;

namespace Assay.Web.Pages;

/// <summary>A page of the site.</summary>
/// <param name="Title">What the browser calls it.</param>
/// <param name="Body">Writes what stands between the bar of the site and its foot: one <c>main</c> with the id <c>content</c>, one <c>h1</c>.</param>
internal sealed record SitePage(string Title, Action<HtmlWriter> Body) : IResult
{
    // Values of a package may be megabytes long; the machine form holds them in full.
    private const int LongestText = 4_000;

    /// <summary>Status code of the answer.</summary>
    public int Status { get; init; } = StatusCodes.Status200OK;

    /// <summary>Which entry of the bar is the present one; null for none.</summary>
    public string? Place { get; init; }

    /// <summary>What the search box holds.</summary>
    public string? Query { get; init; }

    /// <summary>Other forms of the same page: type and address.</summary>
    public IReadOnlyList<(string Type, string Title, string Address)> Alternates { get; init; } = [];

    /// <summary>Where views of reports lead.</summary>
    public ReportLinks Links { get; init; } = ReportLinks.None;

    /// <summary>Name of a script of <see cref="SiteAssets"/> that makes the page more comfortable; it must work without.</summary>
    public string? Script { get; init; }

    /// <summary>Seconds until a browser without scripts loads the page again; null for a page that does not change by itself.</summary>
    public int? RefreshSeconds { get; init; }

    /// <summary>What the answer says of keeping it (RFC 9111).</summary>
    public string CacheControl { get; init; } = "private, no-cache";

    /// <summary>Gives the page in UTF-8.</summary>
    public byte[] Render(string siteName)
    {
        var output = new MemoryStream();
        using (var text = new StreamWriter(output, new UTF8Encoding(encoderShouldEmitUTF8Identifier: false), bufferSize: 16 * 1024, leaveOpen: true) { NewLine = "\n" })
        {
            var html = new HtmlWriter(text) { LongestText = LongestText, Links = Links };
            html.DocumentType();
            using (html.Element("html", ("lang", "en")))
            {
                SiteFrame.WriteHead(this, siteName, html);
                SiteFrame.WriteBody(this, siteName, html);
            }

            text.Write('\n');
        }

        return output.ToArray();
    }

    /// <inheritdoc/>
    public Task ExecuteAsync(HttpContext httpContext)
    {
        var page = Render(httpContext.RequestServices.GetRequiredService<IOptions<PortalOptions>>().Value.Name);
        return PageBytes.WriteAsync(httpContext, page, "text/html; charset=utf-8", Status, CacheControl, $"\"{PageTag.Of(page)}\"");
    }
}
