using System.CommandLine;
using Assay.Packages;

namespace Assay.Cli;

/// <summary><c>assay verify SUBJECT...</c>.</summary>
internal static class VerifyCommand
{
    public static Command Create(Host host)
    {
        var subjects = new Argument<string[]>("SUBJECT")
        {
            Description = "A .nupkg, a program, library or script, a module folder with its catalogue, a folder of packages, an id or id@version of your NuGet sources, a package URL, or - for standard input.",
            Arity = ArgumentArity.OneOrMore,
        };
        var output = new Option<string[]>("--output", "-o") { Description = "Writes the result to a file too; a PATH that ends with / gets one file for each input. FORMAT is json. May be given several times.", HelpName = "FORMAT=PATH", AllowMultipleArgumentsPerToken = false };
        var format = SharedOptions.Format();
        var roots = SharedOptions.Roots();
        var revocationLists = SharedOptions.RevocationLists();
        var from = SharedOptions.From();
        var prerelease = SharedOptions.Prerelease();
        var offline = SharedOptions.Offline();
        var config = SharedOptions.Config();
        var noConfig = SharedOptions.NoConfig();
        var all = new Option<bool>("--all") { Description = "Shows every signer and finding, for each of several inputs too." };
        var quiet = new Option<bool>("--quiet", "-q") { Description = "One line for each input, no progress." };
        var noColor = SharedOptions.NoColor();
        var parallel = SharedOptions.Parallel();

        subjects.Validators.Add(SharedOptions.RejectOptions);
        output.Validators.Add(result =>
        {
            foreach (var token in result.Tokens)
            {
                if (!(token.Value.StartsWith("json=", StringComparison.Ordinal) && token.Value.Length > 5))
                {
                    result.AddError($"'{token.Value}' is no output: write json=PATH.");
                }
            }
        });
        var command = new Command("verify", "Verifies the signatures of packages and files: who signed them, and whether they were changed since. Asks neither the machine nor the network.")
        {
            subjects, output, format, roots, revocationLists, from, prerelease, offline, config, noConfig, all, quiet, noColor, parallel,
        };
        command.Validators.Add(result =>
        {
            if (SharedOptions.ExcludeEachOther(result, config, noConfig) is { } error)
            {
                result.AddError(error);
            }
        });
        command.SetAction((parsed, cancellation) => new ScanRun(
            new ScanRequest
            {
                Subjects = parsed.GetRequiredValue(subjects),
                Source = new SubjectOptions(parsed.GetValue(from), parsed.GetValue(offline), GlobalPackagesFolder: null) { Prerelease = parsed.GetValue(prerelease) },
                Outputs = [.. (parsed.GetValue(output) ?? []).Select(text => new OutputRequest("json", text[5..]))],
                Json = parsed.GetValue(format) == "json",
                NoCommunity = true,
                Policy = new PolicyOptions(parsed.GetValue(config), parsed.GetValue(noConfig)),
                Signatures = new SignatureOptions(parsed.GetValue(roots), parsed.GetValue(revocationLists) ?? []),
                View = ReportView.Signatures,
                All = parsed.GetValue(all),
                Quiet = parsed.GetValue(quiet),
                NoColor = parsed.GetValue(noColor),
                Parallel = parsed.GetValue(parallel),
            },
            _ => new SignatureTally(),
            host).ExecuteAsync(cancellation));
        return command;
    }
}
