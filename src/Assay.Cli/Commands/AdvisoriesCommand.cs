using System.CommandLine;

namespace Assay.Cli;

/// <summary><c>assay advisories</c>: the database of known vulnerabilities and malicious packages.</summary>
internal static class AdvisoriesCommand
{
    public static Command Create(Host host) => new("advisories", "Keeps a database of known vulnerabilities and malicious packages.") { CreateImport(host), AdvisoriesExportCommand.Create(host) };

    private static Command CreateImport(Host host)
    {
        var paths = new Argument<string[]>("PATH")
        {
            Description = "A file or folder: OSV records (JSON, NDJSON, zip), a vulnerability index of NuGet, CISA's catalogue of exploited vulnerabilities, EPSS scores, lists of SHA-256. What it is tells its content.",
            Arity = ArgumentArity.OneOrMore,
        };
        var source = new Option<string?>("--source") { Description = "Names the source, in place of the name that the records have by themselves.", HelpName = "NAME" };
        var output = Output();
        var quiet = Quiet();
        var noColor = SharedOptions.NoColor();
        paths.Validators.Add(SharedOptions.RejectOptions);
        source.Validators.Add(result =>
        {
            if (result.Tokens is [var token] && (token.Value.Length is 0 or > 64 || token.Value.Any(letter => !char.IsAsciiLetterOrDigit(letter) && letter is not ('-' or '.' or '_' or ':'))))
            {
                result.AddError("--source takes letters, digits, and - . _ :, 64 at most.");
            }
        });
        var command = new Command("import", "Adds records from files to the database. What the same source said before is replaced; other sources stay.") { paths, source, output, quiet, noColor };
        command.SetAction((parsed, cancellation) => AdvisoryImportRun.ExecuteAsync(
            new AdvisoryImportRequest(parsed.GetRequiredValue(paths), parsed.GetValue(source), parsed.GetValue(output), parsed.GetValue(quiet), parsed.GetValue(noColor)), host, cancellation));
        return command;
    }

    private static Option<string?> Output() => new("--output", "-o") { Description = "The database; the one that assay scan uses by itself when not given.", HelpName = "FILE" };

    private static Option<bool> Quiet() => new("--quiet", "-q") { Description = "No summary, no progress." };
}
