using System.CommandLine;
using System.CommandLine.Parsing;
using Assay.Model;
using Assay.Reports;
using Assay.Rules;

namespace Assay.Cli;

/// <summary>Options that several commands have.</summary>
internal static class SharedOptions
{
    public static Option<string?> Rules() => new("--rules") { Description = "Folder of your own rule files, used together with the rules of this build.", HelpName = "DIR" };

    public static Option<string?> From() => new("--from") { Description = "Where ids are looked up: a source of your NuGet configuration or a repository of PowerShell by name (psgallery), the address of a V3 or V2 feed, or a folder; nuget, the default, stands for all sources of the NuGet configuration.", HelpName = "SOURCE" };

    public static Option<bool> Prerelease() => new("--prerelease") { Description = "Prereleases count too when an id is given without a version." };

    public static Option<bool> Offline() => new("--offline") { Description = "Opens no connection: only files, local package folders and earlier downloads are used." };

    public static Option<string?> Snapshot() => new("--snapshot", "--community") { Description = "Community snapshot that says how usual findings are; when not given, the one that was imported for the package's community, else that of this build.", HelpName = "FILE" };

    public static Option<bool> NoCommunity() => new("--no-community") { Description = "Uses no community snapshot." };

    public static Option<string?> Popular() => new("--popular") { Description = "Popular packages whose names others imitate, one id a line; used in place of the list of this build.", HelpName = "FILE" };

    public static Option<string?> Advisories() => new("--advisories") { Description = "Advisory database that assay advisories import or update wrote; that of the user when not given.", HelpName = "FILE" };

    public static Option<bool> NoAdvisories() => new("--no-advisories") { Description = "Uses no advisory database: neither vulnerabilities nor known malicious packages are looked up." };

    public static Option<string?> Baseline() => new("--baseline") { Description = "Issues of this file do not make the exit code 1; 'assay baseline create' writes it.", HelpName = "FILE" };

    public static Option<bool> ExitZero() => new("--exit-zero") { Description = "Ends with 0 whatever the verdicts are." };

    public static Option<bool> NoColor() => new("--no-color") { Description = "Writes no colors. NO_COLOR and FORCE_COLOR are obeyed too." };

    public static Option<string> Format(params string[] others)
    {
        var option = new Option<string>("--format") { Description = "Form of standard output.", DefaultValueFactory = _ => "console" };
        option.AcceptOnlyFromAmong(["console", "json", .. others]);
        return option;
    }

    /// <summary>Reads <c>FORMAT=PATH</c>, or says what is wrong with it.</summary>
    public static (OutputRequest? Request, string? Error) ParseOutput(string text) => text.Split('=', 2) switch
    {
        [var format, { Length: > 0 } path] when ReportFormats.Find(format) is not null => (new OutputRequest(format, path), null),
        [var format, ..] when ReportFormats.Find(format) is not null => (null, $"'{text}' names no path: write {format}=PATH."),
        [var format, _] => (null, $"There is no output format '{format}'; there are {string.Join(", ", ReportFormats.Names)}."),
        _ => (null, $"'{text}' is no output: write FORMAT=PATH, such as json=report.json."),
    };

    public static Option<string[]> Limit()
    {
        var option = new Option<string[]>("--limit") { Description = "Sets a limit of 'assay limits', such as file-bytes=64MiB. May be given several times.", HelpName = "NAME=VALUE", AllowMultipleArgumentsPerToken = false };
        option.CompletionSources.Add(_ => LimitTable.All.Select(definition => new System.CommandLine.Completions.CompletionItem(definition.Name + "=")));
        option.Validators.Add(result =>
        {
            foreach (var error in result.Tokens.Select(token => ParseLimit(token.Value).Error).OfType<string>())
            {
                result.AddError(error);
            }
        });
        return option;
    }

    /// <summary>Reads <c>NAME=VALUE</c>, or says what is wrong with it.</summary>
    public static (LimitValue? Value, string? Error) ParseLimit(string text)
    {
        if (text.Split('=', 2) is not [var name, var value])
        {
            return (null, $"'{text}' sets no limit: write NAME=VALUE, such as file-bytes=64MiB.");
        }

        if (LimitTable.Find(name) is not { } definition)
        {
            return (null, $"There is no limit '{name}'{(Suggestion.Ask(name, LimitTable.All.Select(known => known.Name)) is { Length: > 0 } question ? question : "; see 'assay limits'.")}");
        }

        return definition.TryRead(value, out var number, out var defect) ? (new LimitValue(definition.Limit, number), null) : (null, defect);
    }

    public static Option<string?> Config() => new("--config") { Description = "The policy file; when not given, assay.yaml in this folder or above it, up to the root of the repository.", HelpName = "FILE" };

    public static Option<bool> NoConfig() => new("--no-config") { Description = "Uses no policy file." };

    public static Option<string?> Roots() => new("--roots") { Description = "Trusted authorities in PEM, in place of the list of this build.", HelpName = "FILE" };

    public static Option<string[]> RevocationLists() => new("--crl") { Description = "A list of revoked certificates, DER or PEM. May be given several times; none is ever fetched.", HelpName = "FILE", AllowMultipleArgumentsPerToken = false };

    public static Option<int> Parallel()
    {
        var option = new Option<int>("--parallel") { Description = "Packages that are scanned at the same time; as many as there are processors when not given.", HelpName = "N", DefaultValueFactory = _ => Environment.ProcessorCount };
        option.Validators.Add(result =>
        {
            if (result.Tokens is [var token] && int.TryParse(token.Value, out var number) && number is < 1 or > 256)
            {
                result.AddError("--parallel takes a number from 1 to 256.");
            }
        });
        return option;
    }

    public static string? ExcludeEachOther(CommandResult result, Option<string?> config, Option<bool> noConfig) =>
        result.GetValue(noConfig) && result.GetValue(config) is not null ? $"{config.Name} and {noConfig.Name} exclude each other." : null;

    public static Option<string[]> FailOn()
    {
        var option = new Option<string[]>("--fail-on")
        {
            Description = "What makes the exit code 1 besides fail: a verdict (review, unknown), a severity (low, medium, high: issues of this or a higher one), an assessment (secrets, secrets:fail, ...). Several with commas. Takes the place of what the policy file says.",
            HelpName = "WORD,...",
            AllowMultipleArgumentsPerToken = false,
        };
        option.CompletionSources.Add(_ => Assay.Rules.FailCondition.Words.Select(word => new System.CommandLine.Completions.CompletionItem(word)));
        option.Validators.Add(result =>
        {
            foreach (var word in result.Tokens.SelectMany(token => token.Value.Split(',')).Where(word => !Assay.Rules.FailCondition.Words.Contains(word, StringComparer.Ordinal)))
            {
                result.AddError($"'{word}' is neither verdict, severity nor assessment{(Suggestion.Ask(word, Assay.Rules.FailCondition.Words) is { Length: > 0 } question ? question : $"; known are {string.Join(", ", Assay.Rules.FailCondition.Words)}.")}");
            }
        });
        return option;
    }

    /// <summary>Reads what <c>--fail-on</c> was given; null when it was not.</summary>
    public static Assay.Rules.FailCondition? FailCondition(string[]? words) =>
        words is { Length: > 0 } ? Assay.Rules.FailCondition.Of(words.SelectMany(word => word.Split(',')), new Dictionary<string, int>(StringComparer.Ordinal)) : null;

    /// <summary>Rejects words that look like options: the parser would take a mistyped option for one more argument.</summary>
    public static void RejectOptions(ArgumentResult result)
    {
        foreach (var token in result.Tokens)
        {
            if (token.Value is ['-', _, ..])
            {
                var names = (result.Parent as CommandResult)?.Command.Options.Select(option => option.Name) ?? [];
                result.AddError($"There is no option '{token.Value}'.{(Suggestion.Closest(token.Value, names) is [var closest, ..] ? $" Did you mean '{closest}'?" : "")}");
            }
        }
    }
}
