using System.Globalization;
using Assay.Reports.Html;
using Assay.Web.Pages;

namespace Assay.Web.Jobs;

/// <summary>The page of a job: how far it is, or why it failed.</summary>
internal static class JobPage
{
    private const int RefreshSeconds = 5;

    /// <summary>The page; of a job that is done the way to its report.</summary>
    /// <param name="job">The job.</param>
    /// <param name="isLive">True for a browser whose script hears of changes. A reload that the page asks for cannot be taken back, so the page that loads itself again and the one that does not have two addresses.</param>
    public static IResult Of(Job job, bool isLive)
    {
        if (JobAddresses.Report(job) is { } report)
        {
            return new SeeOther(report);
        }

        return new SitePage(Title(job), html =>
        {
            using (html.Element("main.page.narrow", ("id", "content"), ("data-events", job.IsEnded ? null : JobAddresses.Events(job)), ("data-live", job.IsEnded || isLive ? null : JobAddresses.Live(job))))
            {
                html.Element("h1", Title(job));
                html.Element("p.lead", job.Subject);
                if (job.IsEnded)
                {
                    WriteFailure(html, job);
                }
                else
                {
                    html.Element("p.stage", job.Stage, ("id", "stage"), ("role", "status"), ("aria-live", "polite"));
                    html.Element("p.note", "This page leads to the report when it is there. It can be left meanwhile: the scan goes on, and its address stays.");
                }

                WriteFacts(html, job);
            }
        })
        {
            Place = "submit",
            Status = StatusCodes.Status200OK,
            CacheControl = "no-store",
            Script = job.IsEnded ? null : "progress.js",
            RefreshSeconds = job.IsEnded || isLive ? null : RefreshSeconds,
        };
    }

    /// <summary>The jobs that were accepted last.</summary>
    public static SitePage Recent(IReadOnlyList<Job> jobs) => new("Scans", html =>
    {
        using (html.Element("main.page", ("id", "content")))
        {
            html.Element("h1", "Scans");
            if (jobs.Count == 0)
            {
                html.Element("p", "Nothing was handed in yet.");
                return;
            }

            using (html.Element("section.scroll", ("aria-label", "Scans"), ("tabindex", "0")))
            using (html.Element("table.plain"))
            {
                html.Element("caption", "What was handed in or asked for, the newest first");
                using (html.Element("thead"))
                using (html.Element("tr"))
                {
                    foreach (var column in (ReadOnlySpan<string>)["Package", "State", "By", "Accepted"])
                    {
                        html.Element("th", column, ("scope", "col"));
                    }
                }

                using (html.Element("tbody"))
                {
                    foreach (var job in jobs)
                    {
                        WriteRow(html, job);
                    }
                }
            }
        }
    })
    { Place = "submit", CacheControl = "no-store" };

    private static string Title(Job job) => job.State == JobState.Failed ? "The scan failed" : "Scanning a package";

    private static void WriteFailure(HtmlWriter html, Job job)
    {
        html.Element("p.bad.problem", job.Error, ("role", "alert"));
        using (html.Element("p"))
        {
            html.Text("What you can do: ");
            html.Element("a", "hand another file in or ask again", ("href", "/submit"));
            html.Text(", or scan the file with the command line, which has other limits: ").Element("code", "assay scan FILE").Text(".");
        }
    }

    private static void WriteFacts(HtmlWriter html, Job job)
    {
        using (html.Element("dl.facts"))
        {
            WriteFact(html, "Accepted", Time(job.Accepted));
            if (job.Sha256 is { } sha256)
            {
                WriteFact(html, "SHA-256 of the file", sha256);
            }

            if (job.Attempts > 1)
            {
                WriteFact(html, "Begun", $"{job.Attempts.ToString(CultureInfo.InvariantCulture)} times");
            }
        }
    }

    private static void WriteFact(HtmlWriter html, string name, string value)
    {
        using (html.Element("div"))
        {
            html.Element("dt", name).Element("dd", value);
        }
    }

    private static void WriteRow(HtmlWriter html, Job job)
    {
        using (html.Element("tr"))
        {
            using (html.Element("th", ("scope", "row")))
            {
                html.Element("a", job.Subject, ("href", JobAddresses.Of(job)));
            }

            html.Element("td", job.State switch
            {
                JobState.Done => "done",
                JobState.Failed => "failed: " + job.Error,
                _ => job.Stage,
            });
            html.Element("td", job.SubmittedBy ?? "anybody").Element("td", Time(job.Accepted));
        }
    }

    private static string Time(DateTimeOffset instant) => instant.UtcDateTime.ToString("yyyy-MM-dd HH:mm:ss 'UTC'", CultureInfo.InvariantCulture);
}
