using System.Net;
using System.Net.Http.Headers;
using System.Security.Cryptography;
using NuGet.Versioning;

namespace Assay.Packages.Feeds;

/// <summary>Downloads one package into a cache entry: continues where an earlier attempt was cut, and keeps nothing that is not the package.</summary>
internal sealed class PackageDownload(FeedHttp http, FeedSource source, FeedLimits limits)
{
    /// <summary>Leaves the checked package in <see cref="CacheEntry.Partial"/>.</summary>
    /// <param name="sha512">The hash that the feed names, base-64; null when it names none.</param>
    public async Task RunAsync(Uri address, string id, NuGetVersion version, string? sha512, CacheEntry entry, IProgress<DownloadProgress>? progress, CancellationToken cancellation)
    {
        var continued = File.Exists(entry.Partial);
        while (true)
        {
            await ReceiveAsync(address, id, version, entry, progress, cancellation);
            if (await DefectAsync(id, version, sha512, entry.Partial, cancellation) is not { } defect)
            {
                return;
            }

            entry.RemovePartial();
            if (!continued)
            {
                throw new FeedException(SubjectError.Unreadable, defect);
            }

            // The first part was left by another run: it may be to blame.
            continued = false;
        }
    }

    private async Task ReceiveAsync(Uri address, string id, NuGetVersion version, CacheEntry entry, IProgress<DownloadProgress>? progress, CancellationToken cancellation)
    {
        try
        {
            await http.Retry.RunAsync(() => AttemptAsync(address, id, version, entry, progress, cancellation), cancellation);
        }
        catch (FeedException exception) when (exception.Error == SubjectError.Unreadable)
        {
            // Too large: nobody will ever continue it.
            entry.RemovePartial();
            throw;
        }
    }

    private async Task<bool> AttemptAsync(Uri address, string id, NuGetVersion version, CacheEntry entry, IProgress<DownloadProgress>? progress, CancellationToken cancellation)
    {
        var have = File.Exists(entry.Partial) ? new FileInfo(entry.Partial).Length : 0;
        var tag = have > 0 && File.Exists(entry.PartialTag) && EntityTagHeaderValue.TryParse(await File.ReadAllTextAsync(entry.PartialTag, cancellation), out var stored) ? stored : null;

        // Without a validator the rest may belong to another file: from the start.
        using var answer = tag is null
            ? await http.GetPackageAsync(address, source, null, null, cancellation)
            : await http.GetPackageAsync(address, source, new RangeHeaderValue(have, null), new RangeConditionHeaderValue(tag), cancellation);
        var response = answer.Response;
        var start = StartOf(response, id, version, entry, have);
        if (start == 0)
        {
            entry.RemovePartial();
            if (response.Headers.ETag is { IsWeak: false } validator)
            {
                await File.WriteAllTextAsync(entry.PartialTag, validator.ToString(), cancellation);
            }
        }

        var name = $"{id}@{version.ToNormalizedString()}";
        var total = response.Content.Headers.ContentLength + start;
        var received = start;
        progress?.Report(new DownloadProgress(name, received, total));
        await using var target = new FileStream(entry.Partial, start == 0 ? FileMode.Create : FileMode.Append, FileAccess.Write, FileShare.None);
        await new ResponseBody(response, source, limits.IdleTime, limits.PackageTime).CopyAsync(target, limits.PackageBytes - start, count => progress?.Report(new DownloadProgress(name, received += count, total)), cancellation);
        return true;
    }

    private long StartOf(HttpResponseMessage response, string id, NuGetVersion version, CacheEntry entry, long have)
    {
        switch (response.StatusCode)
        {
            case HttpStatusCode.PartialContent when response.Content.Headers.ContentRange?.From == have:
                return have;
            case HttpStatusCode.PartialContent or HttpStatusCode.RequestedRangeNotSatisfiable:
                entry.RemovePartial();
                throw new TransientFeedException($"Source '{source.Name}' sent another part of {id}@{version} than was asked for.", TimeSpan.Zero);
            case HttpStatusCode.NotFound or HttpStatusCode.Gone:
                throw new FeedException(SubjectError.NothingFound, $"Source '{source.Name}' lists {id}@{version.ToNormalizedString()} but does not have its file.");
            default:
                return 0;
        }
    }

    private async Task<string?> DefectAsync(string id, NuGetVersion version, string? sha512, string path, CancellationToken cancellation)
    {
        var bytes = await File.ReadAllBytesAsync(path, cancellation);
        if (sha512 is not null && sha512 != Convert.ToBase64String(SHA512.HashData(bytes)))
        {
            return $"Source '{source.Name}' sent a file for {id}@{version.ToNormalizedString()} whose SHA-512 is not the one that it names; the file was not kept.";
        }

        return DeliveredPackage.Defect(bytes, id, version) is { } defect
            ? $"Source '{source.Name}' sent something else than {id}@{version.ToNormalizedString()}: {defect} The file was not kept."
            : null;
    }
}
