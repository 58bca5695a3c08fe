using System.Globalization;
using Assay.Reports.Html;
using Assay.Web.Pages;

namespace Assay.Web.Access;

/// <summary>Where administrators read the audit log, and programs get all of it as lines of JSON.</summary>
internal static class AuditPage
{
    private const int Rows = 100;
    private const string LinesType = "application/x-ndjson; charset=utf-8";

    public static void Map(WebApplication app)
    {
        app.MapGet("/audit", (AuditLog audit, long? before) => Page(audit, before is > 0 ? before.Value : long.MaxValue)).Requires(PortalRole.Admin).ExcludeFromDescription();
        app.MapGet("/audit.jsonl", Export).Requires(PortalRole.Admin).ExcludeFromDescription();
    }

    private static IResult Export(HttpContext context, AuditLog audit)
    {
        audit.Append(new AuditEvent(AuditActions.AuditExported) { Who = context.User.Identity?.Name, Origin = context.Origin() });
        context.Response.Headers.CacheControl = "no-store";
        context.Response.Headers.ContentDisposition = "attachment; filename=\"audit.jsonl\"";
        return Results.Stream(
            async output =>
            {
                var line = new MemoryStream();
                foreach (var entry in audit.All())
                {
                    line.SetLength(0);
                    entry.WriteLine(line);
                    await output.WriteAsync(line.GetBuffer().AsMemory(0, (int)line.Length), context.RequestAborted);
                }
            },
            LinesType);
    }

    private static SitePage Page(AuditLog audit, long before)
    {
        var entries = audit.Newest(before, Rows + 1);
        return new SitePage("Audit log", html =>
        {
            using (html.Element("main.page", ("id", "content")))
            {
                html.Element("h1", "Audit log");
                html.Element("p.lead", "Who did what, when and from where, the newest first. Each row holds a hash over itself and the row before; “assay-web audit verify” looks whether the chain is whole.");
                Table.Write(
                    html,
                    "Rows of the audit log",
                    ["Number", "Time (UTC)", "Who", "From", "Action", "Subject", "Before", "After", "Hash"],
                    entries.Take(Rows).Select(entry => (string?[])
                    [
                        entry.Number.ToString(CultureInfo.InvariantCulture), entry.At.UtcDateTime.ToString("yyyy-MM-dd HH:mm:ss", CultureInfo.InvariantCulture), entry.Event.Who ?? (entry.Event.Origin == AccessCommands.Origin ? "operator" : "anybody"), entry.Event.Origin,
                        entry.Event.Action, entry.Event.Subject, entry.Event.Before, entry.Event.After, Convert.ToHexStringLower(entry.Hash)[..12],
                    ]),
                    "plain.log");
                WriteLinks(html, entries);
            }
        })
        { CacheControl = "no-store" };
    }

    private static void WriteLinks(HtmlWriter html, IReadOnlyList<AuditEntry> entries)
    {
        using (html.Element("ul.more"))
        {
            if (entries.Count > Rows)
            {
                using (html.Element("li"))
                {
                    html.Element("a", "Older rows", ("rel", "next"), ("href", string.Create(CultureInfo.InvariantCulture, $"/audit?before={entries[Rows - 1].Number}")));
                }
            }

            using (html.Element("li"))
            {
                html.Element("a", "All rows as lines of JSON", ("href", "/audit.jsonl"));
            }
        }
    }
}
