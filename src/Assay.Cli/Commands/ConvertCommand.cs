using System.CommandLine;
using Assay.Reports;

namespace Assay.Cli;

/// <summary><c>assay convert INPUT... --to FORMAT</c>.</summary>
internal static class ConvertCommand
{
    public static Command Create(Host host)
    {
        var inputs = new Argument<string[]>("INPUT")
        {
            Description = "JSON reports of 'assay scan' (one package, or an array) and 'assay check', or - for standard input. Several are joined.",
            Arity = ArgumentArity.OneOrMore,
        };
        var to = new Option<string?>("--to") { Description = $"Form of what is written: {string.Join(", ", ReportFormats.Names)}.", HelpName = "FORMAT" };
        to.AcceptOnlyFromAmong([.. ReportFormats.Names]);
        var output = new Option<string[]>("--output", "-o") { Description = "Where it is written: FILE with --to, or FORMAT=FILE, which may be given several times; standard output when not given. html=DIR/ writes a page for each package.", HelpName = "FILE", AllowMultipleArgumentsPerToken = false };
        var created = new Option<string?>("--created") { Description = "The time that documents name as theirs, such as 2026-11-27 or 2026-11-27T10:00:00Z; that of the report when not given.", HelpName = "TIME" };
        var gallery = new Option<string?>("--gallery") { Description = "Address of the feed of gallery modules: their package URLs become pkg:nuget/Name@Version?repository_url=URL, which more tools know.", HelpName = "URL" };

        inputs.Validators.Add(SharedOptions.RejectOptions);
        created.Validators.Add(result =>
        {
            if (result.Tokens is [var token] && !ConvertRequest.IsTime(token.Value))
            {
                result.AddError($"'{token.Value}' is no time: write 2026-11-27 or 2026-11-27T10:00:00Z.");
            }
        });
        gallery.Validators.Add(result =>
        {
            if (result.Tokens is [var token] && !ConvertRequest.IsAddress(token.Value))
            {
                result.AddError($"'{token.Value}' is no address of a feed.");
            }
        });
        var command = new Command("convert", "Writes JSON reports in other forms: SARIF, bills of materials, tables for reviews and spreadsheets.") { inputs, to, output, created, gallery };
        command.Validators.Add(result =>
        {
            var (format, targets) = (result.GetValue(to), result.GetValue(output) ?? []);
            if (format is null && targets.Length == 0)
            {
                result.AddError("Write --to FORMAT or -o FORMAT=FILE.");
            }

            foreach (var target in targets.Where(target => Target(target, format) is null))
            {
                result.AddError($"'{target}' names no format: write -o FORMAT=FILE, or --to FORMAT. There are {string.Join(", ", ReportFormats.Names)}.");
            }
        });
        command.SetAction((parsed, cancellation) => new ConvertRun(
            new ConvertRequest
            {
                Inputs = parsed.GetRequiredValue(inputs),
                Format = parsed.GetValue(to),
                Outputs = [.. (parsed.GetValue(output) ?? []).Select(target => Target(target, parsed.GetValue(to))!)],
                Created = parsed.GetValue(created),
                Gallery = parsed.GetValue(gallery),
            },
            host).ExecuteAsync(cancellation));
        return command;
    }

    private static OutputRequest? Target(string text, string? format) =>
        text.Split('=', 2) is [var name, { Length: > 0 } path] && ReportFormats.Find(name) is not null ? new OutputRequest(name, path)
        : format is not null && text.Length > 0 ? new OutputRequest(format, text)
        : null;
}
