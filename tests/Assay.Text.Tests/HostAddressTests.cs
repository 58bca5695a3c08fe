namespace Assay.Text.Tests;

public sealed class HostAddressTests
{
    [Theory]
    [InlineData("8.8.8.8", "public")]
    [InlineData("172.15.0.1", "public")]
    [InlineData("2001:4860:4860::8888", "public")]
    [InlineData("127.0.0.1", "loopback")]
    [InlineData("127.9.9.9", "loopback")]
    [InlineData("::1", "loopback")]
    [InlineData("::ffff:127.0.0.1", "loopback")]
    [InlineData("10.1.2.3", "private")]
    [InlineData("172.16.0.1", "private")]
    [InlineData("192.168.0.1", "private")]
    [InlineData("100.64.0.1", "private")]
    [InlineData("fd12:3456::1", "private")]
    [InlineData("169.254.169.254", "link-local")]
    [InlineData("fe80::1", "link-local")]
    [InlineData("fd00:ec2::254", "link-local")]
    [InlineData("0.0.0.0", "none")]
    [InlineData("224.0.0.1", "none")]
    [InlineData("::", "none")]
    [InlineData("host.example", null)]
    [InlineData("1.2.3.example", null)]
    [InlineData("localhost", null)]
    public void A_host_in_numbers_reaches_a_network(string host, string? network) => Assert.Equal(network, HostAddress.NetworkOf(host));
}
