using Assay.Model;

namespace Assay.Linking.Tests;

public sealed class IdentityStageTests
{
    private static readonly IdentityInputs Lists = new() { Popular = [IdentityLists.NuGet, IdentityLists.Gallery], Publishers = IdentityLists.Publishers, MailDomains = IdentityLists.MailDomains, AsOf = new DateOnly(2026, 6, 10) };
    private static readonly IdentityStage Stage = new(Lists);

    [Fact]
    public void A_package_and_its_dependencies_are_compared_with_popular_packages()
    {
        var facts = Facts(Package("Newtonsof.Json") with { Dependencies = [new("Serilogg", "1.0.0", null, "package"), new("Serilogg", "1.0.0", "net8.0", "package"), new("DapperNet", "1.0.0", null, "package")] });

        var own = facts.Single(fact => fact.Value == "id-look-alike" && fact.Arguments!["in"] == "package");
        var dependency = facts.Single(fact => fact.Value == "id-look-alike" && fact.Arguments!["in"] == "dependency");
        Assert.Equal(("Newtonsoft.Json", "spelling", "close"), (own.Arguments!["of"], own.Arguments["how"], own.Arguments["closeness"]));
        Assert.Equal(("Serilogg", "Serilog"), (dependency.Arguments!["name"], dependency.Arguments["of"]));
    }

    [Theory]
    [InlineData("Sample.Json", "James Newton-King", "name")]
    [InlineData("Newtonsof.Json", "James Newton-King", "name")]
    [InlineData("Sample.Json", "James Newton-Kinng", "spelling")]
    [InlineData("Sample.Json", "J\u0430mes Newton-King", "letters")]
    [InlineData("Newtonsoft.Json.Sample", "James Newton-King", null)]
    [InlineData("Newtonsoft.Json", "James Newton-King", null)]
    [InlineData("Contoso.Sample", "Microsoft", null)]
    [InlineData("Dappeer", "Microsoft", "name")]
    [InlineData("Sample.Json", "James Smith", null)]
    public void Authors_are_compared_with_publishers(string id, string author, string? how) =>
        Assert.Equal(how, Facts(Package(id) with { Authors = [author] }).Where(fact => fact.Value == "author-claim").Select(fact => fact.Arguments!["how"]).SingleOrDefault());

    [Theory]
    [InlineData("Microsoft.Sample", "Somebody", true)]
    [InlineData("Microsoft.Sample", "Microsoft and contributors", false)]
    [InlineData("System.Reactive", ".NET Foundation and Contributors", false)]
    [InlineData("MicrosoftSample", "Somebody", false)]
    public void Beginnings_belong_to_publishers(string id, string author, bool claimed) =>
        Assert.Equal(claimed, Facts(Package(id) with { Authors = [author] }).Any(fact => fact.Value == "reserved-prefix-claim"));

    [Theory]
    [InlineData("A. Writer <a@mailinator.com>", "disposable")]
    [InlineData("a@proton.me", "anonymous")]
    [InlineData("a@example.com", null)]
    [InlineData("@mailinator.com", null)]
    [InlineData("mailinator.com", null)]
    [InlineData("a@mailinator.com.example", null)]
    public void Mail_addresses_are_looked_up(string author, string? kind) =>
        Assert.Equal(kind, Facts(Package("Sample") with { Authors = [author] }).Where(fact => fact.Value == "mail-domain").Select(fact => fact.Arguments!["kind"]).SingleOrDefault());

    [Theory]
    [InlineData("1.0.0", "known-malicious")]
    [InlineData("1.0", "known-malicious")]
    [InlineData("2.5.0", "known-malicious")]
    [InlineData("3.0.0", "malware-history")]
    [InlineData("0.9.0", "malware-history")]
    public void A_record_means_versions(string version, string anomaly)
    {
        var stage = new IdentityStage(new IdentityInputs { Malicious = new MaliciousPackages("records", "2026-01-01", [new("MAL-1", "nuget", "Sample.Evil", ["1.0.0"], [new("2.0.0", "3.0.0", null)], [])]) });

        var fact = Assert.Single(Facts(Package("sample.evil") with { Version = version, NormalizedVersion = version }, stage: stage));

        Assert.Equal((anomaly, "MAL-1"), (fact.Value, fact.Arguments!["record"]));
    }

    [Theory]
    [InlineData("[1.0.0]", "known-malicious")]
    [InlineData("0.5.0", "known-malicious")]
    [InlineData("2.5.0", "known-malicious")]
    [InlineData(null, "known-malicious")]
    [InlineData("[3.0.0, )", "malware-history")]
    public void A_record_means_dependencies(string? range, string anomaly)
    {
        var stage = new IdentityStage(new IdentityInputs { Malicious = new MaliciousPackages("records", "2026-01-01", [new("MAL-1", "nuget", "Sample.Evil", ["1.0.0"], [new("2.0.0", "3.0.0", null)], [])]) });

        var fact = Assert.Single(Facts(Package("Sample") with { Dependencies = [new("Sample.Evil", range, null, "package")] }, stage: stage));

        Assert.Equal((anomaly, "dependency"), (fact.Value, fact.Arguments!["in"]));
    }

    [Fact]
    public void A_record_means_files()
    {
        var stage = new IdentityStage(new IdentityInputs { Malicious = new MaliciousPackages("records", "", [new("evil.dll", "", "", [], [], [new string('b', 64)])]) });

        var fact = Assert.Single(Facts(Package("Sample"), stage: stage));

        Assert.Equal(("known-malicious", "file", "hash"), (fact.Value, fact.Arguments!["in"], fact.Arguments["how"]));
    }

    [Fact]
    public void A_feed_tells_ages_and_versions()
    {
        var versions = Enumerable.Range(1, 25).Select(patch => new ReportedVersion($"1.0.{patch}", $"2026-05-{1 + (patch % 5):00}T00:00:00Z", true)).Append(new ReportedVersion("48.0.0", "2026-06-01T00:00:00Z", true)).ToArray();
        var facts = Facts(Package("Sample") with { Version = "48.0.0", NormalizedVersion = "48.0.0" }, new FeedPackageInfo("2026-06-01T00:00:00Z", false, "Legacy", versions) { Downloads = 12 });
        var metadata = facts.Where(fact => fact.Kind == FactKind.Metadata).ToDictionary(fact => fact.Value, fact => fact.Arguments!["value"]);

        Assert.Equal(("9", "40", "false", "12", "26", "true", "Legacy"), (metadata["feed.age-days"], metadata["feed.first-age-days"], metadata["feed.listed"], metadata["feed.downloads"], metadata["feed.versions"], metadata["feed.has-version"], metadata["feed.deprecated"]));
        Assert.Equal("25", facts.Single(fact => fact.Value == "version-burst").Arguments!["count"]);
        Assert.Equal("1.0.25", facts.Single(fact => fact.Value == "version-jump").Arguments!["before"]);
    }

    [Fact]
    public void What_was_known_of_the_container_stays()
    {
        var package = Input(Package("Newtonsof.Json"), null);
        var added = Stage.Add(package);

        Assert.NotSame(package, added);
        Assert.Equal(Texts(package.Files[0].Facts), Texts(added.Files[0].Facts).Take(package.Files[0].Facts.Records.Count));
        Assert.Equal(added.Files[0].Facts.Strings.Count, added.Files[0].Facts.Strings.Distinct(StringComparer.Ordinal).Count());
    }

    [Fact]
    public void Without_lists_nothing_is_added()
    {
        var package = Input(Package("Newtonsof.Json"), null);

        Assert.Same(package, new IdentityStage(IdentityInputs.None).Add(package));
    }

    [Theory]
    [InlineData("https://github.com/owner/sample.git", "https://www.github.com/Other/sample", true)]
    [InlineData("https://github.com/owner/sample", "https://github.com/OWNER/other", false)]
    [InlineData("https://github.com/owner/sample", "https://owner.github.io/sample", false)]
    [InlineData("git@github.com:owner/sample.git", "https://github.com/owner/sample", false)]
    [InlineData("https://github.com/owner/sample", "https://sample.example", false)]
    [InlineData("no address", "https://github.com/owner", false)]
    public void Owners_of_repository_and_project_are_compared(string repository, string project, bool differ)
    {
        var linked = PackageLinker.Link(Input(Package("Sample") with { Repository = new RepositoryDeclaration("git", repository, null, null), ProjectUrl = project }, null));

        Assert.Equal(differ, linked.Files[0].Facts.Records.Any(record => linked.Files[0].Facts.Strings[record.Value] == "repository-mismatch"));
    }

    private static PackageManifest Package(string id) => new() { Id = id, Version = "1.0.0", NormalizedVersion = "1.0.0" };

    private static PackageFacts Input(PackageManifest manifest, FeedPackageInfo? feed)
    {
        var writer = new FactWriter();
        var place = writer.AddPlace(new Place("Type", "Method"));
        writer.Add(FactKind.File, "lib/a.dll", place, new ArgumentList(new Argument("size", "1"), new Argument("kind", "managed-assembly")));
        writer.Add(FactKind.Anomaly, "zip-comment");
        return new PackageFacts
        {
            FileName = "a.nupkg", Sha256 = new string('a', 64), Size = 1, Community = "nuget", Feed = feed, Manifest = manifest, Problems = [], Incomplete = false,
            Files =
            [
                new LinkedFile(new ArtifactInfo("a.nupkg", "a.nupkg", ArtifactKind.NuGetPackage, 1, new string('a', 64), -1, 0, false), writer.ToFacts(), [], Surface.None),
                new LinkedFile(new ArtifactInfo("a.nupkg!lib/a.dll", "lib/a.dll", ArtifactKind.ManagedAssembly, 1, new string('b', 64), 0, 1, false), FileFacts.Empty, [], Surface.None),
            ],
        };
    }

    private static Fact[] Facts(PackageManifest manifest, FeedPackageInfo? feed = null, IdentityStage? stage = null)
    {
        var root = (stage ?? Stage).Add(Input(manifest, feed)).Files[0].Facts;
        return [.. root.Records.Skip(2).Select(record => root.Read(record))];
    }

    private static IEnumerable<string> Texts(FileFacts facts) => facts.Records.Select(record => facts.Read(record)).Select(fact => $"{fact.Kind} {fact.Value} {fact.Arguments?["size"]} {fact.Place}");
}
