using System.IO.Enumeration;
using System.Security.Cryptography;
using System.Text;

namespace Assay.Differential.Tests.Readers;

/// <summary>What one reader made of an archive: names with the hashes of their contents, or that it refused.</summary>
/// <param name="Reader">Who read.</param>
/// <param name="Files">Name, then the first digits of the SHA-256 of the content; in ordinal order.</param>
/// <param name="Refusal">The first words of what it said; null when it read to the end without an error.</param>
internal sealed record Reading(string Reader, IReadOnlyList<(string Name, string Hash)> Files, string? Refusal)
{
    private const int ShownOfHash = 12;
    private const string Undecodable = "\uFFFD";

    /// <summary>What two readings have in common when nobody was misled.</summary>
    public string Meaning => Refusal is not null ? "refused" : string.Join('\n', Files.Select(file => $"{file.Hash} {file.Name}"));

    public static Reading Of(string reader, IEnumerable<(string Name, string Hash)> files) =>
        new(reader, [.. files.OrderBy(file => file.Name, StringComparer.Ordinal).ThenBy(file => file.Hash, StringComparer.Ordinal)], null);

    /// <summary>What a reader of archives made of one, without what only readers of packages know.</summary>
    public static Reading OfArchive(string reader, IEnumerable<(string Name, string Hash)> files) =>
        Of(reader, PackagingNames.WithoutPackaging(files).Select(file => (PackagingNames.Decode(file.Name), file.Hash)));

    public static Reading Refused(string reader, string why) => new(reader, [], why);

    public static string Hash(ReadOnlySpan<byte> content) => Convert.ToHexStringLower(SHA256.HashData(content))[..ShownOfHash];

    /// <summary>Reads what a program left in a folder; links are not followed.</summary>
    public static async Task<IReadOnlyList<(string Name, string Hash)>> BelowAsync(string folder, CancellationToken cancellation)
    {
        var options = new EnumerationOptions { RecurseSubdirectories = true, AttributesToSkip = FileAttributes.None, IgnoreInaccessible = false };
        var found = new List<(string, string)>();
        var paths = new FileSystemEnumerable<string>(folder, static (ref FileSystemEntry entry) => entry.ToFullPath(), options)
        {
            ShouldRecursePredicate = static (ref FileSystemEntry entry) => (entry.Attributes & FileAttributes.ReparsePoint) == 0,
        };
        foreach (var path in paths)
        {
            if (path.Contains(Undecodable, StringComparison.Ordinal))
            {
                return await ListedAsync(folder, cancellation);
            }

            var name = Path.GetRelativePath(folder, path).Replace(Path.DirectorySeparatorChar, '/');
            var file = new FileInfo(path);
            if (file.LinkTarget is { } target)
            {
                found.Add((name, "link " + Hash(Encoding.UTF8.GetBytes(target))));
            }
            else if ((file.Attributes & FileAttributes.Directory) == 0)
            {
                found.Add((name, Hash(await File.ReadAllBytesAsync(path, cancellation))));
            }
        }

        return found;
    }

    /// <summary>Asks other programs: the base library cannot open a file whose name is no UTF-8.</summary>
    private static async Task<IReadOnlyList<(string Name, string Hash)>> ListedAsync(string folder, CancellationToken cancellation)
    {
        var (exitCode, output, errors) = await Program.RunAsync("find", [".", "-type", "f", "-exec", "sha256sum", "-z", "{}", "+"], folder, cancellation);
        Assert.True(exitCode == 0, errors);
        // 64 digits, two blanks, ./, the name.
        return [.. Encoding.Latin1.GetString(output).Split('\0', StringSplitOptions.RemoveEmptyEntries).Select(line => (line[68..], line[..ShownOfHash]))];
    }
}
