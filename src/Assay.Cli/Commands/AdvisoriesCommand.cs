using System.CommandLine;

namespace Assay.Cli;

/// <summary><c>assay advisories</c>: the database of known vulnerabilities and malicious packages.</summary>
internal static class AdvisoriesCommand
{
    public static Command Create(Host host) => new("advisories", "Keeps a database of known vulnerabilities and malicious packages.")
    {
        CreateImport(host),
        CreateUpdate(host),
        CreateStatus(host),
        CreateShow(host),
        AdvisoriesExportCommand.Create(host),
    };

    private static Command CreateImport(Host host)
    {
        var paths = new Argument<string[]>("PATH")
        {
            Description = "A file or folder: OSV records (JSON, NDJSON, zip), a vulnerability index of NuGet, CISA's catalogue of exploited vulnerabilities, EPSS scores, lists of SHA-256. What it is tells its content.",
            Arity = ArgumentArity.OneOrMore,
        };
        var source = Source();
        var output = Output();
        var quiet = Quiet();
        var noColor = SharedOptions.NoColor();
        paths.Validators.Add(SharedOptions.RejectOptions);
        var command = new Command("import", "Adds records from files to the database. What the same source said before is replaced; other sources stay.") { paths, source, output, quiet, noColor };
        command.SetAction((parsed, cancellation) => AdvisoryImportRun.ExecuteAsync(
            new AdvisoryImportRequest(parsed.GetRequiredValue(paths), parsed.GetValue(source), parsed.GetValue(output), parsed.GetValue(quiet), parsed.GetValue(noColor)), host, cancellation));
        return command;
    }

    private static Command CreateUpdate(Host host)
    {
        var from = new Option<string[]>("--from") { Description = "Asks this address or path too, for OSV records, CISA's catalogue or EPSS scores, and remembers it for later updates. May be given several times.", HelpName = "URL|PATH", AllowMultipleArgumentsPerToken = false };
        var offline = new Option<bool>("--offline") { Description = "Opens no connection: ends with a message, as an update needs one." };
        var source = Source();
        var output = Output();
        var quiet = Quiet();
        var noColor = SharedOptions.NoColor();
        var command = new Command("update", "Asks the feeds of the NuGet configuration for the vulnerabilities they know, and the addresses that were named before.") { from, offline, source, output, quiet, noColor };
        command.SetAction((parsed, cancellation) => AdvisoryUpdateRun.ExecuteAsync(
            new AdvisoryUpdateRequest(parsed.GetValue(from) ?? [], parsed.GetValue(offline), parsed.GetValue(source), parsed.GetValue(output), parsed.GetValue(quiet), parsed.GetValue(noColor)), host, cancellation));
        return command;
    }

    private static Command CreateStatus(Host host)
    {
        var database = Database();
        var format = SharedOptions.Format();
        var command = new Command("status", "Shows the sources of the database, how old they are and what they have.") { database, format };
        command.SetAction(parsed => AdvisoryStatusView.Show(parsed.GetValue(database), parsed.GetValue(format) == "json", host));
        return command;
    }

    private static Command CreateShow(Host host)
    {
        var subject = new Argument<string>("ID") { Description = "The id of a vulnerability (CVE-..., GHSA-...), or a package as Id or Id@VERSION; psgallery/Id for a module, generic/NAME for a library by its upstream name." };
        var database = Database();
        var format = SharedOptions.Format();
        subject.Validators.Add(SharedOptions.RejectOptions);
        var command = new Command("show", "Shows what the database says of a vulnerability or a package.") { subject, database, format };
        command.SetAction(parsed => AdvisoryShowView.Show(parsed.GetRequiredValue(subject), parsed.GetValue(database), parsed.GetValue(format) == "json", host));
        return command;
    }

    private static Option<string?> Source()
    {
        var source = new Option<string?>("--source") { Description = "Names the source, in place of the name that the records have by themselves.", HelpName = "NAME" };
        source.Validators.Add(result =>
        {
            if (result.Tokens is [var token] && (token.Value.Length is 0 or > 64 || token.Value.Any(letter => !char.IsAsciiLetterOrDigit(letter) && letter is not ('-' or '.' or '_' or ':'))))
            {
                result.AddError("--source takes letters, digits, and - . _ :, 64 at most.");
            }
        });
        return source;
    }

    private static Option<string?> Database() => new("--advisories") { Description = "The database; that of the user when not given.", HelpName = "FILE" };

    private static Option<string?> Output() => new("--output", "-o") { Description = "The database; the one that assay scan uses by itself when not given.", HelpName = "FILE" };

    private static Option<bool> Quiet() => new("--quiet", "-q") { Description = "No summary, no progress." };
}
