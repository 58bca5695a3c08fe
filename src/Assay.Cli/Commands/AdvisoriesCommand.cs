using System.CommandLine;

namespace Assay.Cli;

/// <summary><c>assay advisories import</c>.</summary>
internal static class AdvisoriesCommand
{
    public static Command Create(Host host) => new("advisories", "Keeps records of packages that are known to be malicious.") { CreateImport(host), AdvisoriesExportCommand.Create(host) };

    private static Command CreateImport(Host host)
    {
        var paths = new Argument<string[]>("PATH")
        {
            Description = "A file or folder of records: JSON of the OSV format whose ids begin with MAL-, or lists of SHA-256 that end with .sha256.",
            Arity = ArgumentArity.OneOrMore,
        };
        var output = new Option<string?>("--output", "-o") { Description = "Where the records are kept; the file that assay scan uses by itself when not given.", HelpName = "FILE" };
        var quiet = new Option<bool>("--quiet", "-q") { Description = "No summary." };
        paths.Validators.Add(SharedOptions.RejectOptions);
        var command = new Command("import", "Reads records of malicious packages and keeps those of NuGet and the PowerShell Gallery, in place of those that were imported before.") { paths, output, quiet };
        command.SetAction((parsed, cancellation) => Task.FromResult(AdvisoryImportRun.Execute(parsed.GetRequiredValue(paths), parsed.GetValue(output), parsed.GetValue(quiet), host, cancellation)));
        return command;
    }
}
