namespace Assay.Cli;

/// <summary>A file that appears under its name only when it is complete.</summary>
internal sealed class AtomicFile : IDisposable
{
    private readonly string _path;
    private readonly string _temporary;

    public AtomicFile(string path)
    {
        _path = Path.GetFullPath(path);

        // In the same folder, so that the rename stays within one file system.
        _temporary = Path.Combine(Path.GetDirectoryName(_path)!, $".{Path.GetRandomFileName()}.tmp");
        Content = new FileStream(_temporary, FileMode.CreateNew, FileAccess.Write);
    }

    /// <summary>What is written so far.</summary>
    public FileStream Content { get; }

    /// <summary>Gives the file its name, in place of an older one.</summary>
    public void Commit()
    {
        Content.Dispose();
        File.Move(_temporary, _path, overwrite: true);
    }

    public void Dispose()
    {
        Content.Dispose();
        File.Delete(_temporary);
    }
}
