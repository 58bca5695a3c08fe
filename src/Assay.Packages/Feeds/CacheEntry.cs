using System.Security.Cryptography;
using System.Text.Json;
using Assay.Model;
using NuGet.Versioning;

namespace Assay.Packages.Feeds;

/// <summary>One package in the cache: the file, its SHA-512 beside it, and what the feed said of it.</summary>
internal sealed class CacheEntry(string folder, string fileName)
{
    private const int WindowsSharingViolation = unchecked((int)0x80070020);
    private const int LinuxWouldBlock = 11;
    private const int AppleWouldBlock = 35;

    private static readonly TimeSpan LockPause = TimeSpan.FromMilliseconds(100);

    private readonly string _path = Path.Combine(folder, fileName);
    private readonly string _hash = Path.Combine(folder, fileName + ".sha512");
    private readonly string _info = Path.Combine(folder, "feed.json");
    private readonly string _lock = Path.Combine(folder, ".lock");

    /// <summary>An unfinished download.</summary>
    public string Partial { get; } = Path.Combine(folder, fileName + ".partial");
    /// <summary>The validator that the server gave to the unfinished download.</summary>
    public string PartialTag { get; } = Path.Combine(folder, fileName + ".partial.etag");

    /// <summary>True when the file is there, intact or not.</summary>
    public bool Exists => File.Exists(_path);

    /// <summary>True when the file is there and is the one that was stored.</summary>
    public bool IsIntact()
    {
        try
        {
            if (!File.Exists(_path) || !File.Exists(_hash))
            {
                return false;
            }

            using var content = new FileStream(_path, FileMode.Open, FileAccess.Read, FileShare.Read | FileShare.Delete);
            return File.ReadAllText(_hash).Trim() == Convert.ToBase64String(SHA512.HashData(content));
        }
        catch (Exception exception) when (exception is FileNotFoundException or DirectoryNotFoundException)
        {
            // Another process replaces the entry.
            return false;
        }
    }

    /// <summary>The SHA-512 (base-64) of the file as it was stored; null when there is none.</summary>
    public string? StoredHash
    {
        get
        {
            try
            {
                return File.Exists(_hash) ? File.ReadAllText(_hash).Trim() : null;
            }
            catch (Exception exception) when (exception is FileNotFoundException or DirectoryNotFoundException)
            {
                return null;
            }
        }
    }

    /// <summary>Waits until no other process works on the entry; the result gives it free.</summary>
    public async Task<IDisposable> LockAsync(TimeSpan patience, CancellationToken cancellation)
    {
        Directory.CreateDirectory(folder);
        for (var waited = TimeSpan.Zero; ; waited += LockPause)
        {
            try
            {
                // The system opens the lock when the process ends, however it ends.
                return new FileStream(_lock, FileMode.OpenOrCreate, FileAccess.ReadWrite, FileShare.None);
            }
            catch (IOException exception) when (exception.HResult is WindowsSharingViolation or LinuxWouldBlock or AppleWouldBlock && waited < patience)
            {
                await Task.Delay(LockPause, cancellation);
            }
        }
    }

    /// <summary>Removes a damaged file; an unfinished download stays.</summary>
    public void Remove()
    {
        File.Delete(_path);
        File.Delete(_hash);
        File.Delete(_info);
    }

    /// <summary>Forgets an unfinished download.</summary>
    public void RemovePartial()
    {
        File.Delete(Partial);
        File.Delete(PartialTag);
    }

    /// <summary>Makes the finished download the entry's file. The hash comes first: a file without one does not count.</summary>
    /// <param name="info">What the feed said of it.</param>
    /// <param name="community">Community of the package; null where its layout decides.</param>
    public void Commit(FeedPackageInfo? info, string? community)
    {
        using (var content = File.OpenRead(Partial))
        {
            AtomicFile.Write(_hash, System.Text.Encoding.ASCII.GetBytes(Convert.ToBase64String(SHA512.HashData(content))));
        }

        AtomicFile.Write(_info, JsonSerializer.SerializeToUtf8Bytes(new CachedStatement(community, info), FeedJson.Default.CachedStatement));

        File.Move(Partial, _path, overwrite: true);
        File.Delete(PartialTag);
    }

    /// <summary>Gives the file as a subject's package.</summary>
    public PackageLocation Locate(string id, NuGetVersion version)
    {
        var statement = ReadStatement();
        return new PackageLocation($"{id}@{version.ToNormalizedString()}", _path, new FileInfo(_path).Length)
        {
            Community = statement?.Community,
            Feed = statement?.Feed is { Versions: not null } info ? info : null,
        };
    }

    private CachedStatement? ReadStatement()
    {
        try
        {
            return File.Exists(_info) ? JsonSerializer.Deserialize(File.ReadAllBytes(_info), FeedJson.Default.CachedStatement) : null;
        }
        catch (JsonException)
        {
            return null;
        }
    }
}
