using System.Text;
using Assay.Model;
using Assay.Reports.Html;

namespace Assay.Reports.Tests;

/// <summary>Reports that show what pages differ in.</summary>
internal static class HtmlSamples
{
    private static readonly Prevalence Figures = new(PrevalenceStatus.Known, "Rare", "Rare: found in few packages of this community.", new(0, 100, 0), new(7, 1_000, 0.007), null, new(1_095, 400_000, 0.0027375));

    public static PackageReport Rare { get; } = TrojanSample.Report with { Behaviors = [.. TrojanFindings.Behaviors.Select(behavior => behavior with { Prevalence = Figures })] };

    /// <summary>Finds many things in long names, reached over calls, in several files.</summary>
    public static PackageReport Wide { get; } = TrojanSample.Report with
    {
        Package = TrojanSample.Report.Package with { Id = string.Join('.', Enumerable.Repeat("Contoso", 14)), Version = "10.0.0-preview.7.26371.104+" + new string('f', 40), Repository = null },
        Verdict = new(VerdictStatus.Review, ["Look."]),
        Behaviors = [.. TrojanFindings.Behaviors.Take(1).Select(behavior => behavior with { Evidence = [.. Enumerable.Range(0, 9).Select(Reached)], EvidenceTotal = 40 })],
        Vulnerabilities = PlainSamples.Vulnerable.Vulnerabilities with { Items = [.. Enumerable.Range(0, 7).Select(number => PlainSamples.Vulnerable.Vulnerabilities.Items[0] with { Id = $"GHSA-{number}" })] },
        Components = PlainSamples.Vulnerable.Components,
    };

    public static IReadOnlyList<(string Name, PackageReport Report)> All { get; } =
    [
        ("trojan", TrojanSample.Report), ("clean", PlainSamples.Clean), ("broken", PlainSamples.Broken), ("vulnerable", PlainSamples.Vulnerable), ("exploited", PlainSamples.Exploited), ("rare", Rare), ("layered", LayeredSample.Report), ("wide", Wide),
        ("news", TrojanSample.Report with { NewInVersion = new NewInVersion(DifferenceSample.Trojan.Before, DifferenceSample.Trojan.Changes) }),
        ("hostile", Hostile("<script>alert(1)</script>\"'><img src=x onerror=alert(1)>\u202egpj\u200b\u001b]0; אבג " + new string('W', 300))),
    ];

    public static string Render(PackageReport report)
    {
        var output = new MemoryStream();
        HtmlReport.Write(report, output);
        return Encoding.UTF8.GetString(output.ToArray());
    }

    /// <summary>Writes all samples to a folder.</summary>
    public static IReadOnlyList<string> WriteAll(string folder)
    {
        Directory.CreateDirectory(folder);
        return [.. All.Select(sample => (sample.Name, Text: Render(sample.Report))).Concat(Comparisons()).Concat(Checks()).Select(page =>
        {
            var path = Path.Combine(folder, page.Name + ".html");
            File.WriteAllText(path, page.Text);
            return path;
        })];
    }

    private static IEnumerable<(string Name, string Text)> Comparisons()
    {
        var hostile = DifferenceSample.Hostile("<script>alert(1)</script>\"'><img src=x onerror=alert(1)>\u202egpj\u200b\u001b]0; " + new string('W', 300));
        foreach (var (name, comparison) in new[] { ("difference", DifferenceSample.Trojan), ("difference-same", DifferenceSample.Same), ("difference-unread", DifferenceSample.Unread), ("difference-hostile", hostile) })
        {
            using var output = new MemoryStream();
            HtmlDifference.Write(comparison, output);
            yield return (name, Encoding.UTF8.GetString(output.ToArray()));
        }
    }

    private static IEnumerable<(string Name, string Text)> Checks() =>
        Formats.CheckSample.All.Where(sample => sample.Name is "check" or "empty" or "clean" or "hostile-script-element" or "hostile-c0" or "hostile-very-long-word").Select(sample => ("check-" + sample.Name, Formats.CheckSample.Render(ReportFormats.Find("html")!, sample.Report)));

    /// <summary>Puts a text wherever a vulnerability has one.</summary>
    public static ReportedVulnerability Vulnerability(string text) => new()
    {
        Id = text, Aliases = [text, text], Summary = text, Severity = VulnerabilitySeverity.High, Cvss = new(text, text, 7), Sources = [new(text, text, true, VulnerabilitySeverity.Low, 3, text, text)], Disagreements = [text], Cwes = [text],
        KnownExploited = new(text, text, false), Affected = new(text, text, text, [text], text, text), Fixed = [text, text], SafeUpgrade = text, Url = text,
    };

    /// <summary>Puts a text wherever a report has one.</summary>
    public static PackageReport Hostile(string text)
    {
        var evidence = new Evidence
        {
            Artifact = text, Value = text, Relation = text, Surfaces = ["call", text], Kind = FactKind.Call, Derivation = Derivation.Recovered, Path = [text],
            Location = new() { Type = text, Method = text, File = text, XPath = text, Line = 1 },
            Arguments = new Dictionary<string, string>(StringComparer.Ordinal) { [text] = text, ["0"] = text },
        };
        var prevalence = new Prevalence(PrevalenceStatus.Known, text, text, null, null, null, new(1, 2, double.NaN));
        return TrojanSample.Report with
        {
            Tool = new(text, text),
            Inputs = new(new(text, text, text), new(text, new string('6', 64)), new(text, text, text, 1, text), [new(text, text)], [new(text, text)], text),
            Package = new()
            {
                Purl = text, Community = text, Id = text, Version = text, Title = text, Description = text, Authors = [text], Owners = [text], Tags = [text], License = new(null, null, text), ProjectUrl = text,
                Repository = new(text, "javascript:" + text, text, text), Published = text, Deprecated = text, Sha256 = text, ContentHash = text, Size = 1,
            },
            Verdict = new(VerdictStatus.Review, [text, text]),
            Issues = [TrojanFindings.Issues[0] with { Title = text, Problem = text, Category = text, Fingerprint = text, HelpUri = text, Aka = [text], References = [new("attack", text, text)], Evidence = [evidence], Surfaces = [text], NextSteps = [new(NextStepKind.Fix, text)], Prevalence = prevalence }],
            Behaviors = [.. Enum.GetValues<FactKind>().Select(kind => TrojanFindings.Behaviors[0] with { Id = "b" + (int)kind, Title = text, Category = text, Evidence = [evidence with { Kind = kind }] })],
            Vulnerabilities = new(VulnerabilityStatus.Found, new(text, text), [Vulnerability(text)]),
            Dependencies = [new(text, text, text, text, text)],
            Components = [new(text, text, text, text, text, text, text)],
            Signatures =
            [
                new(text, text, text, text)
                {
                    Signer = text, Organization = text, Issuer = text, Thumbprint = text, Key = text, NotBefore = text, NotAfter = text, SignedAt = text, Timestamp = text, Trust = text, Root = text, Of = text, Nested = true, Owners = [text], ServiceIndex = text,
                },
            ],
            Signing = new(2, 1, 1, 1, 1, [new(text, text, text, text, 1, text) { Organization = "x" + text, Issuer = text, Thumbprint = text, NotAfter = text, SignedFrom = text, SignedUntil = text + "2" }], [text], 1),
            Files = [new(text, ArtifactKind.PowerShell, 1, text), new($"{text}!{text}", ArtifactKind.PowerShell, 1, text) { Derived = new(text, $"{text}\n\t{text}") }],
            Contents = new(1, 1, new Dictionary<string, int>(StringComparer.Ordinal) { [text] = 1 }, new Dictionary<string, int>(StringComparer.Ordinal) { ["call"] = 1 }) { Urls = new(1, 1, 1, 1, 1) { Hosts = [text], HostsTotal = 2 } },
            Coverage = new(1, 1, 1, [new(text, ProblemEffect.Error, text, text, text)]),
        };
    }

    private static Evidence Reached(int number) => TrojanFindings.Behaviors[4].Evidence[0] with
    {
        Location = new() { Type = string.Join('.', Enumerable.Repeat("Contoso", 12)), Method = "M" + number, IlOffset = number },
        Path = ["Contoso.Start::.cctor", "Contoso.Start::Run"], Relation = "by data flow", Surfaces = number % 2 == 0 ? ["load"] : ["call"],
    };
}
