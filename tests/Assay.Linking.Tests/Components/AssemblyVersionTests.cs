using Assay.Linking.Components;
using Assay.Linking.Vulnerabilities;
using Assay.Model;

namespace Assay.Linking.Tests.Components;

/// <summary>Tells package versions from what assemblies say of themselves.</summary>
public sealed class AssemblyVersionTests
{
    private const string Framework = "cc7b13ffcd2ddd51";

    private static readonly KnownAssemblies Known = KnownAssemblies.Read($"""
        # a remark
        Sample | | aaaaaaaaaaaaaaaa, - | Sample product
        Sample.Core | Sample.Package, Sample.Other | - |
        System.Text.Json | | {Framework} | Microsoft® .NET
        System.Net.Http | | b03f5f7f11d50a3a | Microsoft® .NET Framework
        """, "System.Net.Http 4.1.1.0 4.6.24705.01 4.3.0\n");

    [Theory]
    // The version of the package is the informational one.
    [InlineData("12.0.0.0", "12.0.3+7c3d7f8", "12.0.3.23909", "12.0.3", "high")]
    [InlineData("2.0.0.0", "3.1.1", "3.1.1.0", "3.1.1", "high")]
    [InlineData("1.0.0.0", "1.0.0-beta.2", "1.0.0.0", "1.0.0-beta.2", "high")]
    [InlineData("1.0.0.0", "1.0.0-BETA.2", "1.0.0.0", "1.0.0-beta.2", "high")]
    // Labels of builds are none of versions.
    [InlineData("8.0.0.0", "8.0.0--af60a492+af60a492aba1", "8.0.0.0", "8.0.0", "high")]
    [InlineData("2.1.0.0", "2.1.0-rtm-30799", "2.1.0.18136", "2.1.0", "high")]
    [InlineData("5.0.0.0", "5.0.2-beta.21308.2+4aa714b", "5.0.221.30802", "5.0.2", "high")]
    // The informational version speaks of something else, or of nothing.
    [InlineData("3.3.0.0", "1.0.0+0bf57e2", "3.7.402.0", "3.7.402", "medium")]
    [InlineData("3.3.0.0", "1.0.0+0bf57e2", "3.7.304.1", "3.7.304.1", "medium")]
    [InlineData("6.8.0.0", "6.8.0.11012235604.824068adaeb7", "6.8.0.11012", "6.8.0", "medium")]
    [InlineData("9.0.0.0", null, "9.0.1.19813", "9.0.1", "medium")]
    // What nobody filled in tells nothing.
    [InlineData("1.0.0.0", "1.0.0", "1.0.0.0", null, "high")]
    [InlineData("0.0.0.0", "0.0.0", "0.0.0.0", null, "high")]
    [InlineData("2.0.0.0", "release of may", "text", null, "high")]
    [InlineData("2.0.0.0", null, "1.5.0.0", null, "high")]
    [InlineData("2.0.0.0", null, "2.0.0.0", null, "high")]
    [InlineData("2.0.0.0", "2.0.0.0", "2.0.0.0", null, "high")]
    [InlineData("2.0.3.0", null, "2.0.3.0", "2.0.3", "medium")]
    [InlineData("5.7.0.0", null, "5.7.0.0", "5.7.0", "medium")]
    public void Of_libraries(string version, string? informational, string file, string? expected, string confidence)
    {
        var component = Assert.Single(Identify(Assembly("Sample", version, informational, file, "aaaaaaaaaaaaaaaa", "Sample product")));

        Assert.Equal(("Sample", expected, confidence), (component.Name, component.Version, component.Confidence));
    }

    [Theory]
    [InlineData("System.Text.Json", "8.0.0.0", "8.0.0+5535e31", "8.0.23.53103", "8.0.0")]
    [InlineData("System.Text.Json", "8.0.0.5", "8.0.10+81cabf2", "8.0.1024.46610", "8.0.5")]
    [InlineData("System.Text.Json", "9.0.0.0", "9.0.4+f57e6dc", "9.0.425.16305", "9.0.4")]
    // Built in, or of the library for the newest framework: both count the runtime.
    [InlineData("System.Text.Json", "8.0.0.0", "8.0.10+81cabf2", "8.0.1024.46610", null)]
    [InlineData("System.Text.Json", "4.0.1.0", "3.1.0+0f7f38c", "4.700.19.56404", null)]
    [InlineData("System.Text.Json", "4.0.2.0", "4.6.26515.06 @BuiltBy: x", "4.6.26515.06", null)]
    [InlineData("System.Net.Http", "4.1.1.0", "4.6.24705.01. Commit Hash: 4d1af96", "4.6.24705.01", "4.3.0")]
    public void Of_what_dotnet_builds(string name, string version, string informational, string file, string? expected) =>
        Assert.Equal(expected, Assert.Single(Identify(Assembly(name, version, informational, file, name == "System.Net.Http" ? "b03f5f7f11d50a3a" : Framework, "Microsoft® .NET"))).Version);

    [Fact]
    public void An_assembly_of_another_name_belongs_to_the_first_package_and_is_that_of_each()
    {
        Assert.Equal("Sample.Package", Assert.Single(Identify(Assembly("Sample.Core", "1.2.0.0", "1.2.0", "1.2.0.0", "", ""))).Name);
        Assert.Empty(Identify(Assembly("Sample.Core", "1.2.0.0", "1.2.0", "1.2.0.0", "", ""), "sample.other"));
    }

    [Fact]
    public void An_assembly_of_a_popular_name_is_identified_with_less_certainty_and_any_other_is_not()
    {
        var component = Assert.Single(Identify(Assembly("popular", "1.2.0.0", "1.2.0", "1.2.0.0", "", "")));

        Assert.Equal(("Popular", "1.2.0", "medium", "pkg:nuget/Popular@1.2.0"), (component.Name, component.Version, component.Confidence, component.Purl));
        Assert.Empty(Identify(Assembly("Unknown.Helper", "1.2.0.0", "1.2.0", "1.2.0.0", "", "")));
    }

    [Fact]
    public void Hostile_statements_end_in_nothing_or_a_component_without_version()
    {
        var random = new Random(4);
        string[] pieces = ["1", "999999999999999999999", "-", "+", ".", "..", " ", "\0", "beta", "\u202e", new string('9', 5000), "v2", "%", "|"];
        for (var i = 0; i < 3000; i++)
        {
            var texts = Enumerable.Range(0, 3).Select(_ => string.Concat(Enumerable.Range(0, random.Next(6)).Select(_ => pieces[random.Next(pieces.Length)]))).ToArray();
            foreach (var component in Identify(Assembly("Sample", texts[0], texts[1], texts[2], "aaaaaaaaaaaaaaaa", "Sample product")))
            {
                Assert.True(component.Version is null || PackageVersion.Parse(component.Version) is not null, component.Version);
            }
        }
    }

    private static IReadOnlyList<ReportedComponent> Identify(FileFacts assembly, string id = "Other")
    {
        var stage = new VulnerabilityStage(new Lazy<KnownAssemblies>(Known), [new PopularPackages("popular", "2026-01-01", "nuget", ["Popular", "POPULAR"])], null, null);
        return stage.Add(ComposedPackage.Of(id, "1.0.0", ("lib/net8.0/x.dll", ArtifactKind.ManagedAssembly, assembly))).Composition.Components;
    }

    private static FileFacts Assembly(string name, string version, string? informational, string file, string token, string product)
    {
        var facts = new FactWriter();
        foreach (var (key, value) in new[] { ("assembly.kind", "il"), ("assembly.name", name), ("assembly.version", version), ("assembly.public-key-token", token), ("file.version", file), ("file.product", product) })
        {
            if (value.Length > 0)
            {
                facts.Add(FactKind.Metadata, key, arguments: new ArgumentList(new Argument("value", value)));
            }
        }

        if (informational is not null)
        {
            facts.Add(FactKind.Attribute, "System.Reflection.AssemblyInformationalVersionAttribute", arguments: new ArgumentList(new Argument(null, informational)));
        }

        facts.Add(FactKind.Call, "System.String::Trim");
        return facts.ToFacts();
    }
}
