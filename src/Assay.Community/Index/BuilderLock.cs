namespace Assay.Community.Index;

/// <summary>Lets one process at a time build an index. The system gives the lock free when the process ends, however it ends.</summary>
public sealed class BuilderLock : IDisposable
{
    private readonly FileStream _file;

    private BuilderLock(FileStream file) => _file = file;

    /// <summary>Takes the lock of an index; null when another process has it. Throws <see cref="IndexException"/> when the folder cannot be written.</summary>
    public static BuilderLock? TryTake(string index)
    {
        try
        {
            return Open(index);
        }
        catch (IOException exception) when (IsHeld(exception, index))
        {
            return null;
        }
        catch (Exception exception) when (IsUnwritable(exception))
        {
            throw Unwritable(index, exception);
        }
    }

    /// <summary>Takes the lock of an index; throws <see cref="IndexException"/> when another process has it or the folder cannot be written.</summary>
    public static BuilderLock Take(string index)
    {
        try
        {
            return Open(index);
        }
        catch (IOException exception) when (IsHeld(exception, index))
        {
            throw new IndexException($"The community index {index} is being built by another process.", exception);
        }
        catch (Exception exception) when (IsUnwritable(exception))
        {
            throw Unwritable(index, exception);
        }
    }

    /// <inheritdoc/>
    public void Dispose() => _file.Dispose();

    // FileShare.None is an advisory lock on Unix (flock) and a sharing mode on Windows. The file stays: deleting it would let two processes lock two files of one name.
    private static BuilderLock Open(string index) => new(new FileStream(index + ".lock", FileMode.OpenOrCreate, FileAccess.ReadWrite, FileShare.None));

    private static bool IsHeld(IOException exception, string index) => exception is not (DirectoryNotFoundException or PathTooLongException) && File.Exists(index + ".lock");

    private static bool IsUnwritable(Exception exception) => exception is IOException or UnauthorizedAccessException or NotSupportedException or ArgumentException;

    private static IndexException Unwritable(string index, Exception exception) => new($"The community index {index} cannot be written: {exception.Message}", exception);
}
