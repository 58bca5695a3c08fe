using System.Text;

namespace Assay.Differential.Tests.Readers;

/// <summary>Python's zipfile, tarfile and gzip: one process for all archives. The one reader that may be missing.</summary>
internal static class PythonReader
{
    public const string Name = "Python";

    private const string Script = """
        import gzip, os, sys, tarfile, zipfile
        for line in sys.stdin.read().splitlines():
            name, folder = line.split('\t')
            os.makedirs(folder)
            try:
                if name.endswith('.gz'):
                    content = gzip.open(name).read()
                    with open(os.path.join(folder, 'content'), 'wb') as file:
                        file.write(content)
                elif name.endswith('.tar'):
                    archive = tarfile.open(name)
                    if hasattr(tarfile, 'data_filter'):
                        archive.extractall(folder, filter='data')
                    else:
                        archive.extractall(folder)
                else:
                    zipfile.ZipFile(name).extractall(folder)
                print('read')
            except Exception as error:
                print(type(error).__name__, ascii(str(error)).splitlines()[0])
        """;

    public static bool IsThere => Program.Exists("python3");

    /// <summary>Extracts archives, each into a folder of its own.</summary>
    public static async Task<IReadOnlyList<Reading>> ReadAsync(IReadOnlyList<(string Archive, string Folder)> archives, string folder, CancellationToken cancellation)
    {
        var input = Encoding.UTF8.GetBytes(string.Concat(archives.Select(archive => $"{archive.Archive}\t{archive.Folder}\n")));
        var (exitCode, output, errors) = await Program.RunAsync("python3", ["-c", Script], folder, cancellation, input);
        Assert.True(exitCode == 0, errors);
        var lines = Encoding.UTF8.GetString(output).Split('\n', StringSplitOptions.RemoveEmptyEntries);
        Assert.Equal(archives.Count, lines.Length);
        var readings = new List<Reading>();
        foreach (var (line, (_, target)) in lines.Zip(archives))
        {
            readings.Add(line == "read" ? Reading.OfArchive(Name, await Reading.BelowAsync(target, cancellation)) : Reading.Refused(Name, line));
        }

        return readings;
    }
}
