using Assay.Model;

namespace Assay.Rules.Tests;

/// <summary>What <c>--fail-on-new</c> takes for new.</summary>
public sealed class NewConditionTests
{
    private static readonly VersionChanges Nothing = new()
    {
        Step = "patch",
        Comparability = new(ComparabilityStatus.Complete, true, true, []),
        Verdict = new(VerdictStatus.Pass, VerdictStatus.Pass, []),
        Origin = [],
        Behaviors = new([], [], []),
        Issues = new([], [], []),
        Surfaces = [],
        Hosts = new([], 0, [], 0),
        Dependencies = new([], [], []),
        Files = new([], [], [], [], new(0, 0, 0, 0), 1, []),
        Api = ApiChanges.None,
        Sizes = [],
    };

    [Fact]
    public void Where_nothing_differs_no_word_holds() => Assert.All(NewCondition.All, word => Assert.False(Holds(Nothing, word), word));

    [Fact]
    public void The_verdict_fail_always_holds() => Assert.True(NewCondition.Default.Holds(Comparison(Nothing) with { After = Package(VerdictStatus.Fail) }));

    [Theory]
    [InlineData(VerdictStatus.Pass, VerdictStatus.Review, true)]
    [InlineData(VerdictStatus.Review, VerdictStatus.Unknown, true)]
    [InlineData(VerdictStatus.Review, VerdictStatus.Pass, false)]
    [InlineData(VerdictStatus.Review, VerdictStatus.Review, false)]
    public void A_worse_verdict_holds(VerdictStatus before, VerdictStatus after, bool holds) => Assert.Equal(holds, Holds(Nothing with { Verdict = new(before, after, []) }, "verdict"));

    [Theory]
    [InlineData("author-signature", "Contoso", "", true)]
    [InlineData("author-signature", "", "Contoso", false)]
    [InlineData("code-signature", "Contoso", "Fabrikam", true)]
    [InlineData("unsigned-code", "none", "some", true)]
    [InlineData("repository-owners", "contoso", "stranger", true)]
    [InlineData("authors", "A", "B", false)]
    [InlineData("license", "MIT", "GPL-3.0-only", false)]
    public void Another_signer_or_owner_holds(string what, string before, string after, bool holds) =>
        Assert.Equal(holds, Holds(Nothing with { Origin = [new(what, before.Length == 0 ? [] : [before], after.Length == 0 ? [] : [after])] }, "signer"));

    [Theory]
    [InlineData(Risk.Suspicious, "behaviors", true)]
    [InlineData(Risk.Notable, "behaviors", false)]
    [InlineData(Risk.Notable, "behaviors:notable", true)]
    [InlineData(Risk.Benign, "behaviors:notable", false)]
    [InlineData(Risk.MaliciousOnly, "behaviors:suspicious", true)]
    [InlineData(Risk.Suspicious, "behaviors:malicious-only", false)]
    [InlineData(Risk.Benign, "behaviors:benign", true)]
    public void Behaviors_count_from_a_risk_on(Risk risk, string word, bool holds)
    {
        var behavior = new ChangedBehavior { Id = "a", Title = "A.", Category = "file", Risk = risk, SurfacesBefore = [], SurfacesAfter = ["call"], Evidence = [], EvidenceTotal = 1, Prevalence = Prevalence.NoSnapshot };

        Assert.Equal(holds, Holds(Nothing with { Behaviors = new([behavior], [], []) }, word));
        Assert.Equal(holds, Holds(Nothing with { Behaviors = new([], [], [behavior]) }, word));
        Assert.False(Holds(Nothing with { Behaviors = new([], [behavior], []) }, word));
    }

    [Theory]
    [InlineData(Severity.Low, "issues", true)]
    [InlineData(Severity.Low, "issues:medium", false)]
    [InlineData(Severity.High, "issues:medium", true)]
    public void Issues_count_from_a_severity_on(Severity severity, string word, bool holds)
    {
        var issue = new ChangedIssue { Id = "a", Title = "A", Category = "hunting", Assessment = AssessmentKind.Tampering, StatusBefore = null, StatusAfter = AssessmentStatus.Pass, Severity = severity, Priority = 1, Evidence = [], EvidenceTotal = 1 };

        Assert.Equal(holds, Holds(Nothing with { Issues = new([issue], [], []) }, word));
        Assert.False(Holds(Nothing with { Issues = new([], [issue], []) }, word));
    }

    [Fact]
    public void Surfaces_hosts_and_dependencies_hold_when_they_are_new()
    {
        var surface = Nothing with { Surfaces = [new("build", true, [], 1)] };

        Assert.True(Holds(surface, "surfaces"));
        Assert.True(Holds(surface, "surfaces:build"));
        Assert.False(Holds(surface, "surfaces:load"));
        Assert.True(Holds(Nothing with { Hosts = new([], 1, [], 0) }, "hosts"));
        Assert.False(Holds(Nothing with { Hosts = new([], 0, [], 1) }, "hosts"));
        Assert.True(Holds(Nothing with { Dependencies = new([new("A", "package", [], ["1.0.0"])], [], []) }, "dependencies"));
        Assert.False(Holds(Nothing with { Dependencies = new([], [new("A", "package", ["1.0.0"], [])], []) }, "dependencies"));
    }

    private static bool Holds(VersionChanges changes, string word) => new NewCondition([word]).Holds(Comparison(changes));

    private static VersionComparison Comparison(VersionChanges changes) => new()
    {
        Tool = new("assay", "test"),
        Inputs = new(new("test", "", "19.2"), null, null, [], [], null),
        Before = Package(VerdictStatus.Pass),
        After = Package(VerdictStatus.Pass),
        Changes = changes,
    };

    private static ComparedPackage Package(VerdictStatus verdict) => new() { Purl = null, Community = null, Id = "Sample", Version = "1.0.0", Sha256 = "", Verdict = verdict };
}
