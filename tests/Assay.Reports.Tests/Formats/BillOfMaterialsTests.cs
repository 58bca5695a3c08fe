using System.Text.Json;
using Assay.Model;

namespace Assay.Reports.Tests.Formats;

/// <summary>CycloneDX and SPDX.</summary>
public sealed class BillOfMaterialsTests
{
    [Fact]
    public void A_package_holds_the_components_that_were_identified_in_it()
    {
        var package = Component(CycloneDx(CheckSample.Report), "Contoso.Logging.Extended");

        var inner = package.GetProperty("components")[0];
        Assert.Equal("pkg:nuget/Newtonsoft.Json@12.0.3", inner.GetProperty("purl").GetString());
        Assert.Equal("hash-comparison", inner.GetProperty("evidence").GetProperty("identity")[0].GetProperty("methods")[0].GetProperty("technique").GetString());
        Assert.Equal("excluded", package.GetProperty("scope").GetString());
        Assert.Contains(package.GetProperty("properties").EnumerateArray(), property => property.GetProperty("name").GetString() == "assay:verdict" && property.GetProperty("value").GetString() == "fail");
        Assert.Contains(package.GetProperty("properties").EnumerateArray(), property => property.GetProperty("name").GetString() == "assay:surface" && property.GetProperty("value").GetString() == "build");
    }

    [Fact]
    public void Vulnerabilities_point_at_what_has_them()
    {
        var document = CycloneDx(CheckSample.Report);
        var names = Names(document);

        var vulnerabilities = document.GetProperty("vulnerabilities").EnumerateArray().ToArray();

        Assert.All(vulnerabilities.SelectMany(vulnerability => vulnerability.GetProperty("affects").EnumerateArray()), affected => Assert.Contains(affected.GetProperty("ref").GetString(), names));
        var direct = vulnerabilities.Single(vulnerability => vulnerability.GetProperty("id").GetString() == "CVE-2024-21907");
        Assert.Equal("pkg:nuget/Newtonsoft.Json@12.0.3", direct.GetProperty("affects")[0].GetProperty("ref").GetString());
        Assert.Equal("CVSSv31", direct.GetProperty("ratings")[0].GetProperty("method").GetString());
        Assert.Equal(7.5, direct.GetProperty("ratings")[0].GetProperty("score").GetDouble());
        Assert.Equal(755, direct.GetProperty("cwes")[0].GetInt32());
        Assert.Equal("Upgrade to 13.0.1: the smallest later version without a known vulnerability.", direct.GetProperty("recommendation").GetString());
        var embedded = vulnerabilities.Single(vulnerability => vulnerability.GetProperty("id").GetString() == "CVE-2025-6965");
        Assert.EndsWith("#runtimes/linux-x64/native/libe_sqlite3.so", embedded.GetProperty("affects")[0].GetProperty("ref").GetString(), StringComparison.Ordinal);
        Assert.Equal("in_triage", embedded.GetProperty("analysis").GetProperty("state").GetString());
        Assert.Equal("CVSSv4", embedded.GetProperty("ratings")[0].GetProperty("method").GetString());
    }

    [Fact]
    public void Every_name_that_is_pointed_at_exists_whatever_packages_hold()
    {
        foreach (var (name, report) in CheckSample.All)
        {
            var document = CycloneDx(report);
            var names = Names(document);

            Assert.True(names.Count == names.Distinct(StringComparer.Ordinal).Count(), name);
            Assert.All(document.GetProperty("dependencies").EnumerateArray().SelectMany(dependency => dependency.GetProperty("dependsOn").EnumerateArray().Append(dependency.GetProperty("ref"))), reference => Assert.Contains(reference.GetString(), names));

            var spdx = Spdx(report);
            var ids = spdx.GetProperty("packages").EnumerateArray().Select(package => package.GetProperty("SPDXID").GetString()!).Append("SPDXRef-DOCUMENT").ToArray();
            Assert.True(ids.Length == ids.Distinct(StringComparer.Ordinal).Count(), name);
            Assert.All(ids, id => Assert.Matches("^SPDXRef-[A-Za-z0-9.-]+$", id));
            Assert.All(spdx.GetProperty("relationships").EnumerateArray(), relationship =>
            {
                Assert.Contains(relationship.GetProperty("spdxElementId").GetString(), ids);
                Assert.Contains(relationship.GetProperty("relatedSpdxElement").GetString(), ids);
            });
        }
    }

    [Fact]
    public void Projects_need_what_they_name_and_packages_what_they_need()
    {
        var dependencies = CycloneDx(CheckSample.Report).GetProperty("dependencies").EnumerateArray().ToDictionary(dependency => dependency.GetProperty("ref").GetString()!, dependency => dependency.GetProperty("dependsOn").EnumerateArray().Select(need => need.GetString()!).ToArray(), StringComparer.Ordinal);

        Assert.Equal(["project:1", "project:2"], dependencies["checked"].Take(2));
        Assert.Equal(["pkg:nuget/Newtonsoft.Json@12.0.3"], dependencies["project:1"]);
        Assert.Equal(["pkg:nuget/Contoso.Logging.Extended@4.2.1"], dependencies["project:2"]);
        Assert.Equal(["pkg:nuget/Newtonsoft.Json@12.0.3"], dependencies["pkg:nuget/Contoso.Logging.Extended@4.2.1"]);
        var relationships = Spdx(CheckSample.Report).GetProperty("relationships").EnumerateArray().Select(item => $"{item.GetProperty("spdxElementId")} {item.GetProperty("relationshipType")} {item.GetProperty("relatedSpdxElement")}").ToArray();
        Assert.Contains("SPDXRef-Project-App DEPENDS_ON SPDXRef-Package-Newtonsoft.Json-12.0.3", relationships);
        Assert.Contains("SPDXRef-Package-Contoso.Logging.Extended-4.2.1 DEV_DEPENDENCY_OF SPDXRef-Project-Tool", relationships);
        Assert.Contains("SPDXRef-Package-Contoso.Logging.Extended-4.2.1 CONTAINS SPDXRef-Component-Newtonsoft.Json-12.0.3", relationships);
        Assert.Contains("SPDXRef-DOCUMENT DESCRIBES SPDXRef-Project-App", relationships);
    }

    [Fact]
    public void The_package_is_what_the_document_is_about_when_it_is_the_only_one()
    {
        var document = CycloneDx(CheckReports.Of([TrojanSample.Report]));

        Assert.Equal("Contoso.Logging.Extended", document.GetProperty("metadata").GetProperty("component").GetProperty("name").GetString());
        Assert.Equal(0, document.GetProperty("components").GetArrayLength());
    }

    [Fact]
    public void Names_of_documents_follow_from_their_content_and_times_from_the_report()
    {
        var timeless = CheckSample.Report with { Inputs = CheckSample.Report.Inputs with { AsOf = null } };
        var (first, second, other) = (CycloneDx(CheckSample.Report), CycloneDx(CheckSample.Report), CycloneDx(timeless));

        Assert.Equal(first.GetProperty("serialNumber").GetString(), second.GetProperty("serialNumber").GetString());
        Assert.NotEqual(first.GetProperty("serialNumber").GetString(), other.GetProperty("serialNumber").GetString());
        Assert.Equal("2026-11-21T00:00:00Z", first.GetProperty("metadata").GetProperty("timestamp").GetString());
        Assert.False(other.GetProperty("metadata").TryGetProperty("timestamp", out _));
        Assert.Equal("1970-01-01T00:00:00Z", Spdx(timeless).GetProperty("creationInfo").GetProperty("created").GetString());
        Assert.Matches("^https://spdx.org/spdxdocs/assay-[0-9a-f]{8}-[0-9a-f]{4}-8[0-9a-f]{3}-[89ab][0-9a-f]{3}-[0-9a-f]{12}$", Spdx(timeless).GetProperty("documentNamespace").GetString());
    }

    [Fact]
    public void Licences_are_declared_concluded_or_not_known()
    {
        var document = CycloneDx(CheckSample.Report);
        var packages = Spdx(CheckSample.Report).GetProperty("packages").EnumerateArray().ToArray();

        Assert.Equal("MIT", Component(document, "Newtonsoft.Json").GetProperty("licenses")[0].GetProperty("expression").GetString());
        Assert.Equal("concluded", Component(document, "Pester").GetProperty("licenses")[0].GetProperty("acknowledgement").GetString());
        Assert.Equal("MIT OR OR", document.GetProperty("components").EnumerateArray().First(component => component.GetProperty("name").GetString() == "Licensed").GetProperty("licenses")[0].GetProperty("license").GetProperty("name").GetString());
        var gallery = packages.Single(package => package.GetProperty("name").GetString() == "Pester");
        Assert.Equal(("NOASSERTION", "Apache-2.0"), (gallery.GetProperty("licenseDeclared").GetString(), gallery.GetProperty("licenseConcluded").GetString()));
        Assert.Contains(packages, package => package.GetProperty("licenseDeclared").GetString() == "LicenseRef-Contoso OR (MIT AND Apache-2.0 WITH LLVM-exception)");
        Assert.Equal("LicenseRef-Contoso", Spdx(CheckSample.Report).GetProperty("hasExtractedLicensingInfos")[0].GetProperty("licenseId").GetString());
    }

    [Fact]
    public void Advisories_are_references_of_what_has_them_and_findings_are_annotations()
    {
        var packages = Spdx(CheckSample.Report).GetProperty("packages").EnumerateArray().ToArray();

        var references = packages.Single(package => package.GetProperty("SPDXID").GetString() == "SPDXRef-Package-Newtonsoft.Json-12.0.3").GetProperty("externalRefs").EnumerateArray().ToArray();
        Assert.Equal(["purl", "advisory"], references.Select(reference => reference.GetProperty("referenceType").GetString()));
        Assert.Contains(packages.Single(package => package.GetProperty("name").GetString() == "Contoso.Logging.Extended").GetProperty("annotations").EnumerateArray(), annotation => annotation.GetProperty("comment").GetString()!.StartsWith("Issue downloads-and-runs-in-build (malware: fail, high severity)", StringComparison.Ordinal));
    }

    private static List<string?> Names(JsonElement document)
    {
        var names = new List<string?>();
        void Add(JsonElement component)
        {
            names.Add(component.GetProperty("bom-ref").GetString());
            if (component.TryGetProperty("components", out var inner))
            {
                foreach (var element in inner.EnumerateArray())
                {
                    Add(element);
                }
            }
        }

        Add(document.GetProperty("metadata").GetProperty("component"));
        foreach (var component in document.GetProperty("components").EnumerateArray())
        {
            Add(component);
        }

        return names;
    }

    private static JsonElement Component(JsonElement document, string name) => document.GetProperty("components").EnumerateArray().First(component => component.GetProperty("name").GetString() == name);

    private static JsonElement CycloneDx(CheckReport report) => JsonDocument.Parse(CheckSample.Render(ReportFormats.Find("cyclonedx")!, report)).RootElement;

    private static JsonElement Spdx(CheckReport report) => JsonDocument.Parse(CheckSample.Render(ReportFormats.Find("spdx")!, report)).RootElement;
}
