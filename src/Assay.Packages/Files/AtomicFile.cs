using System.Collections.Concurrent;

namespace Assay.Packages;

/// <summary>A file that appears under its name only when it is complete: on a full disk, after an error or an interruption an older one stays as it was, and nothing lies beside it.</summary>
public sealed class AtomicFile : IDisposable
{
    // What a process that is made to end at once takes away.
    private static readonly ConcurrentDictionary<string, bool> Unfinished = new(StringComparer.Ordinal);

    private readonly string _path;
    private readonly string _temporary;

    /// <summary>Begins a file; throws as <see cref="FileStream"/> does when its folder cannot be written.</summary>
    public AtomicFile(string path)
    {
        _path = Path.GetFullPath(path);

        // In the same folder, so that the rename stays within one file system.
        _temporary = Path.Combine(Path.GetDirectoryName(_path)!, $".{Path.GetRandomFileName()}.tmp");
        Unfinished.TryAdd(_temporary, true);
        try
        {
            Content = new FileStream(_temporary, FileMode.CreateNew, FileAccess.Write);
        }
        catch
        {
            Unfinished.TryRemove(_temporary, out _);
            throw;
        }
    }

    /// <summary>What is written so far.</summary>
    public FileStream Content { get; }

    /// <summary>Writes a whole file.</summary>
    public static void Write(string path, ReadOnlySpan<byte> content)
    {
        using var file = new AtomicFile(path);
        file.Content.Write(content);
        file.Commit();
    }

    /// <summary>Says why a file could not be written, without the name that it has meanwhile.</summary>
    public static string Reason(Exception failure) =>
        failure.Message.EndsWith(".tmp'", StringComparison.Ordinal) && failure.Message.LastIndexOf(" : '", StringComparison.Ordinal) is > 0 and var at ? failure.Message[..at] : failure.Message;

    /// <summary>Takes away what is not complete, for a process that ends now.</summary>
    public static void DiscardUnfinished()
    {
        foreach (var temporary in Unfinished.Keys)
        {
            Delete(temporary);
        }
    }

    /// <summary>Gives the file its name, in place of an older one unless that should stay.</summary>
    /// <exception cref="IOException">The disk is full, or there is an older file that should stay.</exception>
    public void Commit(bool overwrite = true)
    {
        Content.Dispose();
        File.Move(_temporary, _path, overwrite);
        Unfinished.TryRemove(_temporary, out _);
    }

    /// <summary>Takes away what was not committed.</summary>
    public void Dispose()
    {
        try
        {
            // On a full disk this fails again: what is in its buffer is not wanted any more.
            Content.Dispose();
        }
        catch (IOException)
        {
        }

        if (Unfinished.TryRemove(_temporary, out _))
        {
            Delete(_temporary);
        }
    }

    private static void Delete(string path)
    {
        try
        {
            File.Delete(path);
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException)
        {
            // The folder is gone or was made read-only: there is nothing to take away any more.
        }
    }
}
