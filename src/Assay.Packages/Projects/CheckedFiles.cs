using System.Xml.Linq;
using Assay.Model;

namespace Assay.Packages.Projects;

/// <summary>Reads files that name packages: bounded, each once, called by paths that are the same on every machine.</summary>
/// <param name="root">The folder that paths in reports count from.</param>
internal sealed class CheckedFiles(string root)
{
    /// <summary>Bytes of a file that are read at all.</summary>
    public const long Bytes = DocumentLimits.ProjectBytes;

    private readonly string _root = Path.GetFullPath(root);
    private readonly Dictionary<string, (SourceText Source, XElement? Root)> _xml = new(StringComparer.Ordinal);

    /// <summary>Gives the path as reports show it: from the root where the file lies below it, with forward slashes.</summary>
    public string NameOf(string path) => Path.GetRelativePath(_root, path).Replace('\\', '/');

    /// <summary>Reads a file; null when it cannot be read, and <paramref name="problem"/> says why.</summary>
    public SourceText? Read(string path, out CheckProblem? problem)
    {
        problem = null;
        try
        {
            using var stream = new FileStream(path, FileMode.Open, FileAccess.Read, FileShare.ReadWrite | FileShare.Delete, bufferSize: 0, FileOptions.SequentialScan);
            if (stream.Length > Bytes)
            {
                problem = new CheckProblem(NameOf(path), null, $"The file has {stream.Length} bytes; the limit is {Bytes}.");
                return null;
            }

            var bytes = new byte[stream.Length];
            stream.ReadExactly(bytes);
            return new SourceText(NameOf(path), bytes);
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException or NotSupportedException)
        {
            problem = new CheckProblem(NameOf(path), null, $"The file cannot be read: {exception.GetType().Name}.");
            return null;
        }
    }

    /// <summary>Reads an XML file that many projects share, once. A file that cannot be read has no root.</summary>
    public (SourceText Source, XElement? Root) Xml(string path)
    {
        if (!_xml.TryGetValue(path, out var read))
        {
            var source = Read(path, out var problem);
            if (source is null)
            {
                source = new SourceText(NameOf(path), []);
                source.Add(null, problem!.Text);
            }

            read = (source, problem is null ? source.Xml() : null);
            _xml.Add(path, read);
        }

        return read;
    }

    /// <summary>Finds the nearest file of a name in a folder or above it; null when there is none.</summary>
    public static string? Above(string? folder, string name)
    {
        for (var next = folder; next is not null; next = Path.GetDirectoryName(next))
        {
            var path = Path.Combine(next, name);
            if (File.Exists(path))
            {
                return path;
            }
        }

        return null;
    }
}
