using System.Text.Json;
using Assay.Community.Index;
using Assay.Linking;
using Assay.Model;
using Assay.Reports;
using Assay.Rules;
using Assay.Scan;
using Assay.Web.Communities;
using Assay.Web.Hosting;

namespace Assay.Web.Reports;

/// <summary>Gives the reports of versions that the indexes know, and comparisons of two. Made once from stored facts, then kept: packed in memory and on disk. Thread-safe.</summary>
public sealed class ReportLibrary : IDisposable
{
    private const long MiB = 1024 * 1024;
    private const long MemoryBytes = 48 * MiB;
    private const long DiskBytes = 2048 * MiB;

    // Judging takes a core for as long as a second: readers of pages that are there must not wait for it.
    private readonly SemaphoreSlim _judges = new(Math.Max(1, Environment.ProcessorCount / 2));
    private readonly BoundedCache<PackedReport> _packed = new(MemoryBytes, report => report.Packed.Length > 0 ? report.Packed.Length : -1);
    private readonly ReportFiles _files;
    private readonly Judging _judging;
    private readonly PortalMeters? _meters;

    // What reports of equal inputs depend on besides the rules: the code that joins, judges and describes.
    private static readonly string Engine = string.Join('-', ((Type[])[typeof(PackageReport), typeof(Scanner), typeof(PackageLinker), typeof(Judge), typeof(IndexReader), typeof(JsonReport)]).Select(type => type.Module.ModuleVersionId.ToString("n")));

    /// <summary>Opens the library of a data folder.</summary>
    public ReportLibrary(Judging judging, DataDirectory data, PortalMeters? meters = null) => (_judging, _files, _meters) = (judging, new ReportFiles(data.Reports, DiskBytes), meters);

    /// <summary>Gives the report of a version, judged with today's inputs; null when the index keeps no facts of it that this build can read.</summary>
    public PackageReport? Find(PortalCommunity community, VersionEntry version) => FindAsync(community, version).AsTask().GetAwaiter().GetResult();

    /// <summary>Gives the report of a version, judged with today's inputs; null when the index keeps no facts of it that this build can read.</summary>
    public async ValueTask<PackageReport?> FindAsync(PortalCommunity community, VersionEntry version)
    {
        if (await JsonAsync(community, version) is not { } packed)
        {
            return null;
        }

        using var stream = ReportFiles.Unpack(packed);
        return JsonReport.Read(stream);
    }

    /// <summary>Gives the report of a version as <see cref="JsonReport"/> writes it, packed with gzip; null as <see cref="FindAsync"/> does.</summary>
    public async ValueTask<byte[]?> JsonAsync(PortalCommunity community, VersionEntry version)
    {
        var (scanner, inputs) = _judging.Scanner();
        var key = string.Join('\n', inputs, scanner.Extractor, Engine, FeedState(community, version));
        return await PackedAsync(version.Sha256, key, () => Facts(community, version, scanner) is { } facts ? ReportFiles.Pack(output => JsonReport.Write(scanner.Report(facts), output)) : null);
    }

    /// <summary>Compares two versions; null when the index keeps no facts of one of them that this build can read.</summary>
    public async ValueTask<VersionComparison?> CompareAsync(PortalCommunity community, VersionEntry before, VersionEntry after)
    {
        if (await CompareJsonAsync(community, before, after) is not { } packed)
        {
            return null;
        }

        using var stream = ReportFiles.Unpack(packed);
        return JsonSerializer.Deserialize(stream, JsonReport.ComparisonType);
    }

    /// <summary>Compares two versions and gives the comparison as <see cref="JsonReport"/> writes it, packed with gzip; null as <see cref="CompareAsync"/> does.</summary>
    public async ValueTask<byte[]?> CompareJsonAsync(PortalCommunity community, VersionEntry before, VersionEntry after)
    {
        var (scanner, inputs) = _judging.Scanner();
        var key = string.Join('\n', inputs, scanner.Extractor, Engine, FeedState(community, before), FeedState(community, after));
        return await PackedAsync($"{before.Sha256}-{after.Sha256[..16]}", key, () => Facts(community, before, scanner) is { } first && Facts(community, after, scanner) is { } second
            ? ReportFiles.Pack(output => JsonReport.Write(scanner.Compare(first, second), output)) : null);
    }

    /// <inheritdoc/>
    public void Dispose() => _judges.Dispose();

    private async ValueTask<byte[]?> PackedAsync(string name, string key, Func<byte[]?> make)
    {
        var source = "memory";
        var report = await _packed.GetAsync($"{name}\n{key}", async () =>
        {
            if (_files.Find(name, key) is { } kept && IsWhole(kept))
            {
                source = "disk";
                return new PackedReport(kept);
            }

            await _judges.WaitAsync();
            try
            {
                source = "made";
                var made = await Task.Run(make);
                if (made is not null)
                {
                    _files.Keep(name, key, made);
                }

                return new PackedReport(made ?? []);
            }
            finally
            {
                _judges.Release();
            }
        });
        _meters?.CountReport(source);
        return report.Packed.Length > 0 ? report.Packed : null;
    }

    // A file has its name only once it is whole, but a machine that lost its power may give back less than was written.
    private static bool IsWhole(byte[] packed)
    {
        try
        {
            using var stream = ReportFiles.Unpack(packed);
            using var document = JsonDocument.Parse(stream, new JsonDocumentOptions { MaxDepth = 64 });
            return document.RootElement.ValueKind == JsonValueKind.Object;
        }
        catch (Exception damaged) when (damaged is InvalidDataException or JsonException or EndOfStreamException)
        {
            return false;
        }
    }

    private static PackageFacts? Facts(PortalCommunity community, VersionEntry version, Scanner scanner) =>
        community.Read(reader => reader.Reading(version, scanner.Extractor), null) is { } reading ? scanner.Complete(reading) : null;

    // A report says what the feed says of the package and which other versions there are; both change while the bytes do not.
    private static string FeedState(PortalCommunity community, VersionEntry version) => community.Read(reader => reader.FeedState(version), "");

    // Empty for a version without facts: they may come at any time.
    private sealed record PackedReport(byte[] Packed);
}
