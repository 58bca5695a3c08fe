using Assay.Model;

namespace Assay.Reports.Tests;

/// <summary>Comparisons that show what outputs differ in.</summary>
internal static class DifferenceSample
{
    /// <summary>A version to which somebody added a download at build time.</summary>
    public static VersionComparison Trojan { get; } = new()
    {
        Tool = new("assay", "0.1.0"),
        Inputs = TrojanSample.Report.Inputs,
        Before = new() { Purl = "pkg:nuget/Contoso.Logging.Extended@4.2.0", Community = "nuget", Id = "Contoso.Logging.Extended", Version = "4.2.0", Sha256 = new string('a', 64), Verdict = VerdictStatus.Pass },
        After = new() { Purl = "pkg:nuget/Contoso.Logging.Extended@4.2.1", Community = "nuget", Id = "Contoso.Logging.Extended", Version = "4.2.1", Published = "2026-11-20T10:00:00Z", Sha256 = new string('b', 64), Verdict = VerdictStatus.Fail },
        Changes = new()
        {
            Step = "patch",
            Comparability = new(ComparabilityStatus.Complete, true, true, []),
            Verdict = new(VerdictStatus.Pass, VerdictStatus.Fail, ["Downloads a file and starts it (runs on: build)."]),
            Origin = [new("author-signature", ["Contoso Ltd"], []), new("repository-owners", ["contoso"], ["stranger-2026"])],
            Behaviors = new(
                [.. TrojanFindings.Behaviors.Take(2).Select(behavior => Change(behavior, [], behavior.Surfaces))],
                [Change(TrojanFindings.Behaviors[3], TrojanFindings.Behaviors[3].Surfaces, [])],
                [Change(TrojanFindings.Behaviors[2], ["call"], ["build", "call"])]),
            Issues = new(
                [.. TrojanSample.Report.Issues.Take(1).Select(issue => Change(issue, null, issue.Status))], [.. TrojanSample.Report.Issues.Skip(1).Take(1).Select(issue => Change(issue, issue.Status, null))],
                [.. TrojanSample.Report.Issues.Skip(2).Take(1).Select(issue => Change(issue, AssessmentStatus.Pass, AssessmentStatus.Warning))]),
            Surfaces = [new("build", true, [new("build/Contoso.Logging.Extended.targets", ArtifactKind.MSBuild, true, null)], 1), new("load", false, [new("lib/net8.0/Contoso.Logging.dll", ArtifactKind.ManagedAssembly, false, "Contoso.Start::Begin")], 1)],
            Hosts = new([new("files.example.invalid", "build/Contoso.Logging.Extended.targets", "https://files.example.invalid/agent.bin")], 1, [new("docs.example.com", "lib/net8.0/Contoso.Logging.dll", "https://docs.example.com/")], 1),
            Dependencies = new([new("Contoso.Loging", "package", [], ["1.0.0"])], [new("Contoso.Logging", "package", ["1.0.0"], [])], [new("Serilog", "package", ["3.1.0"], ["3.1.1", "4.0.0"])]),
            Files = new(
                [new("build/Contoso.Logging.Extended.targets", ArtifactKind.MSBuild) { SizeAfter = 1_100, Sha256After = new string('c', 64) }], [new("readme.txt", ArtifactKind.Text) { SizeBefore = 300, Sha256Before = new string('d', 64) }],
                [new("content/logo.png", ArtifactKind.NativeImage) { KindBefore = ArtifactKind.Media, SizeBefore = 2_000, SizeAfter = 91_000, Sha256Before = new string('e', 64), Sha256After = new string('f', 64) }],
                [new("docs/icon.png", ArtifactKind.Media) { PathBefore = "icon.png", SizeBefore = 900, SizeAfter = 900, Sha256Before = new string('0', 64), Sha256After = new string('0', 64) }],
                new(1, 1, 1, 1), 12, [new(ArtifactKind.MSBuild, 1, 0, 0, 0), new(ArtifactKind.Media, 0, 0, 0, 1), new(ArtifactKind.NativeImage, 0, 0, 1, 0), new(ArtifactKind.Text, 0, 1, 0, 0)]),
            Api = new() { Compared = true, Namespaces = [new("Contoso.Logging", 1, 0, 4, 2)], Added = ["Contoso.Logging.Sink"], Removed = [], TypesAdded = 1, MembersAdded = 4, MembersRemoved = 2 },
            Sizes = [new("package", 120_000, 310_000), new("unpacked", 400_000, 900_000), new("code", 200_000, 200_000), new("files", 15, 15)],
        },
    };

    /// <summary>Two packages in which nothing differs.</summary>
    public static VersionComparison Same { get; } = Trojan with
    {
        After = Trojan.Before,
        Changes = new()
        {
            Step = "same",
            Comparability = new(ComparabilityStatus.Complete, true, true, []),
            Verdict = new(VerdictStatus.Pass, VerdictStatus.Pass, []),
            Origin = [],
            Behaviors = new([], [], []),
            Issues = new([], [], []),
            Surfaces = [],
            Hosts = new([], 0, [], 0),
            Dependencies = new([], [], []),
            Files = new([], [], [], [], new(0, 0, 0, 0), 3, []),
            Api = ApiChanges.None,
            Sizes = [new("package", 9_000, 9_000)],
        },
    };

    /// <summary>Two packages of which one was read in part.</summary>
    public static VersionComparison Unread { get; } = Same with
    {
        After = Same.After with { Verdict = VerdictStatus.Unknown },
        Changes = Same.Changes with
        {
            Comparability = new(ComparabilityStatus.Partial, true, false, [new("after", "lib/net8.0/a.dll", "entry-corrupt", "The entry is damaged.")]),
            Verdict = new(VerdictStatus.Pass, VerdictStatus.Unknown, ["lib/net8.0/a.dll could not be read completely (entry-corrupt)."]),
            Api = ApiChanges.None with { Compared = false },
        },
    };

    /// <summary>Puts a text wherever a comparison has one of a package.</summary>
    public static VersionComparison Hostile(string text)
    {
        var findings = HtmlSamples.Hostile(text);
        var package = Trojan.After with { Id = text, Version = text, Purl = text, Published = text };
        return Trojan with
        {
            Before = package with { Id = text + "b" },
            After = package,
            Changes = Trojan.Changes with
            {
                Comparability = new(ComparabilityStatus.Partial, false, false, [new("before", text, text, text)]),
                Verdict = new(VerdictStatus.Pass, VerdictStatus.Fail, [text]),
                Origin = [new("authors", [text], [text, text]), new(text, [text], [])],
                Behaviors = new([.. findings.Behaviors.Select(behavior => Change(behavior, [], behavior.Surfaces))], [.. findings.Behaviors.Select(behavior => Change(behavior, behavior.Surfaces, []))], []),
                Issues = new([.. findings.Issues.Select(issue => Change(issue, null, issue.Status))], [.. findings.Issues.Select(issue => Change(issue, issue.Status, null))], []),
                Surfaces = [new("build", true, [new(text, ArtifactKind.MSBuild, true, text)], 3)],
                Hosts = new([new(text, text, text)], 1, [new(text, text, text)], 1),
                Dependencies = new([new(text, text, [], [text])], [new(text, text, [text], [])], [new(text, text, [text], [text])]),
                Files = Trojan.Changes.Files with { Added = [new(text, ArtifactKind.Text) { SizeAfter = 1, Sha256After = text }], Moved = [new(text, ArtifactKind.Text) { PathBefore = text, SizeBefore = 1, SizeAfter = 1 }] },
                Api = Trojan.Changes.Api with { Namespaces = [new(text, 1, 1, 1, 1)], Added = [text], Removed = [text] },
            },
        };
    }

    private static ChangedBehavior Change(Behavior behavior, IReadOnlyList<string> before, IReadOnlyList<string> after) => new()
    {
        Id = behavior.Id,
        Title = behavior.Title,
        Category = behavior.Category,
        Risk = behavior.Risk,
        SurfacesBefore = before,
        SurfacesAfter = after,
        Evidence = behavior.Evidence,
        EvidenceTotal = behavior.EvidenceTotal,
        Prevalence = behavior.Prevalence,
    };

    private static ChangedIssue Change(Issue issue, AssessmentStatus? before, AssessmentStatus? after) => new()
    {
        Id = issue.Id,
        Title = issue.Title,
        Category = issue.Category,
        Assessment = issue.Assessment,
        StatusBefore = before,
        StatusAfter = after,
        Severity = issue.Severity,
        Priority = issue.Priority,
        Evidence = issue.Evidence,
        EvidenceTotal = issue.EvidenceTotal,
    };
}
