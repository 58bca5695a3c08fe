using Assay.Model;
using Assay.Rules;
using Assay.Scan;

namespace Assay.Cli;

/// <summary>Everything that a scan needs besides its packages. Read first: what is wrong with it is better known before the work than after.</summary>
internal sealed record ScanSetup(ScanOptions Options, FailCondition FailOn)
{
    public static ScanSetup Prepare(ScanRequest request, Host host)
    {
        using var stage = (request.Stages?.OfThread).Measure(Stage.RulesRead);
        var rules = RuleSource.Load(host, request.Rules);
        stage.Next(Stage.Settings);
        var policy = PolicySource.Load(host, request.Policy, rules, request.Subjects);
        stage.Next(Stage.Lists);
        var advisories = AdvisoryFileSource.Load(host, request.Advisories, request.NoAdvisories);
        var options = new ScanOptions
        {
            Rules = request.View == ReportView.Signatures ? OfSignatures(rules) : rules,
            ToolVersion = Program.Version,
            Community = request.NoCommunity ? null : CommunitySource.LoadForScan(host, request.Community),
            Identity = IdentitySource.Load(host, request.Popular, advisories?.Malicious),
            Advisories = advisories is { HasVulnerabilities: true } ? advisories : null,
            Settings = policy?.Settings ?? PolicySettings.Empty,
            Signatures = SignatureSource.Load(request.Signatures, policy?.Settings.Signatures ?? SignatureListing.Empty),
            Limits = AnalysisLimits.Default.With(policy?.Settings.Limits ?? []).With(request.Limits),
            Clock = host.Clock,
            Stages = request.Stages,
            Baseline = request.Baseline is { } baseline ? BaselineSource.Load(baseline) : null,
        };
        return new ScanSetup(options, request.FailOn ?? policy?.FailOn ?? FailCondition.Default);
    }

    // What code does is not asked for.
    private static RulePack OfSignatures(RulePack rules) => rules with { Behaviors = [], Policies = [.. rules.Policies.Where(policy => policy.Category == "signatures")] };
}
