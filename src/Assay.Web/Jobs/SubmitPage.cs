using Assay.Reports;
using Assay.Reports.Html;
using Assay.Web.Communities;
using Assay.Web.Hosting;
using Assay.Web.Pages;

namespace Assay.Web.Jobs;

/// <summary>What the form was sent with, shown again when something is wrong with it.</summary>
/// <param name="Problem">What is wrong; null when nothing is.</param>
/// <param name="Package">What was asked for.</param>
/// <param name="Community">Of which community.</param>
/// <param name="IsFile">Whether the problem is that of the file.</param>
internal sealed record SubmitState(string? Problem = null, string? Package = null, string? Community = null, bool IsFile = false)
{
    /// <summary>Status code of the answer.</summary>
    public int Status { get; init; } = StatusCodes.Status200OK;
}

/// <summary>The page on which packages are handed in and asked for.</summary>
internal static class SubmitPage
{
    public static SitePage Of(SubmitState state, PortalCommunities communities, PortalOptions options) => new("Scan a package", html =>
    {
        using (html.Element("main.page.narrow", ("id", "content")))
        {
            html.Element("h1", "Scan a package");
            html.Element("p.lead", "Hand a file in, or name a package that a feed has. It is read in a process of its own, never run, and its report joins the others on this site.");
            WriteFile(html, state, options);
            WriteWish(html, state, communities);
            WriteNotes(html, options);
            using (html.Element("p"))
            {
                html.Element("a", "What was handed in lately", ("href", "/jobs"));
            }
        }
    })
    { Place = "submit", Status = state.Status, CacheControl = "no-store" };

    private static void WriteFile(HtmlWriter html, SubmitState state, PortalOptions options)
    {
        using (Section.Open(html, "file", "A file"))
        {
            WriteProblem(html, state.IsFile ? state.Problem : null, "file-problem");
            using (html.Element("form.fields.submit", ("method", "post"), ("action", "/submit"), ("enctype", "multipart/form-data")))
            {
                html.Element("label", $"Package file (.nupkg), at most {Quantity.Bytes(options.UploadBytes)}", ("for", "package-file"));
                html.Element("input", ("id", "package-file"), ("name", "file"), ("type", "file"), ("accept", ".nupkg"), ("required", ""), ("aria-describedby", state is { IsFile: true, Problem: not null } ? "file-problem" : null));
                html.Element("button", "Hand it in", ("type", "submit"));
            }
        }
    }

    private static void WriteWish(HtmlWriter html, SubmitState state, PortalCommunities communities)
    {
        using (Section.Open(html, "feed", "A package of a feed"))
        {
            var isWrong = state is { IsFile: false, Problem: not null };
            WriteProblem(html, isWrong ? state.Problem : null, "feed-problem");
            using (html.Element("form.fields.submit", ("method", "post"), ("action", "/submit")))
            {
                html.Element("label", "Package: id@version, or the id alone for the latest version", ("for", "package"));
                html.Element("input", ("id", "package"), ("name", "package"), ("value", state.Package), ("required", ""), ("maxlength", "200"), ("autocomplete", "off"), ("autocapitalize", "none"), ("spellcheck", "false"),
                    ("aria-describedby", isWrong ? "feed-problem" : null), ("aria-invalid", isWrong ? "true" : null));
                html.Element("label", "Community", ("for", "community"));
                using (html.Element("select", ("id", "community"), ("name", "community")))
                {
                    foreach (var community in communities.All)
                    {
                        html.Element("option", community.Title, ("value", community.Name), ("selected", community.Name == state.Community ? "" : null));
                    }
                }

                html.Element("button", "Ask for it", ("type", "submit"));
            }
        }
    }

    private static void WriteProblem(HtmlWriter html, string? problem, string id)
    {
        if (problem is not null)
        {
            html.Element("p.bad.problem", problem, ("role", "alert"), ("id", id));
        }
    }

    private static void WriteNotes(HtmlWriter html, PortalOptions options)
    {
        using (Section.Open(html, "what", "What happens with it"))
        using (html.Element("ul"))
        {
            html.Element("li", $"Reading a package may take {options.AnalysisSeconds} seconds and {options.AnalysisBytes / (1024 * 1024)} MiB of memory; what needs more is given up, and the page of the scan says so.");
            html.Element("li", "The file is kept under its SHA-256, for as long as its report is. What you call it is shown on the page of the scan and used for nothing else.");
            html.Element("li", "The report is seen by everybody who may read this site. Do not hand in what nobody else may see.");
            html.Element("li", "The first file that comes as a version of a package stands for that version; another file under the same id and version is refused, and written down.");
            html.Element("li", "A package of a feed comes from the feeds that are set up for this server, and from nowhere else.");
        }
    }
}
