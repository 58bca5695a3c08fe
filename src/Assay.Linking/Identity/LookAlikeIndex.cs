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

    // A second slip is looked for only behind this many right letters: nearly all other names end there.
    private const int RightLetters = 3;

    private readonly NameKey[] _keys;
    private readonly HashSet<string> _ids;
    private readonly Dictionary<string, NameKey> _byText;
    private readonly Lazy<HashSet<string>> _vocabulary;
    private readonly Lazy<(string Name, uint Letters, NameKey Key)[]> _brands;

    /// <summary>Prepares a list of popular packages.</summary>
    public LookAlikeIndex(PopularPackages popular)
    {
        Popular = popular;
        _ids = new HashSet<string>(popular.Packages.Count, StringComparer.OrdinalIgnoreCase);
        _byText = new Dictionary<string, NameKey>(popular.Packages.Count, StringComparer.Ordinal);
        var keys = new List<NameKey>(popular.Packages.Count);
        foreach (var id in popular.Packages)
        {
            if (_ids.Add(id))
            {
                var key = new NameKey(id);
                keys.Add(key);
                _byText.TryAdd(key.Text, key);
            }
        }

        _keys = [.. keys];
        _vocabulary = new(Vocabulary);
        _brands = new(Brands);
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

        if (key.Text.Length > ShortestName)
        {
            foreach (var popular in _keys)
            {
                if (Shapes.AreEqual(key.Seen, popular.Seen))
                {
                    return new LookAlike(popular.Id, "characters", IsClose: true);
                }
            }
        }

        return null;
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
            if (difference is 1 or -1 && IsPlural(key, popular))
            {
                return new LookAlike(popular.Id, "plural", IsClose: !strict);
            }

            if ((difference is >= -1 and <= 1 && Slips.IsOne(key.Text, popular.Text, strict) && key.Segments.Length == popular.Segments.Length && !IsOtherWord(key, popular)) || (key.Text.AsSpan().CommonPrefixLength(popular.Text) >= RightLetters && HasTwoSlips(key, popular)))
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

            if (++slips > 2 || meant.Length < ShortestName || _vocabulary.Value.Contains(written) || !Slips.IsOne(written, meant, meant.Length <= LongestStrictName))
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
            if (!popular.Segments.Contains(segment, StringComparer.Ordinal) && !_vocabulary.Value.Contains(segment))
            {
                return key.Words.All(_vocabulary.Value.Contains) && popular.Words.Length == key.Words.Length && popular.Segments.Length == key.Segments.Length && popular.Words.Length > popular.Segments.Length;
            }
        }

        return popular.Segments.Length == key.Segments.Length;
    }

    private LookAlike? FindReordered(NameKey key)
    {
        if (key.Words.Length < 2)
        {
            return null;
        }

        foreach (var popular in _keys)
        {
            // The same words are the same letters.
            if (popular.Text.Length == key.Text.Length && popular.Letters == key.Letters && SortedWords(key.Words).SequenceEqual(SortedWords(popular.Words), StringComparer.Ordinal))
            {
                return new LookAlike(popular.Id, "order", IsClose: true);
            }
        }

        return null;
    }

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
            if (word.Length <= ShortestName)
            {
                continue;
            }

            var letters = NameKey.MaskOf(word);
            foreach (var (name, nameLetters, popular) in _brands.Value)
            {
                if (Math.Abs(word.Length - name.Length) <= 1 && NameKey.LeastSlips(letters, nameLetters) <= 1 && Slips.IsOne(word, name, strict: true) && !_vocabulary.Value.Contains(word))
                {
                    return new LookAlike(popular.Id, "part", IsClose: false);
                }
            }
        }

        return null;
    }

    private static bool IsSegment(NameKey key, Index at, string text) => key.Segments.Length > 1 && string.Equals(key.Segments[at], text, StringComparison.Ordinal);

    private bool IsFamily(NameKey popular)
    {
        var size = 0;
        foreach (var key in _keys)
        {
            size += key.First.Equals(popular.First, StringComparison.OrdinalIgnoreCase) ? 1 : 0;
        }

        return size >= FamilySize;
    }

    private HashSet<string> Vocabulary()
    {
        var words = new HashSet<string>(StringComparer.Ordinal);
        foreach (var key in _keys)
        {
            words.UnionWith(key.Segments);
            words.UnionWith(key.Words);
        }

        return words;
    }

    // Names that ids begin with, each once: lists are sorted, so that families stand together.
    private (string Name, uint Letters, NameKey Key)[] Brands()
    {
        var brands = new List<(string, uint, NameKey)>();
        NameKey? before = null;
        foreach (var key in _keys)
        {
            if (key.First.Length >= ShortestName && (before is null || !key.First.Equals(before.First, StringComparison.OrdinalIgnoreCase)))
            {
                var name = key.First.ToString().ToLowerInvariant();
                brands.Add((name, NameKey.MaskOf(name), key));
                before = key;
            }
        }

        return [.. brands];
    }

    private static string[] SortedWords(string[] words)
    {
        var sorted = words.ToArray();
        Array.Sort(sorted, StringComparer.Ordinal);
        return sorted;
    }
}
