using System.Text;
using Assay.Model;
using Assay.TestInputs;

namespace Assay.Robustness.Tests.Made;

/// <summary>The manifest of a package, and the other XML of its packaging.</summary>
internal static class ManifestCases
{
    private const string Declaration = "<?xml version=\"1.0\" encoding=\"utf-8\"?>";

    public static IEnumerable<MadeCase> All =>
    [
        Text("nothing-but-a-declaration", Declaration).Says(ProblemId.ManifestUnreadable),
        Text("blanks", new string(' ', 100)).Says(ProblemId.ManifestUnreadable),
        Text("other-root", "<html/>").Says(ProblemId.ManifestUnreadable),
        Text("no-metadata", "<package/>").Says(ProblemId.ManifestUnreadable),
        Text("metadata-empty", "<package><metadata/></package>").Says(ProblemId.ManifestInvalid),
        Text("metadata-twice", NupkgBuilder.Manifest().Replace("</metadata>", "</metadata><metadata><id>Other</id><version>2.0.0</version></metadata>", StringComparison.Ordinal)).Says(ProblemId.ManifestInvalid),
        Text("two-roots", NupkgBuilder.Manifest() + NupkgBuilder.Manifest()).Says(ProblemId.ManifestUnreadable),
        Text("xml-1.1", NupkgBuilder.Manifest().Replace("version=\"1.0\" encoding", "version=\"1.1\" encoding", StringComparison.Ordinal)).Says(ProblemId.ManifestUnreadable),
        Text("element-not-closed", NupkgBuilder.Manifest().Replace("</authors>", "", StringComparison.Ordinal)).Says(ProblemId.ManifestUnreadable),
        Text("prefix-unknown", NupkgBuilder.Manifest(more: "<x:tags>a</x:tags>")).Says(ProblemId.ManifestUnreadable),
        Text("attribute-twice", NupkgBuilder.Manifest(more: "<license type='file' type='expression'>MIT</license>")).Says(ProblemId.ManifestUnreadable),
        Text("character-forbidden", NupkgBuilder.Manifest(more: "<tags>&#x1;</tags>")).Says(ProblemId.ManifestUnreadable),
        Text("nul", NupkgBuilder.Manifest(more: "<tags>\0</tags>")).Says(ProblemId.ManifestUnreadable),
        Bytes("bytes-no-utf8", [.. Encoding.UTF8.GetBytes(NupkgBuilder.Manifest().Replace("Somebody", "Some\u00ffbody", StringComparison.Ordinal).Split('\u00ff')[0]), 0xFF, 0xC0, .. Encoding.UTF8.GetBytes(NupkgBuilder.Manifest().Split("Somebody")[1])]).Says(ProblemId.ManifestUnreadable),
        Bytes("marked-utf16-is-utf8", [0xFF, 0xFE, .. Encoding.UTF8.GetBytes(NupkgBuilder.Manifest())]).Says(ProblemId.ManifestUnreadable),
        Bytes("utf16-of-odd-length", [0xFF, 0xFE, .. Encoding.Unicode.GetBytes(NupkgBuilder.Manifest().Replace("utf-8", "utf-16", StringComparison.Ordinal)), 0x20]).AndNothingElse(),
        Text("encoding-utf7", NupkgBuilder.Manifest().Replace("utf-8", "utf-7", StringComparison.Ordinal)).Says(ProblemId.ManifestUnreadable),
        Text("65-levels", NupkgBuilder.Manifest(more: string.Concat(Enumerable.Repeat("<a>", 70)) + string.Concat(Enumerable.Repeat("</a>", 70)))).Says(ProblemId.ManifestUnreadable),
        Text("300-attributes", NupkgBuilder.Manifest(more: "<a " + string.Join(' ', Enumerable.Range(0, 300).Select(i => $"a{i}='1'")) + "/>")).Says(ProblemId.ManifestUnreadable),
        Text("200001-elements", NupkgBuilder.Manifest(more: "<a>" + string.Concat(Enumerable.Repeat("<b/>", 200_001)) + "</a>")).Says(ProblemId.ManifestUnreadable),
        Text("nine-megabytes", NupkgBuilder.Manifest(more: "<tags>" + new string('a', 9_000_000) + "</tags>")).Says(ProblemId.ManifestUnreadable),
        Text("attribute-of-a-megabyte", NupkgBuilder.Manifest(more: "<repository type='git' url='https://example.invalid/" + new string('a', 1_000_000) + "'/>")),
        Text("id-of-elements", NupkgBuilder.Manifest(id: "<b>Sample</b>")).Says(ProblemId.ManifestInvalid),
        Text("id-with-a-comment-inside", NupkgBuilder.Manifest(id: "Sam<!-- -->ple")).AndNothingElse(),
        Text("id-of-a-text-section", NupkgBuilder.Manifest(id: "<![CDATA[../Sample]]>")).Says(ProblemId.ManifestInvalid),
        Text("id-of-129-characters", NupkgBuilder.Manifest(id: new string('a', 129))).Says(ProblemId.ManifestInvalid),
        .. ((string[])["1.0.0.0.0", "1", " 1.0.0", "1.0.0-", "99999999999.0.0", "1.0.0\u0660", "1.0.0-a..b", "v1.0.0", "1.0.0+"]).Select(version => Text("version-" + Uri.EscapeDataString(version), NupkgBuilder.Manifest(version: version))).Select((made, i) => i == 1 ? made.AndNothingElse() : made.Says(ProblemId.ManifestInvalid)),
        Text("licence-of-ten-thousand-parentheses", NupkgBuilder.Manifest(more: $"<license type='expression'>{new string('(', 10_000)}MIT</license>")).Finds("invalid-license-expression"),
        Text("licence-of-a-hundred-thousand-words", NupkgBuilder.Manifest(more: $"<license type='expression'>{string.Join(" OR ", Enumerable.Repeat("MIT", 100_000))}</license>")).Finds("invalid-license-expression"),
        Text("licence-outside-the-package", NupkgBuilder.Manifest(more: "<license type='file'>../../../etc/passwd</license>")),
        Text("dependency-of-no-range", NupkgBuilder.Manifest(more: "<dependencies><dependency id='' version='[1.0'/><dependency id='A' version='(,'/><dependency version='1'/></dependencies>")).AndNothingElse(),
        new MadeCase("manifest/core-properties-broken", "made.1.0.0.nupkg", () => new NupkgBuilder().Add("package/services/metadata/core-properties/a.psmdcp", "<coreProperties><identifier>Other</coreProperties>").Build()).Says(ProblemId.XmlUnreadable),
        new MadeCase("manifest/core-properties-with-entities", "made.1.0.0.nupkg", () => new NupkgBuilder().Add("package/services/metadata/core-properties/a.psmdcp", "<!DOCTYPE a [<!ENTITY b SYSTEM 'file:///etc/passwd'>]><coreProperties><identifier>&b;</identifier></coreProperties>").Build()).Says(ProblemId.XmlUnreadable),
        new MadeCase("manifest/installed-module-broken", "made.zip", () => new RawZip().Add(new RawEntry("PSGetModuleInfo.xml", "<Objs><Obj><TN><T>"), new RawEntry("a.psm1", "Start-Process calc.exe")).Build()).Says(ProblemId.XmlUnreadable).Finds("starts-process"),
        new MadeCase("manifest/installed-module-of-many-levels", "made.zip", () => new RawZip().Add(new RawEntry("PSGetModuleInfo.xml", $"<Objs xmlns='http://schemas.microsoft.com/powershell/2004/04'>{string.Concat(Enumerable.Repeat("<Obj><MS>", 5000))}{string.Concat(Enumerable.Repeat("</MS></Obj>", 5000))}</Objs>")).Build()).Says(ProblemId.XmlUnreadable),
    ];

    private static MadeCase Text(string id, string manifest) => Bytes(id, Encoding.UTF8.GetBytes(manifest));

    private static MadeCase Bytes(string id, byte[] manifest) => new("manifest/" + id, "made.1.0.0.nupkg", () => new NupkgBuilder(manifest: null).Add("Sample.nuspec", manifest).Build());
}
