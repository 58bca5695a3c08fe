using Assay.Model;

namespace Assay.Rules.Tests;

public sealed class VerdictTests
{
    [Theory]
    [InlineData(AssessmentKind.Malware, AssessmentStatus.Fail, VerdictStatus.Fail)]
    [InlineData(AssessmentKind.Tampering, AssessmentStatus.Fail, VerdictStatus.Fail)]
    [InlineData(AssessmentKind.Malware, AssessmentStatus.Warning, VerdictStatus.Review)]
    [InlineData(AssessmentKind.Malware, AssessmentStatus.Pass, VerdictStatus.Pass)]
    [InlineData(AssessmentKind.Secrets, AssessmentStatus.Fail, VerdictStatus.Pass)]
    [InlineData(AssessmentKind.Hardening, AssessmentStatus.Fail, VerdictStatus.Pass)]
    public void Only_tampering_and_malware_decide(AssessmentKind assessment, AssessmentStatus status, VerdictStatus verdict) =>
        Assert.Equal(verdict, Decide(Calls(), Rules.Policy("p", "call: A::A", assessment, status)).Status);

    [Fact]
    public void Behaviors_alone_never_raise_it() =>
        Assert.Equal(VerdictStatus.Pass, Decide(Calls(), Rules.Behavior("b", "call: A::A", Risk.MaliciousOnly)).Status);

    [Fact]
    public void A_pass_says_what_was_looked_at() =>
        Assert.Equal(["No policy about tampering or malware fired."], Decide(Calls()).Reasons);

    [Theory]
    [InlineData(ProblemId.ManifestUnreadable, "p.nupkg", VerdictStatus.Unknown)]
    [InlineData(ProblemId.MetadataInvalid, "p.nupkg!a.dll", VerdictStatus.Unknown)]
    [InlineData(ProblemId.LimitSteps, "p.nupkg!readme.md", VerdictStatus.Pass)]
    [InlineData(ProblemId.ZipEncryptedEntry, "p.nupkg!secret.bin", VerdictStatus.Unknown)]
    [InlineData(ProblemId.LimitEntries, "p.nupkg", VerdictStatus.Unknown)]
    [InlineData(ProblemId.ZipUnusualFeature, "p.nupkg", VerdictStatus.Pass)]
    public void What_can_run_and_was_not_read_makes_it_unknown(ProblemId id, string artifact, VerdictStatus verdict)
    {
        var package = Calls().File("readme.md", _ => { }, kind: ArtifactKind.Documentation).Problem(id, artifact);

        Assert.Equal(verdict, Decide(package).Status);
    }

    [Fact]
    public void Fail_is_worse_than_unknown_and_unknown_is_worse_than_review()
    {
        var fail = Rules.Policy("f", "call: A::A", AssessmentKind.Malware, AssessmentStatus.Fail);
        var warning = Rules.Policy("w", "call: A::A", AssessmentKind.Malware);
        var broken = Calls().Problem(ProblemId.MetadataInvalid, "p.nupkg!a.dll");

        Assert.Equal(VerdictStatus.Unknown, Decide(broken, warning).Status);
        var verdict = Decide(broken, warning, fail);
        Assert.Equal(VerdictStatus.Fail, verdict.Status);
        Assert.Equal(["Title of f (runs on: call).", "a.dll could not be read completely (metadata-invalid).", "Title of w (runs on: call)."], verdict.Reasons);
    }

    [Theory]
    [InlineData(Surface.Call, VerdictStatus.Review)]
    [InlineData(Surface.Shipped, VerdictStatus.Review)]
    [InlineData(Surface.Call | Surface.Build, VerdictStatus.Fail)]
    [InlineData(Surface.FirstUse, VerdictStatus.Fail)]
    public void A_suspicious_chain_fails_only_where_code_runs_by_itself(Surface surface, VerdictStatus verdict)
    {
        var package = new PackageBuilder().File("a.dll", file => file.Add(FactKind.Call, "A::A", surface: surface).Add(FactKind.Call, "B::B", surface: surface));
        var policy = Rules.Policy("p", "{ all: [ call: A::A, call: B::B ], within: type }", AssessmentKind.Malware, AssessmentStatus.Fail, chain: ChainKind.Suspicious);

        Assert.Equal(verdict, Decide(package, policy).Status);
        Assert.Equal(VerdictStatus.Fail, Decide(package, policy with { Chain = ChainKind.Malicious }).Status);
    }

    [Fact]
    public void What_a_native_file_imports_is_shown_and_decides_nothing()
    {
        Rule[] rules =
        [
            Rules.Behavior("one", "any: [ call: a!one, import: a!one ]", Risk.Suspicious), Rules.Behavior("two", "any: [ call: a!two, import: a!two ]", Risk.Suspicious),
            Rules.Behavior("both", "{ count: { at-least: 2, distinct: behavior, of: { behavior: { risk: [suspicious] } } }, within: type }", Risk.Notable, chain: ChainKind.Suspicious),
            Rules.Policy("hunt", "behavior: one", AssessmentKind.Malware, AssessmentStatus.Pass), Rules.Policy("warn", "behavior: one", AssessmentKind.Malware), Rules.Policy("chain", "behavior: { chain: [suspicious] }", AssessmentKind.Malware, AssessmentStatus.Fail),
        ];
        var imports = new PackageBuilder().File("a.dll", file => file.Add(FactKind.Import, "a!one", null, null).Add(FactKind.Import, "a!two", null, null), kind: ArtifactKind.NativeImage);
        var calls = new PackageBuilder().File("a.dll", file => file.Call("a!one").Call("a!two"));

        var declared = Judge.Evaluate(imports.Build(), new RuleMatcher(Rules.Pack(rules)), JudgeOptions.Default);
        var called = Judge.Evaluate(calls.Build(), new RuleMatcher(Rules.Pack(rules)), JudgeOptions.Default);

        Assert.Equal(["one", "two"], declared.Behaviors.Select(behavior => behavior.Id));
        Assert.Equal(["hunt"], declared.Issues.Select(issue => issue.Id));
        Assert.Equal(VerdictStatus.Pass, declared.Verdict.Status);
        Assert.Equal(["both", "one", "two"], called.Behaviors.Select(behavior => behavior.Id).Order(StringComparer.Ordinal));
        Assert.Equal(VerdictStatus.Fail, called.Verdict.Status);
    }

    [Fact]
    public void Rules_that_could_not_be_evaluated_make_it_unknown()
    {
        var judgement = Judge.Evaluate(Calls().Build(), new RuleMatcher(Rules.Pack(Rules.Behavior("b", "call: A::A")), steps: 0), JudgeOptions.Default);

        Assert.True(judgement.Matches.Exhausted);
        Assert.Equal(VerdictStatus.Unknown, judgement.Verdict.Status);
    }

    [Fact]
    public void Reasons_are_never_without_end()
    {
        var package = Calls();
        for (var i = 0; i < 100; i++)
        {
            package.Problem(ProblemId.ZipEncryptedEntry, $"p.nupkg!{i}.dll");
        }

        var reasons = Decide(package).Reasons;
        Assert.Equal(20, reasons.Count);
        Assert.Equal("81 more reasons.", reasons[^1]);
    }

    private static PackageBuilder Calls() => new PackageBuilder().File("a.dll", file => file.Call("A::A"));

    private static Verdict Decide(PackageBuilder package, params Rule[] rules) =>
        Judge.Evaluate(package.Build(), new RuleMatcher(Rules.Pack(rules)), JudgeOptions.Default).Verdict;
}
