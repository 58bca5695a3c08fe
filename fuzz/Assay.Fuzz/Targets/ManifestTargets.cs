using Assay.Fuzz.Mutation;
using Assay.Fuzz.Seeds;
using Assay.Model;
using Assay.Packages;
using Assay.Text;
using Assay.Text.MSBuild;

namespace Assay.Fuzz.Targets;

/// <summary>XML: manifests, parts of the packaging, build files.</summary>
internal static class ManifestTargets
{
    private static readonly string[] XmlWords = ["<!DOCTYPE a [<!ENTITY b \"c\">]>", "&b;", "&#0;", "&#x10FFFF;", "<![CDATA[", "]]>", "<!--", "<?xml version=\"1.1\" encoding=\"utf-16\"?>", "xmlns=\"\"", "xml:space=\"preserve\""];

    public static FuzzTarget Nuspec { get; } = new("nuspec", "nuspec", ManifestSeeds.Nuspecs, (input, outcome) =>
    {
        var (manifest, facts) = NuspecReader.Read(input);
        outcome.Add($"{manifest}");
        outcome.Add(facts);
    })
    {
        Mutations = Formats.Xml,
        Words = [.. XmlWords, "<dependency id=\"a\" version=\"[1.0,2.0)\" />", "<group targetFramework=\"net8.0\">", "<version>1.0.0-a+b</version>", "<license type=\"expression\">"],
        Endings = [".nuspec"],
    };

    public static FuzzTarget PackagingPart { get; } = new("packaging-part", "nuspec", ManifestSeeds.PackagingParts, (input, outcome) => outcome.Add(PackagingPartReader.Read(input)))
    {
        Mutations = Formats.Xml,
        Words = XmlWords,
        Endings = [".psmdcp", ".rels"],
    };

    public static FuzzTarget InstalledModule { get; } = new("installed-module", "nuspec", ManifestSeeds.InstalledModules, (input, outcome) => outcome.Add(InstalledModuleReader.Read(input)))
    {
        Mutations = Formats.Xml,
        Words = [.. XmlWords, "<S N=\"Name\">", "<DT N=\"InstalledDate\">", "_x000D_", "<MS>"],
    };

    public static FuzzTarget MSBuild { get; } = new("msbuild", "build-files", ManifestSeeds.BuildFiles, Analysis.Of((ReadOnlyMemory<byte> input, FactWriter facts) => BuildFileAnalyzer.Analyze(input, facts)))
    {
        Mutations = Formats.Xml,
        Words = [.. XmlWords, "$(", "@(", "%(", "$([System.IO.File]::ReadAllText('a'))", "$([MSBuild]::", ".Replace('a','b')", "->'", "<Exec Command=\"", "<UsingTask ", "Condition=\"'$(A)' == ''\"", "%24(", ";"],
        Endings = [".targets", ".props"],
    };

    public static FuzzTarget PowerShellXml { get; } = new("ps1xml", "build-files", ManifestSeeds.PowerShellXml, Analysis.Of(PowerShellXmlAnalyzer.Analyze))
    {
        Mutations = Formats.Xml,
        Words = [.. XmlWords, "<ScriptBlock>", "<GetScriptBlock>", "<CodeReference>"],
        Endings = [".ps1xml"],
    };
}
