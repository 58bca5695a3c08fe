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
    private readonly JudgeOptions _judging = JudgeOptions.Default with { Prevalence = options.Community, FindSecrets = SecretRedaction.Find, Settings = options.Settings, Today = Today(options), Baseline = options.Baseline };

    /// <summary>Reads and judges one package. The report is a pure function of the file and the options.</summary>
    public PackageReport Scan(PackageFile file, CancellationToken cancellation = default)
    {
        var facts = Extract(file, cancellation);
        var judgement = Judge.Evaluate(facts, _matcher, _judging);
        return ReportBuilder.Build(facts, judgement, options);
    }

    /// <summary>Reads one package without judging it.</summary>
    public PackageFacts Extract(PackageFile file, CancellationToken cancellation = default)
    {
        var writer = _writers.TryTake(out var used) ? used : new FactWriter();
        var analysis = new PackageAnalysis(writer, _signatures);
        var unpacked = Unpacker.Unpack(file, options.Budget, analysis.Visit, cancellation);
        _writers.Add(writer);
        var facts = _signing.Add(_identity.Add(PackageLinker.Link(analysis.Join(file, unpacked), options.Settings)));
        return facts with { Sources = SourceLocations.Of(facts.Files) };
    }

    private static DateOnly Today(ScanOptions options) =>
        options.Identity.AsOf is { } day ? day
        : options.Settings.Suppressions.Count == 0 ? DateOnly.MinValue
        : throw new ArgumentException("Suppressions expire: without a date none of them can be judged.", nameof(options));
}
