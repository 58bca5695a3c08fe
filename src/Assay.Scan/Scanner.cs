using System.Collections.Concurrent;
using Assay.Linking;
using Assay.Linking.Signatures;
using Assay.Model;
using Assay.Packages;
using Assay.Rules;
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
    // Naming the analysers loads all of them, which a scan of one script does not need.
    private readonly Lazy<string> _extractor = new(() => ExtractorName.Of(options));
    private readonly JudgeOptions _judging = JudgeOptions.Default with { Prevalence = options.Community, FindSecrets = SecretRedaction.Find, Settings = options.Settings, Today = Today(options), Baseline = options.Baseline };

    /// <summary>Names everything that decides what is read of a package: this build of the analysers, and what signatures are verified against. What is stored is kept under it.</summary>
    public string Extractor => _extractor.Value;

    /// <summary>Reads and judges one package. The report is a pure function of the file and the options.</summary>
    public PackageReport Scan(PackageFile file, CancellationToken cancellation = default) => Report(Extract(file, cancellation));

    /// <summary>Reads one package without judging it.</summary>
    public PackageFacts Extract(PackageFile file, CancellationToken cancellation = default) => Complete(Read(file, null, cancellation));

    /// <summary>Reads one package without joining anything: what does not change while its bytes and the extractor do not.</summary>
    /// <param name="file">The package.</param>
    /// <param name="contents">What was read in other packages; null when nothing is kept.</param>
    /// <param name="cancellation">Ends the reading.</param>
    public PackageReading Read(PackageFile file, IContentStore? contents, CancellationToken cancellation = default)
    {
        var writer = _writers.TryTake(out var used) ? used : new FactWriter();
        var analysis = new PackageAnalysis(writer, _signatures, contents);
        var unpacked = Unpacker.Unpack(file, options.Budget, analysis.Visit, cancellation);
        _writers.Add(writer);
        return analysis.Join(file, unpacked);
    }

    /// <summary>Joins what was read, now or earlier, and adds what the lists and the date of the options say.</summary>
    public PackageFacts Complete(PackageReading reading)
    {
        var facts = _signing.Add(_identity.Add(PackageLinker.Link(reading.Package, options.Settings)));
        return facts with { Sources = SourceLocations.Of(facts.Files) };
    }

    /// <summary>Says which rules hold, drafts included.</summary>
    public MatchResult Match(PackageFacts facts) => _matcher.Match(facts);

    /// <summary>Judges a package.</summary>
    public Judgement Judge(PackageFacts facts) => Rules.Judge.Evaluate(facts, _matcher, _judging);

    /// <summary>Judges a package and writes the report.</summary>
    public PackageReport Report(PackageFacts facts) => ReportBuilder.Build(facts, Judge(facts), options);

    private static DateOnly Today(ScanOptions options) =>
        options.Identity.AsOf is { } day ? day
        : options.Settings.Suppressions.Count == 0 ? DateOnly.MinValue
        : throw new ArgumentException("Suppressions expire: without a date none of them can be judged.", nameof(options));
}
