using Assay.Signatures.Certificates;
using Assay.TestInputs;
using Assay.TestInputs.Signing;

namespace Assay.Signatures.Tests;

public sealed class BundledDataTests
{
    [Theory]
    [InlineData("roots.txt")]
    [InlineData("denied.txt")]
    [InlineData("publishers.txt")]
    public void Every_list_is_dated_and_says_where_it_is_from(string name)
    {
        var lines = File.ReadAllLines(Path.Combine(Checkout.Root, "data", "signatures", name));

        Assert.Matches("^# date: 20[0-9]{2}-[0-9]{2}-[0-9]{2}$", lines[0]);
        Assert.StartsWith("# ", lines[1]);
        Assert.Equal(lines.Where(line => line[0] != '#').Distinct(StringComparer.OrdinalIgnoreCase), lines.Where(line => line[0] != '#'));
    }

    [Fact]
    public void Every_root_has_a_key_and_a_purpose()
    {
        var roots = BundledData.Roots().All.ToArray();

        Assert.True(roots.Length > 300, $"{roots.Length} roots");
        Assert.All(roots, root =>
        {
            Assert.NotEqual(RootPurposes.None, root.Purposes);
            Assert.NotEqual(0, root.Key.Bits);
            Assert.Equal(64, root.Thumbprint.Length);
            Assert.NotEmpty(root.Name);
        });
        foreach (var name in new[] { "Microsoft Root Certificate Authority 2011", "DigiCert Trusted Root G4", "DigiCert Assured ID Root CA" })
        {
            Assert.Equal(RootPurposes.All, Assert.Single(roots, root => root.Name == name).Purposes);
        }
    }

    [Fact]
    public void A_list_of_the_user_takes_the_place_of_the_bundled_one()
    {
        var message = new TestMessage { Timestamps = [new TestTimestamp()] };

        Assert.Equal("incomplete", Written.Of(message, settings: SignatureSettings.Default).Signature.Arguments!["trust"]);
        Assert.Equal("trusted", Written.Of(message).Signature.Arguments!["trust"]);
    }

    [Theory]
    [InlineData("")]
    [InlineData("words")]
    [InlineData("-----BEGIN CERTIFICATE-----\nAAAA\n-----END CERTIFICATE-----\n")]
    [InlineData("-----BEGIN PUBLIC KEY-----\nAAAA\n-----END PUBLIC KEY-----\n")]
    public void A_list_of_roots_that_holds_none_is_refused(string text) => Assert.Throws<FormatException>(() => TrustedRoots.FromPem(text));
}
