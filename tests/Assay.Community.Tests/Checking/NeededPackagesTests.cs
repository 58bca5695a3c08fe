using Assay.Community.Checking;
using Assay.Model;
using Assay.Packages.Projects;

namespace Assay.Community.Tests.Checking;

public sealed class NeededPackagesTests
{
    [Fact]
    public void The_shortest_way_is_told_and_the_first_of_two_that_are_as_short()
    {
        var needed = NeededPackages.Of([Project("a.csproj", Node("z", true, "deep"), Node("b", true, "deep"), Node("y", true, "b"), Node("deep", false, "end"), Node("end", false))]);

        Assert.Equal(["b@1.0.0", "deep@1.0.0", "end@1.0.0"], needed.Single(package => package.Id == "end").IntroducedBy[0].Packages);
        Assert.Equal(["b@1.0.0"], needed.Single(package => package.Id == "b").IntroducedBy[0].Packages);
    }

    [Fact]
    public void Projects_between_packages_are_no_part_of_a_way_and_what_they_need_is_needed_through_them()
    {
        var needed = NeededPackages.Of([Project("a.csproj", Node("p", true, "inner"), Node("inner", false, "q") with { Community = null }, Node("q", false))]);

        Assert.Equal(["q@1.0.0"], needed.Single(package => package.Id == "p").DependsOn);
        Assert.Equal(["p@1.0.0", "q@1.0.0"], needed.Single(package => package.Id == "q").IntroducedBy[0].Packages);
        Assert.Equal(2, needed.Count);
    }

    [Fact]
    public void A_package_is_for_development_only_where_nothing_else_leads_to_it()
    {
        var needed = NeededPackages.Of(
        [
            Project("a.csproj", Node("analyzer", true, "both", "alone") with { Development = true }, Node("used", true, "both"), Node("both", false), Node("alone", false)),
            Project("b.csproj", Node("analyzer", true) with { Development = true }),
        ]);

        Assert.Equal(["alone True", "analyzer True", "both False", "used False"], needed.Select(package => $"{package.Id} {package.Development}"));
        Assert.Equal(2, needed.Single(package => package.Id == "analyzer").IntroducedByTotal);
    }

    [Fact]
    public void A_package_that_nothing_leads_to_is_there_and_is_not_taken_for_one_of_development()
    {
        var needed = NeededPackages.Of([Project("packages.lock.json", Node("direct", true), Node("pinned", false, "below"), Node("below", false))]);

        Assert.Equal(["below False", "direct False", "pinned False"], needed.Select(package => $"{package.Id} {package.Development}"));
        Assert.All(needed, package => Assert.Single(package.IntroducedBy));
    }

    [Fact]
    public void Versions_are_joined_whatever_their_spelling_and_lines_are_ordered_by_what_should_be_changed()
    {
        var named = new NamedPackage("nuget", "Used", "1.0", [new ManifestPlace("central.props", 3, 1, "version"), new ManifestPlace("a.csproj", 5, 1, "reference")]);
        var needed = NeededPackages.Of(
        [
            Project("a.csproj", Node("used", true, "inner") with { Id = "Used", Place = new ManifestPlace("packages.lock.json", 9, 1, "lock") }, Node("inner", false)) with { Named = [named] },
            Project("b.csproj", Node("used", true) with { Id = "USED", Version = "1.0.0.0" }),
        ]);

        Assert.Equal(["version", "reference", "lock"], needed.Single(package => package.Id == "Used").Places.Select(place => place.Role));
        Assert.Equal(["introduces", "introduces"], needed.Single(package => package.Id == "inner").Places.Select(place => place.Role));
        Assert.Equal(2, needed.Count);
    }

    [Fact]
    public void What_has_no_version_is_kept_with_the_reason()
    {
        var needed = Assert.Single(NeededPackages.Of([Project("a.csproj", Node("x", true) with { Version = null, Defect = "The version is $(V)." })]));

        Assert.Equal((null, "The version is $(V).", "x"), (needed.Version, needed.Defect, needed.Name));
    }

    private static ProjectReading Project(string path, params ResolvedNode[] nodes) => new() { Name = path, Path = path, Kind = "project", IsResolved = true, Graphs = [new ResolvedGraph("net10.0", nodes)] };

    private static ResolvedNode Node(string id, bool direct, params string[] needs) => new(id, "nuget", id, "1.0.0", needs) { Direct = direct };
}
