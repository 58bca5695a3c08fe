using System.Globalization;
using System.Text;
using System.Text.RegularExpressions;
using Assay.Differential.Tests.Constructions;
using Assay.Differential.Tests.Readers;
using Assay.Model;
using Assay.TestInputs;

namespace Assay.Differential.Tests;

/// <summary>Writes docs/readers.md: what each reader made of each construction.</summary>
internal static partial class ReadingTable
{
    private const string Start = "Versions: ";
    private const int ShownNames = 2;

    public static string Write(IReadOnlyList<(Construction Construction, AssayReading Assay, IReadOnlyList<Reading> Others)> rows, string versions)
    {
        var text = new StringBuilder();
        text.AppendLine("# What other readers make of odd archives").AppendLine();
        text.AppendLine("Made by `tests/Assay.Differential.Tests`, which builds every archive below, lets each reader extract it, and fails where one of them sees something else than Assay without a problem that says so.");
        text.AppendLine("**same**: the files and contents that Assay lists. **refuses**: it ended with an error. Otherwise what differs: names that Assay does not list (+), that the reader does not have (-), or that hold something else (other); of several entries for one file, which one it kept (first, last).");
        text.AppendLine("Parts that only packaging needs (`_rels`, `[Content_Types].xml`) and the percent-encoding that writers of packages make do not count. `bsdtar |` reads from a pipe and cannot look at the directory first.").AppendLine();
        text.AppendLine(Start + versions).AppendLine();
        foreach (var kind in rows.GroupBy(row => row.Construction.Kind))
        {
            var readers = kind.First().Others.Where(IsShown).Select(other => other.Reader).ToArray();
            text.AppendLine(CultureInfo.InvariantCulture, $"## {Title(kind.Key)}").AppendLine();
            text.AppendLine(CultureInfo.InvariantCulture, $"| construction | Assay reports | {string.Join(" | ", readers.Select(reader => reader.Replace("bsdtar, piped", "bsdtar \\|", StringComparison.Ordinal)))} |");
            text.AppendLine(CultureInfo.InvariantCulture, $"| --- | --- |{string.Concat(readers.Select(_ => " --- |"))}");
            foreach (var (construction, assay, others) in kind)
            {
                text.AppendLine(CultureInfo.InvariantCulture, $"| {construction.Class}: {construction.Name} | {Reported(assay, construction)} | {string.Join(" | ", others.Where(IsShown).Select(other => Describe(assay, other)))} |");
            }

            text.AppendLine();
        }

        text.AppendLine("## Reported although these readers agree").AppendLine();
        foreach (var (construction, _, _) in rows.Where(row => row.Construction.Deliberate is not null))
        {
            text.AppendLine(CultureInfo.InvariantCulture, $"- {construction.Class}, {construction.Name}: {construction.Deliberate}");
        }

        return text.ToString();
    }

    /// <summary>The line that names the versions in a table; null when there is none.</summary>
    public static string? VersionsOf(string table) => table.Split('\n').FirstOrDefault(line => line.StartsWith(Start, StringComparison.Ordinal))?[Start.Length..];

    /// <summary>Asks the programs for their versions.</summary>
    public static async Task<string> VersionsAsync(CancellationToken cancellation)
    {
        var versions = new List<string>();
        foreach (var (name, command, argument) in new[] { ("7-Zip", "7z", "i"), ("unzip", "unzip", "-v"), ("bsdtar", "bsdtar", "--version"), ("GNU tar", "tar", "--version"), ("gzip", "gzip", "--version") })
        {
            var (_, output, _) = await Program.RunAsync(command, [argument], Path.GetTempPath(), cancellation);
            versions.Add($"{name} {Number().Match(Encoding.UTF8.GetString(output)).Value}");
        }

        var (_, sdk) = await new DotnetCommand { Folder = Path.GetTempPath() }.RunAsync(cancellation, "--version");
        return $"dotnet restore of SDK {sdk.Trim()}, {string.Join(", ", versions)}.";
    }

    // Python may be missing where the table is made.
    private static bool IsShown(Reading reading) => reading.Reader != PythonReader.Name;

    private static string Title(ArchiveKind kind) => kind switch { ArchiveKind.Package => "Packages", ArchiveKind.Tar => "Tar", _ => "Gzip" };

    private static string Reported(AssayReading assay, Construction construction) =>
        string.Join(", ", assay.Ids.Where(id => construction.Expected.Contains(id)).Concat(assay.Ids.Where(id => !construction.Expected.Contains(id))).Select(id => $"`{id.Name()}`")) is { Length: > 0 } ids ? ids : "-";

    private static string Describe(AssayReading product, Reading other)
    {
        var assay = product.Reading;
        if (other.Meaning == assay.Meaning)
        {
            return other.Refusal is null ? "same" : "refuses";
        }

        if (other.Refusal is not null)
        {
            return "refuses";
        }

        var mine = assay.Files.Select(file => file.Name).ToHashSet(StringComparer.Ordinal);
        var theirs = other.Files.Select(file => file.Name).ToHashSet(StringComparer.Ordinal);
        var changed = other.Files.Where(file => mine.Contains(file.Name) && !assay.Files.Contains(file)).Select(file => file.Name);
        var parts = new[] { ("+", theirs.Except(mine, StringComparer.Ordinal)), ("-", mine.Except(theirs, StringComparer.Ordinal)), ("other", changed) }
            .Select(part => (Mark: part.Item1, Names: part.Item2.Order(StringComparer.Ordinal).ToArray()))
            .Where(part => part.Names.Length > 0)
            .Select(part => $"{part.Mark} {string.Join(", ", part.Names.Take(ShownNames).Select(Show))}{(part.Names.Length > ShownNames ? " ..." : "")}")
            .Concat(Chosen(product, other))
            .ToArray();
        return parts.Length > 0 ? string.Join("; ", parts) : $"{other.Files.Count} of {assay.Files.Count} files";
    }

    /// <summary>Which of several contents under one name a reader took.</summary>
    private static IEnumerable<string> Chosen(AssayReading product, Reading other) => product.InOrder
        .GroupBy(file => PackagingNames.Decode(file.Name), file => file.Hash, StringComparer.Ordinal)
        .Select(file => (Name: file.Key, Contents: file.ToArray(), Taken: other.Files.FirstOrDefault(found => found.Name == file.Key).Hash))
        .Where(file => file.Contents.Length > 1 && file.Taken is not null && file.Contents.Contains(file.Taken))
        .Select(file => file.Contents.Distinct(StringComparer.Ordinal).Count() == 1 ? $"once {Show(file.Name)}" : $"{(file.Taken == file.Contents[0] ? "first" : "last")} {Show(file.Name)}");

    // Names are hostile here: only what is harmless in a table is shown as it is.
    private static string Show(string name)
    {
        var shown = string.Concat(Identity().Replace(name, "id").Select(c => c is >= ' ' and < '\u007f' and not ('|' or '`') ? c.ToString() : $"\\u{(int)c:x4}"));
        return $"`{(shown.Length > 40 ? shown[..20] + "..." : shown)}`";
    }

    [GeneratedRegex("case[0-9]{3}")]
    private static partial Regex Identity();

    [GeneratedRegex("[0-9]+\\.[0-9][0-9.]*")]
    private static partial Regex Number();
}
