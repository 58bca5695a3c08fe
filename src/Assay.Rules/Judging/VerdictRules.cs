using Assay.Model;

namespace Assay.Rules;

/// <summary>Decides the verdict: it speaks of tampering and malware, and of what could not be read.</summary>
internal static class VerdictRules
{
    private const int MaximumReasons = 20;
    private const int MaximumName = 160;

    public static Verdict Decide(PackageFacts package, IReadOnlyList<Issue> issues, bool exhausted, JudgeOptions options)
    {
        string[] unknowns = [.. Unread(package, exhausted)];
        var deciding = issues.Where(issue => issue.Assessment is AssessmentKind.Tampering or AssessmentKind.Malware).ToArray();
        var open = deciding.Where(issue => !issue.IsSuppressed()).ToArray();
        string[] suppressed = [.. Suppressed(deciding, options.Settings)];
        var status = Status(open, unknowns);
        string[] reasons = status == VerdictStatus.Pass
            ? [suppressed.Length == 0 ? "No policy about tampering or malware fired." : "No policy about tampering or malware fired that is not suppressed.", .. suppressed, .. NotAnalysed(package)]
            : [.. suppressed, .. Limit([.. Reasons(open, AssessmentStatus.Fail), .. unknowns, .. Reasons(open, AssessmentStatus.Warning)])];
        return new Verdict(status, reasons)
        {
            SinceBaseline = options.Baseline is null ? null : Status(open.Where(issue => issue.Baseline != BaselineState.Unchanged), unknowns),
        };
    }

    private static VerdictStatus Status(IEnumerable<Issue> open, string[] unknowns)
    {
        var worst = open.Select(issue => issue.Status).DefaultIfEmpty(AssessmentStatus.Pass).Max();
        return worst == AssessmentStatus.Fail ? VerdictStatus.Fail
            : unknowns.Length > 0 ? VerdictStatus.Unknown
            : worst == AssessmentStatus.Warning ? VerdictStatus.Review
            : VerdictStatus.Pass;
    }

    private static IEnumerable<string> Reasons(IEnumerable<Issue> open, AssessmentStatus status) => open.Where(issue => issue.Status == status).Select(Reason);

    // Whoever reads the verdict learns that it would be another one without the policy file.
    private static IEnumerable<string> Suppressed(Issue[] deciding, PolicySettings settings)
    {
        var rules = deciding.Where(issue => issue.Suppressed is { Places: > 0 } && issue.Status != AssessmentStatus.Pass).Select(issue => issue.Id).ToArray();
        if (rules.Length > 0)
        {
            yield return $"Suppressed by {settings.File?.File}: {rules.Length} {(rules.Length == 1 ? "finding" : "findings")} about tampering or malware, as a whole or in part ({string.Join(", ", rules)}).";
        }
    }

    private static string Reason(Issue issue)
    {
        var title = issue.Title.TrimEnd('.');
        return issue.Surfaces.Count == 0 ? $"{title}." : $"{title} (runs on: {string.Join(", ", issue.Surfaces)}).";
    }

    private static IEnumerable<string> Unread(PackageFacts package, bool exhausted)
    {
        // Several entries may have one name: it can run when any of them can. The input itself always counts, whatever it turned out to be.
        var runs = new Dictionary<string, bool>(StringComparer.Ordinal);
        foreach (var file in package.Files.Skip(1))
        {
            runs[file.Artifact.Path] = runs.GetValueOrDefault(file.Artifact.Path) | CanRun(file.Artifact.Kind);
        }

        foreach (var group in package.Problems.GroupBy(problem => (problem.Artifact, problem.Id)))
        {
            var effect = group.Key.Id.Effect();
            // An artifact that is not listed is a part of the package that did not become one.
            var canRun = !runs.TryGetValue(group.Key.Artifact, out var runnable) || runnable;
            if (effect == ProblemEffect.Error || (effect == ProblemEffect.Incomplete && canRun))
            {
                yield return $"{Name(package, group.Key.Artifact)} could not be read completely ({group.Key.Id.Name()}).";
            }
        }

        if (exhausted)
        {
            yield return "The rules could not be evaluated completely: the package has too many matching facts.";
        }
    }

    /// <summary>Says which code runs by itself although what it does was not analysed; nothing when there is none.</summary>
    public static IEnumerable<string> NotAnalysed(PackageFacts package)
    {
        var searched = package.Problems.Where(problem => problem.Id == ProblemId.CodeNotAnalysed).Select(problem => problem.Artifact).ToHashSet(StringComparer.Ordinal);
        var files = package.Files.Where(file => (file.Surfaces & SurfaceNames.Automatic) != 0 && searched.Contains(file.Artifact.Path)).ToArray();
        if (files.Length == 0)
        {
            yield break;
        }

        var surfaces = files.Aggregate(Surface.None, (all, file) => all | (file.Surfaces & SurfaceNames.Automatic));
        yield return $"Not analysed: {files.Length} {(files.Length == 1 ? "file of another language that runs by itself" : "files of other languages that run by themselves")} ({string.Join(", ", surfaces.Names())}).";
    }

    private static string Name(PackageFacts package, string path)
    {
        if (path.Length == 0 || (package.Files.Count > 0 && string.Equals(path, package.Files[0].Artifact.Path, StringComparison.Ordinal)))
        {
            return "The package";
        }

        var prefix = package.Files.Count > 0 ? package.Files[0].Artifact.Path + "!" : "";
        var name = prefix.Length > 0 && path.StartsWith(prefix, StringComparison.Ordinal) ? path[prefix.Length..] : path;
        // Of a long chain of names the end says most.
        return name.Length <= MaximumName ? name : $"...{name[^MaximumName..]}";
    }

    private static bool CanRun(ArtifactKind kind) => kind is ArtifactKind.ManagedAssembly or ArtifactKind.NativeImage or ArtifactKind.Elf or ArtifactKind.MachO
        or ArtifactKind.PowerShell or ArtifactKind.Batch or ArtifactKind.Shell or ArtifactKind.VBScript or ArtifactKind.JavaScript or ArtifactKind.MSBuild or ArtifactKind.PowerShellXml or ArtifactKind.HtmlApplication or ArtifactKind.Shortcut or ArtifactKind.RegistryFile or ArtifactKind.SetupInformation or ArtifactKind.Folder
        or ArtifactKind.NuGetPackage or ArtifactKind.Zip or ArtifactKind.GZip or ArtifactKind.Tar or ArtifactKind.OtherArchive;

    private static string[] Limit(string[] reasons) =>
        reasons.Length <= MaximumReasons ? reasons : [.. reasons.Take(MaximumReasons - 1), $"{reasons.Length - MaximumReasons + 1} more reasons."];
}
