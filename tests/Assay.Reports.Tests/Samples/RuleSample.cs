using Assay.Model;

namespace Assay.Reports.Tests;

internal static class RuleSample
{
    public static BehaviorRule Chain { get; } = new()
    {
        Id = "downloads-then-runs", Category = "execution", Title = "Downloads a file and starts it.", Risk = Risk.Suspicious, Chain = ChainKind.Suspicious, Attack = ["T1105", "T1204.002"], Was = ["download-and-execute"],
        When = new()
        {
            Kind = ConditionKind.All, Within = Scope.Type, Surfaces = Surface.Install | Surface.Build,
            Children =
            [
                new() { Kind = ConditionKind.Any, Children = [Fact(FactKind.Call, MatchMode.Exact, "System.Net.WebClient::DownloadFile"), Fact(FactKind.Command, MatchMode.Exact, "Invoke-WebRequest", new ArgumentPredicate("OutFile", 0, new(MatchMode.Exists, [], true)))] },
                new() { Kind = ConditionKind.Any, Children = [Fact(FactKind.Process, MatchMode.Glob, "*", new ArgumentPredicate(null, 0, null) { Sequence = [new(MatchMode.Exact, ["/c"], true), new(MatchMode.Prefix, ["start"], true)] }), new() { Kind = ConditionKind.Behavior, Behavior = new BehaviorPredicate { Ids = ["starts-process"] } }] },
                new() { Kind = ConditionKind.Not, Children = [Fact(FactKind.Call, MatchMode.Prefix, "System.Security.Cryptography.")] },
                new() { Kind = ConditionKind.Count, AtLeast = 2, Children = [Fact(FactKind.Url, MatchMode.Regex, "https?://[0-9.]+/")] },
            ],
        },
    };

    public static PolicyRule Policy { get; } = new()
    {
        Id = "sends-secrets", Category = "threats", Title = "Secrets are sent over the network", Problem = "Content of a secret store reaches a network call.", Severity = Severity.High, Priority = 0, Effort = Effort.Medium,
        Assessment = AssessmentKind.Malware, Status = AssessmentStatus.Fail, Chain = ChainKind.Malicious, Attack = ["T1041"], Cwe = ["CWE-506"], Aka = ["TH15103"],
        NextSteps = [new(NextStepKind.Stop, "Do not use the package."), new(NextStepKind.Investigate, "Change the secrets of machines that ran it.")],
        When = new() { Kind = ConditionKind.Flow, Within = Scope.Method, Children = [Fact(FactKind.Call, MatchMode.Exact, "System.IO.File::ReadAllText", new ArgumentPredicate(null, 0, new(MatchMode.Contains, [".ssh", ".aws"], true))), Fact(FactKind.Call, MatchMode.Exact, "System.Net.Http.HttpClient::PostAsync")] },
    };

    public static RulePack Pack { get; } = new()
    {
        Version = "1", AttackVersion = "19.2", Behaviors = [Chain], Policies = [Policy],
        AttackNames = new Dictionary<string, string>(StringComparer.Ordinal) { ["T1105"] = "Ingress Tool Transfer", ["T1204.002"] = "User Execution: Malicious File", ["T1041"] = "Exfiltration Over C2 Channel" },
    };

    private static Condition Fact(FactKind kind, MatchMode mode, string value, params ArgumentPredicate[] arguments) =>
        new() { Kind = ConditionKind.Fact, Fact = new(kind, new(mode, [value], true)) { Arguments = arguments } };
}
