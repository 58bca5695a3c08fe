using Assay.Framework;

namespace Assay.Framework.Tests;

public sealed class TypeSpellingTests
{
    [Theory]
    [InlineData("System.Collections.Generic.List`1<System.String>[]", "System.Collections.Generic.List`1")]
    [InlineData("System.Byte[]", "System.Byte")]
    [InlineData("System.Byte*", "System.Byte")]
    public void The_definition_has_neither_arguments_nor_brackets(string spelling, string definition) => Assert.Equal(definition, TypeSpelling.Definition(spelling));

    [Fact]
    public void Arguments_are_split_outside_of_nested_ones()
    {
        Assert.Equal(["System.String", "System.Func`2<System.Int32,System.Int32>"], TypeSpelling.Arguments("System.Collections.Generic.Dictionary`2<System.String,System.Func`2<System.Int32,System.Int32>>"));
    }

    [Fact]
    public void Type_parameters_are_replaced_and_unknown_ones_stay_unknown()
    {
        Assert.Equal("A`3<System.String,B,?>", TypeSpelling.Substitute("A`3<!0,!!0,!!1>", ["System.String"], ["B"]));
    }
}
