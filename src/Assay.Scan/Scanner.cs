using System.Collections.Concurrent;
using Assay.Linking;
using Assay.Linking.Signatures;
using Assay.Linking.Vulnerabilities;
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
    // Writers and the memory of facts keep their buffers from package to package: as many as threads scan at once.
    private readonly ConcurrentBag<FactWriter> _writers = [];
    private readonly ConcurrentBag<FactMemory> _memories = [];
    private readonly UnpackBudget _budget = UnpackBudget.Of(options.Limits) with { Clock = options.Clock };
    private readonly RuleMatcher _matcher = new(options.Rules, options.Limits[Limit.MatchSteps]);
    private readonly SignatureVerifier _signatures = new(options.Signatures);
    private readonly IdentityStage _identity = new(options.Identity);
    private readonly SignatureStage _signing = new(options.Identity.AsOf);
    private readonly VulnerabilityStage _vulnerabilities = new(EmbeddedLists.Assemblies, options.Identity.Popular, options.KnownFiles, options.Advisories);
    private readonly DifferenceStage _differences = new(options.Rules);
    // Naming the analysers loads all of them, which a scan of one script does not need.
    private readonly Lazy<string> _extractor = new(() => ExtractorName.Of(options));
    private readonly JudgeOptions _judging = JudgeOptions.Default with { Prevalence = options.Community, FindSecrets = SecretRedaction.Find, Settings = options.Settings, Today = Today(options), Baseline = options.Baseline, EvidenceLimit = options.Limits.Number(Limit.Evidence), FindingLimit = options.Limits.Number(Limit.Findings) };

    /// <summary>What reading and judging a package may cost.</summary>
    public AnalysisLimits Limits => options.Limits;

    /// <summary>Names everything that decides what is read of a package: this build of the analysers, and what signatures are verified against. What is stored is kept under it.</summary>
    public string Extractor => _extractor.Value;

    /// <summary>Reads and judges one package. The report is a pure function of the file and the options.</summary>
    public PackageReport Scan(PackageFile file, CancellationToken cancellation = default)
    {
        var memory = _memories.TryTake(out var used) ? used : new FactMemory();
        try
        {
            var facts = Extract(file, memory, cancellation);
            return options.Earlier?.Before(facts, cancellation) is { } earlier ? Report(earlier, facts) : Report(facts);
        }
        finally
        {
            memory.Clear();
            _memories.Add(memory);
        }
    }

    /// <summary>Reads and judges two packages, and compares them. The result is a pure function of the files and the options.</summary>
    public VersionComparison Compare(PackageFile before, PackageFile after, CancellationToken cancellation = default) =>
        Compare(Extract(before, cancellation), Extract(after, cancellation));

    /// <summary>Judges two packages, and compares them.</summary>
    public VersionComparison Compare(PackageFacts before, PackageFacts after)
    {
        var judged = new ScannedPackage(before, Report(before));
        var (report, changes) = Compare(judged, after);
        return VersionComparer.Describe(judged.Report, report, changes);
    }

    /// <summary>Reads one package without judging it.</summary>
    public PackageFacts Extract(PackageFile file, CancellationToken cancellation = default) => Extract(file, null, cancellation);

    /// <summary>Reads one package without judging it. <paramref name="memory"/> takes the facts, which live until it is cleared; null: as long as somebody holds them.</summary>
    public PackageFacts Extract(PackageFile file, FactMemory? memory, CancellationToken cancellation = default) => Complete(Read(file, null, memory, cancellation));

    /// <summary>Reads one package without joining anything: what does not change while its bytes and the extractor do not.</summary>
    /// <param name="file">The package.</param>
    /// <param name="contents">What was read in other packages; null when nothing is kept.</param>
    /// <param name="cancellation">Ends the reading.</param>
    public PackageReading Read(PackageFile file, IContentStore? contents, CancellationToken cancellation = default) => Read(file, contents, null, cancellation);

    private PackageReading Read(PackageFile file, IContentStore? contents, FactMemory? memory, CancellationToken cancellation)
    {
        var writer = _writers.TryTake(out var used) ? used : new FactWriter { Limits = options.Limits };
        writer.Stages = options.Stages?.OfThread;
        writer.Memory = memory;
        using var stage = writer.Stages.Measure(Stage.Unpack);
        var analysis = new PackageAnalysis(writer, _signatures, options.PublicMembers, contents);
        var unpacked = Unpacker.Unpack(file, _budget, analysis.Visit, cancellation, writer.Stages);
        writer.Memory = null;
        _writers.Add(writer);
        stage.Next(Stage.Link);
        return analysis.Join(file, unpacked);
    }

    /// <summary>Joins what was read, now or earlier, and adds what the lists and the date of the options say.</summary>
    public PackageFacts Complete(PackageReading reading)
    {
        using var stage = Measure(Stage.Link);
        var facts = PackageLinker.Link(reading.Package, options.Settings, options.Limits);
        stage.Next(Stage.Identity);
        facts = _identity.Add(facts);
        stage.Next(Stage.Signing);
        facts = _signing.Add(facts);
        stage.Next(Stage.Vulnerabilities);
        facts = _vulnerabilities.Add(facts);
        stage.Next(Stage.SourceLocations);
        return facts with { Sources = SourceLocations.Of(facts.Files) };
    }

    /// <summary>Says which rules hold, drafts included.</summary>
    public MatchResult Match(PackageFacts facts) => _matcher.Match(facts);

    /// <summary>Judges a package.</summary>
    public Judgement Judge(PackageFacts facts)
    {
        using var stage = Measure(Stage.Match);
        var matches = _matcher.Match(facts, _judging.Published);
        stage.Next(Stage.Judge);
        return Rules.Judge.Evaluate(facts, _matcher.Pack, matches, _judging);
    }

    /// <summary>Judges a package and writes the report.</summary>
    public PackageReport Report(PackageFacts facts)
    {
        var judgement = Judge(facts);
        using var stage = Measure(Stage.Report);
        return ReportBuilder.Build(facts, judgement, options);
    }

    /// <summary>Judges a package and writes the report, with what is new against an earlier version.</summary>
    public PackageReport Report(PackageFacts earlier, PackageFacts facts)
    {
        var before = new ScannedPackage(earlier, Report(earlier));
        var (report, changes) = Compare(before, facts);
        return report with { NewInVersion = new NewInVersion(VersionComparer.Describe(before.Report), changes) };
    }

    // What is new is judged together with everything else of the later package: the second judgement knows of it.
    private (PackageReport Report, VersionChanges Changes) Compare(ScannedPackage before, PackageFacts after)
    {
        var changes = VersionComparer.Compare(before, new ScannedPackage(after, Report(after)));
        var report = Report(_differences.Add(before.Facts, after, changes));
        return (report, changes with { Verdict = FindingComparer.CompareVerdicts(before.Report, report), Issues = FindingComparer.CompareIssues(before.Report, report) });
    }

    private StageScope Measure(Stage stage) => (options.Stages?.OfThread).Measure(stage);

    private static DateOnly Today(ScanOptions options) =>
        options.Identity.AsOf is { } day ? day
        : options.Settings.Suppressions.Count == 0 ? DateOnly.MinValue
        : throw new ArgumentException("Suppressions expire: without a date none of them can be judged.", nameof(options));
}
