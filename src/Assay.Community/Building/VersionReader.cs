using System.Security.Cryptography;
using Assay.Community.Index;
using Assay.Model;
using Assay.Rules;
using Assay.Scan;
using NuGet.Versioning;

namespace Assay.Community.Building;

/// <summary>Reads and judges one package for the index. Thread-safe.</summary>
internal sealed class VersionReader(CommunityBuildOptions options)
{
    // Facts are judged here, not by Scan: a report would leave drafts out. What has ended is judged by the day that the figures speak of.
    private readonly Scanner _scanner = new(new ScanOptions { Rules = options.Rules, ToolVersion = "", Identity = EmbeddedLists.Load() with { AsOf = options.Date } });
    private readonly RuleMatcher _matcher = new(options.Rules);
    private readonly JudgeOptions _judging = JudgeOptions.Default with { Today = options.Date, EvidenceLimit = 1 };

    /// <summary>Reads the file of a version.</summary>
    public IndexedVersion Read(PendingVersion pending, PackageFile file, CancellationToken cancellation)
    {
        var version = new IndexedVersion
        {
            Id = pending.Name,
            Version = pending.Version,
            Sha256 = SHA256.HashData(file.Bytes),
            Size = file.Size,
            Published = file.Feed?.Published ?? pending.Published,
            Listed = file.Feed?.Listed ?? pending.Listed,
            Deprecated = file.Feed?.Deprecated,
            Added = options.Date,
            Source = pending.Source,
        };
        var facts = _scanner.Extract(file, cancellation);
        if (facts is not { Manifest: { } manifest, Community: { } community } || !IsNamed(manifest, pending))
        {
            return version with { State = VersionState.Unreadable, Reason = facts.Manifest is { } other && !IsNamed(other, pending) ? $"The package is {other.Id} {other.Version}." : "The package cannot be read." };
        }

        var judgement = Judge.Evaluate(facts, _matcher, _judging);
        version = version with
        {
            Id = manifest.Id,
            Community = community,
            ContentHash = facts.ContentHash is { } hash ? Convert.FromBase64String(hash) : null,
            Tags = manifest.Tags,
            Dependencies = [.. manifest.Dependencies.Where(dependency => dependency.Kind == "package").Select(dependency => dependency.Id)],
        };
        return judgement.Matches.Exhausted
            ? version with { State = VersionState.NotCounted, Reason = "The rules could not be evaluated completely." }
            : version with { Verdict = judgement.Verdict.Status, Rules = [.. judgement.Matches.Behaviors.Concat(judgement.Matches.Policies).Select(match => match.Rule.Id)] };
    }

    private static bool IsNamed(PackageManifest manifest, PendingVersion pending) =>
        string.Equals(manifest.Id, pending.Name, StringComparison.OrdinalIgnoreCase)
        && NuGetVersion.TryParse(manifest.Version, out var version) && string.Equals(version.ToNormalizedString(), pending.Version, StringComparison.OrdinalIgnoreCase);
}
