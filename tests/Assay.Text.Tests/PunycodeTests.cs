namespace Assay.Text.Tests;

public sealed class PunycodeTests
{
    // RFC 3492 section 7.1.
    [Theory]
    [InlineData("mnchen-3ya", "m\u00fcnchen")]
    [InlineData("ihqwcrb4cv8a8dqg056pqjye", "\u4ed6\u4eec\u4e3a\u4ec0\u4e48\u4e0d\u8bf4\u4e2d\u6587")]
    [InlineData("PorqunopuedensimplementehablarenEspaol-fmd56a", "Porqu\u00e9nopuedensimplementehablarenEspa\u00f1ol")]
    [InlineData("3B-ww4c5e180e575a65lsy2b", "3\u5e74B\u7d44\u91d1\u516b\u5148\u751f")]
    [InlineData("b1abfaaepdrnnbgefbadotcwatmq2g4l", "\u043f\u043e\u0447\u0435\u043c\u0443\u0436\u0435\u043e\u043d\u0438\u043d\u0435\u0433\u043e\u0432\u043e\u0440\u044f\u0442\u043f\u043e\u0440\u0443\u0441\u0441\u043a\u0438")]
    public void The_samples_of_the_specification_are_decoded(string encoded, string decoded)
    {
        Assert.True(Punycode.TryDecode(encoded, out var text));
        Assert.Equal(decoded, text, ignoreCase: true);
    }

    [Theory]
    [InlineData("")]
    [InlineData("a-")]
    [InlineData("99999999")]
    [InlineData("a_b")]
    [InlineData("\u00e9-3ya")]
    [InlineData("aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa")]
    public void What_is_no_encoding_is_refused_or_stays_ASCII(string encoded) =>
        Assert.True(!Punycode.TryDecode(encoded, out var text) || System.Text.Ascii.IsValid(text));

    [Fact]
    public void A_label_that_is_no_encoding_stays_as_it_is() => Assert.Equal("xn--a_b.m\u00fcnchen.example", Punycode.DecodeHost("xn--a_b.xn--mnchen-3ya.example"));

    [Theory]
    [InlineData(1)]
    [InlineData(2)]
    public void Any_label_is_read_without_an_exception(int seed)
    {
        var random = new Random(seed);
        const string letters = "abcxyz0189-ABZ_\u00e9";
        for (var round = 0; round < 5000; round++)
        {
            var label = string.Concat(Enumerable.Range(0, random.Next(70)).Select(_ => letters[random.Next(letters.Length)]));
            var known = Punycode.TryDecode(label, out var text);

            Assert.Equal(known, text.Length > 0);
        }
    }
}
