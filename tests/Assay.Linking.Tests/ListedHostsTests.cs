using Assay.Linking;
using Assay.Model;

namespace Assay.Linking.Tests;

public sealed class ListedHostsTests
{
    private static readonly HostSettings Hosts = new(["known.example", "*.known.example", "both.example"], ["*.denied.example", "both.example", "[2001:db8::7]"]);

    [Theory]
    [InlineData("known.example", "code", "allowed", "allow")]
    [InlineData("API.known.example", "code", "allowed", "allow")]
    [InlineData("a.denied.example", "code", "code", "deny")]
    [InlineData("both.example", "code", "code", "deny")]
    [InlineData("2001:db8::7", "code", "code", "deny")]
    [InlineData("other.example", "code", "code", null)]
    [InlineData("a.denied.example", "documentation", "documentation", null)]
    [InlineData("known.example", "documentation", "documentation", null)]
    public void Addresses_in_code_are_marked_as_the_settings_say(string host, string role, string roleAfter, string? listed)
    {
        var linked = Link(PolicySettings.Empty with { Hosts = Hosts }, host, role);
        var fact = linked.Files[1].Facts.Read(linked.Files[1].Facts.Records[^1]);

        Assert.Equal((roleAfter, listed, host), (fact.Arguments!["role"], fact.Arguments["listed"], fact.Arguments["host"]));
    }

    [Fact]
    public void Without_lists_the_facts_stay_as_they_are_read()
    {
        var before = Facts("a.denied.example", "code");
        var linked = PackageLinker.Link(Package(before), PolicySettings.Empty);

        Assert.Same(before, linked.Files[1].Facts);
    }

    [Fact]
    public void Facts_that_no_list_speaks_of_keep_their_texts()
    {
        var linked = Link(PolicySettings.Empty with { Hosts = Hosts }, "a.denied.example", "code");
        var facts = linked.Files[1].Facts;

        Assert.Equal(["System.Console::WriteLine", "https://x/"], facts.Records.Select(record => facts.Strings[record.Value]));
        Assert.Equal("hello", facts.Read(facts.Records[0]).Arguments!.Items[0].Value);
    }

    private static PackageFacts Link(PolicySettings settings, string host, string role) => PackageLinker.Link(Package(Facts(host, role)), settings);

    private static FileFacts Facts(string host, string role)
    {
        var writer = new FactWriter();
        writer.Add(FactKind.Call, "System.Console::WriteLine", arguments: new ArgumentList(new Argument(null, "hello")));
        writer.Add(FactKind.Url, "https://x/", arguments: new ArgumentList(new Argument("scheme", "https"), new Argument("host", host), new Argument("role", role)));
        return writer.ToFacts();
    }

    private static PackageFacts Package(FileFacts facts) => new()
    {
        FileName = "a.nupkg",
        Sha256 = "",
        Size = 1,
        Files =
        [
            new LinkedFile(new ArtifactInfo("a.nupkg", "a.nupkg", ArtifactKind.NuGetPackage, 1, "", -1, 0, false), FileFacts.Empty, [], Surface.None),
            new LinkedFile(new ArtifactInfo("a.nupkg!lib/net8.0/a.dll", "lib/net8.0/a.dll", ArtifactKind.ManagedAssembly, 1, "", 0, 1, false), facts, [], Surface.None),
        ],
        Problems = [],
        Incomplete = false,
    };
}
