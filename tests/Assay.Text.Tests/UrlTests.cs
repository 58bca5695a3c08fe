using Assay.Text;

namespace Assay.Text.Tests;

public sealed class UrlTests
{
    [Theory]
    [InlineData("http://example.com", "http", "example.com", null, "", null)]
    [InlineData("HTTPS://Example.COM:8443/a/b?q=1#f", "https", "example.com", 8443, "/a/b", "q=1")]
    [InlineData("ftp://user:pw@host.example/x", "ftp", "host.example", null, "/x", null)]
    [InlineData("http://[2001:db8::1]:81/x", "http", "2001:db8::1", 81, "/x", null)]
    [InlineData("http://192.0.2.1/x", "http", "192.0.2.1", null, "/x", null)]
    [InlineData("http://3114558725/x", "http", "185.164.101.5", null, "/x", null)]
    [InlineData("http://0xB9A46505/x", "http", "185.164.101.5", null, "/x", null)]
    [InlineData("http://example.com./x", "http", "example.com", null, "/x", null)]
    [InlineData("http://localhost:5000", "http", "localhost", 5000, "", null)]
    public void The_parts_of_a_url_are_read(string text, string scheme, string host, int? port, string path, string? query)
    {
        Assert.True(Url.TryParse(text, out var url));
        Assert.Equal((scheme, host, port, path, query), (url.Scheme, url.Host, url.Port, url.Path, url.Query));
    }

    [Theory]
    [InlineData("http://")]
    [InlineData("http://{0}/x")]
    [InlineData("http://$(Host)/x")]
    [InlineData("http://a..b/")]
    [InlineData("http://example.com:99999/")]
    [InlineData("http://example.com:port/")]
    [InlineData("http://[::1")]
    [InlineData("://example.com")]
    [InlineData("1http://example.com")]
    [InlineData("http://server/x")]
    public void What_cannot_reach_a_host_is_no_url(string text) => Assert.False(Url.TryParse(text, out _));
}
