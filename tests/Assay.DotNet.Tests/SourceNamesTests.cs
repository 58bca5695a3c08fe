using Assay.DotNet.Folding;
using Assay.DotNet.Metadata;

namespace Assay.DotNet.Tests;

public sealed class SourceNamesTests
{
    [Theory]
    [InlineData("<Connect>d__12", "Connect")]
    [InlineData("<Run>b__3_0", "Run")]
    [InlineData("<<Run>g__Local|5_0>d", "Run")]
    [InlineData("VB$StateMachine_5_Connect", "Connect")]
    [InlineData("<>c__DisplayClass1_0", null)]
    [InlineData("Plain", null)]
    public void The_method_behind_a_generated_name_is_found(string name, string? method) => Assert.Equal(method, SourceNames.MethodBehind(name));
}
