using Assay.Model;

namespace Assay.Rules;

/// <summary>Writes behaviors and issues with their evidence.</summary>
internal sealed class FindingWriter(PackageFacts package, RulePack pack, JudgeOptions options)
{
    private readonly EvidenceWriter _evidence = new(package, options);
    private readonly SuppressionFilter _suppressions = new(package, options);
    private readonly IReadOnlyDictionary<string, string>? _baseline = options.Baseline?.Of(package.Community, package.Manifest?.Id ?? package.FileName);

    public Behavior Behavior(BehaviorRule rule, IReadOnlyList<FactHit> hits) => new()
    {
        Id = rule.Id,
        Title = rule.Title,
        Category = rule.Category,
        Risk = rule.Risk,
        References = References(rule),
        Count = Files(hits),
        Surfaces = SurfacesOf(hits).Names(),
        Evidence = _evidence.Write(hits),
        EvidenceTotal = hits.Count,
        Prevalence = PrevalenceOf(rule),
    };

    public Issue Issue(PolicyRule rule, IReadOnlyList<FactHit> all)
    {
        // What is suppressed does not change what the issue is: a baseline made before knows it still.
        var fingerprint = Fingerprint.Of(rule, package, all);
        var (hits, suppressed) = _suppressions.Apply(rule, all, all.Count == 0 ? _evidence.OfManifest().Artifact : "");
        var surfaces = SurfacesOf(hits);
        // A condition on absence has no facts: the manifest is the evidence.
        IReadOnlyList<Evidence> evidence = hits.Count == 0 ? [_evidence.OfManifest()] : _evidence.Write(hits);
        return new Issue
        {
            Id = rule.Id,
            Title = rule.Title,
            Category = rule.Category,
            Assessment = rule.Assessment,
            Status = StatusOf(rule, surfaces),
            Severity = options.Settings.Rules.GetValueOrDefault(rule.Id)?.Severity ?? rule.Severity,
            Priority = rule.Priority,
            Effort = rule.Effort,
            Aka = rule.Aka,
            Problem = rule.Problem,
            NextSteps = rule.NextSteps,
            References = References(rule),
            Count = Math.Max(1, Files(hits)),
            Surfaces = surfaces.Names(),
            Evidence = evidence,
            EvidenceTotal = Math.Max(1, hits.Count),
            Prevalence = PrevalenceOf(rule),
            Fingerprint = fingerprint,
            Baseline = _baseline is null ? null : _baseline.ContainsKey(fingerprint) ? BaselineState.Unchanged : BaselineState.New,
            Suppressed = suppressed,
        };
    }

    // A community is counted version by version: what differs from the one before is not known of it.
    private Prevalence PrevalenceOf(Rule rule) => rule is PolicyRule { Category: "difference" } ? Prevalence.NotCounted : rule is PolicyRule { Category: "vulnerabilities" } ? Prevalence.OfDatabase : options.Prevalence?.Of(rule, package.Manifest?.Id, package.Community) ?? Prevalence.NoSnapshot;

    // A suspicious chain decides only where code runs without being called; elsewhere a person should look.
    private static AssessmentStatus StatusOf(PolicyRule rule, Surface surfaces) =>
        rule is { Chain: ChainKind.Suspicious, Status: AssessmentStatus.Fail } && (surfaces & SurfaceNames.Automatic) == 0 ? AssessmentStatus.Warning : rule.Status;

    private static int Files(IReadOnlyList<FactHit> hits) => hits.Select(hit => hit.File).Distinct().Count();

    private Surface SurfacesOf(IReadOnlyList<FactHit> hits)
    {
        var surfaces = Surface.None;
        foreach (var hit in hits)
        {
            var file = package.Files[hit.File];
            surfaces |= file.SurfacesOf(file.Facts.Records[hit.Record]);
        }

        return surfaces;
    }

    private Reference[] References(Rule rule) =>
    [
        .. rule.Attack.Select(id => new Reference("attack", id, pack.AttackNames.GetValueOrDefault(id))),
        .. rule.Cwe.Select(id => new Reference("cwe", id, null)),
    ];
}
