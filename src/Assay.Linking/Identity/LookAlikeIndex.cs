using Assay.Model;

namespace Assay.Linking;

/// <summary>Finds the popular package that an id may be taken for.</summary>
/// <remarks>
/// What a family names itself is no imitation: numbers that differ, another known word in the place of one, a part added behind the dot of a family that has several such parts.
/// <code>
/// Newtonsoft.Jsom, Newtonsof.Json, Nеwtonsoft.Json, NewtonsoftJson, Json.Newtonsoft => Newtonsoft.Json
/// System.IO.Pipes, xunit.v4, Serilog.Sinks.Custom                                   => nothing
/// </code>
/// </remarks>
public sealed class LookAlikeIndex
{
    // Below this many letters other names are near by chance.
    private const int ShortestName = 4;
    private const int LongestStrictName = 7;
    private const int LongestName = 200;
    private const int FamilySize = 3;

    private static readonly string[] Affixes =
    [
        "api", "client", "common", "core", "dotnet", "ex", "ext", "extended", "extension", "extensions", "fast", "framework", "helper", "helpers", "js", "latest", "lib", "library", "lite", "my", "net", "netcore", "netstandard", "new",
        "nuget", "official", "plus", "pro", "ps", "real", "sdk", "standard", "the", "tool", "tools", "unified", "util", "utility", "utils",
    ];

    private readonly NameKey[] _keys;
    private readonly HashSet<string> _ids;
    private readonly Dictionary<string, NameKey> _byText = new(StringComparer.Ordinal);
    private readonly Dictionary<string, int> _families = new(StringComparer.Ordinal);
    private readonly HashSet<string> _vocabulary = new(StringComparer.Ordinal);
    private readonly Lazy<Dictionary<string, NameKey>> _byShape;
    private readonly Lazy<Dictionary<string, NameKey>> _byWords;
    private readonly Lazy<(string Name, uint Letters, NameKey Key)[]> _brands;

    /// <summary>Prepares a list of popular packages.</summary>
    public LookAlikeIndex(PopularPackages popular)
    {
        Popular = popular;
        _ids = new HashSet<string>(popular.Packages, StringComparer.OrdinalIgnoreCase);
        _keys = [.. _ids.Order(StringComparer.OrdinalIgnoreCase).Select(id => new NameKey(id))];
        foreach (var key in _keys)
        {
            _byText.TryAdd(key.Text, key);
            _families[key.Segments[0]] = _families.GetValueOrDefault(key.Segments[0]) + 1;
            _vocabulary.UnionWith(key.Segments);
            _vocabulary.UnionWith(key.Words);
        }

        _byShape = new(() => Table(key => key.Shape));
        _byWords = new(() => Table(key => SortedWords(key.Words)));
        _brands = new(() => [.. _keys.GroupBy(key => key.Segments[0], StringComparer.Ordinal).Where(group => group.Key.Length >= ShortestName).Select(group => (group.Key, NameKey.MaskOf(group.Key), group.First()))]);
    }

    /// <summary>The list.</summary>
    public PopularPackages Popular { get; }

    /// <summary>True for a package of the list.</summary>
    public bool Contains(string id) => _ids.Contains(id);

    /// <summary>Gives the package that <paramref name="id"/> may be taken for; null when there is none, or when it is a popular package itself.</summary>
    public LookAlike? Find(string id)
    {
        if (_ids.Contains(id) || id.Length is 0 or > LongestName)
        {
            return null;
        }

        var key = new NameKey(id);
        if (key.Text.Length < ShortestName)
        {
            return null;
        }

        return FindSame(key) ?? FindMisspelled(key) ?? FindReordered(key) ?? FindExtended(key) ?? FindPart(key);
    }

    // Letters, separators and shapes: nothing differs but how the name is drawn.
    private LookAlike? FindSame(NameKey key)
    {
        if (_byText.TryGetValue(key.Text, out var same))
        {
            return new LookAlike(same.Id, string.Equals(key.Seen, key.Id, StringComparison.Ordinal) ? "separators" : "letters", IsClose: true);
        }

        return key.Text.Length > ShortestName && _byShape.Value.TryGetValue(key.Shape, out var drawn) ? new LookAlike(drawn.Id, "characters", IsClose: true) : null;
    }

    private LookAlike? FindMisspelled(NameKey key)
    {
        foreach (var popular in _keys)
        {
            var difference = key.Text.Length - popular.Text.Length;
            if (difference is < -2 or > 2 || NameKey.LeastSlips(key.Letters, popular.Letters) > 2 || popular.Text.Length < ShortestName)
            {
                continue;
            }

            var strict = popular.Text.Length <= LongestStrictName;
            if (IsPlural(key, popular))
            {
                return new LookAlike(popular.Id, "plural", IsClose: !strict);
            }

            if ((difference is >= -1 and <= 1 && Slips.IsOne(key.Text, popular.Text, strict) && !IsOtherWord(key, popular)) || HasTwoSlips(key, popular))
            {
                return new LookAlike(popular.Id, "spelling", IsClose: popular.Text.Length > ShortestName + 1);
            }
        }

        return null;
    }

    private static bool IsPlural(NameKey key, NameKey popular)
    {
        var (longer, shorter) = key.Text.Length > popular.Text.Length ? (key.Text, popular.Text) : (popular.Text, key.Text);
        return longer.Length == shorter.Length + 1 && shorter.Length > ShortestName && longer[^1] == 's' && shorter[^1] != 's' && longer.StartsWith(shorter, StringComparison.Ordinal);
    }

    // One slip in each of two parts: Newtonsof.Jsson.
    private bool HasTwoSlips(NameKey key, NameKey popular)
    {
        if (key.Segments.Length != popular.Segments.Length || key.Segments.Length < 2)
        {
            return false;
        }

        var slips = 0;
        for (var i = 0; i < key.Segments.Length; i++)
        {
            var (written, meant) = (key.Segments[i], popular.Segments[i]);
            if (string.Equals(written, meant, StringComparison.Ordinal))
            {
                continue;
            }

            if (++slips > 2 || meant.Length < ShortestName || _vocabulary.Contains(written) || !Slips.IsOne(written, meant, meant.Length <= LongestStrictName))
            {
                return false;
            }
        }

        return slips == 2;
    }

    // System.IO.Pipes is no slip of System.IO.Ports: every word of it is known.
    private bool IsOtherWord(NameKey key, NameKey popular)
    {
        foreach (var segment in key.Segments)
        {
            if (!popular.Segments.Contains(segment, StringComparer.Ordinal) && !_vocabulary.Contains(segment))
            {
                return key.Words.All(_vocabulary.Contains) && popular.Words.Length == key.Words.Length && popular.Segments.Length == key.Segments.Length && popular.Words.Length > popular.Segments.Length;
            }
        }

        return popular.Segments.Length == key.Segments.Length;
    }

    private LookAlike? FindReordered(NameKey key) =>
        key.Words.Length > 1 && _byWords.Value.TryGetValue(SortedWords(key.Words), out var popular) ? new LookAlike(popular.Id, "order", IsClose: true) : null;

    private LookAlike? FindExtended(NameKey key)
    {
        foreach (var affix in Affixes)
        {
            if (key.Text.Length < affix.Length + ShortestName)
            {
                continue;
            }

            if (key.Text.EndsWith(affix, StringComparison.Ordinal) && _byText.TryGetValue(key.Text[..^affix.Length], out var before) && !(IsSegment(key, ^1, affix) && IsFamily(before)))
            {
                return new LookAlike(before.Id, "affix", IsClose: false);
            }

            if (key.Text.StartsWith(affix, StringComparison.Ordinal) && _byText.TryGetValue(key.Text[affix.Length..], out var behind))
            {
                return new LookAlike(behind.Id, "affix", IsClose: false);
            }
        }

        return null;
    }

    // Strype.Client: a name that others begin with, misspelled.
    private LookAlike? FindPart(NameKey key)
    {
        foreach (var word in key.Segments.Concat(key.Words).Distinct(StringComparer.Ordinal))
        {
            if (word.Length <= ShortestName || _vocabulary.Contains(word))
            {
                continue;
            }

            var letters = NameKey.MaskOf(word);
            foreach (var (name, nameLetters, popular) in _brands.Value)
            {
                if (Math.Abs(word.Length - name.Length) <= 1 && NameKey.LeastSlips(letters, nameLetters) <= 1 && Slips.IsOne(word, name, strict: true))
                {
                    return new LookAlike(popular.Id, "part", IsClose: false);
                }
            }
        }

        return null;
    }

    private static bool IsSegment(NameKey key, Index at, string text) => key.Segments.Length > 1 && string.Equals(key.Segments[at], text, StringComparison.Ordinal);

    private bool IsFamily(NameKey popular) => _families[popular.Segments[0]] >= FamilySize;

    private Dictionary<string, NameKey> Table(Func<NameKey, string> form)
    {
        var table = new Dictionary<string, NameKey>(_keys.Length, StringComparer.Ordinal);
        foreach (var key in _keys)
        {
            table.TryAdd(form(key), key);
        }

        return table;
    }

    private static string SortedWords(string[] words)
    {
        var sorted = words.ToArray();
        Array.Sort(sorted, StringComparer.Ordinal);
        return string.Join(' ', sorted);
    }
}
