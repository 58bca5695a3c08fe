using Assay.Fuzz.Commands;

namespace Assay.Fuzz.Tests;

public sealed class TargetArgumentTests
{
    [Theory]
    [InlineData("cms", false, "cms authenticode catalogue script-signature xml-signature")]
    [InlineData("cms", true, "cms")]
    [InlineData("feeds", true, "feed-v3 feed-v2 advisories")]
    [InlineData("feed-v2", false, "feed-v2")]
    public void A_name_means_a_group_or_apart_from_others_a_target(string name, bool apart, string targets) =>
        Assert.Equal(targets, string.Join(' ', TargetArgument.Targets([name], apart).Select(target => target.Name)));
}
