using Assay.Packages.Projects;

namespace Assay.Packages.Tests.Projects;

public sealed class BillTests
{
    private const string CycloneDx = """
        {
          "bomFormat": "CycloneDX", "specVersion": "1.6",
          "metadata": { "component": { "bom-ref": "app", "name": "App" } },
          "components": [
            { "bom-ref": "s", "name": "Serilog", "version": "4.2.0",
              "purl": "pkg:nuget/Serilog@4.2.0", "components": [ { "bom-ref": "n", "name": "npm thing", "purl": "pkg:npm/left@1.0.0" } ] },
            { "bom-ref": "b", "name": "Sample.Base", "version": "1.0.0", "purl": "pkg:nuget/Sample.Base@1.0.0", "scope": "excluded" },
            { "bom-ref": "p", "name": "Pester", "purl": "pkg:nuget/Pester@5.7.1?repository_url=https://powershellgallery.example.com/api/v2" }
          ],
          "dependencies": [ { "ref": "app", "dependsOn": ["s", "p"] }, { "ref": "s", "dependsOn": ["b"] } ]
        }
        """;

    private const string CycloneDxXml = """
        <bom xmlns="http://cyclonedx.org/schema/bom/1.6">
          <metadata><component bom-ref="app" type="application"><name>App</name></component></metadata>
          <components>
            <component bom-ref="s" type="library"><name>Serilog</name><version>4.2.0</version><purl>pkg:nuget/Serilog@4.2.0</purl></component>
            <component bom-ref="b" type="library"><name>Sample.Base</name><version>1.0.0</version><scope>excluded</scope><purl>pkg:nuget/Sample.Base@1.0.0</purl></component>
          </components>
          <dependencies><dependency ref="app"><dependency ref="s" /></dependency><dependency ref="s"><dependency ref="b" /></dependency></dependencies>
        </bom>
        """;

    private const string Spdx = """
        {
          "spdxVersion": "SPDX-2.3", "SPDXID": "SPDXRef-DOCUMENT", "name": "App",
          "packages": [
            { "SPDXID": "SPDXRef-app", "name": "App" },
            { "SPDXID": "SPDXRef-s", "name": "Serilog", "versionInfo": "4.2.0", "externalRefs": [
              { "referenceCategory": "PACKAGE-MANAGER", "referenceType": "purl", "referenceLocator": "pkg:nuget/Serilog@4.2.0" } ] },
            { "SPDXID": "SPDXRef-b", "name": "Sample.Base", "versionInfo": "1.0.0", "externalRefs": [ { "referenceType": "purl", "referenceLocator": "pkg:nuget/Sample.Base" } ] }
          ],
          "relationships": [
            { "spdxElementId": "SPDXRef-DOCUMENT", "relationshipType": "DESCRIBES", "relatedSpdxElement": "SPDXRef-app" },
            { "spdxElementId": "SPDXRef-app", "relationshipType": "DEPENDS_ON", "relatedSpdxElement": "SPDXRef-s" },
            { "spdxElementId": "SPDXRef-b", "relationshipType": "DEPENDENCY_OF", "relatedSpdxElement": "SPDXRef-s" }
          ]
        }
        """;

    private const string TagValue = """
        SPDXVersion: SPDX-2.3
        SPDXID: SPDXRef-DOCUMENT
        DocumentName: App
        Relationship: SPDXRef-DOCUMENT DESCRIBES SPDXRef-app
        PackageName: App
        SPDXID: SPDXRef-app
        PackageName: Serilog
        SPDXID: SPDXRef-s
        PackageVersion: 4.2.0
        ExternalRef: PACKAGE-MANAGER purl pkg:nuget/Serilog@4.2.0
        PackageName: Sample.Base
        SPDXID: SPDXRef-b
        ExternalRef: PACKAGE-MANAGER purl pkg:nuget/Sample.Base@1.0.0
        Relationship: SPDXRef-app DEPENDS_ON SPDXRef-s
        Relationship: SPDXRef-s DEPENDS_ON SPDXRef-b
        """;

    [Theory]
    [InlineData("bom.json", CycloneDx, "cyclonedx", 6)]
    [InlineData("any.xml", CycloneDxXml, "cyclonedx", 4)]
    [InlineData("any.json", Spdx, "spdx", 6)]
    [InlineData("app.spdx", TagValue, "spdx", 10)]
    public void A_bill_gives_packages_what_they_need_and_their_lines(string name, string text, string kind, int line)
    {
        using var folder = new ProjectFolder().Add(name, text);

        var reading = folder.ReadOne(name);

        Assert.Equal((kind, "App", true), (reading.Kind, reading.Name, reading.IsResolved));
        var nodes = reading.Graphs[0].Nodes;
        var serilog = Assert.Single(nodes, node => node.Id == "Serilog");
        var inner = Assert.Single(nodes, node => node.Id == "Sample.Base");
        Assert.True(serilog is { Community: "nuget", Version: "4.2.0", Direct: true });
        Assert.Equal(line, serilog.Place!.Line);
        Assert.Contains(inner.Key, serilog.DependsOn);
        Assert.True(inner is { Version: "1.0.0", Direct: false });
        Assert.Equal(kind == "cyclonedx", inner.Development);
    }

    [Fact]
    public void Modules_of_the_gallery_are_told_from_packages_of_NuGet_and_other_ecosystems_are_no_packages()
    {
        using var folder = new ProjectFolder().Add("bom.json", CycloneDx);

        var nodes = folder.ReadOne("bom.json").Graphs[0].Nodes;

        Assert.True(Assert.Single(nodes, node => node.Id == "Pester") is { Community: "psgallery", Version: "5.7.1", Direct: true });
        Assert.Null(Assert.Single(nodes, node => node.Id == "npm thing").Community);
    }

    [Fact]
    public void A_deps_file_gives_packages_and_runtime_packs()
    {
        using var folder = new ProjectFolder().Add("app.deps.json", """
            {
              "runtimeTarget": { "name": ".NETCoreApp,Version=v8.0/linux-x64" },
              "targets": {
                ".NETCoreApp,Version=v8.0": {},
                ".NETCoreApp,Version=v8.0/linux-x64": {
                  "App/1.0.0": { "dependencies": { "Serilog": "4.2.0", "runtimepack.Some.Runtime.linux-x64": "8.0.1" }, "runtime": { "App.dll": {} } },
                  "runtimepack.Some.Runtime.linux-x64/8.0.1": {},
                  "Serilog/4.2.0": { "dependencies": { "Sample.Base": "1.0.0" } },
                  "Sample.Base/1.0.0": {}
                }
              },
              "libraries": {
                "App/1.0.0": { "type": "project" },
                "runtimepack.Some.Runtime.linux-x64/8.0.1": { "type": "runtimepack" },
                "Serilog/4.2.0": { "type": "package", "sha512": "sha512-aGFzaA==" },
                "Sample.Base/1.0.0": { "type": "package", "sha512": "" }
              }
            }
            """);

        var graph = Assert.Single(folder.ReadOne("app.deps.json").Graphs);

        Assert.Equal(["App  False", "Some.Runtime.linux-x64 8.0.1 True", "Serilog 4.2.0 True", "Sample.Base 1.0.0 False"], graph.Nodes.Select(node => $"{node.Id} {node.Version} {node.Direct}"));
        Assert.Equal("aGFzaA==", graph.Nodes[2].ContentHash);
    }
}
