using System.IO.Compression;
using System.Security.Cryptography;
using System.Text;
using Assay.Model;
using Assay.Model.Storing;
using Assay.Scan;

namespace Assay.Community.Checking;

/// <summary>Keeps what was read of packages between runs: one file for each package, in a folder for each extractor. Thread-safe, and safe to use by several processes.</summary>
/// <remarks>
/// Nothing depends on it: a file that is damaged, of another form or cannot be read is as good as none. Files appear under their names only when they are complete.
/// A file holds the mark, eight bytes of the SHA-256 of what follows, the length, and the facts, deflated.
/// </remarks>
public sealed class FactStore
{
    private const int MarkLength = 8;
    private const int SumLength = 8;
    private const int HeadLength = MarkLength + SumLength + sizeof(int);
    private const int LongestFacts = 1 << 30;
    private const int CopyBuffer = 1 << 16;

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

    private static ReadOnlySpan<byte> Mark => "ASSAYF1\n"u8;

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
            var facts = Unpack(bytes);
            var reading = facts is null ? null : PackageReadingFormat.Read(facts, static _ => null);
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
        using var packed = new MemoryStream();
        packed.Write(new byte[HeadLength]);
        using (var deflate = new DeflateStream(packed, CompressionLevel.Fastest, leaveOpen: true))
        {
            deflate.Write(facts);
        }

        var bytes = packed.GetBuffer().AsSpan(0, (int)packed.Length);
        Mark.CopyTo(bytes);
        BitConverter.TryWriteBytes(bytes[(MarkLength + SumLength)..], facts.Length);
        SHA256.HashData(bytes[(MarkLength + SumLength)..]).AsSpan(0, SumLength).CopyTo(bytes[MarkLength..]);
        var temporary = $"{path}.{Path.GetRandomFileName()}.tmp";
        using (var file = new FileStream(temporary, FileMode.CreateNew, FileAccess.Write, FileShare.None, bufferSize: 0))
        {
            file.Write(bytes);
        }

        try
        {
            File.Move(temporary, path, overwrite: true);
        }
        finally
        {
            File.Delete(temporary);
        }
    }

    private static byte[]? Unpack(byte[] bytes)
    {
        if (bytes.Length < HeadLength || !bytes.AsSpan().StartsWith(Mark) || !SHA256.HashData(bytes.AsSpan(MarkLength + SumLength)).AsSpan(0, SumLength).SequenceEqual(bytes.AsSpan(MarkLength, SumLength)))
        {
            return null;
        }

        var length = BitConverter.ToInt32(bytes, MarkLength + SumLength);
        if (length is < 0 or > LongestFacts)
        {
            return null;
        }

        var facts = GC.AllocateUninitializedArray<byte>(length);
        using var deflate = new DeflateStream(new MemoryStream(bytes, HeadLength, bytes.Length - HeadLength, writable: false), CompressionMode.Decompress);
        return deflate.ReadAtLeast(facts, length, throwOnEndOfStream: false) == length ? facts : null;
    }

    private string PathOf(string sha256, string name)
    {
        var digest = Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(sha256 + "\n" + name)))[..32];
        return Path.Combine(_folder, digest[..2], digest + ".facts");
    }
}
