using Assay.Model;
using Assay.Reports.Html;

namespace Assay.Web.Pages.Packages;

/// <summary>The findings that something in a file proves.</summary>
internal sealed class FileFindings
{
    private readonly List<FileFinding> _all = [];

    private FileFindings(VersionContext context, string path)
    {
        foreach (var issue in context.Report.OpenIssues())
        {
            Add("issue", issue.Id, issue.Title, Mark.Of(issue.Severity), issue.Evidence);
        }

        foreach (var behavior in context.Report.Behaviors)
        {
            Add("behavior", behavior.Id, behavior.Title, Mark.Of(behavior.Risk), behavior.Evidence);
        }

        void Add(string kind, string id, string title, Mark mark, IReadOnlyList<Evidence> evidence)
        {
            var here = evidence.Where(item => item.Artifact == path).ToArray();
            if (here.Length > 0)
            {
                _all.Add(new FileFinding(title, mark, $"{context.Address}/{kind}s#{FindingView.Anchor(kind, id)}", here));
            }
        }
    }

    /// <summary>Finds them.</summary>
    public static FileFindings Of(VersionContext context, string path) => new(context, path);

    /// <summary>All of them, issues first, in the order of the report.</summary>
    public IReadOnlyList<FileFinding> All => _all;

    /// <summary>Gives the findings by line of the file.</summary>
    public ILookup<int, FileFinding> ByLine() => _all.SelectMany(finding => finding.Evidence.Where(item => item.Location is { File: null, Line: not null }).Select(item => item.Location.Line!.Value).Distinct().Select(line => (line, finding))).ToLookup(pair => pair.line, pair => pair.finding);

    /// <summary>Writes one as a link with its rank.</summary>
    public static void Write(FileFinding finding, HtmlWriter html)
    {
        finding.Mark.Write(html);
        html.Text(" ");
        using (html.Element("a", ("href", finding.Address)))
        {
            html.Prose(finding.Title);
        }
    }
}

/// <summary>A finding with what proves it in one file.</summary>
/// <param name="Title">Its sentence.</param>
/// <param name="Mark">Its rank.</param>
/// <param name="Address">Its card.</param>
/// <param name="Evidence">What proves it in the file.</param>
internal sealed record FileFinding(string Title, Mark Mark, string Address, IReadOnlyList<Evidence> Evidence);
