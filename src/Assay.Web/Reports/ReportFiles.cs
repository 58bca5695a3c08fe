using System.IO.Compression;
using System.Security.Cryptography;
using System.Text;

namespace Assay.Web.Reports;

/// <summary>Keeps JSON of reports and comparisons in a folder, packed, so that nothing is judged twice. Everything in it can be made again: what is damaged or gone is only slower. Thread-safe.</summary>
/// <param name="folder">The folder.</param>
/// <param name="limit">Bytes of all files together; the ones that were not used for longest go first.</param>
internal sealed class ReportFiles(string folder, long limit)
{
    private const string Ending = ".json.gz";

    // A folder that is full is emptied to this share of its limit, so that it is not full again at once.
    private const double Kept = 0.8;

    private readonly Lock _lock = new();
    private long _bytes = -1;

    /// <summary>Gives the packed JSON of a name under a key; null when there is none.</summary>
    /// <param name="name">What it is of, made of hexadecimal digits and hyphens.</param>
    /// <param name="key">Everything else that it depends on.</param>
    public byte[]? Find(string name, string key)
    {
        var path = PathOf(name, key);
        try
        {
            if (!File.Exists(path))
            {
                return null;
            }

            File.SetLastWriteTimeUtc(path, DateTime.UtcNow);
            return File.ReadAllBytes(path);
        }
        catch (Exception gone) when (gone is IOException or UnauthorizedAccessException)
        {
            return null;
        }
    }

    /// <summary>Keeps packed JSON: whole or not at all. A full disk is no error.</summary>
    public void Keep(string name, string key, byte[] packed)
    {
        var path = PathOf(name, key);
        var arriving = $"{path}.{Guid.NewGuid():n}";
        try
        {
            Directory.CreateDirectory(Path.GetDirectoryName(path)!);
            File.WriteAllBytes(arriving, packed);
            File.Move(arriving, path, overwrite: true);
        }
        catch (Exception full) when (full is IOException or UnauthorizedAccessException)
        {
            Remove(arriving);
            return;
        }

        lock (_lock)
        {
            _bytes = _bytes < 0 ? Files().Sum(file => file.Length) : _bytes + packed.Length;
            if (_bytes > limit)
            {
                Trim();
            }
        }
    }

    /// <summary>Packs what a writer gives.</summary>
    public static byte[] Pack(Action<Stream> write)
    {
        var output = new MemoryStream();
        using (var packer = new GZipStream(output, CompressionLevel.Fastest, leaveOpen: true))
        {
            write(packer);
        }

        return output.ToArray();
    }

    /// <summary>Opens what <see cref="Pack"/> gave.</summary>
    public static Stream Unpack(byte[] packed) => new GZipStream(new MemoryStream(packed), CompressionMode.Decompress);

    private void Trim()
    {
        var bytes = 0L;
        foreach (var file in Files().OrderByDescending(file => file.LastWriteTimeUtc).ThenBy(file => file.FullName, StringComparer.Ordinal))
        {
            if (bytes + file.Length > limit * Kept)
            {
                Remove(file.FullName);
            }
            else
            {
                bytes += file.Length;
            }
        }

        _bytes = bytes;
    }

    private FileInfo[] Files() => new DirectoryInfo(folder).GetFiles("*", SearchOption.AllDirectories);

    private string PathOf(string name, string key) =>
        Path.Combine(folder, name[..2], $"{name}-{Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(key)))[..16]}{Ending}");

    private static void Remove(string path)
    {
        try
        {
            File.Delete(path);
        }
        catch (Exception busy) when (busy is IOException or UnauthorizedAccessException)
        {
            // Somebody else has it open; the next one takes it away.
        }
    }
}
