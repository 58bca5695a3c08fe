using System.CommandLine;
using Assay.Packages;

namespace Assay.Cli;

/// <summary>The options of commands that judge packages: where these come from, what they are judged by, what fails, how much is said.</summary>
internal sealed class JudgingOptions
{
    private readonly Option<string[]> _output;
    private readonly Option<string?> _from = SharedOptions.From();
    private readonly Option<bool> _offline = SharedOptions.Offline();
    private readonly Option<string?> _rules = SharedOptions.Rules();
    private readonly Option<string?> _community = SharedOptions.Snapshot();
    private readonly Option<bool> _noCommunity = SharedOptions.NoCommunity();
    private readonly Option<string?> _popular = SharedOptions.Popular();
    private readonly Option<string?> _advisories = SharedOptions.Advisories();
    private readonly Option<bool> _noAdvisories = SharedOptions.NoAdvisories();
    private readonly Option<string?> _roots = SharedOptions.Roots();
    private readonly Option<string[]> _revocationLists = SharedOptions.RevocationLists();
    private readonly Option<string?> _config = SharedOptions.Config();
    private readonly Option<bool> _noConfig = SharedOptions.NoConfig();
    private readonly Option<string[]> _limits = SharedOptions.Limit();
    private readonly Option<string?> _baseline = SharedOptions.Baseline();
    private readonly Option<string[]> _failOn = SharedOptions.FailOn();
    private readonly Option<bool> _all;
    private readonly Option<bool> _quiet;
    private readonly Option<bool> _noColor = SharedOptions.NoColor();
    private readonly Option<int> _parallel = SharedOptions.Parallel();

    /// <summary>Describes the options whose meaning depends on the command.</summary>
    /// <param name="output">What <c>--output</c> writes.</param>
    /// <param name="all">What <c>--all</c> adds.</param>
    /// <param name="quiet">What <c>--quiet</c> leaves.</param>
    public JudgingOptions(string output, string all, string quiet)
    {
        _output = new("--output", "-o") { Description = output, HelpName = "FORMAT=PATH", AllowMultipleArgumentsPerToken = false };
        _all = new("--all") { Description = all };
        _quiet = new("--quiet", "-q") { Description = quiet };
        _output.Validators.Add(result =>
        {
            foreach (var error in result.Tokens.Select(token => SharedOptions.ParseOutput(token.Value).Error).OfType<string>())
            {
                result.AddError(error);
            }
        });
    }

    /// <summary>Ends with 0 whatever the verdicts are.</summary>
    public Option<bool> ExitZero { get; } = SharedOptions.ExitZero();

    /// <summary>Gives a command these options, with its own behind the form of its output.</summary>
    public void AddTo(Command command, Option<string> format, params IEnumerable<Option> own)
    {
        IEnumerable<Option> options =
        [
            _output, format, .. own, _from, _offline, _rules, _community, _noCommunity, _popular, _advisories, _noAdvisories, _roots, _revocationLists, _config, _noConfig, _limits, _baseline, _failOn, ExitZero, _all, _quiet, _noColor, _parallel,
        ];
        foreach (var option in options)
        {
            command.Options.Add(option);
        }

        command.Validators.Add(result =>
        {
            foreach (var error in new[] { SharedOptions.ExcludeEachOther(result, _config, _noConfig), SharedOptions.ExcludeEachOther(result, _community, _noCommunity), SharedOptions.ExcludeEachOther(result, _advisories, _noAdvisories) }.OfType<string>())
            {
                result.AddError(error);
            }
        });
    }

    /// <summary>Reads them.</summary>
    public ScanRequest Read(ParseResult parsed, IReadOnlyList<string> subjects) => new()
    {
        Subjects = subjects,
        Source = new SubjectOptions(parsed.GetValue(_from), parsed.GetValue(_offline), GlobalPackagesFolder: null),
        Outputs = [.. (parsed.GetValue(_output) ?? []).Select(text => SharedOptions.ParseOutput(text).Request!)],
        Rules = parsed.GetValue(_rules),
        Community = parsed.GetValue(_community),
        NoCommunity = parsed.GetValue(_noCommunity),
        Popular = parsed.GetValue(_popular),
        Advisories = parsed.GetValue(_advisories),
        NoAdvisories = parsed.GetValue(_noAdvisories),
        Policy = new PolicyOptions(parsed.GetValue(_config), parsed.GetValue(_noConfig)),
        Limits = [.. (parsed.GetValue(_limits) ?? []).Select(text => SharedOptions.ParseLimit(text).Value!)],
        Baseline = parsed.GetValue(_baseline),
        Signatures = new SignatureOptions(parsed.GetValue(_roots), parsed.GetValue(_revocationLists) ?? []),
        FailOn = SharedOptions.FailCondition(parsed.GetValue(_failOn)),
        All = parsed.GetValue(_all),
        Quiet = parsed.GetValue(_quiet),
        NoColor = parsed.GetValue(_noColor),
        Parallel = parsed.GetValue(_parallel),
    };
}
