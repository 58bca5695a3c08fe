using Assay.Model;

namespace Assay.Rules.Tests;

public sealed class MemberFilterTests
{
    private static readonly string[] Parts =
    [
        "System.IO.File", "system.io.file", "N.C", "N.WebhookClient", "N.C+Nested", "Delete", "Execute", "ExecuteAsync", "SendWebhook", "get_Password", "a", "Ab", "File",
    ];

    [Theory]
    [InlineData(MatchMode.Exact, "System.IO.File::Delete")]
    [InlineData(MatchMode.Exact, "Execute")]
    [InlineData(MatchMode.Prefix, "System.IO.File::")]
    [InlineData(MatchMode.Prefix, "System.IO.F")]
    [InlineData(MatchMode.Prefix, "System.IO.File::Del")]
    [InlineData(MatchMode.Prefix, "N.C:")]
    [InlineData(MatchMode.Suffix, "::Execute")]
    [InlineData(MatchMode.Suffix, "Password")]
    [InlineData(MatchMode.Suffix, "C::Execute")]
    [InlineData(MatchMode.Suffix, ":Execute")]
    [InlineData(MatchMode.Contains, "ebhook")]
    [InlineData(MatchMode.Contains, "Client::Send")]
    [InlineData(MatchMode.Contains, "t::S")]
    [InlineData(MatchMode.Glob, "*Webhook*::*")]
    [InlineData(MatchMode.Glob, "N.*::Ex*")]
    [InlineData(MatchMode.Glob, "*::a")]
    public void What_a_test_holds_for_passes(MatchMode mode, string value)
    {
        foreach (var ignoreCase in new[] { false, true })
        {
            var match = new TextMatch(mode, [value], ignoreCase);
            var filter = new MemberFilter([match]);
            var test = new TextTest(match);
            foreach (var type in Parts)
            {
                Assert.True(filter.PassesName(type) || !test.Holds(type, null), $"{value}: {type}");
                foreach (var member in Parts)
                {
                    Assert.True(filter.PassesType(type) || filter.PassesMember(member) || !test.Holds($"{type}::{member}", null), $"{value}: {type}::{member}");
                }
            }
        }
    }

    [Fact]
    public void What_no_test_can_hold_for_does_not_pass()
    {
        var filter = new MemberFilter([new TextMatch(MatchMode.Exact, ["System.IO.File::Delete"], false), new TextMatch(MatchMode.Glob, ["*Webhook*::*"], false), new TextMatch(MatchMode.Exists, [], false)]);

        Assert.False(filter.PassesType("N.C"));
        Assert.False(filter.PassesMember("Delete"));
        Assert.False(filter.PassesName("Delete"));
    }
}
