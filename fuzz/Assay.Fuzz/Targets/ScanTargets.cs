using Assay.Fuzz.Mutation;
using Assay.Fuzz.Running;
using Assay.Fuzz.Seeds;
using Assay.Model;
using Assay.Reports;
using Assay.Scan;

namespace Assay.Fuzz.Targets;

/// <summary>Whole packages through all stages, with all rules.</summary>
internal static class ScanTargets
{
    private const long MiB = 1024 * 1024;

    private static readonly AnalysisLimits SmallLimits = AnalysisLimits.Default.With(Limit.UnpackedBytes, 8 * MiB).With(Limit.EntryBytes, 4 * MiB).With(Limit.RatioThreshold, MiB).With(Limit.Entries, 2000);
    private static readonly Lazy<RulePack> LazyRules = new(EmbeddedRules.Load);
    private static readonly Lazy<Scanner> LazyScanner = new(() => new Scanner(new ScanOptions { Rules = Rules, ToolVersion = "fuzz", Limits = SmallLimits, Stages = ThreadTime.Stages }));

    /// <summary>The rules of the product.</summary>
    public static RulePack Rules => LazyRules.Value;

    /// <summary>Scans as the command line does, with small budgets.</summary>
    public static Scanner Scanner => LazyScanner.Value;

    public static FuzzTarget Scan { get; } = new("scan", "scan", PackageSeeds.Packages, (input, outcome) =>
    {
        var facts = Scanner.Extract(new PackageFile("sample.1.0.0.nupkg", "", input.ToArray()));
        foreach (var file in facts.Files)
        {
            outcome.Add(file.Facts.Problems);
        }

        var report = Scanner.Report(facts);
        foreach (var behavior in report.Behaviors)
        {
            outcome.Feature(behavior.Id, 0, 0);
        }

        using var output = new MemoryStream();
        JsonReport.Write(report, output);
        outcome.Add(output.GetBuffer().AsSpan(0, (int)output.Length));
    })
    {
        Mutations = Formats.Zip,
        Words = ["../", "%2e", ".nuspec", "tools/init.ps1", "build/Sample.targets"],
        Endings = [".nupkg"],
        LongestInput = 256 * 1024,
        Limits = new InputLimits(3000, 20, 256 * MiB, 4000),
    };
}
