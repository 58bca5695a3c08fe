using System.Text;
using Assay.Model;

namespace Assay.Rules.Tests;

public sealed class PolicyFileTests
{
    private static readonly RulePack Pack = Rules.Pack(
        Rules.Policy("weak-lock", "call: A::A") with { Was = ["bad-lock"] },
        Rules.Policy("known-bad", "call: B::B", AssessmentKind.Malware, AssessmentStatus.Fail),
        Rules.Behavior("opens-lock", "call: A::A"));

    [Fact]
    public void Every_setting_is_read_with_its_line()
    {
        var file = Read("""
            version: 1
            fail-on: [review, high, "secrets:fail"]
            thresholds: { medium: 3 }
            rules:
              weak-lock: high
              opens-lock: off
            hosts: { allow: "*.example.com", deny: [files.example] }
            licenses: { allow: [MIT], warn: [LGPL-3.0-only], deny: [weak-copyleft] }
            packages: { deny: ["pkg:nuget/Fabrikam.*"] }
            suppressions:
              - rule: known-bad
                package: pkg:nuget/P@[1.0,2.0)
                path: lib/**
                reason: A test double.
                owner: platform
                expires: 2027-01-31
            """);

        var settings = file.Settings;
        Assert.Equal("assay.yaml", settings.File!.File);
        Assert.Equal(64, settings.File.Sha256.Length);
        Assert.Equal(["review"], file.FailOn!.VerdictWords);
        Assert.Equal(3, file.FailOn.Limits["medium"]);
        Assert.Equal(0, file.FailOn.Limits["secrets:fail"]);
        Assert.Equal(new RuleSetting(false, Severity.High, null, 5), settings.Rules["weak-lock"]);
        Assert.Equal(new RuleSetting(true, null, null, 6), settings.Rules["opens-lock"]);
        Assert.Equal(["*.example.com"], settings.Hosts.Allow);
        Assert.Equal(["weak-copyleft"], settings.Licenses.Deny);
        Assert.Equal("pkg:nuget/Fabrikam.*", Assert.Single(settings.Packages.Deny).Text);
        var suppression = Assert.Single(settings.Suppressions);
        Assert.Equal(("known-bad", "lib/**", "A test double.", "platform", new DateOnly(2027, 1, 31), 11),
            (suppression.Rule, suppression.Path, suppression.Reason, suppression.Owner, suppression.Expires, suppression.Line));
        Assert.Equal([2, 2, 2, 3, 5, 6, 7, 7, 8, 8, 8, 9, 11], file.Values.Select(value => value.Line));
    }

    [Theory]
    [InlineData("")]
    [InlineData("# nothing but a comment\n\n")]
    [InlineData("\uFEFFversion: 1\n")]
    public void A_file_that_asks_for_nothing_changes_nothing(string text)
    {
        var file = Read(text);
        Assert.Null(file.FailOn);
        Assert.Empty(file.Settings.Rules);
    }

    [Fact]
    public void A_former_id_stands_for_the_rule() => Assert.Contains("weak-lock", Read("rules: { bad-lock: off }").Settings.Rules.Keys);

    [Theory]
    [InlineData("suppresions: []", 1, 1, "did you mean 'suppressions'?")]
    [InlineData("rules:\n  weak-lok: off", 2, 3, "There is no rule 'weak-lok'; did you mean 'weak-lock'?")]
    [InlineData("rules:\n  zzzzzzzz: off", 2, 3, "see 'assay rules list'")]
    [InlineData("rules:\n  weak-lock: hihg", 2, 14, "did you mean 'high'?")]
    [InlineData("rules:\n  weak-lock: { sevrity: off }", 2, 16, "did you mean 'severity'?")]
    [InlineData("rules:\n  weak-lock: { reason: x }", 2, 14, "have no 'severity'")]
    [InlineData("rules:\n  weak-lock: off\n  bad-lock: high", 3, 3, "'weak-lock' is set twice")]
    [InlineData("rules:\n  opens-lock: high", 2, 15, "is a behavior and has no severity")]
    [InlineData("rules: off", 1, 8, "must be a mapping")]
    [InlineData("fail-on: hihg", 1, 10, "did you mean 'high'?")]
    [InlineData("fail-on: [review,\n  secretz]", 2, 3, "did you mean 'secrets'")]
    [InlineData("thresholds: { review: 1 }", 1, 15, "neither verdict")]
    [InlineData("thresholds: { high: -1 }", 1, 21, "from 0")]
    [InlineData("version: 2", 1, 10, "from 1 to 1")]
    [InlineData("hosts: { deny: ['https://a.example'] }", 1, 17, "is no host")]
    [InlineData("hosts: { dny: [] }", 1, 10, "did you mean 'deny'?")]
    [InlineData("signatures: { deny: [abc] }", 1, 22, "is no certificate")]
    [InlineData("licenses: { deny: ['GPL v3'] }", 1, 20, "is no SPDX id")]
    [InlineData("licenses: { deny: [strong-copyleff] }", 1, 20, "did you mean 'strong-copyleft'?")]
    [InlineData("packages: { deny: [Fabrikam] }", 1, 20, "is no package")]
    [InlineData("suppressions: [{ rule: opens-lock }]", 1, 24, "suppress the policy that rests on it")]
    [InlineData("suppressions:\n- rule: weak-lock\n  expires: 31.1.2027", 3, 12, "write yyyy-MM-dd")]
    [InlineData("suppressions:\n- rule: weak-lock\n  package: x", 3, 12, "is no package")]
    [InlineData("suppressions:\n- { rule: weak-lock, package: '*', owner: o, expires: 2027-01-01 }", 2, 3, "has no 'reason'")]
    [InlineData("suppressions:\n- { rule: weak-lock, package: '*', reason: r, expires: 2027-01-01 }", 2, 3, "has no 'owner'")]
    [InlineData("suppressions:\n- { rule: weak-lock, package: '*', reason: r, owner: o }", 2, 3, "has no 'expires'")]
    [InlineData("suppressions:\n- { rule: weak-lock, package: '*', reason: '  ', owner: o, expires: 2027-01-01 }", 2, 44, "must say something")]
    [InlineData("- a", 1, 1, "one mapping")]
    [InlineData("a: [", 2, 1, "not valid YAML")]
    [InlineData("%YAML 1.2\n---\nversion: 1", 1, 1, "directives")]
    [InlineData("version: 1\n...\n%YAEL !8", 1, 1, "directives")]
    [InlineData("version: 1\nversion: 1", 2, 1, "not valid YAML")]
    [InlineData("hosts: &h { deny: [a.example] }\nlicenses: *h", 2, 11, "Aliases")]
    [InlineData("rules: !!map [x]", 1, 8, "must be a mapping")]
    public void What_is_wrong_is_said_with_line_and_column(string text, int line, int column, string said)
    {
        var result = PolicyFileReader.Read("assay.yaml", Encoding.UTF8.GetBytes(text), Pack);

        Assert.Null(result.File);
        Assert.Contains(result.Diagnostics, diagnostic => (diagnostic.Line, diagnostic.Column) == (line, column) && diagnostic.Message.Contains(said, StringComparison.Ordinal));
    }

    [Fact]
    public void An_expired_suppression_is_a_warning_of_its_own()
    {
        var file = Read("suppressions:\n- { rule: weak-lock, package: '*', reason: r, owner: platform, expires: 2026-11-30 }");

        Assert.Empty(file.Expired(new DateOnly(2026, 11, 30)));
        var warning = Assert.Single(file.Expired(new DateOnly(2026, 12, 1)));
        Assert.Equal((2, false), (warning.Line, warning.IsError));
        Assert.Contains("expired on 2026-11-30", warning.Message, StringComparison.Ordinal);
        Assert.Contains("platform answers for it", warning.Message, StringComparison.Ordinal);
    }

    private static PolicyFile Read(string text)
    {
        var result = PolicyFileReader.Read("assay.yaml", Encoding.UTF8.GetBytes(text), Pack);
        Assert.Empty(result.Diagnostics);
        return result.File!;
    }
}
