using System.Buffers.Binary;
using System.Security.Cryptography;
using System.Text;
using Assay.Model;
using Assay.Model.Storing;
using Assay.Packages;
using Assay.Packages.Zip;
using Assay.Scan;

namespace Assay.Community.Checking;

/// <summary>Keeps what was read of packages between runs: one file for each package, in a folder for each extractor. Thread-safe, and safe to use by several processes.</summary>
/// <remarks>
/// Nothing depends on it: a file that is damaged, of another form or cannot be read is as good as none. Files appear under their names only when they are complete.
/// A file holds the facts as they are, their CRC-32 and the mark: inflating them took longer than reading more bytes, and the sum is against damage alone.
/// </remarks>
public sealed class FactStore
{
    private const int MarkLength = 8;
    private const int TailLength = sizeof(uint) + MarkLength;

    /// <summary>Bytes that the store keeps unless told otherwise.</summary>
    public const long UsualBytes = 2L * 1024 * 1024 * 1024;

    private static readonly TimeSpan Fresh = TimeSpan.FromHours(12);

    private readonly string _root;
    private readonly string _folder;
    private readonly long _limit;
    private readonly TimeProvider _clock;
    private int _written;

    /// <summary>Prepares to keep facts below a folder, which need not exist.</summary>
    /// <param name="root">The folder.</param>
    /// <param name="extractor">What reads the packages (<see cref="Scanner.Extractor"/>).</param>
    /// <param name="clock">Tells when a file was used.</param>
    /// <param name="limit">Bytes that stay after <see cref="Trim"/>.</param>
    public FactStore(string root, string extractor, TimeProvider clock, long limit = UsualBytes) => (_root, _folder, _clock, _limit) = (root, Path.Combine(root, extractor), clock, limit);

    private static ReadOnlySpan<byte> Mark => "ASSAYF2\n"u8;

    /// <summary>Gives what was read of a package; null when it is not there.</summary>
    /// <param name="sha256">SHA-256 of the package in lower-case hexadecimal.</param>
    /// <param name="name">Name of the file and community: facts speak of the name too.</param>
    public PackageReading? Find(string sha256, string name)
    {
        var path = PathOf(sha256, name);
        try
        {
            if (!File.Exists(path))
            {
                return null;
            }

            var bytes = File.ReadAllBytes(path);
            var reading = IsWhole(bytes) ? PackageReadingFormat.Read(bytes.AsSpan(0, bytes.Length - TailLength), static _ => null) : null;
            if (reading?.Package.Sha256 != sha256)
            {
                return null;
            }

            // When it was last used decides what goes first.
            var now = _clock.GetUtcNow().UtcDateTime;
            if (now - File.GetLastWriteTimeUtc(path) > Fresh)
            {
                File.SetLastWriteTimeUtc(path, now);
            }

            return reading;
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException or InvalidDataException or NotSupportedException)
        {
            return null;
        }
    }

    /// <summary>Keeps what was read, and gives it as it will be found: without debug symbols, which are not kept. A store that cannot be written loses nothing but time.</summary>
    public PackageReading Keep(PackageReading reading, string sha256, string name)
    {
        var buffer = new StoredBuffer();
        PackageReadingFormat.Write(reading with { Contents = new ReadContent?[reading.Contents.Count] }, static _ => 0, buffer);
        var facts = buffer.Written.ToArray();
        try
        {
            Write(PathOf(sha256, name), facts);
            Interlocked.Increment(ref _written);
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException or NotSupportedException)
        {
            // A full disk, a folder that is read-only.
        }

        return PackageReadingFormat.Read(facts, static _ => null);
    }

    /// <summary>Removes the files that were not used for longest until the rest is within the limit; does nothing where nothing was written.</summary>
    public void Trim()
    {
        if (_written == 0)
        {
            return;
        }

        try
        {
            FileInfo[] files = [.. new DirectoryInfo(_root).EnumerateFiles("*", SearchOption.AllDirectories).OrderByDescending(file => file.LastWriteTimeUtc).ThenBy(file => file.FullName, StringComparer.Ordinal)];
            var kept = 0L;
            foreach (var file in files)
            {
                kept += file.Length;
                if (kept > _limit)
                {
                    file.Delete();
                }
            }
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException)
        {
            // Another process removes the same files.
        }
    }

    private static void Write(string path, byte[] facts)
    {
        Directory.CreateDirectory(Path.GetDirectoryName(path)!);
        Span<byte> tail = stackalloc byte[TailLength];
        BinaryPrimitives.WriteUInt32LittleEndian(tail, Crc32.Compute(facts));
        Mark.CopyTo(tail[sizeof(uint)..]);
        using var file = new AtomicFile(path);
        file.Content.Write(facts);
        file.Content.Write(tail);
        file.Commit();
    }

    private static bool IsWhole(ReadOnlySpan<byte> bytes) => bytes.Length >= TailLength && bytes.EndsWith(Mark)
        && BinaryPrimitives.ReadUInt32LittleEndian(bytes[^TailLength..]) == Crc32.Compute(bytes[..^TailLength]);

    private string PathOf(string sha256, string name)
    {
        var digest = Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(sha256 + "\n" + name)))[..32];
        return Path.Combine(_folder, digest[..2], digest + ".facts");
    }
}
