using Assay.Model;

namespace Assay.Rules.Tests;

public sealed class SuppressionTests
{
    private static readonly DateOnly Today = new(2026, 12, 1);
    private static readonly PolicyRule Bad = Rules.Policy("bad", "call: A::A", AssessmentKind.Malware, AssessmentStatus.Fail);

    [Fact]
    public void A_suppressed_issue_stays_in_the_report_and_decides_nothing()
    {
        var judgement = Judged(Package(), Settings(Suppression()));

        var issue = Assert.Single(judgement.Issues);
        Assert.True(issue.IsSuppressed());
        Assert.Equal(new SuppressionSource(SuppressionKind.Suppression, "assay.yaml", 7, "Known.", "platform", "2026-12-31"), Assert.Single(issue.Suppressed!.By));
        Assert.Equal(VerdictStatus.Pass, judgement.Verdict.Status);
        Assert.Equal(["No policy about tampering or malware fired that is not suppressed.", "Suppressed by assay.yaml: 1 finding about tampering or malware, as a whole or in part (bad)."], judgement.Verdict.Reasons);
        Assert.Equal(new Assessment(AssessmentStatus.Pass, "No issues, 1 suppressed", 0), judgement.Assessments.Malware);
        Assert.Equal((1, 0), (judgement.Suppressed!.Issues, judgement.Suppressed.Places));
    }

    [Theory]
    [InlineData("pkg:nuget/P@[1.0,2.0)", VerdictStatus.Pass)]
    [InlineData("pkg:nuget/P@[2.0,3.0)", VerdictStatus.Fail)]
    [InlineData("pkg:nuget/Q", VerdictStatus.Fail)]
    [InlineData("pkg:psgallery/P", VerdictStatus.Fail)]
    [InlineData("*", VerdictStatus.Pass)]
    public void It_holds_for_the_packages_that_it_names(string package, VerdictStatus verdict) =>
        Assert.Equal(verdict, Judged(Package(), Settings(Suppression() with { Package = PackagePattern.Parse(package, out _)! })).Verdict.Status);

    [Fact]
    public void Of_an_issue_in_several_files_the_others_are_judged()
    {
        var package = Package().File("tools/b.dll", file => file.Call("A::A").Call("A::A"));

        var judgement = Judged(package, Settings(Suppression() with { Path = "tools/**" }));

        var issue = Assert.Single(judgement.Issues);
        Assert.False(issue.IsSuppressed());
        Assert.Equal((false, 2), (issue.Suppressed!.Complete, issue.Suppressed.Places));
        Assert.Equal((1, 1), (issue.Count, issue.EvidenceTotal));
        Assert.Equal("lib/a.dll", Assert.Single(issue.Evidence).Artifact);
        Assert.Equal(VerdictStatus.Fail, judgement.Verdict.Status);
        Assert.Contains(judgement.Verdict.Reasons, reason => reason.StartsWith("Suppressed by assay.yaml: 1 finding", StringComparison.Ordinal));
        Assert.Equal((0, 2), (judgement.Suppressed!.Issues, judgement.Suppressed.Places));
        Assert.Equal(Assert.Single(Judged(package, PolicySettings.Empty).Issues).Fingerprint, issue.Fingerprint);
    }

    [Fact]
    public void Once_it_has_expired_the_issue_counts_again_and_names_it()
    {
        var judgement = Judged(Package(), Settings(Suppression() with { Expires = Today.AddDays(-1) }));

        var issue = Assert.Single(judgement.Issues);
        Assert.False(issue.IsSuppressed());
        Assert.Empty(issue.Suppressed!.By);
        Assert.Equal("2026-11-30", Assert.Single(issue.Suppressed.Expired).Expires);
        Assert.Equal(VerdictStatus.Fail, judgement.Verdict.Status);
        Assert.Equal(VerdictStatus.Pass, Judged(Package(), Settings(Suppression() with { Expires = Today })).Verdict.Status);
    }

    [Fact]
    public void What_could_not_be_read_stays_unknown_whatever_is_suppressed_or_off()
    {
        var broken = Package().Problem(ProblemId.MetadataInvalid, "p.nupkg!lib/a.dll");

        Assert.Equal(VerdictStatus.Unknown, Judged(broken, Settings(Suppression())).Verdict.Status);
        Assert.Equal(VerdictStatus.Unknown, Judged(broken, Off("bad")).Verdict.Status);
        Assert.Equal(AssessmentStatus.NotChecked, Judged(broken, Settings(Suppression())).Assessments.Malware.Status);
    }

    [Fact]
    public void A_rule_that_is_off_is_counted_and_decides_nothing()
    {
        var judgement = Judged(Package(), Off("bad", "does-b"), Rules.Behavior("does-b", "call: A::A"), Rules.Behavior("does-c", "call: A::A"));

        Assert.Equal(SuppressionKind.Off, Assert.Single(Assert.Single(judgement.Issues).Suppressed!.By).Kind);
        Assert.Equal("does-c", Assert.Single(judgement.Behaviors).Id);
        Assert.Equal(["does-b"], judgement.Suppressed!.Behaviors);
        Assert.Equal(VerdictStatus.Pass, judgement.Verdict.Status);

        // Nobody looks for malware once its only policy is off.
        Assert.Equal(new Assessment(AssessmentStatus.NotChecked, "Not checked, 1 suppressed", 0), judgement.Assessments.Malware);
    }

    [Fact]
    public void A_policy_that_rests_on_a_behavior_that_is_off_still_fires()
    {
        var policy = Rules.Policy("rests", "behavior: does-b", AssessmentKind.Malware, AssessmentStatus.Fail);

        Assert.Equal(VerdictStatus.Fail, Judged(Package(), Off("does-b"), Rules.Behavior("does-b", "call: A::A"), policy).Verdict.Status);
    }

    [Fact]
    public void A_severity_takes_the_place_of_the_rules_own()
    {
        var settings = Settings() with { Rules = new Dictionary<string, RuleSetting>(StringComparer.Ordinal) { ["bad"] = new(false, Severity.High, null, 3) } };

        Assert.Equal(Severity.High, Assert.Single(Judged(Package(), settings).Issues).Severity);
        Assert.Equal(Severity.Low, Assert.Single(Judged(Package(), PolicySettings.Empty).Issues).Severity);
    }

    [Fact]
    public void An_issue_about_what_is_absent_lies_in_the_manifest()
    {
        var absent = Rules.Policy("absent", "not: { metadata: repository.url }", subjectPackage: true);
        var package = new PackageBuilder().File("P.nuspec", _ => { }, kind: ArtifactKind.Nuspec);

        Assert.True(Assert.Single(Judged(package, Settings(Suppression() with { Rule = "absent", Path = "*.nuspec" }), absent).Issues).IsSuppressed());
        Assert.False(Assert.Single(Judged(package, Settings(Suppression() with { Rule = "absent", Path = "lib/**" }), absent).Issues).IsSuppressed());
    }

    [Fact]
    public void A_baseline_tells_new_from_unchanged_and_names_what_is_gone()
    {
        var known = Assert.Single(Judged(Package(), PolicySettings.Empty).Issues);
        var baseline = new Baseline(new InputFile("known.json", ""), new Dictionary<string, IReadOnlyDictionary<string, string>>(StringComparer.Ordinal)
        {
            ["pkg:nuget/p"] = new Dictionary<string, string>(StringComparer.Ordinal) { [known.Fingerprint] = "bad", ["00"] = "gone" },
            ["pkg:nuget/q"] = new Dictionary<string, string>(StringComparer.Ordinal) { ["11"] = "elsewhere" },
        });
        var options = JudgeOptions.Default with { Baseline = baseline };
        var warning = Rules.Policy("later", "call: C::C", AssessmentKind.Tampering);

        var same = Judge.Evaluate(Package().Build(), new RuleMatcher(Rules.Pack(Bad, warning)), options);
        var more = Judge.Evaluate(Package().File("lib/c.dll", file => file.Call("C::C")).Build(), new RuleMatcher(Rules.Pack(Bad, warning)), options);

        Assert.Equal(BaselineState.Unchanged, Assert.Single(same.Issues).Baseline);
        Assert.Equal((VerdictStatus.Fail, VerdictStatus.Pass), (same.Verdict.Status, same.Verdict.SinceBaseline!.Value));
        Assert.Equal(new BaselineIssue("gone", "00", BaselineState.Absent), Assert.Single(same.Baseline!.Absent));
        Assert.Equal(BaselineState.New, more.Issues.Single(issue => issue.Id == "later").Baseline);
        Assert.Equal((VerdictStatus.Fail, VerdictStatus.Review), (more.Verdict.Status, more.Verdict.SinceBaseline!.Value));
        Assert.Equal((1, 1), (more.Baseline!.New, more.Baseline.Unchanged));
    }

    private static PackageBuilder Package() => new PackageBuilder().File("lib/a.dll", file => file.Call("A::A"));

    private static Suppression Suppression() => new("bad", PackagePattern.Parse("pkg:nuget/P", out _)!, null, "Known.", "platform", new DateOnly(2026, 12, 31), 7);

    private static PolicySettings Settings(params Suppression[] suppressions) => new() { File = new InputFile("assay.yaml", new string('0', 64)), Suppressions = suppressions };

    private static PolicySettings Off(params string[] rules) => Settings() with { Rules = rules.ToDictionary(rule => rule, _ => new RuleSetting(true, null, "Not here.", 3), StringComparer.Ordinal) };

    private static Judgement Judged(PackageBuilder package, PolicySettings settings, params Rule[] rules) =>
        Judge.Evaluate(package.Build(), new RuleMatcher(Rules.Pack([Bad, .. rules])), JudgeOptions.Default with { Settings = settings, Today = Today });
}
