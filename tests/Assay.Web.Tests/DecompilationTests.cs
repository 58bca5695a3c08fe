using Assay.TestInputs;
using Assay.Web.Reports.Opening;

namespace Assay.Web.Tests;

public sealed class DecompilationTests
{
    private static readonly byte[] Image = CSharpSample.Compile("""
        namespace N
        {
            public class Outer<T>
            {
                public static int Twice(int x) { return x + x; }
                public static int Twice(int x, int y) { return x + y; }
                public class Inner { public void Go(string[] names) { System.Array.ForEach(names, name => System.Console.WriteLine(name)); } }
            }
        }
        """);

    [Fact]
    public void Overloads_stand_together_and_none_of_them_is_marked()
    {
        var code = Decompilation.Show(Image, "a.dll", new CodePlace("N.Outer`1", "Twice", null, 2));

        Assert.Equal(CodeForm.CSharp, code.Form);
        Assert.Contains("Twice(int x)", code.Text, StringComparison.Ordinal);
        Assert.Contains("Twice(int x, int y)", code.Text, StringComparison.Ordinal);
        Assert.Empty(code.Marked);
    }

    [Fact]
    public void Methods_of_nested_types_are_found_with_what_the_compiler_made_of_them()
    {
        var code = Decompilation.Show(Image, "a.dll", new CodePlace("N.Outer`1", "Inner.Go", "N.Outer`1+Inner+<>c::<Go>b__0_0", 1));

        Assert.Contains("Console.WriteLine(name)", code.Text, StringComparison.Ordinal);
        Assert.Contains("Console.WriteLine(name)", code.Text.Split('\n')[Assert.Single(code.Marked) - 1], StringComparison.Ordinal);
    }

    [Fact]
    public void A_type_without_a_method_is_shown_as_a_whole() =>
        Assert.Contains("class Inner", Decompilation.Show(Image, "a.dll", new CodePlace("N.Outer`1", null, null, null)).Text, StringComparison.Ordinal);

    [Fact]
    public void What_cannot_be_decompiled_is_shown_as_instructions()
    {
        var code = Decompilation.Show(Image, "a.dll", new CodePlace("N.Outer`1", "Twice", null, null), (_, _, _, _) => throw new InvalidOperationException());

        Assert.Equal(CodeForm.Il, code.Form);
        Assert.Contains("IL_0000", code.Text, StringComparison.Ordinal);
    }

    [Fact]
    public void Names_that_are_not_there_give_nothing() =>
        Assert.Equal(CodeForm.None, Decompilation.Show(Image, "a.dll", new CodePlace("N.Outer", "Twice", null, null)).Form);
}
