namespace Assay.Licenses.Tests;

public sealed class SpdxExpressionTests
{
    [Theory]
    [InlineData("MIT", "MIT")]
    [InlineData("(MIT)", "MIT")]
    [InlineData("MIT OR Apache-2.0 AND BSD-2-Clause", "MIT OR Apache-2.0 AND BSD-2-Clause")]
    [InlineData("(MIT OR Apache-2.0) AND BSD-2-Clause", "(MIT OR Apache-2.0) AND BSD-2-Clause")]
    [InlineData("mit or apache-2.0", "mit OR apache-2.0")]
    [InlineData("GPL-2.0-only WITH Classpath-exception-2.0 AND MIT", "GPL-2.0-only WITH Classpath-exception-2.0 AND MIT")]
    [InlineData("LGPL-2.1+", "LGPL-2.1+")]
    [InlineData("LicenseRef-Contoso.Terms", "LicenseRef-Contoso.Terms")]
    [InlineData("DocumentRef-parts:LicenseRef-1", "DocumentRef-parts:LicenseRef-1")]
    public void Expressions_are_read_as_they_bind(string text, string written)
    {
        var expression = SpdxExpression.Parse(text, out var defect);

        Assert.Null(defect);
        Assert.Equal(written, expression!.ToString());
    }

    [Theory]
    [InlineData("")]
    [InlineData("MIT OR")]
    [InlineData("OR MIT")]
    [InlineData("MIT AND OR Apache-2.0")]
    [InlineData("(MIT")]
    [InlineData("MIT)")]
    [InlineData("MIT Apache-2.0")]
    [InlineData("MIT WITH")]
    [InlineData("MIT, Apache-2.0")]
    [InlineData("MIT/Apache-2.0")]
    [InlineData("+")]
    [InlineData("LicenseRef:1")]
    public void What_is_no_expression_says_why(string text)
    {
        Assert.Null(SpdxExpression.Parse(text, out var defect));
        Assert.NotNull(defect);
    }

    [Theory]
    [InlineData(64, true)]
    [InlineData(65, false)]
    public void Parentheses_have_a_limit(int depth, bool isRead) =>
        Assert.Equal(isRead, SpdxExpression.Parse(new string('(', depth) + "MIT" + new string(')', depth), out _) is not null);

    [Fact]
    public void Any_text_is_read_or_refused()
    {
        string[] words = ["MIT", "OR", "AND", "WITH", "(", ")", "+", " ", "GPL-2.0+", "\u00E4", "LicenseRef-x", "\0"];
        var random = new Random(12);
        for (var i = 0; i < 5_000; i++)
        {
            var text = string.Concat(Enumerable.Range(0, random.Next(12)).Select(_ => words[random.Next(words.Length)] + (random.Next(3) == 0 ? "" : " ")));
            var expression = SpdxExpression.Parse(text, out var defect);

            Assert.Equal(expression is null, defect is not null);
            Assert.Equal(expression, expression is null ? null : SpdxExpression.Parse(expression.ToString()!, out _));
        }
    }

    [Theory]
    [InlineData("MIT OR GPL-3.0-only", "MIT")]
    [InlineData("GPL-3.0-only OR MIT", "MIT")]
    [InlineData("Apache-2.0 OR MIT", "Apache-2.0")]
    [InlineData("AGPL-3.0-only OR (MIT AND GPL-3.0-only)", "MIT GPL-3.0-only")]
    [InlineData("(MIT OR AGPL-3.0-only) AND MPL-2.0", "MIT MPL-2.0")]
    public void Of_choices_the_one_that_asks_for_least_applies(string text, string applies) =>
        Assert.Equal(applies, string.Join(' ', SpdxExpression.Parse(text, out _)!.Lightest(license => (int)license.FamilyIn(LicenseIndex.Default)).Select(license => license.Id)));

    [Fact]
    public void An_exception_takes_from_copyleft_what_reaches_other_works()
    {
        var license = Assert.IsType<SpdxLicense>(SpdxExpression.Parse("GPL-2.0-only WITH Classpath-exception-2.0", out _));
        var unknown = Assert.IsType<SpdxLicense>(SpdxExpression.Parse("GPL-2.0-only WITH My-exception", out _));

        Assert.Equal((LicenseFamily.WeakCopyleft, LicenseFamily.StrongCopyleft), (license.FamilyIn(LicenseIndex.Default), unknown.FamilyIn(LicenseIndex.Default)));
    }
}
