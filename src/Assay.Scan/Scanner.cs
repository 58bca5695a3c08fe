using System.Collections.Concurrent;
using Assay.Linking;
using Assay.Linking.Signatures;
using Assay.Model;
using Assay.Packages;
using Assay.Rules;
using Assay.Scan.Comparing;
using Assay.Signatures;
using Assay.Text.Secrets;

namespace Assay.Scan;

/// <summary>Scans packages: the stages in their order. Thread-safe; one instance serves many packages.</summary>
public sealed class Scanner(ScanOptions options)
{
    // Writers keep their buffers from package to package: as many as threads scan at once.
    private readonly ConcurrentBag<FactWriter> _writers = [];
    private readonly RuleMatcher _matcher = new(options.Rules);
    private readonly SignatureVerifier _signatures = new(options.Signatures);
    private readonly IdentityStage _identity = new(options.Identity);
    private readonly SignatureStage _signing = new(options.Identity.AsOf);
    private readonly DifferenceStage _differences = new(options.Rules);
    private readonly JudgeOptions _judging = JudgeOptions.Default with { Prevalence = options.Community, FindSecrets = SecretRedaction.Find, Settings = options.Settings, Today = Today(options), Baseline = options.Baseline };

    /// <summary>Reads and judges one package. The report is a pure function of the file and the options.</summary>
    public PackageReport Scan(PackageFile file, CancellationToken cancellation = default)
    {
        var facts = Extract(file, cancellation);
        if (options.Earlier?.Before(facts, cancellation) is not { } earlier)
        {
            return Report(facts);
        }

        var before = new ScannedPackage(earlier, Report(earlier));
        var (report, changes) = Compare(before, facts);
        return report with { NewInVersion = new NewInVersion(VersionComparer.Describe(before.Report), changes) };
    }

    /// <summary>Reads and judges two packages, and compares them. The result is a pure function of the files and the options.</summary>
    public VersionComparison Compare(PackageFile before, PackageFile after, CancellationToken cancellation = default)
    {
        var earlier = Extract(before, cancellation);
        var judged = new ScannedPackage(earlier, Report(earlier));
        var (report, changes) = Compare(judged, Extract(after, cancellation));
        return VersionComparer.Describe(judged.Report, report, changes);
    }

    /// <summary>Reads one package without judging it.</summary>
    public PackageFacts Extract(PackageFile file, CancellationToken cancellation = default)
    {
        var writer = _writers.TryTake(out var used) ? used : new FactWriter();
        var analysis = new PackageAnalysis(writer, _signatures, options.PublicMembers);
        var unpacked = Unpacker.Unpack(file, options.Budget, analysis.Visit, cancellation);
        _writers.Add(writer);
        var facts = _signing.Add(_identity.Add(PackageLinker.Link(analysis.Join(file, unpacked), options.Settings)));
        return facts with { Sources = SourceLocations.Of(facts.Files) };
    }

    private PackageReport Report(PackageFacts facts) => ReportBuilder.Build(facts, Judge.Evaluate(facts, _matcher, _judging), options);

    // What is new is judged together with everything else of the later package: the second judgement knows of it.
    private (PackageReport Report, VersionChanges Changes) Compare(ScannedPackage before, PackageFacts after)
    {
        var changes = VersionComparer.Compare(before, new ScannedPackage(after, Report(after)));
        var report = Report(_differences.Add(before.Facts, after, changes));
        return (report, changes with { Verdict = FindingComparer.CompareVerdicts(before.Report, report), Issues = FindingComparer.CompareIssues(before.Report, report) });
    }

    private static DateOnly Today(ScanOptions options) =>
        options.Identity.AsOf is { } day ? day
        : options.Settings.Suppressions.Count == 0 ? DateOnly.MinValue
        : throw new ArgumentException("Suppressions expire: without a date none of them can be judged.", nameof(options));
}
