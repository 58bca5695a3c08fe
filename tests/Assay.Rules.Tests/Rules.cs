using Assay.Model;

namespace Assay.Rules.Tests;

/// <summary>Makes rules of condition text, so that tests show what rule authors write.</summary>
internal static class Rules
{
    /// <summary>Reads a condition as it stands under <c>when:</c>; fails for anything the reader reports.</summary>
    public static Condition Condition(string yaml)
    {
        var diagnostics = new List<RuleDiagnostic>();
        var file = new YamlFile("test.yml", diagnostics);
        var condition = new ConditionReader(file).Read(file.Load(yaml)!);
        Assert.Empty(diagnostics);
        return condition!;
    }

    public static BehaviorRule Behavior(string id, string when, Risk risk = Risk.Benign, string category = "network", ChainKind chain = ChainKind.None, RuleStage stage = RuleStage.Stable) =>
        new() { Id = id, Category = category, Title = $"Does {id}.", When = Condition(when), Risk = risk, Chain = chain, Stage = stage };

    public static PolicyRule Policy(string id, string when, AssessmentKind assessment = AssessmentKind.Hardening, AssessmentStatus status = AssessmentStatus.Warning,
        int priority = 2, bool subjectPackage = false, ChainKind chain = ChainKind.None, RuleStage stage = RuleStage.Stable) => new()
        {
            Id = id,
            Category = "hunting",
            Title = $"Title of {id}",
            When = Condition(when),
            Problem = "Problem.",
            NextSteps = [new NextStep(NextStepKind.Fix, "Fix it.")],
            Severity = Severity.Low,
            Priority = priority,
            Effort = Effort.Low,
            Assessment = assessment,
            Status = status,
            SubjectPackage = subjectPackage,
            Chain = chain,
            Stage = stage,
        };

    public static RulePack Pack(params Rule[] rules) => RulePackCompiler.Compile(rules, null);
}
