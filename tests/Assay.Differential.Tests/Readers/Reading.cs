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

    /// <summary>What two readings have in common when nobody was misled.</summary>
    public string Meaning => Refusal is not null ? "refused" : string.Join('\n', Files.Select(file => $"{file.Hash} {file.Name}"));

    public static Reading Of(string reader, IEnumerable<(string Name, string Hash)> files) =>
        new(reader, [.. files.OrderBy(file => file.Name, StringComparer.Ordinal).ThenBy(file => file.Hash, StringComparer.Ordinal)], null);

    public static Reading Refused(string reader, string why) => new(reader, [], why);

    public static string Hash(ReadOnlySpan<byte> content) => Convert.ToHexStringLower(SHA256.HashData(content))[..ShownOfHash];

    /// <summary>Reads what a program left in a folder; links are not followed.</summary>
    public static IEnumerable<(string Name, string Hash)> Below(string folder)
    {
        var options = new EnumerationOptions { RecurseSubdirectories = true, AttributesToSkip = FileAttributes.None, IgnoreInaccessible = false };
        foreach (var path in Directory.EnumerateFileSystemEntries(folder, "*", options))
        {
            var name = Path.GetRelativePath(folder, path).Replace(Path.DirectorySeparatorChar, '/');
            var file = new FileInfo(path);
            if (file.LinkTarget is { } target)
            {
                yield return (name, "link " + Hash(Encoding.UTF8.GetBytes(target)));
            }
            else if ((file.Attributes & FileAttributes.Directory) == 0)
            {
                yield return (name, Hash(File.ReadAllBytes(path)));
            }
        }
    }
}
