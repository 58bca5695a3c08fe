using Assay.Model;
using Assay.Rules;
using Assay.Text.Secrets;

namespace Assay.Scan;

/// <summary>Writes down facts and judgement as a report.</summary>
internal static class ReportBuilder
{
    public static PackageReport Build(PackageFacts facts, Judgement judgement, ScanOptions options)
    {
        var (signatures, signing) = SignatureSummary.Of(facts);
        return new PackageReport
        {
            Tool = new ToolInfo("assay", options.ToolVersion),
            Inputs = new ReportInputs(new RulePackInfo(options.Rules.Version, options.Rules.Sha256, options.Rules.AttackVersion), options.Settings.File, options.Community?.For(facts.Community).Snapshot, Advisories(options), Lists(facts, options.Identity), AsOf(facts, signing, options)) { Baseline = options.Baseline?.File, Limits = SetLimits(options.Limits) },
            Package = Package(facts),
            Versions = facts.Feed?.Versions ?? [],
            Verdict = judgement.Verdict,
            Assessments = judgement.Assessments,
            Issues = judgement.Issues,
            Behaviors = judgement.Behaviors,
            Comparison = Compare(facts, judgement, options),
            Vulnerabilities = facts.Composition.Vulnerabilities,
            Components = facts.Composition.Components,
            Dependencies = facts.Composition.Dependencies,
            Signatures = signatures,
            Signing = signing,
            Files = [.. facts.Files.Select(file => File(file.Artifact))],
            Contents = Contents(facts),
            Coverage = Coverage(facts, judgement, options),
            Suppressed = judgement.Suppressed,
            Baseline = judgement.Baseline,
        };
    }

    private static CommunityComparison? Compare(PackageFacts facts, Judgement judgement, ScanOptions options) => (options.Community as ICommunityComparer)?.Compare(new PackageProfile(
        facts.Manifest?.Id, facts.Community, facts.Manifest?.Tags ?? [], [.. (facts.Manifest?.Dependencies ?? []).Where(dependency => dependency.Kind == "package").Select(dependency => dependency.Id)], judgement.Behaviors));

    // The database of vulnerabilities is named with the sources that it is of.
    private static DatedInput[] Advisories(ScanOptions options) =>
    [
        .. options.Identity.Malicious is { } malicious ? [new DatedInput(malicious.Id, malicious.Date)] : Array.Empty<DatedInput>(),
        .. options.Advisories is { } advisories ? [advisories.Database, .. advisories.Sources] : Array.Empty<DatedInput>(),
    ];

    // The list of popular packages is that of the community.
    private static DatedInput[] Lists(PackageFacts facts, IdentityInputs inputs) =>
    [
        .. inputs.Popular.Where(list => list.Community == facts.Community).Select(list => new DatedInput(list.Id, list.Date)),
        .. inputs.Publishers is { } publishers ? [new DatedInput(publishers.Id, publishers.Date)] : Array.Empty<DatedInput>(),
        .. inputs.MailDomains is { } domains ? [new DatedInput(domains.Id, domains.Date)] : Array.Empty<DatedInput>(),
    ];

    // What a feed says has an age, suppressions and certificates end: without all of them, the report of tomorrow is that of today.
    private static string? AsOf(PackageFacts facts, ReportedSigning signing, ScanOptions options) => facts.Feed is null && options.Settings.Suppressions.Count == 0 && !signing.Signers.Any(signer => signer.NotAfter is not null) ? null : options.Identity.AsOf?.ToString("yyyy-MM-dd", System.Globalization.CultureInfo.InvariantCulture);

    private static ReportedFile File(ArtifactInfo artifact) => new(artifact.Path, artifact.Kind, artifact.Size, artifact.Sha256)
    {
        Derived = artifact.Origin is { } origin ? new ReportedOrigin(origin.How, Shown(origin.Excerpt)) : null,
    };

    // What a report repeats of a package may hold secrets, whether a rule speaks of them or not.
    private static string? Shown(string? text) => text is null ? null : SecretRedaction.Hide(text);

    private static ReportedPackage Package(PackageFacts facts)
    {
        var manifest = facts.Manifest;
        return new ReportedPackage
        {
            Purl = Purl(facts),
            Community = facts.Community,
            Id = manifest?.Id ?? facts.FileName,
            Version = manifest?.NormalizedVersion,
            Title = manifest?.Title,
            Description = Shown(manifest?.Description),
            Authors = manifest?.Authors ?? [],
            Owners = manifest?.Owners ?? [],
            Tags = manifest?.Tags ?? [],
            License = manifest?.License,
            Licenses = Licenses(facts),
            ProjectUrl = Shown(manifest?.ProjectUrl),
            Repository = manifest?.Repository,
            Published = facts.Feed?.Published,
            Listed = facts.Feed?.Listed,
            Deprecated = facts.Feed?.Deprecated,
            Downloads = facts.Feed?.Downloads,
            Sha256 = facts.Sha256,
            ContentHash = facts.ContentHash,
            Size = facts.Size,
        };
    }

    // The package states them of itself and of its parts; statements of single files have no scope.
    private static ReportedLicense[] Licenses(PackageFacts facts) => facts.Files.Count == 0 ? [] :
    [
        .. from record in facts.Files[0].Facts.Records
           where record.Kind == FactKind.License
           let fact = facts.Files[0].Facts.Read(record)
           let arguments = fact.Arguments
           where arguments?["scope"] is not null
           orderby arguments!["scope"] == "component"
           select new ReportedLicense(fact.Value, arguments!["family"], arguments!["scope"]!, arguments!["how"], arguments!["role"], arguments!["file"],
               int.TryParse(arguments!["similarity"], System.Globalization.NumberStyles.None, System.Globalization.CultureInfo.InvariantCulture, out var similarity) ? similarity : null),
    ];

    // Package URL specification: pkg:type/name@version, percent-encoded; names of gallery modules are lower-case.
    private static string? Purl(PackageFacts facts) => facts switch
    {
        { Manifest: null } or { Community: null } => null,
        { Community: "psgallery" } => $"pkg:psgallery/{Uri.EscapeDataString(facts.Manifest.Id.ToLowerInvariant())}@{Uri.EscapeDataString(facts.Manifest.NormalizedVersion.ToLowerInvariant())}",
        _ => $"pkg:{facts.Community}/{Uri.EscapeDataString(facts.Manifest.Id)}@{Uri.EscapeDataString(facts.Manifest.NormalizedVersion)}",
    };

    private static ReportContents Contents(PackageFacts facts)
    {
        var kinds = new SortedDictionary<string, int>(StringComparer.Ordinal);
        var surfaces = new SortedDictionary<string, int>(StringComparer.Ordinal);

        // The input itself is not its own content, unless it is a loose file.
        foreach (var file in facts.Contents)
        {
            var kind = ReportNamingPolicy.Instance.ConvertName(file.Artifact.Kind.ToString());
            kinds[kind] = kinds.GetValueOrDefault(kind) + 1;
            foreach (var surface in SurfacesOf(file).Names())
            {
                surfaces[surface] = surfaces.GetValueOrDefault(surface) + 1;
            }
        }

        return new ReportContents(facts.Contents.Count(), facts.Files.Count > 1 ? facts.Contents.Sum(file => file.Artifact.Size) : facts.Size, kinds, surfaces) { Urls = UrlSummary.Of(facts.Files) };
    }

    // All surfaces that some place of the file has: a library with an initialiser runs on load as well as when called.
    private static Surface SurfacesOf(LinkedFile file)
    {
        var surfaces = file.Surfaces;
        foreach (var place in file.PlaceSurfaces)
        {
            surfaces |= place;
        }

        return surfaces;
    }

    private static ReportedLimit[]? SetLimits(AnalysisLimits limits) => limits.Changed is { Count: > 0 } changed ? [.. changed.Select(definition => new ReportedLimit(definition.Name, limits[definition.Limit]))] : null;

    // What the rules were not compared with, and what of their findings is not listed.
    private static IEnumerable<Problem> JudgingLimits(PackageFacts facts, Judgement judgement, ScanOptions options)
    {
        if (judgement.Matches.Exhausted)
        {
            yield return new Problem(ProblemId.LimitSteps, facts.FileName, null, "The package has so many matching facts that not all rules were evaluated.") { Reached = new LimitValue(Model.Limit.MatchSteps, options.Limits[Model.Limit.MatchSteps]) };
        }

        if (judgement.IsCut)
        {
            yield return new Problem(ProblemId.LimitFindings, facts.FileName, null, "More issues or behaviors were found than are listed; the verdict speaks of all of them.") { Reached = new LimitValue(Model.Limit.Findings, options.Limits[Model.Limit.Findings]) };
        }
    }

    private static ReportedLimit? Limit(LimitValue? reached) => reached is null ? null : new ReportedLimit(reached.Name, reached.Value);

    private static Coverage Coverage(PackageFacts facts, Judgement judgement, ScanOptions options)
    {
        // A container is not its own content; what is wrong with it stands among the problems.
        var files = facts.Contents.ToArray();
        var partial = facts.Problems.Where(problem => problem.Id.Effect() != ProblemEffect.Notice || problem.Id == ProblemId.CodeNotAnalysed).ToLookup(problem => problem.Artifact, StringComparer.Ordinal);
        var skipped = files.Count(file => file.Artifact.Sha256.Length == 0 || partial[file.Artifact.Path].Any(problem => problem.Id.Effect() == ProblemEffect.Error));
        var partly = files.Count(file => file.Artifact.Sha256.Length != 0 && partial.Contains(file.Artifact.Path)) - files.Count(file => file.Artifact.Sha256.Length != 0 && partial[file.Artifact.Path].Any(problem => problem.Id.Effect() == ProblemEffect.Error));
        return new Coverage(files.Length - skipped - partly, partly, skipped,
            [.. facts.Problems.Concat(JudgingLimits(facts, judgement, options)).Select(problem => new ReportedProblem(problem.Id.Name(), problem.Id.Effect(), problem.Artifact, problem.Location, Shown(problem.Text)!) { Limit = Limit(problem.Reached) })]);
    }
}
