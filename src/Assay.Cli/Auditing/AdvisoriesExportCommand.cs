using System.CommandLine;

namespace Assay.Cli;

/// <summary><c>assay advisories export</c>.</summary>
internal static class AdvisoriesExportCommand
{
    public static Command Create(Host host)
    {
        var reports = new Argument<string[]>("REPORT") { Description = "JSON reports of assay scan or assay check, or folders of them: packages whose verdict is fail or review.", Arity = ArgumentArity.ZeroOrMore };
        var directory = new Option<string>("--audit-source") { Description = "Folder that gets the files of a NuGet feed which consists of a vulnerability index.", HelpName = "DIR", Required = true };
        var baseUrl = new Option<string>("--base-url") { Description = "Address under which clients will find that folder.", HelpName = "URL", Required = true };
        var reportUrl = new Option<string?>("--report-url") { Description = "Address of the page about a package, with {id} and {version}; when not given, pages are written into the folder.", HelpName = "PATTERN" };
        var advisories = SharedOptions.Advisories();
        var noAdvisories = SharedOptions.NoAdvisories();
        var failOnly = new Option<bool>("--fail-only") { Description = "Leaves packages for review out." };
        var quiet = new Option<bool>("--quiet", "-q") { Description = "No summary." };
        reports.Validators.Add(SharedOptions.RejectOptions);
        var command = new Command("export", "Writes findings and known vulnerabilities as a static audit source: NuGet then warns of them in every restore.") { reports, directory, baseUrl, reportUrl, advisories, noAdvisories, failOnly, quiet };
        command.SetAction(parsed => AuditExportRun.Execute(new AuditExportRequest
        {
            Reports = parsed.GetValue(reports) ?? [],
            Directory = parsed.GetRequiredValue(directory),
            BaseUrl = parsed.GetRequiredValue(baseUrl),
            ReportUrl = parsed.GetValue(reportUrl),
            Advisories = parsed.GetValue(advisories),
            NoAdvisories = parsed.GetValue(noAdvisories),
            FailOnly = parsed.GetValue(failOnly),
            Quiet = parsed.GetValue(quiet),
        }, host));
        return command;
    }
}
