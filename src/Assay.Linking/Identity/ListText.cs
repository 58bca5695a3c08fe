using Assay.Model;

namespace Assay.Linking;

/// <summary>Reads the lists that are handed in: lines of text, <c>#</c> begins a remark, <c># date: 2026-01-31</c> says how old the list is.</summary>
public static class ListText
{
    private const int LongestLine = 1_000;
    private const int MostLines = 200_000;

    /// <summary>Reads ids of popular packages, one a line; what follows a comma is left out, so that a table of downloads is such a list, too. The remark <c># community: psgallery</c> says whose packages they are. Throws <see cref="FormatException"/> for a line that names no package.</summary>
    public static PopularPackages ReadPopular(string id, string community, string text)
    {
        var packages = new List<string>();
        var date = "";
        foreach (var (line, number) in Lines(text, value => date = value, value => community = value))
        {
            var name = (line.IndexOf(',', StringComparison.Ordinal) is >= 0 and var comma ? line[..comma] : line).Trim().Trim('"');
            if (packages.Count == 0 && name is "id" or "Id" or "ID" or "package")
            {
                continue;
            }

            if (name.Length is 0 or > 128 || name.Any(character => !char.IsLetterOrDigit(character) && character is not ('.' or '-' or '_')))
            {
                throw new FormatException($"Line {number} is no package id.");
            }

            packages.Add(name);
        }

        return community is not ("nuget" or "psgallery") ? throw new FormatException($"There is no community '{community}'; there are nuget and psgallery.") : packages.Count == 0 ? throw new FormatException("The list names no package.") : new PopularPackages(id, date, community, packages);
    }

    /// <summary>Reads publishers: <c>name, other name | package, Prefix.* | Reserved.</c>, one a line.</summary>
    public static Publishers ReadPublishers(string id, string text)
    {
        var publishers = new List<Publisher>();
        var date = "";
        foreach (var (line, number) in Lines(text, value => date = value))
        {
            publishers.Add(line.Split('|') is [var names, var packages, var reserved]
                ? new Publisher(Items(names), Items(packages), Items(reserved))
                : throw new FormatException($"Line {number} is not 'names | packages | reserved beginnings'."));
        }

        return new Publishers(id, date, publishers);
    }

    /// <summary>Reads mail domains: <c>disposable example.org</c> or <c>anonymous example.org</c>, one a line.</summary>
    public static MailDomains ReadMailDomains(string id, string text)
    {
        var disposable = new List<string>();
        var anonymous = new List<string>();
        var date = "";
        foreach (var (line, number) in Lines(text, value => date = value))
        {
            switch (line.Split(' ', StringSplitOptions.RemoveEmptyEntries))
            {
                case ["disposable", var domain]:
                    disposable.Add(domain);
                    break;
                case ["anonymous", var domain]:
                    anonymous.Add(domain);
                    break;
                default:
                    throw new FormatException($"Line {number} is not 'disposable DOMAIN' or 'anonymous DOMAIN'.");
            }
        }

        return new MailDomains(id, date, disposable, anonymous);
    }

    private static string[] Items(string text) => text.Split(',', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries);

    private static IEnumerable<(string Line, int Number)> Lines(string text, Action<string> dated, Action<string>? belongs = null)
    {
        var number = 0;
        foreach (var raw in text.Split('\n'))
        {
            number++;
            var line = raw.Trim().TrimStart('\uFEFF');
            if (number > MostLines || line.Length > LongestLine)
            {
                throw new FormatException($"Line {number} is too long, or there are more than {MostLines} lines.");
            }

            if (line.StartsWith("# date:", StringComparison.Ordinal))
            {
                dated(line["# date:".Length..].Trim());
            }

            if (line.StartsWith("# community:", StringComparison.Ordinal))
            {
                belongs?.Invoke(line["# community:".Length..].Trim());
            }

            if (line.Length > 0 && line[0] != '#')
            {
                yield return (line, number);
            }
        }
    }
}
