using System.Globalization;

namespace Assay.Community;

/// <summary>What an import made.</summary>
/// <param name="Bytes">The database, ready to be stored.</param>
/// <param name="Database">The same, opened.</param>
/// <param name="Files">Files and entries of archives that were read.</param>
/// <param name="OtherRecords">Records that name no package of our communities, and files of other content.</param>
/// <param name="Problems">What could not be read, each with the reason.</param>
public sealed record AdvisoryImportResult(byte[] Bytes, AdvisoryDatabase Database, int Files, int OtherRecords, IReadOnlyList<string> Problems);

/// <summary>Takes records of vulnerabilities and malicious packages from files and folders into a database. What a file is tells its content, not its name.</summary>
public static class AdvisoryImport
{
    private static readonly EnumerationOptions Everything = new() { RecurseSubdirectories = false, AttributesToSkip = FileAttributes.ReparsePoint };

    /// <summary>Reads the paths; throws <see cref="AdvisoryException"/> when one does not exist or nothing is found in them.</summary>
    /// <param name="existing">The database that is added to; null for none.</param>
    /// <param name="paths">Files and folders. A folder, an archive or a file of several records is a collection: what its sources said before is replaced; a single record is added.</param>
    /// <param name="source">The name of the source; null for the names that records have by themselves.</param>
    /// <param name="today">The day of the import.</param>
    /// <param name="progress">Hears the number of files that were read and the file; null for nobody.</param>
    /// <param name="cancellation">Ends reading.</param>
    public static AdvisoryImportResult Run(AdvisoryDatabase? existing, IReadOnlyList<string> paths, string? source, DateOnly today, Action<int, string>? progress, CancellationToken cancellation)
    {
        var batch = new AdvisoryBatch();
        var reader = new AdvisoryReader(batch, source, AdvisoryLimits.Default);
        ReadPaths(reader, paths, progress, cancellation);
        if (batch.IsEmpty)
        {
            throw new AdvisoryException($"There is no advisory for packages of NuGet or the PowerShell Gallery in {reader.Contents + reader.Others} files.{string.Concat(reader.Problems.Take(5).Select(problem => $" {problem}."))}");
        }

        var content = existing?.ToContent() ?? new AdvisoryContent();
        batch.Apply(content, DayOf(today));

        // What an update would find unchanged may have been replaced by what was imported.
        foreach (var address in content.Addresses.Values.ToArray())
        {
            content.Addresses[address.Address] = address.WithoutValidator();
        }

        var bytes = AdvisoryFile.Serialize(content);
        return new AdvisoryImportResult(bytes, AdvisoryDatabase.Parse(bytes), reader.Contents, batch.OtherRecords + reader.Others, reader.Problems);
    }

    /// <summary>Reads files and folders; throws <see cref="AdvisoryException"/> when one does not exist.</summary>
    internal static void ReadPaths(AdvisoryReader reader, IReadOnlyList<string> paths, Action<int, string>? progress, CancellationToken cancellation)
    {
        var limits = AdvisoryLimits.Default;
        var read = new HashSet<string>(StringComparer.Ordinal);
        var files = new Queue<(string Path, bool IsCollection)>(paths.SelectMany(Files));
        while (files.TryDequeue(out var file))
        {
            cancellation.ThrowIfCancellationRequested();
            if (!read.Add(file.Path))
            {
                continue;
            }

            if (read.Count > limits.Files)
            {
                throw new AdvisoryException($"There are more than {limits.Files} files.");
            }

            progress?.Invoke(read.Count, file.Path);
            var folder = Path.GetDirectoryName(file.Path)!;
            foreach (var page in ReadFile(reader, file.Path, Path.GetFileName(folder), file.IsCollection, limits, cancellation))
            {
                // The pages of a vulnerability index lie beside it.
                var name = page.Split('?', '#')[0];
                if (Path.GetFileName(name[(name.LastIndexOf('/') + 1)..]) is { Length: > 0 } beside && File.Exists(Path.Combine(folder, beside)))
                {
                    files.Enqueue((Path.Combine(folder, beside), file.IsCollection));
                }
                else
                {
                    reader.Problem(file.Path, $"the page {name} of the index does not lie beside it");
                }
            }
        }
    }

    /// <summary>Writes a day as databases have it.</summary>
    internal static string DayOf(DateOnly day) => day.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture);

    private static IReadOnlyList<string> ReadFile(AdvisoryReader reader, string path, string group, bool isCollection, AdvisoryLimits limits, CancellationToken cancellation)
    {
        try
        {
            if (new FileInfo(path).Length > limits.ContentBytes)
            {
                throw new AdvisoryException($"the file has more than {limits.ContentBytes} bytes");
            }

            return reader.Read(path, File.ReadAllBytes(path), group, isCollection, cancellation);
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException or AdvisoryException)
        {
            reader.Problem(path, exception.Message);
            return [];
        }
    }

    private static IEnumerable<(string Path, bool IsCollection)> Files(string path)
    {
        if (File.Exists(path))
        {
            return [(Path.GetFullPath(path), false)];
        }

        return Directory.Exists(path) ? Below(Path.GetFullPath(path)).Select(file => (file, true)) : throw new AdvisoryException($"{path}: there is no such file or folder");
    }

    // Folders whose names begin with a dot are those of version control.
    private static IEnumerable<string> Below(string folder)
    {
        IEnumerable<string> files = Directory.EnumerateFiles(folder, "*", Everything).Order(StringComparer.Ordinal);
        return files.Concat(Directory.EnumerateDirectories(folder, "*", Everything).Where(below => Path.GetFileName(below)[0] != '.').Order(StringComparer.Ordinal).SelectMany(Below));
    }
}
