using System.Text;
using Assay.Community;
using Assay.Fuzz.Mutation;
using Assay.Fuzz.Seeds;
using Assay.Licenses;
using Assay.Model;
using Assay.Packages.Projects;
using Assay.Reports;
using Assay.Rules;
using Assay.Text.Licenses;
using Assay.Web.Isolation;

namespace Assay.Fuzz.Targets;

/// <summary>Documents that a user hands in, and what one part of the product wrote for another.</summary>
internal static class DocumentTargets
{
    private const long MiB = 1024 * 1024;

    private static readonly string[] JsonWords = ["null", "[]", "{}", "-1", "1e400", "99999999999999999999", "\"\\ud800\"", "\"schemaVersion\":", "\"pass\"", "\"high\"", ","];

    public static FuzzTarget Configuration { get; } = new("configuration", "documents", DocumentSeeds.Configurations, (input, outcome) =>
    {
        var result = PolicyFileReader.Read("assay.yaml", input.ToArray(), ScanTargets.Rules);
        outcome.Add($"{result.File}");
        outcome.AddAll(result.Diagnostics);
    })
    {
        Mutations = Formats.Yaml,
        Words = ["&a ", "*a", "<<: *a", "!!binary ", "? ", "- ", ": ", "|\n", ">-\n", "{", "[", "---\n", "...\n", "%YAML 9.9\n", "\t", "\"\\ud800\"", "rules:", "suppressions:", "2027-01-31", "~"],
        LongestInput = 32 * 1024,
    };

    public static FuzzTarget Baseline { get; } = new("baseline", "documents", DocumentSeeds.Baselines, (input, outcome) => outcome.AddAll(BaselineFile.Read("baseline.json", input.ToArray()).ByPackage.Keys.Order(StringComparer.Ordinal)))
    {
        Mutations = Formats.Json,
        Words = JsonWords,
        Refusals = [typeof(BaselineException)],
    };

    // A report may come from anywhere, and becomes any other form of a report.
    public static FuzzTarget Report { get; } = new("report", "documents", DocumentSeeds.Reports, (input, outcome) =>
    {
        foreach (var report in ReportFile.Read(input.Span))
        {
            foreach (var format in ReportFormats.Names)
            {
                using var output = new MemoryStream();
                ReportFormats.Find(format)!.Write(report.Check, output);
                outcome.Add(output.GetBuffer().AsSpan(0, (int)output.Length));
            }
        }
    })
    {
        Mutations = Formats.Json,
        Words = JsonWords,
        Refusals = [typeof(ReportFileException)],
        LongestInput = 192 * 1024,
        Limits = InputLimits.Default with { Allocated = 64 * MiB },
    };

    public static FuzzTarget Projects { get; } = new("projects", "stored", DocumentSeeds.Projects, (input, outcome) =>
    {
        var text = new SourceText("sample", input.ToArray());
        foreach (var read in ProjectReaders.For(input.Span))
        {
            outcome.Add(read(text));
        }

        outcome.AddAll(text.Problems);
    })
    {
        Mutations = [.. Formats.Json, .. Formats.Xml],
        Words = [.. JsonWords, "\"dependencies\":", "\"resolved\":", "\"pkg:nuget/a@1.0.0\"", "<package id=\"a\" version=\"1.0.0\" />", "PackageName: ", "Relationship: ", "#:package a@1.0.0\n"],
    };

    public static FuzzTarget Snapshot { get; } = new("snapshot", "stored", DocumentSeeds.Snapshots, (input, outcome) =>
    {
        var snapshot = SnapshotJson.Read(input);
        snapshot.CheckAll();
        outcome.Add($"{snapshot.Describe()}");
        outcome.AddAll(snapshot.Rules.Select(rule => $"{rule.Id} {rule.Packages.Count()}"));
    })
    {
        Mutations = Formats.Json,
        Words = JsonWords,
        Refusals = [typeof(SnapshotException)],
    };

    // The bytes are from a child process that read a hostile package: whatever they say, what reads them goes on.
    public static FuzzTarget StoredFacts { get; } = new("stored-facts", "stored", DocumentSeeds.StoredFacts, (input, outcome) =>
    {
        var reading = AnalysisFormat.Read(input.Span, DocumentSeeds.Extractor);
        foreach (var content in reading.Contents.OfType<Scan.ReadContent>())
        {
            outcome.Add(content.Reading.Facts);
        }
    })
    {
        Mutations = Formats.Binary,
        Refusals = [typeof(InvalidDataException)],
    };

    public static FuzzTarget LicenseText { get; } = new("license-text", "scripts", DocumentSeeds.LicenseTexts, Analysis.Of((input, facts) => LicenseTextAnalyzer.Analyze(input.Span, facts)))
    {
        Mutations = Formats.Code,
        Words = ["SPDX-License-Identifier: MIT", "{\\rtf1 ", "\\'e9", "\\u8364?", "Permission is hereby granted", "Apache License", "http://www.apache.org/licenses/LICENSE-2.0"],
        Endings = ["LICENSE", "LICENSE.txt", "LICENSE.md", ".rtf"],
    };

    public static FuzzTarget LicenseExpression { get; } = new("license-expression", "scripts", DocumentSeeds.LicenseExpressions, (input, outcome) =>
    {
        outcome.Add($"{SpdxExpression.Parse(Encoding.UTF8.GetString(input.Span), out var defect)}");
        outcome.Add(defect);
    })
    {
        Mutations = Formats.Code,
        Words = [" AND ", " OR ", " WITH ", "(", ")", "+", "MIT", "Apache-2.0", "LicenseRef-a", "DocumentRef-a:LicenseRef-b", "Classpath-exception-2.0"],
        LongestInput = 16 * 1024,
    };
}
