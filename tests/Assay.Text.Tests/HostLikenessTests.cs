namespace Assay.Text.Tests;

public sealed class HostLikenessTests
{
    [Theory]
    [InlineData("g\u043e\u043egle.com", "google.com", "homoglyph")]
    [InlineData("g\u00f3ogle.com", "google.com", "homoglyph")]
    [InlineData("login.rnicrosoft.com", "microsoft.com", "homoglyph")]
    [InlineData("paypa1.com", "paypal.com", "homoglyph")]
    [InlineData("micros0ft.com", "microsoft.com", "homoglyph")]
    [InlineData("xn--ggle-55da.com", "google.com", "punycode")]
    [InlineData("www.xn--ggle-0nda.com", "google.com", "punycode")]
    [InlineData("githuub.com", "github.com", "typo")]
    [InlineData("gihtub.com", "github.com", "typo")]
    [InlineData("githb.com", "github.com", "typo")]
    [InlineData("api.gethub.com", "github.com", "typo")]
    [InlineData("amazom.co.uk", "amazon.co.uk", "typo")]
    [InlineData("github.cm", "github.com", "typo")]
    [InlineData("microsoft-update.net", "microsoft", "combination")]
    [InlineData("secure-paypal.example", "paypal", "combination")]
    [InlineData("github.com.login.example", "github.com", "subdomain")]
    [InlineData("www.paypal.com.account.example", "paypal.com", "subdomain")]
    [InlineData("accounts-google-com.host.example", "google.com", "subdomain")]
    public void A_host_that_resembles_a_trusted_domain_is_told_with_how_it_does(string host, string domain, string how)
    {
        Assert.Equal(new HostLikeness(domain, how), HostLikeness.Of(host, out var isTrusted));
        Assert.False(isTrusted);
    }

    [Theory]
    [InlineData("github.com")]
    [InlineData("gist.github.com")]
    [InlineData("login.microsoftonline.us")]
    [InlineData("sts.amazonaws.com")]
    [InlineData("microsoft-my.sharepoint.com")]
    [InlineData("github-cloud.s3.amazonaws.com")]
    public void A_host_of_a_trusted_domain_is_no_imitation(string host)
    {
        Assert.Null(HostLikeness.Of(host, out var isTrusted));
        Assert.True(isTrusted);
    }

    [Theory]
    [InlineData("example.com")]
    [InlineData("host.example")]
    [InlineData("localhost")]
    [InlineData("officer.com")]
    [InlineData("stripes.com")]
    [InlineData("m\u00fcnchen.de")]
    [InlineData("xn--mnchen-3ya.de")]
    [InlineData("www.microsoft.com.edgekey.net")]
    [InlineData("amazonaws.com.cn")]
    [InlineData("github.other.example")]
    [InlineData("microsoftware.example")]
    [InlineData("googleblog.com")]
    [InlineData("bind.com")]
    [InlineData("a.b.c.d.e.f.g.h.i.j.k.l.m.n.o.p.q.r.s.t.github.com.example.net")]
    public void Other_hosts_resemble_none(string host)
    {
        Assert.Null(HostLikeness.Of(host, out var isTrusted));
        Assert.False(isTrusted);
    }

    [Fact]
    public void Every_neighbour_on_the_list_would_be_accused_without_it()
    {
        Assert.All(TrustedDomains.AllNeighbours, neighbour =>
        {
            Assert.True(DomainName.TryParse(neighbour, out var domain));
            Assert.True(HostLikeness.IsNear(domain), neighbour);
        });
    }

    [Theory]
    [InlineData(1)]
    [InlineData(2)]
    public void Any_host_is_compared_without_an_exception_and_the_same_way_twice(int seed)
    {
        var random = new Random(seed);
        string[] parts = ["xn--", "a", "-", ".", "github", "com", "\u043e", "\u00fc", "co.uk", "9", "_", "microsoft", "\ud83d\ude00", ".."];
        for (var round = 0; round < 3000; round++)
        {
            var host = string.Concat(Enumerable.Range(0, random.Next(12)).Select(_ => parts[random.Next(parts.Length)]));

            Assert.Equal(HostLikeness.Of(host, out _), HostLikeness.Of(host, out _));
        }
    }
}
