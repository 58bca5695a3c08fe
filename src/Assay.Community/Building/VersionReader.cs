using System.Security.Cryptography;
using Assay.Community.Index;
using Assay.Model;
using Assay.Model.Storing;
using Assay.Packages;
using Assay.Rules;
using Assay.Scan;
using NuGet.Versioning;

namespace Assay.Community.Building;

/// <summary>Reads and judges one package for the index. Thread-safe.</summary>
/// <param name="options">The rules, and the day that the figures speak of: what has ended is judged by it.</param>
/// <param name="scanner">Reads and judges.</param>
/// <param name="contents">Where facts are kept; null when they are not.</param>
internal sealed class VersionReader(CommunityBuildOptions options, Scanner scanner, ContentTable? contents)
{
    /// <summary>Makes what reads packages on the day of a build.</summary>
    public static Scanner CreateScanner(CommunityBuildOptions options) => new(new ScanOptions { Rules = options.Rules, ToolVersion = "", Identity = EmbeddedLists.Load() with { AsOf = options.Date } });

    /// <summary>Reads the file of a version.</summary>
    public IndexedVersion Read(PendingVersion pending, PackageFile file, CancellationToken cancellation)
    {
        var version = new IndexedVersion
        {
            Id = pending.Name,
            Version = pending.Version,
            Sha256 = SHA256.HashData(file.Bytes),
            Sha512 = file.Feed is null ? null : SHA512.HashData(file.Bytes),
            Size = file.Size,
            Published = file.Feed?.Published ?? pending.Published,
            Listed = file.Feed?.Listed ?? pending.Listed,
            Deprecated = file.Feed?.Deprecated,
            Added = options.Date,
            Source = pending.Source,
        };
        var reading = scanner.Read(file, contents, cancellation);
        var facts = scanner.Complete(reading);
        if (facts is not { Manifest: { } manifest, Community: not null } || !IsNamed(manifest, pending))
        {
            return version with { State = VersionState.Unreadable, Facts = IndexedFacts.None(contents is null ? null : scanner.Extractor), Reason = facts.Manifest is { } other && !IsNamed(other, pending) ? $"The package is {other.Id} {other.Version}." : "The package cannot be read." };
        }

        version = Judge(version, facts, scanner);
        return contents is null ? version : version with { Facts = Keep(reading, facts, scanner, contents) };
    }

    /// <summary>Fills in what a package that has a manifest and a community says, and what the rules say of it.</summary>
    public static IndexedVersion Judge(IndexedVersion version, PackageFacts facts, Scanner scanner)
    {
        // Drafts are counted: reports would leave them out.
        var judgement = scanner.Judge(facts);
        var manifest = facts.Manifest!;
        version = version with
        {
            Id = manifest.Id,
            Community = facts.Community,
            ContentHash = facts.ContentHash is { } hash ? Convert.FromBase64String(hash) : null,
            Tags = manifest.Tags,
            Dependencies = [.. manifest.Dependencies.Where(dependency => dependency.Kind == "package").Select(dependency => dependency.Id)],
        };
        return judgement.Matches.Exhausted
            ? version with { State = VersionState.NotCounted, Reason = "The rules could not be evaluated completely." }
            : version with { Verdict = judgement.Verdict.Status, Rules = [.. judgement.Matches.Behaviors.Concat(judgement.Matches.Policies).Select(match => match.Rule.Id)] };
    }

    /// <summary>Gives what the index keeps of a package; its contents get their numbers.</summary>
    public static IndexedFacts Keep(PackageReading reading, PackageFacts facts, Scanner scanner, ContentTable table)
    {
        var numbers = new SortedSet<long>();
        var buffer = new StoredBuffer();
        PackageReadingFormat.Write(reading, NumberOf, buffer);
        return new IndexedFacts(scanner.Extractor, PackedBytes.Pack(buffer.Written), [.. numbers], TermList.Write(FactTerms.Of(facts)));

        long NumberOf(ReadContent content)
        {
            var number = table.NumberOf(content);
            numbers.Add(number);
            return number;
        }
    }

    private static bool IsNamed(PackageManifest manifest, PendingVersion pending) =>
        string.Equals(manifest.Id, pending.Name, StringComparison.OrdinalIgnoreCase)
        && NuGetVersion.TryParse(manifest.Version, out var version) && string.Equals(version.ToNormalizedString(), pending.Version, StringComparison.OrdinalIgnoreCase);
}
