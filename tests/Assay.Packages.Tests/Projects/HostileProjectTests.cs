using System.Text;
using Assay.Packages.Projects;

namespace Assay.Packages.Tests.Projects;

/// <summary>Readers of projects take any bytes: no exception, the same result twice.</summary>
public sealed class HostileProjectTests
{
    private const int Mutations = 150;

    public static TheoryData<string, string> Files => new()
    {
        { "packages.lock.json", """{ "version": 1, "dependencies": { "net8.0": { "A": { "type": "Direct", "resolved": "1.0.0", "dependencies": { "B": "1.0.0" } } } } }""" },
        { "project.assets.json", """{ "targets": { "net8.0/x": { "A/1.0.0": { "type": "package", "dependencies": {} } } }, "libraries": { "A/1.0.0": { "sha512": "x" } }, "project": { "frameworks": { "net8.0": { "dependencies": { "A": { "version": "[1.0.0, )" } }, "downloadDependencies": [ { "name": "P", "version": "[1.0.0, 1.0.0]" } ] } } } }""" },
        { "a.deps.json", """{ "targets": { ".NETCoreApp,Version=v8.0": { "A/1.0.0": {} } }, "libraries": { "A/1.0.0": { "type": "package" } } }""" },
        { "packages.config", """<packages><package id="A" version="1.0.0" /></packages>""" },
        { "App.csproj", """<Project Sdk="A/1.0;B"><PropertyGroup><V>1.$(W)</V></PropertyGroup><ItemGroup><PackageReference Include="A;B" Version="$(V)" Condition="'$(TargetFramework)' == 'net8.0'" /></ItemGroup><Import Project="$([MSBuild]::GetPathOfFileAbove('x.props'))" /></Project>""" },
        { "Directory.Packages.props", """<Project><ItemGroup><PackageVersion Include="A" Version="1.0" /></ItemGroup></Project>""" },
        { "dotnet-tools.json", """{ "version": 1, "tools": { "a": { "version": "1.0.0" } } }""" },
        { "global.json", """{ "msbuild-sdks": { "A": "1.0.0" } }""" },
        { "app.cs", "#!x\n#:package A@1.*\n#:sdk B@1.0.0\n#:property TargetFramework=net8.0\nclass C { }" },
        { "a.sln", "Microsoft Visual Studio Solution File\nProject(\"{1}\") = \"A\", \"a\\A.csproj\", \"{2}\"\n" },
        { "a.slnx", """<Solution><Project Path="a.csproj" /></Solution>""" },
        { "a.slnf", """{ "solution": { "path": "a.slnx", "projects": ["a.csproj"] } }""" },
        { "bom.json", """{ "bomFormat": "CycloneDX", "components": [ { "bom-ref": "a", "purl": "pkg:nuget/A@1.0.0", "components": [ { "purl": "pkg:nuget/B@1.0.0" } ] } ], "dependencies": [ { "ref": "a", "dependsOn": ["a"] } ] }""" },
        { "bom.xml", """<bom xmlns="http://cyclonedx.org/schema/bom/1.6"><components><component bom-ref="a"><purl>pkg:nuget/A@1.0.0</purl></component></components></bom>""" },
        { "a.spdx.json", """{ "spdxVersion": "SPDX-2.3", "packages": [ { "SPDXID": "a", "externalRefs": [ { "referenceType": "purl", "referenceLocator": "pkg:nuget/A@1.0.0" } ] } ], "relationships": [ { "spdxElementId": "a", "relationshipType": "DEPENDS_ON", "relatedSpdxElement": "a" } ] }""" },
        { "a.spdx", "SPDXVersion: SPDX-2.3\nPackageName: A\nSPDXID: a\nExternalRef: PACKAGE-MANAGER purl pkg:nuget/A@1.0.0\nRelationship: a DEPENDS_ON a\n" },
        { "RequiredResources.json", """{ "Pester": { "version": "[5.0.0,6.0.0)" }, "Az": "1.0.0" }""" },
    };

    [Theory]
    [MemberData(nameof(Files))]
    public void Any_change_of_a_file_is_read_without_an_exception_and_twice_alike(string name, string text)
    {
        using var folder = new ProjectFolder();
        var original = Encoding.UTF8.GetBytes(text);
        var random = new Random(17);
        folder.Add(name, text);
        var whole = folder.Read(name);
        Assert.DoesNotContain(whole.Problems, problem => !problem.Text.StartsWith("There is no project", StringComparison.Ordinal));

        for (var round = 0; round < Mutations; round++)
        {
            var bytes = Mutate(original, random);
            File.WriteAllBytes(Path.Combine(folder.Path, name), bytes);

            Assert.Equal(Describe(folder.Read(name)), Describe(folder.Read(name)));
        }
    }

    [Fact]
    public void Deep_and_endless_files_are_problems()
    {
        using var folder = new ProjectFolder().Add("packages.lock.json", new string('[', 100_000)).Add("deep/App.csproj", "<Project>" + string.Concat(Enumerable.Repeat("<a>", 5_000)) + "</Project>");

        Assert.Single(folder.ReadOne("packages.lock.json").Problems);
        Assert.Single(folder.ReadOne("deep/App.csproj").Problems);
    }

    [Theory]
    [InlineData("-,Version=v1.0")]
    [InlineData("..,Version=v4.5,Profile=Client")]
    public void A_framework_that_has_no_short_name_keeps_its_own(string framework)
    {
        using var folder = new ProjectFolder().Add("project.assets.json", $$"""{ "targets": { "{{framework}}": { "A/1.0.0": { "type": "package" } } }, "libraries": {} }""");

        Assert.Equal(framework, Assert.Single(folder.ReadOne("project.assets.json").Graphs).Framework);
    }

    [Fact]
    public void A_file_that_names_no_packages_is_said_to_be_none()
    {
        using var folder = new ProjectFolder().Add("letter.txt", "Hello.");

        Assert.Contains("no file that names packages", Assert.Single(folder.Read("letter.txt").Problems).Text, StringComparison.Ordinal);
        Assert.Single(folder.Read("absent.json").Missing);
    }

    private static byte[] Mutate(byte[] original, Random random)
    {
        var bytes = original.ToList();
        for (var change = random.Next(1, 4); change > 0 && bytes.Count > 0; change--)
        {
            var at = random.Next(bytes.Count);
            switch (random.Next(4))
            {
                case 0:
                    bytes[at] = (byte)random.Next(256);
                    break;
                case 1:
                    bytes.RemoveRange(at, Math.Min(random.Next(1, 20), bytes.Count - at));
                    break;
                case 2:
                    bytes.Insert(at, (byte)"{}[]\",:<>/\0\xFF"[random.Next(12)]);
                    break;
                default:
                    bytes.InsertRange(at, bytes.GetRange(at, Math.Min(random.Next(1, 30), bytes.Count - at)));
                    break;
            }
        }

        return [.. bytes];
    }

    private static string Describe(ProjectSet set) => string.Join('\n', set.Projects.Select(project => $"{project.Entry} {string.Join(';', project.Named.Select(package => $"{package.Id} {package.Range} {package.Places[0]}"))} {string.Join(';', project.Graphs.SelectMany(graph => graph.Nodes).Select(node => $"{node.Key} {node.Version} {node.Place}"))} {string.Join(';', project.Problems)}").Concat(set.Problems.Select(problem => problem.ToString())));
}
