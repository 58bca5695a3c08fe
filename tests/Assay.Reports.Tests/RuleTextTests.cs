using System.Text.Json;

namespace Assay.Reports.Tests;

public sealed class RuleTextTests
{
    [Fact]
    public void A_behavior_is_explained() => GoldenFile.Check("explain-behavior-80.txt", TestConsole.Render(console => RuleExplanation.Write(RuleSample.Chain, RuleSample.Pack, console)));

    [Fact]
    public void A_policy_is_explained() => GoldenFile.Check("explain-policy-80.txt", TestConsole.Render(console => RuleExplanation.Write(RuleSample.Policy, RuleSample.Pack, console)));

    [Fact]
    public void Rules_are_listed_by_kind_and_category() => GoldenFile.Check("rules-80.txt", TestConsole.Render(console => RuleList.Write([RuleSample.Policy, RuleSample.Chain], console)));

    [Fact]
    public void Rules_are_listed_as_JSON()
    {
        var output = new MemoryStream();
        RuleList.WriteJson([RuleSample.Policy, RuleSample.Chain], output);

        using var json = JsonDocument.Parse(output.ToArray());
        Assert.Equal(["downloads-then-runs", "sends-secrets"], json.RootElement.EnumerateArray().Select(rule => rule.GetProperty("id").GetString()!));
        Assert.Equal("suspicious", json.RootElement[0].GetProperty("risk").GetString());
        Assert.Equal("high", json.RootElement[1].GetProperty("severity").GetString());
    }
}
