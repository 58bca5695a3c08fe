using System.Security.Cryptography;
using Assay.Web.Hosting;
using Microsoft.Extensions.Options;

namespace Assay.Web.Storing;

/// <summary>A file that has arrived and is not on the shelf yet.</summary>
/// <param name="Path">Where it lies.</param>
/// <param name="Sha256">SHA-256, lower-case hexadecimal.</param>
/// <param name="Size">Bytes.</param>
public sealed record ArrivedFile(string Path, string Sha256, long Size);

/// <summary>Why a file was not taken.</summary>
public enum ArrivalDefect
{
    /// <summary>It has no bytes.</summary>
    Empty,
    /// <summary>It is no zip archive, which every package is.</summary>
    NotAnArchive,
    /// <summary>It has more bytes than allowed.</summary>
    TooLarge,
}

/// <summary>Says that a file was not taken; nothing of it is left.</summary>
public sealed class ArrivalException(ArrivalDefect defect) : Exception($"The file was not taken: {defect}.")
{
    /// <summary>Why not.</summary>
    public ArrivalDefect Defect { get; } = defect;
}

/// <summary>Takes files of packages in and keeps them under their SHA-256: nothing that a sender says becomes part of a path. Thread-safe.</summary>
public sealed class PackageShelf(DataDirectory data, IOptions<PortalOptions> options)
{
    private const int BufferSize = 64 * 1024;

    // Local file header (APPNOTE 4.3.7). An archive that begins with anything else is no package, and one of no entries neither.
    private static readonly byte[] ArchiveStart = [0x50, 0x4B, 0x03, 0x04];

    // Between two looks at the shelf nobody takes away what the first look has found.
    private readonly Lock _shelving = new();

    /// <summary>Receives a file: hashed on the way, on disk when the call returns. Throws <see cref="ArrivalException"/> and whatever the stream throws; nothing is left then.</summary>
    public async Task<ArrivedFile> ReceiveAsync(Stream content, CancellationToken cancellation)
    {
        var path = NewPath();
        try
        {
            using var hash = IncrementalHash.CreateHash(HashAlgorithmName.SHA256);
            long size = 0;
            await using (var file = new FileStream(path, FileMode.CreateNew, FileAccess.Write, FileShare.None, bufferSize: 0, FileOptions.Asynchronous))
            {
                var buffer = new byte[BufferSize];
                while (await content.ReadAtLeastAsync(buffer, buffer.Length, throwOnEndOfStream: false, cancellation) is > 0 and var length)
                {
                    if (size == 0 && !buffer.AsSpan(0, length).StartsWith(ArchiveStart))
                    {
                        throw new ArrivalException(ArrivalDefect.NotAnArchive);
                    }

                    size += length;
                    if (size > options.Value.UploadBytes)
                    {
                        throw new ArrivalException(ArrivalDefect.TooLarge);
                    }

                    hash.AppendData(buffer, 0, length);
                    await file.WriteAsync(buffer.AsMemory(0, length), cancellation);
                }

                file.Flush(flushToDisk: true);
            }

            return size > 0 ? new ArrivedFile(path, Convert.ToHexStringLower(hash.GetHashAndReset()), size) : throw new ArrivalException(ArrivalDefect.Empty);
        }
        catch
        {
            File.Delete(path);
            throw;
        }
    }

    /// <summary>Puts a file on the shelf and does what must happen before anybody may take it away again; bytes that are there already stay.</summary>
    public T Place<T>(ArrivedFile file, Func<T> claim)
    {
        lock (_shelving)
        {
            var target = data.Package(file.Sha256);
            Directory.CreateDirectory(Path.GetDirectoryName(target)!);
            if (File.Exists(target) && new FileInfo(target).Length == file.Size)
            {
                File.Delete(file.Path);
            }
            else
            {
                File.Move(file.Path, target, overwrite: true);
            }

            return claim();
        }
    }

    /// <summary>Takes a file from the shelf unless somebody wants it still.</summary>
    public void Drop(string sha256, Func<bool> isWanted)
    {
        lock (_shelving)
        {
            if (!isWanted())
            {
                File.Delete(data.Package(sha256));
            }
        }
    }

    /// <summary>Removes what had not arrived completely when the server ended.</summary>
    public void ClearIncoming()
    {
        foreach (var entry in new DirectoryInfo(data.Incoming).EnumerateFileSystemInfos())
        {
            if (entry is DirectoryInfo { LinkTarget: null } folder)
            {
                folder.Delete(recursive: true);
            }
            else
            {
                entry.Delete();
            }
        }
    }

    /// <summary>Gives a new folder for downloads; whoever asked for it removes it.</summary>
    public string NewFolder() => Directory.CreateDirectory(NewPath()).FullName;

    private string NewPath() => Path.Combine(data.Incoming, RandomNumberGenerator.GetHexString(32, lowercase: true));
}
