namespace Assay.Linking.Tests;

/// <summary>Makes ids that somebody could publish beside a real one. The same every time.</summary>
internal static class Imitations
{
    private static readonly string[] Suffixes = ["Core", "Net", "Lib", "Utils", "Api", "Sdk", "Tools", "Client"];
    private static readonly string[] Prefixes = ["My", "The", "New", "Real", "Dotnet", "Fast"];
    private static readonly Dictionary<char, string> Neighbours = new()
    {
        ['a'] = "sq", ['b'] = "vn", ['c'] = "xv", ['d'] = "sf", ['e'] = "wr", ['f'] = "dg", ['g'] = "fh", ['h'] = "gj", ['i'] = "uo", ['j'] = "hk", ['k'] = "jl", ['l'] = "k", ['m'] = "n",
        ['n'] = "bm", ['o'] = "ip", ['p'] = "o", ['q'] = "wa", ['r'] = "et", ['s'] = "ad", ['t'] = "ry", ['u'] = "yi", ['v'] = "cb", ['w'] = "qe", ['x'] = "zc", ['y'] = "tu", ['z'] = "xa",
    };

    private static readonly Dictionary<char, char> Doubles = new() { ['a'] = 'а', ['c'] = 'с', ['e'] = 'е', ['i'] = 'і', ['o'] = 'о', ['p'] = 'р', ['s'] = 'ѕ', ['x'] = 'х', ['y'] = 'у', ['M'] = 'М', ['S'] = 'Ѕ', ['A'] = 'А' };

    private static readonly (string Name, Func<string, int, string?> Make)[] Ways =
    [
        ("neighbour", (id, seed) => At(id, seed, char.IsAsciiLetterLower, (text, at) => text[..at] + Neighbours[text[at]][seed % Neighbours[text[at]].Length] + text[(at + 1)..])),
        ("omission", (id, seed) => At(id, seed, char.IsAsciiLetterLower, (text, at) => text.Remove(at, 1))),
        ("doubling", (id, seed) => At(id, seed, char.IsAsciiLetterLower, (text, at) => text.Insert(at, text[at].ToString()))),
        ("transposition", (id, seed) => At(id, seed, char.IsAsciiLetterLower, (text, at) => at + 1 < text.Length && char.IsAsciiLetterLower(text[at + 1]) && text[at] != text[at + 1] ? text[..at] + text[at + 1] + text[at] + text[(at + 2)..] : null)),
        ("homoglyph", (id, seed) => At(id, seed, Doubles.ContainsKey, (text, at) => text[..at] + Doubles[text[at]] + text[(at + 1)..])),
        ("separator", (id, seed) => At(id, seed, letter => letter is '.' or '-' or '_', (text, at) => text[..at] + (seed % 3) switch { 0 => "", 1 => text[at] == '-' ? "." : "-", _ => "_" } + text[(at + 1)..])),
        ("shape", (id, seed) => id.Contains('m', StringComparison.Ordinal) ? Replace(id, "m", "rn") : id.Contains('l', StringComparison.Ordinal) ? Replace(id, "l", "1") : id.Contains('o', StringComparison.Ordinal) ? Replace(id, "o", "0") : null),
        ("suffix", (id, seed) => id + Suffixes[seed % Suffixes.Length]),
        ("prefix", (id, seed) => Prefixes[seed % Prefixes.Length] + (seed % 2 == 0 ? "." : "") + id),
        ("plural", (id, _) => id[^1] == 's' ? id[..^1] : char.IsLetter(id[^1]) ? id + "s" : null),
        ("order", (id, _) => id.Split('.') is { Length: > 1 } parts && parts[0] != parts[^1] ? string.Join('.', parts[1..].Append(parts[0])) : null),
    ];

    /// <summary>Gives imitations of the ids, each way equally often, none of them an id of the list.</summary>
    public static IEnumerable<(string Id, string Of, string Way)> Of(IReadOnlyList<string> ids, int count)
    {
        var known = new HashSet<string>(ids, StringComparer.OrdinalIgnoreCase);
        var made = new HashSet<string>(StringComparer.OrdinalIgnoreCase);
        for (var seed = 0; made.Count < count; seed++)
        {
            var of = ids[(int)(seed * 7919L % ids.Count)];
            var (name, make) = Ways[made.Count % Ways.Length];
            if (make(of, seed) is { } id && !known.Contains(id) && made.Add(id))
            {
                yield return (id, of, name);
            }
        }
    }

    private static string Replace(string text, string old, string other) => text.IndexOf(old, StringComparison.Ordinal) is var at && at >= 0 ? text[..at] + other + text[(at + old.Length)..] : text;

    private static string? At(string id, int seed, Func<char, bool> fits, Func<string, int, string?> change)
    {
        int[] places = [.. Enumerable.Range(0, id.Length).Where(at => fits(id[at]))];
        return places.Length == 0 ? null : change(id, places[seed * 31 % places.Length]);
    }
}
