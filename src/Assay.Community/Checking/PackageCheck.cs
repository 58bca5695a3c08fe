using System.Buffers;
using System.Security.Cryptography;
using Assay.Model;
using Assay.Packages;
using Assay.Packages.Projects;
using Assay.Rules;
using Assay.Scan;

namespace Assay.Community.Checking;

/// <summary>What became of one package.</summary>
/// <param name="Package">Its entry in the report.</param>
/// <param name="Inputs">What its report depends on; null when it was not analysed.</param>
/// <param name="Fails">It makes the run fail.</param>
/// <param name="Error">Why it was not found.</param>
/// <param name="Failure">A bug of ours.</param>
public sealed record PackageOutcome(CheckedPackage Package, ReportInputs? Inputs, bool Fails, SubjectError Error, Exception? Failure);

/// <summary>Reads a package, or takes what was read of it before, and judges it. Thread-safe.</summary>
/// <param name="options">What reports depend on.</param>
/// <param name="failOn">What makes the run fail.</param>
/// <param name="store">Keeps what was read; null to keep nothing.</param>
public sealed class PackageCheck(ScanOptions options, FailCondition failOn, Func<string, FactStore?> store)
{
    private const int HashBuffer = 1 << 18;

    private readonly Scanner _scanner = new(options);

    /// <summary>Judges a package that was found.</summary>
    public PackageOutcome Judge(NeededPackage needed, FoundPackage found, CancellationToken cancellation)
    {
        if (found.Location is not { } location)
        {
            return Missing(needed, found);
        }

        try
        {
            var report = _scanner.Report(_scanner.Complete(Read(location, cancellation)));
            var entry = Describe(CheckedPackage.Of(report), needed) with { FoundIn = found.FoundIn };
            if (Mismatch(needed, report, location) is { } mismatch)
            {
                entry = entry with { Status = CheckedStatus.HashMismatch, StatusText = mismatch, Verdict = new Verdict(VerdictStatus.Fail, [mismatch, .. report.Verdict.Reasons]) };
            }

            return new PackageOutcome(entry, report.Inputs, entry.Status == CheckedStatus.HashMismatch || failOn.Holds(report), SubjectError.None, null);
        }
        catch (Exception exception) when (exception is PackageSourceException or IOException or UnauthorizedAccessException)
        {
            return new PackageOutcome(NotAnalysed(needed, CheckedStatus.Unreadable, exception.Message) with { FoundIn = found.FoundIn }, null, false, SubjectError.Unreadable, null);
        }
        catch (Exception exception) when (exception is not OperationCanceledException)
        {
            return new PackageOutcome(NotAnalysed(needed, CheckedStatus.Unreadable, $"An internal error stopped the analysis ({exception.GetType().Name}).") with { FoundIn = found.FoundIn }, null, false, SubjectError.Unreadable, exception);
        }
    }

    /// <summary>Makes the entry of a package whose version cannot be told.</summary>
    public static PackageOutcome Unresolved(NeededPackage needed) => new(NotAnalysed(needed, CheckedStatus.Unresolved, needed.Defect!), null, false, SubjectError.None, null);

    private static PackageOutcome Missing(NeededPackage needed, FoundPackage found) =>
        new(NotAnalysed(needed, found.Error == SubjectError.Unreadable ? CheckedStatus.Unreadable : CheckedStatus.Missing, found.Message ?? "It was not found."), null, false, found.Error, null);

    private PackageReading Read(PackageLocation location, CancellationToken cancellation)
    {
        if (store(_scanner.Extractor) is not { } kept)
        {
            return _scanner.Read(location.Open(_scanner.Limits), null, cancellation);
        }

        // Facts that are kept need no more of the file than its hash.
        var isFile = location is { Content: null, Module: null };
        var reading = isFile && HashOf(location.Path) is { } known ? kept.Find(known, NameOf(Path.GetFileName(location.Path), location.Community)) : null;
        if (reading is null)
        {
            var file = location.Open(_scanner.Limits);
            var sha256 = Convert.ToHexStringLower(SHA256.HashData(file.Bytes));
            var name = NameOf(file.Name, file.Community);
            reading = (isFile ? null : kept.Find(sha256, name)) ?? kept.Keep(_scanner.Read(file, null, cancellation), sha256, name);
        }

        // What a feed says changes while the package does not.
        return reading with { Package = reading.Package with { Feed = location.Feed } };
    }

    private static string NameOf(string file, string? community) => $"{file}\n{community}";

    private static string? HashOf(string path)
    {
        using var stream = new FileStream(path, FileMode.Open, FileAccess.Read, FileShare.Read, bufferSize: 0, FileOptions.SequentialScan);
        if (stream.Length > UnpackBudget.Default.InputBytes)
        {
            return null;
        }

        using var hash = IncrementalHash.CreateHash(HashAlgorithmName.SHA256);
        var buffer = ArrayPool<byte>.Shared.Rent(HashBuffer);
        try
        {
            for (int read; (read = stream.Read(buffer)) > 0;)
            {
                hash.AppendData(buffer.AsSpan(0, read));
            }
        }
        finally
        {
            ArrayPool<byte>.Shared.Return(buffer);
        }

        return Convert.ToHexStringLower(hash.GetHashAndReset());
    }

    // NuGet writes the hash of the package without its signature; other tools that of the whole file.
    private static string? Mismatch(NeededPackage needed, PackageReport report, PackageLocation location) =>
        report.Package.ContentHash is { } actual && needed.ContentHashes.FirstOrDefault(hash => hash != actual && hash != Convert.ToBase64String(SHA512.HashData(location.Open().Bytes))) is { } stated
            ? $"The content of {needed.Name} has the hash {actual}, not {stated} as was written down when it was locked."
            : null;

    private static CheckedPackage NotAnalysed(NeededPackage needed, CheckedStatus status, string text) => Describe(new CheckedPackage
    {
        Package = new ReportedPackage { Purl = PurlOf(needed), Community = needed.Community, Id = needed.Id, Version = needed.Version, Sha256 = "", Size = 0 },
        Status = status,
        StatusText = text,
        Verdict = new Verdict(VerdictStatus.Unknown, [text]),
    }, needed);

    private static string? PurlOf(NeededPackage needed) => needed switch
    {
        { Version: null } => null,
        { Community: "psgallery" } => $"pkg:psgallery/{Uri.EscapeDataString(needed.Id.ToLowerInvariant())}@{Uri.EscapeDataString(needed.Version.ToLowerInvariant())}",
        _ => $"pkg:nuget/{Uri.EscapeDataString(needed.Id)}@{Uri.EscapeDataString(needed.Version)}",
    };

    private static CheckedPackage Describe(CheckedPackage entry, NeededPackage needed) => entry with
    {
        Direct = needed.Direct,
        Development = needed.Development,
        DependsOn = needed.DependsOn,
        Places = needed.Places,
        IntroducedBy = needed.IntroducedBy,
        IntroducedByTotal = needed.IntroducedByTotal,
    };
}
