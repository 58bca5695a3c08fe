using System.Text;
using Assay.Community;
using Assay.Fuzz.Targets;
using Assay.Model;
using Assay.Model.Storing;
using Assay.Reports;
using Assay.Rules;
using Assay.Web.Isolation;

namespace Assay.Fuzz.Seeds;

/// <summary>Documents that users hand in, and what the product wrote itself.</summary>
internal static class DocumentSeeds
{
    /// <summary>Stands for the analysers that wrote facts.</summary>
    public const string Extractor = "fuzz";

    public static IEnumerable<byte[]> Configurations() => Texts("""
        version: 1
        fail-on: [review, high]
        thresholds: { medium: 3 }
        rules: { reads-environment: { severity: high, reason: "x" }, opens-url: off }
        hosts: { allow: ["*.example.com"], deny: [files.example] }
        licenses: { allow: [MIT], warn: [LicenseRef-a], deny: [unknown] }
        packages: { allow: ["pkg:nuget/A*"], deny: ["pkg:nuget/F@[1.0,2.0)"] }
        suppressions:
          - { rule: weak-lock, package: "*", path: "lib/**", reason: r, owner: o, expires: 2027-01-31 }
          - rule: weak-lock
            package: 'pkg:nuget/P@1.0.0'
            reason: >-
              Several
              lines.
            owner: |
              o
            expires: 2027-01-31
        """);

    public static IEnumerable<byte[]> Baselines()
    {
        using var output = new MemoryStream();
        BaselineFile.Write([Scanned()], output);
        return [output.ToArray(), .. Texts("""{"schemaVersion": 1, "issues": [{"package": "pkg:nuget/A", "rule": "r", "fingerprint": "f"}]}""")];
    }

    public static IEnumerable<byte[]> Reports()
    {
        using var one = new MemoryStream();
        JsonReport.Write(Scanned(), one);
        using var check = new MemoryStream();
        JsonReport.Write(CheckReports.Of([Scanned()]), check);
        return [one.ToArray(), check.ToArray()];
    }

    public static IEnumerable<byte[]> Projects() => Texts(
        """{"version": 1, "dependencies": {"net8.0": {"A": {"type": "Direct", "requested": "[1.0.0, )", "resolved": "1.0.0", "contentHash": "AAAA", "dependencies": {"B": "1.0.0"}}, "B": {"type": "Transitive", "resolved": "1.0.0"}}}}""",
        """{"version": 3, "targets": {"net8.0": {"A/1.0.0": {"type": "package", "dependencies": {"B": "1.0.0"}, "compile": {"lib/a.dll": {}}}, "B/1.0.0": {"type": "package"}}}, "libraries": {"A/1.0.0": {"sha512": "AAAA", "type": "package", "path": "a/1.0.0", "files": ["a.dll"]}}, "project": {"version": "1.0.0", "restore": {"projectPath": "/a/a.csproj"}, "frameworks": {"net8.0": {"dependencies": {"A": {"target": "Package", "version": "[1.0.0, )"}}}}}}""",
        """{"runtimeTarget": {"name": ".NETCoreApp,Version=v8.0"}, "targets": {".NETCoreApp,Version=v8.0": {"App/1.0.0": {"dependencies": {"A": "1.0.0"}}, "A/1.0.0": {}}}, "libraries": {"App/1.0.0": {"type": "project"}, "A/1.0.0": {"type": "package", "sha512": "sha512-AAAA"}}}""",
        """{"version": 1, "isRoot": true, "tools": {"a": {"version": "1.0.0", "commands": ["a"]}}, "msbuild-sdks": {"B": "1.0.0"}}""",
        """{"bomFormat": "CycloneDX", "specVersion": "1.5", "metadata": {"component": {"name": "app", "bom-ref": "app"}}, "components": [{"type": "library", "bom-ref": "a", "purl": "pkg:nuget/A@1.0.0", "components": [{"purl": "pkg:nuget/B@1.0.0", "bom-ref": "b"}]}], "dependencies": [{"ref": "app", "dependsOn": ["a"]}]}""",
        """{"spdxVersion": "SPDX-2.3", "SPDXID": "SPDXRef-DOCUMENT", "packages": [{"SPDXID": "SPDXRef-a", "name": "A", "versionInfo": "1.0.0", "externalRefs": [{"referenceType": "purl", "referenceLocator": "pkg:nuget/A@1.0.0"}]}], "relationships": [{"spdxElementId": "SPDXRef-DOCUMENT", "relationshipType": "DESCRIBES", "relatedSpdxElement": "SPDXRef-a"}]}""",
        """<packages><package id="A" version="1.0.0" targetFramework="net48" /></packages>""",
        """<bom xmlns="http://cyclonedx.org/schema/bom/1.5"><components><component type="library" bom-ref="a"><purl>pkg:nuget/A@1.0.0</purl></component></components><dependencies><dependency ref="a"><dependency ref="b"/></dependency></dependencies></bom>""",
        """<Solution><Folder Name="/src/"><Project Path="src/A.csproj" /></Folder></Solution>""",
        "\nMicrosoft Visual Studio Solution File, Format Version 12.00\nProject(\"{FAE04EC0-301F-11D3-BF4B-00C04F79EFBC}\") = \"A\", \"A\\A.csproj\", \"{00000000-0000-0000-0000-000000000001}\"\nEndProject\nGlobal\nEndGlobal\n",
        "#!/usr/bin/env dotnet\n#:package A@1.0.0\n#:sdk B@2.0.0\n#:property X=1\nusing System;\n",
        "SPDXVersion: SPDX-2.3\nPackageName: A\nSPDXID: SPDXRef-a\nPackageVersion: 1.0.0\nExternalRef: PACKAGE-MANAGER purl pkg:nuget/A@1.0.0\nRelationship: SPDXRef-DOCUMENT DESCRIBES SPDXRef-a\n");

    public static IEnumerable<byte[]> Snapshots()
    {
        var packages = new SnapshotPackages([.. Enumerable.Range(0, 40).Select(index => new CommunityPackage($"p{index:000}", "1.0.0", index < 10 ? index + 1 : null))]);
        var set = PackageSet.Of(40, [1, 3, 8, 30]);
        var snapshot = new CommunitySnapshot(packages, [new RuleFigures("opens-door", "0123456789abcdef", set, packages)], [new NamedSet("tag:door", set)]) { Id = "sample", Date = "2026-01-31", Community = "nuget", Ranking = RankingKind.Downloads };
        using var output = new MemoryStream();
        SnapshotJson.Write(snapshot, output);
        return [output.ToArray(), .. Texts("""{"formatVersion": 1, "id": "a", "date": "2026-01-31", "community": "nuget", "ranking": "downloads", "packages": [{"id": "a", "version": "1.0.0", "rank": 1}], "rules": [{"id": "r", "conditionHash": "0123456789abcdef", "counts": {"community": 1}, "packages": "AQ=="}]}""")];
    }

    public static IEnumerable<byte[]> StoredFacts() => [.. PackageSeeds.Packages().Select(StoredFactsOf)];

    /// <summary>What a child process hands back of a package.</summary>
    public static byte[] StoredFactsOf(byte[] package)
    {
        var buffer = new StoredBuffer();
        AnalysisFormat.Write(ScanTargets.Scanner.Read(Package(package), null), Extractor, buffer);
        return buffer.Written.ToArray();
    }

    public static IEnumerable<byte[]> LicenseTexts() => Texts(
        "Copyright (c) 2026 Somebody\n\nPermission is hereby granted, free of charge, to any person obtaining a copy of this software and associated documentation files, to deal in the Software without restriction.\nSPDX-License-Identifier: MIT OR Apache-2.0\nhttps://opensource.org/licenses/MIT\n",
        "{\\rtf1\\ansi\\ansicpg1252{\\fonttbl{\\f0 Arial;}}\\f0 Apache License \\'e9 \\u8364? {\\*\\ignored x}\\par Version 2.0\\tab }");

    public static IEnumerable<byte[]> LicenseExpressions() => Texts("MIT", "(MIT OR Apache-2.0+) AND GPL-2.0-only WITH Classpath-exception-2.0", "LicenseRef-a AND DocumentRef-b:LicenseRef-c");

    private static PackageReport Scanned() => ScanTargets.Scanner.Scan(Package(PackageSeeds.Packages().First()));

    private static PackageFile Package(byte[] bytes) => new("sample.1.0.0.nupkg", "", bytes);

    private static IEnumerable<byte[]> Texts(params string[] texts) => texts.Select(Encoding.UTF8.GetBytes);
}
