using System.Buffers;
using System.Security.Cryptography;
using System.Text;
using System.Text.Json;
using Assay.Model;

namespace Assay.Community;

/// <summary>What an import read.</summary>
/// <param name="Packages">The records, ready to be stored.</param>
/// <param name="Files">Files that were read.</param>
/// <param name="Problems">Files that could not be read, each with the reason.</param>
public sealed record AdvisoryImportResult(MaliciousPackages Packages, int Files, IReadOnlyList<string> Problems);

/// <summary>Collects records of malicious packages from files and folders: OSV records (<c>.json</c>) whose id begins with <c>MAL-</c>, and lists of SHA-256 (<c>.sha256</c>).</summary>
public static class AdvisoryImport
{
    private const long LongestFile = 64L * 1024 * 1024;
    private const int MostFiles = 2_000_000;
    private const int MostProblems = 100;

    private static readonly SearchValues<char> HexadecimalDigits = SearchValues.Create("0123456789abcdefABCDEF");
    private static readonly EnumerationOptions Everything = new() { RecurseSubdirectories = true, AttributesToSkip = FileAttributes.ReparsePoint };

    /// <summary>Reads the paths; throws <see cref="AdvisoryException"/> when one does not exist or no record is found.</summary>
    public static AdvisoryImportResult Read(IReadOnlyList<string> paths, CancellationToken cancellation = default)
    {
        var items = new List<MaliciousPackage>();
        var problems = new List<string>();
        var date = "";
        var files = 0;
        foreach (var file in Files(paths))
        {
            cancellation.ThrowIfCancellationRequested();
            if (++files > MostFiles)
            {
                throw new AdvisoryException($"There are more than {MostFiles} files.");
            }

            try
            {
                if (new FileInfo(file).Length > LongestFile)
                {
                    throw new AdvisoryException($"the file has more than {LongestFile} bytes");
                }

                var bytes = File.ReadAllBytes(file);
                if (file.EndsWith(".sha256", StringComparison.OrdinalIgnoreCase))
                {
                    items.AddRange(Hashes(Encoding.UTF8.GetString(bytes)));
                }
                else
                {
                    var (packages, changed) = OsvRecord.Read(bytes);
                    items.AddRange(packages);
                    date = string.CompareOrdinal(changed, date) > 0 ? changed : date;
                }
            }
            catch (Exception exception) when (exception is JsonException or IOException or UnauthorizedAccessException or AdvisoryException or InvalidOperationException)
            {
                if (problems.Count < MostProblems)
                {
                    problems.Add($"{file}: {exception.Message}");
                }
            }
        }

        if (items.Count == 0)
        {
            throw new AdvisoryException($"There is no record of a malicious package of NuGet or the PowerShell Gallery in {files} files.");
        }

        // The same record may lie in two folders.
        MaliciousPackage[] sorted = [.. items.DistinctBy(item => (item.Record, item.Community, item.Package.ToLowerInvariant(), HashOf(item)))
            .OrderBy(item => item.Community, StringComparer.Ordinal).ThenBy(item => item.Package, StringComparer.OrdinalIgnoreCase).ThenBy(item => item.Record, StringComparer.Ordinal).ThenBy(item => HashOf(item), StringComparer.Ordinal)];
        return new AdvisoryImportResult(new MaliciousPackages(IdOf(sorted), date, sorted), files, problems);
    }

    private static IEnumerable<string> Files(IReadOnlyList<string> paths)
    {
        foreach (var path in paths)
        {
            if (File.Exists(path))
            {
                yield return path;
            }
            else if (Directory.Exists(path))
            {
                foreach (var file in Directory.EnumerateFiles(path, "*", Everything).Where(file => file.EndsWith(".json", StringComparison.OrdinalIgnoreCase) || file.EndsWith(".sha256", StringComparison.OrdinalIgnoreCase)).Order(StringComparer.Ordinal))
                {
                    yield return file;
                }
            }
            else
            {
                throw new AdvisoryException($"{path}: there is no such file or folder");
            }
        }
    }

    // As sha256sum prints: the hash, two blanks or a blank and a star, a name.
    private static IEnumerable<MaliciousPackage> Hashes(string text)
    {
        var number = 0;
        foreach (var raw in text.Split('\n'))
        {
            number++;
            var line = raw.Trim();
            if (line.Length == 0 || line[0] == '#')
            {
                continue;
            }

            if (line.Length < 64 || line.AsSpan(0, 64).ContainsAnyExcept(HexadecimalDigits) || (line.Length > 64 && line[64] != ' '))
            {
                throw new AdvisoryException($"line {number} is no SHA-256");
            }

            var name = line[64..].TrimStart(' ', '*');
            yield return new MaliciousPackage(name.Length is 0 or > 256 ? "sha256" : name, "", "", [], [], [line[..64].ToLowerInvariant()]);
        }
    }

    private static string HashOf(MaliciousPackage item) => item.Sha256 is [var first, ..] ? first : "";

    // Equal records have equal names in every report.
    private static string IdOf(MaliciousPackage[] items)
    {
        using var hash = IncrementalHash.CreateHash(HashAlgorithmName.SHA256);
        foreach (var item in items)
        {
            hash.AppendData(Encoding.UTF8.GetBytes($"{item.Record}\n{item.Community}\n{item.Package}\n{string.Join(' ', item.Versions)}\n{string.Join(' ', item.Ranges)}\n{string.Join(' ', item.Sha256)}\0"));
        }

        return "malicious-packages-" + Convert.ToHexStringLower(hash.GetHashAndReset()[..6]);
    }
}
